"""Amounts in words as banks want them: 壹仟贰佰捌拾元伍角, 伍佰元整; of an English paper, five hundred yuan only."""

from __future__ import annotations

from engine.values import Lang, Money
from engine.written import ENGLISH_BOUND, english_number

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_GROUP = 10_000


def capital(money: Money) -> str:
    """Write an amount of yuan in the capital numerals of bills (支付结算办法, annex 1).

    整 stands after 元 and after 角, never after 分; a gap within the number is one 零; so is one between 元 and 分.
    """
    sign, minor = ("负", -money.minor) if money.minor < 0 else ("", money.minor)
    yuan, fen = divmod(minor, 100)
    jiao, fen = divmod(fen, 10)
    whole = f"{_whole(yuan)}元" if yuan else ""
    if not jiao and not fen:
        return f"{sign}{whole or '零元'}整"
    if not fen:
        return f"{sign}{whole}{_DIGITS[jiao]}角整"
    gap = "零" if yuan and not jiao else ""
    tenth = f"{_DIGITS[jiao]}角" if jiao else ""
    return f"{sign}{whole}{gap}{tenth}{_DIGITS[fen]}分"


def in_words(money: Money, lang: Lang) -> str:
    """Write an amount in words of the tongue; empty where the tongue or the currency has no rule for it."""
    if money.currency != "CNY":
        return ""
    if lang == "zh":
        return capital(money)
    yuan, fen = divmod(abs(money.minor), 100)
    if yuan >= ENGLISH_BOUND:
        return ""
    sign = "minus " if money.minor < 0 else ""
    told = f"{sign}{english_number(yuan)} yuan"
    return f"{told} and {fen:02d} fen" if fen else f"{told} only"


def _whole(number: int) -> str:
    """Write a whole number from 1 up: four digits at a time, a gap of any length as one 零."""
    groups: list[int] = []
    while number:
        number, low = divmod(number, _GROUP)
        groups.append(low)
    told = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        lower = groups[place + 1] if place + 1 < len(groups) else None
        gap = lower is not None and (group < _GROUP // 10 or lower == 0)
        told += ("零" if gap and told else "") + _four(group) + _GROUPS[place]
    return told


def _four(group: int) -> str:
    told, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            told += ("零" if gap and told else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return told

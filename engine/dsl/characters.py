"""The characters of a charter: full-width forms read as ASCII, look-alikes and invisible characters found out."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from engine.records import record
from engine.values import Lang

_MARKS = {
    "【": "[", "】": "]", "〔": "[", "〕": "]",
    "『": "「", "』": "」", "‘": "'", "’": "'",
    "｡": "。", "､": "、", "￥": "¥", "﹐": ",", "﹑": "、", "﹔": ";", "﹕": ":", "﹙": "(", "﹚": ")",
    "−": "-", "≧": "≥", "≦": "≤",
}  # fmt: skip
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u0085\u000b\u000c"
_EQUAL = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {ord(mark): ord(plain) for mark, plain in _MARKS.items()}
    | dict.fromkeys(map(ord, _SPACES), ord(" "))
)

# Radicals that text copied from a PDF holds in place of the characters, and letters of other alphabets that look Latin.
_RADICALS = "⻓长⻔门⻛风⻋车⻅见⻆角⻉贝⻜飞⻢马⻥鱼⻦鸟⻨麦⻩黄⻬齐⻰龙⺟母⻄西⻘青⺠民⻚页⻝食⻤鬼⻮齿⻣骨⻓长⻙韦⻳龟⺒巳⺝月"
_LETTERS = "аaеeоoрpсcуyхxіiјjѕsԁdһhԛqԝwАAВBЕEКKМMНHОOРPСCТTХXУYІIЈJЅSΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνv"
_LOOKS_LIKE = {pairs[i]: pairs[i + 1] for pairs in (_RADICALS, _LETTERS) for i in range(0, len(pairs), 2)}

_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff"
)
_DOUBTFUL = re.compile(f"(?P<invisible>[{_INVISIBLE}]+)|[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f{_LETTERS[::2]}]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff〇\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z]")


@record
class Doubt:
    """A stretch of characters that a reader does not see for what they are; `plain` is what they look like."""

    start: int
    end: int
    kind: Literal["look-alike", "invisible"]
    found: str
    plain: str
    within: bool  # whether it stands in the middle of a word


def fold(text: str) -> tuple[str, tuple[Doubt, ...]]:
    """Return the text with one plain character for each of its own, and the doubtful ones.

    Full-width forms and CJK marks become ASCII, look-alikes what they look like, invisible characters spaces; `“”`, `「」`, `《》`, `、`
    and `。` stay, as they have no ASCII form of the same meaning. No offset moves.
    """
    plain = text.translate(_EQUAL)
    doubts = tuple(_doubt(plain, match) for match in _DOUBTFUL.finditer(plain) if match.group() != "\ufeff" or match.start())
    if doubts or plain.startswith("\ufeff"):
        plain = _DOUBTFUL.sub(_plain, plain)
    return plain, doubts


def is_han(character: str) -> bool:
    """Return whether a character is Chinese script."""
    return _HAN.match(character) is not None


def holds_han(text: str) -> bool:
    """Return whether a text holds Chinese script."""
    return _HAN.search(text) is not None


def is_foreign(text: str, lang: Lang) -> bool:
    """Return whether a text is the other tongue's: Chinese in an English file, Latin letters only in a Chinese one."""
    return holds_han(text) if lang == "en" else not holds_han(text) and _LATIN.search(text) is not None


def code_points(text: str) -> str:
    """Name characters by their numbers: `U+2FA6`."""
    return " ".join(f"U+{ord(character):04X}" for character in text)


def _doubt(plain: str, match: re.Match[str]) -> Doubt:
    start, end = match.span()
    within = start > 0 and end < len(plain) and plain[start - 1].isalnum() and plain[end].isalnum()
    if match["invisible"]:
        return Doubt(start, end, "invisible", match.group(), "", within)
    return Doubt(start, end, "look-alike", match.group(), _plain(match), within)


def _plain(match: re.Match[str]) -> str:
    found = match.group()
    if match["invisible"]:
        return " " * len(found)
    folded = _LOOKS_LIKE.get(found) or unicodedata.normalize("NFKC", found)
    return folded if len(folded) == 1 else found

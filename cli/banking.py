"""`charter fund bank`: take a bank's statement in, match it with the book, show what is on one side only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from cli.books import book_of, clock, reading_of
from cli.completion import files
from cli.exits import Exit
from cli.orders import Given, Misuse, Order, Orders, Report, Takes, argument, option
from cli.session import Session, help_text
from cli.voice import Voice
from cli.widths import short, table
from engine.case import BankLine, Posting
from engine.services.bank import SHOWN, WINDOW, Beside, Matched, Pair, Taken, beside, change, match, match_one, take_in


def bank(session: Session) -> Orders:
    """Make the group."""
    lang = session.lang
    fund = option(help_text(lang, "fund bank --fund"), "--fund", to="fund", takes=Takes("FUND"))
    taking = [
        argument("FILE", to="file", complete=files),
        fund,
        option(help_text(lang, "fund bank import --map"), "--map", to="map", takes=Takes("HEADING_COLUMN"), many=True),
        option(help_text(lang, "--dry-run"), "--dry-run", to="dry", flag=True),
    ]
    matching = [
        argument("LINE", to="line", required=False),
        argument("POSTING", to="posting", required=False, takes=Takes("POSTING", _posting)),
        fund,
        option(help_text(lang, "fund bank match --days"), "--days", to="days", takes=Takes("NUMBER", _days)),
        option(help_text(lang, "fund bank match --none"), "--none", to="none", flag=True),
    ]
    listing = [fund, option(help_text(lang, "fund bank list --open"), "--open", to="open", flag=True)]
    orders = [
        Order("import", import_, help_text(lang, "fund bank import"), taking),
        Order("match", match_, help_text(lang, "fund bank match"), matching),
        Order("list", list_, help_text(lang, "fund bank list"), listing),
    ]
    return Orders("bank", help_text(lang, "fund bank"), orders, {"导入": "import", "对账": "match", "列表": "list"})


def import_(session: Session, given: Given) -> Report:
    """Take a bank's statement in."""
    file, mapped = Path(given["file"]), dict(_mapped(given["map"] or ()))
    with book_of(session) as book:
        done, charter = take_in(
            book, file.name, file.read_bytes(), given["fund"], mapped, session.actor, clock(session), dry=bool(given["dry"])
        )
    voice = Voice(session, charter)
    key = "bank_taken_dry" if given["dry"] else "bank_taken"
    told = session.say(key, fund=voice.name(done.fund), read=done.read, added=done.added)
    return _answered(voice, done, [told])


def match_(session: Session, given: Given) -> Report:
    """Match, by rule or by hand."""
    by_hand = given["line"] is not None
    if by_hand and (given["posting"] is None) != bool(given["none"]):
        raise Misuse(key="line_needs_posting")
    with book_of(session) as book:
        if by_hand:
            done, charter = match_one(book, given["line"], given["posting"], session.actor, clock(session))
        else:
            days = WINDOW if given["days"] is None else given["days"]
            done, charter = match(book, given["fund"], days, session.actor, clock(session))
    voice = Voice(session, charter)
    return _answered(voice, done, _matched(voice, done))


def list_(session: Session, given: Given) -> Report:
    """Show the two sides."""
    with reading_of(session) as reading:
        told, charter = beside(reading, given["fund"], clock(session))
    voice = Voice(session, charter)
    return Report(told, lambda: "\n\n".join(_beside(voice, told, only_open=bool(given["open"]))), charter=charter)


def _answered(voice: Voice, done: Taken | Matched, lines: Iterable[str]) -> Report:
    if done.decision.allowed:
        return Report(done, lambda: "\n".join(lines), charter=voice.charter)
    told = [voice.session.say("refused"), *(f"  {voice.reason(reason)}" for reason in done.decision.reasons)]
    return Report(done, lambda: "\n".join(told), Exit.REFUSED, voice.charter)


def _matched(voice: Voice, done: Matched) -> list[str]:
    say = voice.session.say
    told = [say("bank_matched", fund=voice.name(done.fund), count=len(done.pairs))]
    if done.pairs:
        told.append(_pairs(voice, done.pairs))
    if done.offers:
        told.append(say("bank_offers", count=len(done.offers)))
        for offer in done.offers:
            told.append(f"  {_line(voice, offer.line)}")
            told += [f"    {_one(voice, id, posting, offer.line.fund)}" for id, posting in offer.postings]
        told.append(say("bank_choose"))
    return told


def _beside(voice: Voice, told: Beside, *, only_open: bool) -> Iterator[str]:
    say = voice.session.say
    if told.first is None:
        yield say("bank_none", fund=voice.name(told.fund))
        return
    yield say("bank_days", fund=voice.name(told.fund), first=voice.value(told.first), last=voice.value(told.last), count=len(told.pairs))
    if told.pairs and not only_open:
        yield _pairs(voice, told.pairs)
    if told.lines:
        yield "\n".join([say("bank_open_lines", count=len(told.lines)), *(f"  {_line(voice, line)}" for line in told.lines)])
    if told.postings:
        fund = told.fund.id
        shown = (f"  {_one(voice, id, posting, fund)}" for id, posting in told.postings)
        yield "\n".join([say("bank_open_postings", count=len(told.postings)), *shown])
    yield say("bank_difference", difference=voice.value(told.difference))


def _pairs(voice: Voice, pairs: Iterable[Pair]) -> str:
    rows = [
        (f"  {pair.line.digest[:SHOWN]}", voice.value(pair.line.on), voice.value(pair.line.amount), f"#{pair.id}", pair.posting.case)
        for pair in pairs
    ]
    return table(rows, right=(2,))


def _line(voice: Voice, line: BankLine) -> str:
    about = short(" ".join(each for each in (line.counterparty, line.text, line.reference) if each), 40)
    return "  ".join((line.digest[:SHOWN], voice.value(line.on), voice.value(line.amount), about)).rstrip()


def _one(voice: Voice, id: int, posting: Posting, fund: str) -> str:
    return "  ".join((f"#{id}", voice.value(posting.at), voice.value(change(posting, fund)), posting.case))


def _mapped(pairs: Iterable[str]) -> Iterator[tuple[str, str]]:
    for pair in pairs:
        heading, joined, column = pair.replace("＝", "=").partition("=")
        if not joined or not heading.strip():
            raise Misuse(key="no_pair", found=pair)
        yield heading.strip(), column.strip()


def _posting(typed: str) -> int:
    number = typed.removeprefix("#")
    if not number.isdecimal() or not number.isascii() or len(number) > _MOST_DIGITS:
        raise Misuse(key="no_number", found=typed)
    return int(number)


_days = _posting
_MOST_DIGITS = 9

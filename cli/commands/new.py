"""`charter new`: begin a charter: from a template, by a few questions, or from one of the examples."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cli.asking import Question, answered
from cli.completion import files
from cli.orders import Given, Misuse, Order, Report, Takes, argument, option
from cli.problems import cache_of
from cli.session import Session, help_text
from engine import written
from engine.messages.phrasing import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from engine.values import Lang

CHARTERS = Path(__file__).resolve().parents[2] / "charters"
EXAMPLES = {  # a charter, in each tongue where it is kept in both, and its list of members
    "team": ("examples/team.rules", "examples/team.rules", "examples/members.csv"),
    "society": ("examples/society.rules", "examples/society.rules", "examples/society_members.csv"),
    "owners": ("examples/owners.rules", "examples/owners.rules", "examples/owners_members.csv"),
    "company": ("pioneer_company.rules", "先锋连.rules", "demo/members_2011.csv"),
}
KINDS = {"expense": "支出", "donation": "善款", "award": "奖励", "activity": "活动"}
OFFICES = {"leader": ("leader", "队长"), "treasurer": ("treasurer", "会计"), "watcher": ("watcher", "监督员")}
QUORUMS = {"1/2": ("half", "二分之一以上"), "2/3": ("two thirds", "三分之二以上"), "3/4": ("3/4", "四分之三以上")}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
MOST_SECTIONS = len(ORDINALS)
_TITLE = re.compile(r"[^\s\"“”「」#][^\"“”「」#\n]{0,59}")
_OFFICE = {"zh": re.compile(r"[\u4e00-\u9fff]{2,10}"), "en": re.compile(r"[A-Za-z][A-Za-z '-]{1,30}")}
_AMOUNT = re.compile(r"(\d{1,9})(?:\.(\d{1,2}))?")


def command(session: Session) -> Order:
    """Make the command."""
    lang = session.lang
    params = [
        argument("FILE", to="file", complete=files),
        option(help_text(lang, "new --from"), "--from", to="start", takes=Takes("EXAMPLE", _example)),
        option(help_text(lang, "new --answers"), "--answers", to="answers", takes=Takes("FILE"), complete=files),
        option(help_text(lang, "new --name"), "--name", to="name"),
        option(help_text(lang, "new --also"), "--also", to="also"),
        option(help_text(lang, "new --sections"), "--sections", to="sections"),
        option(help_text(lang, "new --leader"), "--leader", to="leader"),
        option(help_text(lang, "new --treasurer"), "--treasurer", to="treasurer"),
        option(help_text(lang, "new --watcher"), "--watcher", to="watcher"),
        option(help_text(lang, "new --quorum"), "--quorum", to="quorum"),
        option(help_text(lang, "new --line"), "--line", to="line"),
        option(help_text(lang, "new --kinds"), "--kinds", to="kinds"),
    ]
    return Order("new", run, help_text(lang, "new"), params)


def questions(lang: Lang) -> list[Question]:
    """Return what is asked, in order."""
    own = 0 if lang == "en" else 1
    return [
        Question("name", None, _title),
        Question("also", "", lambda typed: _title(typed) if typed else ""),
        Question("sections", "0", _sections),
        *(Question(key, names[own], _office(names)) for key, names in OFFICES.items()),
        Question("quorum", "2/3", _quorum),
        Question("line", "500", _amount),
        Question("kinds", ",".join(KINDS if lang == "en" else KINDS.values()), _kinds),
    ]


def run(session: Session, given: Given) -> Report:
    """Write the charter, once it compiles; what is there already is never written over."""
    from engine import drafting
    from engine.messages.rendering import message

    file = Path(given["file"])
    if file.exists():
        raise Misuse(key="new_exists", file=str(file))
    text = _from_example(given["start"], session) if given["start"] else _from_template(session, given)
    text = drafting.laid_out(text, file, session.lang, cache=cache_of(session), people_of=lambda _: ())
    draft = drafting.drafted(text, file, cache=cache_of(session), people_of=lambda _: ())
    if draft.compiled.charter is None:
        first = next(each for each in draft.compiled.problems if each.severity == "error")
        raise Misuse(key="new_faulty", why=message(first, draft.sources, session.lang))
    _write(file, text)
    members = file.with_name(f"{file.stem}_members.csv")
    with_members = bool(given["start"]) and not members.exists()
    if with_members:
        _write(members, (CHARTERS / EXAMPLES[given["start"]][2]).read_text(encoding="utf-8"))
    problems = sum(each.severity == "warning" for each in draft.compiled.problems)
    value = {"file": str(file), "members": str(members) if with_members else None, "warnings": problems}
    return Report(value, lambda: session.say("new_done" if with_members else "new_done_alone", file=file, members=members))


def _write(file: Path, text: str) -> None:
    """Write a new file; one that has come to be there meanwhile is left alone."""
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
    except FileExistsError:
        raise Misuse(key="new_exists", file=str(file)) from None


def _from_example(name: str, session: Session) -> str:
    """Return an example in the tongue of the run."""
    from engine import drafting

    file = CHARTERS / EXAMPLES[name][0 if session.lang == "en" else 1]
    return drafting.formatted(file, session.lang, cache=cache_of(session), people_of=lambda _: ())[1]


def _from_template(session: Session, given: Given) -> str:
    from engine.template import fill

    lang = session.lang
    answers = answered(questions(lang), "new", session, given, Path(given["answers"]) if given["answers"] else None)
    template = (CHARTERS / "templates" / f"unit.{lang}.rules").read_text(encoding="utf-8")
    today = session.now.astimezone(ZoneInfo("Asia/Shanghai")).date()
    return fill(template, words(answers, lang, today), parts(answers))


def parts(answers: Mapping[str, object]) -> set[str]:
    """Return which parts of the template are wanted."""
    kinds = answers["kinds"]
    assert isinstance(kinds, tuple)
    named = {"two names" if answers["also"] else "one name"}
    money = {"money"} if {"expense", "donation", "award"} & {*kinds} else set()
    return named | money | {*kinds} | ({"modules"} if kinds else set()) | ({"sections"} if answers["sections"] else set())


def words(answers: Mapping[str, object], lang: Lang, today: date) -> dict[str, str]:
    """Return the words for the marks of the template."""
    own, other = (0, 1) if lang == "en" else (1, 0)
    kinds, sections, line = answers["kinds"], answers["sections"], answers["line"]
    assert isinstance(kinds, tuple)
    assert isinstance(sections, int)
    assert isinstance(line, int)
    say: Callable[[int], str] = lambda fen: f"{fen // 100}.{fen % 100:02}" if fen % 100 else str(fen // 100)  # noqa: E731
    offices: dict[str, tuple[str, str]] = {key: answers[key] for key in OFFICES}  # type: ignore[misc]
    named = [(f"{ORDINALS[at]} section", f"{written.chinese_number(at + 1)}组") for at in range(sections)]
    return {
        "title": str(answers["name"]),
        "other title": str(answers["also"]),
        "modules": ", ".join(f"standard {each}" for each in kinds) if lang == "en" else "、".join(f"标准{KINDS[each]}" for each in kinds),
        "sections": listed((_both(pair[own], pair[other], lang) for pair in named), lang),
        "quorum": QUORUMS[str(answers["quorum"])][own],
        "line": say(line),
        "over line": say(line + 1),
        **{key: names[own] for key, names in offices.items()},
        **{f"{key} other": names[other] for key, names in offices.items()},
        **{mark: _day(today + timedelta(days=days), lang) for mark, days in (("day", 0), ("tomorrow", 1), ("in ten days", 10))},
    }


def _both(name: str, other: str, lang: Lang) -> str:
    return f"{name} ({other})" if lang == "en" else f"{name}（{other}）"


def _day(day: date, lang: Lang) -> str:
    return day.isoformat() if lang == "en" else f"{day.year}年{day.month}月{day.day}日"


# ---- answers as they are typed -----------------------------------------------------------------------------------


def _example(typed: str) -> str:
    if typed not in EXAMPLES:
        raise Misuse(key="no_example", found=typed, known=", ".join(EXAMPLES))
    return typed


def _title(typed: str) -> str:
    if not _TITLE.fullmatch(typed):
        raise Misuse(key="bad_title", found=typed)
    return typed


def _sections(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and int(typed) <= MOST_SECTIONS):
        raise Misuse(key="bad_sections", found=typed, most=str(MOST_SECTIONS))
    return int(typed)


def _office(usual: tuple[str, str]) -> Callable[[str], tuple[str, str]]:
    """Read the name of an office, or its names in both tongues: 社长=president."""

    def read(typed: str) -> tuple[str, str]:
        from engine.drafting import is_keyword

        en, zh = usual
        for name in (each.strip() for each in typed.split("=")):
            if _OFFICE["zh"].fullmatch(name):
                zh = name
            elif _OFFICE["en"].fullmatch(name):
                en = name.lower()
            else:
                raise Misuse(key="bad_office", found=typed)
            if is_keyword(name):
                raise Misuse(key="bad_office_word", found=name)
        return en, zh

    return read


def _quorum(typed: str) -> str:
    if typed not in QUORUMS:
        raise Misuse(key="bad_quorum", found=typed, known=", ".join(QUORUMS))
    return typed


def _amount(typed: str) -> int:
    """Read an amount of yuan as fen."""
    found = _AMOUNT.fullmatch(typed)
    if not found:
        raise Misuse(key="bad_amount_of_yuan", found=typed)
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def _kinds(typed: str) -> tuple[str, ...]:
    """Read kinds of case by either name; an award counts donations, so they come with it."""
    asked = [each.strip() for each in re.split("[,，、]", typed) if each.strip()]
    kinds = {name: name for name in KINDS} | {zh: name for name, zh in KINDS.items()}
    if unknown := [each for each in asked if each not in kinds]:
        raise Misuse(key="bad_kinds", found=", ".join(unknown), known=", ".join(kinds))
    chosen = {kinds[each] for each in asked}
    return tuple(name for name in KINDS if name in chosen or (name == "donation" and "award" in chosen))

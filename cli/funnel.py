"""The one place where bad news becomes words and an exit code; no traceback passes it."""

from __future__ import annotations

import errno
import os
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import field
from importlib import import_module
from typing import TYPE_CHECKING

import click

from cli.exits import Exit
from cli.orders import Misuse
from cli.problems import Faulty
from cli.session import Session, sentence
from engine.records import record
from engine.values import Lang, Text

if TYPE_CHECKING:
    from engine.services.faults import RowFault, ServiceFault

CHANGED = ("changed", "busy")
UNUSABLE = ("corrupt", "disk_failed", "disarmed")


@record
class News:
    """Bad news: its code, its words in both tongues, how the run ends."""

    exit: Exit
    code: str
    message: dict[Lang, str]
    help: dict[Lang, str] = field(default_factory=dict)
    lines: tuple[dict[Lang, str], ...] = ()  # what is wrong in detail, one line each
    facts: dict[str, object] = field(default_factory=dict)
    problems: tuple[dict[str, object], ...] = ()  # of a charter's text
    trace: str = ""


def news(error: BaseException, session: Session) -> News:
    """Turn an error into bad news."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return News(Exit.USAGE, "help", {lang: error.format_message() for lang in ("en", "zh")})
    if isinstance(error, click.UsageError):
        return _misuse(error)
    if isinstance(error, click.Abort | KeyboardInterrupt | EOFError):
        return News(Exit.INTERRUPTED, "interrupted", _both("interrupted"))
    if isinstance(error, OSError) and error.filename is not None:
        return _file(os.fsdecode(error.filename), error)
    if isinstance(error, Faulty):
        return _faulty(error)
    return _fault(error) or _lacking(error) or _unexpected(error, session)


def lines(found: News, session: Session) -> list[str]:
    """Say bad news: what, in detail, and what helps."""
    if found.code == "help":
        return [found.message[session.lang]]
    told = [session.say("error", message=found.message[session.lang])]
    told += [line[session.lang] for line in found.lines]
    if help := found.help.get(session.lang):
        told += [session.say("help_line", help=line) for line in help.split("\n")]
    return told + ([found.trace] if found.trace and session.trace else [])


def plain(found: News) -> dict[str, object]:
    """Return bad news as `--json` shows it."""
    told: dict[str, object] = {"code": found.code, "message_en": found.message["en"], "message_zh": found.message["zh"]}
    if found.help:
        told |= {"help_en": found.help["en"], "help_zh": found.help["zh"]}
    if found.problems:
        told["problems"] = list(found.problems)
    elif found.lines:
        told["details"] = [{"message_en": line["en"], "message_zh": line["zh"]} for line in found.lines]
    facts = {fact: {"en": value.en, "zh": value.zh} if isinstance(value, Text) else value for fact, value in found.facts.items()}
    return told | ({"facts": facts} if facts else {})


def unheard(error: OSError) -> News:
    """Say that the answer of a command that has run could not be written."""
    return News(Exit.UNEXPECTED, "unheard", {lang: sentence(lang, "unheard", why=_why(lang, error)) for lang in _TONGUES})


def _file(file: str, error: OSError) -> News:
    """Say why a file cannot be read."""
    return News(
        Exit.USAGE, "file_unreadable", {lang: sentence(lang, "file_unreadable", file=file, why=_why(lang, error)) for lang in _TONGUES}
    )


def _why(lang: Lang, error: OSError) -> str:
    """Say what the system has against a file: in our own words where its are known."""
    words: dict[str, str] = import_module(f"engine.messages.{lang}.words").WORDS
    return words.get(f"why {errno.errorcode.get(error.errno or 0, '')}", error.strerror or "")


def _misuse(error: click.UsageError) -> News:
    """Say how a command was called wrongly, in our own words: click has none in Chinese."""
    key, near, facts = _usage(error)
    command = error.ctx.command_path if error.ctx else "charter"
    help = {lang: "\n".join([*_meant(lang, near), sentence(lang, "try_help", command=command)]) for lang in _TONGUES}
    message = {lang: sentence(lang, key, **{fact: _named(lang, value) for fact, value in facts.items()}) for lang in _TONGUES}
    return News(Exit.USAGE, key, message, help, facts=dict(facts))


def _usage(error: click.UsageError) -> tuple[str, Sequence[str], dict[str, str]]:
    match error:
        case Misuse():
            return error.key, error.near, error.facts
        case click.NoSuchOption():
            return "no_option", error.possibilities or (), {"option": error.option_name}
        case click.MissingParameter():
            return "missing", (), {"name": _name(error)}
        case click.BadParameter():
            return "bad_parameter", (), {"name": _name(error), "why": error.message}
        case click.BadOptionUsage():
            option = next((each for each in error.ctx.command.params if error.option_name in each.opts), None) if error.ctx else None
            flag = isinstance(option, click.Option) and option.is_flag
            return "takes_no_value" if flag else "needs_value", (), {"option": error.option_name}
    return "misuse", (), {"why": error.format_message()}


def _name(error: click.BadParameter) -> str:
    match error.param:
        case click.Argument() as argument:
            return argument.metavar or ""
        case click.Option() as option:
            return option.opts[0]
    return ""


def _named(lang: Lang, value: str) -> str:
    """Return an argument's word in a tongue; anything else as it is."""
    found: str = import_module(f"engine.messages.{lang}.words").WORDS.get(value, value)
    return found


def _faulty(error: Faulty) -> News:
    """Say what is wrong with a charter that something was to be done by."""
    from engine.messages.rendering import as_json, text

    draft = error.draft
    errors = [each for each in draft.compiled.problems if each.severity == "error"]
    shown: tuple[dict[Lang, str], ...] = tuple({lang: text(each, draft.sources, lang) for lang in _TONGUES} for each in errors)
    told = tuple(as_json(each, draft.sources) for each in errors)
    help = _both("check_it", file=draft.file)
    return News(Exit.FAULTY, "faulty", _both("faulty", file=draft.file, count=len(errors)), help, shown, problems=told)


def _fault(error: BaseException) -> News | None:
    """Say what somebody did wrong with a book, or what is wrong with it."""
    from engine.services.faults import BadRegister, ServiceFault
    from engine.store.faults import StoreFault

    if isinstance(error, BadRegister):
        details = tuple({lang: _row(lang, fault) for lang in _TONGUES} for fault in error.faults)
        return News(Exit.USAGE, error.code, _both(error.code, **_told("en", error.facts)), lines=details, facts=dict(error.facts))
    if isinstance(error, ServiceFault):
        help = {lang: "\n".join([*_meant(lang, error.near), *_remedy(lang, error.code)]) for lang in _TONGUES}
        facts: dict[str, object] = {**error.facts} | ({"near": list(error.near)} if error.near else {})
        message = {lang: fault_words(lang, error) for lang in _TONGUES}
        return News(Exit.USAGE, error.code, message, help if help["en"] else {}, facts=facts)
    if isinstance(error, StoreFault):
        return _store(error.code, error.facts)
    return None


def _lacking(error: BaseException) -> News | None:
    """Say which part of the installation is missing."""
    from engine.papers.formats import NotInstalled

    if not isinstance(error, NotInstalled):
        return None
    help = {lang: "\n".join(_remedy(lang, "not_installed")) for lang in _TONGUES}
    facts: dict[str, object] = {"format": error.format, "library": error.library, "extra": error.extra}
    return News(Exit.LACKING, "not_installed", _both("not_installed", **facts), help, facts=facts)


def fault_words(lang: Lang, fault: ServiceFault) -> str:
    """Return the sentence of something that a person did wrong."""
    return sentence(lang, fault.code, **_told(lang, fault.facts))


def store_words(lang: Lang, code: str, facts: Mapping[str, object]) -> str:
    """Return the sentence of the store's catalogue."""
    found: str = import_module(f"engine.messages.{lang}.store").STORE[code]
    return found.format(**facts)


def _store(code: str, facts: Mapping[str, str | int]) -> News:
    exit = Exit.CHANGED if code in CHANGED else Exit.UNEXPECTED if code in UNUSABLE else Exit.USAGE
    help = {lang: "\n".join(_remedy(lang, code)) for lang in _TONGUES}
    return News(exit, code, {lang: store_words(lang, code, facts) for lang in _TONGUES}, help if help["en"] else {}, facts=dict(facts))


def _row(lang: Lang, fault: object) -> str:
    from engine.services.faults import RowFault

    assert isinstance(fault, RowFault)
    column = sentence_word(lang, fault.column) or "—"
    return sentence(lang, "row_fault", row=fault.row, column=column, what=row_words(lang, fault))


def row_words(lang: Lang, fault: RowFault) -> str:
    """Return what is wrong in a row of a table, and what may have been meant."""
    what = sentence(lang, f"row_{fault.key}", **_told(lang, fault.facts))
    return what + "".join(f" ({line})" if lang == "en" else f"（{line}）" for line in _meant(lang, fault.near))


def sentence_word(lang: Lang, column: str) -> str:
    """Return the name of a column of the list of members, or the heading as it stands in the file."""
    from engine.services.register import COLUMNS

    return COLUMNS[column][0 if lang == "en" else 1] if column in COLUMNS else column


def _told(lang: Lang, facts: Mapping[str, str | int | Text]) -> dict[str, str | int]:
    """Return facts in a tongue: names of the charter, and words for what was looked for or needed."""
    told = {fact: value.say(lang) if isinstance(value, Text) else value for fact, value in facts.items()}
    words = import_module(f"engine.messages.{lang}.words").WORDS
    if "what" in told:
        told["what"] = words[f"{told['what']}"]
    if "wanted" in told:
        told["wanted"] = words.get(f"wanted {told['wanted']}", told["wanted"])
    if "why" in told:
        told["why"] = words.get(f"why {told['why']}", told["why"])
    return told


def _meant(lang: Lang, near: Sequence[str]) -> list[str]:
    if not near:
        return []
    names = ", ".join(f"`{each}`" for each in near) if lang == "en" else "、".join(f"“{each}”" for each in near)
    return [sentence(lang, "did_you_mean", names=names)]


def _remedy(lang: Lang, code: str) -> list[str]:
    found = import_module(f"engine.messages.{lang}.commands").REMEDIES.get(code)
    return [found] if found else []


def _unexpected(error: BaseException, session: Session) -> News:
    """Say that the program itself is at fault, and how to tell its makers."""
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    help = {lang: sentence(lang, "report_this") for lang in _TONGUES} if not session.trace else {}
    return News(Exit.UNEXPECTED, "unexpected", _both("unexpected", what=what), help, trace="".join(traceback.format_exception(error)))


def _both(key: str, **facts: object) -> dict[Lang, str]:
    return {lang: sentence(lang, key, **facts) for lang in _TONGUES}


_TONGUES: tuple[Lang, Lang] = ("en", "zh")

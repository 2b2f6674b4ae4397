"""What holds for one run of the program: the book, who asks, the tongue, the clock. The environment is read here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

from engine.records import record

if TYPE_CHECKING:
    from engine.values import Lang

DEFAULT_BOOK = "charter.db"
VALUES = {"--db": "db", "--as": "actor", "--lang": "lang", "--at": "at", "--on": "on"}
FLAGS = {"--json": "json"}


@record
class Session:
    """The settings of one run."""

    db: str
    actor: str | None
    lang: Lang
    json: bool
    at: str | None  # as typed; only a rehearsal book has a clock that can be set
    now: datetime  # by the machine's clock
    width: int  # of the terminal, in cells
    terminal: bool  # whether somebody looks at the output
    colour: bool
    cache: str | None  # a private folder for the grammar's tables
    trace: bool  # CHARTER_DEBUG: show where an unexpected error arose
    on: str | None = None  # as typed: the day by which a late entry is judged

    def say(self, key: str, **facts: object) -> str:
        """Return the sentence of `key` in the tongue of this run."""
        return sentence(self.lang, key, **facts)

    def word(self, key: str) -> str:
        """Return a word in the tongue of this run."""
        found: str = _module(self.lang, "words").WORDS[key]
        return found


def sentence(lang: Lang, key: str, **facts: object) -> str:
    """Return the sentence of `key` in a tongue, with facts filled in."""
    found: str = _module(lang, "commands").SENTENCES[key]
    return found.format(**facts) if facts else found


def help_text(lang: Lang, key: str) -> str:
    """Return what help says about a command (`init`) or one of its parameters (`init --members`)."""
    found: str = _module(lang, "help").HELP[key]
    return found


def take_globals(arguments: Sequence[str]) -> tuple[dict[str, str], list[str], str | None]:
    """Take the options that stand anywhere out of the arguments.

    Returns them by name, the other arguments in their order, and the option that lacks its value, if one does. What follows `--` is left
    alone. A value that begins with `--` has to be joined to its option by `=`.
    """
    given: dict[str, str] = {}
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        option, joined, value = argument.partition("=")
        if argument == "--":
            return given, [*rest, argument, *waiting], None
        if argument in FLAGS:
            given[FLAGS[argument]] = "yes"
        elif option not in VALUES:
            rest.append(argument)
        elif joined:
            given[VALUES[option]] = value
        else:
            following = next(waiting, None)
            if following is None:
                return given, rest, option
            given[VALUES[option]] = following
    return given, rest, None


def language(asked: str | None, environment: Mapping[str, str]) -> Lang:
    """Choose the tongue: as asked, else CHARTER_LANG, else the locale; whatever is not Chinese is English."""
    places = (
        asked if asked in ("zh", "en") else None,
        *(environment.get(name) for name in ("CHARTER_LANG", "LC_ALL", "LC_MESSAGES", "LANG")),
    )
    chosen = next((place for place in places if place), "en")
    return "zh" if chosen.lower().startswith("zh") else "en"


def _module(lang: Lang, name: str) -> Any:  # noqa: ANN401 a module of messages
    return import_module(f"engine.messages.{lang}.{name}")

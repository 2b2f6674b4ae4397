"""Questions that a command asks: by options, by a file of answers, or, where somebody sits at a terminal, one after another."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from cli.orders import Given, Misuse
from cli.session import Session
from engine.records import record


@record
class Question:
    """What is asked under a key; `read` makes an answer of what was typed, or says by `Misuse` why it cannot."""

    key: str
    default: str | None  # None: it has to be answered
    read: Callable[[str], object]


def answered(questions: Sequence[Question], command: str, session: Session, given: Given, file: Path | None) -> dict[str, object]:
    """Return an answer to every question. Raises Misuse; nothing is asked where nobody sits at a terminal."""
    known = _from_file(questions, file) if file else {}
    known |= {each.key: str(given[each.key]) for each in questions if given[each.key] is not None}
    open_ = [each for each in questions if each.key not in known]
    if open_ and not sys.stdin.isatty():
        if missing := [each for each in open_ if each.default is None]:
            options = ", ".join(f"--{each.key}" for each in missing)
            every = " ".join(f"--{each.key}" for each in questions)
            raise Misuse(key="not_asked", options=options, every=every, command=command)
        known |= {each.key: each.default or "" for each in open_}
    return {each.key: each.read(known[each.key]) if each.key in known else _ask(each, command, session) for each in questions}


def _from_file(questions: Sequence[Question], file: Path) -> dict[str, str]:
    """Return the answers of a file; it holds lines such as `name = "柳巷志愿队"`."""
    try:
        found: Mapping[str, object] = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise Misuse(key="bad_answers", file=str(file)) from None
    keys = {each.key for each in questions}
    if unknown := [key for key in found if key not in keys]:
        raise Misuse(key="unknown_answers", file=str(file), unknown=", ".join(unknown), known=", ".join(sorted(keys)))
    return {key: ",".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in found.items()}


def _ask(question: Question, command: str, session: Session) -> object:
    """Ask until the answer can be read; an empty one is the default."""
    shown = f" [{question.default}]" if question.default else ""
    while True:
        click.echo(f"{session.say(f'{command} ask {question.key}')}{shown}", err=True)
        typed = sys.stdin.readline()
        if not typed:
            raise click.Abort
        text = typed.strip() or question.default or ""
        try:
            return question.read(text)
        except Misuse as fault:
            click.echo(session.say(fault.key, **fault.facts), err=True)

"""`charter check`: read charters and say every fault at once, with its place and what helps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cli.completion import files
from cli.exits import Exit
from cli.orders import Given, Order, Report, argument, option
from cli.problems import cache_of, read
from cli.session import Session, help_text

if TYPE_CHECKING:
    from engine.drafting import Draft
    from engine.problems import Problem


def command(session: Session) -> Order:
    """Make the command."""
    lang = session.lang
    params = [
        option(help_text(lang, "check --strict"), "--strict", to="strict", flag=True),
        option(help_text(lang, "check --all"), "--all", to="all", flag=True),
        argument("FILE", to="files", many=True, complete=files),
    ]
    return Order("check", run, help_text(lang, "check"), params)


def run(session: Session, given: Given) -> Report:
    """Check each file; errors make it faulty, and with --strict a warning that is not accepted in the text fails."""
    from engine.messages.rendering import as_json
    from engine.proving import judged

    drafts = [judged(read(Path(file), session), cache=cache_of(session)) for file in given["files"]]
    value = [
        {
            "file": draft.file,
            "faulty": draft.compiled.charter is None,
            "problems": [as_json(each, draft.sources) for each in draft.compiled.problems],
        }
        for draft in drafts
    ]
    text = "\n\n".join(part for draft in drafts for part in _parts(session, draft, everything=bool(given["all"])))
    return Report(value, lambda: text, _exit(drafts, strict=bool(given["strict"])))


def _exit(drafts: list[Draft], *, strict: bool) -> Exit:
    if any(draft.compiled.charter is None for draft in drafts):
        return Exit.FAULTY
    warned = any(each.severity == "warning" and not _accepted(each) for draft in drafts for each in draft.compiled.problems)
    return Exit.FAILED if strict and warned else Exit.DONE


def _parts(session: Session, draft: Draft, *, everything: bool) -> Iterator[str]:
    """Say the problems of one file, notes only where everything is wanted, and then how many there are of each sort."""
    from engine.messages.rendering import summary, text

    for problem in draft.compiled.problems:
        if everything or problem.severity != "info" or _accepted(problem):
            yield text(problem, draft.sources, session.lang, colour=session.colour)
    hidden = not everything and any(each.severity == "info" and not _accepted(each) for each in draft.compiled.problems)
    open_ = [each for each in draft.compiled.problems if not _accepted(each)]
    yield session.say(
        "checked",
        file=draft.file,
        counts=summary(open_, session.lang),
        accepted=session.say("checked_accepted", count=accepted) if (accepted := len(draft.compiled.problems) - len(open_)) else "",
        hidden=session.say("checked_hidden") if hidden else "",
    )


def _accepted(problem: Problem) -> bool:
    return "accepted" in problem.args

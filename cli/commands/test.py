"""`charter test`: play the scenarios of charters, each in a book of its own."""

from __future__ import annotations

from pathlib import Path

from cli.completion import files
from cli.exits import Exit
from cli.orders import Given, Order, Report, argument
from cli.playing import failure_lines
from cli.problems import source_with_members
from cli.session import Session, help_text
from cli.voice import Voice
from engine.services.found import Source
from engine.services.play import Played
from engine.services.register import Register


def command(session: Session) -> Order:
    """Make the command."""
    return Order("test", run, help_text(session.lang, "test"), [argument("FILE", to="files", many=True, complete=files)])


def run(session: Session, given: Given) -> Report:
    """Play every scenario of every file."""
    from engine.services.play import rehearse

    charters = [source_with_members(Path(file), session) for file in given["files"]]
    played = [(each, rehearse(each, _people(each, members))) for each, members in charters]
    failed = any(result.failures for _, results in played for result in results)
    value = [{"file": each.file, "scenarios": results} for each, results in played]
    return Report(value, lambda: "\n".join(_text(session, each, results) for each, results in played), Exit.FAILED if failed else Exit.DONE)


def _people(source: Source, members: Path | None) -> Register | None:
    from engine.services.found import read_register
    from engine.services.play import opening

    if members is None:
        return None
    at = opening(source.charter, source.charter.scenarios)
    return read_register(members.name, members.read_bytes(), source.charter, at)


def _text(session: Session, source: Source, results: tuple[Played, ...]) -> str:
    voice = Voice(session, source.charter)
    lines = []
    for result in results:
        lines.append(session.say("scenario_failed" if result.failures else "scenario_passed", scenario=result.scenario.say(session.lang)))
        lines += [line for failure in result.failures for line in failure_lines(voice, failure)]
    passed = sum(1 for result in results if not result.failures)
    return "\n".join([*lines, session.say("scenarios", file=source.file, passed=passed, count=len(results))])

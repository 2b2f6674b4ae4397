"""`charter demo`: play the Pioneer Company's first quarter, or whole year, of 2011 into a fresh rehearsal book, and say what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

from cli.books import clock
from cli.exits import Exit
from cli.orders import Given, Order, Report, option
from cli.playing import failure_lines
from cli.problems import source
from cli.session import Session, help_text
from cli.summing import summary_text
from cli.voice import Voice
from engine.charter import Scenario
from engine.services.play import Played, Progress
from engine.values import Text

CHARTERS = Path(__file__).resolve().parents[2] / "charters"
CHARTER = {"en": "pioneer_company.rules", "zh": "先锋连.rules"}
SCENARIOS = {"en": "demo/year_2011.rules", "zh": "demo/二〇一一年.rules"}
SECOND_QUARTER = "2011-04-02"  # nobody acts before, and the first quarter's last episode shows its first day
MEMBERS = "demo/members_2011.csv"


def command(session: Session) -> Order:
    """Make the command."""
    whole = option(help_text(session.lang, "demo --year"), "--year", to="year", flag=True)
    return Order("demo", run, help_text(session.lang, "demo"), [whole])


def run(session: Session, given: Given) -> Report:
    """Found the book, play the scenarios one after another, and sum up."""
    from engine.services.found import read_register
    from engine.services.play import found_rehearsal, opening, play
    from engine.services.summary import summary
    from engine.store.book import open_book

    charter = source(CHARTERS / CHARTER[session.lang], session)
    episodes = source(CHARTERS / SCENARIOS[session.lang], session).charter.scenarios
    scenarios = episodes if given["year"] else tuple(takewhile(_of_first_quarter, episodes))
    members = CHARTERS / MEMBERS
    people = read_register(members.name, members.read_bytes(), charter.charter, opening(charter.charter, scenarios))
    found_rehearsal(session.db, charter, scenarios, people)
    with open_book(session.db) as book:
        with _progress(session, scenarios) as progress:
            played = [play(book, charter.charter, scenario, progress) for scenario in scenarios]
        with book.reading() as reading:
            told, _ = summary(reading, clock(session))
    voice = Voice(session, charter.charter)
    failed = any(result.failures for result in played)
    text = "\n".join([summary_text(voice, told, session.db), *_failures(voice, played)])
    return Report({"summary": told, "scenarios": played}, lambda: text, Exit.FAILED if failed else Exit.DONE, charter.charter)


def _of_first_quarter(scenario: Scenario) -> bool:
    from engine.services.play import first_act

    return (first_act(scenario) or "") < SECOND_QUARTER


def _failures(voice: Voice, played: list[Played]) -> Iterator[str]:
    for result in played:
        if result.failures:
            yield voice.session.say("scenario_failed", scenario=result.scenario.say(voice.session.lang))
            yield from (line for failure in result.failures for line in failure_lines(voice, failure))


@contextmanager
def _progress(session: Session, scenarios: tuple[Scenario, ...]) -> Iterator[Progress | None]:
    """Show how far the play has come, to somebody who looks on."""
    if not session.terminal or session.json:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    console = Console(no_color=not session.colour)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=sum(len(scenario.steps) for scenario in scenarios))

        def step(name: Text, number: int) -> None:
            del number
            bar.update(task, description=name.say(session.lang), advance=1)

        yield step

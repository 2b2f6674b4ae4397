"""The Pioneer Company's charter: every article of the source in both tongues, one model, and a year that goes as written."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from engine import codec, drafting
from engine.charter import Charter
from engine.services.found import Source, read_register
from engine.services.play import Played, opening, rehearse

CHARTERS = Path(__file__).resolve().parents[2] / "charters"
ENGLISH, CHINESE = CHARTERS / "pioneer_company.rules", CHARTERS / "先锋连.rules"
MEMBERS = CHARTERS / "demo" / "members_2011.csv"
EPISODES = {ENGLISH: CHARTERS / "demo" / "year_2011.rules", CHINESE: CHARTERS / "demo" / "二〇一一年.rules"}
RULES = ["1", "2", "3", "4", "5", *(f"6.{number}" for number in range(1, 4)), *(f"7.{number}" for number in range(1, 10))]
PLAN = ["1", "2", "3", "3.1", "3.2", "4.1", "4.2", "4.3"]


def people(file: Path) -> tuple[str, ...]:
    with file.open(encoding="utf-8") as rows:
        return tuple(dict.fromkeys(row["姓名"] for row in csv.DictReader(rows)))


def drafted(file: Path) -> drafting.Draft:
    return drafting.read(file, cache=None, people_of=people)


def compiled(file: Path) -> Charter:
    draft = drafted(file)
    assert draft.compiled.charter is not None, list(draft.compiled.problems)
    return draft.compiled.charter


@pytest.fixture(scope="module")
def charter() -> Charter:
    return compiled(ENGLISH)


def failures(played: tuple[Played, ...]) -> list[object]:
    return [(each.scenario.en, each.failures) for each in played if each.failures]


def test_both_tongues_come_to_one_model(charter):
    """The English and the Chinese text compile to the same charter, to the last clause."""
    assert codec.digest(compiled(CHINESE)) == codec.digest(charter)


@pytest.mark.parametrize("file", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_every_warning_is_accepted_in_the_text(file):
    """No errors, and no warning that the text does not answer with a reason."""
    draft = drafted(file)
    assert draft.compiled.charter is not None
    accepted = {each.code for each in draft.compiled.charter.accepted}
    assert {each.code for each in draft.compiled.problems if each.severity != "info"} <= accepted


def test_every_part_of_the_source_is_there(charter):
    """Each article of the plan and of the rules stands in its place, with a paraphrase in both tongues."""
    assert [str(each.cite) for each in charter.articles] == [f"plan {n}" for n in PLAN] + [f"rules {n}" for n in RULES]
    assert all(each.heading.en and each.heading.zh for each in charter.articles)


def test_nothing_has_a_name_in_one_tongue_only(charter):
    things = (*charter.units, *charter.roles, *charter.bodies, *charter.groups, *charter.committees, *charter.processes, *charter.funds)
    fields = [field for process in charter.processes for field in process.fields]
    steps = [each for cycle in charter.lifecycles for each in (*cycle.states, *cycle.moves)]
    assert [each.id for each in (*things, *fields, *steps) if not (each.name.en and each.name.zh)] == []


def test_what_the_source_leaves_open_is_said(charter):
    left_open = {(each.what, each.ref) for each in charter.silences}
    assert {("successor", "squad leader"), ("term", "instructor"), ("removal", "instructor"), ("vote", "commander")} <= left_open
    assert sum(each.what == "matter" for each in charter.silences) == len(["3.1", "3.2", "4.2"])


def test_the_quartermaster_stays_because_one_article_prevails(charter):
    """Rules 7.7 over rules 7.6 for the term alone: yearly elections hold for squad leaders, and the quartermaster is elected still."""
    quartermaster, leader = charter.role("quartermaster"), charter.role("squad leader")
    assert quartermaster.term is not None
    assert leader.term is not None
    assert quartermaster.term.length is None
    assert leader.term.length is not None
    assert quartermaster.selection == leader.selection


def test_without_the_precedence_both_articles_are_named(tmp_path):
    """Yearly in one article and permanent in the other is an error that shows both."""
    text = ENGLISH.read_text(encoding="utf-8")
    bare = tmp_path / "bare.rules"
    bare.write_text(text.replace(", prevails over rules 7.6 for term", ""), encoding="utf-8")
    (found,) = [each for each in drafted(bare).compiled.problems if each.severity == "error"]
    lines = bare.read_text(encoding="utf-8").splitlines()
    assert found.code == "CH0402"
    assert "permanent" in lines[found.span.line - 1]
    assert "one year" in lines[found.labels[0].span.line - 1]


@pytest.mark.parametrize("file", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_its_own_scenarios_pass(file):
    assert failures(rehearse(Source(compiled(file), file.read_text(encoding="utf-8"), file.name))) == []


@pytest.mark.parametrize("file", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_the_year_goes_as_written(file):
    """Forty-five episodes, played one after another into one book with the people of the member file, without a failed expectation."""
    rules = compiled(file)
    story = compiled(EPISODES[file])
    register = read_register(MEMBERS.name, MEMBERS.read_bytes(), rules, opening(rules, story.scenarios))
    played = rehearse(Source(story, "", file.name), register)
    assert failures(played) == []
    assert len(played) == len(story.scenarios) == 45


def test_both_tellings_of_the_year_are_one():
    """The episodes bear the same names and take the same steps in both tongues; only the texts on the cases differ."""
    english, chinese = (compiled(each).scenarios for each in EPISODES.values())
    assert [each.name for each in english] == [each.name for each in chinese]
    assert [[type(step) for step in each.steps] for each in english] == [[type(step) for step in each.steps] for each in chinese]


SHIPPED = sorted(each for each in CHARTERS.rglob("*.rules") if each.parent.name != "templates")  # those have marks for words


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_what_is_shipped_is_laid_out_as_the_formatter_does(file):
    text, laid_out = drafting.formatted(file, None, cache=None, people_of=lambda _: ())
    assert laid_out == text

"""`charter new`: whatever is answered, a charter without a fault comes of it, the same in both tongues; nothing is written over."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

import pytest

from cli.commands.new import CHARTERS, KINDS, parts, questions, words
from cli.main import run
from engine import codec, drafting
from engine.drafting import Draft
from engine.services.found import Source
from engine.services.play import rehearse
from engine.template import fill, marks
from engine.values import Lang

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
TONGUES: tuple[Lang, Lang] = ("zh", "en")
CHOICES = [",".join(kind for kind, wanted in zip(KINDS, chosen, strict=True) if wanted) for chosen in product((True, False), repeat=4)]


class Terminal(io.StringIO):
    """Somebody who answers."""

    def isatty(self) -> bool:
        return True


def begun(lang: Lang, **typed: str) -> Draft:
    """Return the charter that comes of answers, the rest being usual."""
    given = {"name": "柳巷", "also": "Willow Lane", **typed}
    answers = {each.key: each.read(given.get(each.key, each.default or "")) for each in questions(lang)}
    template = (CHARTERS / "templates" / f"unit.{lang}.rules").read_text(encoding="utf-8")
    text = fill(template, words(answers, lang, TODAY), parts(answers))
    return drafting.drafted(text, Path("new.rules"), cache=None, people_of=lambda _: ())


@pytest.mark.parametrize("lang", TONGUES)
@pytest.mark.parametrize(("kinds", "sections"), [*((kinds, "0") for kinds in CHOICES), (CHOICES[0], "1"), (CHOICES[0], "12")])
def test_every_choice_makes_a_charter_without_a_warning_whose_scenarios_pass(lang, kinds, sections):
    draft = begun(lang, kinds=kinds, sections=sections)
    assert [(each.code, each.span.line) for each in draft.compiled.problems] == []
    assert draft.compiled.charter
    played = rehearse(Source(draft.compiled.charter, draft.text, "new.rules"))
    assert len(played) == len({*kinds.split(",")} & {"expense", "activity"}) + bool({*kinds.split(",")} & {"donation", "award"})
    assert [each.failures for each in played if each.failures] == []
    assert bool(draft.compiled.charter.funds) == (kinds not in ("", "activity"))


def test_both_tongues_of_the_template_say_the_same():
    english, chinese = (begun(lang, sections="3", name=name, also=also).compiled.charter for lang, name, also in _NAMED)
    assert english
    assert chinese
    assert [codec.dumps(getattr(english, part)) for part in _SAME] == [codec.dumps(getattr(chinese, part)) for part in _SAME]


_NAMED: tuple[tuple[Lang, str, str], ...] = (("en", "Willow Lane", "柳巷"), ("zh", "柳巷", "Willow Lane"))
_SAME = ("title", "units", "roles", "committees", "processes", "lifecycles", "requirements", "limits", "triggers", "funds", "norms")


@pytest.mark.parametrize("lang", TONGUES)
def test_every_mark_of_the_template_has_its_word(lang):
    template = (CHARTERS / "templates" / f"unit.{lang}.rules").read_text(encoding="utf-8")
    answers = {each.key: each.read(each.default or "x") for each in questions(lang)}
    assert marks(template) == set(words(answers, lang, TODAY))


@pytest.mark.parametrize("line", ["500", "0.01", "12.5", "99999999"])
def test_the_line_is_a_bound(line):
    assert begun("zh", line=line, kinds="expense").compiled.charter


def test_a_part_is_kept_where_all_that_it_names_is_wanted():
    template = "a\n#? x\nx\n#? no x\nno x\n#? x and y\nboth\n#? x and no y\none\n#?\nz {word}\n"
    assert fill(template, {"word": "w"}, {"x"}) == "a\nx\none\nz w\n"
    assert fill(template, {"word": "w"}, ()) == "a\nno x\nz w\n"
    with pytest.raises(KeyError):
        fill("{unknown}", {}, ())


def test_somebody_at_a_terminal_is_asked_until_the_answer_can_be_read(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", Terminal("“\n柳巷志愿队\nWillow Lane\nmany\n2\n章程\n社长=president\n\n\n\n300\n支出、活动\n"))
    assert run(["new", "lane.rules"], {"CHARTER_LANG": "zh"}, NOW) == 0
    asked = capsys.readouterr().err
    assert [line for line in asked.splitlines() if line.startswith("`")] == [
        "`“` 不能作名称：应为一行1至60字，不含引号",
        "`many` 不是0至12的数",
        "`章程` 是章程语言的关键词，请另取名称",
    ]
    text = (tmp_path / "lane.rules").read_text(encoding="utf-8")
    assert text.startswith('章程“柳巷志愿队”（"Willow Lane"），自2026年3月2日起施行。\n引用标准支出、标准活动。')
    assert "社长（president）" in text
    assert "议事线（committee line）为300元" in text


def test_who_stops_answering_has_written_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", Terminal("柳巷志愿队\n"))
    assert run(["new", "lane.rules"], {}, NOW) != 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["team", "society", "owners", "company"])
@pytest.mark.parametrize("lang", TONGUES)
def test_an_example_is_begun_with_its_members_and_founds_a_book(name, lang, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    environment = {"CHARTER_LANG": lang}
    assert run(["new", "mine.rules", "--from", name], environment, NOW) == 0
    text = (tmp_path / "mine.rules").read_text(encoding="utf-8")
    assert bool(re.search("^charter ", text, re.MULTILINE)) == (lang == "en")
    assert run(["check", "--strict", "mine.rules"], environment, NOW) == 0
    assert run(["init", "mine.rules", "--members", "mine_members.csv", "--rehearsal"], environment, NOW) == 0

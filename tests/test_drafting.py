"""A text is read with all that it uses; the grammar's tables are kept between runs, and never trusted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import drafting
from engine.dsl.parse import digest

CHARTER = 'charter "A" (“甲”), source "paper.txt".\npart rules (规则).\narticle 1 "B" (“乙”).\nquote 「{quote}」.\n'


def read(folder: Path, text: str, **files: str) -> drafting.Draft:
    """Read a text beside other files."""
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    (folder / "a.rules").write_text(text, encoding="utf-8")
    return drafting.read(folder / "a.rules", cache=None, people_of=lambda _: ())


def codes(draft: drafting.Draft) -> list[str]:
    return [problem.code for problem in draft.compiled.problems if problem.code in ("CH0204", "CH0901", "CH0909")]


def digest_of(tables: str) -> str:
    return str(json.loads(tables)["digest"])


@pytest.mark.parametrize(
    ("quote", "found"),
    [("连长采取轮值制", []), ("连长 采取\n轮值制", []), ("连长采取轮换制", ["CH0901"]), ("毫不相干", ["CH0901"])],
)
def test_a_quotation_stands_in_the_source_word_for_word_white_space_apart(tmp_path, quote, found):
    draft = read(tmp_path, CHARTER.format(quote=quote), paper_txt="4、连长采取轮值制,每季度\n更换一次")
    assert codes(draft) == found


def test_a_wrong_quotation_shows_where_the_source_goes_on_otherwise(tmp_path):
    draft = read(tmp_path, CHARTER.format(quote="连长采取轮换制"), paper_txt="4、连长采取轮值制,每季度")
    (problem,) = (each for each in draft.compiled.problems if each.code == "CH0901")
    assert (problem.args["quoted"], problem.args["source"]) == ("换制", "值制,每季度")


def test_a_source_that_is_not_there_is_said(tmp_path):
    draft = read(tmp_path, CHARTER.format(quote="连长"))
    assert "CH0204" in codes(draft)


def test_a_quotation_without_a_source_is_said_not_to_be_compared(tmp_path):
    draft = read(tmp_path, CHARTER.format(quote="连长").replace(', source "paper.txt"', ""))
    assert codes(draft) == ["CH0909"]


@pytest.mark.parametrize("name", ["expense", "支出"])
def test_a_library_module_is_found_by_either_name(tmp_path, name):
    head, use = ('charter "A"', "use standard") if name == "expense" else ("章程“甲”", "引用标准")
    stop = "." if name == "expense" else "。"
    draft = read(tmp_path, f"{head}{stop}\n{use} {name}{stop}\n")
    assert any(file.endswith("expense.rules") for file in draft.sources)


def test_a_module_that_is_not_there_is_said(tmp_path):
    assert "CH0204" in codes(read(tmp_path, 'charter "A" (“甲”).\nuse standard nonsense.\n'))


def test_the_tables_of_the_grammar_are_kept_for_the_next_run(tmp_path):
    drafting.grammar(tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    assert digest_of(kept.read_text(encoding="utf-8")) == digest()
    made = kept.stat().st_mtime_ns
    drafting.grammar(tmp_path / "cache")
    assert kept.stat().st_mtime_ns == made


@pytest.mark.parametrize("spoilt", ["", "{}", "not JSON", '{"digest": "another", "data": {}, "memo": {}}'])
def test_spoilt_tables_are_made_anew(tmp_path, spoilt):
    drafting.grammar(tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_text(spoilt, encoding="utf-8")
    drafting.grammar(tmp_path)
    assert digest_of(kept.read_text(encoding="utf-8")) == digest()


def test_a_folder_that_cannot_be_written_only_costs_the_time(tmp_path):
    (tmp_path / "file").write_text("no folder")
    assert drafting.grammar(tmp_path / "file" / "below")


def test_every_article_says_what_it_comes_to(tmp_path):
    draft = read(
        tmp_path,
        'charter "A" (“甲”).\npart rules (规则).\n'
        'article 1 "B" (“乙”).\nunit club (社).\nrole chair (社长) of club, 1 seat.\nchair: term one year [assumed].\n'
        'article 2 "C" (“丙”).\nchair: selection is unspecified.\nchair: duty "leads" (“领导”).\n'
        'article 3 "D" (“丁”), prevails over rules 1.\nchair: term permanent.\nchair must publish accounts no later than 31 March.\n'
        'article 4 "E" (“戊”), declaratory.\n',
    )
    found = {str(each.cite): ([line.status for line in each.lines], each.declaratory) for each in drafting.report(draft, {})}
    assert found == {
        "rules 1": (["executed", "executed", "yields"], False),
        "rules 2": (["unspecified", "stated"], False),
        "rules 3": (["executed", "executed"], False),
        "rules 4": ([], True),
    }


def test_show_finds_a_thing_by_either_name_with_its_whole_lifecycle(tmp_path):
    draft = read(tmp_path, 'charter "A" (“甲”).\nuse standard award.\n')
    texts = drafting.texts(draft, [each.node for each in drafting.about(draft, "奖励")], "en", cache=None)
    assert "review decides: granted to granted, refused to refused, returned to draft, lapsed after 30 days to draft." in texts
    assert texts == drafting.texts(draft, [each.node for each in drafting.about(draft, "award")], "en", cache=None)

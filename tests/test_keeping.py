"""What is kept between runs is what was put there, places included; whatever else lies there is as nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.drafting import read
from engine.dsl.names import walk
from engine.keeping import MOST_KEPT, Shelf

ROOT = Path(__file__).resolve().parents[1]
TEXTS = (*(ROOT / "tests/dsl").glob("*.rules"), *(ROOT / "charters").glob("*/*.rules"), ROOT / "charters/先锋连.rules")


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_all_that_a_file_says_is_kept_with_its_places(file: Path, tmp_path: Path):
    kept = read(file, cache=None, people_of=lambda _: ()).compiled.file
    shelf = Shelf(tmp_path)
    shelf.put("k", kept)
    found = shelf.get("k", str(file))
    assert found == kept
    assert [node.span for node in walk(found)] == [node.span for node in walk(kept)]


@pytest.mark.parametrize("text", ["", "[", '["File"]', '["Nobody",1]', "[7]", '{"record":"Nobody"}', "\x00"])
def test_what_cannot_be_read_is_not_there(text: str, tmp_path: Path):
    (tmp_path / "kept-k.json").write_text(text, encoding="utf-8")
    assert Shelf(tmp_path).get("k", "f") is None
    assert Shelf(tmp_path).get("other", "f") is None


def test_a_folder_that_cannot_be_written_costs_only_the_time(tmp_path: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    shelf = Shelf(tmp_path / "file" / "below")
    shelf.put("k", ())
    assert shelf.get("k", "f") is None


def test_the_oldest_go_first(tmp_path: Path):
    shelf = Shelf(tmp_path)
    for number in range(MOST_KEPT + 5):
        shelf.put(f"k{number}", (number,))
    assert len(list(tmp_path.iterdir())) == MOST_KEPT
    assert shelf.get(f"k{MOST_KEPT + 4}", "f") == (MOST_KEPT + 4,)


def test_keys_tell_texts_apart(tmp_path: Path):
    shelf = Shelf(tmp_path)
    assert shelf.key("ab", "c") != shelf.key("a", "bc")


def test_a_charter_is_read_alike_with_what_was_kept_and_without(tmp_path: Path):
    """The library's syntax is taken from the folder the second time; a name that reads a module otherwise makes it be read anew."""
    file = tmp_path / "unit.rules"
    text = (ROOT / "charters/pioneer_company.rules").read_text(encoding="utf-8")
    for written in (
        text,
        text,
        text.replace("role instructor (指导员)", "role drafter's mate (指导员)").replace("instructor", "drafter's mate"),
    ):
        file.write_text(written, encoding="utf-8")
        plain = read(file, cache=None, people_of=lambda _: ()).compiled
        kept = read(file, cache=tmp_path / "cache", people_of=lambda _: ()).compiled
        assert kept.charter == plain.charter
        assert kept.files == plain.files
        assert list(kept.problems) == list(plain.problems)


def test_what_is_kept_of_a_module_is_used(tmp_path: Path):
    """A kept module whose syntax somebody emptied reads as an empty one: it was not read again."""
    file = tmp_path / "unit.rules"
    file.write_text('charter "a" (“甲”).\nuse standard brand.\n', encoding="utf-8")
    first = read(file, cache=tmp_path, people_of=lambda _: ()).compiled
    for each in tmp_path.glob("kept-*.json"):
        if each.read_text(encoding="utf-8").startswith('["File"'):
            each.write_text('["File",[0],false,"en",[1],[1],[1]]', encoding="utf-8")
    second = read(file, cache=tmp_path, people_of=lambda _: ()).compiled
    assert len(first.files[1].items) > len(second.files[1].items) == 0

"""Papers as files: what stands in them can be read back, the same book gives the same bytes, and nothing is written over unasked."""

from __future__ import annotations

import io
import json
import re
import sys
import warnings
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.papers.formats import write
from engine.papers.paper import Paper, Paragraph
from engine.papers.pdf import NO_FONT, pdf, warnings_of
from engine.papers.typography import CHINESE


def lines_of(file: Path) -> str:
    """Return the text of a DOCX or PDF, its spaces taken out: a setter may put some between Chinese and Latin letters."""
    if file.suffix == ".docx":
        docx = pytest.importorskip("docx", reason="python-docx is not installed: no DOCX is tested")
        document = docx.Document(str(file))
        told = [each.text for each in document.paragraphs]
        told += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        told += [each.text for each in document.sections[0].footer.paragraphs]
        return "".join("".join(told).split())
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed: no text of a PDF is tested")
    return "".join("".join(page.extract_text() for page in pypdf.PdfReader(file).pages).split())


def has_chinese_font() -> bool:
    """Return whether a PDF can be set in Chinese here; say loudly where not."""
    typst = pytest.importorskip("typst", reason="typst is not installed: no PDF is tested")
    found = any("CJK SC" in family for family in typst.Fonts().families())
    if not found:
        warnings.warn("no Chinese font on this machine: PDF in Chinese are not read back", stacklevel=2)
    return found


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_an_approval_form_says_who_signed_what(charter, format: str):
    pytest.importorskip("docx" if format == "docx" else "typst", reason="the library of this format is not installed")
    code, told = charter("paper", "approval", "ZC-2011-005", "--format", format)
    assert code == 0
    assert f"审批单_ZC-2011-005.{format}" in told
    if format == "pdf" and not has_chinese_font():
        pytest.skip("no Chinese font on this machine")
    found = lines_of(Path(f"审批单_ZC-2011-005.{format}"))
    people = ("刘洋（连长）", "陈静（指导员）", "李厚德本人")
    wanted = ("支出审批单", "45.00元（大写：肆拾伍元整）", "规则七、2", *people)
    assert [each for each in wanted if each not in found] == []
    assert re.search("--head[0-9]+:[0-9a-f]{12}", found)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("format", ["docx", "pdf", "text"])
def test_the_same_book_gives_the_same_bytes(charter, format: str, lang: str):
    pytest.importorskip({"docx": "docx", "pdf": "typst", "text": "json"}[format], reason="the library of this format is not installed")
    for out in ("first", "second"):
        assert charter("paper", "approval", "JL-2011-001", "--format", format, "--out", out, lang=lang)[0] == 0
    assert Path("first").read_bytes() == Path("second").read_bytes()


def test_a_docx_tells_no_time_but_the_papers(charter):
    pytest.importorskip("docx", reason="python-docx is not installed: no DOCX is tested")
    charter("paper", "approval", "ZC-2011-005", "--out", "x.docx")
    with zipfile.ZipFile(io.BytesIO(Path("x.docx").read_bytes())) as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "2011-04-01T" in packed.read("docProps/core.xml").decode()


def test_a_file_that_is_there_is_not_written_over(charter):
    Path("x.txt").write_text("mine", encoding="utf-8")
    code, told = charter("paper", "approval", "ZC-2011-005", "--out", "x.txt")
    assert (code, Path("x.txt").read_text(encoding="utf-8")) == (2, "mine")
    assert "--force" in told
    assert charter("paper", "approval", "ZC-2011-005", "--out", "x.txt", "--force")[0] == 0
    assert "审批单" in Path("x.txt").read_text(encoding="utf-8")
    assert [each.name for each in Path().iterdir()] == ["x.txt"]


def test_a_folder_that_is_not_there_is_said_in_words(charter):
    assert charter("paper", "approval", "ZC-2011-005", "--out", "no/x.txt") == (2, "错误：无法写入 `no/x.txt`：没有这个文件\n")


def test_a_library_that_is_not_installed_is_named_with_what_brings_it(charter, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.delitem(sys.modules, "engine.papers.docx", raising=False)
    code, told = charter("paper", "approval", "ZC-2011-005", "--out", "x.docx")
    assert code == 7
    assert "python-docx" in told
    assert "pip install python-docx typst icalendar" in told
    assert list(Path().iterdir()) == []


def test_json_tells_the_paper_and_the_hash_of_the_file(charter):
    code, told = charter("paper", "approval", "ZC-2011-005", "--out", "x.txt", "--json")
    found = json.loads(told)["result"]
    assert code == 0
    assert found["paper"]["heading"] == "支出审批单"
    assert (found["file"], found["size"]) == ("x.txt", Path("x.txt").stat().st_size)


def test_a_chat_gets_no_names_of_people(charter):
    _, told = charter("paper", "approval", "ZC-2011-005")
    assert not any(name in told for name in ("李厚德", "刘洋", "陈静"))


def test_the_head_on_a_paper_is_enough_to_verify_the_log(charter):
    _, told = charter("paper", "approval", "ZC-2011-005")
    head = told.split("--head ")[1].split()[0]
    assert charter("log", "verify", "--head", head)[0] == 0
    assert charter("log", "verify", "--head", f"{head[:-1]}x")[0] == 2
    wrong = "0" if head[-1] != "0" else "1"
    assert charter("log", "verify", "--head", head[:-1] + wrong)[0] == 6


def paper(text: str) -> Paper:
    at = datetime(2011, 4, 1, tzinfo=UTC)
    return Paper("notice", "zh", "letter", text, text, "", (Paragraph(text),), (text,), text, (text,), at, "x")


def test_missing_fonts_are_said_in_words():
    typst = pytest.importorskip("typst", reason="typst is not installed: no PDF is tested")
    own = frozenset(each.lower() for each in typst.Fonts(include_system_fonts=False).families())
    assert warnings_of(paper("先锋连"), own) == ((NO_FONT, {}),)
    assert warnings_of(paper("Pioneer Company"), own) == ()
    substitutes = own | {"noto serif cjk sc", "noto sans cjk sc"}
    ((key, facts),) = warnings_of(paper("先锋连"), substitutes)
    assert (key, facts["instead"]) == ("other_font", "Noto Serif CJK SC、Noto Sans CJK SC")
    assert warnings_of(paper("先锋连"), own | {family.name.lower() for family in CHINESE.values()}) == ()


def test_text_is_never_read_as_a_template():
    """What looks like markup, code or the end of a string stands on the paper as it is."""
    pytest.importorskip("typst", reason="typst is not installed: no PDF is tested")
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed: no text of a PDF is tested")
    hostile = '#panic("x") *a* $b$ \\ "] #sys.version <w:t> &amp;'
    content, _ = pdf(paper(hostile))
    told = "".join(pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text().split())
    assert "".join(hostile.split()) in told


HOSTILE = "坏\x07字符\x0b<b>&\u202eabc\x00\n末"


@pytest.mark.parametrize("format", ["docx", "pdf", "text"])
def test_what_no_file_may_hold_stands_in_none(format: str):
    pytest.importorskip({"docx": "docx", "pdf": "typst", "text": "json"}[format], reason="the library of this format is not installed")
    content = write(paper(HOSTILE), format).content
    if format == "text":
        assert content.decode().splitlines()[0] == "【坏字符<b>&abc 末】"
    if format == "docx":
        docx = pytest.importorskip("docx")
        assert docx.Document(io.BytesIO(content)).paragraphs[0].text == "坏字符<b>&abc 末"


def test_a_character_without_a_shape_is_said_and_keeps_nobody_from_the_paper():
    pytest.importorskip("typst", reason="typst is not installed: no PDF is tested")
    content, told = pdf(paper("\U0010fffd a"))
    assert content.startswith(b"%PDF")
    assert told[-1][0] == "no_shape"

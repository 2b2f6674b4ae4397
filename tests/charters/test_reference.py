"""docs/charter.md: its sentences compile, say the same in both tongues, and leave no word of the language out."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from engine import codec, drafting
from engine.charter import Charter
from engine.dsl.compile import Compiled, compile
from engine.dsl.format import format
from engine.dsl.lexicon import lexicon
from engine.dsl.using import Loaded
from engine.services.found import Source
from engine.services.play import rehearse

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "charter.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```charter-(en|zh)( own)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(match[1], bool(match[2]), match[3]) for match in BLOCK.finditer(PAGE)]
OWN = [text for _, own, text in BLOCKS if own]
TONGUES = ("en", "zh")
OTHER = {"en": "zh", "zh": "en"}


def whole(tongue: str) -> str:
    """Return the one charter that the page's blocks make up."""
    return "".join(text for of, own, text in BLOCKS if of == tongue and not own)


def load(kind: str, name: str, asker: str) -> Loaded | None:
    del asker
    if kind == "module":
        return next(
            (Loaded(str(file), file.read_text(encoding="utf-8")) for file in _modules() if name in file.read_text(encoding="utf-8")), None
        )
    files = {
        "source": Loaded("lakeside.txt", "六十岁以上的老人，由各组照顾"),
        "members": Loaded("members.csv", "", ("孙丽",)),
        "charter": Loaded(
            "lakeside.rules",
            'charter "Lakeside" (湖滨).\nunit lake (湖). role treasurer (司库) of lake, 1 seat.\n'
            'part statutes (会章).\narticle 2 "Old" (旧).\ntreasurer: term two years.\narticle 3 "Gone" (删), declaratory.\n',
        ),
    }
    return files.get(kind)


@cache
def _modules() -> tuple[Path, ...]:
    return tuple(sorted(drafting.LIBRARY.glob("*.rules")))


def read(text: str) -> Compiled:
    return compile(text, "page.rules", load, drafting.grammar(None))


@cache
def charter(tongue: str) -> Charter:
    compiled = read(whole(tongue))
    assert compiled.charter is not None, [(each.code, each.span.line, each.args) for each in compiled.problems if each.severity == "error"]
    return compiled.charter


def said(of: Charter | None) -> str:
    """Return what a charter says; the cells of tables stay as they are written, in their own tongue."""
    assert of is not None
    norms = [
        replace(norm, slots=tuple(slot for slot in norm.slots if slot[0] != "rows")) if norm.kind == "table" else norm for norm in of.norms
    ]
    return codec.dumps(replace(of, norms=tuple(norms)))


def test_every_block_has_its_twin():
    """English and Chinese blocks alternate, alike in kind."""
    assert BLOCKS
    pairs = zip(BLOCKS[::2], BLOCKS[1::2], strict=True)
    assert all((one[0], other[0]) == TONGUES and one[1] == other[1] for one, other in pairs)


def test_the_page_says_the_same_in_both_tongues():
    """Its blocks make up one charter in each tongue, and the two are one model."""
    assert said(charter("en")) == said(charter("zh"))


@pytest.mark.parametrize(("english", "chinese"), list(zip(OWN[::2], OWN[1::2], strict=True)))
def test_blocks_that_are_files_of_their_own_say_the_same_in_both_tongues(english, chinese):
    assert said(read(english).charter) == said(read(chinese).charter)


@pytest.mark.parametrize("tongue", TONGUES)
def test_the_page_in_the_other_tongue_is_still_the_same(tongue):
    """The formatter turns each side of the page into the other, and nothing is lost."""
    turned = format(whole(tongue), "page.rules", OTHER[tongue], drafting.grammar(None), load)
    assert said(read(turned).charter) == said(charter(tongue))


@pytest.mark.parametrize("tongue", TONGUES)
def test_the_scenarios_of_the_page_pass(tongue):
    played = rehearse(Source(charter(tongue), whole(tongue), "page.rules"))
    assert [(each.scenario.en, each.failures) for each in played if each.failures] == []


def test_no_word_of_the_language_is_left_out():
    """Every keyword stands on the page in one tongue at least, by the word that the formatter writes or a synonym."""
    page = PAGE.lower()
    missing = [
        terminal
        for terminal, words in lexicon("en").words.items()
        if not any(word.lower() in page for word in (*words, *lexicon("zh").words[terminal])) and (words or lexicon("zh").words[terminal])
    ]
    assert missing == []

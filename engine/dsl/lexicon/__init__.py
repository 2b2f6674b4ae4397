"""The words of a tongue: which surface words say which canonical keyword, and how commas and names behave around them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from engine.dsl.characters import fold
from engine.records import record
from engine.values import Lang


@record
class Lexicon:
    """One tongue's words. `terminals` and `lengths` find the longest keyword at a place; noise words have no terminal."""

    lang: Lang
    words: Mapping[str, tuple[str, ...]]  # terminal to its words; the first is what the formatter writes
    noise: frozenset[str]
    introduce_one: frozenset[str]
    introduce_list: frozenset[str]
    comma_before: frozenset[str]
    comma_after: frozenset[str]
    retag: tuple[tuple[str, str, str], ...]
    shared: frozenset[str]
    templates: Mapping[str, Any]
    terminals: Mapping[str, tuple[str, ...]]  # plain word, in lower case, to its terminals
    lengths: Mapping[str, tuple[int, ...]]  # first character to the lengths of the words that begin so, longest first

    @property
    def introduce(self) -> frozenset[str]:
        """The keywords after which a declared name may begin."""
        return self.introduce_one | self.introduce_list

    def surfaces(self, *terminals: str) -> tuple[str, ...]:
        """Return all plain words of some terminals."""
        return tuple(plain(word) for terminal in terminals for word in self.words.get(terminal, ()))


@cache
def lexicon(lang: Lang) -> Lexicon:
    """Return a tongue's words, read once from the package's data."""
    return build(lang, tomllib.loads(Path(__file__).with_name(f"{lang}.toml").read_text(encoding="utf-8")))


def build(lang: Lang, told: Mapping[str, Any]) -> Lexicon:
    """Make a lexicon of what a lexicon file says."""
    words = {terminal: tuple(surfaces) for terminal, surfaces in told["words"].items()}
    noise = frozenset(map(plain, told.get("noise", {}).get("words", ())))
    terminals: dict[str, tuple[str, ...]] = dict.fromkeys(noise, ())
    if lang == "en":
        terminals |= {"'s": (), "'": ()}  # squad's, squad leaders'
    for terminal, surfaces in words.items():
        for word in map(plain, surfaces):
            terminals[word] = (*terminals.get(word, ()), terminal)
    introduce, commas = told.get("introduce", {}), told.get("commas", {})
    return Lexicon(
        lang,
        MappingProxyType(words),
        noise,
        frozenset(introduce.get("one", ())),
        frozenset(introduce.get("list", ())),
        frozenset(commas.get("before", ())),
        frozenset(commas.get("after", ())),
        tuple((first, following, new) for first, following, new in commas.get("retag", told.get("retag", ()))),
        frozenset(map(plain, told.get("shared", {}).get("words", ()))),
        MappingProxyType(dict(told.get("templates", {}))),
        MappingProxyType(terminals),
        MappingProxyType(lengths(terminals)),
    )


def plain(word: str) -> str:
    """Return a word as it is compared: plain characters, single spaces, lower case."""
    return " ".join(lower(fold(word)[0]).split())


def lower(text: str) -> str:
    """Return a text in lower case, character for character."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(low if len(low := character.lower()) == 1 else character for character in text)


def lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Index words by their first character: the lengths that occur, longest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}

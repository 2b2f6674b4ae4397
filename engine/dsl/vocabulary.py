"""All words that a file may use: the keywords of its tongue and the names that it declares or is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from engine.dsl.inflection import forms
from engine.dsl.lexicon import Lexicon, lengths, plain
from engine.dsl.tokens import NAME
from engine.records import record

if TYPE_CHECKING:
    from engine.dsl.declared import Declared

Entry = tuple[tuple[str, ...], str | None]


@record
class Names:
    """Keywords and names in one index. An entry holds a word's terminals (none for noise) and the name that it stands for."""

    lexicon: Lexicon
    entries: Mapping[str, Entry]  # plain word in lower case
    lengths: Mapping[str, tuple[int, ...]]  # first character to the lengths of the words that begin so, longest first
    quoted: Mapping[str, str]  # what may stand in 「 」: every name, those that are keywords too included
    numbered: tuple[str, ...]  # words after which a number cites an article

    def declared(self, text: str) -> str | None:
        """Return the declared name for a name or a form of it, None for an unknown one."""
        return self.quoted.get(plain(text))


def names_of(
    lexicon: Lexicon,
    declared: Iterable[Declared] = (),
    *,
    people: Iterable[str] = (),
    others: Iterable[str] = (),
    parts: Iterable[str] = (),
) -> Names:
    """Make one index of the keywords, the file's own names, the members' names, the names from other files, and their parts.

    A name or a form of one that is a keyword too may be either, the keyword first; one that is declared in 「 」 is a name in 「 」 only.
    """
    own = tuple(declared)
    texts = [text for each in own for text in (each.name, each.other) if text] + [*others, *parts, *people]
    known = {plain(text): text for text in reversed(texts) if plain(text)}
    literal = {plain(each.name) for each in own if each.quoted} - {plain(each.name) for each in own if not each.quoted}
    entries: dict[str, Entry] = {word: (terminals, None) for word, terminals in lexicon.terminals.items()}
    for word, text in known.items():
        keywords = lexicon.terminals.get(word, ())
        if not (keywords and word in literal):
            entries[word] = ((*keywords, NAME), text)
    for word, text in list(known.items()):
        for form in forms(word):
            terminals, meant = entries.get(form, ((), None))
            if meant is None and NAME not in terminals:
                entries[form] = ((*terminals, NAME), text)
            known.setdefault(form, text)
    numbered = [text for each in own if each.kind_word == "PART" for text in (each.name, each.other) if text]
    return Names(
        lexicon,
        MappingProxyType(entries),
        MappingProxyType(lengths(entries)),
        MappingProxyType(known),
        tuple({*map(plain, (*numbered, *parts)), *lexicon.surfaces("ARTICLE")}),
    )

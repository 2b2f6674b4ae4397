"""Nodes into words: what is written for each of them in a tongue, atom by atom, and how the atoms stand together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Literal

from engine import written
from engine.dsl import syntax
from engine.dsl.inflection import with_s, without_s
from engine.dsl.lexicon import lexicon
from engine.dsl.marks import hoist
from engine.dsl.numerals import write
from engine.dsl.syntax import Node
from engine.dsl.templates import MARKS, Part, Said, expand, has_template, read_template, said_as, template_name
from engine.dsl.vocabulary import Names
from engine.records import record
from engine.values import Lang

Kind = Literal["word", "name", "mark", "break", "assumed", "comment"]
MAX_WIDTH = 100  # columns that a sentence may take before it is broken where its template allows


@record
class Atom:
    """What is written without a break; of a name, `base` is the name as declared."""

    text: str
    kind: Kind = "word"
    base: str = ""


@record
class Voice:
    """A tongue, the names that can be read in it, what kind of thing each name stands for, and how articles are numbered."""

    lang: Lang
    names: Names
    kinds: Mapping[str, str]
    labelled: bool = False  # articles are 第七条, not 七
    quoted: frozenset[str] = frozenset()  # names that are declared in 「 」

    def say(self, node: Node, form: str = "") -> list[Atom]:
        """Put a node into words."""
        return list(self._said(node, form))

    def say_as(self, template: str, node: Node) -> list[Atom]:
        """Put a node into words by a template of another name."""
        return [*self._pieces(said_as(template, node, self.lang), node, ""), *self._mark(node)]

    def mark(self, character: str) -> Atom:
        """Return a mark as the tongue writes it."""
        return _mark(MARKS[character], self.lang)

    # -- nodes --

    def _said(self, node: Any, form: str) -> Iterator[Atom]:  # noqa: ANN401 - a node, or a text that a node holds
        match node:
            case str():
                yield Atom(node)
                return
            case syntax.Name():
                yield from self._name(node.text, form)
            case syntax.Declared():
                yield from self._declared(node)
            case syntax.Quote():
                yield Atom(self._quote(node))
            case syntax.Val():
                yield Atom(self._value(node, form))
            case syntax.Word():
                yield from self._word(node, form)
            case syntax.Cited():
                yield from self._cited(node)
            case _:
                pieces = self._worded(node, form)
                if pieces and isinstance(pieces[-1], Said) and type(node).__name__ in self._hoisting:
                    node = hoist(node, self.lang)
                    pieces = self._worded(node, form)
                yield from self._pieces(pieces, node, form)
        yield from self._mark(node)

    def _worded(self, node: Node, form: str) -> list[Said | Part]:
        """Expand a node by the template of its form, if it has one."""
        special = f"{template_name(node)}@{form}"
        plain = not form or (isinstance(node, syntax.Share) and node.weight is not None) or not has_template(special, self.lang)
        return expand(node, self.lang) if plain else said_as(special, node, self.lang)

    @property
    def _hoisting(self) -> frozenset[str]:
        return frozenset(lexicon(self.lang).templates["layout"]["hoisting"])

    def _mark(self, node: Node) -> Iterator[Atom]:
        if node.assumed:
            word = lexicon(self.lang).words["ASSUMED"][0]
            yield Atom(f"[{word}]" if self.lang == "en" else f"〔{word}〕", "assumed")

    def _pieces(self, pieces: Iterable[Said | Part], node: Node, form: str) -> Iterator[Atom]:
        for piece in pieces:
            if isinstance(piece, Said):
                yield self._keyword(piece)
            else:
                inner = self._said(piece.node, self._form(node, piece, form))
                yield from self._enclosed(inner) if _needs_brackets(node, piece.node) else inner

    def _keyword(self, said: Said) -> Atom:
        if said.terminal == "BREAK":
            return Atom("", "break")
        if said.terminal in MARKS.values():
            return _mark(said.terminal, self.lang)
        return Atom(said.surface or lexicon(self.lang).words[said.terminal][0])

    def _enclosed(self, inner: Iterable[Atom]) -> Iterator[Atom]:
        yield self.mark("(")
        yield from inner
        yield self.mark(")")

    def _form(self, node: Node, piece: Part, form: str) -> str:
        """Return the form in which a part of a node is said; parties give theirs to the noun, which gives its kind to what counts it."""
        if isinstance(node, syntax.Who):
            return form
        if not isinstance(node, syntax.Party):
            return piece.form
        kind = self.kinds.get(node.noun.text, "") if node.noun else "role" if node.relation else ""
        if piece.node is node.noun or piece.node is node.adjective:
            return "" if node.adjective and piece.node is node.noun and form == "a" else _number(node) or form
        if piece.node is node.quantifier:
            return kind
        return self._classifier(kind) if piece.node is node.count else ""

    def _classifier(self, kind: str) -> str:
        return str(lexicon(self.lang).templates.get("classifiers", {}).get(kind, ""))

    # -- leaves --

    def _name(self, text: str, form: str) -> Iterator[Atom]:
        if form == "literal":
            yield Atom(f"「{text}」")
            return
        if text in self.quoted and lexicon(self.lang).terminals.get(text.lower()):  # a word of the tongue: always in 「 」
            yield Atom(f"「{text}」", "name", text)
            return
        if form in _PREFIXED:
            yield from self._word(syntax.Word(list="prefix", word=form), self.kinds.get(text, ""))
        said = self._inflected(text, form) if self.lang == "en" and form else text
        if form == "a" and self.lang == "en":
            yield Atom("an" if said[:1].lower() in "aeiou" else "a")
        yield Atom(said, "name", text)

    def _inflected(self, text: str, form: str) -> str:
        """Return the plural, the singular or the -s form of a declared name, if it is understood as that name."""
        *before, last = text.split(" ")
        singular = without_s(last)
        if form == "acts":
            first, *after = text.split(" ")
            changed = " ".join((with_s(first), *after))
        else:
            changed = " ".join((*before, (last if singular != last else with_s(last)) if form == "plural" else singular))
        return changed if self.names.declared(changed) == text else text

    def _declared(self, node: syntax.Declared) -> Iterator[Atom]:
        yield Atom(f"「{node.name}」" if node.name in self.quoted else node.name, "name", node.name)
        if node.other is not None:
            yield Atom(self._in_brackets(node.other))

    def _quote(self, node: syntax.Quote) -> str:
        own = _quoted(node.text, self.lang)
        if node.other is None:
            return own
        other = _quoted(node.other, "zh" if self.lang == "en" else "en")
        return f"{own} {self._in_brackets(other)}" if self.lang == "en" else own + self._in_brackets(other)

    def _in_brackets(self, text: str) -> str:
        return f"({text})" if self.lang == "en" else f"（{text}）"

    def _value(self, node: syntax.Val, form: str) -> str:
        value: Any = node.value
        if node.kind == "WEEKDAY":
            return written.weekday_text(value, self.lang)
        if node.kind == "FREQUENCY" and form:
            return re.sub("([零一二两三四五六七八九十百千万]+次)$", rf"{form}\1", write(value, self.lang))
        if node.kind == "NUMBER" and self.lang == "zh" and form and 0 < value <= _SPELT:
            return ("两" if value == 2 else written.chinese_number(value)) + form  # noqa: PLR2004 - 二 that counts is 两
        return write(value, self.lang, form if self.lang == "zh" and node.kind == "NUMBER" else "")

    def _word(self, node: syntax.Word, form: str) -> Iterator[Atom]:
        chosen: Mapping[str, str] = lexicon(self.lang).templates["words"]
        key = f"{node.list}.{node.word}"
        template = chosen.get(f"{key}@{form}") or chosen.get(key, node.word.upper())
        return self._pieces([piece for piece in read_template(template) if isinstance(piece, Said)], node, "")

    def _cited(self, node: syntax.Cited) -> Iterator[Atom]:
        number = self._number(node.number)
        if node.part is not None:
            yield from self._said(node.part, "")
        elif self.lang == "en" or not number.startswith("第"):
            yield Atom(lexicon(self.lang).words["ARTICLE"][0])
        yield Atom(number)

    def _number(self, number: str) -> str:
        return written.article_text(number, self.lang, labelled=self.labelled)


_PREFIXED = ("state", "without")  # forms of names that a word stands before, which depends on what the name stands for
_SPELT = 10  # numbers up to here are spelt out in Chinese where they count something


def _number(party: syntax.Party) -> str:
    """Return the number in which a party's noun stands, where the party settles it."""
    if party.quantifier:
        return "plural" if party.quantifier.word == "all" else "singular"
    if party.count:
        single = party.count.value == 1 and not isinstance(party.count.value, Fraction) and not party.or_more
        return "singular" if single else "plural"
    return ""


def _needs_brackets(node: Node, part: object) -> bool:
    """Whether a condition within a condition would be taken apart without brackets."""
    return (isinstance(node, syntax.All) and isinstance(part, syntax.All | syntax.AnyOf)) or (
        isinstance(node, syntax.AnyOf) and isinstance(part, syntax.AnyOf)
    )


def _quoted(text: str, lang: Lang) -> str:
    """Put a text into quotation marks that it does not hold itself."""
    curled = any(mark in text for mark in "“”")
    straight = any(mark in text for mark in '"＂')
    return f'"{text}"' if not straight and (lang == "en" or curled) else f"“{text}”"


# ---- atoms into text ---------------------------------------------------------------------------------------------

_FULL = {"COMMA": "，", "LISTSEP": "、", "COLON": "：", "SEMI": "；", "LPAR": "（", "RPAR": "）", "END": "。", "SPACE": " "}
_ASCII = {"COMMA": ",", "LISTSEP": ",", "COLON": ":", "SEMI": ";", "LPAR": "(", "RPAR": ")", "END": ".", "SPACE": ""}


def _mark(terminal: str, lang: Lang) -> Atom:
    return Atom((_ASCII if lang == "en" else _FULL)[terminal], "mark")


def write_atoms(atoms: Iterable[Atom], lang: Lang, quoted: Collection[int] = (), indent: str = "") -> str:
    """Write atoms in one line or, where that is too wide, broken where they allow; `quoted` names, by number, stand in 「 」.

    Further lines stand two spaces deeper than `indent`.
    """
    told = tuple(_with_quoted(atoms, quoted))
    line = _joined((atom for atom in told if atom.kind != "break"), lang)
    if not any(atom.kind == "break" for atom in told) or ("\n" not in line and width(indent + line) <= MAX_WIDTH):
        return line.replace("\n", f"\n{indent}  ")
    return f"\n{indent}  ".join(_joined(part, lang).replace("\n", f"\n{indent}  ") for part in _parts(told))


def _with_quoted(atoms: Iterable[Atom], quoted: Collection[int]) -> Iterator[Atom]:
    number = -1
    for atom in atoms:
        number += atom.kind == "name"
        yield Atom(f"「{atom.base}」", "name", atom.base) if atom.kind == "name" and number in quoted else atom


def _parts(atoms: Iterable[Atom]) -> Iterator[list[Atom]]:
    part: list[Atom] = []
    for atom in atoms:
        if atom.kind == "break":
            yield part
            part = []
        else:
            part.append(atom)
    yield part


def _joined(atoms: Iterable[Atom], lang: Lang) -> str:
    text = ""
    for atom in atoms:
        if atom.kind == "comment":
            text += atom.text
        else:
            text += (_english_gap if lang == "en" else _chinese_gap)(text, atom) + atom.text
    return text


def _english_gap(before: str, atom: Atom) -> str:
    return "" if not before or before[-1] in "(\n" or (atom.kind == "mark" and atom.text != "(") else " "


def _chinese_gap(before: str, atom: Atom) -> str:
    left, right = before[-1:], atom.text[:1]
    latin = left.isascii() and left.isalnum()
    return " " if latin and right.isascii() and right.isalnum() else ""


def width(text: str) -> int:
    """Return the columns that a line takes; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)

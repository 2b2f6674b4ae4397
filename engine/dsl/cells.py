"""The cells of decision tables in another tongue, word by word: both tongues say them in one order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from engine.dsl import syntax
from engine.dsl.lexicon import lexicon
from engine.dsl.reading import read
from engine.dsl.segment import segmentations
from engine.dsl.spelling import Atom, Voice, write_atoms
from engine.dsl.syntax import Name, Quote, Val
from engine.dsl.tokens import CMP, COMMA, DASH, LISTSEP, NAME, STRING, VALUES, Token
from engine.dsl.vocabulary import Names
from engine.problems import Problems


def with_cells(node: syntax.TableLine, names: Names, voice: Voice, named: Callable[[Name], Name]) -> syntax.TableLine:
    """Return a table with every cell in the tongue of a voice; `names` read it, `named` gives a name in that tongue."""
    rows = tuple(tuple(_cell(cell, names, voice, named) for cell in row) for row in node.rows)
    return replace(node, rows=rows)


def _cell(text: str, names: Names, voice: Voice, named: Callable[[Name], Name]) -> str:
    """Return a cell in another tongue; one that holds words that nobody knows stays as it is."""
    reading = read(text, "", Problems(), names.lexicon.lang)
    tokens = next((split for raw in reading.sentences for split in islice(segmentations(raw, names), 1)), ())
    atoms = [_atom(token, voice, named) for token in tokens]
    known = [atom for atom in atoms if atom is not None]
    return write_atoms(known, voice.lang) if known and len(known) == len(atoms) else text


def _atom(token: Token, voice: Voice, named: Callable[[Name], Name]) -> Atom | None:
    kind = NAME if NAME in token.types else token.type
    if kind in VALUES:
        return voice.say(Val(kind=kind, value=token.value))[0]
    if kind in (CMP, DASH):
        return Atom(str(token.value or "-"))
    if kind in (COMMA, LISTSEP):
        return voice.mark("、")
    if kind == STRING:
        return voice.say(Quote(text=str(token.value)))[0]
    if kind == NAME:
        return voice.say(named(Name(text=str(token.value))))[0] if token.known else None
    words = lexicon(voice.lang).words.get(kind, ())
    return Atom(words[0]) if words else None

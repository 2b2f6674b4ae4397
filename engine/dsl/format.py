"""Syntax into canonical text, in either tongue: what is written is read back before it is taken.

Laws, held by tests: the formatted text means what the text meant; formatting again changes nothing; from English to Chinese
and back is the canonical English. Comments stay where they stood; a sentence that makes no sense, or that could not be said
in canonical words, stays as it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from engine.dsl import syntax
from engine.dsl.cells import with_cells
from engine.dsl.lexicon import lexicon
from engine.dsl.names import walk
from engine.dsl.parse import Grammar
from engine.dsl.reading import read
from engine.dsl.sentences import Reader
from engine.dsl.spelling import Voice
from engine.dsl.syntax import Node
from engine.dsl.translation import kinds_of, named, pairs_of, translated
from engine.dsl.using import Loader, gather_used, parse_used
from engine.dsl.vocabulary import Names, names_of
from engine.dsl.writer import Entry, Writer, entries_of
from engine.problems import Problems
from engine.values import Lang


def format(text: str, file: str, lang: Lang | None, grammar: Grammar, load: Loader) -> str:
    """Return a charter's canonical text in a tongue, its own if none is given.

    Names from what the text uses are translated too; `load` is asked for these texts as the compiler asks.
    """
    used = gather_used(text, file, load, Problems())
    own, *others = parse_used(used, grammar, Problems())
    items = [item for each in (own, *others) for item in each.items]
    formatted = format_file(own, lang or _lang(own), pairs_of(items), grammar, text, kinds=kinds_of(items), people=used.people)
    return formatted if formatted.strip() or not text.strip() else text


def format_file(
    file: syntax.File,
    lang: Lang,
    names: Mapping[str, str],
    grammar: Grammar,
    text: str = "",
    *,
    kinds: Mapping[str, str] | None = None,
    people: Iterable[str] = (),
) -> str:
    """Return a file's canonical text in a tongue.

    `names` gives names in the other tongue, `text` is what the file was read from (for what makes no sense in it), `kinds` tells
    what the names of other files stand for, and `people` are understood wherever they are named.
    """
    folk = tuple(people)
    entries = entries_of(file, text)
    items = translated((each.node for each in entries if each.node), _lang(file), lang, names)
    vocabulary = _vocabulary(items, names)
    known = names_of(lexicon(lang), (), people=folk, others=vocabulary, parts=_parts(items))
    voice = Voice(lang, known, {**(kinds or {}), **kinds_of(items)}, labelled=_labelled(items))
    words = names_of(lexicon(_lang(file)), (), people=folk, others=vocabulary)
    nodes = iter(_with_tables(items, words, voice, names))
    for each in entries:
        each.node = next(nodes) if each.node else None
    writer = Writer(voice, Reader(grammar, known, _judgements(items), Problems()), entries)
    writer.write()
    if writer.failed and text and lang == file.lang:
        unsaid = replace(file, broken=(*file.broken, *_sentences_of(writer.failed, text, lang)))
        return format_file(unsaid, lang, names, grammar, text, kinds=kinds, people=folk)
    return "\n".join(writer.lines) + "\n" if writer.lines else ""


def format_each(
    nodes: Iterable[Node], own: Lang, lang: Lang, names: Mapping[str, str], grammar: Grammar, kinds: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the canonical text of sentences, each by itself; `own` is the tongue that they were written in."""
    items = translated(nodes, own, lang, names)
    vocabulary = _vocabulary(items, names)
    known = names_of(lexicon(lang), (), others=vocabulary, parts=_parts(items))
    voice = Voice(lang, known, {**kinds, **kinds_of(items)}, labelled=_labelled(items))
    words = names_of(lexicon(own), (), others=vocabulary)
    reader = Reader(grammar, known, _judgements(items), Problems())
    texts = []
    for item in _with_tables(items, words, voice, names):
        reader.about, reader.start = None, "life" if isinstance(item, syntax.LIFE) else "line"
        writer = Writer(voice, reader, [Entry(item)])
        writer.write()
        texts.append("\n".join(writer.lines))
    return tuple(texts)


def _lang(file: syntax.File) -> Lang:
    return "zh" if file.lang == "zh" else "en"


def _vocabulary(items: Sequence[Node], names: Mapping[str, str]) -> tuple[str, ...]:
    declared = (part for item in items for part in walk(item) if isinstance(part, syntax.Declared))
    own = [text for each in declared for text in (each.name, each.other) if text]
    return tuple(dict.fromkeys((*own, *names, *names.values())))


def _parts(items: Sequence[Node]) -> list[str]:
    return [text for item in items if isinstance(item, syntax.PartLine) for text in (item.name.name, item.name.other) if text]


def _judgements(items: Sequence[Node]) -> frozenset[str]:
    """Return the words that stand before a kind of case: those declared here, and those that stand so."""
    said = {part.adjective.text for item in items for part in walk(item) if isinstance(part, syntax.Party) and part.adjective}
    declared = {text for item in items if isinstance(item, syntax.JudgementLine) for text in (item.name.name, item.name.other) if text}
    return frozenset(said | declared)


def _labelled(items: Sequence[Node]) -> bool:
    """Whether the articles are numbered through, so that Chinese calls them 第七条."""
    if any(isinstance(item, syntax.PartLine) for item in items):
        return False
    heads = [item.number for item in items if isinstance(item, syntax.ArticleHead)]
    return any("." not in each.number and each.part is None for each in heads)


def _with_tables(items: Sequence[Node], words: Names, voice: Voice, names: Mapping[str, str]) -> Iterable[Node]:
    def say(name: syntax.Name) -> syntax.Name:
        return named(name, voice.lang, names)

    return (with_cells(item, words, voice, say) if isinstance(item, syntax.TableLine) else item for item in items)


def _sentences_of(nodes: Sequence[Node], text: str, lang: Lang) -> tuple[syntax.Broken, ...]:
    """Return the sentences of a text in which some nodes stand, to be left as they are."""
    starts = {node.span.start for node in nodes}
    sentences = read(text, "", Problems(), lang).sentences
    return tuple(syntax.Broken(span=raw.span) for raw in sentences if any(raw.start <= start < raw.end for start in starts))

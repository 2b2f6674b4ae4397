"""Syntax into canonical text, in either tongue: what is written is read back before it is taken.

Laws, held by tests: the formatted text means what the text meant; formatting again changes nothing; from English to Chinese
and back is the canonical English. Comments stay where they stood; a sentence that makes no sense, or that could not be said
in canonical words, stays as it was written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from engine.dsl import syntax
from engine.dsl.cells import with_cells
from engine.dsl.declared import declared
from engine.dsl.lexicon import lexicon, plain
from engine.dsl.names import walk
from engine.dsl.parse import Grammar
from engine.dsl.reading import Raw, read
from engine.dsl.sentences import Reader
from engine.dsl.spelling import Voice
from engine.dsl.syntax import Node
from engine.dsl.translation import kinds_of, named, pairs_of, translated
from engine.dsl.using import Loader, gather_used, parse_used
from engine.dsl.vocabulary import names_of
from engine.dsl.writer import Entry, Writer, entries_of
from engine.problems import Problems
from engine.records import record
from engine.values import Lang

_READING = "CH01"  # the codes of problems of reading


def format(text: str, file: str, lang: Lang | None, grammar: Grammar, load: Loader) -> str:
    """Return a charter's canonical text in a tongue, its own if none is given.

    Sentences in which something cannot be read, or only with doubt, stay as they are. Names from what the text uses are
    translated too: `load` is asked for these texts as the compiler asks.
    """
    problems = Problems()
    used = gather_used(text, file, load, problems)
    own, *others = parse_used(used, grammar, problems)
    items = [item for each in (own, *others) for item in each.items]
    unclear = [
        each.span.start for each in problems if each.severity == "error" and each.span.file == file and each.code.startswith(_READING)
    ]
    own = replace(own, broken=(*own.broken, *_sentences_at(unclear, own, reading.sentences if (reading := used.files[0].reading) else ())))
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
    entries = entries_of(file, text)
    desk = _Desk(lang, grammar, names, kinds or {}, tuple(people))
    items = desk.said((each.node for each in entries if each.node), _lang(file))
    nodes = iter(items)
    for each in entries:
        each.node = next(nodes) if each.node else None
        each.about = translated((each.about,), _lang(file), lang, names)[0] if each.about else None  # type: ignore[assignment]
    writer = desk.writer(items, entries)
    writer.write()
    if misread := _misread(writer.lines, items, lang):
        writer = desk.writer(items, entries, misread)
        writer.write()
    if writer.failed and text and lang == file.lang:
        sentences = read(text, "", Problems(), lang).sentences
        unsaid = replace(file, broken=(*file.broken, *_sentences_at([node.span.start for node in writer.failed], file, sentences)))
        return format_file(unsaid, lang, names, grammar, text, kinds=kinds, people=desk.people)
    return "\n".join(writer.lines) + "\n" if writer.lines else ""


def format_each(
    nodes: Iterable[Node], own: Lang, lang: Lang, names: Mapping[str, str], grammar: Grammar, kinds: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the canonical text of sentences, each by itself; `own` is the tongue that they were written in."""
    desk = _Desk(lang, grammar, names, kinds, ())
    items = desk.said(nodes, own)
    writer = desk.writer(items, [])
    texts = []
    for item in items:
        writer.entries, writer.lines, writer.block = [Entry(item)], [], None
        writer.reader.about, writer.reader.start = None, "life" if isinstance(item, syntax.LIFE) else "line"
        writer.write()
        texts.append("\n".join(writer.lines))
    return tuple(texts)


@record
class _Desk:
    """What is known beside the nodes themselves: names and what they stand for."""

    lang: Lang
    grammar: Grammar
    names: Mapping[str, str]
    kinds: Mapping[str, str]
    people: tuple[str, ...]

    def said(self, nodes: Iterable[Node], own: Lang) -> tuple[Node, ...]:
        """Return nodes with their names, and the cells of their tables, in the tongue that is wanted."""
        items = translated(nodes, own, self.lang, self.names)
        if not any(isinstance(item, syntax.TableLine) for item in items):
            return items
        voice = self._voice(items)
        words = names_of(lexicon(own), (), people=self.people, others=self._vocabulary(items))

        def say(name: syntax.Name) -> syntax.Name:
            return named(name, self.lang, self.names)

        return tuple(with_cells(item, words, voice, say) if isinstance(item, syntax.TableLine) else item for item in items)

    def writer(self, items: Sequence[Node], entries: list[Entry], quoted: frozenset[str] = frozenset()) -> Writer:
        """Return a writer of entries that declares some names in 「 」."""
        voice = self._voice(items, quoted)
        return Writer(voice, Reader(self.grammar, voice.names, self._judgements(items), Problems()), entries)

    def _voice(self, items: Sequence[Node], quoted: frozenset[str] = frozenset()) -> Voice:
        kinds = {**self.kinds, **kinds_of(items)}
        parts = [text for text, kind in kinds.items() if kind == "part"]
        known = names_of(lexicon(self.lang), (), people=self.people, others=self._vocabulary(items), parts=parts)
        return Voice(self.lang, known, kinds, _labelled(items), quoted)

    def _vocabulary(self, items: Sequence[Node]) -> tuple[str, ...]:
        own = [text for each in _declared(items) for text in (each.name, each.other) if text]
        return tuple(dict.fromkeys((*own, *self.names, *self.names.values())))

    def _judgements(self, items: Sequence[Node]) -> frozenset[str]:
        """Return the words that stand before a kind of case: those that are declared, and those that stand so."""
        said = {part.adjective.text for item in items for part in walk(item) if isinstance(part, syntax.Party) and part.adjective}
        return frozenset(said.union(text for text, kind in {**self.kinds, **kinds_of(items)}.items() if kind == "judgement"))


def _declared(items: Sequence[Node]) -> Iterator[syntax.Declared]:
    return (part for item in items for part in walk(item) if isinstance(part, syntax.Declared))


def _misread(lines: Sequence[str], items: Sequence[Node], lang: Lang) -> frozenset[str]:
    """Return the names that are not found where they are declared, or are words of the tongue, unless in 「 」: 职务理事和监事."""
    problems = Problems()
    found = declared(read("\n".join(lines), "", Problems(), lang), lexicon(lang), problems)
    reserved = {plain(each.args["name"]) for each in problems if each.code == "CH0107"}
    known = {plain(each.name) for each in found} - reserved
    return frozenset(each.name for each in _declared(items) if plain(each.name) not in known)


def _lang(file: syntax.File) -> Lang:
    return "zh" if file.lang == "zh" else "en"


def _labelled(items: Sequence[Node]) -> bool:
    """Whether the articles are numbered through, so that Chinese calls them 第七条."""
    if any(isinstance(item, syntax.PartLine) for item in items):
        return False
    heads = [item.number for item in items if isinstance(item, syntax.ArticleHead)]
    return any("." not in each.number and each.part is None for each in heads)


def _sentences_at(places: Iterable[int], file: syntax.File, sentences: Iterable[Raw]) -> Iterator[syntax.Broken]:
    """Yield the sentences of a text in which some places lie, to be left as they are; not those that are left already."""
    starts = sorted(places)
    known = {each.span.start for each in file.broken}
    for raw in sentences:
        place = bisect_left(starts, raw.start)
        if place < len(starts) and starts[place] < raw.end and raw.start not in known:
            yield syntax.Broken(span=raw.span)

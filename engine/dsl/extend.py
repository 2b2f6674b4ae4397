"""Charters that start from another: what an extending charter leaves of the texts below it.

A later sentence stands instead of an earlier one that settles the same: the same property of the same thing, the same field,
duty, limit, parameter or move, the same article. What no later sentence speaks of stays as it was, with its own article.
Which sentences settle the same is said by `restating.py`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from engine.dsl import syntax
from engine.dsl.articles import wholes, within
from engine.dsl.gather import cite
from engine.dsl.names import Symbols, collect, walk
from engine.dsl.names import declarations as declared_in
from engine.dsl.restating import MOVE, Key, declares, restated, restates, settles
from engine.dsl.syntax import File, Node
from engine.problems import Problems, Span
from engine.records import record
from engine.values import Cite, Lang

Why = Literal["replaced", "amended", "dropped"]  # by a sentence; with its whole article; left out

_INHERITED = (syntax.BoundsItem, syntax.ZoneItem, syntax.CurrencyItem)  # of the first sentence; the rest of it is each charter's own
_ONCE = (syntax.CharterHead, syntax.Theme)
_OWN = (*syntax.STEPS, syntax.ScenarioHead)  # examples prove the charter in which they stand


@record
class Difference:
    """A sentence of a charter below that does not hold any more, and what stands instead or leaves it out."""

    node: Node
    cite: Cite | None
    why: Why
    by: Node
    by_cite: Cite | None

    @property
    def whole(self) -> bool:
        """Whether an article went as a whole, and this is its heading."""
        return self.why != "replaced" and isinstance(self.node, syntax.ArticleHead)


@record
class Layered:
    """The files as they hold together: the text itself first; where the charters below leave names undefined, who took them away."""

    files: tuple[File, ...]
    below: frozenset[str] = frozenset()  # the charters that are extended, by file
    differences: tuple[Difference, ...] = ()
    lost: Mapping[str, Span] = field(default_factory=dict)
    articles: frozenset[Cite] = frozenset()  # of the charters below, before anything was taken away


def layered(files: Sequence[File], chain: Sequence[str], names: Sequence[str]) -> Layered:
    """Return the files as they hold: each charter of `chain` extends the next; `names` are those of the files, in their order."""
    if len(chain) <= 1:
        return Layered(tuple(files))
    symbols = Symbols()
    for each in (*files[1:], files[0]):
        collect(each, symbols, Problems())
    numbered = {name: number for number, name in enumerate(names)}
    places = [numbered[name] for name in chain]
    work = _Layers(symbols, {place: list(_placed(files[place], symbols)) for place in places})
    articles = frozenset(whole for place in places[1:] for each in work.layers[place] if each.cite for whole in wholes(each.cite))
    for at in reversed(range(len(places) - 1)):  # from the bottom up: what a charter restates may be restated again
        work.lay(places[at], places[at + 1 :])
    made = tuple(
        replace(each, items=work.items(number, each, examples=number == places[0])) if number in work.layers else each
        for number, each in enumerate(files)
    )
    return Layered(made, frozenset(chain[1:]), tuple(work.differences), _lost(work.differences, made, symbols), articles)


def left_out(at: syntax.Cited, own: Cite | None, known: Container[Cite], symbols: Symbols) -> Cite:
    """Return which article of the charters below is meant: without a part, one that has none, or else of the part where that is said."""
    bare = cite(at, symbols)
    return bare if at.part or bare in known or own is None else cite(at, symbols, own.part)


@record
class _Placed:
    """A sentence of a charter, with its article and the lifecycle and move that it belongs to."""

    node: Node
    cite: Cite | None
    cycle: str
    move: tuple[Key, ...]


def _placed(file: File, symbols: Symbols) -> Iterator[_Placed]:
    part, article, cycle = "", None, ""
    move: tuple[Key, ...] = ()
    for node in file.items:
        if isinstance(node, syntax.PartLine):
            part, article = symbols.id(syntax.Name(text=node.name.name), "part"), None
        elif isinstance(node, syntax.ArticleHead):
            article = cite(node.number, symbols, part)
        if isinstance(node, syntax.LifecycleLine):
            cycle, move = symbols.id(syntax.Name(text=node.name.name), "lifecycle"), ()
        elif not isinstance(node, syntax.EFFECTS):
            keys = restates(node, symbols, cycle) if isinstance(node, syntax.LIFE) else ()
            move = tuple(key for key in keys if key[0].startswith(MOVE))
        yield _Placed(node, article, cycle, move)


@dataclass(slots=True)
class _Layers:
    """Charters on top of one another, by their place among the files."""

    symbols: Symbols
    layers: dict[int, list[_Placed]]
    differences: list[Difference] = field(default_factory=list)

    def lay(self, upper: int, lower: Iterable[int]) -> None:
        """Let one charter's sentences stand instead of those below it."""
        above = self.layers[upper]
        said: dict[Key, _Placed] = {}
        for each in above:
            for key in restates(each.node, self.symbols, each.cycle):
                said.setdefault(key, each)
        heads: dict[Cite | None, _Placed] = {each.cite: each for each in above if isinstance(each.node, syntax.ArticleHead) and each.cite}
        known = {whole for place in lower for each in self.layers[place] if each.cite for whole in wholes(each.cite)}
        leaving = [(each, each.node.articles) for each in above if isinstance(each.node, syntax.Without)]
        without = [(left_out(at, each.cite, known, self.symbols), each) for each, articles in leaving for at in articles]
        inherited: list[Node] = []
        for place in lower:
            kept = []
            for each in self.layers[place]:
                if isinstance(each.node, syntax.CharterHead):
                    inherited += [item for item in each.node.items if isinstance(item, _INHERITED)]
                left = self._left(each, said, heads, without)
                kept += [replace(each, node=left)] if left is not None else []
            self.layers[place] = kept
        self.layers[upper] = [replace(each, node=_with_head(each.node, inherited)) for each in above]

    def _left(
        self, each: _Placed, said: Mapping[Key, _Placed], heads: Mapping[Cite | None, _Placed], without: Sequence[tuple[Cite, _Placed]]
    ) -> Node | None:
        """Return what is left of a sentence below, if anything."""
        node = each.node
        if isinstance(node, _ONCE):
            return None if isinstance(node, syntax.CharterHead) or ("theme", "") in said else node
        if isinstance(node, syntax.PartLine):
            return node
        if each.cite in heads:
            self._gone(each, "amended", heads[each.cite])
            return None
        if dropper := next((by for at, by in without if each.cite and within(each.cite, at)), None):
            self._gone(each, "dropped", dropper)
            return None
        keys = each.move if isinstance(node, syntax.EFFECTS) else settles(node, self.symbols, each.cycle)
        by = next((said[key] for key in keys if key in said), None)
        if by is None:
            return node
        left = restated(node, frozenset(said), self.symbols)
        self._gone(each, "replaced", by)
        return left

    def _gone(self, each: _Placed, why: Why, by: _Placed) -> None:
        self.differences.append(Difference(each.node, each.cite, why, by.node, by.cite))

    def items(self, place: int, file: File, *, examples: bool) -> tuple[Node, ...]:
        """Return the sentences of a charter that hold, each declaration with both of its names."""
        lang: Lang = "zh" if file.lang == "zh" else "en"
        kept = (each.node for each in self.layers[place] if examples or not isinstance(each.node, _OWN))
        return tuple(_named(node, self.symbols, lang) for node in kept)


def _with_head(node: Node, inherited: Iterable[Node]) -> Node:
    """Give the first sentence what it takes over from the charter below."""
    if not isinstance(node, syntax.CharterHead):
        return node
    own = {type(item) for item in node.items}
    return replace(node, items=(*node.items, *(item for item in inherited if type(item) not in own)))


def _named(node: Node, symbols: Symbols, lang: Lang) -> Node:
    """Give a declaration that takes up a thing again its name in the other tongue."""
    kind = declares(node)
    name = getattr(node, "name", None)
    if kind is None or not isinstance(name, syntax.Declared) or name.other is not None:
        return node
    found = symbols.find(name.name, (kind,))
    other = (found.name.zh if lang == "en" else found.name.en) if found else ""
    return replace(node, name=replace(name, other=other)) if other else node  # type: ignore[call-arg]


def _lost(differences: Iterable[Difference], files: Iterable[File], symbols: Symbols) -> dict[str, Span]:
    """Return the names that only sentences declare which do not hold any more, with what took each away."""
    kept = {key for file in files for item in file.items for key in _names(item, symbols)}
    return {
        text.lower(): each.by.span
        for each in differences
        for kind, id in _names(each.node, symbols)
        if (kind, id) not in kept and (found := symbols.find(id, (kind,)))
        for text in (found.name.en, found.name.zh)
        if text
    }


def _names(item: Node, symbols: Symbols) -> Iterator[tuple[str, str]]:
    for node in walk(item):
        for kind, declared in declared_in(node):
            yield kind, symbols.id(syntax.Name(text=declared.name), kind)

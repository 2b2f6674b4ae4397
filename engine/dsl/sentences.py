"""A file's sentences into syntax: each is cut, parsed and built by itself, so that a fault in one never hides another.

A sentence without a subject speaks of what its block is about: the last heading (`commander:`) or declaration before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from engine.dsl import syntax
from engine.dsl.branches import Branch, Heading
from engine.dsl.build import build
from engine.dsl.declared import Declared
from engine.dsl.marks import settle
from engine.dsl.misread import misread
from engine.dsl.parse import Grammar, Start
from engine.dsl.reading import Raw, Reading
from engine.dsl.rewriting import rewrite
from engine.dsl.segment import SplitLimit, reported, segmentations
from engine.dsl.syntax import Clause, Node, Who
from engine.dsl.tokens import COLON, Token
from engine.dsl.vocabulary import Names
from engine.problems import Problems

_JUDGING = ("JUDGEMENT", "WHETHER")


def parse(
    reading: Reading, grammar: Grammar, names: Names, declared: Iterable[Declared], adjectives: Iterable[str], problems: Problems
) -> syntax.File:
    """Parse all sentences of a file; report every sentence that makes no sense, and go on.

    `adjectives` are judgements declared elsewhere: words that may stand before a kind of case.
    """
    own = {name for each in declared if each.kind_word in _JUDGING for name in (each.name, each.other) if name}
    here = [problem for problem in problems if problem.span.file == reading.source.file]
    known = tuple(each.span.start for each in here if each.code in ("CH0101", "CH0114", "CH0204"))
    stray = tuple(each.span.start for each in here if each.code in ("CH0101", "CH0114"))
    hidden = "\n".join(raw.text.lower() for raw in reading.sentences if _within(raw, stray)) if stray else ""
    missing = any(each.code == "CH0204" for each in here)
    unread = [syntax.Broken(opens_article=True, span=raw.span) for raw in reading.sentences if raw.broken]
    reader = Reader(grammar, names, frozenset({*own, *adjectives}), problems, known, stray, hidden, unread=bool(unread) or missing)
    items = tuple(item for raw in reading.sentences if not raw.broken for item in reader.sentence(raw))
    comments = tuple(syntax.Comment(text=each.text, own_line=each.alone, span=each.span) for each in reading.comments)
    broken = tuple(_declaring([*unread, *reader.broken], declared, reading))
    return syntax.File(lang=reading.lang, items=items, comments=comments, broken=broken)


@dataclass(slots=True)
class Reader:
    """Goes through the sentences of a file and remembers which block they stand in."""

    grammar: Grammar
    names: Names
    adjectives: frozenset[str]
    problems: Problems
    reported: tuple[int, ...] = ()  # where sentences are at fault in a way that has been reported
    stray: tuple[int, ...] = ()  # where marks stand that close nothing: what is said there may be meant otherwise
    hidden: str = ""  # the text of the sentences in which they stand
    unread: bool = False  # whether sentences are left unread, in which a mark is never closed
    about: Who | None = None
    start: Start = "line"
    part: syntax.Declared | None = None
    headless: bool = False  # whether the heading of the block makes no sense
    broken: list[syntax.Broken] = field(default_factory=list)

    def sentence(self, raw: Raw) -> Iterator[Node]:
        """Yield what one sentence says; of one that makes no sense, what can be made out."""
        for branch in self._parse(raw):
            yield from self._nodes(branch)
        if _within(raw, self.stray):
            self.broken.append(self._broken(raw, self.about))

    def _nodes(self, branch: Branch) -> Iterator[Node]:
        nodes = build(branch, self.adjectives)
        self.headless = self.headless and isinstance(nodes[0], Clause)
        self._enter(nodes)
        last: Who | None = None
        for node in nodes:
            if isinstance(node, Heading):
                self.about = settle(node.subject)
                last = None
            elif isinstance(node, Clause):
                said = self._clause(settle(rewrite(node, self._in_part)), last)
                last = said.about or said.subject
                yield said
            else:
                yield settle(self._cited(node))

    def _enter(self, nodes: list[Node | Heading]) -> None:
        """Note which kind of sentences follow: those of a scenario, of a lifecycle, or any."""
        first = nodes[0]
        if isinstance(first, syntax.ScenarioHead | syntax.ScenariosHead | syntax.MembersFrom):
            self.start = "step"
        elif isinstance(first, syntax.LifecycleLine):
            self.start = "life"
        elif not isinstance(first, (syntax.ScenarioHead, *syntax.STEPS, *syntax.LIFE)):
            self.start = "line"
        if isinstance(first, syntax.ArticleHead | syntax.PartLine | syntax.LifecycleLine):
            self.about = None
        if isinstance(first, syntax.PartLine):
            self.part = first.name

    def _cited(self, node: Node) -> Node:
        """Leave out the part where an article is headed in its own, name it where an article of the same part is cited."""
        part = self.part
        if part is None or isinstance(node, syntax.Without):  # that is of another charter, whose articles may have no part
            return node
        if not isinstance(node, syntax.ArticleHead):
            return rewrite(node, self._in_part)
        own = node.number.part is not None and node.number.part.text in (part.name, part.other)
        prevails = tuple(rewrite(each, self._in_part) for each in node.prevails)
        return replace(node, prevails=prevails, number=replace(node.number, part=None) if own else node.number)

    def _in_part(self, node: Node) -> Node:
        if self.part is None or not isinstance(node, syntax.Cited) or node.part is not None:
            return node
        return replace(node, part=syntax.Name(text=self.part.name, span=node.span))

    def _clause(self, clause: Clause, last: Who | None) -> Clause:
        context = last or self.about
        if isinstance(clause.says, syntax.TriggerClause | syntax.WhenClause):
            return clause if context is None else _raised_by(clause, context)
        if clause.subject is None:
            if context is None and not self.headless:
                self.problems.error("CH0111", clause.span)
            return replace(clause, subject=context)
        about = context if _of_something_else(clause.says) and context != clause.subject else None
        return replace(clause, about=about)

    def _parse(self, raw: Raw) -> tuple[Branch, ...]:
        starts: tuple[Start, ...] = tuple(dict.fromkeys((self.start, "line", "step")))
        first: Branch | None = None
        others: list[tuple[Token, ...]] = []
        try:
            for count, tokens in enumerate(segmentations(raw, self.names)):
                branch = self._try(_ended(tokens), starts)
                if branch is None:
                    continue
                if count == 0:
                    return (branch,)
                first = first or branch
                others.append(tokens)
                if _unknowns(tokens) or len(others) > 1:
                    break
        except SplitLimit as limit:
            if first is None:
                self._report_limit(raw, limit)
                return ()
        if first is None:
            return self._misread(raw, starts)
        if len(others) > 1 and not any(map(_unknowns, others)):
            self._report_ambiguous(raw, others)
        return (first,)

    def _try(self, tokens: tuple[Token, ...], starts: tuple[Start, ...]) -> Branch | None:
        for start in starts:
            branch = self.grammar.parse(tokens, start)
            if isinstance(branch, Branch) and (start != "step" or self.start == "step" or _opens(branch)):
                return branch
        return None

    # -- what is wrong --

    def _report_ambiguous(self, raw: Raw, splits: list[tuple[Token, ...]]) -> None:
        one, two = (" ".join(token.text for token in _ended(tokens)) for tokens in splits[:2])
        self.problems.error("CH0109", raw.span, one=one, two=two)

    def _report_limit(self, raw: Raw, limit: SplitLimit) -> None:
        """Report a sentence that can be cut in too many ways, unless names are missing that an unread sentence declares."""
        if not self.unread:
            self.problems.error("CH0115", limit.span)
        self.broken.append(syntax.Broken(about=self.about, opens_article=True, span=raw.span))

    def _misread(self, raw: Raw, starts: tuple[Start, ...]) -> tuple[Branch, ...]:
        """Report why a sentence makes no sense; return what can be made out of it, a heading or the sentences that it is in truth."""
        if _within(raw, self.reported):
            return ()
        lost = self.unread or bool(self.broken)
        self.broken.append(self._broken(raw, self.about))
        tokens = _ended(reported(raw, self.names))
        if lost and isinstance(self.grammar.parse(tokens, "life"), Branch):
            return ()  # of a lifecycle whose heading makes no sense
        likely = tuple(start for start in starts if start != "step" or self.start == "step")
        return tuple(self._made_out(raw, tokens, likely))

    def _made_out(self, raw: Raw, tokens: tuple[Token, ...], starts: tuple[Start, ...]) -> Iterator[Branch]:
        border = misread(raw, tokens, starts, self.grammar, self.names.lexicon, self.problems, self.hidden)
        first = self._heading(tokens) if border is None else self._try(tokens[:border], starts)
        if first is not None:
            yield first
        if border is not None:
            second = self._try(tokens[border:], starts)
            yield from (second,) if second is not None else self._made_out(raw, tokens[border:], starts)

    def _broken(self, raw: Raw, about: Who | None) -> syntax.Broken:
        """Note which names a sentence speaks of that makes no sense: what is not said of them may be said there."""
        try:
            tokens = reported(raw, self.names)
        except SplitLimit:
            return syntax.Broken(about=about, opens_article=True, span=raw.span)
        names = tuple(syntax.Name(text=str(each.value), known=each.known, span=each.span) for each in tokens if "NAME" in each.types)
        head = any(not {"ARTICLE", "ARTNO"}.isdisjoint(each.types) for each in tokens[:2])
        return syntax.Broken(names=names, about=about, opens_article=head, span=raw.span)

    def _heading(self, tokens: tuple[Token, ...]) -> Branch | None:
        """Return the declaration before the first clause that makes no sense; after a mere heading, note what the block is about."""
        colon = next((index for index, token in enumerate(tokens) if token.type == COLON), None)
        if not colon:
            return None
        branch = self.grammar.parse(tokens[:colon], "line")
        if isinstance(branch, Branch):
            return branch
        self.headless = True
        whole = self.grammar.parse((*tokens[: colon + 1], *_any_clause(tokens[colon])), "line")
        if isinstance(whole, Branch):
            headings = (node.subject for node in build(whole, self.adjectives) if isinstance(node, Heading))
            self.about = next(headings, self.about)
        return None


def _within(raw: Raw, places: tuple[int, ...]) -> bool:
    """Whether one of some places, in order, lies in a sentence."""
    at = bisect_left(places, raw.start)
    return at < len(places) and places[at] < raw.end


def _any_clause(at: Token) -> tuple[Token, ...]:
    """Return the tokens of a clause that may follow any heading."""
    return Token(("DUTY",), "", None, at.span), Token(("STRING",), "", "", at.span)


def _declaring(broken: Iterable[syntax.Broken], declared: Iterable[Declared], reading: Reading) -> Iterator[syntax.Broken]:
    """Yield sentences that make no sense, in order, with their text and the names that they declare."""
    names = sorted(declared, key=lambda each: each.span)
    starts = [each.span.start for each in names]
    for each in sorted(broken, key=lambda each: each.span):
        own = names[bisect_left(starts, each.span.start) : bisect_left(starts, each.span.end)]
        said = reading.source.plain[each.span.start : each.span.end]
        yield replace(each, text=said, declares=tuple(text for name in own for text in (name.name, name.other) if text))


def _opens(branch: Branch) -> bool:
    """Whether a sentence of a scenario may stand outside of one: its heading, or its member file."""
    first = branch.children[0] if branch.children else None
    return isinstance(first, Branch) and first.rule in ("scenario_head", "members_from")


def _of_something_else(says: Node) -> bool:
    """Whether a clause with a subject of its own speaks of what the block is about."""
    if isinstance(says, syntax.NormClause):
        return says.doing.verb is not None and says.doing.verb.word == "carryout" and says.doing.object is None
    return isinstance(says, syntax.MatterVote)


def _raised_by(clause: Clause, raiser: Who) -> Clause:
    """Say who raises what a clause counts, where the clause itself does not."""
    says, noun = clause.says, raiser.parties[0].noun
    if isinstance(says, syntax.TriggerClause) and not says.by.text and noun:
        return replace(clause, says=replace(says, by=noun))
    return clause


def _ended(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return a sentence's tokens without the mark at its end."""
    return tuple(token for token in tokens if token.type != "END")


def _unknowns(tokens: tuple[Token, ...]) -> int:
    return sum(token.unknown for token in islice(tokens, 1 << 16))

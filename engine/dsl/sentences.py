"""A file's sentences into syntax: each is cut, parsed and built by itself, so that a fault in one never hides another.

A sentence without a subject speaks of what its block is about: the last heading (`commander:`) or declaration before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from engine.dsl import syntax
from engine.dsl.branches import Branch, Heading
from engine.dsl.build import build
from engine.dsl.declared import Declared
from engine.dsl.expectation import expectation
from engine.dsl.parse import Failure, Grammar, Start
from engine.dsl.reading import Raw, Reading
from engine.dsl.segment import SplitLimit, native, reported, segmentations
from engine.dsl.syntax import Clause, Node, Who
from engine.dsl.tokens import COLON, Token
from engine.dsl.vocabulary import Names
from engine.problems import Label, Problems

_JUDGING = ("JUDGEMENT", "WHETHER")


def parse(reading: Reading, grammar: Grammar, names: Names, declared: Iterable[Declared], adjectives: Iterable[str], problems: Problems) -> syntax.File:
    """Parse all sentences of a file; report every sentence that makes no sense, and go on.

    `adjectives` are judgements declared elsewhere: words that may stand before a kind of case.
    """
    own = {name for each in declared if each.kind_word in _JUDGING for name in (each.name, each.other) if name}
    reader = _Reader(grammar, names, frozenset({*own, *adjectives}), problems)
    items = tuple(item for raw in reading.sentences if not raw.broken for item in reader.sentence(raw))
    comments = tuple(syntax.Comment(text=each.text, own_line=each.alone, span=each.span) for each in reading.comments)
    broken = (*(_unread(raw) for raw in reading.sentences if raw.broken), *reader.broken)
    return syntax.File(lang=reading.lang, items=items, comments=comments, broken=tuple(sorted(broken, key=lambda each: each.span)))


@dataclass(slots=True)
class _Reader:
    """Goes through the sentences of a file and remembers which block they stand in."""

    grammar: Grammar
    names: Names
    adjectives: frozenset[str]
    problems: Problems
    about: Who | None = None
    start: Start = "line"
    broken: list[syntax.Broken] = field(default_factory=list)

    def sentence(self, raw: Raw) -> Iterator[Node]:
        """Yield what one sentence says."""
        about = self.about
        branch = self._parse(raw)
        if branch is None:
            self.broken.append(self._broken(raw, about))
            return
        nodes = build(branch, self.adjectives)
        self._enter(nodes)
        last: Who | None = None
        for node in nodes:
            if isinstance(node, Heading):
                self.about = node.subject
                last = None
            elif isinstance(node, Clause):
                said = self._clause(node, last)
                last = said.about or said.subject
                yield said
            else:
                yield node

    def _enter(self, nodes: list[Node | Heading]) -> None:
        """Note which kind of sentences follow: those of a scenario, of a lifecycle, or any."""
        first = nodes[0]
        if isinstance(first, syntax.ScenarioHead | syntax.ScenariosHead | syntax.MembersFrom):
            self.start = "step"
        elif isinstance(first, syntax.LifecycleLine):
            self.start = "life"
        elif not isinstance(first, _STEPS):
            self.start = "line"
        if isinstance(first, syntax.ArticleHead | syntax.PartLine | syntax.LifecycleLine):
            self.about = None

    def _clause(self, clause: Clause, last: Who | None) -> Clause:
        context = last or self.about
        if isinstance(clause.says, syntax.TriggerClause | syntax.WhenClause):
            return clause
        if clause.subject is None:
            if context is None:
                self.problems.error("CH0111", clause.span)
            return replace(clause, subject=context)
        about = context if _of_something_else(clause.says) and context != clause.subject else None
        return replace(clause, about=about)

    def _parse(self, raw: Raw) -> Branch | None:
        starts: tuple[Start, ...] = tuple(dict.fromkeys((self.start, "line", "step")))
        first: Branch | None = None
        others: list[tuple[Token, ...]] = []
        try:
            for count, tokens in enumerate(segmentations(raw, self.names)):
                if _ended(tokens) is None:
                    continue
                branch = self._try(_ended(tokens) or (), starts)
                if branch is None:
                    continue
                if count == 0:
                    return branch
                first = first or branch
                others.append(tokens)
                if _unknowns(tokens) or len(others) > 1:
                    break
        except SplitLimit as limit:
            if first is None:
                self.problems.error("CH0115", limit.span)
                return None
        if first is None:
            self._report(raw, starts)
        elif len(others) > 1 and not any(map(_unknowns, others)):
            self._report_ambiguous(raw, others)
        return first

    def _try(self, tokens: tuple[Token, ...], starts: tuple[Start, ...]) -> Branch | None:
        for start in starts:
            branch = self.grammar.parse(tokens, start)
            if isinstance(branch, Branch):
                return branch
        return None

    # -- what is wrong --

    def _report_ambiguous(self, raw: Raw, splits: list[tuple[Token, ...]]) -> None:
        one, two = (" ".join(token.text for token in tokens) for tokens in splits[:2])
        self.problems.error("CH0109", raw.span, one=one, two=two)

    def _report(self, raw: Raw, starts: tuple[Start, ...]) -> None:
        tokens = _ended(reported(raw, self.names)) or ()
        failure = max((self._failure(tokens, start) for start in starts), key=lambda failed: failed.index)
        if self._report_heading(tokens, failure):
            return
        token = tokens[failure.index] if failure.index < len(tokens) else None
        place = token.span if token else (tokens[-1].span if tokens else raw.span)
        foreign = next((word for each in tokens if (word := native(each, raw.source.lang))), None)
        if token and (word := native(token, raw.source.lang)):
            self.problems.error("CH0103", place, found=token.text, word=word)
        elif foreign and token is None:
            self.problems.error("CH0103", place, found=raw.text, word=foreign)
        else:
            after = tokens[failure.index - 1].text if failure.index > 0 else ""
            said = expectation(failure.expected, token, after, self.names.lexicon)
            self.problems.error("CH0102", place, variant=said.pop("variant"), **said)
        self._recover_heading(tokens)

    def _failure(self, tokens: tuple[Token, ...], start: Start) -> Failure:
        failed = self.grammar.parse(tokens, start)
        assert isinstance(failed, Failure)
        return failed

    def _report_heading(self, tokens: tuple[Token, ...], failure: Failure) -> bool:
        """Say when a sentence has no mark at its end: the next heading stands where a mark is missing."""
        if failure.index >= len(tokens) or "$END" not in failure.expected or failure.index == 0:
            return False
        before, at = tokens[failure.index - 1], tokens[failure.index]
        if at.span.line <= before.span.line:
            return False
        self.problems.error("CH0104", before.span, Label(at.span, "next"), found=at.text)
        return True

    def _broken(self, raw: Raw, about: Who | None) -> syntax.Broken:
        """Note which names a sentence speaks of that makes no sense: what is not said of them may be said there."""
        try:
            tokens = reported(raw, self.names)
        except (SplitLimit, StopIteration):
            return _unread(raw)
        names = tuple(syntax.Name(text=str(each.value), known=each.known, span=each.span) for each in tokens if "NAME" in each.types)
        return syntax.Broken(names=names, about=about, span=raw.span)

    def _recover_heading(self, tokens: tuple[Token, ...]) -> None:
        """Keep the block of a heading whose first clause makes no sense."""
        for index, token in enumerate(tokens):
            if token.type == COLON:
                branch = self.grammar.parse(tokens[:index], "line")
                if isinstance(branch, Branch):
                    self._enter(nodes := build(branch, self.adjectives))
                    self.about = next((node.subject for node in nodes if isinstance(node, Heading)), self.about)
                return


def _unread(raw: Raw) -> syntax.Broken:
    return syntax.Broken(span=raw.span)


_STEPS = (
    syntax.ScenarioHead, syntax.GivenStep, syntax.PlayStep, syntax.JudgeStep, syntax.ExpectRefused, syntax.ExpectWaiting, syntax.ExpectState,
    syntax.ExpectBalance, syntax.ExpectCount, syntax.CallStep, syntax.TimeStep,
    syntax.States, syntax.FinalStates, syntax.Decides, syntax.MoveClause, syntax.TimedMove, syntax.Posts, syntax.Reverses, syntax.Opens,
    syntax.SetsField, syntax.Notifies, syntax.Publishes, syntax.GivesOffice, syntax.EndsOffice, syntax.Withdrawal,
    syntax.SwitchedOff, syntax.Admits, syntax.Dismisses,
)  # fmt: skip


def _of_something_else(says: Node) -> bool:
    """Whether a clause with a subject of its own speaks of what the block is about."""
    if isinstance(says, syntax.NormClause):
        return says.doing.verb is not None and says.doing.verb.word == "carryout"
    return isinstance(says, syntax.MatterVote)


def _ended(tokens: tuple[Token, ...]) -> tuple[Token, ...] | None:
    """Return a sentence's tokens without the mark at its end."""
    return tuple(token for token in tokens if token.type != "END")


def _unknowns(tokens: tuple[Token, ...]) -> int:
    return sum(token.unknown for token in islice(tokens, 1 << 16))

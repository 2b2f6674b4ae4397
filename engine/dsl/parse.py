"""Tokens of one sentence into a parse tree, by the LALR(1) grammar `charter.lark`; the only module that knows lark.

A token may be one of several terminals (a keyword that is also somebody's name): the parser takes the first that its state
accepts and comes back to the next if the sentence fails. Building the tables takes most of a second: `Grammar.tables()` gives
them as JSON, for a caller that can keep them, and `grammar(tables)` takes them back, each state when it is first reached.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, NamedTuple

import lark
from lark.exceptions import UnexpectedToken
from lark.lexer import Lexer, Token
from lark.parsers.lalr_analysis import Reduce, Shift
from lark.parsers.lalr_parser_state import ParseConf, ParserState

from engine.dsl.branches import Branch
from engine.dsl.tokens import Token as Word
from engine.records import record

Start = Literal["line", "life", "step"]
_STARTS: list[Start] = ["line", "life", "step"]
MAX_TRIES = 256  # feeds of tokens beyond the sentence's own length, before its other readings are given up


@record
class Failure:
    """Where a sentence stops making sense, and which terminals would have gone on; `index` may be past the last token."""

    index: int
    going_on: Callable[[], frozenset[str]]  # worked out only for those who ask: most failures are of readings that are given up

    @property
    def expected(self) -> frozenset[str]:
        """The terminals that would have gone on."""
        return self.going_on()


class ForeignTables(ValueError):  # noqa: N818 - the caller builds them anew
    """The tables are not those of this grammar."""


class _NoLexer(Lexer):
    """The tokens come from `segment.py`; lark only wants to be told so."""

    __future_interface__ = 2

    def __init__(self, conf: object) -> None:
        pass

    def lex(self, *_: object) -> Iterator[Token]:
        return iter(())


def text() -> str:
    """Return the grammar with its terminals declared."""
    rules = Path(__file__).with_name("charter.lark").read_text(encoding="utf-8")
    terminals = sorted(set(re.findall(r"\b[A-Z][A-Z0-9_]+\b", re.sub(r"//.*", "", rules))))
    return f"{rules}\n%declare {' '.join(terminals)}\n"


def digest() -> str:
    """Return what tables depend on, as one hash: the grammar and lark's version."""
    return sha256(f"{lark.__version__}\n{text()}".encode()).hexdigest()


def build(*, strict: bool = False) -> lark.Lark:
    """Build the parser from the grammar; `strict` refuses every conflict (it needs the package interegular)."""
    return lark.Lark(text(), parser="lalr", lexer=_NoLexer, start=list(_STARTS), maybe_placeholders=False, strict=strict)


@cache
def grammar(tables: str | None = None) -> Grammar:
    """Return the grammar, built anew or from tables made earlier. Raises ForeignTables."""
    if tables is None:
        return Grammar(_written(build()))
    kept = json.loads(tables)
    if not isinstance(kept, dict) or kept.get("digest") != digest():
        raise ForeignTables
    return Grammar(kept)


class Grammar:
    """Parses sentences."""

    def __init__(self, kept: Mapping[str, Any]) -> None:
        self._kept = kept
        self._states = _States(kept)
        rules = self._states.rules
        table = _Table(self._states, *({start: ends[at] for start, ends in kept["starts"].items()} for at in (0, 1)))
        callbacks = {rule: _callback(rule) for rule in rules}
        self._starts: dict[Start, ParseConf[int]] = {start: ParseConf(table, callbacks, start) for start in _STARTS}  # type: ignore[arg-type]

    def tables(self) -> str:
        """Write the tables as JSON, with the digest of what they depend on."""
        return json.dumps(self._kept, separators=(",", ":"))

    def parse(self, tokens: Sequence[Word], start: Start) -> Branch | Failure:
        """Parse a sentence; on failure tell the furthest place that any reading of it reached."""
        first: ParserState[int] = ParserState(self._starts[start], None)  # type: ignore[arg-type]
        pending = [(first, 0, self._candidates(first, tokens, 0))]
        worst, tries = Failure(-1, frozenset), MAX_TRIES + len(tokens)
        while pending and tries:
            parser, at, candidates = pending.pop()
            while tries:
                tries -= 1
                if len(candidates) > 1:
                    pending.append((parser.copy(deepcopy_values=False), at, candidates[1:]))
                try:
                    result = _feed(parser, candidates[0], tokens, at) if candidates else None
                except UnexpectedToken:
                    candidates = ()
                if not candidates:
                    worst = Failure(at, partial(self._expected, parser)) if at > worst.index else worst
                    break
                if at == len(tokens):
                    assert isinstance(result, Branch)
                    return result
                at += 1
                candidates = self._candidates(parser, tokens, at)
        return worst

    def _candidates(self, parser: ParserState[int], tokens: Sequence[Word], at: int) -> tuple[str, ...]:
        """Return the terminals that a token may be in the parser's state, best first."""
        if at == len(tokens):
            return (_END,)
        possible = self._states[parser.position]
        return tuple(kind for kind in tokens[at].types if kind in possible)

    def _expected(self, parser: ParserState[int]) -> frozenset[str]:
        """Return the terminals that would really go on: a state may list some that fail after a reduction."""
        return frozenset(kind for kind in self._states[parser.position] if kind.isupper() and self._goes_on(parser, kind))

    def _goes_on(self, parser: ParserState[int], kind: str) -> bool:
        trial = parser.copy(deepcopy_values=False)
        try:
            trial.feed_token(Token(kind, ""), kind == _END)
        except UnexpectedToken:
            return False
        return True


_END = "$END"


def _feed(parser: ParserState[int], kind: str, tokens: Sequence[Word], at: int) -> object:
    token = Token(kind, "")
    if at < len(tokens):
        token.value = tokens[at]  # not given at once: lark would write it out as text
    return parser.feed_token(token, kind == _END)


# ---- tables ------------------------------------------------------------------------------------------------------


class _Symbol(NamedTuple):
    name: str


class _Production:
    """A rule of the grammar, as much of it as parsing needs: what it makes, of how many parts, under which name."""

    def __init__(self, origin: str, alias: str | None, size: int, expand: int) -> None:
        self.origin = _Symbol(origin)
        self.expansion = range(size)
        self.name = alias or origin
        self.expand = bool(expand and not alias)


class _Table(NamedTuple):
    """What lark asks a table for."""

    states: _States
    start_states: Mapping[str, int]
    end_states: Mapping[str, int]


class _States(dict[int, dict[str, tuple[Any, Any]]]):
    """The actions of every state, read from the tables when the state is first reached."""

    def __init__(self, kept: Mapping[str, Any]) -> None:
        super().__init__()
        self.rules = [_Production(*rule) for rule in kept["rules"]]
        self._symbols, self._written = kept["symbols"], kept["states"]

    def __missing__(self, state: int) -> dict[str, tuple[Any, Any]]:
        numbers = iter(self._written[state])
        actions = {
            self._symbols[symbol]: (Shift, to) if to >= 0 else (Reduce, self.rules[-to - 1])
            for symbol, to in zip(numbers, numbers, strict=True)
        }
        self[state] = actions
        return actions


def _written(built: lark.Lark) -> dict[str, Any]:
    """Write lark's tables down: of every state, pairs of a symbol and the state to go to, or (below zero) the rule to reduce by."""
    table = built.parser.parser._parse_table  # noqa: SLF001 - lark gives no other door to its tables
    rules: dict[Any, int] = {}
    symbols: dict[str, int] = {}
    states = []
    for number in range(len(table.states)):
        pairs = []
        for symbol, (action, to) in table.states[number].items():
            code = to if action is Shift else -rules.setdefault(to, len(rules)) - 1
            pairs += [symbols.setdefault(str(symbol), len(symbols)), code]
        states.append(pairs)
    return {
        "digest": digest(),
        "rules": [[str(rule.origin.name), rule.alias, len(rule.expansion), int(rule.options.expand1)] for rule in rules],
        "symbols": list(symbols),
        "states": states,
        "starts": {start: [table.start_states[start], table.end_states[start]] for start in _STARTS},
    }


# ---- branches ----------------------------------------------------------------------------------------------------


@record
class _Inline:
    children: tuple[Any, ...]


def _callback(rule: _Production) -> Callable[[list[Any]], Branch | _Inline]:
    """Return what makes a branch of a rule's children; rules that begin with `_` are inlined, `?rule` of one child is that child."""
    inline = rule.origin.name.startswith("_")

    def make(children: list[Any]) -> Branch | _Inline:
        flat: list[Any] = []
        for child in children:
            if isinstance(child, _Inline):
                flat.extend(child.children)
            else:
                flat.append((child.type, child.value) if isinstance(child, Token) else child)
        if inline:
            return _Inline(tuple(flat))
        if rule.expand and len(flat) == 1 and isinstance(flat[0], Branch):
            return flat[0]
        return Branch(rule.name, tuple(flat))

    return make

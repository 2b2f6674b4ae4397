"""Tokens of one sentence into a parse tree, by the LALR(1) grammar `charter.lark`; the only module that knows lark.

A token may be one of several terminals (a keyword that is also somebody's name): the parser takes the first that its state
accepts and comes back to the next if the sentence fails. Building the tables takes most of a second: `Grammar.tables()` gives
them as JSON, for a caller that can keep them, and `grammar(tables)` takes them back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Literal

import lark
from lark.exceptions import UnexpectedToken
from lark.grammar import Rule
from lark.lexer import Lexer, Token
from lark.parsers.lalr_interactive_parser import InteractiveParser
from lark.parsers.lalr_parser import LALR_Parser
from lark.utils import SerializeMemoizer

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
    expected: frozenset[str]


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
    rules = files("engine.dsl").joinpath("charter.lark").read_text(encoding="utf-8")
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
        return Grammar(build().parser.parser)
    kept = json.loads(tables)
    if not isinstance(kept, dict) or kept.get("digest") != digest():
        raise ForeignTables
    return Grammar(_revive(kept))


class Grammar:
    """Parses sentences."""

    def __init__(self, parser: LALR_Parser) -> None:
        self._parser = parser
        table = parser._parse_table  # noqa: SLF001 - lark gives no other door to its tables
        self._terminals = {state: frozenset(name for name in actions if name.isupper()) for state, actions in table.states.items()}
        rules = {action[1] for actions in table.states.values() for action in actions.values() if isinstance(action[1], Rule)}
        parser.parser.callbacks = {rule: _callback(rule) for rule in rules}  # type: ignore[misc]

    def tables(self) -> str:
        """Write the tables as JSON, with the digest of what they depend on."""
        memo = SerializeMemoizer([Rule])
        return json.dumps({"digest": digest(), "data": self._parser.serialize(memo), "memo": memo.serialize()}, separators=(",", ":"))

    def parse(self, tokens: Sequence[Word], start: Start) -> Branch | Failure:
        """Parse a sentence; on failure tell the furthest place that any reading of it reached."""
        first = self._parser.parse_interactive(None, start)  # type: ignore[arg-type]
        pending: list[tuple[InteractiveParser, int, tuple[str, ...]]] = [(first, 0, self._candidates(first, tokens, 0))]
        worst, tries = Failure(-1, frozenset()), MAX_TRIES + len(tokens)
        while pending and tries:
            parser, at, candidates = pending.pop()
            while tries:
                tries -= 1
                if not candidates:
                    worst = max(worst, Failure(at, self._expected(parser)), key=lambda failure: failure.index)
                    break
                if len(candidates) > 1:
                    pending.append((_copy(parser), at, candidates[1:]))
                try:
                    result = parser.feed_token(_token(candidates[0], tokens, at))
                except UnexpectedToken:
                    worst = max(worst, Failure(at, self._expected(parser)), key=lambda failure: failure.index)
                    break
                if at == len(tokens):
                    assert isinstance(result, Branch)
                    return result
                at += 1
                candidates = self._candidates(parser, tokens, at)
        return worst

    def _candidates(self, parser: InteractiveParser, tokens: Sequence[Word], at: int) -> tuple[str, ...]:
        """Return the terminals that a token may be in the parser's state, best first."""
        possible = self._terminals[parser.parser_state.position]
        types = tokens[at].types if at < len(tokens) else ("$END",)
        return tuple(kind for kind in types if kind in possible or kind == "$END")

    def _expected(self, parser: InteractiveParser) -> frozenset[str]:
        """Return the terminals that would really go on: a state may list some that fail after a reduction."""
        return frozenset(kind for kind in self._terminals[parser.parser_state.position] if self._goes_on(parser, kind))

    def _goes_on(self, parser: InteractiveParser, kind: str) -> bool:
        trial = _copy(parser)
        try:
            trial.feed_token(Token(kind, ""))
        except UnexpectedToken:
            return False
        return True


def _copy(parser: InteractiveParser) -> InteractiveParser:
    return parser.copy(deepcopy_values=False)  # type: ignore[no-untyped-call, no-any-return]


def _token(kind: str, tokens: Sequence[Word], at: int) -> Token:
    return Token(kind, tokens[at]) if at < len(tokens) else Token("$END", "")


@record
class _Inline:
    children: tuple[Any, ...]


def _callback(rule: Rule) -> Any:  # noqa: ANN401 - lark's own type
    """Return what makes a branch of a rule's children; rules that begin with `_` are inlined, `?rule` of one child is that child."""
    origin = str(rule.origin.name)
    name = rule.alias or origin
    expand = rule.options.expand1 and not rule.alias

    def make(children: list[Any]) -> Branch | _Inline | tuple[str, Word]:
        flat: list[Any] = []
        for child in children:
            if isinstance(child, _Inline):
                flat.extend(child.children)
            else:
                flat.append((child.type, child.value) if isinstance(child, Token) else child)
        if origin.startswith("_"):
            return _Inline(tuple(flat))
        if expand and len(flat) == 1 and isinstance(flat[0], Branch):
            return flat[0]
        return Branch(str(name), tuple(flat))

    return make


def _revive(kept: dict[str, Any]) -> LALR_Parser:
    """Make a parser of tables read from JSON, whose keys are texts."""
    data = kept["data"]
    data["states"] = {int(state): {int(token): action for token, action in actions.items()} for state, actions in data["states"].items()}
    data["tokens"] = {int(number): name for number, name in data["tokens"].items()}
    rules = {int(number): Rule.deserialize(rule, {}) for number, rule in kept["memo"].items()}
    return LALR_Parser.deserialize(data, rules, {})  # type: ignore[no-untyped-call, no-any-return]

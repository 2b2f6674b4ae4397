"""How each construct is put into words: the templates of a tongue's lexicon, read and filled.

A template names canonical keywords, fields and marks; the words themselves come from the lexicon:

    TERMINAL, TERMINAL(surface)    a keyword's first word, or the word said in brackets; NOISE(word) is that word itself
    {field}, {field:form}          what a field says, perhaps in a form: `plural`, `a`, a classifier
    {list|SEPARATOR}               its items, parted as `[templates.separators]` says
    [ … ]                          only if the fields within are there
    [path? …], [path=word? …]      only if a field is there and true, or says that word; `!` before it says the contrary
    , : ; ( ) .                    marks
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any, TypeAlias

from engine.dsl import syntax
from engine.dsl.lexicon import lexicon
from engine.dsl.syntax import Node
from engine.records import record
from engine.values import Lang


@record
class Said:
    """A keyword (with the word chosen for it, if one is) or a mark."""

    terminal: str
    surface: str | None = None


@record
class Part:
    """A part of a node that is put into words by itself."""

    node: Node
    form: str = ""


Piece: TypeAlias = Said | Part


@record
class _Field:
    path: str
    form: str
    separator: str


@record
class _Group:
    condition: str  # empty: if its own fields are there
    pieces: Template


Template: TypeAlias = "tuple[Said | _Field | _Group, ...]"


def expand(node: Node, lang: Lang) -> list[Piece]:
    """Put a node into words one level down: keywords, marks, and the parts that follow their own templates."""
    return list(_filled(_template(template_name(node), lang), node, lang))


def template_name(node: Node) -> str:
    """Return the name of a node's template: its class, and which of several where it has more."""
    name = type(node).__name__
    variant = _VARIANTS.get(type(node))
    return f"{name}.{variant(node)}" if variant else name


def has_template(name: str, lang: Lang) -> bool:
    """Whether a tongue has a template of a name."""
    return _find(lexicon(lang).templates, name) is not None


def said_as(name: str, node: Node, lang: Lang) -> list[Piece]:
    """Put a node into words by a template of another name than its own."""
    return list(_filled(_template(name, lang), node, lang))


# ---- filling -----------------------------------------------------------------------------------------------------


def _filled(template: Template, node: Node, lang: Lang) -> Iterator[Piece]:
    for piece in template:
        if isinstance(piece, Said):
            yield piece
        elif isinstance(piece, _Field):
            yield from _said(piece, node, lang)
        elif _holds(piece, node):
            yield from _filled(piece.pieces, node, lang)


def _said(field: _Field, node: Node, lang: Lang) -> Iterator[Piece]:
    value = _value(node, field.path)
    if not isinstance(value, tuple):
        if value is not None:
            yield Part(value, field.form)
        return
    for place, item in enumerate(value):
        if place:
            yield from _separator(field.separator, item, lang, last=place == len(value) - 1)
        yield Part(item, field.form)


def _separator(name: str, following: Node, lang: Lang, *, last: bool) -> Iterator[Said]:
    found = lexicon(lang).templates["separators"]
    chosen = found.get(f"{name}.{type(following).__name__}") or (found.get(f"{name}.last") if last else None) or found[name]
    for piece in read_template(chosen):
        assert isinstance(piece, Said)
        yield piece


def _holds(group: _Group, node: Node) -> bool:
    if not group.condition:
        return all(_value(node, piece.path) not in (None, ()) for piece in group.pieces if isinstance(piece, _Field))
    condition, _, word = group.condition.partition("=")
    value = _value(node, condition.removeprefix("!"))
    found = str(getattr(value, "word", value)) == word if word else value not in (None, (), False)
    return found != condition.startswith("!")


def _value(node: Node, path: str) -> Any:  # noqa: ANN401 - whatever the field holds
    if path in ("early", "late") and isinstance(node, syntax.NormClause):
        return tuple(time for time in node.times if isinstance(time, syntax.AFTER_THE_ACT) == (path == "late"))
    value: Any = node
    for name in path.split("."):
        value = None if value is None else getattr(value, name)
    return value


# ---- reading a template ------------------------------------------------------------------------------------------

_PIECE = re.compile(
    r"\s*(?:(?P<open>\[)(?:(?P<condition>!?[a-z_.]+(?:=(?:>=?|[\w]+))?)\?)?|(?P<close>\])|\{(?P<path>[a-z_.]+)(?::(?P<form>[^}|]+))?(?:\|(?P<by>\w+))?\}"
    r"|(?P<terminal>[A-Z][A-Z_]+)(?:\((?P<surface>[^)]*)\))?|(?P<mark>[,:;().、/~]))"
)
MARKS = {",": "COMMA", "、": "LISTSEP", ":": "COLON", ";": "SEMI", "(": "LPAR", ")": "RPAR", ".": "END", "/": "BREAK", "~": "SPACE"}


def _template(name: str, lang: Lang) -> Template:
    found = _find(lexicon(lang).templates, name)
    assert found is not None, (name, lang)
    return read_template(found)


def _find(templates: Mapping[str, Any], name: str) -> str | None:
    """Return a template; a tongue that has one for several of them says so by fewer names."""
    own, _, variant = name.partition(".")
    found = templates.get(own)
    if "@" in variant and not isinstance(found, Mapping):
        return None
    if isinstance(found, Mapping):
        found = found.get(variant) or found.get(variant.rpartition("_")[2]) or found.get(_FALLBACK.get(variant, ""))
    return found if isinstance(found, str) else None


_FALLBACK = {"half": "share"}


@cache
def read_template(text: str) -> Template:
    """Read a template."""
    levels: list[tuple[str, list[Said | _Field | _Group]]] = [("", [])]
    at = 0
    while at < len(text.rstrip()):
        match = _PIECE.match(text, at)
        assert match, (text, text[at:])
        at = match.end()
        if match["open"]:
            levels.append((match["condition"] or "", []))
        elif match["close"]:
            condition, pieces = levels.pop()
            levels[-1][1].append(_Group(condition, tuple(pieces)))
        elif match["path"]:
            levels[-1][1].append(_Field(match["path"], match["form"] or "", match["by"] or ""))
        else:
            levels[-1][1].append(Said(match["terminal"] or MARKS[match["mark"]], match["surface"]))
    assert len(levels) == 1, text
    return tuple(levels[0][1])


# ---- which of several templates ----------------------------------------------------------------------------------


def _share(node: Any) -> str:  # noqa: ANN401 - a syntax.Share
    value = node.share.value
    if value == Fraction(1, 2):
        return "majority" if node.strict else "half"
    return "over" if node.strict else "unanimity" if value == 1 else "share"


def _bound(node: Any) -> str:  # noqa: ANN401 - a node with an operator
    return _OPS.get(node.op, "sign")


_OPS = {">": "over", "<": "below", ">=": "least", "<=": "most", "is": "is", "is not": "isnot"}


def _vote(share: syntax.Share) -> str:
    """Tell a share that is over something, which Chinese cannot put after 经."""
    return "with" if _share(share) == "over" else "by"


def _days(node: Any) -> str:  # noqa: ANN401 - a syntax.CalendarLine
    return "daily" if node.first is None else "weekly"


def _named(node: Any) -> str:  # noqa: ANN401 - a declaration
    """Tell a declaration with a name in the other tongue, which Chinese can put into a sentence."""
    return "paired" if node.name.other else "plain"


_VARIANTS: dict[type[Node], Callable[[Any], str]] = {
    syntax.Share: _share,
    syntax.Bound: _bound,
    syntax.Comparison: _bound,
    syntax.LimitClause: _bound,
    syntax.SignStep: lambda node: "file" if node.verb.word == "file" else "sign",
    syntax.RoleLine: lambda node: "own" if node.of or node.dormant else "plain",
    syntax.CalendarLine: lambda node: f"{_named(node)}_{_days(node)}",
    syntax.GroupLine: _named,
    syntax.JudgementLine: _named,
    syntax.ParameterLine: _named,
    syntax.FundLine: lambda node: "kept" if node.keeper and node.name.other else "plain",
    syntax.ProcessLine: lambda node: _named(node) if node.follows else "plain",
    syntax.ProveNeverBefore: lambda node: "resolution" if node.resolution_of else "earlier",
    syntax.Doing: lambda node: "text" if node.text else "verb",
    syntax.DecisionOutcome: lambda node: "after" if node.after else "plain",
    syntax.Clause: lambda node: _SUBJECTS.get(type(node.says), "plain"),
    syntax.MatterVote: lambda node: _vote(node.share),
    syntax.OtherMatterVote: lambda node: _vote(node.share),
}
_SUBJECTS: dict[type[Node], str] = {  # clauses that English says of things in the plural, or of a thing
    syntax.NoOverlapClause: "plural",
    syntax.InAdvanceClause: "plural",
    syntax.PaidOpens: "one",
    syntax.CountedEvent: "one",
    syntax.MatterVote: "one",
}

"""What each article comes to: its sentences, and whether the engine executes them, only states them, or finds them left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from engine.dsl import syntax
from engine.dsl.articles import Settlement
from engine.dsl.gather import Sentence, assumed
from engine.dsl.names import Symbols, walk
from engine.dsl.powers import carried_out, effects_of
from engine.dsl.syntax import Name, Node
from engine.records import record
from engine.values import Cite, Text

# executed: decides cases; stated: words for people; recorded: kept in the model and reported, not executed yet;
# unspecified: nobody has settled it; yields: an article that prevails settles it otherwise;
# proved, refuted, undecided: whether what must hold of every history does.
Status = Literal["executed", "stated", "recorded", "unspecified", "yields", "proved", "refuted", "undecided"]


@record
class Line:
    """One sentence of an article."""

    node: Node
    status: Status
    assumed: bool


@record
class Covered:
    """One article (None: before the first) with its sentences."""

    cite: Cite | None
    heading: Text | None
    declaratory: bool
    lines: tuple[Line, ...]
    files: tuple[str, ...] = ()  # in which it stands


def coverage(
    sentences: Iterable[Sentence], headings: dict[Cite, Text], holds: Iterable[Settlement], proved: Mapping[int, Status]
) -> tuple[Covered, ...]:
    """Return the charter's own articles in order, each with what its sentences come to; `proved` says it of those to be proved."""
    standing = {id(each.says) for each in holds}
    sentences = tuple(sentences)
    effects = effects_of(sentences)
    articles: dict[Cite | None, list[Line]] = {}
    declaratory: set[Cite | None] = set()
    heads: dict[Cite | None, Node] = {}
    for each in sentences:
        if each.library or isinstance(each.node, (*_HEADS, *syntax.STEPS, syntax.ScenarioHead)):
            continue
        lines = articles.setdefault(each.cite, [])
        if isinstance(each.node, syntax.ArticleHead):
            declaratory |= {each.cite} if each.node.declaratory else set()
            heads[each.cite] = each.node
        else:
            status = proved.get(id(each.node)) or _status(each.node, standing, effects)
            lines.append(Line(each.node, status, assumed(each.node)))
    return tuple(
        Covered(cite, headings.get(cite) if cite else None, cite in declaratory, tuple(lines), _files(lines, heads.get(cite)))
        for cite, lines in articles.items()
        if cite or lines
    )


def _files(lines: Iterable[Line], head: Node | None) -> tuple[str, ...]:
    nodes = ([head] if head else []) + [line.node for line in lines]
    return tuple(dict.fromkeys(node.span.file for node in nodes))


def about(sentences: Iterable[Sentence], symbols: Symbols, what: str) -> Iterator[Sentence]:
    """Yield the sentences, the library's included, that name a thing by either of its names; of a lifecycle all of them."""
    ids = {found.id for kind in symbols.kinds() if (found := symbols.find(what, (kind,)))}
    names = {text.lower() for kind in symbols.kinds() for s in symbols.of(kind) if s.id in ids for text in (s.name.en, s.name.zh) if text}
    inside = False
    for each in sentences:
        if isinstance(each.node, syntax.LifecycleLine):
            inside = each.node.name.name.lower() in names
        named = any(text.lower() in names for text in _names(each.node)) and not isinstance(
            each.node, (*syntax.STEPS, syntax.ScenarioHead, syntax.Use)
        )
        if named or (inside and isinstance(each.node, syntax.LIFE)):
            yield each


def _names(node: Node) -> Iterator[str]:
    for part in walk(node):
        if isinstance(part, Name):
            yield part.text
        elif isinstance(part, syntax.Declared):
            yield part.name


_HEADS = (syntax.CharterHead, syntax.ScenariosHead, syntax.PartLine, syntax.Use, syntax.Extends, syntax.Without)
_STATED = (syntax.DutyText, syntax.Theme, syntax.EmblemLine, syntax.QuoteLine, syntax.AcceptedLine, syntax.CategoryLine)
_RECORDED = (
    syntax.Elected, syntax.ExOfficio, syntax.Appointed, syntax.Rotating, syntax.MaxTerms, syntax.Replaced, syntax.ReElection,
    syntax.Vacancy, syntax.HeldApart, syntax.AlsoHeld, syntax.NotRelated, syntax.Convened, syntax.ConvenedOn,
    syntax.ProxyLimit, syntax.JoinsBy, syntax.CountedEvent, syntax.MatterVote, syntax.OtherMatterVote, syntax.ChairClause,
    syntax.TieBreak, syntax.VetoClause, syntax.TableLine,
    syntax.Successor, syntax.Ballots, syntax.OwnCase, syntax.Leaves, syntax.LinesClause, syntax.WeightLine,
    syntax.AttendanceClause,
)  # fmt: skip


def _status(node: Node, standing: set[int], effects: frozenset[type[Node]]) -> Status:
    says = node.says if isinstance(node, syntax.Clause) else node
    if isinstance(says, syntax.Unspecified | syntax.SilentLine):
        return "unspecified"
    if isinstance(says, _SETTLING) and id(says) not in standing:
        return "yields"
    if isinstance(says, syntax.NormClause):
        return _of_norm(says)
    if isinstance(says, _STATED):
        return "stated"
    if carried_out(says, effects):
        return "executed"
    return "recorded" if any(isinstance(part, _RECORDED) or _weighed(part) for part in walk(says)) else "executed"


def _weighed(part: Node) -> bool:
    return isinstance(part, syntax.Share) and part.weight is not None


def _of_norm(says: syntax.NormClause) -> Status:
    """Tell a duty that gives tasks or forbids from what people know only, and from what arises otherwise and is no duty."""
    if says.doing.text or says.modal.word == "may":
        return "stated"
    other = says.otherwise.says if says.otherwise else None
    return "executed" if other is None or (isinstance(other, syntax.NormClause) and other.doing.verb) else "recorded"


_SETTLING = (
    syntax.Elected, syntax.Appointed, syntax.ExOfficio, syntax.TermClause, syntax.PermanentTerm, syntax.Rotating, syntax.MembersClause,
    syntax.QuorumClause, syntax.VoteClause, syntax.DraftedBy, syntax.ActsThrough,
)  # fmt: skip

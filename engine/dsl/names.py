"""Names: what each declared name stands for, and whether every name that is used stands for something of the right kind.

A name and its name in the other tongue are one thing; its id is the English name in lower case, or the Chinese one where
there is none. A thing of one kind may bear the name of a thing of another (the kind of case `award` and the state `award`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from engine.dsl import syntax
from engine.dsl.inflection import forms
from engine.dsl.syntax import Declared, File, Name, Node
from engine.problems import Label, Problems, Span
from engine.records import record, types_of
from engine.values import Lang, Text

Kind = (
    str  # unit, row, body, category, role, group, committee, judgement, parameter, calendar, fund, process, lifecycle, field, state, move …
)

DECLARING: dict[type[Node], Kind] = {
    syntax.ModuleHead: "module",
    syntax.PartLine: "part",
    syntax.UnitLine: "unit",
    syntax.UnitRows: "row",
    syntax.UnitRow: "unit",
    syntax.BodyLine: "body",
    syntax.RoleLine: "role",
    syntax.GroupLine: "group",
    syntax.CommitteeLine: "committee",
    syntax.JudgementLine: "judgement",
    syntax.ParameterLine: "parameter",
    syntax.CalendarLine: "calendar",
    syntax.FundLine: "fund",
    syntax.ProcessLine: "process",
    syntax.LifecycleLine: "lifecycle",
    syntax.TableLine: "table",
    syntax.RuleLine: "rule",
    syntax.FieldClause: "field",
    syntax.LinesClause: "line",
    syntax.WeightLine: "weight",
}
LISTING: dict[type[Node], Kind] = {syntax.CategoryLine: "category", syntax.States: "state", syntax.FinalStates: "state"}
REPEATABLE = {"field", "line", "state", "move", "lifecycle", "parameter"}  # may be declared for several kinds of case, or again

MOST_SUGGESTIONS = 100  # a name is compared with every other; after so many misspelt ones the author has other cares
SHORT = 3
MOST_PLACES = 3  # of one unknown name, beside the first
PEOPLE = ("role", "group", "committee", "body", "unit", "row", "category", "field")
NOUNS = (*PEOPLE, "process", "fund", "judgement")  # what a sentence may speak of
EXPECTED: dict[tuple[str, str], tuple[Kind, ...]] = {
    ("Party", "noun"): NOUNS,
    ("Party", "adjective"): ("judgement",),
    ("FieldOf", "field"): ("field", "parameter", "judgement", "fund", "process"),
    ("FieldOf", "kind"): ("process",),
    ("BalanceOf", "fund"): ("fund",),
    ("RoleLine", "of"): ("unit", "row", "body"),
    ("UnitLine", "under"): ("unit", "body"),
    ("UnitLine", "guided_by"): ("unit", "body"),
    ("BodyLine", "under"): ("unit", "body"),
    ("UnitRows", "of"): ("unit", "body"),
    ("JudgementLine", "of"): ("process",),
    ("ProcessLine", "follows"): ("process", "lifecycle"),
    ("MustPass", "before"): ("move",),
    ("Event", "name"): ("move", "state", "process"),
    ("NoOverlapClause", "calendar"): ("calendar",),
    ("Accepts", "what"): ("process",),
    ("TriggerClause", "source"): ("process",),
    ("TriggerClause", "by"): ("field",),
    ("TriggerClause", "line"): ("parameter",),
    ("TriggerClause", "opens"): ("process",),
    ("PaidOpens", "fund"): ("fund",),
    ("PaidOpens", "opens"): ("process",),
    ("FieldClause", "unit"): ("row",),
    ("Share", "of"): PEOPLE,
    ("Share", "weight"): ("weight",),
    ("LinesClause", "columns"): ("field",),
    ("Admits", "field"): ("field",),
    ("Dismisses", "field"): ("field",),
    ("MoveClause", "target"): ("state",),
    ("MoveClause", "carrying"): ("field",),
    ("TimedMove", "target"): ("state",),
    ("Decides", "state"): ("state",),
    ("DecisionOutcome", "target"): ("state",),
    ("Posts", "field"): ("field",),
    ("Posts", "debit"): ("fund", "process"),
    ("Posts", "credit"): ("fund", "process"),
    ("Opens", "opens"): ("process",),
    ("SetsField", "field"): ("field",),
    ("GivesOffice", "role"): ("role", "field"),
    ("GivesOffice", "field"): ("field",),
    ("EndsOffice", "role"): ("role", "field"),
    ("EndsOffice", "field"): ("field",),
    ("MovesMember", "field"): ("field",),
    ("MovesMember", "into"): ("field",),
    ("Suspends", "field"): ("field",),
    ("Resumes", "field"): ("field",),
    ("TimedMove", "wait"): ("field",),
    ("ProveNeverBefore", "kind"): ("process",),
    ("ProveNeverBefore", "later"): ("move", "state"),
    ("ProveNeverBefore", "earlier"): ("move", "state"),
    ("ProveNeverBefore", "resolution_of"): ("committee",),
    ("ProveCanEnd", "kind"): ("process",),
    ("Cited", "part"): ("part",),
    ("Doing", "object"): (*PEOPLE, "process", "fund"),
    ("PlayStep", "verb"): ("move",),
    ("PlayStep", "kind"): ("process",),
    ("JudgeStep", "judgement"): ("judgement",),
    ("Assign", "field"): ("field",),
    ("ExpectState", "state"): ("state",),
    ("ExpectBalance", "fund"): ("fund",),
    ("ExpectCount", "kind"): ("process",),
    ("CallStep", "kind"): ("process",),
    ("SignUpClause", "states"): ("state",),
    ("SignUpClause", "places"): ("field",),
    ("HoursClause", "states"): ("state",),
    ("ObjectionClause", "states"): ("state",),
    ("AtMostOpen", "same"): ("field",),
}
FREE = {
    ("GivenStep", "person"),
    ("ExpectPerson", "person"),
    ("RecordStep", "person"),
    ("RecordStep", "member"),
    ("ExcuseStep", "person"),
    ("ExcuseStep", "member"),
    ("PlayStep", "person"),
    ("PlayStep", "to"),
    ("JudgeStep", "person"),
    ("HoursStep", "person"),
    ("HoursStep", "whom"),
    ("Assign", "value"),
    ("SetsField", "value"),
    ("QuoteLine", "text"),
    ("Use", "modules"),  # a module that is not there has been reported
}


@record
class Symbol:
    """A declared thing."""

    kind: Kind
    id: str
    name: Text
    span: Span


class Symbols:
    """All declared things of a charter and of the modules that it uses."""

    def __init__(self) -> None:
        self._by_text: dict[Kind, dict[str, Symbol]] = {}

    def add(self, kind: Kind, declared: Declared, lang: Lang, span: Span) -> Symbol | None:
        """Declare a thing; return what already bears one of its names in that kind, if anything does."""
        en, zh = (declared.name, declared.other) if lang == "en" else (declared.other, declared.name)
        symbol = Symbol(kind, (en or zh or "").lower(), Text(en or "", zh or ""), span)
        table = self._by_text.setdefault(kind, {})
        before = next((table[text.lower()] for text in (en, zh) if text and text.lower() in table), None)
        if before is not None and kind not in REPEATABLE:
            return before
        if before is not None:
            name = Text(before.name.en or symbol.name.en, before.name.zh or symbol.name.zh)
            symbol = Symbol(kind, (name.en or name.zh).lower(), name, before.span)
        for text in (en, zh, symbol.name.en, symbol.name.zh):  # one that is declared again under another name bears all of them
            if text:
                table[text.lower()] = symbol
        return None

    def find(self, text: str, kinds: Iterable[Kind]) -> Symbol | None:
        """Return the thing of the first of some kinds that bears a name in either tongue."""
        lower = text.lower()
        for kind in kinds:
            found = self._by_text.get(kind, {}).get(lower)
            if found:
                return found
        return None

    def id(self, name: Name, *kinds: Kind) -> str:
        """Return the id of a name that has been checked to be of one of some kinds."""
        found = self.find(name.text, kinds)
        return found.id if found else name.text.lower()

    def kinds(self) -> tuple[Kind, ...]:
        """Return the kinds that have any things."""
        return tuple(self._by_text)

    def of(self, kind: Kind) -> list[Symbol]:
        """Return all things of a kind, each once, in the order of declaration."""
        return list({symbol.id: symbol for symbol in self._by_text.get(kind, {}).values()}.values())

    def texts(self, kinds: Iterable[Kind] | None = None) -> list[str]:
        """Return all names in both tongues."""
        symbols = (s for kind in (kinds or self._by_text) for s in self.of(kind))
        return [text for symbol in symbols for text in (symbol.name.en, symbol.name.zh) if text]


def collect(file: File, symbols: Symbols, problems: Problems) -> None:
    """Enter every declaration of a file; report what is declared twice."""
    for node in _said(file):
        for kind, declared in declarations(node):
            span = declared.span
            before = symbols.add(kind, declared, _lang(file), span)
            again = before is not None and kind == "part" and before.span.file != span.file  # taken up by a charter that extends another
            if before is not None and not again:
                first, second = (span, before.span) if _is_module(file) else (before.span, span)  # it is the charter's own that is amiss
                problems.error("CH0202", second, Label(first, "first"), name=declared.name)


def check(files: tuple[File, ...], symbols: Symbols, problems: Problems, lost: Mapping[str, Span]) -> None:
    """Report every name that stands for nothing, or for nothing of the kind that is needed there, once with all its places.

    A declared thing that has no name in the other tongue anywhere is reported as well.
    A name in `lost` was declared by a sentence that an extending charter has taken away: there it is reported.
    Nothing is said of a name that a sentence declares which makes no sense, or one that a module may hold which is not there.
    """
    declares = {name.lower() for file in files for each in file.broken for name in each.declares}
    unread = "\n".join(each.text.lower() for file in files for each in file.broken)
    missing = any(problem.code == "CH0204" and problem.variant in ("module", "charter") for problem in problems)
    speller = _Speller(symbols, problems, unread, missing=missing, lost=lost)
    for file in files:
        for node in _said(file):
            _one_tongued(node, file, symbols, problems)
            for field, name in _uses(node):
                if name.text and name.text.lower() not in declares and (type(node).__name__, field) not in FREE:
                    speller.check(type(node).__name__, field, name)
    speller.report()


def _one_tongued(node: Node, file: File, symbols: Symbols, problems: Problems) -> None:
    for kind, declared in declarations(node):
        symbol = symbols.find(declared.name, (kind,))
        if symbol and not (symbol.name.en and symbol.name.zh):
            problems.warning("CH0905", declared.span, name=declared.name, tongue="zh" if file.lang == "en" else "en")


def _is_module(file: File) -> bool:
    return any(isinstance(item, syntax.ModuleHead) for item in file.items[:1])


def _said(file: File) -> Iterator[Node]:
    return (node for item in file.items for node in walk(item))


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all nodes in it, each before its parts."""
    pending = [node]
    while pending:
        at = pending.pop()
        yield at
        parts: list[Node] = []
        for name in _field_names(type(at)):  # type: ignore[arg-type]
            value = getattr(at, name)
            if not value:  # most fields of most nodes say nothing
                continue
            if isinstance(value, tuple):
                parts += [item for item in value if isinstance(item, Node)]
            elif isinstance(value, Node):
                parts.append(value)
        pending += reversed(parts)


@cache
def _field_names(kind: type[Node]) -> tuple[str, ...]:
    """Return the fields of a kind of node that may hold nodes."""
    return tuple(name for name, type in types_of(kind).items() if type not in _LEAVES)


_LEAVES = ("Span", "bool", "str", "str | None", "int", "Value | object")


def _lang(file: File) -> Lang:
    return "zh" if file.lang == "zh" else "en"


def declarations(node: Node) -> Iterator[tuple[Kind, Declared]]:
    """Yield what a node declares itself, with its kind."""
    if kind := DECLARING.get(type(node)):
        name = node.name  # type: ignore[attr-defined]
        yield kind, name
    elif kind := LISTING.get(type(node)):
        for name in node.names:  # type: ignore[attr-defined]
            yield kind, name
    elif isinstance(node, syntax.MoveClause):
        yield "move", node.move


def _uses(node: Node) -> Iterator[tuple[str, Name]]:
    """Yield the names that stand directly in a node, with their field; the sources of a move are states."""
    sources = node.sources.parties if isinstance(node, syntax.MoveClause | syntax.TimedMove) else ()
    for party in sources:
        if party.noun:
            yield "sources", party.noun
    for field in types_of(type(node)):
        value = getattr(node, field)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Name):
                yield field, item


class _Speller:
    """Finds what a name stands for, and for one that stands for nothing what may have been meant."""

    def __init__(self, symbols: Symbols, problems: Problems, unread: str, *, missing: bool, lost: Mapping[str, Span]) -> None:
        self.symbols, self.problems, self.unread, self.missing, self.lost = symbols, problems, unread, missing, lost
        self._texts: dict[tuple[Kind, ...], list[str]] = {}
        self._left = MOST_SUGGESTIONS
        self._misused: dict[tuple[str, Kind], tuple[Symbol, list[Name]]] = {}
        self._unknown: dict[str, list[tuple[Name, tuple[Kind, ...]]]] = {}

    def check(self, node: str, field: str, name: Name) -> None:
        kinds = ("state",) if field == "sources" else EXPECTED[node, field]
        if self.symbols.find(name.text, kinds) or (node == "Party" and self.symbols.find(name.text, ("state",))):
            return
        if other := self.symbols.find(name.text, self.symbols.kinds()):
            self._misused.setdefault((name.text.lower(), kinds[0]), (other, []))[1].append(name)
        elif "process" in kinds and (judged := self._judged(name.text)):
            adjective, kind = judged
            self.problems.error("CH0904", name.span, variant="undeclared", name=adjective, kind=kind)
        elif not any(form in self.unread for form in (name.text.lower(), *forms(name.text))):  # there it may be declared
            self._unknown.setdefault(name.text.lower(), []).append((name, kinds))

    def report(self) -> None:
        """Report the names that stand for nothing, or for another thing, each at its first place, with the next ones beside it."""
        for (_, expected), (other, names) in self._misused.items():
            also = tuple(Label(each.span, "also") for each in names[1 : 1 + MOST_PLACES])
            declared = Label(other.span, "declared", {"kind": other.kind})
            self.problems.error("CH0206", names[0].span, declared, *also, name=names[0].text, kind=other.kind, expected=expected)
        for places in self._unknown.values():
            name, kinds = places[0]
            if gone := self.lost.get(name.text.lower()):
                said = (Label(each.span, "speaks of") for each, _ in places[: 1 + MOST_PLACES])
                self.problems.error("CH0210", gone, *said, name=name.text)
                continue
            labels = tuple(Label(other.span, "also") for other, _ in places[1 : 1 + MOST_PLACES])
            close = self._close(name.text, kinds)
            if close or not self.missing:
                told = {"name": name.text, "close": close, "expected": kinds[0]}
                self.problems.error("CH0201", name.span, *labels, variant="close" if close else "", **told)

    def _judged(self, text: str) -> tuple[str, str] | None:
        """Return the word before a kind of case that may be a judgement nobody declared: important activity, 重要活动."""
        for at in range(1, len(text)):
            found = self.symbols.find(text[at:], ("process",)) or next(
                (each for form in forms(text[at:]) if (each := self.symbols.find(form, ("process",)))), None
            )
            if found and text[:at].strip() and (text[at - 1] == " " or not text[at].isascii()):
                return text[:at].strip(), text[at:]
        return None

    def _close(self, text: str, kinds: tuple[Kind, ...]) -> str:
        if not self._left:
            return ""
        self._left -= 1
        if self.missing:
            return next(iter(get_close_matches(text, self._known(kinds), 1, 0.8)), "")
        cutoff = 0.5 if not text.isascii() and len(text) <= SHORT else 0.6  # of two characters one may be wrong
        near = get_close_matches(text, self._known(kinds), 1, cutoff) or get_close_matches(text, self._known(self.symbols.kinds()), 1, 0.7)
        return near[0] if near else ""

    def _known(self, kinds: tuple[Kind, ...]) -> list[str]:
        if kinds not in self._texts:
            self._texts[kinds] = self.symbols.texts(kinds)
        return self._texts[kinds]

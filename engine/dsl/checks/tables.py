"""Decision tables: as many cells as columns, no case that two rows decide, none that no row decides."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from engine.dsl import syntax
from engine.dsl.checks.scene import Scene
from engine.dsl.lexicon import Lexicon, lexicon, lower
from engine.dsl.numerals import read, write
from engine.problems import Label, Problems, Span
from engine.records import record
from engine.values import Duration, Lang, Money, Op

Edge = tuple[Fraction, int]  # a value, and whether an interval begins just before it (-1), at it (0) or just after it (1)


@record
class _Stretch:
    """The values that a cell admits: from an edge to another; None is without end."""

    low: Edge | None
    high: Edge | None
    place: Span
    row: int


@record
class _Bound:
    """A cell that says a value or a bound; `kind` tells what may stand in one column."""

    op: Op
    value: object
    kind: str


def tables(scene: Scene, problems: Problems) -> None:
    """Report rows that do not fit their heading, overlap, leave a gap, or never match."""
    for _, line in scene.index.all(syntax.TableLine):
        if not line.rows[1:] or len(line.rows) != len(line.places) or not _even(line, problems):
            continue
        words = lexicon(scene.lang)
        bounds = [[_bound(cell, words) for cell in row[:-1]] for row in line.rows[1:]]
        _unreached(line, problems)
        for column in range(len(line.rows[0]) - 1):
            if _one_kind(line, bounds, column, problems):
                _column(line, bounds, column, words.lang, problems)


def _even(line: syntax.TableLine, problems: Problems) -> bool:
    wanted = len(line.rows[0])
    for row, places in zip(line.rows[1:], line.places[1:], strict=True):
        if len(row) != wanted:
            span = places[0].to(places[-1]) if places else line.name.span
            label = Label(line.places[0][0].to(line.places[0][-1]), "heading", {"count": str(wanted)})
            problems.error("CH0604", span, label, found=str(len(row)), expected=str(wanted))
            return False
    return True


def _unreached(line: syntax.TableLine, problems: Problems) -> None:
    """Under `first`, nothing comes to the rows after one that takes everything."""
    if line.hit.word != "first":
        return
    whole = next((place for place, row in enumerate(line.rows[1:], 1) if all(cell in _ANY for cell in row[:-1])), None)
    if whole is not None and whole + 1 < len(line.rows):
        places = line.places
        problems.warning(
            "CH0603", places[whole + 1][0].to(places[whole + 1][-1]), Label(places[whole][0].to(places[whole][-1]), "everything")
        )


_ANY = ("-", "—", "－", "")


# ---- cells -------------------------------------------------------------------------------------------------------


def _bound(cell: str, words: Lexicon) -> _Bound | None:
    """Read `500 yuan or more`, `over 500 yuan`, `500 yuan`, `超过500元`, `500元以上`."""
    text, op = lower(cell), Op.EQUAL
    for before, terminal in ((Op.OVER, "OVER"), (Op.BELOW, "BELOW")):
        for word in words.surfaces(terminal):
            if text.startswith(word):
                text, op = text[len(word) :].lstrip(), before
    value = next(iter(read(text, 0, words.lang)), None)
    if value is None:
        return None
    rest = text[value.end :].strip()
    for after, terminal in ((Op.AT_LEAST, "ORMORE"), (Op.AT_MOST, "ORLESS")):
        if rest in words.surfaces(terminal) and op is Op.EQUAL:
            return _Bound(after, value.value, _kind(value.value))
    return None if rest else _Bound(op, value.value, _kind(value.value))


def _kind(value: object) -> str:
    return f"duration {value.unit}" if isinstance(value, Duration) else type(value).__name__.lower()


def _number(value: object) -> Fraction | None:
    match value:
        case Money():
            return Fraction(value.minor)
        case Duration():
            return Fraction(value.count)
        case date():
            return Fraction(value.toordinal())
        case int() | Fraction():
            return Fraction(value)
    return None


def _one_kind(line: syntax.TableLine, bounds: list[list[_Bound | None]], column: int, problems: Problems) -> bool:
    """Whether every cell of a column is a bound of one kind, or takes anything; amounts and numbers do not mix."""
    first: tuple[int, _Bound] | None = None
    for row, cells in enumerate(bounds):
        cell, text = cells[column], line.rows[row + 1][column]
        if cell is None or _number(cell.value) is None:
            if text not in _ANY:
                return False
        elif first is None:
            first = (row, cell)
        elif cell.kind != first[1].kind:
            label = Label(line.places[first[0] + 1][column], "is", {"type": _TYPES.get(first[1].kind, first[1].kind)})
            types = (_TYPES.get(each.kind, each.kind) for each in (first[1], cell))
            problems.error("CH0301", line.places[row + 1][column], label, left=next(types), right=next(types))
            return False
    return first is not None


_TYPES = {"int": "number", "fraction": "share"}


# ---- one column --------------------------------------------------------------------------------------------------


def _column(line: syntax.TableLine, bounds: list[list[_Bound | None]], column: int, lang: Lang, problems: Problems) -> None:
    """Compare the rows that differ in one column only; more than that no reader compares either."""
    groups: dict[tuple[str, ...], list[_Stretch]] = {}
    for row, cells in enumerate(bounds):
        others = tuple(cell for place, cell in enumerate(line.rows[row + 1][:-1]) if place != column)
        groups.setdefault(others, []).append(_stretch(cells[column], line.places[row + 1][column], row + 1))
    sample = next(cell.value for cells in bounds if (cell := cells[column]) is not None)
    for stretches in groups.values():
        if len(groups) == 1 or len(stretches) > 1:
            _compare(line, sorted(stretches, key=_begins), sample, lang, problems)


def _stretch(bound: _Bound | None, place: Span, row: int) -> _Stretch:
    value = _number(bound.value) if bound else None
    if bound is None or value is None:
        return _Stretch(None, None, place, row)
    match bound.op:
        case Op.AT_LEAST:
            return _Stretch((value, 0), None, place, row)
        case Op.OVER:
            return _Stretch((value, 1), None, place, row)
        case Op.AT_MOST:
            return _Stretch(None, (value, 0), place, row)
        case Op.BELOW:
            return _Stretch(None, (value, -1), place, row)
    return _Stretch((value, 0), (value, 0), place, row)


def _begins(stretch: _Stretch) -> tuple[bool, Edge]:
    return stretch.low is not None, stretch.low or (Fraction(0), 0)


def _compare(line: syntax.TableLine, stretches: list[_Stretch], sample: object, lang: Lang, problems: Problems) -> None:
    covered: _Stretch | None = None
    for each in stretches:
        if covered is None:
            covered = each
            continue
        if covered.high is None or (each.low is not None and each.low <= covered.high):
            _overlap(line, covered, each, sample, lang, problems)
        elif each.low is not None and each.low > _next(covered.high) and line.hit.word != "collect":
            value = write(_as(sample, covered.high[0]), lang)  # type: ignore[arg-type]
            label = Label(covered.place, "ends")
            exact = covered.high[0] == each.low[0]
            problems.error("CH0602", each.place, label, variant="" if exact else "range", value=value)
        if covered.high is not None and (each.high is None or each.high > covered.high):
            covered = each


def _overlap(line: syntax.TableLine, one: _Stretch, other: _Stretch, sample: object, lang: Lang, problems: Problems) -> None:
    differ = line.rows[one.row][-1] != line.rows[other.row][-1]
    if line.hit.word == "unique" or (line.hit.word == "agreeing" and differ):
        first, second = sorted((one, other), key=lambda each: each.row)
        value = write(_as(sample, (other.low or one.low or (Fraction(0), 0))[0]), lang)  # type: ignore[arg-type]
        results = {"first": line.rows[first.row][-1], "second": line.rows[second.row][-1]}
        problems.error("CH0601", second.place, Label(first.place, "matches"), value=value, hit=line.hit.word, **results)


def _next(edge: Edge) -> Edge:
    """Return where the next row may begin at the latest: right after an edge."""
    return edge[0], edge[1] + 1


def _as(sample: object, value: Fraction) -> object:
    match sample:
        case Money():
            return Money(int(value), sample.currency)
        case Duration():
            return Duration(int(value), sample.unit)
        case date():
            return date.fromordinal(int(value))
        case int():
            return int(value)
    return value

"""Problems of a charter's text: where they are, what was found, what helps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.records import record

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one file: offsets in code points, line and column from 1, end exclusive."""

    file: str
    start: int
    end: int
    line: int
    column: int

    def to(self, other: Span) -> Span:
        """Return the stretch from the start of this one to the end of the other."""
        return Span(self.file, self.start, max(self.end, other.end), self.line, self.column)


@record
class Label:
    """A second place of a problem, with what is said there (a message key and its arguments)."""

    span: Span
    key: str
    args: Mapping[str, str] = field(default_factory=dict)


@record
class Problem:
    """One fault in a charter's text. Its words stand in `engine/messages`, by `code` and `variant`."""

    code: str
    severity: Severity
    span: Span
    args: Mapping[str, str] = field(default_factory=dict)
    labels: tuple[Label, ...] = ()
    variant: str = ""


class Problems:
    """Collects problems in any order; gives them sorted and unique."""

    def __init__(self) -> None:
        self._found: dict[tuple[Span, str], Problem] = {}

    def add(self, problem: Problem) -> None:
        """Keep the first problem of a code at a place."""
        self._found.setdefault((problem.span, problem.code), problem)

    def error(self, code: str, span: Span, *labels: Label, variant: str = "", **args: str) -> None:
        """Report what makes the charter unusable."""
        self.add(Problem(code, "error", span, args, labels, variant))

    def warning(self, code: str, span: Span, *labels: Label, variant: str = "", **args: str) -> None:
        """Report what the author should settle or accept with a reason."""
        self.add(Problem(code, "warning", span, args, labels, variant))

    def info(self, code: str, span: Span, *labels: Label, variant: str = "", **args: str) -> None:
        """Report what the author may want to know."""
        self.add(Problem(code, "info", span, args, labels, variant))

    def revise(self, change: Callable[[Problem], Problem]) -> None:
        """Put another problem, of the same code and place, in the place of each."""
        self._found = {key: change(problem) for key, problem in self._found.items()}

    def forget(self, which: Callable[[Problem], bool]) -> None:
        """Leave some problems out."""
        self._found = {key: each for key, each in self._found.items() if not which(each)}

    def __iter__(self) -> Iterator[Problem]:
        """Yield problems by place."""
        return iter(sorted(self._found.values(), key=lambda p: (p.span, p.code)))

    @property
    def faulty(self) -> bool:
        """Whether any error was reported."""
        return any(problem.severity == "error" for problem in self._found.values())

    def __len__(self) -> int:
        """Count the problems."""
        return len(self._found)

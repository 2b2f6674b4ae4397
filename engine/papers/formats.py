"""The formats of papers by name, and what is said where one cannot be written because its library is not installed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TypeVar

from engine.papers.paper import Paper, settled
from engine.records import record

T = TypeVar("T")
EXTRA = "papers"  # the extra of pyproject that holds every library named here


class NotInstalled(Exception):  # noqa: N818 - it says the situation
    """The library that writes a format is not installed; `extra` is the part of the installation that brings it."""

    def __init__(self, format: str, library: str) -> None:
        super().__init__(format, library)
        self.format = format
        self.library = library
        self.extra = EXTRA


Warning_ = tuple[str, dict[str, str]]


@record
class Written:
    """A paper in its format, with what whoever asked for it should hear: keys of the messages with their facts."""

    content: bytes
    warnings: tuple[Warning_, ...] = ()


@record
class Format:
    """One format: its ending, and the library that writes it."""

    ending: str
    library: str = ""


FORMATS = {"docx": Format("docx", "python-docx"), "pdf": Format("pdf", "typst"), "text": Format("txt"), "ics": Format("ics", "icalendar")}


def write(paper: Paper, format: str) -> Written:
    """Write a paper in a format. Raises NotInstalled."""
    return guarded(format, lambda: _WRITERS[format](settled(paper)))


def guarded(format: str, run: Callable[[], T]) -> T:
    """Run what needs the library of a format. Raises NotInstalled."""
    try:
        return run()
    except ModuleNotFoundError as error:
        library = FORMATS[format].library if format in FORMATS else error.name or ""
        raise NotInstalled(format, library) from None


def format_of(ending: str) -> str | None:
    """Return the format of a file's ending; None where no format has it."""
    return next((name for name, each in FORMATS.items() if each.ending == ending.lower().lstrip(".")), None)


def _docx(paper: Paper) -> Written:
    return Written(import_module("engine.papers.docx").docx(paper))


def _pdf(paper: Paper) -> Written:
    return Written(*import_module("engine.papers.pdf").pdf(paper))


def _text(paper: Paper) -> Written:
    from engine.papers.text import text

    return Written(f"{text(paper)}\n".encode())


_WRITERS: dict[str, Callable[[Paper], Written]] = {"docx": _docx, "pdf": _pdf, "text": _text}

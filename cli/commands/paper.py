"""`charter paper`: what an office prints, sends and hangs up, made from a book."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.books import clock, reading_of
from cli.completion import numbers
from cli.orders import Given, Misuse, Order, Orders, Report, Takes, argument, option
from cli.session import Session, help_text, sentence
from engine.values import Lang

if TYPE_CHECKING:
    from engine.charter import Charter
    from engine.papers.formats import Warning_
    from engine.papers.paper import Paper
    from engine.store.reading import Reading


FORMATS = ("text", "docx", "pdf")
PICTURES = ("svg", "mermaid")
TONGUES: tuple[Lang, Lang] = ("en", "zh")
Make = Callable[["Session", "Reading", "Given"], "tuple[Paper, Charter]"]


def command(session: Session) -> Orders:
    """Make the group; every paper has its name in both tongues."""
    lang = session.lang
    number = argument("CASE", to="number", complete=numbers)
    made = {"approval": ("paper approval", _approval)}
    orders = [Order(name, _maker(make), help_text(lang, help), _params(lang, number)) for name, (help, make) in made.items()]
    orders.append(_picture_order(lang))
    return Orders("paper", help_text(lang, "paper"), orders, {"审批单": "approval", "流程图": "picture"})


def _params(lang: Lang, *own: click.Parameter) -> Sequence[click.Parameter]:
    """Return what every paper takes besides its own."""
    return [
        *own,
        option(help_text(lang, "paper --format"), "--format", to="format", takes=Takes("FORMAT", _format), complete=_formats),
        *_written(lang),
    ]


def _written(lang: Lang) -> Sequence[click.Parameter]:
    """Return what says where a file is written."""
    return [
        option(help_text(lang, "paper --out"), "--out", to="out", takes=Takes("FILE")),
        option(help_text(lang, "paper --force"), "--force", to="force", flag=True),
    ]


def _maker(make: Make) -> Callable[[Session, Given], Report]:
    return lambda session, given: _paper(session, given, make)


def _paper(session: Session, given: Given, make: Make) -> Report:
    """Make a paper and write it: as text to the terminal, else into a file."""
    from engine.papers.formats import FORMATS, format_of, write

    with reading_of(session) as reading:
        paper, charter = make(session, reading, given)
    out = Path(given["out"]) if given["out"] else None
    format = given["format"] or (format_of(out.suffix) if out else None) or "text"
    written = write(paper, format)
    if out is None and format == "text":
        text = written.content.decode().rstrip("\n")
        return Report({"paper": paper, "text": text}, lambda: text, charter=charter)
    file = out or Path(f"{paper.name}.{FORMATS[format].ending}")
    return _filed(session, file, written.content, {"paper": paper}, written.warnings, charter, force=bool(given["force"]))


def _filed(
    session: Session, file: Path, content: bytes, told: dict[str, object], warnings: tuple[Warning_, ...], charter: Charter, *, force: bool
) -> Report:
    """Write a file, and say where it is, what its content hashes to, and what its reader should mind."""
    from cli.writing import write_file

    write_file(file, content, force=force)
    hash = sha256(content).hexdigest()
    told_of = [(key, {lang: sentence(lang, key, **facts) for lang in TONGUES}) for key, facts in warnings]
    lines = [session.say("paper_written", file=file, size=len(content), hash=hash), *(said[session.lang] for _, said in told_of)]
    noted = [{"code": key, "message_en": said["en"], "message_zh": said["zh"]} for key, said in told_of]
    value = {"file": str(file), "size": len(content), "sha256": hash, "warnings": noted, **told}
    return Report(value, lambda: "\n".join(lines), charter=charter)


def _approval(session: Session, reading: Reading, given: Given) -> tuple[Paper, Charter]:
    from engine.papers.approval import approval
    from engine.services.dossiers import dossier

    found, charter = dossier(reading, given["number"], clock(session))
    return approval(found, charter, session.lang), charter


def _picture_order(lang: Lang) -> Order:
    params = [
        argument("CASE_OR_KIND_NAME", to="what", complete=numbers),
        option(help_text(lang, "paper picture --format"), "--format", to="format", takes=Takes("FORMAT", _picture_format)),
        *_written(lang),
    ]
    return Order("picture", _picture, help_text(lang, "paper picture"), params)


def _picture(session: Session, given: Given) -> Report:
    """Draw a kind of case or one case, as SVG into a file, or as Mermaid text."""
    from engine.papers.diagram import of_case, of_kind
    from engine.papers.picture import mermaid, svg
    from engine.services.dossiers import dossier
    from engine.services.ways import map_of, way_map

    with reading_of(session) as reading:
        if any(character.isdigit() for character in given["what"]) and reading.record(given["what"].strip().upper()):
            found, charter = dossier(reading, given["what"], clock(session))
            diagram = of_case(found, way_map(charter, found.process), charter, session.lang)
        else:
            way, charter = map_of(reading, given["what"], clock(session))
            diagram = of_kind(way, charter, session.lang)
    out = Path(given["out"]) if given["out"] else None
    if given["format"] == "mermaid":
        text = mermaid(diagram)
        if out is None:
            return Report({"mermaid": text}, lambda: text, charter=charter)
        return _filed(session, out, f"{text}\n".encode(), {}, (), charter, force=bool(given["force"]))
    return _filed(session, out or Path(f"{diagram.name}.svg"), svg(diagram), {}, (), charter, force=bool(given["force"]))


def _picture_format(typed: str) -> str:
    if typed not in PICTURES:
        raise Misuse(key="no_format", found=typed, formats=", ".join(PICTURES))
    return typed


def _format(typed: str) -> str:
    if typed not in FORMATS:
        raise Misuse(key="no_format", found=typed, formats=", ".join(FORMATS))
    return typed


def _formats(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    del ctx, param
    return [each for each in FORMATS if each.startswith(incomplete)]

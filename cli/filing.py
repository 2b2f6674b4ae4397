"""Hand a paper over: as text to the terminal, or into a file, with what its content hashes to and what its reader should mind."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.completion import files
from cli.orders import Given, Misuse, Report, Takes, option
from cli.session import Session, help_text, sentence
from cli.writing import write_file
from engine.values import Lang

if TYPE_CHECKING:
    from engine.charter import Charter
    from engine.papers.formats import Warning_
    from engine.papers.paper import Paper

FORMATS = ("text", "docx", "pdf")
TONGUES: tuple[Lang, Lang] = ("en", "zh")


def options(lang: Lang, formats: tuple[str, ...] = FORMATS, help: str = "paper --format") -> list[click.Parameter]:
    """Return what every paper takes besides its own: in which format, into which file."""
    return [option(help_text(lang, help), "--format", to="format", takes=_one_of(formats), complete=_offer(formats)), *filed_options(lang)]


def filed_options(lang: Lang) -> list[click.Parameter]:
    """Return what says where a file is written."""
    return [
        option(help_text(lang, "paper --out"), "--out", to="out", takes=Takes("FILE"), complete=files),
        option(help_text(lang, "--force"), "--force", to="force", flag=True),
    ]


def paper_report(session: Session, given: Given, paper: Paper, charter: Charter) -> Report:
    """Write a paper in the format that was asked for, that of its file's ending, or as text."""
    from engine.papers.formats import FORMATS, format_of, write

    out = Path(given["out"]) if given["out"] else None
    format = given["format"] or (format_of(out.suffix) if out else None) or "text"
    written = write(paper, format)
    if out is None and format == "text":
        return text_report(written.content.decode().rstrip("\n"), charter, {"paper": paper})
    file = out or Path(f"{paper.name}.{FORMATS[format].ending}")
    return filed(session, given, file, written.content, charter, {"paper": paper}, written.warnings)


def text_report(text: str, charter: Charter, told: dict[str, object]) -> Report:
    """Report a text that goes to the terminal."""
    return Report({**told, "text": text}, lambda: text, charter=charter)


def filed(
    session: Session,
    given: Given,
    file: Path,
    content: bytes,
    charter: Charter,
    told: dict[str, object],
    warnings: Sequence[Warning_] = (),
) -> Report:
    """Write a file, and say where it is."""
    write_file(file, content, force=bool(given["force"]))
    hash = sha256(content).hexdigest()
    said = [(key, {lang: sentence(lang, key, **facts) for lang in TONGUES}) for key, facts in warnings]
    lines = [session.say("paper_written", file=file, size=len(content), hash=hash), *(words[session.lang] for _, words in said)]
    noted = [{"code": key, "message_en": words["en"], "message_zh": words["zh"]} for key, words in said]
    value = {"file": str(file), "size": len(content), "sha256": hash, "warnings": noted, **told}
    return Report(value, lambda: "\n".join(lines), charter=charter)


def _one_of(formats: tuple[str, ...]) -> Takes:
    def read(typed: str) -> str:
        if typed not in formats:
            raise Misuse(key="no_format", found=typed, formats=", ".join(formats))
        return typed

    return Takes("FORMAT", read)


def _offer(formats: tuple[str, ...]):  # type: ignore[no-untyped-def]  # noqa: ANN202
    def offer(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        del ctx, param
        return [each for each in formats if each.startswith(incomplete)]

    return offer

"""`charter fmt`: lay charters out in their one canonical form, or turn them into the other tongue."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from cli.completion import files
from cli.exits import Exit
from cli.orders import Given, Misuse, Order, Report, Takes, argument, option
from cli.problems import formatted
from cli.session import Session, help_text
from engine.services.faults import FileUnwritable


def command(session: Session) -> Order:
    """Make the command."""
    lang = session.lang
    params = [
        option(help_text(lang, "fmt --check"), "--check", to="check", flag=True),
        option(help_text(lang, "fmt --to"), "--to", to="to", takes=Takes("LANG", _tongue)),
        argument("FILE", to="files", many=True, complete=files),
    ]
    return Order("fmt", run, help_text(lang, "fmt"), params)


def run(session: Session, given: Given) -> Report:
    """Lay out each file: print it in the other tongue, check it, or write it back."""
    found = {file: formatted(Path(file), given["to"], session) for file in given["files"]}
    if given["to"]:
        return Report({file: new for file, (_, new) in found.items()}, lambda: "\n".join(new.rstrip("\n") for _, new in found.values()))
    changed = [file for file, (old, new) in found.items() if old != new]
    if given["check"]:
        text = "\n".join(session.say("fmt_would", file=file) for file in changed) or session.say("fmt_clean", count=len(found))
        return Report({"changed": changed}, lambda: text, Exit.FAILED if changed else Exit.DONE)
    for file in changed:
        _write(Path(file), found[file][1])
    text = "\n".join(session.say("fmt_done", file=file) for file in changed) or session.say("fmt_clean", count=len(found))
    return Report({"changed": changed}, lambda: text)


def _write(file: Path, text: str) -> None:
    """Write a file whole or not at all: a charter is never left half written. Raises FileUnwritable."""
    draft = file.with_name(f".charter-{os.getpid()}.new")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.chmod(file.stat().st_mode)
        os.replace(draft, file)  # noqa: PTH105 - replace, whatever the platform
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise FileUnwritable(file=str(file), why=errno.errorcode.get(error.errno or 0, str(error))) from None


def _tongue(typed: str) -> str:
    if typed not in ("zh", "en"):
        raise Misuse(key="no_tongue", found=typed)
    return typed

"""Read charters from files, and say what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cli.session import Session
from engine.services.found import Source

if TYPE_CHECKING:
    from engine.drafting import Draft


class Faulty(Exception):  # noqa: N818 - it names the situation
    """A charter has errors, so nothing can be done by it."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.file)
        self.draft = draft


def read(file: Path, session: Session) -> Draft:
    """Read a charter with all that it uses. Raises OSError, UnicodeDecodeError."""
    from engine import drafting
    from engine.services.register import people_in

    cache = None if session.cache is None else Path(session.cache)
    return drafting.read(file, cache=cache, people_of=lambda members: people_in(members.name, members.read_bytes()))


def source(file: Path, session: Session) -> Source:
    """Return a charter that has no errors. Raises Faulty."""
    draft = read(file, session)
    charter = draft.compiled.charter
    if charter is None:
        raise Faulty(draft)
    return Source(charter, draft.text, file.name)

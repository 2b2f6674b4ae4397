"""Read charters from files, and say what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cli.session import Session
from engine.services.faults import FileUnreadable
from engine.services.found import Source

if TYPE_CHECKING:
    from engine.drafting import Draft


class Faulty(Exception):  # noqa: N818 - it names the situation
    """A charter has errors, so nothing can be done by it."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.file)
        self.draft = draft


def read(file: Path, session: Session) -> Draft:
    """Read a charter with all that it uses. Raises OSError, FileUnreadable."""
    return _read(file, session, [])


def source_with_members(file: Path, session: Session) -> tuple[Source, Path | None]:
    """Return a charter that has no errors, and the list of members that it names. Raises Faulty."""
    members: list[Path] = []
    return _sound(_read(file, session, members)), members[-1] if members else None


def source(file: Path, session: Session) -> Source:
    """Return a charter that has no errors. Raises Faulty."""
    return _sound(read(file, session))


def _read(file: Path, session: Session, members: list[Path]) -> Draft:
    from engine import drafting
    from engine.services.register import people_in

    def people_of(listed: Path) -> tuple[str, ...]:
        members.append(listed)
        return people_in(listed.name, listed.read_bytes())

    try:
        return drafting.read(file, cache=Path(session.cache) if session.cache else None, people_of=people_of)
    except UnicodeDecodeError:
        raise FileUnreadable(file=str(file), why="utf8") from None


def _sound(draft: Draft) -> Source:
    charter = draft.compiled.charter
    if charter is None:
        raise Faulty(draft)
    return Source(charter, draft.text, Path(draft.file).name)

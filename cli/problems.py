"""Read charters from files, and say what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cli.session import Session
from engine.services.faults import FileUnreadable
from engine.services.found import Source

if TYPE_CHECKING:
    from engine.drafting import Draft
    from engine.values import Lang


class Faulty(Exception):  # noqa: N818 - it names the situation
    """A charter has errors, so nothing can be done by it."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.file)
        self.draft = draft


def read(file: Path, session: Session) -> Draft:
    """Read a charter with all that it uses. Raises OSError, FileUnreadable."""
    return _read(file, session, [])


def formatted(file: Path, lang: Lang | None, session: Session) -> tuple[str, str]:
    """Return a file's text as it is and as it should be laid out. Raises OSError, FileUnreadable."""
    from engine import drafting

    try:
        return drafting.formatted(file, lang, cache=cache_of(session), people_of=lambda members: people_of(members, []))
    except UnicodeDecodeError:
        raise FileUnreadable(file=str(file), why="utf8") from None


def source(file: Path, session: Session) -> Source:
    """Return a charter that has no errors. Raises Faulty."""
    return sound(read(file, session))


def source_that_holds(file: Path, session: Session) -> Source:
    """Return a charter that has no errors, and in which all holds that it says must hold of every history. Raises Faulty."""
    from engine.proving import judged

    return sound(judged(read(file, session), cache=cache_of(session)))


def source_with_members(file: Path, session: Session) -> tuple[Source, Path | None]:
    """Return a charter that has no errors, and the list of members that it names. Raises Faulty."""
    members: list[Path] = []
    return sound(_read(file, session, members)), members[-1] if members else None


def sound(draft: Draft) -> Source:
    """Return the charter of a text, if it has no errors. Raises Faulty."""
    charter = draft.compiled.charter
    if charter is None:
        raise Faulty(draft)
    return Source(charter, draft.text, Path(draft.file).name)


def people_of(members: Path, seen: list[Path]) -> tuple[str, ...]:
    """Return the people of a list of members, and note which list that was."""
    from engine.services.register import people_in

    seen.append(members)
    return people_in(members.name, members.read_bytes())


def cache_of(session: Session) -> Path | None:
    """Return the folder for what may be built anew."""
    return Path(session.cache) if session.cache else None


def _read(file: Path, session: Session, seen: list[Path]) -> Draft:
    from engine import drafting

    try:
        return drafting.read(file, cache=cache_of(session), people_of=lambda members: people_of(members, seen))
    except UnicodeDecodeError:
        raise FileUnreadable(file=str(file), why="utf8") from None

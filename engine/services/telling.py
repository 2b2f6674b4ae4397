"""What an act tells of itself in the log, beside the rows that it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from engine import codec
from engine.case import Case, Reason
from engine.services.scene import Scene
from engine.values import Cite

if TYPE_CHECKING:
    from engine.case import Entry
    from engine.store.writing import Writing

ENGINE = ""  # who acts where nobody does
FOUND = "found"  # the first entry of a log
OPEN = "open"  # what the engine does when it opens a case
RATIFY = "ratify"  # what time alone says to a move that was made ahead of its approval
BOOK = "book"  # the subject of an entry that is about no case


def tell(
    writing: Writing,
    scene: Scene,
    actor: str,
    verb: str,
    case: Case | None,
    told: Mapping[str, object],
    outcome: Literal["done", "refused"] = "done",
) -> Entry:
    """Append an entry: who did what to which case, with what is told of it; empty parts are left out."""
    reasons = told.get("reasons", ())
    assert isinstance(reasons, tuple)
    subject, version = (case.number, case.version) if case else (BOOK, 0)
    if scene.late is not None:
        told = {**told, "on": scene.now}
    body = codec.dumps({key: value for key, value in told.items() if value})
    cites = cited(reason.cite for reason in reasons if isinstance(reason, Reason))
    return writing.append(scene.entered, actor, verb, subject, version, scene.digest, outcome, cites, body)


def cited(cites: Iterable[Cite | None]) -> tuple[str, ...]:
    """Return articles as the log names them, each once."""
    return tuple(dict.fromkeys(str(cite) for cite in cites if cite))

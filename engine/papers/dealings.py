"""What happened on a case besides its answers, for its approval form: arrangements, suspensions, objections, what fell away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from engine.papers.paper import Table
from engine.papers.speech import Speech
from engine.services.dossiers import Dossier

TOLD = ("note", "objection", "reply")  # of notes: urgings and copies say nothing of the case
_WIDTHS = (20, 16, 20, 16, 38)


def dealings(speech: Speech, found: Dossier) -> Table | None:
    """Lay out what happened besides, by time; None where nothing did."""
    rows = sorted(_rows(speech, found), key=lambda row: row[0])
    if not rows:
        return None
    told = tuple((speech.column_time(at), *(each or "—" for each in rest)) for at, *rest in rows)
    headings = tuple(speech.word(f"col_{key}") for key in ("at", "who", "did", "whom", "said"))
    return Table(headings, told, _WIDTHS, caption=speech.word("dealings"), chat=False)


def _rows(speech: Speech, found: Dossier) -> Iterator[tuple[datetime, str, str, str, str]]:
    """Yield when, who, did what, to whom, with which words."""
    page = found.page
    for each in page.arrangements:
        ended = speech.word("ended", at=speech.column_time(each.ended)) if each.ended else ""
        whom = "" if each.kind == "claim" else each.member
        yield each.at, each.by, speech.shared(f"arranged_{each.kind}"), whom, (each.reason or "") + ended
    for note in page.notes:
        if note.kind in TOLD:
            yield note.at, note.by, speech.shared(f"note_{note.kind}"), speech.list(note.to), note.text
    for pause in page.pauses:
        yield pause.start, pause.by, speech.word("paused"), "", pause.reason
        if pause.end is not None:
            yield pause.end, "", speech.word("resumed"), "", ""
    for early in page.early:
        ratified = speech.word({None: "ratify_open", True: "ratify_yes", False: "ratify_no"}[early.ratified])
        yield (
            early.at,
            early.by,
            speech.word("early", move=speech.name(early.move)),
            "",
            speech.word("early_said", reason=early.reason, state=ratified),
        )
    for signed in page.signatures:
        if not signed.stands:
            yield signed.at, signed.member, speech.word("fallen", answer=speech.word(f"answer_{signed.answer}")), "", signed.reason or ""

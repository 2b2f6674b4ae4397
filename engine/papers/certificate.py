"""Certificates: of an award or recognition that was granted (荣誉证书)."""

from __future__ import annotations

from engine.charter import Charter, Field
from engine.papers.approval import field_text
from engine.papers.notice import approved_text
from engine.papers.paper import Paper, Paragraph
from engine.papers.speech import Speech
from engine.services.dossiers import Dossier
from engine.services.faults import NoPaper
from engine.services.views import FieldLine, Name
from engine.values import Lang, Money
from engine.workflows.periods import local_day

HONOUR = "honour"  # the field of the library's recognitions


def certificate(found: Dossier, charter: Charter, lang: Lang, trunk: tuple[str, ...]) -> Paper:
    """Make the certificate of what was granted to somebody. Raises NoPaper where nothing was granted, or to nobody."""
    speech, line = Speech(charter, lang), found.page.line
    if found.decided is None or line.state.id not in trunk:
        raise NoPaper(number=line.number, why="undecided")
    known = {each.id: each for each in charter.process(found.process).fields}
    filled = [(known[each.field.id], each) for each in found.page.fields if not each.hidden]
    concerned = [each for field, each in filled if field.concerns or field.type == "unit"]
    if not concerned:
        raise NoPaper(number=line.number, why="no person")
    whom = concerned[0].value
    to = speech.word("certificate_to_unit" if isinstance(whom, Name) else "certificate_to", who=speech.value(whom))
    told = speech.word("certificate_reason", reason=line.title) if line.title else ""
    told += speech.word("certificate_granted", approved=approved_text(speech, found), what=_what(speech, filled, speech.name(line.kind)))
    day = local_day(found.decided, charter.zone)
    return Paper(
        kind="certificate",
        lang=lang,
        shape="certificate",
        issuer=found.stamp.title.say(lang),
        heading=speech.word("certificate_heading"),
        number=line.number,
        blocks=(
            Paragraph(to, "addressee"),
            Paragraph(told, "praise"),
            Paragraph(speech.word("certificate_end"), "praise"),
        ),
        signed=(found.stamp.title.say(lang),),
        dated=speech.day(day),
        footer=speech.footer(found.stamp, line.number),
        made=found.stamp.at,
        name=speech.file("certificate", line.number),
    )


def _what(speech: Speech, filled: list[tuple[Field, FieldLine]], kind: str) -> str:
    """Say what is granted: the honour of a recognition, else the kind of case with its amount."""
    honours = [str(each.value) for field, each in filled if field.id == HONOUR]
    if honours:
        return speech.word("certificate_honour", honour=honours[0])
    amounts = [field_text(speech, each) for _, each in filled if isinstance(each.value, Money)]
    return speech.word("certificate_amount", kind=kind, amount=amounts[-1]) if amounts else speech.word("certificate_kind", kind=kind)

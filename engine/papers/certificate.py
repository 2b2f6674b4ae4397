"""Certificates: of an award or recognition that was granted (荣誉证书)."""

from __future__ import annotations

from engine.charter import Charter
from engine.papers.approval import field_text
from engine.papers.notice import approved_text
from engine.papers.paper import Paper, Paragraph
from engine.papers.speech import Speech
from engine.services.dossiers import Dossier
from engine.services.faults import NoPaper
from engine.services.views import Name
from engine.values import Lang, Money
from engine.workflows.periods import local_day


def certificate(found: Dossier, charter: Charter, lang: Lang, trunk: tuple[str, ...]) -> Paper:
    """Make the certificate of what was granted to somebody. Raises NoPaper where nothing was granted, or to nobody."""
    speech, line = Speech(charter, lang), found.page.line
    if found.decided is None or line.state.id not in trunk:
        raise NoPaper(number=line.number, why="undecided")
    known = {each.id: each for each in charter.process(found.process).fields}
    filled = [(known[each.field.id], each) for each in found.page.fields]
    who = [speech.value(each.value) for field, each in filled if field.type == "person" and field.concerns]
    units = [speech.name(each.value) for field, each in filled if isinstance(each.value, Name) and field.type == "unit"]
    if not who and not units:
        raise NoPaper(number=line.number, why="no person")
    reasons = [str(each.value) for field, each in filled if field.type == "text" and isinstance(each.value, str)]
    amounts = [field_text(speech, each) for field, each in filled if isinstance(each.value, Money)]
    day = local_day(found.decided, charter.zone)
    approved = approved_text(speech, found)
    kind = speech.name(line.kind)
    told = speech.word("certificate_reason", reason=reasons[0]) if reasons else ""
    told += speech.word("certificate_granted", approved=approved, kind=kind)
    told += speech.word("certificate_amount", amount=amounts[-1]) if amounts else speech.word("certificate_stop")
    return Paper(
        kind="certificate",
        lang=lang,
        shape="certificate",
        issuer=found.stamp.title.say(lang),
        heading=speech.word("certificate_heading"),
        number=line.number,
        blocks=(
            Paragraph(speech.word("certificate_to" if who else "certificate_to_unit", who=(who or units)[0]), "praise"),
            Paragraph(told, "praise"),
            Paragraph(speech.word("certificate_end"), "praise"),
        ),
        signed=(found.stamp.title.say(lang),),
        dated=speech.day(day),
        footer=speech.footer(found.stamp, line.number),
        made=found.stamp.at,
        name=speech.file("certificate", line.number),
    )

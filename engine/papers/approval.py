"""The approval form (审批单): what was asked for, every answer with office, time and article, and what the case came to."""

from __future__ import annotations

from collections.abc import Iterator

from engine.charter import Act, Charter
from engine.messages.cells import width
from engine.papers.amounts import in_words
from engine.papers.dealings import dealings
from engine.papers.paper import Blanks, Block, Pair, Pairs, Paper, Paragraph, Table
from engine.papers.speech import Speech
from engine.services.dossiers import Dossier, Step
from engine.services.views import FieldLine, Person
from engine.values import Lang, Money

NARROW = 24  # cells that stand in half a row
_WIDTHS = (13, 16, 22, 22, 20, 17)


def approval(found: Dossier, charter: Charter, lang: Lang) -> Paper:
    """Make the approval form of a case, decided or not."""
    speech, line = Speech(charter, lang), found.page.line
    kind = speech.name(line.kind)
    besides = dealings(speech, found)
    blocks: list[Block] = [Pairs(tuple(_head(speech, found))), signatures(speech, found), *([besides] if besides else [])]
    blocks += [Paragraph(text, "remark", private=True) for text in _recusals(speech, found)]
    blocks += [Paragraph(speech.word("result"), "section"), Paragraph(_result(speech, found)), *_grounds(speech, found)]
    blocks.append(Blanks(tuple(speech.word(f"hand_{each}") for each in ("drafter", "archive"))))
    return Paper(
        kind="approval",
        lang=lang,
        shape="form",
        issuer=found.stamp.title.say(lang),
        heading=speech.word("approval_heading", kind=kind),
        number=line.number,
        blocks=tuple(blocks),
        signed=(),
        dated=speech.word("made_on", day=speech.day(found.stamp.day)),
        footer=speech.footer(found.stamp),
        made=found.stamp.at,
        name=speech.file("approval", line.number),
    )


def field_pairs(speech: Speech, found: Dossier) -> Iterator[Pair]:
    """Yield the fields of a case; amounts in words as well; people and what concerns them are private."""
    fields = {each.id: each for each in speech.charter.process(found.process).fields}
    for line in found.page.fields:
        known = fields[line.field.id]
        private = (
            known.concerns or known.type in ("person", "person or unit") or (known.type in ("text", "anybody") and line.field.id == "donor")
        )
        yield Pair(speech.label(line.field), field_text(speech, line), wide=_wide(speech, line), private=private)


def field_text(speech: Speech, line: FieldLine) -> str:
    """Say what stands in a field, an amount in figures and in words."""
    if line.hidden:
        return speech.word("hidden")
    told = speech.value(line.value)
    words = in_words(line.value, speech.lang) if isinstance(line.value, Money) else ""
    return speech.word("amount_in_words", figures=told, words=words) if words else told


def fields_text(speech: Speech, found: Dossier) -> str:
    """Say every field in running text: `用途：野战炊具；金额：5,000.00元`."""
    told = (speech.word("item", label=speech.name(each.field), value=field_text(speech, each)) for each in found.page.fields)
    return speech.word("fields_between").join(each.removesuffix(speech.word("stop")) for each in told)


def signatures(speech: Speech, found: Dossier) -> Table:
    """Lay out who was asked, and who answered what when, by which article."""
    rows = [*_judged(speech, found), *(row for step in found.steps for row in _rows(speech, step))]
    headings = tuple(speech.word(f"col_{key}") for key in ("step", "asked", "signed_by", "answer", "at", "article"))
    return Table(headings, tuple(rows) or (("—",) * len(headings),), _WIDTHS, caption=speech.word("signatures"), chat=False)


def answer_text(speech: Speech, answer: str, reason: str | None) -> str:
    """Say an answer with its reason."""
    told = speech.word(f"answer_{answer}")
    return speech.word("because", what=told, reason=reason) if reason else told


def _head(speech: Speech, found: Dossier) -> Iterator[Pair]:
    line = found.page.line
    yield Pair(speech.word("kind"), speech.name(line.kind))
    yield Pair(speech.word("number"), line.number)
    drafter = speech.person(found.drafter) or speech.word("by_charter", parent=found.page.parent or "")
    yield Pair(speech.word("drafter"), drafter, private=True)
    yield Pair(speech.word("submitted"), speech.time(found.submitted or found.page.opened))
    yield from field_pairs(speech, found)
    for each in found.page.attachments:
        yield Pair(speech.word("attachment"), speech.word("file", name=each.name, sha=each.sha256[:12]), wide=True, private=True)


def _judged(speech: Speech, found: Dossier) -> Iterator[tuple[str, ...]]:
    for each in found.page.opinions:
        if each.stands:
            judgement = speech.charter.judgement(each.judgement.id)
            said = speech.word("judged_yes" if each.yes else "judged_no", what=speech.name(each.judgement))
            cite = speech.cite(judgement.cite, assumed=judgement.assumed)
            who = speech.person(Person(each.member, each.office))
            yield (speech.word("judging"), speech.parties(judgement.by), who, said, speech.column_time(each.at), cite)


def _rows(speech: Speech, step: Step) -> Iterator[tuple[str, ...]]:
    act, cite = speech.word(f"act_{step.act.value}"), speech.cite(step.cite, assumed=step.assumed)
    asked = _asked(speech, step)
    if step.act is Act.FILE:
        yield (act, asked, "—", speech.word("filed" if step.state == "met" else "not_yet"), "—", cite)
        return
    for answer in step.answers:
        signer = speech.person(answer.who)
        signer = speech.word("in_stead", who=signer, principal=answer.for_) if answer.for_ else signer
        yield (act, asked, signer, answer_text(speech, answer.answer, answer.reason), speech.column_time(answer.at), cite)
    if step.silent and step.due is not None:
        yield (act, asked, "—", speech.word(f"silent_{step.state}"), speech.column_time(step.due), cite)
    elif step.state not in ("met", "refused", "returned"):
        yield (act, asked, "—", speech.word(f"step_{step.state}"), "—", cite)


def _asked(speech: Speech, step: Step) -> str:
    """Say of whom a step was asked; with the names where the words alone do not tell them."""
    return speech.parties(step.party)


def _recusals(speech: Speech, found: Dossier) -> Iterator[str]:
    people = tuple(dict.fromkeys(member for step in found.steps for member in step.recused))
    if people:
        yield speech.word("recused", people=speech.list(people))


def _result(speech: Speech, found: Dossier) -> str:
    line = found.page.line
    if found.decided is None:
        return speech.word("result_open", state=speech.name(line.state), since=speech.time(line.since))
    outcome = next((stage for stage in reversed(found.stages) if stage.at == found.decided), found.stages[-1])
    told = speech.word("result_decided", state=speech.name(outcome.state), at=speech.time(found.decided))
    if outcome.state == line.state:
        return told
    return told + speech.word("result_now", state=speech.name(line.state), since=speech.time(line.since))


def _grounds(speech: Speech, found: Dossier) -> Iterator[Block]:
    """Yield why the case was decided so: what the charter says of the outcome, not what let the last signer act."""
    told = [speech.reason(reason) for reason in found.grounds if not reason.code.startswith("R14")]
    for each in dict.fromkeys(told):
        yield Paragraph(speech.begun(speech.word("sentence", text=each)), private=True)


def _wide(speech: Speech, line: FieldLine) -> bool:
    return width(field_text(speech, line)) > NARROW

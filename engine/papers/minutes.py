"""Minutes of a committee's resolution on a case (会议纪要): who was asked and voted how, quorum and majority as counted, the result."""

from __future__ import annotations

from collections.abc import Iterator

from engine.charter import Base, Charter, Threshold
from engine.papers.approval import answer_text, fields_text
from engine.papers.paper import Block, Paper, Paragraph, Table
from engine.papers.speech import Speech
from engine.services.dossiers import Dossier, Step
from engine.services.faults import NoPaper
from engine.values import Lang
from engine.workflows.periods import local_day
from engine.written import chinese_number, share_text


def minutes(found: Dossier, charter: Charter, lang: Lang) -> Paper:
    """Make the minutes of the resolution on a case. Raises NoPaper where no committee has resolved on it."""
    speech, line = Speech(charter, lang), found.page.line
    step = next((each for each in found.steps if each.committee is not None), None)
    if step is None or step.count is None:
        raise NoPaper(number=line.number, why="no committee")
    if step.state not in ("met", "refused", "returned"):
        raise NoPaper(number=line.number, why="open vote")
    committee = charter.committee(step.committee or "").name.say(lang)
    day = speech.day(local_day(max(each.at for each in step.answers), charter.zone))
    matter = speech.word("matter", kind=speech.name(line.kind), title=line.title, number=line.number)
    opening = speech.word("minutes_opening", day=day, committee=committee, matter=matter, who=speech.person(found.drafter) or "—")
    blocks: list[Block] = [Paragraph(opening)]
    for at, block in enumerate(_sections(speech, found, step, committee), 1):
        blocks += [Paragraph(numbered(speech, at, block[0]), "section", private=_is_private(block[1])), *block[1]]
    return Paper(
        kind="minutes",
        lang=lang,
        shape="letter",
        issuer=found.stamp.title.say(lang),
        heading=speech.word("minutes_heading", committee=committee),
        number=line.number,
        blocks=tuple(blocks),
        signed=(committee,),
        dated=day,
        footer=speech.footer(found.stamp),
        made=found.stamp.at,
        name=speech.file("minutes", line.number),
    )


def numbered(speech: Speech, at: int, text: str) -> str:
    """Write a numbered heading: `一、…`, `1. …`."""
    return f"{chinese_number(at)}、{text}" if speech.lang == "zh" else f"{at}. {text}"


def threshold_text(speech: Speech, threshold: Threshold) -> str:
    """Write a threshold: `全体成员三分之二以上`, `全体成员过半数`, `more than half of all members`."""
    half = threshold.strict and threshold.share.numerator * 2 == threshold.share.denominator
    share = share_text(threshold.share, speech.lang)
    key = "threshold_half" if half else "threshold_over" if threshold.strict else "threshold_least"
    return speech.word(key, base=speech.word(f"base_{Base(threshold.base).name.lower()}"), share=share)


def _sections(speech: Speech, found: Dossier, step: Step, committee: str) -> Iterator[tuple[str, list[Block]]]:
    charter, count = speech.charter, step.count
    assert count is not None
    yield speech.word("minutes_matter"), [Paragraph(speech.begun(speech.word("sentence", text=fields_text(speech, found))), private=True)]
    called = speech.word("minutes_called", committee=committee, count=count.members, people=speech.people(step.asked))
    invited = charter.committee(step.committee or "").invited
    called += speech.word("minutes_invited", who=speech.parties(invited)) if invited else ""
    yield speech.word("minutes_members"), [Paragraph(called)]
    if step.recused:
        yield speech.word("minutes_recusal"), [Paragraph(speech.word("recused", people=speech.list(step.recused)), private=True)]
    yield speech.word("minutes_votes"), [_votes(speech, step)]
    yield speech.word("minutes_counting"), [Paragraph(text) for text in _counting(speech, step)]
    key = "minutes_passed" if step.state == "met" else "minutes_failed"
    resolved = speech.word(key, committee=committee, kind=speech.name(found.page.line.kind), title=found.page.line.title)
    resolved += speech.word("by_article", cite=speech.cite(step.cite, assumed=step.assumed))
    yield speech.word("minutes_resolved"), [Paragraph(resolved)]


def _is_private(blocks: list[Block]) -> bool:
    """Return whether nothing of a section stands in a chat, so that its heading has no business there either."""
    return all((isinstance(each, Paragraph) and each.private) or (isinstance(each, Table) and not each.chat) for each in blocks)


def _votes(speech: Speech, step: Step) -> Table:
    given = {each.who.member: each for each in step.answers}
    rows = []
    for person in step.asked:
        vote = given.get(person.member)
        if vote is not None:
            rows.append((person.member, speech.office(person), answer_text(speech, vote.answer, vote.reason), speech.column_time(vote.at)))
        else:
            said = speech.word("vote_recused" if person.member in step.recused else "vote_none")
            rows.append((person.member, speech.office(person), said, "—"))
    headings = tuple(speech.word(f"col_{key}") for key in ("name", "office", "vote", "at"))
    return Table(headings, tuple(rows), (18, 24, 32, 26), chat=False)


def _counting(speech: Speech, step: Step) -> Iterator[str]:
    """Yield quorum and majority with the numbers that they came to."""
    count, committee = step.count, speech.charter.committee(step.committee or "")
    assert count is not None
    if committee.quorum is not None:
        asked = threshold_text(speech, committee.quorum.threshold)
        asked += speech.bracketed(committee.quorum.cite, assumed=committee.quorum.assumed)
        reached = _reached(speech, count.present >= count.quorum)
        yield speech.word("counted_quorum", asked=asked, needed=count.quorum, present=count.present, reached=reached)
    if step.vote is not None:
        reached = _reached(speech, count.yes >= count.needed)
        cite = speech.bracketed(step.vote.cite, assumed=step.vote.assumed)
        asked = speech.list(threshold_text(speech, each) for each in step.vote.thresholds)
        yield speech.word("counted_vote", asked=asked + cite, needed=count.needed, reached=reached)
    yield speech.word("counted", yes=count.yes, no=count.no, abstain=count.abstain, missing=count.members - count.present)


def _reached(speech: Speech, reached: bool) -> str:  # noqa: FBT001 it is what is said
    return speech.word("reached" if reached else "not_reached")

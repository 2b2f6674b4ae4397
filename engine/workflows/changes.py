"""What an allowed act changes in its case, before anything follows from it: fields, files, answers, judgements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Literal

from engine.case import Case, Decision, Deed, Opinion, Signature
from engine.charter import Act, Charter, Party, PartyKind, Sign, Step
from engine.values import Cite, Value
from engine.workflows.content import altered
from engine.workflows.judging import judge
from engine.workflows.kinds import kind_of, steps_below
from engine.workflows.matter import Matter

Answer = Literal["yes", "no", "abstain", "return"]
ANSWERS: dict[str, Answer] = {"approve": "yes", "refuse": "no", "return": "return", "abstain": "abstain"}


def begun(
    charter: Charter,
    process: str,
    number: str,
    at: datetime,
    values: Mapping[str, Value],
    *,
    digest: str = "",
    drafter: str | None = None,
    parent: str | None = None,
    under: Cite | None = None,
) -> Case:
    """Return a new case in the first state of its kind: drafted by somebody, or opened by the engine (no drafter) under an article."""
    return Case(
        number=number,
        process=process,
        charter=digest,
        state=kind_of(charter, process).first,
        version=1,
        drafter=drafter,
        opened=at,
        since=at,
        fields={key: value for key, value in values.items() if value is not None},
        parent=parent,
        opened_under=under,
    )


def edited(matter: Matter, deed: Deed) -> Case:
    """Return the case with fields set and a file added; where it is being decided, a covered change begins its term anew."""
    changed = altered(matter.charter, matter.case, deed.values, deed.attachment)
    if changed.revision == matter.case.revision or changed.state not in matter.kind.deciding:
        return changed
    return replace(changed, since=deed.at, submitted=deed.at)


def attached(matter: Matter, deed: Deed) -> Case:
    """Return the case with a file, named in the fields that the deed gives."""
    assert deed.attachment is not None
    return edited(matter, replace(deed, values=dict.fromkeys(deed.values, deed.attachment.name)))


def signed(matter: Matter, deed: Deed, decision: Decision) -> Case:
    """Return the case with one answer to each step that the decision names, bound to its present content."""
    steps = zip(decision.steps, decision.signing, strict=True)
    given = tuple(_signature(matter, deed, path, office, for_) for path, (office, for_) in steps)
    asked = {path for path in decision.steps if "+" in path}  # an opinion is asked for once; an added signer may be asked again
    before = matter.case.signatures
    if deed.again:
        before = tuple(replace(each, undone=deed.at) if each.answer == "yes" and each.undone is None else each for each in before)
    if not asked:
        return replace(matter.case, signatures=(*before, *given))
    arrangements = tuple(
        replace(each, ended=deed.at) if each.kind == "delegate" and each.ended is None and f"{each.step}+{at}" in asked else each
        for at, each in enumerate(matter.case.arrangements)
    )
    return replace(matter.case, signatures=(*before, *given), arrangements=arrangements)


def judged_upon(matter: Matter, deed: Deed) -> Case:
    """Return the case with the judgements that a deed gives."""
    given = []
    for id, value in deed.values.items():
        holder = judge(matter, matter.charter.judgement(id), deed.actor)
        assert holder is not None
        opinion = Opinion(id, bool(value), deed.actor, holder.office, deed.at, matter.content, holder.for_, deed.entered)
        given.append(opinion)
    return replace(matter.case, opinions=(*matter.case.opinions, *given))


def step_at(matter: Matter, path: str) -> Sign:
    """Return the step that a path leads to: a requirement's id, and a position for every branching on the way.

    What somebody was asked for by an arrangement (`path+2`) is a recommendation, or an opinion.
    """
    path, _, arranged = path.partition("+")
    if arranged:
        asked = matter.case.arrangements[int(arranged)]
        return Sign(Act.ADVISE if asked.kind == "delegate" else Act.RECOMMEND, (Party(PartyKind.MEMBER, asked.member),))
    found = next(each for each in matter.kind.requirements if path == each.id or path.startswith(f"{each.id}/"))
    step: Step = found.step
    for position in path.removeprefix(found.id).split("/")[1:]:
        step = steps_below(step)[int(position)]
    assert isinstance(step, Sign)
    return step


def _signature(matter: Matter, deed: Deed, path: str, office: str | None, for_: str | None) -> Signature:
    step = step_at(matter, path)
    answer = ANSWERS[deed.verb]
    if answer == "no" and step.act is Act.RECOMMEND:
        answer = "return"  # who only recommends cannot refuse
    return Signature(path, deed.actor, office, answer, deed.at, matter.content, deed.reason, for_, deed.entered)

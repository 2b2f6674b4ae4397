"""What people have arranged among themselves about one step: who acts for an absent one, who has it in hand, who was added."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from engine.case import Arrangement, Signature
from engine.charter import Act, Party, PartyKind, Sign, Take
from engine.workflows.agents import agents_of
from engine.workflows.grounds import Code, because
from engine.workflows.matter import Matter
from engine.workflows.standings import Progress, StepStanding
from engine.workflows.tenures import Holder, serving

ADDED = ("add before", "add after")
HANDED = ("claim", "transfer")


def signatures(matter: Matter, path: str) -> tuple[Signature, ...]:
    """Return the answers that stand to a step: on the present content, and not taken back."""
    content = matter.content
    return tuple(each for each in matter.case.signatures if each.step == path and each.content == content and each.undone is None)


def arrangements(matter: Matter, path: str) -> Iterator[tuple[int, Arrangement]]:
    """Yield what stands of what was arranged about a step, each with its position in the case."""
    return ((at, each) for at, each in enumerate(matter.case.arrangements) if each.step == path and each.ended is None)


def in_hand(matter: Matter, path: str) -> Arrangement | None:
    """Return by which claim or transfer somebody has a step in hand, if anybody has."""
    found = [each for _, each in arrangements(matter, path) if each.kind in HANDED]
    return found[-1] if found else None


def own_path(at: int, arranged: Arrangement) -> str:
    """Return the path of what an arrangement asks of somebody: that of its step, `+`, and its position in the case."""
    return f"{arranged.step}+{at}"


def step_of(path: str) -> str:
    """Return the path of the charter's step that a path belongs to."""
    return path.partition("+")[0]


def votes(sign: Sign) -> bool:
    """Tell whether a step is a vote; a ballot is given in person."""
    return any(party.kind is PartyKind.COMMITTEE for party in sign.by)


def arranged(matter: Matter, found: Progress, opened: datetime) -> Progress:
    """Return where a step stands once everything that was arranged about it is counted in."""
    leaf = found.steps[0]
    if votes(leaf.sign):
        return found
    if leaf.state == "open":
        leaf = replace(leaf, by=_handed(matter, leaf.path, (*leaf.by, *_stand_ins(matter, leaf))))
    asked = [(at, each) for at, each in enumerate(matter.case.arrangements) if each.step == leaf.path]
    if not asked:
        return replace(found, steps=(leaf,))
    leaf, opinions = _delegated(matter, leaf, asked)
    before = [_added(matter, at, each, leaf, opened) for at, each in asked if each.kind == "add before" and each.ended is None]
    after = [_added(matter, at, each, leaf, found.done) for at, each in asked if each.kind == "add after" and each.ended is None]
    return _in_order(found, leaf, opinions, before, after)


def _stand_ins(matter: Matter, leaf: StepStanding) -> Iterator[Holder]:
    """Yield the agents of those who are asked. Where several must sign, one person signs once, for himself or for another."""
    several = any(party.take is Take.COUNT for party in leaf.sign.by)
    given = {each.member for each in leaf.signed} if several else set()
    asked = {each.member for each in leaf.by} if several else set()
    for each in leaf.by:
        yield from (agent for agent in agents_of(matter, each) if agent.member not in given | asked)


def _handed(matter: Matter, path: str, by: tuple[Holder, ...]) -> tuple[Holder, ...]:
    """Leave whoever has the step in hand; where he can no longer answer it, everybody is asked again."""
    handed = in_hand(matter, path)
    if handed is None:
        return by
    return tuple(each for each in by if handed.member in (each.member, each.for_)) or by


def _delegated(matter: Matter, leaf: StepStanding, asked: list[tuple[int, Arrangement]]) -> tuple[StepStanding, list[StepStanding]]:
    """Return the step without those who wait for an opinion that they asked for, and the opinions, asked for and given."""
    opinions, waiting = [], set()
    for at, each in asked:
        if each.kind != "delegate":
            continue
        path = own_path(at, each)
        sign = Sign(Act.ADVISE, (Party(PartyKind.MEMBER, each.member),))
        given = signatures(matter, path)
        if given:
            opinions.append(StepStanding(path, sign, "met", signed=given))
        elif each.ended is None and leaf.state == "open" and serving(matter.facts, each.member, matter.day):
            opinions.append(StepStanding(path, sign, "open", (Holder(each.member),)))
            waiting.add(each.by)
    by = tuple(each for each in leaf.by if each.member not in waiting and each.for_ not in waiting)
    return (replace(leaf, by=by, state="later" if leaf.by and not by else leaf.state), opinions)


def _added(matter: Matter, at: int, each: Arrangement, leaf: StepStanding, opened: datetime | None) -> StepStanding:
    """Return where an added signer stands: he recommends, and has the time of the step; once it is over, he is asked no more."""
    path, party = own_path(at, each), Party(PartyKind.MEMBER, each.member)
    sign, given = Sign(Act.RECOMMEND, (party,)), signatures(matter, path)
    if given:
        return StepStanding(path, sign, "returned" if given[-1].answer == "return" else "met", signed=given)
    if leaf.due is not None and leaf.due <= matter.at:
        return StepStanding(path, sign, "skipped", due=leaf.due, silent=True)
    if opened is None or leaf.state in ("refused", "returned", "lapsed", "skipped"):
        return StepStanding(path, sign, "later")
    if not serving(matter.facts, each.member, matter.day) or each.member in matter.own:
        return StepStanding(path, sign, "stuck", due=leaf.due, why=(because(Code.ADDED_CANNOT, None, member=each.member, other=each.by),))
    return StepStanding(path, sign, "open", (Holder(each.member),), due=leaf.due)


def _in_order(
    found: Progress, leaf: StepStanding, opinions: list[StepStanding], before: list[StepStanding], after: list[StepStanding]
) -> Progress:
    """Put the added signers before and after the step: it waits for the first, and is met only when the last have agreed."""
    first = [each.state for each in before]
    if found.state in ("open", "stuck") and any(state in ("open", "stuck", "returned") for state in first):
        leaf = replace(leaf, state="later", by=(), why=())
        state = next(each for each in ("returned", "open", "stuck") if each in first)
        return replace(found, state=state, steps=(*before, *opinions, leaf, *after))
    steps = (*before, *opinions, leaf, *after)
    last = [each.state for each in after]
    if found.state != "met" or all(state in ("met", "skipped", "later") for state in last):
        done = found.done
        if done is not None:
            given = (each.signed[-1].at if each.signed else each.due for each in after if each.state in ("met", "skipped"))
            done = max((done, *(each for each in given if each is not None)))
        return replace(found, steps=steps, done=done)
    state = next(each for each in ("returned", "open", "stuck") if each in last)
    return replace(found, state=state, steps=steps, done=None)

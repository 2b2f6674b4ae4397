"""Do something to a case: one transaction that decides, carries out, posts, opens what follows, and tells it in the log.

A refusal is a result as well: it is logged, and says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from engine import codec
from engine.case import Attachment, Case, Decision, Deed, Outcome, Reason
from engine.charter import Charter, Process
from engine.services import names
from engine.services.faults import NobodyAsks, WrongKind
from engine.services.fields import YES_OR_NO, values
from engine.services.scene import Clock, Scene, enter, find_case, look, of_case
from engine.values import Value

if TYPE_CHECKING:
    from engine.store.book import Book
    from engine.store.reading import Reading
    from engine.store.writing import Writing

ENGINE = ""  # who acts where nobody does


@dataclass(frozen=True, slots=True)
class File:
    """A file to be attached: to a field of type attachment, if one is named."""

    name: str
    content: bytes
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants, as typed: the verb, on a case or on a new one of a kind, with fields, a reason, files."""

    verb: str
    number: str | None = None
    kind: str | None = None  # of a new case; of an old one, what the case has to be
    fields: Mapping[str, str] = field(default_factory=dict)
    reason: str | None = None
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a wish: the decision with its reasons, and if it was allowed the case as it is now and what it opened."""

    charter: Charter
    verb: str
    process: Process
    decision: Decision
    case: Case | None
    path: tuple[tuple[str, str], ...] = ()  # what the case went through, in order
    reasons: tuple[Reason, ...] = ()  # why the case was decided so
    opened: tuple[Case, ...] = ()


def act(book: Book, wish: Wish, who: str | None, clock: Clock) -> Done:
    """Do what somebody wishes, if the charter allows it. Raises the faults of names and values, NobodyAsks, WrongKind."""
    with book.writing() as writing:
        scene = enter(writing, clock)
        case = find_case(writing, wish.number) if wish.number else None
        scene = of_case(writing, scene, case) if case else scene
        deeds = _deeds(scene, case, wish, who)
        done = perform(writing, scene, case, deeds[0], wish.files)
        for deed in deeds[1:]:
            if not done.decision.allowed:
                break
            now = look(writing, clock) if case is None else of_case(writing, look(writing, clock), case)
            done = perform(writing, now, done.case, deed, wish.files)
        return done


def ask(reading: Reading, wish: Wish, who: str | None, clock: Clock) -> Done:
    """Say whether the charter would allow what somebody wishes, and why, without doing it. Raises as `act` does."""
    from engine.workflows.decide import decide

    case = find_case(reading, wish.number) if wish.number else None
    scene = look(reading, clock)
    scene = of_case(reading, scene, case) if case else scene
    deed = _deeds(scene, case, wish, who)[-1]
    decision = decide(scene.charter, scene.facts, case, deed)
    return Done(scene.charter, deed.verb, _process(scene, case, deed), decision, case)


def perform(writing: Writing, scene: Scene, case: Case | None, deed: Deed, files: tuple[File, ...] = ()) -> Done:
    """Decide on a deed and carry it out, or log that it was refused."""
    from engine.workflows.decide import decide

    decision = decide(scene.charter, scene.facts, case, deed)
    process = _process(scene, case, deed)
    if not decision.allowed:
        _tell(writing, scene, case, deed, "refused", decision.reasons)
        return Done(scene.charter, deed.verb, process, decision, case)
    from engine.workflows.effects import carry_out

    number = case.number if case else writing.next_number(process.prefix, scene.today.year)
    outcome = carry_out(scene.charter, scene.facts, case, deed, decision, number)
    if case is None:
        outcome = replace(outcome, case=replace(outcome.case, charter=scene.digest))
    for file in files if deed.attachment else ():
        writing.add_attachment(sha256(file.content).hexdigest(), file.content)
    from engine.services.follow import follow, post

    post(writing, scene, outcome, new=case is None)
    _tell(writing, scene, outcome.case, deed, "done", (*decision.reasons, *outcome.reasons), decision, outcome)
    opened = follow(writing, scene, outcome)
    return Done(scene.charter, deed.verb, process, decision, outcome.case, outcome.path, outcome.reasons, opened)


def _deeds(scene: Scene, case: Case | None, wish: Wish, who: str | None) -> tuple[Deed, ...]:
    """Turn a wish into deeds: files are attached by deeds of their own, before a move that may need them, after a draft."""
    if who is None:
        raise NobodyAsks
    actor = names.member(who, scene.facts.members).id
    process = scene.charter.process(case.process) if case else names.process(wish.kind or "", scene.charter)
    if case and wish.kind and not scene.charter.is_kind(case.process, names.process(wish.kind, scene.charter).id):
        raise WrongKind(number=case.number, process=case.process, wanted=wish.kind)
    verb = wish.verb if case is None or wish.verb in ("edit", "attach") else names.verb(wish.verb, process, scene.charter)
    main = Deed(verb, actor, scene.now, process.id, _values(scene, process, verb, wish), wish.reason)
    attaching = tuple(_attaching(scene, process, actor, file) for file in wish.files)
    if verb == "attach":
        return attaching
    if verb == "edit" and not main.values:
        return attaching or (main,)
    return (main, *attaching) if case is None else (*attaching, main)


def _values(scene: Scene, process: Process, verb: str, wish: Wish) -> dict[str, Value]:
    if verb == "judge":
        return {names.judgement(name, scene.charter): YES_OR_NO[answer] for name, answer in wish.fields.items()}
    return values(wish.fields, process, scene.charter, scene.facts)


def _attaching(scene: Scene, process: Process, actor: str, file: File) -> Deed:
    """Make the deed that attaches a file: to the field named, else to the only field that takes one."""
    fields = [each.id for each in process.fields if each.type == "attachment"]
    field = names.field(file.field, process).id if file.field else fields[0] if len(fields) == 1 else None
    attachment = Attachment(file.name, len(file.content), sha256(file.content).hexdigest(), actor, scene.now)
    return Deed("attach", actor, scene.now, process.id, {field: file.name} if field else {}, attachment=attachment)


def _process(scene: Scene, case: Case | None, deed: Deed) -> Process:
    process = case.process if case else deed.process
    assert process is not None
    return scene.charter.process(process)


def _tell(
    writing: Writing,
    scene: Scene,
    case: Case | None,
    deed: Deed,
    outcome: Literal["done", "refused"],
    reasons: tuple[Reason, ...],
    decision: Decision | None = None,
    came: Outcome | None = None,
) -> None:
    """Append the entry of a deed: who, what, with what answer, because of what."""
    told: dict[str, object] = {"process": case.process if case else deed.process, "reasons": reasons}
    told |= {"values": deed.values} if deed.values else {}
    told |= {"reason": deed.reason} if deed.reason else {}
    told |= {"file": deed.attachment.name} if deed.attachment else {}
    told |= {"office": decision.office} if decision and decision.office else {}
    told |= {"steps": decision.steps} if decision and decision.steps else {}
    told |= {"path": came.path} if came and came.path else {}
    cites = dict.fromkeys(str(reason.cite) for reason in reasons if reason.cite)
    subject = case.number if case else "book"
    version = case.version if case else 0
    writing.append(scene.now, deed.actor, deed.verb, subject, version, scene.digest, outcome, cites, codec.dumps(told))

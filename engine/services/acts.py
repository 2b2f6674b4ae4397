"""Do something to a case: one transaction that decides, carries out, posts, opens what follows, and tells it in the log.

A refusal is a result as well: it is logged, and says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from engine.case import Attachment, Case, Decision, Deed, Outcome, Reason
from engine.charter import Charter, Process
from engine.records import record
from engine.services import names
from engine.services.faults import NobodyAsks
from engine.services.fields import YES_OR_NO, values
from engine.services.follow import by_now, catch_up, follow, post
from engine.services.scene import Clock, Scene, budgeted, enter, facts_of, find_case, look, of_case
from engine.services.telling import tell
from engine.services.views import Viewer
from engine.values import Value

if TYPE_CHECKING:
    from engine.store.book import Book
    from engine.store.reading import Reading
    from engine.store.writing import Writing


@record
class File:
    """A file to be attached: to a field of type attachment, if one is named."""

    name: str
    content: bytes
    field: str | None = None


@record
class Wish:
    """What somebody wants, as typed: the verb, on a case or on a new one of a kind, with fields, a reason, files."""

    verb: str
    number: str | None = None
    kind: str | None = None  # of a new case; of an old one, what the case has to be
    fields: Mapping[str, str | Value] = field(default_factory=dict)  # as typed, or values already
    reason: str | None = None
    files: tuple[File, ...] = ()


@record
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
    viewer: Viewer | None = None  # who acts or asks


def act(book: Book, wish: Wish, who: str | None, clock: Clock) -> Done:
    """Do what somebody wishes, if the charter allows it. Raises the faults of names and values, NobodyAsks, WrongKind."""
    with book.writing() as writing:
        scene = enter(writing, clock)
        case = find_case(writing, wish.number) if wish.number else None
        if case is not None:
            scene = of_case(writing, scene, case)
            case = catch_up(writing, scene, case)
        deeds = _deeds(scene, case, wish, who)
        done = perform(writing, scene, case, deeds[0], wish.files)
        for deed in deeds[1:]:
            if not done.decision.allowed:
                break
            done = perform(writing, replace(scene, facts=facts_of(writing)), done.case, deed, wish.files)
        return done


def ask(reading: Reading, wish: Wish, who: str | None, clock: Clock) -> Done:
    """Say whether the charter would allow what somebody wishes, and why, without doing it. Raises as `act` does."""
    from engine.workflows.decide import decide

    case = find_case(reading, wish.number) if wish.number else None
    scene = look(reading, clock)
    if case is not None:
        scene = of_case(reading, scene, case)
        case = by_now(scene, case)
    deed = _deeds(scene, case, wish, who)[-1]
    scene = budgeted(reading, scene, {**(case.fields if case else {}), **deed.values})
    decision = decide(scene.charter, scene.facts, case, deed)
    return Done(scene.charter, deed.verb, _process(scene, case, deed), decision, case, viewer=scene.seen_by(deed.actor))


def new_case(scene: Scene, wish: Wish, who: str | None) -> Case:
    """Return the case that a draft would make, whether or not it is allowed. Raises as `act` does."""
    from engine.workflows.changes import begun
    from engine.workflows.drafts import filled

    deed = _deeds(scene, None, wish, who)[0]
    assert deed.process is not None
    process = scene.charter.process(deed.process)
    number = f"{process.prefix}-{scene.today.year}-…"
    values = filled(scene.charter, scene.facts, deed)
    return begun(scene.charter, process.id, number, scene.now, values, digest=scene.digest, drafter=deed.actor)


def perform(writing: Writing, scene: Scene, case: Case | None, deed: Deed, files: tuple[File, ...] = ()) -> Done:
    """Decide on a deed and carry it out, or log that it was refused."""
    from engine.workflows.decide import decide

    scene = budgeted(writing, scene, {**(case.fields if case else {}), **deed.values})
    decision = decide(scene.charter, scene.facts, case, deed)
    process = _process(scene, case, deed)
    if not decision.allowed:
        _tell_refusal(writing, scene, case, process, deed, decision)
        return Done(scene.charter, deed.verb, process, decision, case, viewer=scene.seen_by(deed.actor))
    from engine.workflows.effects import carry_out

    number = case.number if case else writing.next_number(process.prefix, scene.today.year)
    outcome = carry_out(scene.charter, scene.facts, case, deed, decision, number, digest=scene.digest)
    for file in files:
        if deed.attachment and deed.attachment.sha256 == sha256(file.content).hexdigest():
            writing.add_attachment(deed.attachment.sha256, file.content)
    post(writing, scene, outcome, new=case is None)
    _tell(writing, scene, outcome.case, deed, decision, outcome)
    opened = follow(writing, scene, outcome)
    return Done(scene.charter, deed.verb, process, decision, outcome.case, outcome.path, outcome.reasons, opened, scene.seen_by(deed.actor))


def _deeds(scene: Scene, case: Case | None, wish: Wish, who: str | None) -> tuple[Deed, ...]:
    """Turn a wish into deeds: files are attached by deeds of their own, before a move that may need them, after a draft."""
    if who is None:
        raise NobodyAsks
    actor = names.member(who, scene.facts.members).id
    process = scene.charter.process(case.process) if case else names.process(wish.kind or "", scene.charter)
    if case and wish.kind:
        names.check_kind(scene.charter, case, wish.kind)
    verb = wish.verb if case is None or wish.verb in ("edit", "attach") else names.verb(wish.verb, process, scene.charter)
    main = Deed(verb, actor, scene.now, process.id, _values(scene, process, verb, wish), wish.reason)
    attaching = tuple(_attaching(scene, process, actor, file) for file in wish.files)
    if verb == "attach":
        return attaching or (main,)
    if verb == "edit" and not main.values:
        return attaching or (main,)
    return (main, *attaching) if case is None else (*attaching, main)


def _values(scene: Scene, process: Process, verb: str, wish: Wish) -> dict[str, Value]:
    if verb == "judge":
        return {names.judgement(name, scene.charter): YES_OR_NO[str(answer)] for name, answer in wish.fields.items()}
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


def _tell(writing: Writing, scene: Scene, case: Case, deed: Deed, decision: Decision, came: Outcome) -> None:
    """Append the entry of a deed that was carried out."""
    told = _told(case.process, deed, (*decision.reasons, *came.reasons))
    told |= {"office": decision.office, "steps": decision.steps, "path": came.path}
    tell(writing, scene, deed.actor, deed.verb, case, told)


def _tell_refusal(writing: Writing, scene: Scene, case: Case | None, process: Process, deed: Deed, decision: Decision) -> None:
    """Append the entry of a deed that was refused."""
    tell(writing, scene, deed.actor, deed.verb, case, _told(process.id, deed, decision.reasons), "refused")


def _told(process: str, deed: Deed, reasons: tuple[Reason, ...]) -> dict[str, object]:
    file = deed.attachment.name if deed.attachment else None
    return {"process": process, "values": dict(deed.values), "reason": deed.reason, "file": file, "reasons": reasons}

"""Do something to a case: one transaction that decides, carries out, posts, opens what follows, and tells it in the log.

A refusal is a result as well: it is logged, and says why.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from engine.case import Attachment, Case, Decision, Deed, Outcome, Reason
from engine.charter import Charter, Process
from engine.records import record
from engine.services import names
from engine.services.faults import NobodyAsks, NoField
from engine.services.fields import YES_OR_NO, minutes, number, values
from engine.services.follow import by_now, catch_up, follow, post
from engine.services.scene import Clock, Scene, budgeted, case_facts, enter, facts_of, find_case, look, of_case, on_day
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
    to: tuple[str, ...] = ()  # members, as typed: to whom it goes, who is added, whose answer is asked for again
    after: bool = False  # of a signer to be added: after the step
    again: bool = False  # of a return: what was agreed to later is asked for again as well
    early: bool = False  # of a move: ahead of the approval that it needs


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
    """Do what somebody wishes, if the charter allows it. Raises the faults of names, values and days, NobodyAsks, WrongKind."""
    with book.writing() as writing:
        case = find_case(writing, wish.number) if wish.number else None
        scene = enter(writing, clock, case.number if case else None)
        if case is not None:
            scene = of_case(writing, scene, case)
            case = catch_up(writing, scene, case)
        first, *rest = _deeds(scene, case, wish, who)
        done = _do(writing, scene, case, first, wish.files)
        for deed in rest:
            if not done.decision.allowed or done.case is None:
                break
            done = _do(writing, scene, done.case, deed, wish.files)
        if done.verb == "answer" and done.decision.allowed and done.case is not None:  # time may have waited for it
            done = replace(done, case=catch_up(writing, scene, done.case))
        return _since(writing, scene, done) if scene.late and done.case else done


def _do(writing: Writing, scene: Scene, case: Case | None, deed: Deed, files: tuple[File, ...]) -> Done:
    """Do one deed of a wish, by the facts of the scene and those of its case: a file that was attached before has changed none."""
    if case is None:
        return perform(writing, scene, case, deed, files)
    scene = replace(scene, facts=case_facts(writing, scene, case, _into(deed)))
    if deed.verb == "take-up" and not _into(deed):
        return _take_up_anew(writing, scene, case, deed)
    return perform(writing, scene, case, deed, files)


def _since(writing: Writing, scene: Scene, done: Done) -> Done:
    """Bring a case that something was entered on late to where time has taken it since that day."""
    assert done.case is not None
    now = replace(scene, facts=facts_of(writing), now=scene.entered, late=None)
    return replace(done, case=catch_up(writing, now, done.case))


def _take_up_anew(writing: Writing, scene: Scene, case: Case, deed: Deed) -> Done:
    """Take a case up into a new one, drafted by the same member with the fields that both have."""
    from engine.workflows.decide import decide
    from engine.workflows.kinds import kind_of

    joining = kind_of(scene.charter, case.process).joining
    if joining is None or not decide(scene.charter, scene.facts, case, deed).allowed:
        return perform(writing, scene, case, deed)
    wanted = kind_of(scene.charter, joining.into).fields
    values = {field: value for field, value in case.fields.items() if field in wanted}
    drafted = perform(writing, scene, None, Deed("draft", deed.actor, deed.at, joining.into, values))
    if drafted.case is None:
        return drafted
    done = perform(writing, scene, case, replace(deed, values={"into": drafted.case.number}))
    return replace(done, opened=(drafted.case, *done.opened))


def _into(deed: Deed) -> str | None:
    named = deed.values.get("into") if deed.verb == "take-up" else None
    return str(named) if named else None


def ask(reading: Reading, wish: Wish, who: str | None, clock: Clock) -> Done:
    """Say whether the charter would allow what somebody wishes, and why, without doing it. Raises as `act` does."""
    from engine.workflows.decide import decide

    case = find_case(reading, wish.number) if wish.number else None
    scene = on_day(reading, look(reading, replace(clock, on=None)), clock, case.number if case else None)
    if case is not None:
        scene = of_case(reading, scene, case)
        case = by_now(scene, case)
    deed = _deeds(scene, case, wish, who)[-1]
    if case is not None:
        scene = replace(scene, facts=case_facts(reading, scene, case, _into(deed)))
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
    main = _deed(scene, process, verb, actor, wish)
    attaching = tuple(_attaching(scene, process, actor, file) for file in wish.files)
    if verb == "attach":
        return attaching or (main,)
    if verb == "edit" and not main.values:
        return attaching or (main,)
    return (main, *attaching) if case is None else (*attaching, main)


def _deed(scene: Scene, process: Process, verb: str, actor: str, wish: Wish) -> Deed:
    return Deed(
        verb=verb,
        actor=actor,
        at=scene.now,
        process=process.id,
        values=_values(scene, process, verb, wish),
        reason=wish.reason,
        to=tuple(dict.fromkeys(names.member(each, scene.facts.members).id for each in wish.to)),
        after=wish.after,
        again=wish.again,
        early=wish.early,
        entered=scene.late,
    )


def _values(scene: Scene, process: Process, verb: str, wish: Wish) -> dict[str, Value]:
    if verb == "judge":
        return {names.judgement(name, scene.charter): YES_OR_NO[str(answer)] for name, answer in wish.fields.items()}
    if verb in PARTS:
        read = PARTS[verb]
        unknown = next((name for name in wish.fields if name not in read), None)
        if unknown is not None:
            raise NoField(name=unknown, process=process.name)
        return {name: read[name](typed, scene) for name, typed in wish.fields.items() if typed}
    return values(wish.fields, process, scene.charter, scene.facts)


def _member(typed: Value, scene: Scene) -> Value:
    return names.member(str(typed), scene.facts.members).id


VOIDED = "void"  # the state of what a sum opened that no longer reaches its line

# What is given with the verbs that few kinds of case know, and how it is read; the names are the services' own.
PARTS: dict[str, dict[str, Callable[[Value, Scene], Value]]] = {
    "sign-up": {"member": _member},
    "sign-off": {"member": _member},
    "attend": {"member": _member, "minutes": lambda typed, _: minutes(typed)},
    "answer": {"objection": lambda typed, _: number(typed)},
    "take-up": {"into": lambda typed, _: unicodedata.normalize("NFKC", str(typed)).strip().upper()},
    "object": {},
}


def _attaching(scene: Scene, process: Process, actor: str, file: File) -> Deed:
    """Make the deed that attaches a file: to the field named, else to the only field that takes one."""
    fields = [each.id for each in process.fields if each.type == "attachment"]
    field = names.field(file.field, process).id if file.field else fields[0] if len(fields) == 1 else None
    attachment = Attachment(file.name, len(file.content), sha256(file.content).hexdigest(), actor, scene.now)
    return Deed("attach", actor, scene.now, process.id, {field: file.name} if field else {}, attachment=attachment, entered=scene.late)


def _process(scene: Scene, case: Case | None, deed: Deed) -> Process:
    process = case.process if case else deed.process
    assert process is not None
    return scene.charter.process(process)


def _tell(writing: Writing, scene: Scene, case: Case, deed: Deed, decision: Decision, came: Outcome) -> None:
    """Append the entry of a deed that was carried out."""
    told = _told(case.process, deed, (*decision.reasons, *came.reasons))
    told |= {"office": decision.office, "for": decision.for_, "steps": decision.steps, "path": came.path}
    tell(writing, scene, deed.actor, deed.verb, case, told)


def _tell_refusal(writing: Writing, scene: Scene, case: Case | None, process: Process, deed: Deed, decision: Decision) -> None:
    """Append the entry of a deed that was refused."""
    tell(writing, scene, deed.actor, deed.verb, case, _told(process.id, deed, decision.reasons), "refused")


def _told(process: str, deed: Deed, reasons: tuple[Reason, ...]) -> dict[str, object]:
    file = deed.attachment.name if deed.attachment else None
    told = {"process": process, "values": dict(deed.values), "reason": deed.reason, "file": file, "reasons": reasons}
    return told | {"to": deed.to, "after": deed.after, "again": deed.again, "early": deed.early}

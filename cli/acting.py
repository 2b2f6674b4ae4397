"""What commands do to cases: draft, answer, move, attach, judge; and how they say what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from cli.books import book_of, clock
from cli.exits import Exit
from cli.orders import Given, Misuse, Report
from cli.session import Session
from cli.voice import Voice
from engine.case import Reason
from engine.charter import Charter, Field
from engine.services.acts import PARTS, VOIDED, Done, File, Wish, act
from engine.services.views import case_line, state_name, veiled

Fields = Mapping[str, Field]


def draft(kind: str, fields: Fields, session: Session, given: Given) -> Report:
    """Open a case of a kind."""
    typed, files = typed_fields(fields, given)
    return _do(session, Wish("draft", None, kind, typed, None, files))


def do(verb: str, kind: str | None, fields: Fields, session: Session, given: Given) -> Report:
    """Do to a case what a verb or a move says."""
    typed, files = typed_fields(fields, given)
    typed |= dict(_set(given.get("set") or ()))
    if verb == "edit" and not typed and not files:
        raise Misuse(key="nothing_to_edit")
    flags = {name: bool(given.get(name)) for name in ("after", "again", "early")}
    numbers = tuple(dict.fromkeys(given.get("numbers") or (given["number"],)))
    wishes = [Wish(verb, number, kind, typed, given.get("reason"), files, tuple(given.get("to") or ()), **flags) for number in numbers]
    return _do(session, wishes[0]) if len(wishes) == 1 else _each(session, wishes)


def attach(kind: str | None, session: Session, given: Given) -> Report:
    """Attach a file to a case."""
    path = Path(given["file"])
    return _do(session, Wish("attach", given["number"], kind, files=(File(path.name, path.read_bytes(), given.get("field")),)))


def take_part(verb: str, kind: str | None, session: Session, given: Given) -> Report:
    """Sign up, sign off, enter hours, object, answer, take up."""
    parts = {name: given[name] for name in PARTS[verb] if given.get(name) is not None}
    return _do(session, Wish(verb, given["number"], kind, parts, given.get("reason")))


def judge(kind: str | None, session: Session, given: Given) -> Report:
    """Give a judgement on a case."""
    return _do(session, Wish("judge", given["number"], kind, {given["judgement"]: given["answer"]}))


def _do(session: Session, wish: Wish) -> Report:
    with book_of(session) as book:
        done = act(book, wish, session.actor, clock(session))
    exit = Exit.DONE if done.decision.allowed else Exit.REFUSED
    return Report(_value(done), lambda: "\n".join(_told(Voice(session, done.charter), done)), exit, done.charter)


def _each(session: Session, wishes: Sequence[Wish]) -> Report:
    """Do the same to several cases, each by an entry of its own; what one of them meets with does not stop the others."""
    from cli import funnel
    from cli.plain import plain
    from engine.services.faults import ServiceFault
    from engine.store.faults import Changed

    values: list[object] = []
    lines: list[str] = []
    exit = Exit.DONE
    with book_of(session) as book:
        for wish in wishes:
            try:
                done = act(book, wish, session.actor, clock(session))
            except (ServiceFault, Changed) as fault:
                news = funnel.news(fault, session)
                exit = news.exit
                values.append({"number": wish.number, "error": funnel.plain(news)})
                lines += funnel.lines(news, session)
            else:
                exit = exit if done.decision.allowed or exit is not Exit.DONE else Exit.REFUSED
                values.append({"number": wish.number, **_plain(done, plain)})
                refused = [] if done.decision.allowed else [f"{wish.number}{session.word('colon')}"]
                lines.append("".join(refused) + "\n".join(_told(Voice(session, done.charter), done)))
    return Report({"results": values}, lambda: "\n".join(lines), exit)


def _plain(done: Done, plain: Callable[[object, Charter], object]) -> dict[str, object]:
    """Return what came of a wish as plain values: of several cases each may be under a charter of its own."""
    found = plain(_value(done), done.charter)
    assert isinstance(found, dict)
    return found


def _value(done: Done) -> dict[str, object]:
    return {
        "verb": done.verb,
        "allowed": done.decision.allowed,
        "reasons": _reasons(done),
        "case": case_line(done.charter, done.case, done.viewer) if done.case else None,
        "path": [state_name(done.charter, done.case, state) for _, state in done.path] if done.case else [],
        "opened": [case_line(done.charter, each, done.viewer) for each in done.opened],
    }


def _told(voice: Voice, done: Done) -> Iterator[str]:
    """Say what came of a wish: the case and its state with the reasons, or the refusal with every reason."""
    say = voice.session.say
    if not done.decision.allowed:
        yield say("refused")
        yield from (f"  {voice.reason(reason)}" for reason in _reasons(done))
        return
    assert done.case is not None
    line = case_line(done.charter, done.case, done.viewer)
    yield f"{voice.case(line)}{voice.session.word('colon')}{voice.state(line)}"
    yield from (f"  {voice.reason(reason)}" for reason in _reasons(done))
    for each in done.opened:
        yield say("voided" if each.state == VOIDED else "opened", case=voice.case(case_line(done.charter, each, done.viewer)))


def _reasons(done: Done) -> tuple[Reason, ...]:
    return veiled((*done.decision.reasons, *done.reasons), done.charter, done.case, done.viewer)


def typed_fields(fields: Fields, given: Given) -> tuple[dict[str, str], tuple[File, ...]]:
    """Return the fields that were given, as typed, and the files named for fields that take one."""
    typed = {field.id: str(given[key]) for key, field in fields.items() if given.get(key) is not None and field.type != "attachment"}
    paths = {field.id: Path(given[key]) for key, field in fields.items() if given.get(key) is not None and field.type == "attachment"}
    return typed, tuple(File(path.name, path.read_bytes(), field) for field, path in paths.items())


def _set(pairs: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for pair in pairs:
        name, joined, value = pair.replace("＝", "=").partition("=")
        if not joined or not name.strip():
            raise Misuse(key="no_pair", found=pair)
        yield name.strip(), value

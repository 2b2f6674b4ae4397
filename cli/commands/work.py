"""`charter work`: the dated tasks that the charter's duties give, and the duties that stand; say that one is done or dropped."""

from __future__ import annotations

from cli.books import book_of, clock, reading_of
from cli.completion import numbers
from cli.exits import Exit
from cli.orders import Given, Order, Orders, Report, Takes, argument, option
from cli.session import Session, help_text
from cli.voice import Voice
from cli.widths import table
from engine.charter import Charter
from engine.messages.duties import about_text, duty_text, state_text
from engine.services.work import Standing, TaskLine, Work, Worked, done, drop, list_work, show_task


def command(session: Session) -> Orders:
    """Make the group."""
    lang = session.lang
    flags = [
        option(help_text(lang, "work list --all"), "--all", to="all", flag=True),
        option(help_text(lang, "work list --overdue"), "--overdue", to="overdue", flag=True),
        option(help_text(lang, "work list --closed"), "--closed", to="closed", flag=True),
    ]
    task = argument("TASK", to="task")
    case = option(help_text(lang, "work done --case"), "--case", to="case", takes=Takes("CASE"), complete=numbers)
    note = option(help_text(lang, "work done --note"), "--note", to="note")
    reason = option(help_text(lang, "work drop --reason"), "--reason", to="reason", required=True)
    orders = [
        Order("list", list_, help_text(lang, "work list"), flags),
        Order("show", show, help_text(lang, "work show"), [task]),
        Order("done", done_, help_text(lang, "work done"), [task, case, note]),
        Order("drop", drop_, help_text(lang, "work drop"), [task, reason]),
    ]
    return Orders("work", help_text(lang, "work"), orders)


def list_(session: Session, given: Given) -> Report:
    """List tasks by the day on which they are due, and the duties that stand."""
    everybody = bool(given["all"])
    with reading_of(session) as reading:
        work, charter = list_work(
            reading, session.actor, clock(session), everybody=everybody, overdue=bool(given["overdue"]), closed=bool(given["closed"])
        )
    voice = Voice(session, charter)
    return Report(work, lambda: _listed(voice, work, everybody=everybody), charter=charter)


def show(session: Session, given: Given) -> Report:
    """Show one task, and who was told of it."""
    from cli.notices import notice_line

    with reading_of(session) as reading:
        line, notices, charter = show_task(reading, given["task"], clock(session))
    voice = Voice(session, charter)

    def text() -> str:
        rows = [(f"  {label}", said) for label, said in _facts(voice, line) if said]
        told = [f"  {voice.value(each.at)}  {each.to}  {notice_line(voice, each, about='')}" for each in notices]
        return "\n".join([_title(voice, line), table(rows), *told])

    return Report({"task": line, "notices": notices}, text, charter=charter)


def done_(session: Session, given: Given) -> Report:
    """Say that a task is done."""
    with book_of(session) as book:
        worked, charter = done(book, given["task"], session.actor, clock(session), case=given["case"], note=given["note"] or "")
    return _came(session, worked, charter)


def drop_(session: Session, given: Given) -> Report:
    """Say that a task need not be done."""
    with book_of(session) as book:
        worked, charter = drop(book, given["task"], session.actor, clock(session), given["reason"])
    return _came(session, worked, charter)


def _came(session: Session, worked: Worked, charter: Charter) -> Report:
    voice = Voice(session, charter)
    allowed = worked.decision.allowed

    def text() -> str:
        head = f"{_title(voice, worked.task)}{session.word('colon')}{state_text(worked.task.state, voice.lang)}"
        reasons = [f"  {voice.reason(each)}" for each in worked.decision.reasons]
        return "\n".join([head if allowed else session.say("refused"), *reasons])

    value = {"allowed": allowed, "reasons": worked.decision.reasons, "task": worked.task}
    return Report(value, text, Exit.DONE if allowed else Exit.REFUSED, charter)


def _listed(voice: Voice, work: Work, *, everybody: bool) -> str:
    say, word = voice.session.say, voice.session.word
    rows = [task_row(voice, line, everybody=everybody) for line in work.tasks]
    columns = ["task", "due", "state", "duty", "period", *(["by"] if everybody else [])]
    dated = table(rows, [word(key) for key in columns]) if rows else say("no_work")
    standing = [f"  {standing_text(voice, each, everybody=everybody)}" for each in work.standing]
    return "\n".join([dated, *(["", say("standing_duties"), *standing] if standing else [])])


def task_row(voice: Voice, line: TaskLine, *, everybody: bool) -> tuple[str, ...]:
    """Return a task as a row: code, due, state, what, for what, and by whom where all are listed."""
    what = duty_text(voice.charter, line.duty, voice.lang)
    row = (line.code, due_text(voice, line), state_text(line.state, voice.lang), what, about_text(line.about, voice.lang))
    return (*row, voice.people(line.by) or _unit(voice, line)) if everybody else row


def due_text(voice: Voice, line: TaskLine) -> str:
    """Say when a task is due; a day that may still move is marked."""
    if line.due is None:
        return voice.session.word("undated")
    return voice.value(line.due) + (voice.session.word("provisional") if line.provisional else "")


def standing_text(voice: Voice, each: Standing, *, everybody: bool) -> str:
    """Say a duty for which no time is said."""
    people = f"{voice.people(each.by)}{voice.session.word('colon')}" if everybody and each.by else ""
    return voice.session.say(
        "standing",
        who=people,
        duty=duty_text(voice.charter, each.duty, voice.lang),
        cite=voice.cite(each.duty.cite, assumed=each.duty.assumed),
    )


def _unit(voice: Voice, line: TaskLine) -> str:
    if line.unit is None:
        return ""
    return voice.charter.unit(line.unit).name.say(voice.lang)


def _title(voice: Voice, line: TaskLine) -> str:
    return voice.session.say(
        "task", code=line.code, duty=duty_text(voice.charter, line.duty, voice.lang), about=about_text(line.about, voice.lang)
    )


def _facts(voice: Voice, line: TaskLine) -> list[tuple[str, str]]:
    word, duty = voice.session.word, line.duty
    return [
        (word("state"), state_text(line.state, voice.lang)),
        (word("due"), due_text(voice, line)),
        (word("unit"), _unit(voice, line)),
        (word("by"), voice.people(line.by)),
        (word("lasts"), voice.value(duty.lasts) if duty.lasts else ""),
        (word("objections"), _parties(voice, line)),
        (word("case"), line.case or ""),
        (word("done_by"), line.done_by or ""),
        (word("article"), voice.cite(duty.cite, assumed=duty.assumed)),
    ]


def _parties(voice: Voice, line: TaskLine) -> str:
    from engine.messages.saying import parties_text

    return parties_text(voice.charter, line.duty.objections, voice.lang).replace("`", "")

"""What a charter comes to, in sentences made of the compiled model: offices, kinds of case, requirements, lifecycles."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cli.voice import Voice
from cli.widths import table
from engine.charter import (
    Branch,
    Either,
    Lifecycle,
    Move,
    Party,
    Process,
    Requirement,
    Role,
    Selection,
    Sign,
    State,
    Step,
    Term,
    Then,
    Together,
)
from engine.messages.saying import condition_text, name_of, parties_text
from engine.services.names import unit_kind
from engine.written import duration_text

SECTIONS = {"offices": "职务", "kinds": "事项种类", "requirements": "程序要求", "lifecycles": "流程"}


def overview(voice: Voice, sections: Iterable[str] = SECTIONS) -> str:
    """Say what the charter comes to, section by section."""
    parts = [(voice.session.word(f"show_{section}"), _SECTIONS[section](voice)) for section in sections]
    return "\n\n".join("\n".join([title, *lines]) for title, lines in parts if lines)


def _offices(voice: Voice) -> list[str]:
    rows = [
        (
            f"  {role.name.say(voice.lang)}",
            _place(voice, role),
            str(role.seats) if role.seats is not None else "",
            _filled(voice, role.selection),
            _term(voice, role.term),
            voice.cite(role.cite, assumed=role.assumed),
        )
        for role in voice.charter.roles
    ]
    headings = [f"  {voice.session.word('office')}", *(voice.session.word(key) for key in ("unit", "seats", "filled", "term", "article"))]
    return table(rows, headings).split("\n") if rows else []


def _place(voice: Voice, role: Role) -> str:
    if role.each:
        return voice.session.say("each_unit", unit=unit_kind(voice.charter, role.each).say(voice.lang))
    places = {unit.id: unit.name for unit in voice.charter.units} | {body.id: body.name for body in voice.charter.bodies}
    return places[role.of].say(voice.lang) if role.of in places else role.of or ""


def _filled(voice: Voice, selection: Selection | None) -> str:
    if selection is None:
        return voice.session.word("unspecified")
    return voice.session.say(f"filled_{selection.how}", by=parties(voice, selection.by))


def _term(voice: Voice, term: Term | None) -> str:
    if term is None:
        return voice.session.word("unspecified")
    said = duration_text(term.length, voice.lang) if term.length else voice.session.word("permanent")
    return voice.phrases((said, voice.session.word("rotating"))) if term.rotating else said


def _kinds(voice: Voice) -> list[str]:
    return [line for process in voice.charter.processes if not process.abstract for line in _kind(voice, process)]


def _kind(voice: Voice, process: Process) -> list[str]:
    by = parties(voice, process.drafters) or voice.session.word("anybody")
    fields = voice.list(field.name.say(voice.lang) for field in process.fields)
    head = voice.session.say("show_kind", kind=process.name.say(voice.lang), prefix=process.prefix, by=by)
    cited = voice.session.say("wait_cite", cite=voice.cite(process.cite, assumed=process.assumed)) if process.cite else ""
    return [f"  {head}{cited}", f"    {voice.session.say('show_fields', fields=fields)}"]


def _requirements(voice: Voice) -> list[str]:
    return [f"  {_requirement(voice, each)}" for each in voice.charter.requirements]


def _requirement(voice: Voice, requirement: Requirement) -> str:
    say, lang = voice.session.say, voice.lang
    kinds = voice.list(name_of(voice.charter, "process", kind, lang) for kind in requirement.kinds)
    process = requirement.kinds[0] if requirement.kinds else None
    when = condition_text(voice.charter, requirement.when, lang, process) if requirement.when else ""
    before = name_of(voice.charter, "move", requirement.before, lang, process) if requirement.before else ""
    told = say("show_must", kinds=kinds, step=step_text(voice, requirement.step, process))
    told += (say("show_when", when=when) if when else "") + (say("show_before", move=before) if before else "")
    return told + (say("wait_cite", cite=voice.cite(requirement.cite, assumed=requirement.assumed)) if requirement.cite else "")


def step_text(voice: Voice, step: Step, process: str | None) -> str:
    """Say a step, and the steps that it is made of."""
    say = voice.session.say
    match step:
        case Sign():
            from importlib import import_module

            act = import_module(f"engine.messages.{voice.lang}.reasons").ACTS[str(step.act)]
            return say("show_sign", act=act, by=parties(voice, step.by)) + (voice.session.word("assumed") if step.assumed else "")
        case Then(steps):
            return voice.session.word("then").join(step_text(voice, each, process) for each in steps)
        case Together(steps):
            return voice.session.word("together").join(step_text(voice, each, process) for each in steps)
        case Either(steps):
            return voice.session.word("either").join(step_text(voice, each, process) for each in steps)
        case Branch(cases, otherwise):
            said = [
                say("show_if", when=condition_text(voice.charter, condition, voice.lang, process), step=step_text(voice, each, process))
                for condition, each in cases
            ]
            said += [say("show_otherwise", step=step_text(voice, otherwise, process))] if otherwise else []
            return voice.session.word("branches").join(said)


def _lifecycles(voice: Voice) -> list[str]:
    used = {process.lifecycle for process in voice.charter.processes if not process.abstract}
    return [line for each in voice.charter.lifecycles if each.id in used for line in _lifecycle(voice, each)]


def _lifecycle(voice: Voice, lifecycle: Lifecycle) -> list[str]:
    rows = [row for state in lifecycle.states for row in _ways(voice, lifecycle, state)]
    return [f"  {lifecycle.name.say(voice.lang)}", *table(rows).split("\n")] if rows else []


def _ways(voice: Voice, lifecycle: Lifecycle, state: State) -> list[tuple[str, str, str, str]]:
    """Return the ways out of a state: its outcomes where it decides, and the moves that start from it."""
    outcomes = (("granted", state.granted), ("refused", state.refused), ("returned", state.returned), ("lapsed", state.lapsed))
    rows = [(state, voice.session.word(f"outcome_{name}"), target, "") for name, target in outcomes if target]
    rows += [(state, move.name.say(voice.lang), move.target, _by(voice, move)) for move in lifecycle.moves if state.id in move.sources]
    arrow = voice.session.word("arrow").strip()
    return [
        (f"    {each.name.say(voice.lang)}", arrow, lifecycle.state(target).name.say(voice.lang), _way(voice, name, by))
        for each, name, target, by in rows
    ]


def _way(voice: Voice, name: str, by: str) -> str:
    return voice.session.say("show_way", name=name, by=by) if by else name


def _by(voice: Voice, move: Move) -> str:
    return parties(voice, move.by) or voice.session.word("by_time")


def parties(voice: Voice, found: Iterable[Party]) -> str:
    """Say parties any of which suffices."""
    return parties_text(voice.charter, found, voice.lang).replace("`", "")


_SECTIONS: dict[str, Callable[[Voice], list[str]]] = {
    "offices": _offices,
    "kinds": _kinds,
    "requirements": _requirements,
    "lifecycles": _lifecycles,
}

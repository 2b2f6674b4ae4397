"""Commands made of a charter: a group for each kind of case in the book, and what is done to a case by its number alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import click

from cli import acting, listing, partaking
from cli.books import reading_of
from cli.completion import files, members, numbers
from cli.orders import Complete, Order, Orders, Takes, argument, option
from cli.session import Session, help_text
from engine.charter import Charter, Field, Move, Process
from engine.messages.phrasing import listed
from engine.reserved import BASIC, DAILY, FACILITY, KIND_COMMANDS, VERBS, slug
from engine.services import names
from engine.services.fields import YES_OR_NO
from engine.services.participation import knows
from engine.services.scene import charter_of

TO = ("return", "transfer", "delegate", "add-signer", "remove-signer", "copy", "note")  # verbs that name members
REASONED = ("approve", "refuse", "return", "abstain", "transfer", "delegate", "add-signer", "suspend")
GLOBAL = ("db", "as", "at", "on", "lang", "json", "help", "version")  # options that a field must not shadow


def kind_command(session: Session, name: str) -> click.Command | None:
    """Return the group of a kind of case, or the order that does something to a case; None where the charter knows neither."""
    charter = charter_in(session)
    kinds = [each for each in charter.processes if not each.abstract]
    process = names.find(name, kinds)
    if process is not None:
        return kind_group(session, charter, process)
    if name in VERBS or name in VERBS.values():
        return _verb(session, charter, next(verb for verb, zh in VERBS.items() if name in (verb, zh)), None)
    moves = [move for each in kinds for move in charter.lifecycle(each.lifecycle).moves]
    move = names.find(name, moves)
    return _move(session, charter, move, None) if move else None


def charter_in(session: Session) -> Charter:
    """Return the charter of the book."""
    with reading_of(session) as reading:
        return charter_of(reading, reading.settings().charter)


def kind_group(session: Session, charter: Charter, process: Process) -> Orders:
    """Make the group of a kind: open one, list, show, what every case knows, the moves of its lifecycle."""
    lang = session.lang
    moves = [move for move in charter.lifecycle(process.lifecycle).moves if move.by]
    orders = [
        _new(session, charter, process),
        Order("list", partial(listing.list_kind, process.id), help_text(lang, "kind list"), _list_params(session)),
        Order("show", partial(listing.show, process.id), help_text(lang, "kind show"), [_case()]),
        *(_verb(session, charter, verb, process) for verb in BASIC if _knows(charter, process, verb)),
        *(_move(session, charter, move, process) for move in moves if _name(move) not in VERBS),
        *(_verb(session, charter, verb, process) for verb in DAILY if _knows(charter, process, verb)),
    ]
    also = {zh: name for name, zh in {**KIND_COMMANDS, **VERBS}.items()} | {
        slug(move.name.zh): _name(move) for move in moves if move.name.zh
    }
    known = {order.name for order in orders}
    about = process.name.say(lang)
    return Orders(_name(process), session.say("kind_group", kind=about), orders, {zh: name for zh, name in also.items() if name in known})


def field_options(session: Session, charter: Charter, fields: Iterable[Field]) -> list[click.Option]:
    """Make an option for each field, under both its names."""
    return [_field_option(session, charter, field) for field in fields]


def keys(fields: Iterable[Field]) -> dict[str, Field]:
    """Return fields by the names of the parameters that their options fill."""
    return {_key(field): field for field in fields}


def _new(session: Session, charter: Charter, process: Process) -> Order:
    run = partial(acting.draft, process.id, keys(process.fields))
    help = session.say("kind_new", kind=process.name.say(session.lang))
    return Order("new", run, help, field_options(session, charter, process.fields))


def _verb(session: Session, charter: Charter, verb: str, process: Process | None) -> Order:
    """Make the order of a verb that every kind knows, or that few do."""
    if verb in partaking.VERBS:
        return partaking.order(session, verb, process)
    kind = process.id if process else None
    if verb == "attach":
        return _attach(session, process)
    if verb == "judge":
        return _judge(session, charter, kind)
    fields = process.fields if process and verb == "edit" else ()
    run = partial(acting.do, verb, kind, keys(fields))
    params: list[click.Parameter] = [_case() if verb == "edit" else _cases()]
    if verb == "edit":
        params += field_options(session, charter, fields) or [_any_field(session)]
    return Order(verb, run, help_text(session.lang, verb), [*params, *_options(session, verb)])


def _attach(session: Session, process: Process | None) -> Order:
    attachments = [field.id for field in process.fields if field.type == "attachment"] if process else []
    params: list[click.Parameter] = [_case(), argument("FILE", to="file", complete=files)]
    if len(attachments) != 1:
        params.append(option(help_text(session.lang, "attach --to"), "--to", to="field", takes=Takes("FIELD")))
    return Order("attach", partial(acting.attach, process.id if process else None), help_text(session.lang, "attach"), params)


def _judge(session: Session, charter: Charter, kind: str | None) -> Order:
    judgements = [each.name.say(session.lang) for each in charter.judgements]
    answers = Takes("YES_OR_NO", _yes_or_no)
    params: list[click.Parameter] = [
        _case(),
        argument("JUDGEMENT", to="judgement", complete=_among(judgements)),
        argument("YES_OR_NO", to="answer", takes=answers, complete=_among(tuple(YES_OR_NO))),
    ]
    return Order("judge", partial(acting.judge, kind), help_text(session.lang, "judge"), params)


def _options(session: Session, verb: str) -> list[click.Option]:
    """Make the options of a verb: to whom, a reason or what is said, and how."""
    lang, found = session.lang, []
    if verb in TO:
        help = help_text(lang, "return --to" if verb == "return" else "--to")
        found.append(option(help, "--to", to="to", takes=Takes("MEMBER"), many=True, complete=members))
    if verb == "return":
        found.append(option(help_text(lang, "return --again"), "--again", to="again", flag=True))
    if verb == "add-signer":
        found.append(option(help_text(lang, "add-signer --after"), "--after", to="after", flag=True))
    if verb in ("note", "copy", "urge"):
        found.append(option(help_text(lang, "--text"), "--text", to="reason"))
    elif verb in REASONED:
        found.append(option(help_text(lang, "--reason"), "--reason", to="reason"))
    return found


def _move(session: Session, charter: Charter, move: Move, process: Process | None) -> Order:
    fields = [field for field in process.fields if field.id in move.carries] if process else []
    run = partial(acting.do, move.id, process.id if process else None, keys(fields))
    carried = field_options(session, charter, fields) if process else [_any_field(session)]
    early = [option(help_text(session.lang, "--urgent"), "--urgent", to="early", flag=True)] if _may_be_early(charter, process) else []
    params = [_cases(), *carried, *early, *_reason(session, carried)]
    return Order(_name(move), run, _move_help(session, charter, move, process), params)


def _move_help(session: Session, charter: Charter, move: Move, process: Process | None) -> str:
    """Say to which state a move leads, by whom, and by which article."""
    from engine.messages.saying import cite_text, parties_text

    lang = session.lang
    if process is None:
        return session.say("kind_move", move=move.name.say(lang))
    state = charter.lifecycle_of(process.id).state(move.target).name.say(lang)
    by = parties_text(charter, move.by, lang).replace("`", "")
    cite = cite_text(move.cite, charter, lang) if move.cite else ""
    return session.say("kind_move_cited" if cite else "kind_move_by", state=state, by=by, cite=cite)


def _field_option(session: Session, charter: Charter, field: Field) -> click.Option:
    other = field.name.zh if session.lang == "en" else field.name.en
    hint = session.say("field_of", name=field.name.say(session.lang), other=other) if other else field.name.say(session.lang)
    choices = [choice.say(session.lang) for choice in field.choices]
    if field.type == "unit":
        choices = [unit.name.say(session.lang) for unit in charter.units if field.unit_kind in (None, unit.kind)]
    if field.type in ("office", "category"):
        things = charter.roles if field.type == "office" else charter.categories
        choices = [thing.name.say(session.lang) for thing in things]
    if choices:
        hint += session.say("one_of", choices=listed(choices, session.lang))
    return option(hint, *_flags(field), to=_key(field), takes=Takes(f"type {field.type}"), complete=_completer(field, choices))


def _flags(field: Field) -> list[str]:
    """Return the option's names; one that would shadow an option of every command is told apart."""
    typed = [slug(name) for name in dict.fromkeys((field.name.en, field.name.zh)) if name]
    return [f"--field-{name}" if name in GLOBAL else f"--{name}" for name in typed]


def _completer(field: Field, choices: Sequence[str]) -> Complete | None:
    if field.type in ("person", "person or unit", "anybody"):
        return members
    if field.type == "attachment":
        return files
    return _among(choices) if choices else None


def _among(choices: Sequence[str]) -> Complete:
    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        del ctx, param
        return [choice for choice in choices if choice.startswith(incomplete)]

    return complete


def _key(field: Field) -> str:
    """Return the name of the parameter that a field's option fills; click takes identifiers alone."""
    return f"field_{field.id.encode().hex()}"


def _case() -> click.Argument:
    return argument("CASE", to="number", complete=numbers)


def _cases() -> click.Argument:
    return argument("CASE", to="numbers", many=True, complete=numbers)


def _reason(session: Session, others: Iterable[click.Parameter]) -> list[click.Option]:
    """Make the option for a reason, unless a field of the case is called so."""
    if any("--reason" in each.opts for each in others):
        return []
    return [option(help_text(session.lang, "--reason"), "--reason", to="reason")]


def _any_field(session: Session) -> click.Option:
    """Make the option by which fields are named where the kind is not known yet: `--set amount=120`."""
    return option(help_text(session.lang, "--set"), "--set", to="set", takes=Takes("FIELD_VALUE"), many=True)


def _list_params(session: Session) -> list[click.Option]:
    lang = session.lang
    return [
        option(help_text(lang, "kind list --open"), "--open", to="open", flag=True),
        option(help_text(lang, "kind list --state"), "--state", to="state", takes=Takes("STATE"), many=True),
    ]


def _knows(charter: Charter, process: Process, verb: str) -> bool:
    """Tell whether a verb can ever apply to a kind."""
    lifecycle = charter.lifecycle(process.lifecycle)
    if verb in partaking.VERBS:
        return knows(charter, process.id, verb)
    if verb == "judge":
        return any(charter.is_kind(process.id, each.of) for each in charter.judgements)
    if verb == "withdraw":
        return lifecycle.withdrawable
    return FACILITY.get(verb) not in lifecycle.off


def _may_be_early(charter: Charter, process: Process | None) -> bool:
    """Tell whether moves of a kind may be made ahead of their approval, as far as can be seen at a glance: no money, not switched off."""
    if process is None:
        return True
    return "ratify" not in charter.lifecycle(process.lifecycle).off and not any(field.type == "money" for field in process.fields)


def _name(thing: Process | Move) -> str:
    return slug(thing.name.en or thing.name.zh)


def _yes_or_no(typed: str) -> str:
    from cli.orders import Misuse

    if typed.lower() not in YES_OR_NO:
        raise Misuse(key="yes_or_no", found=typed)
    return typed.lower()

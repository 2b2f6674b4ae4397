"""Names as people type them, to the ids of the charter and the book: in either tongue, with what comes near where nothing fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os.path import commonprefix
from typing import Protocol, TypeVar

from engine.case import Case, Member
from engine.charter import Charter, Field, Process
from engine.reserved import slug
from engine.services.faults import ManyMembers, NoField, NoFund, NoJudgement, NoKind, NoMember, NoMove, NoName, WrongKind, close
from engine.values import Text


class Named(Protocol):
    """Anything with an id and a name in two tongues."""

    @property
    def id(self) -> str:
        """Return the id."""

    @property
    def name(self) -> Text:
        """Return the name."""


N = TypeVar("N", bound=Named)


def find(typed: str, things: Iterable[N]) -> N | None:
    """Return the thing of a name in either tongue, however its words are joined, or of an id."""
    wanted = slug(typed)
    return next((each for each in things if wanted in (slug(each.id), slug(each.name.en), slug(each.name.zh))), None)


def names(things: Iterable[Named]) -> tuple[str, ...]:
    """Return every name by which things can be called."""
    return tuple(name for each in things for name in dict.fromkeys((each.name.en, each.name.zh)) if name)


def member(typed: str, members: Mapping[str, Member]) -> Member:
    """Return a member by id, or by a name that only one has. Raises NoMember, ManyMembers."""
    wanted = typed.strip()
    if wanted in members:
        return members[wanted]
    found = [each for each in members.values() if each.name == wanted]
    if len(found) > 1:
        raise ManyMembers([each.id for each in found], name=wanted)
    if not found:
        raise NoMember(close(wanted, list(members)), name=wanted)
    return found[0]


def process(typed: str, charter: Charter) -> Process:
    """Return a kind of case that can be opened. Raises NoKind."""
    kinds = [each for each in charter.processes if not each.abstract]
    found = find(typed, kinds)
    if found is None:
        raise NoKind(close(typed, names(kinds)), name=typed)
    return found


def check_kind(charter: Charter, case: Case, kind: str) -> None:
    """Make sure that a case is of a kind, or of one that follows it. Raises NoKind, WrongKind."""
    wanted = process(kind, charter)
    if not charter.is_kind(case.process, wanted.id):
        raise WrongKind(number=case.number, process=charter.process(case.process).name, wanted=wanted.name)


def field(typed: str, process: Process) -> Field:
    """Return a field of a kind of case. Raises NoField."""
    found = find(typed, process.fields)
    if found is None:
        raise NoField(close(typed, names(process.fields)), name=typed, process=process.name)
    return found


def fund(typed: str, charter: Charter) -> str:
    """Return the id of a fund. Raises NoFund."""
    found = find(typed, charter.funds)
    if found is None:
        raise NoFund(close(typed, names(charter.funds)), name=typed)
    return found.id


def verb(typed: str, process: Process, charter: Charter) -> str:
    """Return what can be done to a case, by its name in either tongue: a move of its lifecycle, or an answer. Raises NoMove."""
    from engine.reserved import VERBS

    moves = charter.lifecycle(process.lifecycle).moves
    found = find(typed, moves)
    if found is not None:
        return found.id
    known = {name: verb for verb, zh in VERBS.items() for name in (verb, zh)}
    if typed not in known:
        raise NoMove(close(typed, [*names(moves), *known]), name=typed, process=process.name)
    return known[typed]


def judgement(typed: str, charter: Charter) -> str:
    """Return the id of a word that is left to judgement. Raises NoJudgement."""
    found = find(typed, charter.judgements)
    if found is None:
        raise NoJudgement(close(typed, names(charter.judgements)), name=typed)
    return found.id


def unit_kind(charter: Charter, kind: str) -> Text:
    """Return what the units of a kind are called in both tongues: in Chinese, what all their names end in (一班、二班: 班)."""
    reversed_names = [each.name.zh[::-1] for each in charter.units if each.kind == kind and each.name.zh]
    return Text(kind, commonprefix(reversed_names)[::-1])  # noqa: RUF071 - of names, not of paths


def named(what: str, typed: str, things: Iterable[N]) -> N:
    """Return a thing by name; `what` says in a fault what kind of thing was looked for. Raises NoName."""
    found = find(typed, listed := list(things))
    if found is None:
        raise NoName(close(typed, names(listed)), name=typed, what=what)
    return found

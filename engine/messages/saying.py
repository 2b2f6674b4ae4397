"""Reasons in words: ids become names of the tongue, values are written out, and the article is added."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from importlib import import_module
from typing import Any

from engine.case import Reason
from engine.charter import (
    And,
    Balance,
    BudgetLeft,
    Charter,
    Compare,
    Condition,
    Constant,
    FieldValue,
    IsKind,
    IsOf,
    Judged,
    Not,
    Operand,
    Or,
    ParameterValue,
    Party,
    PartyKind,
    ShareOf,
    Take,
)
from engine.messages.phrasing import listed
from engine.values import Cite, Duration, Lang, Money, Op, Text
from engine.written import article_text, chinese_number, date_text, duration_text, instant_text, money_text, share_text


def say(reason: Reason, charter: Charter, lang: Lang) -> str:
    """Write a reason as a sentence with its article: `nobody answers twice (rules 7.3 [assumed])`."""
    texts = import_module(f"engine.messages.{lang}.reasons")
    catalogue: dict[str, str] = texts.REASONS
    process = reason.facts.get("process")
    said = {key: _fact(charter, key, value, lang, process) for key, value in reason.facts.items()}
    said["as_role"] = _as_role(charter, reason.facts.get("role"), lang) + _in_stead(reason.facts.get("stead"), lang)
    said["found"] = _found(charter, reason.facts, lang)
    said["act"] = texts.ACTS.get(str(reason.facts.get("act")), "")
    verb = str(reason.facts.get("verb"))
    said["verb"] = texts.VERBS.get(verb, verb)
    facility = str(reason.facts.get("facility"))
    said["facility"] = texts.FACILITIES.get(facility, facility)
    sentence = catalogue[reason.code].format_map(said)
    if lang == "en":
        sentence = re.sub(r"\ba (?=`[aeiou])", "an ", sentence)
    if reason.cite is None:
        return sentence
    cite = cite_text(reason.cite, charter, lang)
    if lang == "en":
        return f"{sentence} ({cite}{' [assumed]' if reason.assumed else ''})"
    return f"{sentence}（{cite}{'〔推定〕' if reason.assumed else ''}）"


def cite_text(cite: Cite, charter: Charter, lang: Lang) -> str:
    """Write an article: `rules 7.2`, `规则七、2`; in a charter without parts, `article 7.2`, `第七条第二款`."""
    part = dict(charter.parts).get(cite.part)
    name = part.say(lang) if part is not None else cite.part
    number = article_text(cite.number, lang, labelled=not name) if cite.number else ""
    return f"{name or 'article'} {number}".strip() if lang == "en" else f"{name}{number}"


def name_of(charter: Charter, kind: str, id: str, lang: Lang, process: str | None = None) -> str:
    """Return what something is called; `process` tells the kind of case of a state, move or field. An id without a name stands as it is."""
    for each in _NAMED[kind](charter, process) if kind in _NAMED else ():
        if each[0] == id:
            return each[1].say(lang)
    return id


def party_text(charter: Charter, party: Party, lang: Lang) -> str:
    """Write a party: `commander`, `any company leader`, `all squad leaders`, `2 or more squad leaders`; `任一连首长`, `两名以上班长`."""
    name = _party_name(charter, party, lang)
    if party.take is Take.COUNT:
        count = party.count or 1
        return f"{count} or more of `{name}`" if lang == "en" else f"{'两' if count == _PAIR else chinese_number(count)}名以上{name}"
    if party.take is Take.HOLDER:
        return f"`{name}`" if lang == "en" else name
    whole = party.take is Take.ALL
    return f"{'all of' if whole else 'any'} `{name}`" if lang == "en" else f"{'全体' if whole else '任一'}{name}"


def parties_text(charter: Charter, parties: Iterable[Party], lang: Lang) -> str:
    """Write parties any of which suffices: `commander` or any `squad leader`."""
    return (" or " if lang == "en" else "或者").join(party_text(charter, each, lang) for each in parties)


def condition_text(charter: Charter, condition: Condition, lang: Lang, process: str | None = None) -> str:
    """Write a condition: `amount is at most balance of company fund`."""
    en = lang == "en"
    match condition:
        case Compare(left, op, right):
            sides = (_operand(charter, side, lang, process) for side in (left, right))
            return f" {_OPS_EN[op]} ".join(sides) if en else _OPS_ZH[op].join(sides)
        case Judged(judgement):
            return _kind_is(name_of(charter, "judgement", judgement, lang), lang)
        case IsKind(kind):
            return _kind_is(name_of(charter, "process", kind, lang), lang)
        case IsOf(field, party):
            person, people = _operand(charter, FieldValue(field), lang, process), party_text(charter, party, lang)
            return f"{person} is of {people}" if en else f"{person}属于{people}"
        case Not(Compare(left, op, right)):
            return condition_text(charter, Compare(left, _CONTRARY[op], right), lang, process)
        case Not(Judged() | IsKind() | IsOf() as of) if not en:
            return f"不{condition_text(charter, of, lang, process)}"
        case Not(of):
            inner = condition_text(charter, of, lang, process)
            return f"not ({inner})" if en else f"不是（{inner}）"
        case And(parts) | Or(parts):
            both = isinstance(condition, And)
            link = (" and " if both else " or ") if en else ("并且" if both else "或者")
            return link.join(condition_text(charter, part, lang, process) for part in parts)


def value_text(charter: Charter, value: object, lang: Lang) -> str:
    """Write a value as messages do; days and instants are local to the charter."""
    if value is None:
        return "empty" if lang == "en" else "空白"
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value, charter, lang)
    return str(value)


def _fact(charter: Charter, key: str, value: object, lang: Lang, process: object) -> str:
    kind = str(process) if process is not None else None
    match key:
        case "parties" if isinstance(value, tuple | list):
            return parties_text(charter, value, lang)
        case "members" if isinstance(value, tuple | list):
            people = (f"`{each}`" if lang == "en" else str(each) for each in value)
            return listed(people, lang) or ("nobody" if lang == "en" else "空缺")
        case "cases" if isinstance(value, tuple | list):
            return listed((f"`{each}`" if lang == "en" else str(each) for each in value), lang)
        case "states" | "units" if isinstance(value, tuple | list):
            names = (name_of(charter, key[:-1], str(each), lang, kind) for each in value)
            return listed((f"`{each}`" if lang == "en" else f"“{each}”" for each in names), lang)
        case "duty" | "about" | "task_state" | "due" if isinstance(value, str) or value == date.max:
            return _of_duty(charter, key, value, lang)
        case "event" if value in _EVENTS:
            return _EVENTS[str(value)].say(lang)
        case "days" if isinstance(value, tuple | list):
            return listed((value_text(charter, each, lang) for each in value), lang)
        case "condition":
            return condition_text(charter, value, lang, kind)  # type: ignore[arg-type]  # facts named so are conditions
        case _ if key in _NAMED and value is not None:
            return name_of(charter, key, str(value), lang, kind)
    return value_text(charter, value, lang)


def _of_duty(charter: Charter, key: str, value: object, lang: Lang) -> str:
    from engine.messages.duties import about_text, duty_text, state_text  # late: few reasons speak of duties

    if value == date.max:
        return "no set day" if lang == "en" else "未定之日"
    if key == "duty":
        duty = next((each for each in charter.duties if each.id == value), None)
        return duty_text(charter, duty, lang) if duty else str(value)
    return about_text(str(value), lang) if key == "about" else state_text(str(value), lang)


def _as_role(charter: Charter, role: object, lang: Lang) -> str:
    if role is None:
        return ""
    name = name_of(charter, "role", str(role), lang)
    return f" as `{name}`" if lang == "en" else f"作为{name}"


def _in_stead(principal: object, lang: Lang) -> str:
    if principal is None:
        return ""
    return f", in the stead of `{principal}`" if lang == "en" else f"代{principal}"


def _found(charter: Charter, facts: Mapping[str, object], lang: Lang) -> str:
    """Write what a comparison found where it is not written in the charter itself: ` (amount is 300.00 yuan)`."""
    condition, found = facts.get("condition"), facts.get("found")
    if not isinstance(condition, Compare) or not isinstance(found, tuple | list):
        return ""
    process = str(facts.get("process"))
    sides = zip((condition.left, condition.right), found, strict=True)
    said = [
        (_operand(charter, side, lang, process), value_text(charter, value, lang))
        for side, value in sides
        if not isinstance(side, Constant)
    ]
    if lang == "en":
        return f" ({', '.join(f'{name} is {value}' for name, value in said)})" if said else ""
    return f"（{'，'.join(f'{name}为{value}' for name, value in said)}）" if said else ""


def _kind_is(name: str, lang: Lang) -> str:
    return f"it is `{name}`" if lang == "en" else f"属于“{name}”"


def _operand(charter: Charter, operand: Operand, lang: Lang, process: str | None) -> str:
    en = lang == "en"
    match operand:
        case FieldValue(field):
            name = name_of(charter, "field", field, lang, process)
            return f"`{name}`" if en else f"“{name}”"
        case Constant(value):
            return value_text(charter, value, lang)
        case ParameterValue(parameter):
            name = name_of(charter, "parameter", parameter, lang)
            return f"`{name}`" if en else f"“{name}”"
        case Balance(fund):
            if fund is None:
                return "balance of the fund" if en else "经费余额"
            name = name_of(charter, "fund", fund, lang)
            return f"balance of `{name}`" if en else f"“{name}”余额"
        case BudgetLeft():
            return "balance of its budget" if en else "本项预算余额"
        case ShareOf(share, of):
            whole = _operand(charter, of, lang, process)
            return f"{share_text(share, lang)} of {whole}" if en else f"{whole}的{share_text(share, lang)}"


def _party_name(charter: Charter, party: Party, lang: Lang) -> str:
    match party.kind:
        case PartyKind.RELATION:
            return _RELATIONS[party.ref].say(lang) if party.ref in _RELATIONS else party.ref
        case PartyKind.CATEGORY if party.ref == "member":
            return _MEMBERS.say(lang)
        case PartyKind.OUTSIDE:
            return _OUTSIDE.say(lang)
        case PartyKind.UNIT:
            unit = name_of(charter, "unit", party.ref, lang)
            return f"members of {unit}" if lang == "en" else f"{unit}成员"
        case PartyKind.FIELD:
            names = (name_of(charter, "field", party.ref, lang, process.id) for process in charter.processes)
            return next((name for name in names if name != party.ref), party.ref)
    return name_of(charter, party.kind.value, party.ref, lang)


def _of_lifecycle(table: str) -> Callable[[Charter, str | None], list[tuple[str, Text]]]:
    def look(charter: Charter, process: str | None) -> list[tuple[str, Text]]:
        lifecycles = [charter.lifecycle_of(process)] if process is not None else charter.lifecycles
        return [(each.id, each.name) for lifecycle in lifecycles for each in getattr(lifecycle, table)]

    return look


def _table(table: str) -> Callable[[Charter, str | None], list[tuple[str, Text]]]:
    return lambda charter, _: [(each.id, each.name) for each in getattr(charter, table)]


def _fields(charter: Charter, process: str | None) -> list[tuple[str, Text]]:
    kinds = [charter.process(process)] if process is not None else charter.processes
    return [(each.id, each.name) for kind in kinds for each in kind.fields]


def _yes_or_no(value: bool, _: Charter, lang: Lang) -> str:  # noqa: FBT001  # it is the value written
    return ("yes" if value else "no") if lang == "en" else ("是" if value else "否")


# bool and datetime before what they are kinds of: neither is written as a number or a mere day.
_WRITERS: tuple[tuple[type, Callable[[Any, Charter, Lang], str]], ...] = (
    (bool, _yes_or_no),
    (Money, lambda value, _, lang: money_text(value, lang)),
    (datetime, lambda value, charter, lang: instant_text(value, charter.zone, lang)),
    (date, lambda value, _, lang: date_text(value, lang)),
    (Duration, lambda value, _, lang: duration_text(value, lang)),
    (Fraction, lambda value, _, lang: share_text(value, lang)),
)
_NAMED: dict[str, Callable[[Charter, str | None], list[tuple[str, Text]]]] = {
    "role": _table("roles"),
    "other_role": _table("roles"),
    "into": _table("processes"),
    "process": _table("processes"),
    "unit": _table("units"),
    "fund": _table("funds"),
    "committee": _table("committees"),
    "group": _table("groups"),
    "body": _table("bodies"),
    "judgement": _table("judgements"),
    "calendar": _table("calendars"),
    "category": _table("categories"),
    "parameter": _table("parameters"),
    "state": _of_lifecycle("states"),
    "move": _of_lifecycle("moves"),
    "field": _fields,
}
_RELATIONS = {
    "requester": Text("requester", "申请人"),
    "drafter": Text("drafter", "提出人"),
    "fund keeper": Text("fund keeper", "经费管理人"),
}
_EVENTS = {"late": Text("late", "迟到"), "absent": Text("absent without reason", "无故缺席")}
_PAIR = 2  # 两名, not 二名
_MEMBERS = Text("member", "成员")
_OUTSIDE = Text("people outside", "外部人员")
_OPS_EN = {
    Op.AT_LEAST: "is at least",
    Op.OVER: "is over",
    Op.AT_MOST: "is at most",
    Op.BELOW: "is below",
    Op.EQUAL: "is",
    Op.NOT_EQUAL: "is not",
}
_OPS_ZH = {Op.AT_LEAST: "不少于", Op.OVER: "超过", Op.AT_MOST: "不超过", Op.BELOW: "不满", Op.EQUAL: "为", Op.NOT_EQUAL: "不为"}
_CONTRARY = {
    Op.AT_LEAST: Op.BELOW,
    Op.OVER: Op.AT_MOST,
    Op.AT_MOST: Op.OVER,
    Op.BELOW: Op.AT_LEAST,
    Op.EQUAL: Op.NOT_EQUAL,
    Op.NOT_EQUAL: Op.EQUAL,
}

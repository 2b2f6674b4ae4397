"""Duties, the periods that their tasks are for, and what members are told, in words of either tongue."""

from __future__ import annotations

import re

from engine.case import Notice
from engine.charter import Charter, Duty
from engine.messages.saying import name_of
from engine.values import Lang

_VERBS: dict[str, tuple[str, str]] = {
    "publish": ("publish", "公示"),
    "reporton": ("report", "报告"),
    "sumup": ("sum up", "总结"),
    "exchange": ("exchange experience", "交流经验"),
    "hold": ("hold", "举行"),
    "carryout": ("carry out", "执行"),
}
_STATES: dict[str, tuple[str, str]] = {
    "open": ("open", "待办"),
    "done": ("done", "已完成"),
    "overdue": ("overdue", "已逾期"),
    "dropped": ("dropped", "已取消"),
}


def duty_text(charter: Charter, duty: Duty, lang: Lang) -> str:
    """Write what is to be done: `publish accounts`, 公示账目; with its place."""
    verb = _VERBS[duty.verb][lang == "zh"]
    thing = _thing(charter, duty.object, lang)
    told = f"{verb} {thing}".strip() if lang == "en" else f"{verb}{thing}"
    if duty.place is None:
        return told
    return f"{told} at {duty.place.say(lang)}" if lang == "en" else f"在{duty.place.say(lang)}{told}"


def _thing(charter: Charter, thing: str | None, lang: Lang) -> str:
    if thing is None or thing == "it":
        return ""
    if thing == "accounts":
        return "accounts" if lang == "en" else "账目"
    kinds = ("process", "fund", "role", "group", "committee", "body", "unit", "category")
    return next((name for kind in kinds if (name := name_of(charter, kind, thing, lang)) != thing), thing)


def about_text(about: str, lang: Lang) -> str:
    """Write what a task is for: a case's number as it stands, a period as people say it: `Q1 2011`, 2011年第一季度."""
    period, _, number = about.partition("#")
    zh = lang == "zh"
    told = period
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", period):
        year, quarter = found[1], int(found[2])
        told = f"{year}年第{'一二三四'[quarter - 1]}季度" if zh else f"Q{quarter} {year}"
    elif zh and (found := re.fullmatch(r"(\d{4})(?:-(\d{2}))?", period)):
        told = f"{found[1]}年" + (f"{int(found[2])}月" if found[2] else "")
    if number:
        return f"{told}第{number}次" if zh else f"{told}, no. {number}"
    return told


def state_text(state: str, lang: Lang) -> str:
    """Write how a task stands."""
    return _STATES[state][lang == "zh"]


def notice_text(charter: Charter, notice: Notice, lang: Lang, about: str) -> str:
    """Write what somebody is told; `about` is the case or the task, as it is shown."""
    texts = _NOTICES[notice.kind]
    committee = name_of(charter, "committee", notice.text, lang) if notice.kind == "invited" else ""
    name = next((name for each in charter.processes if (name := name_of(charter, "move", notice.text, lang, each.id)) != notice.text), "")
    move = (f": {name}" if lang == "en" else f"：{name}") if name and notice.kind in ("told", "published") else ""
    said = (f": {notice.text}" if lang == "en" else f"：{notice.text}") if notice.text and not (committee or move) else ""
    return texts[lang == "zh"].format(about=about, committee=committee, move=move, said=said)


_NOTICES: dict[str, tuple[str, str]] = {
    "reminder": ("reminder: {about}", "提醒：{about}"),
    "overdue": ("overdue: {about}", "已逾期：{about}"),
    "escalated": ("you are asked instead, the time of those first asked is over: {about}", "原办理人已逾期，改由你办理：{about}"),
    "urged": ("urged: {about}{said}", "催办：{about}{said}"),
    "copied": ("for your information: {about}{said}", "抄送：{about}{said}"),
    "told": ("for your information: {about}{move}{said}", "通知：{about}{move}{said}"),
    "invited": ("you are invited to {committee}: {about}", "请列席{committee}：{about}"),
    "published": ("made public: {about}{move}", "公示：{about}{move}"),
    "transferred": ("passed on to you: {about}{said}", "转交你办理：{about}{said}"),
    "objection": ("objection: {about}{said}", "异议：{about}{said}"),
    "warned": ("warning: {about}{said}", "预告：{about}{said}"),
}

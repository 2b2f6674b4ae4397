"""What was done, by name: a move of the charter, a verb that every kind knows, or what the log tells of besides."""

from __future__ import annotations

from engine.charter import Charter
from engine.services.views import Name, name
from engine.values import Text


def deed_name(charter: Charter, process: str | None, verb: str) -> Name:
    """Return what was done by name: a move of the kind's lifecycle, or a verb that every kind knows."""
    from engine.reserved import VERBS  # late: most of what is named is a move

    move = charter.lifecycle_of(process).move(verb) if process else None
    return name(move) if move else Name(verb, Text(_ENGLISH.get(verb, verb.replace("-", " ")), {**VERBS, **_CHINESE}.get(verb, "")))


# What the log tells of besides verbs and moves: founding, members, drafts, and what comes of a case by itself.
_ENGLISH = {"found": "founded the book", "granted": "granted", "refused": "refused", "returned": "returned", "lapsed": "lapsed"}
_ENGLISH |= {"open task": "task begins", "do task": "task done", "drop task": "task dropped", "overdue": "overdue", "remind": "reminded"}
_ENGLISH |= {"count anew": "day counted anew", "reminder": "reminded", "escalated": "others asked instead", "see notices": "saw notices"}
_ENGLISH |= {"sign-up": "sign up", "sign-off": "sign off", "attend": "enter hours", "take-up": "take up"}
_ENGLISH |= {"void": "made void", "reckon": "reckoned anew", "mark": "marked"}
_CHINESE = {
    "found": "建立簿册",
    "add member": "登记成员",
    "enter office": "登记任职",
    "end office": "登记卸任",
    "end membership": "登记离开",
    "change member": "变更成员",
    "bank import": "导入银行流水",
    "bank match": "银行对账",
    "draft": "提出",
    "open": "产生",
    "ratify": "追认",
    "add agent": "委托代理",
    "end agent": "终止代理",
    "granted": "准许",
    "refused": "不准许",
    "returned": "退回",
    "lapsed": "逾期失效",
    "open task": "工作开始",
    "do task": "工作办结",
    "drop task": "工作取消",
    "overdue": "逾期",
    "remind": "提醒",
    "count anew": "重新计算期限",
    "reminder": "提醒",
    "escalated": "改由他人办理",
    "see notices": "已阅通知",
    "attend": "登记工时",
    "object": "提出异议",
    "void": "作废",
    "reckon": "重新计算",
    "mark": "标注",
}

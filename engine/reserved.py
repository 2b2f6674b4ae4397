"""The words of the command line that no kind of case may be called by: its commands, and what is done to a case."""

from __future__ import annotations

COMMANDS = (
    *("check", "fmt", "report", "show", "explain", "test"),
    *("new", "init", "demo", "member", "fund", "log", "upgrade"),
    "agent",
    *("export", "import", "template"),
    *("inbox", "who", "why", "preview", "history"),
    *("work", "tick"),
    "paper",
    "hours",
)

# What can be done to a case besides the moves of its lifecycle: the verb, and the word for it in Chinese. First what every
# case needs, then the everyday operations of an office.
BASIC = {
    "edit": "修改",
    "attach": "附件",
    "approve": "批准",
    "refuse": "不同意",
    "return": "退回",
    "abstain": "弃权",
    "judge": "认定",
    "withdraw": "撤回",
    "sign-up": "报名",
    "sign-off": "取消报名",
    "attend": "到场",
    "object": "异议",
    "answer": "答复",
    "take-up": "列入",
}
DAILY = {
    "take-back": "拿回",
    "transfer": "转办",
    "delegate": "委派",
    "add-signer": "加签",
    "remove-signer": "减签",
    "claim": "认领",
    "unclaim": "放回",
    "urge": "催办",
    "copy": "抄送",
    "note": "批注",
    "suspend": "中止",
    "resume": "恢复",
}
VERBS = {**BASIC, **DAILY}

# By what a charter switches a verb off (`Lifecycle.off`).
FACILITY = {
    "return": "return",
    "take-back": "take back",
    "transfer": "transfer",
    "delegate": "delegate",
    "add-signer": "add signer",
    "remove-signer": "add signer",
    "claim": "claim",
    "unclaim": "claim",
    "urge": "urge",
    "copy": "copy",
    "note": "note",
    "suspend": "suspend",
}

# What a group of a kind of case offers besides: open one, list them, show one.
KIND_COMMANDS = {"new": "新建", "list": "列表", "show": "查看"}

RESERVED = frozenset((*COMMANDS, *VERBS, *VERBS.values(), *KIND_COMMANDS, *KIND_COMMANDS.values(), "help"))


def slug(name: str) -> str:
    """Return a name as it is typed on the command line: `squad activity` as `squad-activity`, Chinese as it stands."""
    return "-".join(name.lower().split())

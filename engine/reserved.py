"""The words of the command line that no kind of case may be called by: its commands, and what is done to a case."""

from __future__ import annotations

COMMANDS = (
    *("check", "fmt", "report", "show", "explain", "test"),
    *("init", "demo", "member", "fund", "log", "upgrade"),
    *("inbox", "who", "why", "preview", "history"),
    *("work", "tick"),
    "paper",
)

# What can be done to a case besides the moves of its lifecycle: the verb, and the word for it in Chinese.
VERBS = {
    "edit": "修改",
    "attach": "附件",
    "approve": "批准",
    "refuse": "不同意",
    "return": "退回",
    "abstain": "弃权",
    "judge": "认定",
    "withdraw": "撤回",
}

# What a group of a kind of case offers besides: open one, list them, show one.
KIND_COMMANDS = {"new": "新建", "list": "列表", "show": "查看"}

RESERVED = frozenset((*COMMANDS, *VERBS, *VERBS.values(), *KIND_COMMANDS, *KIND_COMMANDS.values(), "help"))


def slug(name: str) -> str:
    """Return a name as it is typed on the command line: `squad activity` as `squad-activity`, Chinese as it stands."""
    return "-".join(name.lower().split())

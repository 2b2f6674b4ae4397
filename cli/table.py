"""The commands of the program as a table, so that `charter --help` imports none of them; a test holds it to what the commands say."""

from __future__ import annotations

from typing import Literal

from engine.records import record

Section = Literal["start", "cases", "book", "files"]


@record
class Row:
    """Where a command is made (a module of `cli.commands`), and its line of help in both tongues."""

    module: str
    section: Section
    en: str
    zh: str


TABLE = {
    "demo": Row(
        "demo",
        "start",
        "play the Pioneer Company's first quarter of 2011 into a fresh book",
        "将先锋连2011年第一季度的事项演练一遍，记入新的簿册",
    ),
    "init": Row("init", "start", "found a book from a charter and a list of members", "依据章程和成员名册建立簿册"),
    "new": Row("new", "start", "begin a charter: by a few questions, or from an example", "新编章程：回答几个问题，或者从示例开始"),
    "check": Row("check", "files", "read a charter and say every fault at once", "检查章程，一次列出全部问题"),
    "fmt": Row("fmt", "files", "lay a charter out, or turn it into the other tongue", "整理章程格式，或者转写为另一种文字"),
    "report": Row("report", "files", "list what is assumed, unspecified and accepted", "列出推定、未规定和已认可的事项"),
    "show": Row("show", "files", "show what a charter comes to", "显示章程的含义"),
    "explain": Row("explain", "files", "explain the code of a problem or of a reason", "解释问题代码或者理由代码"),
    "test": Row("test", "files", "play the scenarios of a charter", "演练章程中的场景"),
    "inbox": Row("inbox", "cases", "what waits for me", "待我办理的事项"),
    "work": Row("work", "cases", "dated tasks of duties: list, show, done, drop", "义务产生的定期工作：列表、查看、办结、取消"),
    "tick": Row("tick", "book", "bring the book to now: lapses, tasks, reminders", "办理到期事项：失效、工作、提醒"),
    "who": Row("who", "cases", "who has to act on a case", "事项由谁办理"),
    "why": Row("why", "cases", "whether somebody may do something, and why", "某人可否办理，依据是什么"),
    "preview": Row("preview", "cases", "the whole way of a case, with names", "事项的全部流程及经办人"),
    "history": Row("history", "cases", "what happened to a case", "事项的办理经过"),
    "paper": Row("paper", "cases", "notices, forms, minutes, certificates to print and send", "制作文书：通知、审批单、纪要、证书等"),
    "member": Row("member", "book", "list, show and enter members", "成员的列表、查看与登记"),
    "agent": Row("agent", "book", "who acts for me while I am away", "本人不在时由谁代理"),
    "fund": Row("fund", "book", "what a fund holds, and its postings", "经费余额与收支明细"),
    "export": Row("export", "book", "write ledgers, rosters and lists as XLSX or CSV", "导出台账、花名册、登记表（XLSX、CSV）"),
    "import": Row("import_", "book", "take in a roster, or cases to be drafted, from a table", "从表格导入花名册或者待起草的事项"),
    "template": Row("template", "book", "write an empty sheet to be filled in and taken in", "写出待填写、可导入的空白表格"),
    "hours": Row("hours", "book", "how long members served", "成员的服务时长"),
    "log": Row("log", "book", "list the log, and verify it", "查看并核验日志"),
    "upgrade": Row("upgrade", "book", "bring a book of an older version to the present form", "将旧版本的簿册升级为现行格式"),
}

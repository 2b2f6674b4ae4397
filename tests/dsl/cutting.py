"""Tokens, names and problems as short texts, and a lexicon of a few words, for the tests of reading and cutting."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from engine.dsl.declared import declared
from engine.dsl.lexicon import Lexicon, build
from engine.dsl.reading import Reading, read
from engine.dsl.segment import reported, segmentations
from engine.dsl.tokens import Token
from engine.dsl.vocabulary import Names, names_of
from engine.problems import Problems
from engine.values import Lang

_COMMAS = {"before": ["THEN", "BECAUSE"], "after": ["PROPOSE"], "retag": [["OR", "APPROVE", "ORELSE"]]}
_INTRODUCE = {
    "one": ["ROLE", "UNIT", "PROCESS", "COMMITTEE", "PART", "HAS", "HASNOTYET", "HASUNITS", "WHETHER", "ON", "STATES", "FINAL"],
    "list": ["STATES", "FINAL", "HAS", "HASNOTYET"],
}
_ENGLISH = """
CHARTER charter; ROLE role; UNIT unit; PROCESS process; COMMITTEE committee; PART part; ARTICLE article; HAS has; HASUNITS has units
STATES states; FINAL final; ON on; BY by; OF of; IS is; MUST must; MAY may; EVERY every, each; MEMBERS members; AND and; OR or
ORMORE or more; INFORCE in force from; FOLLOWS follows; APPROVE approves, approved; THEN then; BECAUSE because; PROPOSE proposed
TERM term; ASSUMED assumed; TO to; FIRST first; PREVAILS prevails over; TABLE table
"""
_CHINESE = """
CHARTER 章程; ROLE 职务; UNIT 单位; PROCESS 事项; COMMITTEE 委员会; PART 部分; ARTICLE 条文; HAS 设; HASNOTYET 暂不设; HASUNITS 下设
WHETHER 是否; STATES 状态; FINAL 终态; ON 遇; BY 由, 经; IS 为, 是; MUST 应当, 须; MAY 可以, 可; EVERY 每, 各; MEMBERS 成员; AND 和
OR 或者, 或; ORMORE 以上; GUIDED 指导; APPROVE 批准; ELECT 推选; DRAFT 提出; COMPOSE 组成; BEFORE 前; PERMANENT 长期; NOT 不
ATTEND 参加; TO 转为; ASSUMED 推定; THEN 而后; MORNING 上午; MEETING 开会; PREVAILS 优先于
"""


def _words(text: str) -> dict[str, list[str]]:
    pairs = (entry.split(maxsplit=1) for row in text.strip().splitlines() for entry in row.split("; "))
    return {terminal: words.split(", ") for terminal, words in pairs}


_LEXICONS: dict[Lang, Lexicon] = {
    "en": build("en", {"words": _words(_ENGLISH), "noise": {"words": ["the", "a", "an"]}, "introduce": _INTRODUCE, "commas": _COMMAS}),
    "zh": build("zh", {"words": _words(_CHINESE), "noise": {"words": ["累计"]}, "introduce": _INTRODUCE, "commas": _COMMAS}),
}


def small(lang: Lang) -> Lexicon:
    return _LEXICONS[lang]


def reading_of(text: str, lang: Lang) -> tuple[Reading, list[str]]:
    """Read a text; return it with its problems as `CH0101 3:7`."""
    problems = Problems()
    return read(text, "test.rules", problems, lang, small), told(problems)


def told(problems: Problems) -> list[str]:
    return [f"{each.code} {each.severity} {each.span.line}:{each.span.column}" + f" {each.variant}".rstrip() for each in problems]


def names_in(text: str, lang: Lang, **others: Iterable[str]) -> Names:
    return names_of(small(lang), declared(reading_of(text, lang)[0], small(lang), Problems()), **others)


def splits(text: str, names: Names, count: int = 1) -> list[str]:
    """Cut one sentence; return the first splits as `NAME:班长 MUST`."""
    (raw,) = reading_of(text, names.lexicon.lang)[0].sentences
    return [line(tokens) for tokens in islice(segmentations(raw, names), count)]


def cut(text: str, names: Names) -> str:
    return splits(text, names)[0]


def as_reported(text: str, names: Names) -> str:
    (raw,) = reading_of(text, names.lexicon.lang)[0].sentences
    return line(reported(raw, names))


def line(tokens: tuple[Token, ...]) -> str:
    return " ".join(map(_word, tokens))


def _word(token: Token) -> str:
    value = f":{token.value}" if token.type in ("NAME", "STRING", "OTHER", "ARTNO", "CODE", "NUMBER") else ""
    return f"{'/'.join(token.types)}{value}{'?' if token.unknown else ''}{'~' if token.assumed else ''}"

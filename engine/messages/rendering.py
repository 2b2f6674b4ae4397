"""Problems as people and machines read them: the place, the source with carets right under the words at fault, and what helps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from engine.messages.cells import width
from engine.messages.phrasing import listed
from engine.problems import Label, Problem, Span
from engine.records import record
from engine.values import Lang

_LANGS: tuple[Lang, ...] = ("en", "zh")
_BOTH = "\x1e"  # parts the English and the Chinese wording of an argument
_LIST = "\x1f"  # parts the items of a list
_WORDED = (
    "kind",
    "expected",
    "property",
    "type",
    "left",
    "right",
    "modal",
    "tongue",
    "outcome",
)  # arguments that are words of closed lists
_LONGEST = 60  # characters of the text at fault that a message repeats
_SEVERITIES = {
    "en": {"error": "error", "warning": "warning", "info": "note"},
    "zh": {"error": "错误", "warning": "警告", "info": "提示"},
}
_COLOURS = {"error": "31", "warning": "33", "info": "36"}


def text(problem: Problem, sources: Mapping[str, str], lang: Lang, *, colour: bool = False) -> str:
    """Write a problem with the lines it speaks of, in the manner of compilers; `colour` adds terminal colours, which say nothing new."""
    head = f"{_SEVERITIES[lang][problem.severity]}[{problem.code}]"
    colon = ": " if lang == "en" else "："
    first = f"{_coloured(head, problem.severity, on=colour)}{colon}{message(problem, sources, lang)}"
    places = _places(problem, sources, lang)
    width = max(len(str(span.line)) for span, _ in places)
    lines = [
        first,
        *_excerpts(places, problem.span, sources, width, _article(problem.args, lang), colour=_COLOURS[problem.severity] if colour else ""),
    ]
    if accepted := problem.args.get("accepted"):
        lines.append(f"{' ' * width} = {'accepted: ' if lang == 'en' else '已接受：'}{_tongue(accepted, lang)}")
    elif helped := help_of(problem, sources, lang):
        lines.append(f"{' ' * width} = {'help: ' if lang == 'en' else '建议：'}{helped}")
    return "\n".join(lines)


def as_json(problem: Problem, sources: Mapping[str, str]) -> dict[str, Any]:
    """Return a problem as plain data, in both tongues; offsets are code points, `end` is exclusive."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        **_place(problem.span),
        "article": dict(zip(_LANGS, _pair(problem.args.get("article", "")), strict=True)) if problem.args.get("article") else None,
        "message_en": message(problem, sources, "en"),
        "message_zh": message(problem, sources, "zh"),
        "help_en": help_of(problem, sources, "en") or None,
        "help_zh": help_of(problem, sources, "zh") or None,
        "accepted": dict(zip(_LANGS, _pair(problem.args["accepted"]), strict=True)) if "accepted" in problem.args else None,
        "labels": [
            {**_place(label.span), "label_en": _label(label, sources, "en"), "label_zh": _label(label, sources, "zh")}
            for label in problem.labels
        ],
    }


def summary(problems: Iterable[Problem], lang: Lang) -> str:
    """Count problems: `2 errors, 1 warning`, `2个错误，1个警告`; those of a severity that does not occur are left out."""
    counts = {"error": 0, "warning": 0, "info": 0}
    for problem in problems:
        counts[problem.severity] += 1
    words = _SEVERITIES[lang]
    if lang == "en":
        return ", ".join(f"{count} {words[each]}{'' if count == 1 else 's'}" for each, count in counts.items() if count) or "no problems"
    return (
        "，".join(f"{count}个{words[each]}" if each != "info" else f"{count}条{words[each]}" for each, count in counts.items() if count)
        or "没有问题"
    )


def message(problem: Problem, sources: Mapping[str, str], lang: Lang) -> str:
    """Say what is wrong, in one line."""
    return _said(_catalogue(lang).MESSAGES, problem, sources, lang)


def help_of(problem: Problem, sources: Mapping[str, str], lang: Lang) -> str:
    """Say what would mend it; empty where nothing can be said."""
    helps: Mapping[str, str] = _catalogue(lang).HELP
    if _key(problem) not in helps and problem.code not in helps:
        return ""
    return _said(helps, problem, sources, lang)


def explain(code: str, lang: Lang) -> str | None:
    """Explain the code of a problem (CH0402) or of a reason (R143) at length; None for a code that does not exist."""
    if code.startswith("R"):
        reasons: Mapping[str, str] = import_module(f"engine.messages.{lang}.reasons").REASONS
        return reasons.get(code)
    page = pages(lang).get(code)
    if page is None:
        return None
    before, after = ("instead of", "write") if lang == "en" else ("不要写", "应当写")
    examples = ((before, page.wrong), (after, page.right))
    return "\n\n".join((page.why, *(f"{said}\n\n{_indented(lines)}" for said, lines in examples if lines)))


@record
class Page:
    """What a problem means, with an example of the mistake and the mended text; both may be empty."""

    why: str
    wrong: str
    right: str


@cache
def pages(lang: Lang) -> Mapping[str, Page]:
    """Return the pages of all problems, by code, from the tongue's `pages.md`."""
    whole = files("engine.messages").joinpath(lang, "pages.md").read_text(encoding="utf-8")
    return {code: _page(body) for code, body in zip(*(iter(_PAGE.split(whole)[1:]),) * 2, strict=True)}


_PAGE = re.compile(r"^## (CH\d{4})$", re.MULTILINE)
_EXAMPLE = re.compile(r"^```(wrong|right)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
_CHARACTER = re.compile(r"\\u([0-9a-f]{4})")  # characters that nobody would see are written by their numbers


def _page(body: str) -> Page:
    examples = {kind: _CHARACTER.sub(lambda match: chr(int(match[1], 16)), lines) for kind, lines in _EXAMPLE.findall(body)}
    why = " ".join(_EXAMPLE.sub("", body).split())  # one line, for the reader's own width
    return Page(why, examples.get("wrong", ""), examples.get("right", ""))


# ---- words -------------------------------------------------------------------------------------------------------


def _catalogue(lang: Lang) -> Any:  # noqa: ANN401 - a module of constants
    return import_module(f"engine.messages.{lang}.problems")


def _key(problem: Problem) -> str:
    return f"{problem.code} {problem.variant}".rstrip()


def _said(catalogue: Mapping[str, str], problem: Problem, sources: Mapping[str, str], lang: Lang) -> str:
    sentence = catalogue.get(_key(problem)) or catalogue[problem.code]
    return sentence.format_map(_Args({"here": written(problem.span, sources), **_args(problem.args, lang)}))


def _label(label: Label, sources: Mapping[str, str], lang: Lang) -> str:
    sentence: str = _catalogue(lang).LABELS[label.key]
    return sentence.format_map(_Args({"here": written(label.span, sources), **_args(label.args, lang)}))


class _Args(dict[str, str]):
    """Arguments of a message; what a place does not tell is left empty."""

    def __missing__(self, key: str) -> str:
        return ""


def _args(args: Mapping[str, str], lang: Lang) -> dict[str, str]:
    words: Mapping[str, str] = _catalogue(lang).WORDS
    found: dict[str, str] = {}
    for key, value in args.items():
        if _BOTH in value:
            found[key] = _tongue(value, lang)
        elif key == "expected" and "after" in args:
            found[key] = _choice(
                [words[each] if each in words and each.startswith("<") else _quoted(each, lang) for each in value.split(_LIST)], lang
            )
        elif key == "known":
            found[key] = listed(value.split(_LIST), lang)
        else:
            found[key] = words.get(value, value) if key in _WORDED else value
    return found


def _choice(items: list[str], lang: Lang) -> str:
    comma, last = (", ", " or ") if lang == "en" else ("、", "或者")
    return last.join(each for each in (comma.join(items[:-1]), items[-1]) if each)


def _quoted(word: str, lang: Lang) -> str:
    return f"`{word}`" if lang == "en" else f"“{word}”"


def _tongue(value: str, lang: Lang) -> str:
    return _pair(value)[_LANGS.index(lang)]


def _pair(value: str) -> tuple[str, str]:
    en, _, zh = value.partition(_BOTH)
    return en or zh, zh or en


def written(span: Span, sources: Mapping[str, str]) -> str:
    """Return the text of a stretch on one line, shortened in its middle."""
    said = " ".join(sources.get(span.file, "")[span.start : span.end].split())
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST // 2].rstrip()} … {said[-_LONGEST // 3 :].lstrip()}"


def _indented(lines: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in lines.split("\n"))


# ---- the text with carets ----------------------------------------------------------------------------------------


def _places(problem: Problem, sources: Mapping[str, str], lang: Lang) -> list[tuple[Span, str]]:
    """Return all places with what is said there, the problem's own without words."""
    return [(problem.span, ""), *((label.span, _label_at(label, sources, lang)) for label in problem.labels)]


def _label_at(label: Label, sources: Mapping[str, str], lang: Lang) -> str:
    return f"{_label(label, sources, lang)}{_article(label.args, lang)}"


def _article(args: Mapping[str, str], lang: Lang) -> str:
    """Write in which article a place stands."""
    if not args.get("article"):
        return ""
    article = _tongue(args["article"], lang)
    return f" [{article}]" if lang == "en" else f"〔{article}〕"


def _excerpts(places: list[tuple[Span, str]], own: Span, sources: Mapping[str, str], width: int, article: str, *, colour: str) -> list[str]:
    margin = " " * width
    lines = [f"{margin}--> {own.file}:{own.line}:{own.column}{article}", f"{margin} |"]
    file = own.file
    for span, said in sorted(places, key=lambda place: (place[0].file != own.file, place[0])):
        if span.file != file:
            lines += [f"{margin}--> {span.file}:{span.line}:{span.column}", f"{margin} |"]
            file = span.file
        shown, offset, length = _line(span, sources.get(span.file, ""))
        mark = ("^" if span == own else "-") * length
        mark = f"\x1b[{colour}m{mark}\x1b[0m" if colour and span == own else mark
        lines += [f"{span.line:>{width}} | {shown}", f"{margin} | {' ' * offset}{mark} {said}".rstrip()]
    return lines


def _line(span: Span, source: str) -> tuple[str, int, int]:
    """Return the source line of a place, how many cells stand before it, and how many it takes on that line."""
    start = span.start - span.column + 1
    ends = [at for at in (source.find("\n", span.start), source.find("\r", span.start)) if at >= 0]
    end = min(ends, default=len(source))
    before = _shown(source[start : span.start])
    inside = _shown(source[span.start : min(span.end, end)].rstrip())
    return _shown(source[start:end]), width(before), max(width(inside), 1)


def _shown(line: str) -> str:
    """Return a line with a space for every character that would move the carets."""
    return "".join(" " if character == "\t" or not character.isprintable() else character for character in line)


def _coloured(head: str, severity: str, *, on: bool) -> str:
    return f"\x1b[1;{_COLOURS[severity]}m{head}\x1b[0m" if on else head


def _place(span: Span) -> dict[str, Any]:
    return {"file": span.file, "line": span.line, "column": span.column, "start": span.start, "end": span.end}

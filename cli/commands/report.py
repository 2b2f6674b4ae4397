"""`charter report`: what each article comes to: executed, stated, recorded only, left open; what was assumed and accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cli.completion import files
from cli.orders import Given, Order, Report, argument, option
from cli.problems import cache_of, read, sound
from cli.session import Session, help_text
from cli.voice import Voice
from cli.widths import table

if TYPE_CHECKING:
    from engine.dsl.coverage import Covered, Line
    from engine.dsl.extend import Difference

STATUSES = ("executed", "stated", "proved", "refuted", "undecided", "recorded", "unspecified", "yields")


def command(session: Session) -> Order:
    """Make the command."""
    everything = option(help_text(session.lang, "report --all"), "--all", to="all", flag=True)
    return Order("report", run, help_text(session.lang, "report"), [argument("FILE", to="file", complete=files), everything])


def run(session: Session, given: Given) -> Report:
    """Report on a charter, article by article."""
    from engine import drafting, proving

    draft = read(Path(given["file"]), session)
    charter = sound(draft).charter
    articles = drafting.report(draft, proving.statuses(proving.proved(draft, cache=cache_of(session))))
    lines = [line for article in articles for line in article.lines]
    differences = draft.compiled.differences
    nodes = [*(line.node for line in lines), *(node for each in differences for node in (each.node, each.by))]
    texts = drafting.texts(draft, nodes, session.lang, cache=cache_of(session))
    said = dict(zip(map(id, nodes), texts, strict=True))
    voice = Voice(session, charter)
    value = {
        "articles": [_told(article, said) for article in articles],
        "accepted": charter.accepted,
        "differences": [_differs(each, said) for each in differences],
    }
    counts: Counter[str] = Counter(line.status for line in lines)
    counts["assumed"] = sum(line.assumed for line in lines)

    def text() -> str:
        parts = ["\n".join(_differing(voice, differences, said))] if differences else []
        several = len({file for article in articles for file in article.files}) > 1
        told = (_article(voice, article, said, everything=bool(given["all"]), several=several) for article in articles)
        parts += ["\n".join(lines) for lines in told if lines]
        parts += ["\n".join(_accepted(voice))] if charter.accepted else []
        found: dict[str, object] = {key: counts[key] for key in (*STATUSES, "assumed")}
        found["proofs"] = session.say("report_proofs", **found) if charter.proofs else ""
        return "\n\n".join([*parts, session.say("report_counts", accepted=len(charter.accepted), **found)])

    return Report(value, text, charter=charter)


def _told(article: Covered, said: dict[int, str]) -> dict[str, object]:
    sentences = [{"text": said[id(line.node)], "status": line.status, "assumed": line.assumed} for line in article.lines]
    return {
        "article": article.cite,
        "heading": article.heading,
        "declaratory": article.declaratory,
        "files": article.files,
        "sentences": sentences,
    }


def _differs(each: Difference, said: dict[int, str]) -> dict[str, object]:
    return {
        "text": said[id(each.node)],
        "article": each.cite,
        "file": each.node.span.file,
        "line": each.node.span.line,
        "why": each.why,
        "instead": said[id(each.by)] if each.why == "replaced" else None,
        "by": each.by_cite,
        "by_file": each.by.span.file,
        "by_line": each.by.span.line,
    }


def _differing(voice: Voice, differences: tuple[Difference, ...], said: dict[int, str]) -> Iterator[str]:
    """Say what does not hold any more of the charter that this one extends; of an article that went as a whole, its heading."""
    yield voice.session.word("differs")
    rows = []
    for each in differences:
        if each.why != "replaced" and not each.whole:
            continue
        instead = f" → {_line(voice, said[id(each.by)])}" if each.why == "replaced" else ""
        at = " ".join(part for part in (Path(each.by.span.file).name, voice.cite(each.by_cite) if each.by_cite else "") if part)
        rows.append((f"  {voice.session.word(f'differs_{each.why}')}", f"{_line(voice, said[id(each.node)])}{instead}", at))
    yield from table(rows).split("\n") if rows else ()


def _article(voice: Voice, article: Covered, said: dict[int, str], *, everything: bool, several: bool) -> list[str]:
    """Say an article with its sentences; unless everything is wanted, only what is assumed, open or not executed."""
    wanted = [line for line in article.lines if everything or line.assumed or line.status not in ("executed", "stated")]
    if not wanted and not (everything and article.heading):
        return []
    heading = article.heading.say(voice.lang) if article.heading else ""
    head = (
        voice.session.say("report_article", article=voice.cite(article.cite), heading=heading)
        if article.cite
        else voice.session.word("before_articles")
    )
    where = f" [{', '.join(Path(file).name for file in article.files)}]" if several else ""
    return [f"{head}{where}", *_sentences(voice, wanted, said)]


def _sentences(voice: Voice, wanted: list[Line], said: dict[int, str]) -> list[str]:
    """Say sentences, each on one line, behind what becomes of them."""
    rows = [(f"  {voice.session.word(f'status_{line.status}')}", _line(voice, said[id(line.node)])) for line in wanted]
    return table(rows).split("\n") if rows else []


def _line(voice: Voice, text: str) -> str:
    """Put a sentence on one line."""
    return (" " if voice.lang == "en" else "").join(map(str.strip, text.split("\n")))


def _accepted(voice: Voice) -> Iterator[str]:
    yield voice.session.word("accepted")
    for each in voice.charter.accepted:
        yield "  " + voice.session.say("report_accepted", code=each.code, reason=_reason(each.reason, voice), cite=voice.cite(each.cite))


def _reason(reason: object, voice: Voice) -> str:
    from engine.values import Text

    return reason.say(voice.lang) if isinstance(reason, Text) else str(reason)

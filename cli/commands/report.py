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

STATUSES = ("executed", "stated", "recorded", "unspecified", "yields")


def command(session: Session) -> Order:
    """Make the command."""
    everything = option(help_text(session.lang, "report --all"), "--all", to="all", flag=True)
    return Order("report", run, help_text(session.lang, "report"), [argument("FILE", to="file", complete=files), everything])


def run(session: Session, given: Given) -> Report:
    """Report on a charter, article by article."""
    from engine import drafting

    draft = read(Path(given["file"]), session)
    charter = sound(draft).charter
    articles = drafting.report(draft)
    lines = [line for article in articles for line in article.lines]
    texts = drafting.texts(draft, [line.node for line in lines], session.lang, cache=cache_of(session))
    said = dict(zip(map(id, lines), texts, strict=True))
    voice = Voice(session, charter)
    value = {
        "articles": [
            {
                "article": article.cite,
                "heading": article.heading,
                "declaratory": article.declaratory,
                "sentences": [{"text": said[id(line)], "status": line.status, "assumed": line.assumed} for line in article.lines],
            }
            for article in articles
        ],
        "accepted": charter.accepted,
    }
    counts: Counter[str] = Counter(line.status for line in lines)
    counts["assumed"] = sum(line.assumed for line in lines)

    def text() -> str:
        parts = ["\n".join(told) for article in articles if (told := _article(voice, article, said, everything=bool(given["all"])))]
        parts += ["\n".join(_accepted(voice))] if charter.accepted else []
        found = {key: counts[key] for key in (*STATUSES, "assumed")}
        return "\n\n".join([*parts, session.say("report_counts", accepted=len(charter.accepted), **found)])

    return Report(value, text, charter=charter)


def _article(voice: Voice, article: Covered, said: dict[int, str], *, everything: bool) -> list[str]:
    """Say an article with its sentences; unless everything is wanted, only what is assumed, open or not executed."""
    wanted = [line for line in article.lines if everything or line.assumed or line.status in ("recorded", "unspecified", "yields")]
    if not wanted and not (everything and article.heading):
        return []
    heading = article.heading.say(voice.lang) if article.heading else ""
    head = (
        voice.session.say("report_article", article=voice.cite(article.cite), heading=heading)
        if article.cite
        else voice.session.word("before_articles")
    )
    return [head, *_sentences(voice, wanted, said)]


def _sentences(voice: Voice, wanted: list[Line], said: dict[int, str]) -> list[str]:
    """Say sentences, each on one line, behind what becomes of them."""
    link = " " if voice.lang == "en" else ""
    rows = [(f"  {voice.session.word(f'status_{line.status}')}", link.join(map(str.strip, said[id(line)].split("\n")))) for line in wanted]
    return table(rows).split("\n") if rows else []


def _accepted(voice: Voice) -> Iterator[str]:
    yield voice.session.word("accepted")
    for each in voice.charter.accepted:
        yield "  " + voice.session.say("report_accepted", code=each.code, reason=_reason(each.reason, voice), cite=voice.cite(each.cite))


def _reason(reason: object, voice: Voice) -> str:
    from engine.values import Text

    return reason.say(voice.lang) if isinstance(reason, Text) else str(reason)

"""What a text's `prove` sentences come to: a verdict on each, as a problem where it does not hold, kept between runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from engine.drafting import Draft, grammar, shelf
from engine.dsl import syntax
from engine.dsl.checks.scene import article_in_both
from engine.problems import Problem
from engine.records import record

if TYPE_CHECKING:
    from pathlib import Path

    from engine.dsl.compile import Compiled
    from engine.dsl.coverage import Status
    from engine.dsl.gather import Sentence
    from engine.dsl.names import Symbols
    from engine.proofs.guarantees import Verdict
    from engine.values import Lang

Rows: TypeAlias = "tuple[tuple[Status, str, str, str, str], ...]"  # all that `Proved` holds besides the sentence
_COLUMNS = 5
_PROVES = (syntax.ProveNeverBefore, syntax.ProveCanEnd)


@record
class Proved:
    """A `prove` sentence and the verdict on it: on which kind of case, which state it comes to, and the history that shows it."""

    sentence: Sentence
    result: Status
    name: str
    state: str
    history: str
    how: str  # the wording of its problem


def proved(draft: Draft, *, cache: Path | None) -> tuple[Proved, ...]:
    """Return the verdicts on the `prove` sentences of a sound charter; of a faulty one none.

    They are kept by the texts and by the engine that judged them, as long as the cache folder keeps them.
    """
    sentences = _sentences(draft.compiled)
    if not sentences or draft.compiled.charter is None:
        return ()
    kept = shelf(cache)
    key = kept.key("verdicts", draft.text, *chain.from_iterable(sorted(draft.sources.items()))) if kept else ""
    found = _sound(kept.get(key, draft.file), len(sentences)) if kept else None
    if found is None:
        found = verdicts(draft.compiled, cache=cache)
        if kept:
            kept.put(key, found)
    return tuple(Proved(sentence, *each) for sentence, each in zip(sentences, found, strict=True))


def verdicts(compiled: Compiled, *, cache: Path | None) -> Rows:
    """Prove what a sound charter says must hold: result, names of kind and state, and the history, in the charter's tongue."""
    from engine.proofs.guarantees import prove

    assert compiled.charter is not None
    lang: Lang = "zh" if compiled.file.lang == "zh" else "en"
    return tuple(_told(each, compiled, lang, cache) for each in prove(compiled.charter, lang))


def problems(found: Iterable[Proved], symbols: Symbols) -> tuple[Problem, ...]:
    """Return what is not proved: an error where it is refuted, a warning where it is not decided."""
    return tuple(_problem(each, symbols) for each in found if each.result != "proved")


def judged(draft: Draft, *, cache: Path | None) -> Draft:
    """Return a draft with what its `prove` sentences come to among its problems; one that is refuted makes it faulty."""
    found = problems(proved(draft, cache=cache), draft.compiled.symbols)
    for each in found:
        draft.compiled.problems.add(each)
    refuted = any(each.severity == "error" for each in found)
    return replace(draft, compiled=replace(draft.compiled, charter=None)) if refuted else draft


def statuses(found: Iterable[Proved]) -> Mapping[int, Status]:
    """Return what to report of each sentence, by the identity of its node."""
    return {id(each.sentence.node): each.result for each in found}


def _sentences(compiled: Compiled) -> list[Sentence]:
    return [each for each in compiled.sentences if isinstance(each.node, _PROVES)]


def _problem(found: Proved, symbols: Symbols) -> Problem:
    span, article = found.sentence.node.span, article_in_both(found.sentence.cite, symbols)
    args = {"name": found.name, "state": found.state, "history": found.history, "article": article}
    if found.result == "refuted":
        return Problem("CH0807", "error", span, args, variant=found.how)
    return Problem("CH0808", "warning", span, args, variant=found.how)


def _told(verdict: Verdict, compiled: Compiled, lang: Lang, cache: Path | None) -> tuple[Status, str, str, str, str]:
    charter = compiled.charter
    assert charter is not None
    process = charter.process(verdict.process)
    state = charter.lifecycle_of(process.id).state(verdict.state).name.say(lang) if verdict.state else ""
    history = ""
    if verdict.scenario is not None:
        from engine.dsl.telling import told

        items = [item for file in compiled.files for item in file.items]
        history = told(verdict.scenario, charter, lang, items, grammar(cache)).rstrip("\n")
    return verdict.result, process.name.say(lang), state, history, _how(verdict)


def _how(verdict: Verdict) -> str:
    if verdict.result == "refuted":
        return "end" if verdict.proof.kind == "can end" else ""
    return "ahead" if verdict.ahead else "shown" if verdict.state else ""


def _sound(kept: Any, count: int) -> Rows | None:  # noqa: ANN401 - whatever lay there
    """Return what was kept, if it is of so many sentences."""
    whole = isinstance(kept, tuple) and len(kept) == count
    return kept if whole and all(isinstance(each, tuple) and len(each) == _COLUMNS for each in kept) else None

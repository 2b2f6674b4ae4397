"""How a case that nobody drafts comes about: another case makes the move that opens it, or a sum reaches its line."""

from __future__ import annotations

from functools import partial

from engine.charter import Constant, Move, Open, ParameterValue, Post, Trigger
from engine.proofs.filling import USUAL
from engine.proofs.stage import Stage
from engine.proofs.story import LABELS, play_to
from engine.values import Lang, Money, Op, Value
from engine.workflows.evaluate import parameter_value
from engine.workflows.periods import local_day


def opened(stage: Stage, process: str, lang: Lang) -> bool:
    """Let something open a case of a kind; False where nothing does."""
    label, charter = LABELS[lang][2], stage.charter
    others = [each.id for each in charter.processes if each.id != process]
    usual = Money(USUAL, charter.currency)
    if any(play_to(stage, each, partial(_opens, process), label, lang, usual, _paid_from(stage, each, process)) for each in others):
        return True
    return any(_reached(stage, trigger, each, label, lang) for trigger in charter.triggers if trigger.opens == process for each in others)


def _reached(stage: Stage, trigger: Trigger, process: str, label: str, lang: Lang) -> bool:
    """Bring a sum to its line at once, by one case for somebody who is not its drafter."""
    line = _line(stage, trigger)
    if line is None or not stage.charter.is_kind(process, trigger.source):
        return False
    return play_to(stage, process, _posts, label, lang, line, {trigger.sum_field: line, trigger.by: stage.people[0].person})


def _opens(process: str, move: Move) -> bool:
    return any(isinstance(effect, Open) and effect.process == process for effect in move.effects)


def _paid_from(stage: Stage, process: str, opens: str) -> dict[str, Value]:
    """Return the fund that a case has to name in order to open another, where that hangs on it."""
    effects = [effect for move in stage.charter.lifecycle_of(process).moves for effect in move.effects]
    funds = [each.fund for each in effects if isinstance(each, Open) and each.process == opens and each.fund]
    return {field.id: funds[0] for field in stage.charter.process(process).fields if field.type == "fund"} if funds else {}


def _posts(move: Move) -> bool:
    return any(isinstance(effect, Post) for effect in move.effects)


def _line(stage: Stage, trigger: Trigger) -> Money | None:
    """Return the smallest amount that reaches the line of a sum."""
    line: Value = None
    if isinstance(trigger.line, Constant):
        line = trigger.line.value
    elif isinstance(trigger.line, ParameterValue):
        line = parameter_value(stage.charter, trigger.line.parameter, local_day(stage.now, stage.charter.zone))
    if not isinstance(line, Money):
        return None
    return line + Money(1, line.currency) if trigger.op is Op.OVER else line

"""Orders for taking part in a case, objecting to it, and taking it up: what few kinds of case know."""

from __future__ import annotations

from functools import partial

import click

from cli import acting
from cli.completion import members, numbers
from cli.orders import Order, Takes, argument, option
from cli.session import Session, help_text
from engine.charter import Process

VERBS = ("sign-up", "sign-off", "attend", "object", "answer", "take-up")


def order(session: Session, verb: str, process: Process | None) -> Order:
    """Make the order of one of the verbs."""
    lang = session.lang
    case = argument("CASE", to="number", complete=numbers)
    reason = option(help_text(lang, "--reason"), "--reason", to="reason")
    params: dict[str, list[click.Parameter]] = {
        "sign-up": [],
        "sign-off": [],
        "attend": [
            argument("MEMBER", to="member", complete=members),
            option(help_text(lang, "attend --minutes"), "--minutes", to="minutes", takes=Takes("MINUTES"), required=True),
        ],
        "object": [reason],
        "answer": [option(help_text(lang, "answer --objection"), "--objection", to="objection", takes=Takes("COUNT")), reason],
        "take-up": [option(help_text(lang, "take-up --into"), "--into", to="into", takes=Takes("CASE"), complete=numbers)],
    }
    run = partial(acting.take_part, verb, process.id if process else None)
    return Order(verb, run, help_text(lang, verb), [case, *params[verb]])

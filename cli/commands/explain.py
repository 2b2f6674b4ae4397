"""`charter explain`: the page of a problem's code or of a reason's."""

from __future__ import annotations

import re
from importlib import import_module

import click

from cli.orders import Given, Misuse, Order, Report, argument
from cli.session import Session, help_text


def command(session: Session) -> Order:
    """Make the command."""
    return Order("explain", run, help_text(session.lang, "explain"), [argument("CODE", to="code", complete=_begun)])


def run(session: Session, given: Given) -> Report:
    """Explain a code; what differs from case to case in a reason stands as `…`."""
    from engine.messages.rendering import explain
    from engine.services.faults import close

    code = given["code"].strip().upper()
    pages = {lang: explain(code, lang) for lang in ("en", "zh")}
    if pages["en"] is None or pages["zh"] is None:
        raise Misuse(key="no_code", near=close(code, _codes()), found=given["code"])
    told = {lang: re.sub(r"\{\w+\}", "…", page or "") if code.startswith("R") else page or "" for lang, page in pages.items()}
    return Report({"code": code, **{f"page_{lang}": page for lang, page in told.items()}}, lambda: f"{code}\n{told[session.lang]}")


def _codes() -> list[str]:
    reasons = import_module("engine.messages.en.reasons").REASONS
    pages = import_module("engine.messages.en.pages").PAGES
    return [*reasons, *pages]


def _begun(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    del ctx, param
    return [code for code in _codes() if code.startswith(incomplete.upper())]

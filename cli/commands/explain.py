"""`charter explain`: the page of a problem's code or of a reason's."""

from __future__ import annotations

import re
from importlib import import_module

import click

from cli.orders import Given, Misuse, Order, Report, argument
from cli.session import Session, help_text
from cli.widths import wrap


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
    value = {"code": code, "page_en": told["en"], "page_zh": told["zh"]}
    return Report(value, lambda: f"{code}\n{_laid_out(told[session.lang], session)}")


def _laid_out(page: str, session: Session) -> str:
    """Break the sentences of a page into lines; its examples stand as they are."""
    return "\n".join(line if line.startswith("    ") else wrap(line, session.width) for line in page.split("\n"))


def _codes() -> list[str]:
    from engine.messages.rendering import pages

    return [*import_module("engine.messages.en.reasons").REASONS, *pages("en")]


def _begun(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    del ctx, param
    return [code for code in _codes() if code.startswith(incomplete.upper())]

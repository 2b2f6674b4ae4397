"""docs/commands.md, made of what the commands say of themselves in both tongues."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module

import click
from pages import ROOT

from cli.everywhere import options
from cli.kinds import kind_command
from cli.orders import Orders
from cli.session import Session
from cli.table import TABLE
from engine.values import Lang

PAGE = ROOT / "docs" / "commands.md"
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TONGUES: tuple[Lang, Lang] = ("en", "zh")
INTRODUCTION = """# Commands · 命令

Made from what `charter COMMAND --help` says, in both tongues; a test holds it to that. 由 `charter 命令 --help` 的内容生成，由测试核对。
"""
KIND = """## charter KIND · charter 事项

A kind of case has the commands of its own name, in either tongue: `charter expense new`, `charter 支出 新建`.
Its fields are options of `new` and `edit`, its moves are commands. Shown here is the library's `expense`, with what every kind has.
每种事项都有以其名称为名的命令；其栏目是“新建”“修改”的选项，其办理步骤是命令。此处以标准事项“支出”为例。
"""


def session(lang: Lang, db: str = "none.db") -> Session:
    return Session(db, None, lang, json=False, at=None, now=NOW, width=100, terminal=False, colour=False, cache=None, trace=False)


def page(book: str) -> str:
    """Return the whole page; `book` has kinds of case of the library."""
    pairs = [tuple(import_module(f"cli.commands.{TABLE[name].module}").command(session(lang)) for lang in TONGUES) for name in TABLE]
    kinds = tuple(kind_command(session(lang, book), "expense") for lang in TONGUES)
    everywhere = zip(*(options(session(lang)) for lang in TONGUES), strict=True)
    parts = [INTRODUCTION, _table("## Options that may stand anywhere · 可置于任意位置的选项", everywhere)]
    parts += [line for english, chinese in pairs for line in _command(english, chinese, f"charter {english.name}", 2)]
    parts.append(KIND)
    for name, order in kinds[0].commands.items():
        parts += _command(order, kinds[1].commands[name], f"charter expense {name}", 3)
    return "\n".join(parts).rstrip("\n") + "\n"


def _command(english: click.Command, chinese: click.Command, path: str, level: int) -> Iterator[str]:
    yield f"{'#' * level} {path}\n"
    yield f"{_flat(english.help)}\n\n{_flat(chinese.help)}\n"
    arguments = [each for each in english.params if isinstance(each, click.Argument)]
    shown = " ".join(f"[{_word(each)}]" if not each.required else _word(each) for each in arguments)
    if shown:
        yield f"`{path} {shown}`\n"
    pairs = [(one, other) for one, other in zip(english.params, chinese.params, strict=True) if isinstance(one, click.Option)]
    if pairs:
        yield _table("", pairs)
    if isinstance(english, Orders) and isinstance(chinese, Orders):
        for name, order in english.commands.items():
            yield from _command(order, chinese.commands[name], f"{path} {name}", level + 1)


def _table(title: str, pairs: object) -> str:
    rows = [_row(one, other) for one, other in pairs]  # type: ignore[attr-defined]
    return "\n".join([*([title, ""] if title else []), "| option | | |", "|---|---|---|", *rows, ""])


def _row(one: click.Option, other: click.Option) -> str:
    names = ", ".join(f"`{each}`" for each in dict.fromkeys((*one.opts, *other.opts)))
    return f"| {names} | {_cell(one, 'required')} | {_cell(other, '必填')} |"


def _cell(each: click.Option, required: str) -> str:
    return _flat(each.help).replace("|", "\\|") + (f" ({required})" if each.required else "")


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())


def _word(each: click.Argument) -> str:
    return f"{each.metavar}…" if each.nargs == -1 else each.metavar or ""

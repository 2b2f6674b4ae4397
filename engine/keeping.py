"""What is kept between runs in a private folder, as JSON: the syntax of library modules and the verdicts of proofs.

What is kept hangs on nothing but its key, and the key on everything that it rests on: the program's own files; of syntax the module's
text and the names that the charter and all its modules declare; of verdicts the texts of the charter. A folder that cannot be
written, or a file that cannot be read, only costs the time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from engine import codec
from engine.dsl import declared, syntax
from engine.problems import Span

MOST_KEPT = 200  # files; the oldest go first
_HERE = Path(__file__).resolve().parent
_ROOMS = ("", "dsl", "dsl/lexicon", "proofs", "workflows")


class Shelf:
    """A folder of what is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._program = program()

    def key(self, *texts: str) -> str:
        """Return a key that hangs on every text and on the program."""
        made = sha256()
        for text in (self._program, *texts):
            part = text.encode()
            made.update(b"%d:" % len(part))
            made.update(part)
        return made.hexdigest()[:32]

    def get(self, key: str, file: str) -> Any:  # noqa: ANN401 - what was put under the key
        """Return what was put under a key, its places in `file`; None where nothing is there."""
        try:
            return _read(json.loads((self._folder / f"kept-{key}.json").read_text(encoding="utf-8")), file)
        except (OSError, ValueError, KeyError, TypeError, IndexError, AssertionError):
            return None

    def put(self, key: str, value: object) -> None:
        """Keep a value under a key."""
        keep(self._folder / f"kept-{key}.json", json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")))
        with suppress(OSError):
            old = sorted(self._folder.glob("kept-*.json"), key=lambda each: each.stat().st_mtime)
            for each in old[:-MOST_KEPT]:
                each.unlink()


@cache
def program() -> str:
    """Return what tells one state of the program from another: the files of the rooms that read and prove, by size and time of change."""
    files = (file for room in _ROOMS for file in os.scandir(_HERE / room) if file.is_file())
    return repr(sorted((file.path, (stat := file.stat()).st_size, stat.st_mtime_ns) for file in files))


def keep(file: Path, text: str) -> None:
    """Write a file whole or not at all."""
    draft = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.write_text(text, encoding="utf-8")
        draft.replace(file)
    except OSError:
        with suppress(OSError):
            draft.unlink()


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON
    """Turn syntax into lists: a tuple as [1, …], a place as [0, …], a node as [its name, its fields …], other values as codec does."""
    if isinstance(value, tuple):
        return [1, *map(_plain, value)]
    if isinstance(value, Span):
        return [0, value.start, value.end, value.line, value.column] if value.file else [0]
    tag = _TAGS.get(type(value))
    return codec.encode(value) if tag is None else [tag, *(_plain(getattr(value, name)) for name in _names(type(value)))]


def _read(plain: Any, file: str) -> Any:  # noqa: ANN401 - any value
    if not isinstance(plain, list):
        return codec.decode(plain)
    head, *rest = plain
    if head == 0:
        return Span(file, *rest) if rest else Span("", 0, 0, 0, 0)
    if head == 1:
        return tuple([_read(each, file) for each in rest])
    kind = _KINDS[head]
    assert len(rest) == len(_names(kind)), kind  # the program that kept it knew the same kinds of node: its key says so
    return kind(*[each if each is None or type(each) in _BARE else _read(each, file) for each in rest])


def _names(kind: Callable[..., Any]) -> tuple[str, ...]:
    names: tuple[str, ...] = kind._record_names  # type: ignore[attr-defined]  # noqa: SLF001 - as `records` keeps them
    return names


_BARE = frozenset((str, int, bool))  # what is kept as it is
_KINDS: dict[str, Callable[..., Any]] = {
    **{name: kind for name, kind in vars(syntax).items() if isinstance(kind, type) and issubclass(kind, syntax.Node)},
    "a name": declared.Declared,
}
_TAGS: dict[type, str] = {kind: tag for tag, kind in _KINDS.items() if isinstance(kind, type)}

"""The texts that SQLite is given are what SQLAlchemy makes of the statements today.

After a change in `statements`, `python tests/store/test_store_texts.py` writes `engine/store/texts.py` anew.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

from engine.store import texts
from engine.store.records import COLUMNS
from engine.store.schema import metadata
from engine.store.statements import for_sqlite

HEAD = '''"""What every statement of `statements` compiles to for SQLite: reading needs no SQLAlchemy. A test holds both equal."""

from __future__ import annotations

TEXTS: dict[str, str] = {
'''


def module() -> str:
    """Write the module of texts."""
    lines = [HEAD]
    for name, text in for_sqlite().items():
        parts = textwrap.wrap(text, 112, break_long_words=False, break_on_hyphens=False)
        if len(parts) == 1 and len(text) + len(name) < 120:
            lines.append(f"    {name!r}: {text!r},\n")
        else:
            lines.append(
                f"    {name!r}: " + "\n        ".join(["", *(repr(part + " ") for part in parts[:-1]), repr(parts[-1])]).lstrip(" ") + ",\n"
            )
    return "".join([*lines, "}\n"])


def test_texts_are_what_the_statements_compile_to():
    assert for_sqlite() == texts.TEXTS


def test_columns_are_those_of_the_schema():
    assert {name: tuple(table.columns.keys()) for name, table in metadata.tables.items() if name in COLUMNS} == COLUMNS
    assert set(metadata.tables) - set(COLUMNS) == {"attachments"}


if __name__ == "__main__":
    Path(texts.__file__).write_text(module(), encoding="utf-8")
    sys.stdout.write(f"{texts.__file__}\n")

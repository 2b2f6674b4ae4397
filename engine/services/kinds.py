"""The kinds of case of a book by their names alone, for the first page of help and for completion; loads no charter."""

from __future__ import annotations

import json

from engine.reserved import slug
from engine.store import peek


def kinds(url: str) -> tuple[tuple[str, str], ...]:
    """Return the names, English and Chinese as typed, of the kinds that cases are opened of; none where no book is at hand."""
    compiled = peek.compiled_charter(url)
    if compiled is None:
        return ()
    found = [each for each in json.loads(compiled)["processes"] if not each.get("abstract")]
    return tuple((slug(each["name"].get("en", "")), slug(each["name"].get("zh", ""))) for each in found)

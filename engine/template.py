"""Texts with marked places: a charter to be begun with, of which some parts are wanted and some are not.

`{name}` marks a place for a word. A line `#? award` begins a part that is kept where an award is wanted, `#? no award` one that
is kept where it is not, `#? award and expense` where both are; the next line of that kind ends it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_PART = "#?"
_MARK = re.compile(r"\{([^{}]+)\}")


def fill(template: str, words: Mapping[str, str], parts: Collection[str]) -> str:
    """Return a template with its marks filled and only the parts that are wanted; a mark without a word is a KeyError."""
    kept, lines = True, []
    for line in template.splitlines():
        if line.startswith(_PART):
            kept = _wanted(line.removeprefix(_PART).strip(), parts)
        elif kept:
            lines.append(_MARK.sub(lambda mark: words[mark[1]], line))
    return "\n".join(lines) + "\n"


def marks(template: str) -> frozenset[str]:
    """Return the names of all marks."""
    return frozenset(_MARK.findall(template))


def _wanted(part: str, parts: Collection[str]) -> bool:
    names = (each.strip() for each in part.split(" and ")) if part else ()
    return all((each.removeprefix("no ") in parts) != each.startswith("no ") for each in names)

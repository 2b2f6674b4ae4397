"""Long lines of a laid-out charter, folded after commas: white space and line breaks mean nothing in the language."""

from __future__ import annotations

import re
import unicodedata

WIDEST = 120  # cells; a stretch without a comma may still be wider

# A comma in an article's number (七、2) or in an amount (1,280) is none to fold at.
_COMMA = r"[，；]|、(?!\s*[0-9(（])|[,;](?=\s)\s*"
_STRETCH = re.compile(rf'(?:“[^”]*”|"[^"]*"|「[^」]*」|(?!{_COMMA}).)*(?:{_COMMA}|$)')


def fold(line: str) -> list[str]:
    """Cut a line that is too wide after commas outside quotations; what goes on is indented two further."""
    if _width(line) <= WIDEST:
        return [line]
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    lines = [""]
    for stretch in filter(None, _STRETCH.findall(line)):
        if lines[-1].strip() and _width(lines[-1]) + _width(stretch.rstrip()) > WIDEST:
            lines[-1] = lines[-1].rstrip()
            lines.append(indent)
        lines[-1] += stretch
    return lines


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)

"""The tokens that a sentence is cut into: canonical terminals with the words, names and values behind them."""

from __future__ import annotations

from engine.problems import Span
from engine.records import record


@record
class Token:
    """One word, name, value or mark of a sentence.

    `types` are the terminals that it may be, best first; a parser takes the first that its state accepts. `text` is the token as written.
    `value` is the name as declared, the text within quotation marks, the value of a number, the comparison of a CMP, or, for a
    ROW, its cells as sentences; None for a keyword. A NAME is `known` when it is declared, `quoted` when it stands in 「 」.
    """

    types: tuple[str, ...]
    text: str
    value: object
    span: Span
    assumed: bool = False
    known: bool = True
    quoted: bool = False

    @property
    def type(self) -> str:
        """The terminal that the token is most likely to be."""
        return self.types[0]

    @property
    def unknown(self) -> bool:
        """Whether this is text that nobody declared."""
        return not self.known


NAME, STRING, OTHER, ARTNO, CODE, ROW = "NAME", "STRING", "OTHER", "ARTNO", "CODE", "ROW"
COMMA, LISTSEP, SEMI, COLON, END, LPAR, RPAR, CMP, DASH = "COMMA", "LISTSEP", "SEMI", "COLON", "END", "LPAR", "RPAR", "CMP", "DASH"
VALUES = ("MONEY", "FRACTION", "DURATION", "DATE", "TIME", "NUMBER", "DAYOFMONTH", "FREQUENCY", "WEEKDAY")

# Every terminal that no lexicon lists; with the keywords of a lexicon these are all that a grammar may name.
UNLISTED = (NAME, STRING, OTHER, ARTNO, CODE, ROW, COMMA, LISTSEP, SEMI, COLON, END, LPAR, RPAR, CMP, DASH, *VALUES)

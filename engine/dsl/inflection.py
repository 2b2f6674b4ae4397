"""The forms in which an English name may stand: squad leaders, activities, submits, carries out."""

from __future__ import annotations

import re

_IRREGULAR = {
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "criterion": "criteria",
    "go": "goes",
    "do": "does",
    "have": "has",
}
_PLURAL_OF = {plural: singular for singular, plural in _IRREGULAR.items()}
_UNCHANGED = re.compile(r"(?:ss|us|is|[^a-z])$")
_HISSING = re.compile(r"(?:s|x|z|ch|sh)$")


def forms(name: str) -> tuple[str, ...]:
    """Return the other forms of an English name, in lower case: last word in the plural and singular, first word with -s.

    `squad leader` gives `squad leaders`, `activities` gives `activity`, `carry out` gives `carries out`.
    """
    words = name.lower().split()
    if not words or not words[-1].isascii():
        return ()
    *before, last = words
    first, *after = words
    found = [" ".join((*before, with_s(last))), " ".join((with_s(first), *after)), " ".join((*before, without_s(last)))]
    return tuple(dict.fromkeys(form for form in found if form != name.lower()))


def with_s(word: str) -> str:
    """Return the plural of a noun, which is also the -s form of a verb: `activities`, `pays`, `publishes`."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    stem, found, tail = word.rpartition("man")
    if found and not tail and stem:
        return f"{stem}men"
    if _HISSING.search(word):
        return f"{word}es"
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}s" if word[-1:].isalpha() else word


def without_s(word: str) -> str:
    """Return the singular of a noun, or the word itself."""
    if word in _PLURAL_OF:
        return _PLURAL_OF[word]
    if not word.endswith("s") or _UNCHANGED.search(word) or len(word) <= len("yes"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if re.search(r"(?:ss|x|z|ch|sh)es$", word):
        return word[:-2]
    return word[:-1]

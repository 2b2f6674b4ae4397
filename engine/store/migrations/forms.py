"""The form of a book that this version writes. Revisions are numbered, so that older and newer can be told apart."""

from __future__ import annotations

FORM = "0002"

"""Checks."""

from __future__ import annotations


def check(charter, sentences, symbols, problems):
    """Check."""

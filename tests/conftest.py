"""What all tests share: `--update-golden` rewrites the files that outputs are compared with."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write expected outputs anew instead of comparing")

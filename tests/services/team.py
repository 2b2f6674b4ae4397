"""Where the team's files lie and when its book is founded, for the tests of what can be asked of a book."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from engine.services.acts import Done

FILES = Path(__file__).parent.parent / "sessions" / "files"
FOUNDED = datetime(2011, 3, 1, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai
Do = Callable[..., Done]

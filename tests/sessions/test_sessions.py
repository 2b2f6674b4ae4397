"""Every session comes out as it is written down; `--update-golden` writes it down anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from runner import HERE, replay


@pytest.mark.parametrize("file", sorted(HERE.glob("*.txt")), ids=lambda file: file.stem)
def test_session(file: Path, tmp_path: Path, pytestconfig: pytest.Config):
    """What is typed is answered as the session says."""
    written = file.read_text(encoding="utf-8")
    found = replay(written, tmp_path)
    if pytestconfig.getoption("--update-golden"):
        file.write_text(found, encoding="utf-8")
    else:
        assert found == written

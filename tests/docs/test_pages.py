"""What the documentation shows is what comes of it; `--update-golden` writes the answers anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import ROOT, found, played


@pytest.mark.parametrize("page", found(), ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_comes_out_as_it_is_written(page: Path, tmp_path: Path, pytestconfig: pytest.Config):
    came = played(page, tmp_path)
    if pytestconfig.getoption("--update-golden"):
        page.write_text(came, encoding="utf-8")
    else:
        assert came == page.read_text(encoding="utf-8")

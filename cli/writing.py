"""Write what a command made into a file: whole or not at all, and never over a file that is there unless told so."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from engine.services.faults import FileExists, FileUnwritable


def write_file(file: Path, content: bytes, *, force: bool) -> None:
    """Write a file. Raises FileExists, FileUnwritable."""
    if not force and os.path.lexists(file):
        raise FileExists(file=str(file))
    draft = file.with_name(f".charter-{os.getpid()}.new")
    try:
        draft.write_bytes(content)
        if force:
            os.replace(draft, file)  # noqa: PTH105 - replace, whatever the platform
        else:
            _put(draft, file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise FileUnwritable(file=str(file), why=errno.errorcode.get(error.errno or 0, str(error))) from None


def _put(draft: Path, file: Path) -> None:
    """Give a written file its name, where nobody has taken it meanwhile. Raises FileExists."""
    try:
        os.link(draft, file)
    except FileExistsError:
        draft.unlink()
        raise FileExists(file=str(file)) from None
    except OSError:  # a file system without links
        os.replace(draft, file)  # noqa: PTH105
        return
    draft.unlink()

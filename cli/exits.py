"""How a run of the program ends, for scripts."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes; they never change their meaning."""

    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    REFUSED = 3  # by the charter
    FAULTY = 4  # the charter itself
    CHANGED = 5  # by someone else meanwhile
    FAILED = 6  # a check or a scenario
    LACKING = 7  # something that has to be installed
    INTERRUPTED = 130
    PIPE = 141  # nobody reads the output any more

    @property
    def outcome(self) -> str:
        """Return the code's name, as `--json` has it."""
        return self.name.lower()

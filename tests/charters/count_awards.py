"""Count the awards that gifts earn, without the engine: `python count_awards.py LINE < gifts.csv` (day, fundraiser, yuan, reversed on)."""

import csv
import sys
from datetime import date
from decimal import Decimal


def awards(rows: list[tuple[str, str, str, str]], line: str) -> int:
    events = [(date.fromisoformat(on), 0, at, who, Decimal(yuan)) for at, (on, who, yuan, _) in enumerate(rows) if who]
    events += [(date.fromisoformat(back), 1, at, who, Decimal(0)) for at, (_, who, _, back) in enumerate(rows) if who and back]
    unused, used = {}, {}
    for on, is_reversal, at, who, yuan in sorted(events):
        if is_reversal:
            unused.pop(at, None)
            for award in [each for each in used.values() if at in each]:  # the award falls, and its other gifts count again
                used = {key: each for key, each in used.items() if each is not award}
                unused |= {other: gift for other, gift in award.items() if other != at}
            continue
        unused[at] = (on, who, yuan)
        counted = {key: gift for key, gift in unused.items() if gift[1] == who and gift[0] > on.replace(year=on.year - 1)}
        if sum(gift[2] for gift in counted.values()) >= Decimal(line):
            used[at] = counted
            unused = {key: gift for key, gift in unused.items() if key not in counted}
    return len(used)


if __name__ == "__main__":
    print(awards([tuple(row) for row in csv.reader(sys.stdin)], sys.argv[1]))  # noqa: T201

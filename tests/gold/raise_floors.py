"""Raise the floors under the reading's scores to what is measured now: `python -m tests.gold.raise_floors`.

A floor falls only with --lower. Where a score lies under its floor nothing is written without it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.gold.corpus import CORPORA, FLOORS, digest, measures, read_corpus
from tests.gold.floors import Floors, read_floors, write_floors

Measured = Mapping[str, tuple[str, Mapping[str, float]]]  # corpus: its digest and its scores


def update(path: Path, measured: Measured, *, slack: float, lower: bool) -> list[str]:
    """Raise the floors in a file and tell each change; raises SystemExit where one would have to fall."""
    before = read_floors(path)
    low = [
        f"{corpus}: {name} is {value}, under its floor {floor}"
        for corpus, (_, scores) in measured.items()
        for name, (value, floor) in before.get(corpus, Floors()).undercut(scores).items()
    ]
    if low and not lower:
        raise SystemExit("\n".join([*low, "nothing was written; mend the reading, or lower the floors with --lower"]))
    after = {}
    for corpus, (key, scores) in measured.items():
        old = before.get(corpus, Floors())
        after[corpus] = (old.lowered if lower else old.raised)(key, scores, slack)
    write_floors(path, after)
    return [
        f"{corpus}: {name} {before[corpus].least.get(name) if corpus in before else None} -> {floor}"
        for corpus, floors in after.items()
        for name, floor in floors.least.items()
        if corpus not in before or before[corpus].least.get(name) != floor
    ]


def main(arguments: Sequence[str]) -> None:
    """Measure all corpora and move their floors."""
    parser = argparse.ArgumentParser(prog="python -m tests.gold.raise_floors", description=__doc__)
    parser.add_argument("--slack", type=float, default=0.0, help="how far a floor lies under what is measured")
    parser.add_argument("--lower", action="store_true", help="let floors fall to what is measured")
    options = parser.parse_args(arguments)
    measured = {name: (digest(corpus), measures(read_corpus(corpus))) for name, corpus in CORPORA.items()}
    for line in update(FLOORS, measured, slack=options.slack, lower=options.lower) or ["no floor moves"]:
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])

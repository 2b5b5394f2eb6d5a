"""The floors under the scores of the reading: a JSON file with a digest of the pages they were measured on."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ingest.files import replacing


@dataclass(frozen=True, slots=True)
class Floors:
    """The least that each score of a corpus may be, and the digest of that corpus."""

    digest: str = ""
    least: Mapping[str, float] = field(default_factory=dict)

    def raised(self, digest: str, measured: Mapping[str, float], slack: float) -> Floors:
        """Give floors at most `slack` below what was measured, none lower than it was."""
        return Floors(
            digest, {name: max(_below(value, slack), self.least.get(name, 0.0)) for name, value in measured.items()}
        )

    def lowered(self, digest: str, measured: Mapping[str, float], slack: float) -> Floors:
        """Give floors `slack` below what was measured, whatever they were."""
        return Floors(digest, {name: _below(value, slack) for name, value in measured.items()})

    def undercut(self, measured: Mapping[str, float]) -> dict[str, tuple[float, float]]:
        """Give the scores that are missing or too low, each as (measured, floor)."""
        return {
            name: (measured.get(name, 0.0), floor)
            for name, floor in self.least.items()
            if measured.get(name, 0.0) < floor
        }


def _below(value: float, slack: float) -> float:
    return max(0.0, math.floor((value - slack) * 10_000) / 10_000)


def read_floors(path: Path) -> dict[str, Floors]:
    """Read the floors of all corpora; none where the file is not there yet."""
    if not path.exists():
        return {}
    return {name: Floors(**entry) for name, entry in json.loads(path.read_text(encoding="utf-8")).items()}


def write_floors(path: Path, floors: Mapping[str, Floors]) -> None:
    """Write all floors, whole or not at all."""
    text = json.dumps({name: asdict(entry) for name, entry in floors.items()}, indent=1) + "\n"
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8")

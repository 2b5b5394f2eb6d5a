"""The folder of one run: which file lies where."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import TradepagesError


@dataclass(frozen=True, slots=True)
class RunFolder:
    """One run's folder under `build/`; its name is the run's id."""

    path: Path

    @classmethod
    def named(cls, build: Path, run_id: str) -> RunFolder:
        """Give the folder of a run; whatever cannot stand in a file name becomes a hyphen."""
        safe = re.sub(r"[^A-Za-z0-9._-]+", "-", run_id).strip("-.")
        if not safe:
            raise TradepagesError(f"run id {run_id!r} holds no letter or digit; give one such as 2026-11-20")
        return cls(build / safe)

    @classmethod
    def of(cls, part: str) -> tuple[RunFolder, str]:
        """Give the run folder and the batch name that a batch's file (`RUN/<kind>/<batch>.*`) belongs to."""
        path = Path(part)
        return cls(path.parent.parent), path.name.partition(".")[0]

    @property
    def run_id(self) -> str:
        """The run's id as it stands in the warehouse."""
        return self.path.name

    @property
    def warehouse(self) -> Path:
        """The file that this run builds."""
        return self.path / "warehouse.duckdb"

    @property
    def data_docs(self) -> Path:
        """Where the gates write their pages until the run is published."""
        return self.path / "data-docs"

    @property
    def base(self) -> Path:
        """Which published file this run started from, as JSON."""
        return self.path / "base.json"

    @property
    def asked(self) -> Path:
        """Which run asked which source, as JSON: this one, or those that it rebuilds."""
        return self.path / "asked.json"

    def asked_sources(self) -> list[tuple[str, str]]:
        """Give the runs, each with a source that it asked."""
        return [
            (run_id, source) for run_id, source in json.loads(self.asked.read_text() if self.asked.exists() else "[]")
        ]

    def batch_file(self, batch: str) -> Path:
        """Page references, a JSON object a line."""
        return self.path / "batches" / f"{batch}.jsonl"

    def landed_file(self, batch: str) -> Path:
        """What landed: the WARC file and the pages to read from it, as JSON."""
        return self.path / "landed" / f"{batch}.json"

    def part(self, kind: str, batch: str, step: str | None = None) -> Path:
        """Parquet of one kind of record; rejects have one file a step."""
        return self.path / kind / (f"{batch}.{step}.parquet" if step else f"{batch}.parquet")

    def parts(self, kind: str) -> list[Path]:
        """All finished Parquet files of one kind, in order."""
        return sorted(path for path in (self.path / kind).glob("*.parquet") if not path.name.startswith("."))

"""A TRADEPAGES_HOME of a test's own, and the nightly DAG run in it the way `make run` does."""

from __future__ import annotations

import hashlib
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[2]
RUN_SECONDS = 280  # a run takes 20 to 40 seconds on two idle cores


@dataclass(frozen=True)
class Home:
    """A TRADEPAGES_HOME of its own."""

    path: Path

    @property
    def warehouse(self) -> Path:
        return self.path / "warehouse.duckdb"

    def run(self, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the nightly DAG once under `airflow dags test`, with these environment variables."""
        return subprocess.run(
            [ROOT / "deploy/run_once.sh"],
            env=os.environ | {"TRADEPAGES_HOME": str(self.path)} | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=RUN_SECONDS,
        )

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Ask the published warehouse."""
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def marts(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every mart."""
        tables = self.rows("select table_name from information_schema.tables where table_schema = 'marts'")
        return {str(table): self.rows(f"select * from marts.{table} order by all") for (table,) in tables}

    def checksum(self) -> str:
        """The published file, byte for byte."""
        return hashlib.sha256(self.warehouse.read_bytes()).hexdigest()

    def log(self) -> str:
        """What Airflow said in the last run."""
        return (self.path / "airflow/run.log").read_text(encoding="utf-8")

"""Settings, all from the environment, all with a default that works on one machine."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent


def _path(name: str, default: Path) -> Path:
    return Path(os.environ.get(name) or default).expanduser().resolve()


def _number(name: str, default: float) -> float:
    return float(os.environ.get(name) or default)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where data lie and what a page may cost. Each field names its variable and unit."""

    home: Path = field(default_factory=lambda: _path("TRADEPAGES_HOME", PROJECT_ROOT / "data"))
    sources_file: Path = field(default_factory=lambda: _path("TRADEPAGES_SOURCES", PROJECT_ROOT / "seeds/sources.yml"))
    pages_dir: str | None = field(default_factory=lambda: os.environ.get("TRADEPAGES_PAGES") or None)
    schedule: str = field(default_factory=lambda: os.environ.get("TRADEPAGES_SCHEDULE") or "0 2 * * *")
    timezone: str = field(default_factory=lambda: os.environ.get("TRADEPAGES_TIMEZONE") or "Asia/Shanghai")
    batch_pages: int = field(default_factory=lambda: int(_number("TRADEPAGES_BATCH_PAGES", 300)))
    max_page_bytes: int = field(default_factory=lambda: int(_number("TRADEPAGES_MAX_PAGE_BYTES", 20_000_000)))
    page_seconds: float = field(default_factory=lambda: _number("TRADEPAGES_PAGE_SECONDS", 20))
    worker_memory_mb: int = field(default_factory=lambda: int(_number("TRADEPAGES_WORKER_MEMORY_MB", 2048)))

    @property
    def warehouse(self) -> Path:
        """The published warehouse: the only file that readers open."""
        return self.home / "warehouse.duckdb"

    @property
    def landing(self) -> Path:
        """WARC files, kept as fetched."""
        return self.home / "landing"

    @property
    def build(self) -> Path:
        """One folder a run; the run's own warehouse file lies in it until it is published."""
        return self.home / "build"

    @property
    def data_docs(self) -> Path:
        """great-expectations' data docs of the published warehouse."""
        return self.home / "data-docs"

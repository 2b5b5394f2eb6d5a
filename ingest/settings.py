"""Settings, all from the environment, all with a default that works on one machine."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ingest.errors import TradepagesError

PROJECT_ROOT = Path(__file__).resolve().parent.parent


def _path(name: str, default: Path) -> Path:
    return Path(os.environ.get(name) or default).expanduser().resolve()


def _optional_path(name: str) -> Path | None:
    value = os.environ.get(name)
    return Path(value).expanduser().resolve() if value else None


def _number(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    try:
        number = int(value)
    except ValueError:
        number = 0
    if number < 1:
        raise TradepagesError(f"{name}={value!r} is not a whole number of at least 1 (default: {default})")
    return number


def _time_zone(name: str, default: str) -> str:
    value = os.environ.get(name) or default
    try:
        return ZoneInfo(value).key
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise TradepagesError(f"{name}={value!r} is not a time zone's name (default: {default})") from error


@dataclass(frozen=True, slots=True)
class Settings:
    """Where data lie and what a page may cost. Each field names its variable and unit."""

    home: Path = field(default_factory=lambda: _path("TRADEPAGES_HOME", PROJECT_ROOT / "data"))
    sources_file: Path = field(default_factory=lambda: _path("TRADEPAGES_SOURCES", PROJECT_ROOT / "seeds/sources.yml"))
    pages_dir: Path | None = field(default_factory=lambda: _optional_path("TRADEPAGES_PAGES"))
    schedule: str = field(default_factory=lambda: os.environ.get("TRADEPAGES_SCHEDULE") or "0 2 * * *")
    timezone: str = field(default_factory=lambda: _time_zone("TRADEPAGES_TIMEZONE", "Asia/Shanghai"))
    contact: str = field(default_factory=lambda: os.environ.get("TRADEPAGES_CONTACT") or "")
    batch_pages: int = field(default_factory=lambda: _number("TRADEPAGES_BATCH_PAGES", 300))
    max_page_bytes: int = field(default_factory=lambda: _number("TRADEPAGES_MAX_PAGE_BYTES", 20_000_000))
    page_seconds: int = field(default_factory=lambda: _number("TRADEPAGES_PAGE_SECONDS", 90))
    worker_memory_mb: int = field(default_factory=lambda: _number("TRADEPAGES_WORKER_MEMORY_MB", 2048))
    workers: int = field(default_factory=lambda: _number("TRADEPAGES_WORKERS", min(4, os.cpu_count() or 1)))

    @property
    def warehouse(self) -> Path:
        """The published warehouse: the only file that readers open."""
        return self.home / "warehouse.duckdb"

    @property
    def landing(self) -> Path:
        """WARC files, kept as fetched."""
        return self.home / "landing"

    @property
    def web_cache(self) -> Path:
        """Robots rules and lists of pages as sites gave them; may be removed at any time."""
        return self.home / "web-cache"

    @property
    def build(self) -> Path:
        """One folder a run; the run's own warehouse file lies in it until it is published."""
        return self.home / "build"

    @property
    def report(self) -> Path:
        """The report page of the published warehouse."""
        return self.home / "report"

    @property
    def data_docs(self) -> Path:
        """great-expectations' data docs of the published warehouse."""
        return self.home / "data-docs"

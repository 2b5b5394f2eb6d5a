"""Where pages come from: one module a kind of source, each with `discover` and `fetch`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.records import Page, PageRef
from ingest.sources import folder
from ingest.sources.registry import FolderSource, Source, read_sources

__all__ = ["Source", "discover", "enabled_sources", "fetch", "read_sources"]


def enabled_sources(sources_file: Path, pages_dir: Path | None) -> list[Source]:
    """Give the sources of a run: those of sources.yml that are switched on, or one folder in their place."""
    if pages_dir is not None:
        return [FolderSource(name="pages", kind="folder", path=pages_dir)]
    return [source for source in read_sources(sources_file) if source.enabled]


def discover(source: Source) -> Iterator[PageRef]:
    """List the pages that a source has now, in an order that depends on the source alone."""
    return folder.discover(source)


def fetch(ref: PageRef, max_bytes: int) -> Page:
    """Fetch one page; raises PermanentError with the reason where it cannot be had."""
    return folder.fetch(ref, max_bytes)

"""Where pages come from: one module a kind of source, which lists pages; `web` asks sites, politely and guarded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from time import monotonic

from ingest.errors import PermanentError
from ingest.records import Fetched, Overrides, PageRef
from ingest.sources import folder, warc_file
from ingest.sources.entries import FolderSource, Source, WarcSource, WebEntry, WebSource
from ingest.sources.folder import fetch
from ingest.sources.lists import conditions
from ingest.sources.registry import read_sources
from ingest.sources.web import Conditions, Web

__all__ = [
    "Source",
    "Web",
    "conditions",
    "discover",
    "enabled_sources",
    "fetch",
    "fetch_all",
    "overrides",
    "read_sources",
]


def enabled_sources(sources_file: Path, pages_dir: Path | None) -> list[Source]:
    """Give the sources of a run: those of sources.yml that are switched on, or one folder in their place."""
    if pages_dir is not None:
        return [FolderSource(name="pages", kind="folder", path=pages_dir)]
    return [source for source in read_sources(sources_file) if source.enabled]


def overrides(sources_file: Path) -> dict[str, Overrides]:
    """Give what the sources of sources.yml, those that are switched off too, say of the cleaning of their pages."""
    if not sources_file.exists():  # a run over one folder needs none
        return {}
    return {source.name: source.overrides for source in read_sources(sources_file)}


def discover(sources: Sequence[Source], web: Web) -> Iterator[PageRef]:
    """List the pages that sources have now: those of files and archives in their order, then those of the web."""
    on_the_web: list[WebSource] = []
    for source in sources:
        if isinstance(source, FolderSource):
            yield from islice(folder.discover(source), source.max_pages)
        elif isinstance(source, WarcSource):
            yield from islice(warc_file.discover(source), source.max_pages)
        else:
            on_the_web.append(source)
    yield from web.discover(on_the_web)


def fetch_all(
    refs: Iterable[PageRef],
    sources: Mapping[str, Source],
    told: Mapping[str, Conditions],
    web: Web,
    max_bytes: int,
) -> Iterator[tuple[PageRef, Fetched]]:
    """Fetch pages of any kind of source, each within `max_bytes`; give what came of each, as it comes.

    `told` are the headers that make the request for an address a conditional one.
    """
    on_the_web: list[PageRef] = []
    for ref in refs:
        if isinstance(sources[ref.source], WebEntry):
            on_the_web.append(ref)
        else:
            yield ref, _read(ref, max_bytes)
    asked = {name: entry for name, entry in sources.items() if not isinstance(entry, FolderSource | WarcSource)}
    yield from web.fetch(on_the_web, asked, told)


def _read(ref: PageRef, max_bytes: int) -> Fetched:
    """Read a page that needs no asking: of a file or an archive."""
    asked_at, began = datetime.now(UTC), monotonic()
    try:
        page = warc_file.fetch(ref, max_bytes) if ref.origin else fetch(ref, max_bytes)
    except PermanentError as error:
        return Fetched(None, error, asked_at, seconds=monotonic() - began)
    return Fetched(page, None, asked_at, seconds=monotonic() - began)

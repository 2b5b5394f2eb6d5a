"""Pages that are named one by one."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.errors import TradepagesError
from ingest.records import PageRef
from ingest.sources.entries import UrlsSource


def discover(source: UrlsSource) -> Iterator[PageRef]:
    """List the addresses of the entry, then those of its file."""
    for address in source.urls:
        yield PageRef(source.name, address)
    if source.file is None:
        return
    try:
        lines = source.file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TradepagesError(f"source {source.name!r}: {source.file} cannot be read ({error})") from error
    for line in lines:
        address = line.partition(" #")[0].strip()
        if address and not address.startswith("#"):
            yield PageRef(source.name, address)

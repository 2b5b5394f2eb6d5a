"""Pages that lie in a folder: `.html`, `.htm` and `.txt` files, sub-folders too."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from ingest.errors import PermanentError, RejectReason, TradepagesError
from ingest.records import Page, PageRef
from ingest.sources.entries import FolderSource

CONTENT_TYPES = {".html": "text/html", ".htm": "text/html", ".txt": "text/plain"}


def discover(source: FolderSource) -> Iterator[PageRef]:
    """List the folder's pages, in the order of their paths. Other files are no pages and are passed over."""
    if not source.path.is_dir():
        raise TradepagesError(f"source {source.name!r}: {source.path} is not a folder")
    for folder, subfolders, names in os.walk(source.path, onerror=_refuse):
        subfolders.sort()
        for name in sorted(names):
            if Path(name).suffix.lower() in CONTENT_TYPES:
                yield PageRef(source.name, Path(folder, name).as_uri())


def fetch(ref: PageRef, max_bytes: int) -> Page:
    """Read one file. A file over the limit is refused by its size, before a byte of it is read."""
    path = Path(os.fsdecode(unquote_to_bytes(urlsplit(ref.source_uri).path)))
    fetched_at = datetime.now(UTC)
    try:
        if path.exists() and not path.is_file():
            raise PermanentError(RejectReason.UNREADABLE, f"{path}: not a file")  # a named pipe would never end
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            content = b"" if size > max_bytes else file.read(max_bytes + 1)
    except OSError as error:
        raise PermanentError(RejectReason.UNREADABLE, f"{path}: {error.strerror}") from error
    if max(size, len(content)) > max_bytes:
        raise PermanentError(RejectReason.TOO_LARGE, f"{size:,} bytes; the limit is {max_bytes:,}")
    return Page(ref.source, ref.source_uri, content, CONTENT_TYPES.get(path.suffix.lower()), fetched_at)


def _refuse(error: OSError) -> None:
    raise TradepagesError(f"{error.filename}: cannot be listed ({error.strerror})") from error

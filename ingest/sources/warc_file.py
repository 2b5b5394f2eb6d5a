"""Pages of archives that others have crawled: WARC files, here or wherever fsspec reaches, as CC-NEWS."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import IO, cast

import fsspec
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from ingest.errors import PermanentError, RejectReason, TradepagesError
from ingest.records import Page, PageRef
from ingest.sources.address import canonical, host_of
from ingest.sources.decoding import read_body
from ingest.sources.entries import WarcSource
from ingest.sources.http import PAGE_TYPES
from ingest.sources.lists import failed

HEAD = 4_096  # bytes of a page in which its language is looked for
LANGUAGE = re.compile(rb"""<html[^>]*?\slang\s*=\s*["']?([a-zA-Z]{2})""", re.I)
MAX_LOOKED_AT = 20_000_000  # bytes of a page that is unpacked to look for its language
PIECE = 65_536
GZIP = b"\x1f\x8b"
# How far ahead remote archives are read: through the whole of one to list its pages, little further than a page to
# fetch one. fsspec's own choice for S3 is 50 MB, which each page would cost.
LIST_AHEAD = 8_000_000  # bytes
PAGE_AHEAD = 500_000
BEGUN = re.compile(r"CC-NEWS-(\d{8})\d{6}-")  # Common Crawl names its archives of news by the time of their beginning
LONGEST_ARCHIVE = timedelta(days=2)  # from the first page of such an archive to its last; it is hours

log = logging.getLogger(__name__)


def discover(source: WarcSource) -> Iterator[PageRef]:
    """List the pages that archives hold and the source's filters let through, in the archives' order.

    An archive or list of archives that can't be had is one failed reference. An address that nothing can be made of
    raises TradepagesError: no such local file, no such kind of storage, or no package for it.
    """
    for pattern in source.files:
        try:
            paths = _paths(source, pattern)
        except PermanentError as error:
            yield failed(source.name, pattern, error)
            continue
        for path in paths:
            try:
                yield from _pages(source, path)
            except PermanentError as error:
                yield failed(source.name, path, error)


def fetch(ref: PageRef, max_bytes: int) -> Page:
    """Read one page at its place in the archive; its time is that of its capture."""
    path, _, offset = (ref.origin or "").rpartition("#")
    with _open(path, PAGE_AHEAD) as file:
        file.seek(int(offset))
        for record in _responses(path, file):
            content = _body(record, max_bytes)
            content_type = _header(record, "Content-Type") or None
            captured_at = record.record_date or datetime.now(UTC)
            return Page(ref.source, ref.source_uri, content, content_type, captured_at, ref.source_uri)
    raise PermanentError(RejectReason.UNREADABLE, f"{path}: no record at {offset}")


def _paths(source: WarcSource, pattern: str) -> list[str]:
    """Give the archives that a pattern stands for, of Common Crawl's only those about the days that are wanted."""
    if pattern.endswith((".paths", ".paths.gz")):
        found = _listed(pattern)
    else:
        with _told(pattern):
            files = fsspec.open_files(pattern, "rb")
        found = sorted(file.full_name if "://" in pattern else file.path for file in files)
    if not found:
        raise TradepagesError(f"source {source.name!r}: no file matches {pattern}")
    return [path for path in found if _may_hold(source, path)]


def _listed(path: str) -> list[str]:
    """Give the archives of a list as Common Crawl publishes them: a path a line, from the root of its storage."""
    root = path.partition("crawl-data/")[0] if "crawl-data/" in path else f"{path.rpartition('/')[0]}/"
    with _told(path), fsspec.open(path, "rb", compression="infer") as file:
        return [root + line for line in file.read().decode().split()]


def _may_hold(source: WarcSource, path: str) -> bool:
    """Say whether an archive may hold pages of the days that are wanted, by the time of its beginning in its name."""
    match = BEGUN.search(path)
    if match is None:
        return True
    begun = date.fromisoformat(match.group(1))
    return begun <= (source.until or begun) and begun + LONGEST_ARCHIVE >= (source.since or begun)


def _pages(source: WarcSource, path: str) -> Iterator[PageRef]:
    with _open(path, LIST_AHEAD) as file:
        for record in _responses(path, file):
            address = _address(record)
            if address and _is_page(record) and _is_wanted(source, record, address):
                yield PageRef(source.name, address, f"{path}#{record.stream_pos}")


def _open(path: str, ahead: int) -> IO[bytes]:
    with _told(path):
        filesystem, name = fsspec.core.url_to_fs(path)
        return cast(IO[bytes], filesystem.open(name, "rb", block_size=ahead))


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Tell what a storage has to say: a mistake of the settings, or a file that can't be had."""
    try:
        yield
    except ImportError as error:
        raise TradepagesError(f"{path}: {error}; its package is installed with `.venv/bin/pip`") from error
    except ValueError as error:
        raise TradepagesError(f"{path}: {error}") from error
    except Exception as error:
        if "://" not in path:
            raise TradepagesError(f"{path}: cannot be read ({error})") from error
        # Each storage has errors of its own, and few of them are OSErrors.
        raise PermanentError(RejectReason.UNREADABLE, f"{path}: {type(error).__name__}: {error}") from error


def _responses(path: str, file: IO[bytes]) -> Iterator[WarcRecord]:
    """Give an archive's responses with their transfer encoding undone; a broken rest ends the archive."""
    try:
        yield from ArchiveIterator(
            file, record_types=WarcRecordType.response, parse_http=True, auto_decode="transfer", quirks_mode=True
        )
    except OSError as error:
        log.warning("%s: what follows cannot be read (%s)", path, error)


def _address(record: WarcRecord) -> str | None:
    """Give the canonical address of a record of the web; null for others."""
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>")  # wget writes angle brackets
    try:
        return canonical(address) if address.startswith(("http://", "https://")) else None
    except PermanentError:
        return None


def _header(record: WarcRecord, name: str) -> str:
    return (record.http_headers.get(name) or "") if record.http_headers else ""


def _is_page(record: WarcRecord) -> bool:
    media_type = _header(record, "Content-Type").partition(";")[0].strip().lower()
    return bool(record.http_headers) and record.http_headers.status_code == 200 and media_type in PAGE_TYPES


def _is_wanted(source: WarcSource, record: WarcRecord, address: str) -> bool:
    host = host_of(address).partition(":")[0]
    if source.hosts and not any(host == name or host.endswith(f".{name}") for name in source.hosts):
        return False
    day = record.record_date.date() if record.record_date else None
    if day and ((source.since and day < source.since) or (source.until and day > source.until)):
        return False
    return not source.languages or _language(record) in {None, *source.languages}


def _language(record: WarcRecord) -> str | None:
    """Give the language that a page declares; null where it declares none."""
    if declared := _header(record, "Content-Language")[:2].lower():
        return declared
    try:
        match = LANGUAGE.search(_body(record, MAX_LOOKED_AT)[:HEAD])
    except PermanentError:  # too large or broken: told when the page itself is read
        return None
    return match.group(1).decode().lower() if match else None


def _body(record: WarcRecord, max_bytes: int) -> bytes:
    """Read a record's body, its content encoding undone. Some crawlers undo it and leave the header as it was."""
    first = record.reader.read(PIECE)
    encoding = _header(record, "Content-Encoding")
    if "gzip" in encoding and not first.startswith(GZIP):
        encoding = ""
    return read_body(chain([first], iter(lambda: record.reader.read(PIECE), b"")), encoding, max_bytes)

"""Pages of archives that others have crawled: WARC files, here or wherever fsspec reaches, as CC-NEWS."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime
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

HEAD = 4_096  # bytes of a page in which its language is looked for
LANGUAGE = re.compile(rb"""<html[^>]*?\slang\s*=\s*["']?([a-zA-Z]{2})""", re.I)
MAX_LOOKED_AT = 20_000_000  # bytes of a page that is unpacked to look for its language
PIECE = 65_536
GZIP = b"\x1f\x8b"

log = logging.getLogger(__name__)


def discover(source: WarcSource) -> Iterator[PageRef]:
    """List the pages that archives hold and the source's filters let through, in the archives' order."""
    for path in _paths(source):
        with _open(path) as file:
            for record in _responses(path, file):
                address = _address(record)
                if address and _is_page(record) and _is_wanted(source, record, address):
                    yield PageRef(source.name, address, f"{path}#{record.stream_pos}")


def fetch(ref: PageRef, max_bytes: int) -> Page:
    """Read one page at its place in the archive; its time is that of its capture."""
    path, _, offset = (ref.origin or "").rpartition("#")
    with _open(path) as file:
        file.seek(int(offset))
        for record in _responses(path, file):
            content = _body(record, max_bytes)
            content_type = _header(record, "Content-Type") or None
            captured_at = record.record_date or datetime.now(UTC)
            return Page(ref.source, ref.source_uri, content, content_type, captured_at, ref.source_uri)
    raise PermanentError(RejectReason.UNREADABLE, f"{path}: no record at {offset}")


def _paths(source: WarcSource) -> list[str]:
    paths: list[str] = []
    for pattern in source.files:
        try:
            files = fsspec.open_files(pattern, "rb")
        except (OSError, ImportError, ValueError) as error:
            raise TradepagesError(f"source {source.name!r}: {pattern} cannot be listed ({error})") from error
        if not files:
            raise TradepagesError(f"source {source.name!r}: no file matches {pattern}")
        paths += sorted(file.full_name if "://" in pattern else file.path for file in files)
    return paths


def _open(path: str) -> IO[bytes]:
    try:
        return cast(IO[bytes], fsspec.open(path, "rb").open())
    except (OSError, ImportError, ValueError) as error:
        raise TradepagesError(f"{path}: cannot be read ({error})") from error


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

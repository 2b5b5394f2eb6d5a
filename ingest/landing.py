"""The landing zone: raw pages as WARC (ISO 28500), kept as fetched, so that everything later can be rebuilt.

A file holds the pages that one batch of one run found new or changed. A page is a `resource` record with its bytes and
a `metadata` record with what is known of it. Record ids follow from address, content and time, digests are SHA-256.
"""

from __future__ import annotations

import base64
import io
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.warcwriter import WARCWriter

from ingest import __version__
from ingest.files import replacing
from ingest.records import Page, digest

UNKNOWN_TYPE = "application/octet-stream"


def write_pages(zone: Path, stem: str, pages: Iterable[Page]) -> Path | None:
    """Write pages into one WARC file of the landing zone, whole or not at all; give its path, or null for no page.

    The name ends with a digest of the pages' addresses and contents: another set of pages is another file, and no
    file of the landing zone is ever written over with other pages.
    """
    upcoming = iter(pages)
    first = next(upcoming, None)
    if first is None:
        return None
    keys: list[str] = []
    with replacing(zone / f"{stem}.warc.gz") as temporary, temporary.open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version="WARC/1.1")
        info = {"software": f"tradepages/{__version__}", "format": "WARC File Format 1.1"}
        writer.write_record(writer.create_warcinfo_record(None, info))
        for page in chain([first], upcoming):
            _write_page(writer, page)
            keys += [page.source_uri, page.content_hash]
    return (zone / f"{stem}.warc.gz").rename(zone / f"{stem}-{digest(*keys)}.warc.gz")


def read_pages(path: Path) -> Iterator[Page]:
    """Read the pages of a WARC file that `write_pages` wrote, in their order."""
    with path.open("rb") as file:
        resource: ArcWarcRecord | None = None
        content = b""
        for record in ArchiveIterator(file):
            if record.rec_type == "resource":
                resource, content = record, record.content_stream().read()
            elif record.rec_type == "metadata" and resource is not None:
                yield _page(resource, content, _fields(record.content_stream().read()))
                resource = None


def _write_page(writer: WARCWriter, page: Page) -> None:
    digest = "sha256:" + base64.b32encode(bytes.fromhex(page.content_hash)).decode()
    date = page.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    record_id = f"<{uuid.uuid5(uuid.NAMESPACE_URL, f'{page.source_uri} {page.content_hash} {date}').urn}>"
    writer.write_record(
        writer.create_warc_record(
            page.source_uri,
            "resource",
            payload=io.BytesIO(page.content),
            length=len(page.content),
            warc_content_type=page.content_type or UNKNOWN_TYPE,
            warc_headers_dict={
                "WARC-Record-ID": record_id,
                "WARC-Date": date,
                "WARC-Block-Digest": digest,
                "WARC-Payload-Digest": digest,
            },
        )
    )
    fields = {"source": page.source, "url": page.url}
    body = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value).encode()
    writer.write_record(
        writer.create_warc_record(
            page.source_uri,
            "metadata",
            payload=io.BytesIO(body),
            length=len(body),
            warc_headers_dict={
                "WARC-Record-ID": f"<{uuid.uuid5(uuid.NAMESPACE_URL, record_id + ' metadata').urn}>",
                "WARC-Date": date,
                "WARC-Concurrent-To": record_id,
            },
        )
    )


def _page(resource: ArcWarcRecord, content: bytes, fields: dict[str, str]) -> Page:
    header = resource.rec_headers.get_header
    content_type = header("Content-Type")
    return Page(
        source=fields["source"],
        source_uri=header("WARC-Target-URI"),
        content=content,
        content_type=None if content_type == UNKNOWN_TYPE else content_type,
        fetched_at=datetime.fromisoformat(header("WARC-Date")),
        url=fields.get("url"),
    )


def _fields(body: bytes) -> dict[str, str]:
    lines = (line.partition(": ") for line in body.decode().splitlines())
    return {name: value for name, _, value in lines}

"""The landing zone: what runs saw, as WARC (ISO 28500), kept as fetched, so that everything later can be rebuilt.

A file holds one batch of one run. A visit is a `metadata` record with what is known of it, and before that, where bytes
came, a `resource` record (a new or changed page) or a `revisit` record (one whose bytes are in an earlier file).
Record ids follow from run, address and content; digests are SHA-256.
"""

from __future__ import annotations

import base64
import io
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.warcwriter import WARCWriter

from ingest import __version__
from ingest.files import replacing
from ingest.records import Page, Visit, digest

UNKNOWN_TYPE = "application/octet-stream"


def write_visits(zone: Path, run_id: str, batch: str, visits: Iterable[tuple[Visit, Page | None]]) -> Path:
    """Write a batch's visits, each with its page where it is new or changed, into one file, whole or not at all.

    The file's name ends with a digest of what was seen: another batch of visits is another file, and no file of the
    landing zone is ever written over with other pages.
    """
    keys: list[str] = []
    unnamed = zone / f"{run_id}-{batch}.warc.gz"
    with replacing(unnamed) as temporary, temporary.open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version="WARC/1.1")
        info = {"software": f"tradepages/{__version__}", "format": "WARC File Format 1.1", "isPartOf": run_id}
        writer.write_record(writer.create_warcinfo_record(None, info))
        for visit, page in visits:
            _write_visit(writer, run_id, visit, page)
            keys += [visit.source_uri, visit.content_hash or "", visit.outcome]
    return unnamed.rename(zone / f"{run_id}-{batch}-{digest(*keys)}.warc.gz")


def read_visits(path: Path) -> Iterator[tuple[Visit, Page | None]]:
    """Read what `write_visits` wrote, in its order."""
    with path.open("rb") as file:
        capture: ArcWarcRecord | None = None
        content = b""
        for record in ArchiveIterator(file):
            if record.rec_type in {"resource", "revisit"}:
                capture, content = record, record.content_stream().read()
            elif record.rec_type == "metadata":
                fields = _fields(record.content_stream().read())
                visit = _visit(record, capture, fields, path.name)
                page = _page(capture, content, fields) if capture and capture.rec_type == "resource" else None
                yield visit, page
                capture = None


def read_pages(path: Path) -> Iterator[Page]:
    """Read the new and changed pages of a file of the landing zone."""
    return (page for _, page in read_visits(path) if page is not None)


def files_in_order(zone: Path) -> list[tuple[Path, str]]:
    """List the files of the landing zone with the run that each belongs to, in the order of their writing."""
    found = []
    for path in zone.glob("*.warc.gz"):
        with path.open("rb") as file:
            info = next(iter(ArchiveIterator(file)))
            run_id = _fields(info.content_stream().read())["isPartOf"]
            found.append((info.rec_headers.get_header("WARC-Date"), path, run_id))
    return [(path, run_id) for _, path, run_id in sorted(found)]


def _write_visit(writer: WARCWriter, run_id: str, visit: Visit, page: Page | None) -> None:
    date = _warc_date(visit.visited_at)
    capture_id = _record_id(run_id, visit.source_uri, visit.content_hash or "")
    headers = {"WARC-Record-ID": capture_id, "WARC-Date": date}
    about = {"WARC-Record-ID": _record_id(capture_id, "metadata"), "WARC-Date": date}
    if visit.content_hash is not None:
        about["WARC-Concurrent-To"] = capture_id
    if page is not None:
        sha256 = _warc_digest(page.content_hash)
        headers |= {"WARC-Block-Digest": sha256, "WARC-Payload-Digest": sha256}
        _write(writer, visit.source_uri, "resource", page.content, page.content_type or UNKNOWN_TYPE, headers)
    elif visit.content_hash is not None and visit.landed_at is not None:
        record = writer.create_revisit_record(
            visit.source_uri,
            _warc_digest(visit.content_hash),
            visit.source_uri,
            _warc_date(visit.landed_at),
            warc_headers_dict=headers,
        )
        writer.write_record(record)
    fields = {
        "source": visit.source,
        "outcome": visit.outcome,
        "content_hash": visit.content_hash,
        "reason_code": visit.reason_code,
        "detail": visit.detail,
        "url": page.url if page else None,
    }
    body = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in fields.items() if value)
    _write(writer, visit.source_uri, "metadata", body.encode(), "application/warc-fields", about)


def _write(writer: WARCWriter, uri: str, kind: str, body: bytes, content_type: str, headers: dict[str, str]) -> None:
    record = writer.create_warc_record(
        uri,
        kind,
        payload=io.BytesIO(body),
        length=len(body),
        warc_content_type=content_type,
        warc_headers_dict=headers,
    )
    writer.write_record(record)


def _visit(about: ArcWarcRecord, capture: ArcWarcRecord | None, fields: dict[str, str], file_name: str) -> Visit:
    visited_at = datetime.fromisoformat(about.rec_headers.get_header("WARC-Date"))
    landed_at = landed_file = None
    if capture is not None and capture.rec_type == "resource":
        landed_at, landed_file = visited_at, file_name
    elif capture is not None:
        landed_at = datetime.fromisoformat(capture.rec_headers.get_header("WARC-Refers-To-Date"))
    return Visit(
        source=fields["source"],
        source_uri=about.rec_headers.get_header("WARC-Target-URI"),
        content_hash=fields.get("content_hash"),
        outcome=fields["outcome"],
        reason_code=fields.get("reason_code"),
        detail=fields.get("detail"),
        visited_at=visited_at,
        landed_file=landed_file,
        landed_at=landed_at,
    )


def _page(capture: ArcWarcRecord, content: bytes, fields: dict[str, str]) -> Page:
    header = capture.rec_headers.get_header
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


def _record_id(*parts: str) -> str:
    return f"<{uuid.uuid5(uuid.NAMESPACE_URL, ' '.join(parts)).urn}>"


def _warc_date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _warc_digest(sha256: str) -> str:
    return "sha256:" + base64.b32encode(bytes.fromhex(sha256)).decode()

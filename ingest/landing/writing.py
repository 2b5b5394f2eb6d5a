"""Write one visit as WARC records: what came, then what is known of it."""

from __future__ import annotations

import base64
import io
import uuid
from datetime import UTC, datetime
from typing import IO

from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from ingest.records import Exchange, Fetched, Page, Visit

UNKNOWN_TYPE = "application/octet-stream"
# Headers that speak of the bytes on the wire; in the file the body stands as it was meant.
UNDONE = frozenset({"content-encoding", "transfer-encoding", "content-length"})
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class Writer(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """warcio's writer, with SHA-256 in place of SHA-1 for all digests."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file, gzip=True, warc_version="WARC/1.1")

    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")


def write_visit(writer: Writer, run_id: str, visit: Visit, fetched: Fetched) -> None:
    """Write a visit; its page goes whole into the file where it is new or changed."""
    has_landed = fetched.page is not None and visit.outcome in {"new", "changed"}
    capture_id = _record_id(run_id, visit.source_uri, visit.content_hash or "")
    for number, exchange in enumerate(fetched.exchanges):
        is_last = number + 1 == len(fetched.exchanges)
        record_id = capture_id if is_last else _record_id(capture_id, str(number))
        _write_request(writer, exchange, record_id)
        if is_last and visit.content_hash is not None and not has_landed:
            _write_revisit(writer, visit, record_id, exchange)
        else:
            _write_response(writer, exchange, record_id)
    if not fetched.exchanges and has_landed and fetched.page is not None:
        _write_resource(writer, fetched.page, capture_id)
    elif not fetched.exchanges and visit.content_hash is not None and visit.landed_at is not None:
        _write_revisit(writer, visit, capture_id, None)
    about = {"WARC-Record-ID": _record_id(capture_id, "metadata"), "WARC-Date": _warc_date(visit.visited_at)}
    if fetched.exchanges or visit.content_hash is not None:
        about["WARC-Concurrent-To"] = capture_id
    fields = {
        "source": visit.source,
        "outcome": visit.outcome,
        "content_hash": visit.content_hash,
        "landed": "yes" if has_landed else None,
        "reason_code": visit.reason_code,
        "detail": visit.detail,
        "url": fetched.page.url if fetched.page else None,
        "http_status": str(visit.http_status or ""),
        "etag": visit.etag,
        "last_modified": visit.last_modified,
        "bytes": str(visit.bytes or ""),
        "seconds": str(visit.seconds or ""),
        "redirects": " ".join(visit.redirects),
    }
    body = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in fields.items() if value)
    _write(writer, visit.source_uri, "metadata", body.encode(), about, content_type="application/warc-fields")


def _write_resource(writer: Writer, page: Page, record_id: str) -> None:
    headers = {"WARC-Record-ID": record_id, "WARC-Date": _warc_date(page.fetched_at)}
    _write(writer, page.source_uri, "resource", page.content, headers, content_type=page.content_type or UNKNOWN_TYPE)


def _write_request(writer: Writer, exchange: Exchange, answer_id: str) -> None:
    path = exchange.url.split("/", 3)[3:]
    head = StatusAndHeaders(f"GET /{''.join(path)} HTTP/1.1", list(exchange.request_headers), is_http_request=True)
    headers = {"WARC-Record-ID": _record_id(answer_id, "request"), "WARC-Date": _warc_date(exchange.sent_at)}
    headers["WARC-Concurrent-To"] = answer_id
    _write(writer, exchange.url, "request", b"", headers, http=head)


def _write_response(writer: Writer, exchange: Exchange, record_id: str) -> None:
    headers = {"WARC-Record-ID": record_id, "WARC-Date": _warc_date(exchange.sent_at)}
    length = exchange.header("content-length")
    if not exchange.body and length not in {None, "0"}:
        headers["WARC-Truncated"] = "length"  # the body of a redirect or an error is not read
    _write(writer, exchange.url, "response", exchange.body, headers, http=_head(exchange))


def _write_revisit(writer: Writer, visit: Visit, record_id: str, exchange: Exchange | None) -> None:
    """Refer to the bytes of an earlier visit, with the answer's head where there was one."""
    record = writer.create_revisit_record(
        visit.source_uri,
        _warc_digest(visit.content_hash or ""),
        visit.source_uri,
        _warc_date(visit.landed_at or visit.visited_at),
        http_headers=_head(exchange) if exchange else None,
        warc_headers_dict={
            "WARC-Record-ID": record_id,
            "WARC-Date": _warc_date(exchange.sent_at if exchange else visit.visited_at),
        },
    )
    if exchange and exchange.status == 304:
        record.rec_headers.replace_header("WARC-Profile", NOT_MODIFIED)
    writer.write_record(record)


def _head(exchange: Exchange) -> StatusAndHeaders:
    """Give an answer's status line and headers, with those that speak of the wire set apart."""
    kept = [(f"X-Crawl-{name}" if name.lower() in UNDONE else name, value) for name, value in exchange.headers]
    kept.append(("Content-Length", str(len(exchange.body))))
    return StatusAndHeaders(f"{exchange.status} {exchange.reason}".strip(), kept, protocol="HTTP/1.1")


def _write(
    writer: Writer,
    uri: str,
    kind: str,
    body: bytes,
    headers: dict[str, str],
    content_type: str = "",
    http: StatusAndHeaders | None = None,
) -> None:
    record = writer.create_warc_record(
        uri,
        kind,
        payload=io.BytesIO(body),
        length=len(body),
        warc_content_type=content_type,
        warc_headers_dict=headers,
        http_headers=http,
    )
    writer.write_record(record)


def _record_id(*parts: str) -> str:
    return f"<{uuid.uuid5(uuid.NAMESPACE_URL, ' '.join(parts)).urn}>"


def _warc_date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _warc_digest(sha256: str) -> str:
    return "sha256:" + base64.b32encode(bytes.fromhex(sha256)).decode()

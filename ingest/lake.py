"""Records to Parquet and back. The schemas here are those of the files and of the warehouse's tables in schema raw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ingest import __version__
from ingest.files import replacing
from ingest.records import Document, Event, Reject, TradeFigure, Visit, digest

Row = dict[str, Any]

_TEXT: pa.DataType = pa.string()
_NUMBER: pa.DataType = pa.float64()
_INTEGER: pa.DataType = pa.int32()
_DATE: pa.DataType = pa.date32()
_TIME: pa.DataType = pa.timestamp("us", tz="UTC")
_TEXTS: pa.DataType = pa.list_(_TEXT)
_PARTICIPANTS: pa.DataType = pa.list_(pa.struct([("count", _NUMBER), ("qualifier", _TEXT), ("what", _TEXT)]))

DOCUMENTS = pa.schema(
    {
        "document_version_id": _TEXT,
        "document_id": _TEXT,
        "content_hash": _TEXT,
        "source": _TEXT,
        "source_uri": _TEXT,
        "source_place": _TEXT,
        "site": _TEXT,
        "url": _TEXT,
        "title": _TEXT,
        "published_on": _DATE,
        "published_on_source": _TEXT,
        "language": _TEXT,
        "text": _TEXT,
        "fetched_at": _TIME,
        "extractor_version": _TEXT,
    }
)

FIGURES = pa.schema(
    {
        "figure_id": _TEXT,
        "document_version_id": _TEXT,
        "document_id": _TEXT,
        "indicator": _TEXT,
        "reporter": _TEXT,
        "partner": _TEXT,
        "direction": _TEXT,
        "scope": _TEXT,
        "value": _NUMBER,
        "currency": _TEXT,
        "qualifier": _TEXT,
        "alt_value": _NUMBER,
        "alt_currency": _TEXT,
        "change_pct": _NUMBER,
        "change_basis": _TEXT,
        "share_pct": _NUMBER,
        "share_of": _TEXT,
        "period_start": _DATE,
        "period_end": _DATE,
        "period_text": _TEXT,
        "status": _TEXT,
        "quote": _TEXT,
        "span_start": _INTEGER,
        "span_end": _INTEGER,
        "rule": _TEXT,
        "confidence": _NUMBER,
    }
)

EVENTS = pa.schema(
    {
        "event_mention_id": _TEXT,
        "document_version_id": _TEXT,
        "document_id": _TEXT,
        "name": _TEXT,
        "event_type": _TEXT,
        "edition": _INTEGER,
        "start_date": _DATE,
        "end_date": _DATE,
        "date_precision": _TEXT,
        "city": _TEXT,
        "region": _TEXT,
        "country": _TEXT,
        "hosts": _TEXTS,
        "attendance_mode": _TEXT,
        "participants": _PARTICIPANTS,
        "status": _TEXT,
        "quote": _TEXT,
        "span_start": _INTEGER,
        "span_end": _INTEGER,
        "rule": _TEXT,
        "confidence": _NUMBER,
    }
)

REJECTS = pa.schema(
    {
        "reject_id": _TEXT,
        "source": _TEXT,
        "source_uri": _TEXT,
        "content_hash": _TEXT,
        "reason_code": _TEXT,
        "detail": _TEXT,
        "fetched_at": _TIME,
        "run_id": _TEXT,
    }
)

VISITS = pa.schema(
    {
        "run_id": _TEXT,
        "source": _TEXT,
        "source_uri": _TEXT,
        "document_id": _TEXT,
        "content_hash": _TEXT,
        "outcome": _TEXT,
        "reason_code": _TEXT,
        "detail": _TEXT,
        "visited_at": _TIME,
        "landed_file": _TEXT,
        "http_status": _INTEGER,
        "etag": _TEXT,
        "last_modified": _TEXT,
        "bytes": pa.int64(),
        "seconds": _NUMBER,
        "redirects": _TEXTS,
    }
)

SOURCE_RUNS = pa.schema(
    {
        "run_id": _TEXT,
        "source": _TEXT,
        "found": _INTEGER,
        "new": _INTEGER,
        "changed": _INTEGER,
        "unchanged": _INTEGER,
        "refused": _INTEGER,
        "failed": _INTEGER,
        "bytes": pa.int64(),
        "seconds": _NUMBER,
    }
)


def document_version_id(document: Document) -> str:
    """Key of one version of one page."""
    return digest(document.document_id, document.content_hash)


def document_row(document: Document) -> Row:
    """Give the row of raw.documents."""
    keys = {"document_version_id": document_version_id(document), "extractor_version": __version__}
    return keys | asdict(document)


def figure_row(document: Document, figure: TradeFigure) -> Row:
    """Give the row of raw.trade_figures; its key tells apart all that one statement may say, and nothing else."""
    told: tuple[object, ...] = (
        figure.rule,
        figure.span_start,
        figure.span_end,
        figure.indicator,
        figure.reporter,
        figure.partner,
    )
    told += (figure.scope, figure.period_start, figure.period_end, figure.change_basis, figure.value)
    return _fact_row(document, figure, "figure", told)


def event_row(document: Document, event: Event) -> Row:
    """Give the row of raw.events."""
    told: tuple[object, ...] = (
        event.rule,
        event.span_start,
        event.span_end,
        event.name,
        event.event_type,
        event.edition,
    )
    told += (event.start_date, event.end_date, event.city)
    return _fact_row(document, event, "event_mention", told)


def reject_row(reject: Reject, run_id: str) -> Row:
    """Give the row of raw.rejects; the same page set aside for the same reason in two runs is one row."""
    key = digest(reject.source_uri, reject.content_hash or "", reject.reason_code)
    return {"reject_id": key, "run_id": run_id} | asdict(reject)


def visit_row(visit: Visit, run_id: str) -> Row:
    """Give the row of raw.page_visits."""
    keys = {"run_id": run_id, "document_id": visit.document_id}
    return keys | asdict(visit) | {"redirects": list(visit.redirects)}


def write_rows(path: Path, schema: pa.Schema, rows: Iterable[Row]) -> Path:
    """Write rows into one Parquet file, whole or not at all."""
    table = pa.Table.from_pylist(list(rows), schema=schema)
    with replacing(path) as temporary:
        pq.write_table(table, temporary, compression="zstd")
    return path


def read_documents(path: Path) -> Iterator[Document]:
    """Read the documents that a batch's Parquet file holds."""
    names = [field.name for field in fields(Document)]
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=64, columns=names):
            for row in batch.to_pylist():
                yield Document(**row)


def count_rows(path: Path) -> int:
    """Count the rows of a Parquet file without reading them."""
    return int(pq.read_metadata(path).num_rows)


def _fact_row(document: Document, fact: TradeFigure | Event, kind: str, told: tuple[object, ...]) -> Row:
    version = document_version_id(document)
    key = digest(version, kind, *(str(part) for part in told))
    return {f"{kind}_id": key, "document_version_id": version, "document_id": document.document_id} | asdict(fact)

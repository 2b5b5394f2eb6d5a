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

_TIME = pa.timestamp("us", tz="UTC")
_PARTICIPANTS = pa.list_(
    pa.struct([pa.field("count", pa.float64()), pa.field("qualifier", pa.string()), pa.field("what", pa.string())])
)

DOCUMENTS = pa.schema(
    [
        pa.field("document_version_id", pa.string()),
        pa.field("document_id", pa.string()),
        pa.field("content_hash", pa.string()),
        pa.field("source", pa.string()),
        pa.field("source_uri", pa.string()),
        pa.field("site", pa.string()),
        pa.field("url", pa.string()),
        pa.field("title", pa.string()),
        pa.field("published_on", pa.date32()),
        pa.field("published_on_source", pa.string()),
        pa.field("language", pa.string()),
        pa.field("text", pa.string()),
        pa.field("fetched_at", _TIME),
        pa.field("extractor_version", pa.string()),
    ]
)

FIGURES = pa.schema(
    [
        pa.field("figure_id", pa.string()),
        pa.field("document_version_id", pa.string()),
        pa.field("document_id", pa.string()),
        pa.field("indicator", pa.string()),
        pa.field("reporter", pa.string()),
        pa.field("partner", pa.string()),
        pa.field("direction", pa.string()),
        pa.field("scope", pa.string()),
        pa.field("value", pa.float64()),
        pa.field("currency", pa.string()),
        pa.field("qualifier", pa.string()),
        pa.field("alt_value", pa.float64()),
        pa.field("alt_currency", pa.string()),
        pa.field("change_pct", pa.float64()),
        pa.field("change_basis", pa.string()),
        pa.field("share_pct", pa.float64()),
        pa.field("share_of", pa.string()),
        pa.field("period_start", pa.date32()),
        pa.field("period_end", pa.date32()),
        pa.field("period_text", pa.string()),
        pa.field("status", pa.string()),
        pa.field("quote", pa.string()),
        pa.field("span_start", pa.int32()),
        pa.field("span_end", pa.int32()),
        pa.field("rule", pa.string()),
        pa.field("confidence", pa.float64()),
    ]
)

EVENTS = pa.schema(
    [
        pa.field("event_mention_id", pa.string()),
        pa.field("document_version_id", pa.string()),
        pa.field("document_id", pa.string()),
        pa.field("name", pa.string()),
        pa.field("event_type", pa.string()),
        pa.field("edition", pa.int32()),
        pa.field("start_date", pa.date32()),
        pa.field("end_date", pa.date32()),
        pa.field("date_precision", pa.string()),
        pa.field("city", pa.string()),
        pa.field("region", pa.string()),
        pa.field("country", pa.string()),
        pa.field("hosts", pa.list_(pa.string())),
        pa.field("attendance_mode", pa.string()),
        pa.field("participants", _PARTICIPANTS),
        pa.field("status", pa.string()),
        pa.field("quote", pa.string()),
        pa.field("span_start", pa.int32()),
        pa.field("span_end", pa.int32()),
        pa.field("rule", pa.string()),
        pa.field("confidence", pa.float64()),
    ]
)

REJECTS = pa.schema(
    [
        pa.field("reject_id", pa.string()),
        pa.field("source", pa.string()),
        pa.field("source_uri", pa.string()),
        pa.field("content_hash", pa.string()),
        pa.field("reason_code", pa.string()),
        pa.field("detail", pa.string()),
        pa.field("fetched_at", _TIME),
        pa.field("run_id", pa.string()),
    ]
)

VISITS = pa.schema(
    [
        pa.field("run_id", pa.string()),
        pa.field("source", pa.string()),
        pa.field("source_uri", pa.string()),
        pa.field("document_id", pa.string()),
        pa.field("content_hash", pa.string()),
        pa.field("outcome", pa.string()),
        pa.field("reason_code", pa.string()),
        pa.field("detail", pa.string()),
        pa.field("visited_at", _TIME),
        pa.field("landed_file", pa.string()),
    ]
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
    told = (figure.rule, figure.span_start, figure.span_end, figure.indicator, figure.reporter, figure.partner)
    told += (figure.scope, figure.period_start, figure.period_end, figure.change_basis, figure.value)
    return _fact_row(document, figure, "figure", told)


def event_row(document: Document, event: Event) -> Row:
    """Give the row of raw.events."""
    told = (event.rule, event.span_start, event.span_end, event.name, event.event_type, event.edition)
    told += (event.start_date, event.end_date, event.city)
    return _fact_row(document, event, "event_mention", told)


def reject_row(reject: Reject, run_id: str) -> Row:
    """Give the row of raw.rejects; the same page set aside for the same reason in two runs is one row."""
    key = digest(reject.source_uri, reject.content_hash or "", reject.reason_code)
    return {"reject_id": key, "run_id": run_id} | asdict(reject)


def visit_row(visit: Visit, run_id: str) -> Row:
    """Give the row of raw.page_visits."""
    return {"run_id": run_id, "document_id": visit.document_id} | asdict(visit)


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


def _fact_row(document: Document, fact: TradeFigure | Event, kind: str, told: tuple[object, ...]) -> Row:
    version = document_version_id(document)
    key = digest(version, kind, *(str(part) for part in told))
    return {f"{kind}_id": key, "document_version_id": version, "document_id": document.document_id} | asdict(fact)

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest import lake
from ingest.records import Document, Event, Participants, Reject, TradeFigure, Visit

DOCUMENT = Document(
    document_id="d1",
    content_hash="c1",
    source="samples",
    source_uri="file:///a.html",
    site=None,
    url=None,
    title="Title",
    published_on=date(2024, 1, 15),
    published_on_source="metadata",
    language="en",
    text="One line\nCell\tCell — “quoted” 广西",
    fetched_at=datetime(2026, 11, 20, 2, 0, 0, 1, tzinfo=UTC),
)
FIGURE = TradeFigure(
    "trade", "China", "ASEAN", None, None, 1.5e9, "USD", "about", None, None, -3.5, "yoy", None, None,
    date(2024, 1, 1), date(2024, 6, 30), "in the first half", "actual", "One line", 0, 8, "value", 0.9,
)  # fmt: skip
EVENT = Event(
    "China-ASEAN Expo", "expo", 22, date(2025, 9, 17), None, "day", "Nanning", "Guangxi", "China", ("CCPIT", "MOFCOM"),
    None, (Participants(3200, "about", "enterprises"),), "held", "One line", 0, 8, "named", 0.8,
)  # fmt: skip
TABLES = {
    "documents": (lake.DOCUMENTS, Document, lake.document_row(DOCUMENT)),
    "figures": (lake.FIGURES, TradeFigure, lake.figure_row(DOCUMENT, FIGURE)),
    "events": (lake.EVENTS, Event, lake.event_row(DOCUMENT, EVENT)),
}


@pytest.mark.parametrize(("schema", "record", "row"), TABLES.values(), ids=TABLES)
def test_a_row_comes_back_as_it_was_written(tmp_path: Path, schema: pa.Schema, record: type, row: lake.Row) -> None:
    [found] = pq.read_table(lake.write_rows(tmp_path / "x.parquet", schema, [row])).to_pylist()
    assert set(found) == set(row)
    assert {field.name for field in fields(record)} <= set(found)
    expected = {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}
    assert found == expected


def test_rejects_and_visits_fit_their_tables(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    reject = lake.reject_row(Reject("samples", "file:///a", None, "empty", "no bytes", now), "monday")
    visit = lake.visit_row(Visit("samples", "file:///a", None, "rejected", "empty", "no bytes", now), "monday")
    for schema, row in ((lake.REJECTS, reject), (lake.VISITS, visit)):
        [found] = pq.read_table(lake.write_rows(tmp_path / "x.parquet", schema, [row])).to_pylist()
        assert found.items() <= row.items()
        assert found["run_id"] == "monday"


def test_a_document_comes_back_as_it_was_written(tmp_path: Path) -> None:
    documents = [DOCUMENT, replace(DOCUMENT, document_id="d2", title=None, published_on=None, text="")]
    path = lake.write_rows(tmp_path / "x.parquet", lake.DOCUMENTS, map(lake.document_row, documents))
    assert list(lake.read_documents(path)) == documents
    assert lake.count_rows(path) == 2


def test_no_rows_are_a_file_too(tmp_path: Path) -> None:
    path = lake.write_rows(tmp_path / "x.parquet", lake.DOCUMENTS, [])
    assert list(lake.read_documents(path)) == []


def test_a_key_follows_from_what_is_told_and_from_nothing_else() -> None:
    key = lake.figure_row(DOCUMENT, FIGURE)["figure_id"]
    surer_and_later = replace(DOCUMENT, fetched_at=datetime.now(UTC)), replace(FIGURE, confidence=0.5)
    assert lake.figure_row(*surer_and_later)["figure_id"] == key


@pytest.mark.parametrize(
    "change",
    [{"value": 2e9}, {"partner": "Vietnam"}, {"change_basis": "mom"}, {"period_end": None}, {"scope": "fruit"}],
    ids=lambda change: next(iter(change)),
)
def test_two_figures_of_one_sentence_have_two_keys(change: dict[str, object]) -> None:
    other = replace(FIGURE, **change)  # type: ignore[arg-type]
    assert lake.figure_row(DOCUMENT, other)["figure_id"] != lake.figure_row(DOCUMENT, FIGURE)["figure_id"]


def test_another_version_of_a_page_has_other_keys() -> None:
    changed = replace(DOCUMENT, content_hash="c2")
    assert lake.event_row(changed, EVENT)["event_mention_id"] != lake.event_row(DOCUMENT, EVENT)["event_mention_id"]
    assert lake.document_row(changed)["document_id"] == lake.document_row(DOCUMENT)["document_id"]

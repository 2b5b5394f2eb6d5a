"""great-expectations on DuckDB needs buffered results; the day it does not, the module can go."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import event
from sqlalchemy.engine import Engine

from expectations import checkpoint
from expectations.duckdb_dialect import _fetch_at_once, buffer_results


@pytest.fixture
def engine(tmp_path: Path) -> sqlalchemy.Engine:
    return sqlalchemy.create_engine(f"duckdb:///{tmp_path / 'numbers.duckdb'}")


def rows_after_close(engine: sqlalchemy.Engine) -> list[tuple[int, ...]]:
    """Fetch as great-expectations does: the connection is closed before the rows are asked for."""
    with engine.connect() as connection:
        result = connection.execute(sqlalchemy.text("select i from range(3) as numbers(i)"))
    return [tuple(row) for row in result.fetchall()]


def test_rows_outlive_the_connection(engine: sqlalchemy.Engine) -> None:
    buffer_results()
    assert rows_after_close(engine) == [(0,), (1,), (2,)]


def test_registering_twice_fetches_once(engine: sqlalchemy.Engine) -> None:
    buffer_results()
    buffer_results()
    assert rows_after_close(engine) == [(0,), (1,), (2,)]


def test_other_dialects_are_left_alone() -> None:
    buffer_results()
    with sqlalchemy.create_engine("sqlite://").connect() as connection:
        result = connection.execute(sqlalchemy.text("select 1 union all select 2"))
        assert type(result.context.cursor_fetch_strategy).__name__ == "CursorFetchStrategy"
        assert result.fetchall() == [(1,), (2,)]


def test_it_is_still_needed(good_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If this fails, great-expectations reads DuckDB without help: delete expectations/duckdb_dialect.py."""
    monkeypatch.setattr(checkpoint, "buffer_results", lambda: None)
    buffer_results()
    event.remove(Engine, "after_cursor_execute", _fetch_at_once)
    outcomes = checkpoint.check_layer("staging", good_warehouse, "nightly_2026-11-20")
    assert any("list index out of range" in str(outcome.error) for outcome in outcomes)

"""Let great-expectations read DuckDB.

great-expectations fetches a query's rows after it has closed the connection (`SqlAlchemyExecutionEngine.execute_query`
returns the result of a `with` block). Most drivers have the rows in memory by then; DuckDB's result ends with its
connection, and every expectation fails with "list index out of range". So the rows are fetched as soon as a statement
has run. tests/unit/expectations/test_duckdb_dialect.py fails when this is no longer needed.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy
from sqlalchemy.engine.interfaces import DBAPICursor, ExecutionContext


def buffer_results() -> None:
    """Make SQLAlchemy keep the rows of DuckDB statements in memory. May be called again."""
    if not event.contains(Engine, "after_cursor_execute", _fetch_at_once):
        event.listen(Engine, "after_cursor_execute", _fetch_at_once)


def _fetch_at_once(
    connection: Connection,
    cursor: DBAPICursor,
    statement: str,
    parameters: Any,
    context: ExecutionContext | None,
    executemany: bool,
) -> None:
    if connection.dialect.name == "duckdb" and context is not None and cursor.description:
        rows = FullyBufferedCursorFetchStrategy(cursor, initial_buffer=cursor.fetchall())
        context.cursor_fetch_strategy = rows  # type: ignore[attr-defined]

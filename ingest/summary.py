"""What a run brought, counted from the published warehouse."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ingest.errors import TradepagesError

MARTS = ("dim_documents", "fct_trade_figures", "fct_event_mentions", "fct_events")


@dataclass(frozen=True, slots=True)
class RejectCount:
    """How many pages of a run were set aside for one reason, and one of them."""

    reason_code: str
    pages: int
    example: str
    detail: str


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What one source brought a run: pages, the bytes of those that were sent, and the seconds spent on them."""

    source: str
    found: int
    new: int
    changed: int
    unchanged: int
    refused: int
    failed: int
    bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Summary:
    """A run in numbers. `pages` counts its visits by outcome, `marts` the rows that the warehouse holds after it."""

    run_id: str
    pages: dict[str, int]
    figures: int
    events: int
    rejects: list[RejectCount]
    checks_passed: int
    checks_failed: list[str]
    marts: dict[str, int]
    sources: list[SourceCount]

    @property
    def is_nothing_new(self) -> bool:
        """Say whether the run saw pages, and none that it did not know."""
        return bool(self.pages) and not self.pages.keys() & {"new", "changed", "duplicate"}


def newest_run(warehouse: Path) -> str:
    """Give the id of the run that published this warehouse."""
    with _reading(warehouse) as con:
        query = "select run_id, visited_at as moment from raw.page_visits"
        if _exists(con, "quality", "check_results"):  # a run that found no page was checked all the same
            query += " union all select run_id, checked_at from quality.check_results"
        [(run_id,)] = _rows(con, f"select arg_max(run_id, moment) from ({query})")
    if run_id is None:
        raise TradepagesError(f"{warehouse} holds no visit of a page yet; do its sources list any?")
    return str(run_id)


def summarise(warehouse: Path, run_id: str) -> Summary:
    """Count what one run brought into a published warehouse."""
    with _reading(warehouse) as con:
        pages = _rows(
            con, "select outcome, count(*) from raw.page_visits where run_id = ? group by all order by all", run_id
        )
        rejects = _rows(
            con,
            """
            select reason_code, count(*), min_by(source_uri, source_uri), coalesce(min_by(detail, source_uri), '')
            from raw.page_visits
            where run_id = ? and outcome = 'rejected'
            group by all
            order by count(*) desc, reason_code
            """,
            run_id,
        )
        checks = _rows(con, _CHECKS, run_id) if _exists(con, "quality", "check_results") else []
        marts = {
            name: _count(con, f"select count(*) from marts.{name}") for name in MARTS if _exists(con, "marts", name)
        }
        sources = _rows(con, _SOURCES, run_id) if _exists(con, "raw", "source_runs") else []
        return Summary(
            run_id=run_id,
            pages=dict(pages),
            figures=_count(con, _NEW_FACTS.format(table="trade_figures"), run_id),
            events=_count(con, _NEW_FACTS.format(table="events"), run_id),
            rejects=[RejectCount(*row) for row in rejects],
            checks_passed=sum(1 for row in checks if row[0]),
            checks_failed=[
                f"{severity}: {suite}: {expectation}" for ok, severity, suite, expectation in checks if not ok
            ],
            marts=marts,
            sources=[SourceCount(*row) for row in sources],
        )


_CHECKS = "select success, severity, suite, expectation from quality.check_results where run_id = ? order by all"
_SOURCES = """
    select source, found, new, changed, unchanged, refused, failed, bytes, seconds
    from raw.source_runs
    where run_id = ?
    order by source
"""
_NEW_FACTS = """
    select count(*)
    from raw.{table}
    where document_version_id in (
        select document_version_id
        from raw.documents
        join raw.page_visits using (document_id, content_hash)
        where run_id = ? and outcome in ('new', 'changed')
    )
"""


def _reading(warehouse: Path) -> duckdb.DuckDBPyConnection:
    if not warehouse.exists():
        raise TradepagesError(f"{warehouse} is not there yet; `make run` makes it")
    return duckdb.connect(warehouse, read_only=True)


def _rows(con: duckdb.DuckDBPyConnection, query: str, *values: str) -> list[tuple[Any, ...]]:
    return con.execute(query, list(values)).fetchall()


def _count(con: duckdb.DuckDBPyConnection, query: str, *values: str) -> int:
    return sum(row[0] for row in _rows(con, query, *values))


def _exists(con: duckdb.DuckDBPyConnection, schema: str, table: str) -> bool:
    query = "select 1 from information_schema.tables where table_schema = ? and table_name = ?"
    return bool(_rows(con, query, schema, table))

"""What earlier runs have found: the measure of what is usual."""

from __future__ import annotations

from statistics import median

import duckdb

RUNS = 7  # nights that make the usual; one week, so that a quiet week-end is part of it
LEAST_RUNS = 3  # with fewer nothing can be called unusual
SMALLEST_SHARE = 0.5  # of the usual count: below it something was lost
LARGEST_SHARE = 3.0  # of the usual count: above it something was read twice

Bounds = dict[str, tuple[int, int]]


def usual_row_counts(connection: duckdb.DuckDBPyConnection, run_id: str) -> Bounds:
    """Give the bounds of each table's row count, from the counts that the last runs' gates observed."""
    known = connection.execute(
        "select 1 from information_schema.tables where table_schema = 'quality' and table_name = 'check_results'"
    ).fetchone()
    if not known:
        return {}
    rows = connection.execute(
        """
        select suite, list(try_cast(observed as bigint) order by checked_at desc)[1:?] as counts
        from quality.check_results
        where expectation_type = 'expect_table_row_count_to_be_between' and run_id <> ? and error is null
        group by suite
        """,
        [RUNS, run_id],
    ).fetchall()
    return {suite: _bounds(counts) for suite, counts in rows if len(counts) >= LEAST_RUNS}


def _bounds(counts: list[int]) -> tuple[int, int]:
    usual = median(counts)
    return int(usual * SMALLEST_SHARE), max(int(usual * LARGEST_SHARE), 1000)

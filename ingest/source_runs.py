"""What each source brought in each run, counted from the visits: the table raw.source_runs."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

# Reasons that say that a page could not be had; the others say that it was not wanted as it is.
FAILURES = ["http_error", "unreadable", "too_slow", "crashed", "out_of_memory"]


def count(con: duckdb.DuckDBPyConnection, runs: Sequence[str], asked: Sequence[tuple[str, str]]) -> None:
    """Count some runs' visits by source anew; `asked` (run, source) has a row also where nothing was found."""
    con.execute("delete from raw.source_runs where list_contains($runs, run_id)", {"runs": list(runs)})
    con.execute(
        """
        insert into raw.source_runs by name
        select
            run_id,
            source,
            count(*) as found,
            count_if(outcome = 'new') as new,
            count_if(outcome = 'changed') as changed,
            count_if(outcome in ('unchanged', 'duplicate')) as unchanged,
            count_if(outcome = 'rejected' and not list_contains($failures, reason_code)) as refused,
            count_if(outcome = 'rejected' and list_contains($failures, reason_code)) as failed,
            coalesce(sum(bytes), 0) as bytes,
            round(coalesce(sum(seconds), 0), 3) as seconds
        from raw.page_visits
        where list_contains($runs, run_id)
        group by run_id, source
        order by run_id, source
        """,
        {"runs": list(runs), "failures": FAILURES},
    )
    for run_id, source in asked:
        con.execute(
            """
            insert into raw.source_runs
            select $run_id, $source, 0, 0, 0, 0, 0, 0, 0, 0
            where not exists (select 1 from raw.source_runs where run_id = $run_id and source = $source)
            """,
            {"run_id": run_id, "source": source},
        )

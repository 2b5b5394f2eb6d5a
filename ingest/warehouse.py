"""The DuckDB file: start a build, load a run into schema raw, publish. No other module of ingest opens it to write."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from ingest import lake, source_runs
from ingest.errors import TradepagesError
from ingest.files import replacing, sync
from ingest.run import RunFolder

TABLES: dict[str, pa.Schema] = {
    "documents": lake.DOCUMENTS,
    "trade_figures": lake.FIGURES,
    "events": lake.EVENTS,
    "rejects": lake.REJECTS,
    "page_visits": lake.VISITS,
}
KEYS = {
    "documents": ("document_version_id",),
    "trade_figures": ("figure_id",),
    "events": ("event_mention_id",),
    "rejects": ("reject_id",),
    "page_visits": ("run_id", "source_uri"),
}
# Long texts: zstd halves the file and doubles the speed of loading against DuckDB's own choice. It needs this version
# of the file format; in an older one, which is the default, DuckDB would leave such a column without any compression.
TEXTS = {"text", "quote"}
PACKED = " using compression zstd"
FORMAT = {"storage_compatibility_version": "v1.2.0"}


@contextmanager
def writing(home: Path) -> Iterator[None]:
    """Hold the lock of this home: one process at a time starts, loads or publishes; it ends with the process."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise TradepagesError(f"another run is writing in {home}; wait until it ends, then start again") from error
        yield


def start_build(run: RunFolder, published: Path, *, empty: bool = False) -> None:
    """Begin the run's file as a copy of the published one (or empty) and make sure that schema raw is up to date."""
    run.base.write_text(json.dumps({"published": _identity(published)}))
    if published.exists() and not empty:
        with replacing(run.warehouse) as temporary:
            shutil.copyfile(published, temporary)
    with _open(run.warehouse) as con:
        con.execute("create schema if not exists raw")
        for table, schema in {**TABLES, "source_runs": lake.SOURCE_RUNS}.items():
            types = dict(zip(schema.names, con.from_arrow(schema.empty_table()).types, strict=True))
            columns = [f"{name} {kind}{PACKED if name in TEXTS else ''}" for name, kind in types.items()]
            con.execute(f"create table if not exists raw.{table} ({', '.join(columns)})")
            for name, kind in types.items():  # a column that is younger than the published file
                con.execute(f"alter table raw.{table} add column if not exists {name} {kind}")


class LastVisit(NamedTuple):
    """What is known of an address: its newest visit that found a page, and the newest at which its server answered.

    `landed_at` is when the landing zone last got bytes of it. Of the newest answer, `refusal` is the reason why nothing
    was taken from it, where that is so, and `refusal_detail` its words.
    """

    content_hash: str | None
    outcome: str | None
    reason_code: str | None
    detail: str | None
    etag: str | None
    last_modified: str | None
    landed_at: datetime | None
    http_status: int | None
    refusal: str | None
    refusal_detail: str | None
    asked_at: datetime | None


def newest_visits(warehouse: Path, source_uris: Iterable[str]) -> dict[str, LastVisit]:
    """Tell of each of these addresses that was visited before."""
    wanted = pa.table({"source_uri": pa.array(source_uris, pa.string())})
    with duckdb.connect(warehouse, read_only=True) as con:
        con.register("wanted", wanted)
        rows = con.execute(
            """
            select
                source_uri,
                unnest(
                    max_by(
                        {content_hash: content_hash, outcome: outcome, reason_code: reason_code, detail: detail,
                         etag: etag, last_modified: last_modified},
                        visited_at
                    ) filter (where content_hash is not null)
                ),
                max(visited_at) filter (where landed_file is not null),
                unnest(
                    max_by(
                        {http_status: http_status,
                         refusal: if(content_hash is null, reason_code, null),
                         refusal_detail: if(content_hash is null, detail, null),
                         asked_at: visited_at},
                        visited_at
                    ) filter (where http_status is not null)
                )
            from raw.page_visits
            where source_uri in (select source_uri from wanted)
            group by source_uri
            """
        ).fetchall()
    return {row[0]: LastVisit(*row[1:]) for row in rows}


def last_visited(warehouse: Path) -> dict[str, datetime]:
    """Give the time of each source's newest visit."""
    with duckdb.connect(warehouse, read_only=True) as con:
        return dict(con.execute("select source, max(visited_at) from raw.page_visits group by source").fetchall())


def forget_runs(run: RunFolder, runs: Iterable[str]) -> None:
    """Take out of a build what some runs brought to it: their visits, rejects, and the versions that they landed."""
    with _open(run.warehouse) as con:
        con.execute("begin")
        con.execute("create temp table forgotten as select unnest($runs::varchar[]) as run_id", {"runs": list(runs)})
        con.execute(
            """
            create temp table gone as
            select document_id || content_hash as version
            from raw.page_visits
            where landed_file is not null
            group by document_id, content_hash
            having bool_and(run_id in (select run_id from forgotten))
            """
        )
        for table in ("trade_figures", "events", "documents"):
            con.execute(
                f"""
                delete from raw.{table} where document_version_id in (
                    select document_version_id from raw.documents
                    where document_id || content_hash in (select version from gone)
                )
                """
            )
        for table in ("rejects", "page_visits", "source_runs"):
            con.execute(f"delete from raw.{table} where run_id in (select run_id from forgotten)")
        con.execute("commit")


def load(run: RunFolder) -> dict[str, int]:
    """Load the run's Parquet files into schema raw in one transaction; give the number of new rows of each table.

    Rows whose key is there already stay as they are, so that loading twice changes nothing. Pages that were set aside
    on the way bring no document and no facts, and their visits say so. A page that has the bytes of another one,
    which was visited before, has the outcome `duplicate`. No later visit changes that, so a rebuild finds the same.
    """
    with _open(run.warehouse) as con:
        con.execute("begin")
        for table, schema in TABLES.items():
            files = [str(path) for path in run.parts(table)]
            source = "read_parquet($files)" if files else f"raw.{table} limit 0"
            con.execute(
                f"create or replace temp table {table}_of_run as select {', '.join(schema.names)} from {source}",
                {"files": files} if files else None,
            )
        con.execute(
            """
            update page_visits_of_run as visit
            set outcome = 'rejected', reason_code = reject.reason_code, detail = reject.detail
            from rejects_of_run as reject
            where reject.source_uri = visit.source_uri and reject.run_id = visit.run_id
            """
        )
        for table in ("trade_figures", "events", "documents"):
            con.execute(
                f"""
                delete from {table}_of_run where document_version_id in (
                    select document_version_id
                    from documents_of_run as document
                    join rejects_of_run as reject using (source_uri, content_hash)
                )
                """
            )
        _tell_copies(con)
        # A run that is repeated keeps its visits, but for pages that have changed in between.
        con.execute(
            """
            delete from raw.page_visits as old
            using page_visits_of_run as new
            where old.run_id = new.run_id
              and old.source_uri = new.source_uri
              and old.content_hash is distinct from new.content_hash
            """
        )
        added = {table: _add(con, table, schema.names) for table, schema in TABLES.items()}
        asked = run.asked_sources()
        runs = con.execute("select distinct run_id from page_visits_of_run").fetchall()
        source_runs.count(con, [*{run_id for (run_id,) in runs}, *{run_id for run_id, _ in asked}], asked)
        con.execute("commit")
    return added


def publish(run: RunFolder, published: Path) -> None:
    """Put the run's finished file in the place of the published one, in one rename."""
    base = json.loads(run.base.read_text())
    if not run.warehouse.exists():
        if "built" in base and _identity(published) == base["built"]:
            return  # a retry: the rename was done, what came after it was not
        raise TradepagesError(f"{run.warehouse} is missing: this run was not built, or another run took its place")
    if _identity(published) != base["published"]:
        raise TradepagesError(f"{published} was published by another run after this one began; start the run again")
    with _open(run.warehouse):
        pass  # closing writes what a crashed step may have left in the log
    if run.warehouse.with_name(run.warehouse.name + ".wal").exists():
        raise TradepagesError(f"{run.warehouse} is still open elsewhere; end that process and publish again")
    sync(run.warehouse)
    run.base.write_text(json.dumps({**base, "built": _identity(run.warehouse)}))
    run.warehouse.replace(published)
    sync(published.parent)


@contextmanager
def _open(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a build for writing; close it with all that was written in the one file and none in a log beside it."""
    con = duckdb.connect(path, config=dict(FORMAT))
    try:
        yield con
        con.execute("force checkpoint")
    finally:
        con.close()


def _tell_copies(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        """
        update page_visits_of_run as visit
        set outcome = 'duplicate'
        from (
            select document_id, content_hash
            from (
                select document_id, content_hash, outcome, landed_file, visited_at from page_visits_of_run
                union all
                select document_id, content_hash, outcome, landed_file, visited_at from raw.page_visits
            )
            where outcome != 'rejected' and landed_file is not null
                and content_hash in (select content_hash from documents_of_run)
            group by document_id, content_hash
            qualify row_number() over (partition by content_hash order by min(visited_at), document_id) > 1
        ) as copy
        where visit.outcome in ('new', 'changed')
            and visit.document_id = copy.document_id and visit.content_hash = copy.content_hash
        """
    )


def _add(con: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> int:
    """Add the rows whose key is new, of rows with one key the first in the files; only keys are compared, not texts."""
    keys = ", ".join(KEYS[table])
    result = con.execute(
        f"""
        insert into raw.{table} ({", ".join(columns)})
        select {", ".join(columns)} from {table}_of_run
        where rowid in (
            select min(rowid) from {table}_of_run anti join raw.{table} using ({keys}) group by {keys}
        )
        """
    ).fetchone()
    return int(result[0]) if result else 0


def _identity(path: Path) -> list[int] | None:
    """Tell one file from another that took its name; null where there is none."""
    if not path.exists():
        return None
    stat = path.stat()
    return [stat.st_ino, stat.st_size, stat.st_mtime_ns]

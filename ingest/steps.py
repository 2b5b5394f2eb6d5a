"""The steps of a run, one function an arrow of the data's way. They take and give paths and counts, never data.

The command line and the scheduler call these functions, in this order:
prepare_run, discover_pages, then for each batch land_pages, clean_pages and extract_facts, then load_raw, then dbt and
the gates layer by layer, then publish_warehouse and summarise_run. Each can be repeated and gives the same. To rebuild
everything, take_landed stands in place of discover_pages and land_pages.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from ingest import contents, lake, landing, sources, summary, visiting, warehouse
from ingest.errors import TradepagesError
from ingest.files import replacing
from ingest.records import Document, Fetched, PageRef, Reject, Visit
from ingest.run import RunFolder
from ingest.settings import Settings

KEPT_RUNS = 5  # run folders that stay for a look at what went wrong
ALMOST_A_WEEK = timedelta(days=6, hours=12)  # a nightly run starts now earlier, now later


def prepare_run(run_id: str, *, from_nothing: bool = False) -> str:
    """Make the run's folder afresh, with a copy of the published warehouse to build on; give its path.

    From nothing, the run builds on an empty warehouse instead, and what it publishes replaces the old one.
    """
    settings = Settings()
    run = RunFolder.named(settings.build, run_id)
    with warehouse.writing(settings.home):
        shutil.rmtree(run.path, ignore_errors=True)
        run.path.mkdir(parents=True)
        _forget_old_runs(settings.build)
        warehouse.start_build(run, settings.warehouse, empty=from_nothing)
    return str(run.path)


def discover_pages(run_dir: str) -> list[str]:
    """Ask all sources for their pages; give the paths of the batches' lists, a JSON object a page."""
    settings = Settings()
    run = RunFolder(Path(run_dir))
    due = _due(_sources(settings), run)
    names = [source.name for source in due]
    landing.write_asked(settings.landing, run.run_id, names)
    _note_asked(run, [(run.run_id, name) for name in names])
    paths: list[str] = []
    with sources.Web(settings) as web:
        refs = _each_once(sources.discover(due, web))
        while batch := list(islice(refs, settings.batch_pages)):
            path = run.batch_file(f"{len(paths):05}")
            with replacing(path) as temporary:
                temporary.write_text("".join(json.dumps(asdict(ref)) + "\n" for ref in batch))
            paths.append(str(path))
    return paths


def land_pages(batch_path: str) -> str:
    """Fetch a batch's pages into a file of the landing zone, the new and changed ones whole; give the landed batch."""
    settings = Settings()
    run, batch = RunFolder.of(batch_path)
    refs = [PageRef(**json.loads(line)) for line in Path(batch_path).read_text().splitlines()]
    before = warehouse.newest_visits(run.warehouse, [ref.source_uri for ref in refs])
    with sources.Web(settings) as web:
        warc = landing.write_visits(settings.landing, run.run_id, batch, _visits(refs, before, web, settings))
    return _take_landed(run, batch, warc, run.run_id)


def take_landed(run_dir: str, since: str | None = None) -> list[str]:
    """In place of discovering and landing: take what has landed, to rebuild from it; give the landed batches.

    With `since` (ISO 8601) only what runs from then on landed, which first goes out of the run's warehouse.
    """
    run = RunFolder(Path(run_dir))
    files = landing.files_in_order(Settings().landing, datetime.fromisoformat(since) if since else None)
    _note_asked(run, landing.read_asked(Settings().landing))
    if since is not None:
        warehouse.forget_runs(run, {run_id for _, run_id in files})
    return [_take_landed(run, f"{number:05}", path, run_id) for number, (path, run_id) in enumerate(files)]


def clean_pages(landed_path: str) -> str:
    """Clean a landed batch's pages; give the Parquet file of its documents."""
    run, batch = RunFolder.of(landed_path)
    landed = json.loads(Path(landed_path).read_text())
    documents: list[Document] = []
    rejects: list[Reject] = []
    if landed["pages"]:
        documents, rejects = contents.clean(Path(landed["warc"]), landed["run_id"], Settings())
    documents.sort(key=lambda document: document.source_uri)
    _write_rejects(run.part("rejects", batch, "clean"), rejects, landed["run_id"])
    return str(lake.write_rows(run.part("documents", batch), lake.DOCUMENTS, map(lake.document_row, documents)))


def extract_facts(cleaned_path: str) -> str:
    """Read the facts out of a batch's documents; give the Parquet file of its figures (its events lie beside)."""
    run, batch = RunFolder.of(cleaned_path)
    landed = json.loads(run.landed_file(batch).read_text())
    facts = contents.Facts([], [], [])
    if lake.count_rows(Path(cleaned_path)):
        facts = contents.extract(lake.read_documents(Path(cleaned_path)), Settings())
    _write_rejects(run.part("rejects", batch, "extract"), facts.rejects, landed["run_id"])
    lake.write_rows(run.part("events", batch), lake.EVENTS, sorted(facts.events, key=_place))
    return str(lake.write_rows(run.part("trade_figures", batch), lake.FIGURES, sorted(facts.figures, key=_place)))


def load_raw(run_dir: str) -> dict[str, int]:
    """Load all batches into the run's warehouse in one transaction; give the number of new rows of each table."""
    with warehouse.writing(Settings().home):
        return warehouse.load(RunFolder(Path(run_dir)))


def publish_warehouse(run_dir: str) -> dict[str, str]:
    """Put the run's warehouse, then its data docs, in the place of the published ones; give their paths."""
    settings = Settings()
    run = RunFolder(Path(run_dir))
    with warehouse.writing(settings.home):
        warehouse.publish(run, settings.warehouse)
        if run.data_docs.is_dir():
            shutil.rmtree(settings.data_docs, ignore_errors=True)
            run.data_docs.replace(settings.data_docs)
    return {"warehouse": str(settings.warehouse), "data_docs": str(settings.data_docs)}


def summarise_run(run_dir: str) -> dict[str, Any]:
    """Count what a published run brought: pages by outcome, facts, rejects with reasons, checks."""
    return asdict(summary.summarise(Settings().warehouse, RunFolder(Path(run_dir)).run_id))


def _sources(settings: Settings) -> list[sources.Source]:
    found = sources.enabled_sources(settings.sources_file, settings.pages_dir)
    if not found:
        raise TradepagesError(f"{settings.sources_file}: every source is switched off; set `enabled: true` at one")
    return found


def _each_once(refs: Iterator[PageRef]) -> Iterator[PageRef]:
    """Pass a page on once, also where two sources list it: a run visits an address once."""
    seen: set[str] = set()
    for ref in refs:
        if ref.source_uri not in seen:
            seen.add(ref.source_uri)
            yield ref


def _visits(
    refs: list[PageRef], before: dict[str, warehouse.LastVisit], web: sources.Web, settings: Settings
) -> Iterator[tuple[Visit, Fetched]]:
    """Visit a batch's pages, and say what each visit means against the one before."""
    now = datetime.now(UTC)
    asked: list[PageRef] = []
    for ref in refs:
        if visit := visiting.without_asking(ref, before.get(ref.source_uri), now):
            yield visit, Fetched(None, None, now)
        else:
            asked.append(ref)
    known = {source.name: source for source in _sources(settings)}
    if gone := {ref.source for ref in asked} - known.keys():
        raise TradepagesError(f"{settings.sources_file}: {', '.join(gone)} went away during the run; start it again")
    told = {uri: visiting.told(visit) for uri, visit in before.items()}
    for ref, fetched in sources.fetch_all(asked, known, told, web, settings.max_page_bytes):
        yield visiting.judge(ref, fetched, before.get(ref.source_uri)), fetched


def _due(found: list[sources.Source], run: RunFolder) -> list[sources.Source]:
    """Leave out the weekly sources whose week is not over."""
    last = warehouse.last_visited(run.warehouse)
    now = datetime.now(UTC)
    return [s for s in found if s.schedule != "weekly" or s.name not in last or now - last[s.name] > ALMOST_A_WEEK]


def _note_asked(run: RunFolder, asked: list[tuple[str, str]]) -> None:
    with replacing(run.asked) as temporary:
        temporary.write_text(json.dumps(asked))


def _take_landed(run: RunFolder, batch: str, warc: Path, run_id: str) -> str:
    """Note what a file of the landing zone tells of its visits, as the first part of a batch."""
    visits = [visit for visit, _ in landing.read_visits(warc)]
    rejects = [
        Reject(v.source, v.source_uri, v.content_hash, v.reason_code, v.detail or "", v.visited_at)
        for v in visits
        if v.reason_code is not None
    ]
    lake.write_rows(run.part("page_visits", batch), lake.VISITS, (lake.visit_row(v, run_id) for v in visits))
    _write_rejects(run.part("rejects", batch, "land"), rejects, run_id)
    path = run.landed_file(batch)
    pages = sum(visit.landed_file is not None for visit in visits)
    with replacing(path) as temporary:
        temporary.write_text(json.dumps({"warc": str(warc), "run_id": run_id, "pages": pages}))
    return str(path)


def _write_rejects(path: Path, rejects: list[Reject], run_id: str) -> None:
    rejects.sort(key=lambda reject: reject.source_uri)
    lake.write_rows(path, lake.REJECTS, [lake.reject_row(reject, run_id) for reject in rejects])


def _place(row: lake.Row) -> tuple[str, int, str]:
    """Order facts by document and place, so that files are the same whichever worker was faster."""
    return row["document_id"], row["span_start"], row["rule"]


def _forget_old_runs(build: Path) -> None:
    runs = sorted((path for path in build.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    for path in runs[:-KEPT_RUNS]:
        shutil.rmtree(path)

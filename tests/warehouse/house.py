"""A warehouse to build with dbt: raw tables loaded the way a run loads them, from pages and facts written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dbt.cli.main import dbtRunner

from ingest import lake, warehouse
from ingest.records import Document, Event, Participants, TradeFigure, Visit, digest
from ingest.run import RunFolder

DBT_PROJECT = Path(__file__).parents[2] / "dbt_project"
FIRST_NIGHT = datetime(2026, 11, 1, 2, tzinfo=UTC)
TEXT = (
    "Trade between Guangxi and the ten countries of the bloc grew quickly in the first half of the year, customs "
    "officers said on Monday. Fruit came by road, parts for cars went by rail, and both took less time than before."
)


@dataclass(frozen=True)
class Told:
    """A page as one night finds it, with the facts that were read from it."""

    document: Document
    figures: tuple[TradeFigure, ...] = ()
    events: tuple[Event, ...] = ()


def page(name: str, *facts: TradeFigure | Event, text: str = "", published_on: date | None = None) -> Told:
    """Give a page; its text is its own unless one is given."""
    uri = f"https://news.example/{name}"
    text = text or f"{TEXT} {' '.join(f'{name}{number}' for number in range(60))}"
    told = " ".join(repr(fact) for fact in facts)
    document = Document(
        document_id=digest(uri),
        content_hash=digest(text, told, str(published_on)),
        source="example",
        source_uri=uri,
        site="news.example",
        url=uri,
        title=name,
        published_on=published_on or date(2025, 9, 9),
        published_on_source="metadata",
        language="en",
        text=text,
        fetched_at=FIRST_NIGHT,
    )
    figures = tuple(fact for fact in facts if isinstance(fact, TradeFigure))
    return Told(document, figures, tuple(fact for fact in facts if isinstance(fact, Event)))


def figure(**values: Any) -> TradeFigure:
    """Give China's trade with ASEAN in 2024 in yuan, changed as asked."""
    usual: dict[str, Any] = {
        "indicator": "trade",
        "reporter": "China",
        "partner": "ASEAN",
        "direction": None,
        "scope": None,
        "value": 6.99e12,
        "currency": "CNY",
        "qualifier": "exact",
        "alt_value": None,
        "alt_currency": None,
        "change_pct": None,
        "change_basis": None,
        "share_pct": None,
        "share_of": None,
        "period_start": date(2024, 1, 1),
        "period_end": date(2024, 12, 31),
        "period_text": "in 2024",
        "status": "actual",
        "quote": "China's trade with ASEAN was 6.99 trillion yuan in 2024.",
        "span_start": 0,
        "span_end": 56,
        "rule": "hand",
        "confidence": 0.9,
    }
    return TradeFigure(**(usual | values))


def event(**values: Any) -> Event:
    """Give the 22nd China-ASEAN Expo, changed as asked."""
    usual: dict[str, Any] = {
        "name": "China-ASEAN Expo",
        "event_type": "expo",
        "edition": 22,
        "start_date": date(2025, 9, 17),
        "end_date": date(2025, 9, 21),
        "date_precision": "day",
        "city": "Nanning",
        "region": "Guangxi",
        "country": "China",
        "hosts": (),
        "attendance_mode": None,
        "participants": (Participants(3200, "about", "enterprises"),),
        "status": "held",
        "quote": "The 22nd China-ASEAN Expo was held in Nanning from September 17 to 21.",
        "span_start": 0,
        "span_end": 70,
        "rule": "hand",
        "confidence": 0.9,
    }
    return Event(**(usual | values))


@dataclass
class Warehouse:
    """One home over several nights: each loads its pages into a copy of the published file, builds and publishes."""

    home: Path
    dbt_folder: Path
    nights: int = 0

    @property
    def path(self) -> Path:
        return self.home / "warehouse.duckdb"

    def night(self, pages: Iterable[Told], *options: str, checked: bool = False) -> None:
        """Load the pages, build everything (with dbt's tests of the data where asked), publish."""
        when = FIRST_NIGHT + timedelta(days=self.nights)
        self.nights += 1
        run = RunFolder.named(self.home / "build", f"night-{self.nights}")
        run.path.mkdir(parents=True)
        warehouse.start_build(run, self.path)
        self._write(run, list(pages), when)
        warehouse.load(run)
        self.dbt(run.warehouse, "build", *options, *([] if checked else ["--exclude-resource-type", "test"]))
        warehouse.publish(run, self.path)

    def dbt(self, build: Path, *arguments: str) -> None:
        """Run dbt on a build; fail with its own words."""
        # One path for all builds: dbt parses the project anew when a path of its profile has changed.
        link = self.dbt_folder / "warehouse.duckdb"
        link.unlink(missing_ok=True)
        link.symlink_to(build)
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("TRADEPAGES_BUILD_DB", str(link))
            environment.setenv("DBT_TARGET_PATH", str(self.dbt_folder))
            environment.setenv("DBT_LOG_PATH", str(self.dbt_folder))
            where = ["--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT), "--quiet"]
            result = dbtRunner().invoke([*arguments, *where])
        assert result.success, result.exception or [
            f"{node.node.name}: {node.status} {node.message}"
            for node in getattr(result.result, "results", [])
            if node.status not in ("success", "pass", "skipped")
        ]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the published warehouse."""
        with duckdb.connect(self.path, read_only=True) as con:
            return con.execute(query).fetchall()

    def marts(self) -> dict[str, list[tuple[Any, ...]]]:
        """Give every row of every mart, in order."""
        names = self.rows("select table_name from information_schema.tables where table_schema = 'marts' order by 1")
        return {name: self.rows(f"select * from marts.{name} order by all") for (name,) in names}

    @staticmethod
    def _write(run: RunFolder, pages: list[Told], when: datetime) -> None:
        fetched = [replace(told.document, fetched_at=when) for told in pages]
        seen = [
            Visit(
                source=document.source,
                source_uri=document.source_uri,
                content_hash=document.content_hash,
                outcome="new",
                reason_code=None,
                detail=None,
                visited_at=when,
                landed_file=None,
            )
            for document in fetched
        ]
        figures = [lake.figure_row(told.document, fact) for told in pages for fact in told.figures]
        events = [lake.event_row(told.document, fact) for told in pages for fact in told.events]
        visited = [lake.visit_row(visit, run.run_id) for visit in seen]
        lake.write_rows(run.part("documents", "all"), lake.DOCUMENTS, map(lake.document_row, fetched))
        lake.write_rows(run.part("trade_figures", "all"), lake.FIGURES, figures)
        lake.write_rows(run.part("events", "all"), lake.EVENTS, events)
        lake.write_rows(run.part("page_visits", "all"), lake.VISITS, visited)

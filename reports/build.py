"""Build the report: queries over the published warehouse, read-only, into one HTML page that needs no network."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from ingest.errors import TradepagesError
from reports import formats

Rows = list[dict[str, Any]]

NEEDED = (
    "staging.stg_page_visits",
    "staging.stg_rejects",
    "marts.dim_documents",
    "marts.fct_trade_figures",
    "marts.fct_trade_observations",
    "marts.fct_contradictions",
    "marts.fct_event_mentions",
    "marts.fct_events",
    "quality.check_results",
)
SAFE: dict[str, str | bool | int | float | list[str]] = {"enable_external_access": False, "lock_configuration": True}
YEARS_SHOWN = 25  # of the figures' periods, counted back from the newest


def build_report(db_path: Path, out_dir: Path) -> Path:
    """Write `index.html` into `out_dir` and give its path.

    Raises `TradepagesError` if the file is no published warehouse. The page is of the warehouse's last run.
    """
    if not db_path.is_file():
        raise TradepagesError(f"{db_path}: no such warehouse. `make run` builds and publishes one.")
    with duckdb.connect(str(db_path), read_only=True, config=SAFE) as connection:
        _refuse_unpublished(connection, db_path)
        run = _ask(connection, "run")[0]
        connection.execute("set variable run_id = ?", [run["run_id"]])
        answers = {name: _ask(connection, name) for name in _queries() if name != "run"}
    page = _templates().get_template("report.html").render(run=run, years=_years(answers["figures_by_year"]), **answers)
    out_dir.mkdir(parents=True, exist_ok=True)
    index = out_dir / "index.html"
    index.write_text(page, encoding="utf-8")
    return index


def _queries() -> list[str]:
    return sorted(file.name.removesuffix(".sql") for file in files("reports").joinpath("queries").iterdir())


def _ask(connection: duckdb.DuckDBPyConnection, name: str) -> Rows:
    """Run queries/<name>.sql; give its rows by column name."""
    found = connection.execute(files("reports").joinpath(f"queries/{name}.sql").read_text(encoding="utf-8"))
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _refuse_unpublished(connection: duckdb.DuckDBPyConnection, db_path: Path) -> None:
    found = connection.execute("select table_schema || '.' || table_name from information_schema.tables").fetchall()
    missing = sorted(set(NEEDED) - {name for (name,) in found})
    if missing:
        raise TradepagesError(f"{db_path}: no published warehouse, it lacks {', '.join(missing)}. Run `make run`.")
    if not connection.execute("select 1 from quality.check_results limit 1").fetchone():
        raise TradepagesError(f"{db_path}: no run has been checked yet. Run `make run`.")


def _templates() -> Environment:
    """Give the templates; the style sheet is the data docs' own, so that the two look alike."""
    pages = Environment(
        loader=ChoiceLoader([PackageLoader("reports"), PackageLoader("expectations")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters.update(formats.FILTERS)
    return pages


def _years(figures_by_year: Rows) -> list[int]:
    """Give the years that the chart shows, without gaps."""
    known = [row["year"] for row in figures_by_year]
    return list(range(max(min(known), max(known) - YEARS_SHOWN + 1), max(known) + 1)) if known else []

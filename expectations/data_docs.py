"""The data docs: static pages that tell how the checks of a run went, made from `quality.check_results`.

great-expectations' own pages load their styles and scripts from six servers and stay empty without a network; these
are whole in themselves. An index, and a page for each table with its expectations, their reasons and the rows that
break them.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, PackageLoader, StrictUndefined

GATES = ("staging", "marts")


def write_docs(db_path: Path, run_id: str, docs_dir: Path) -> Path:
    """Write the pages of one run into `docs_dir` and give the path of the index."""
    checks = _read_checks(db_path, run_id)
    suites = [
        {"gate": gate, "name": name, "checks": list(rows)}
        for (gate, name), rows in groupby(checks, key=lambda check: (check["gate"], check["suite"]))
    ]
    pages = Environment(
        loader=PackageLoader("expectations"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    docs_dir.mkdir(parents=True, exist_ok=True)
    index = docs_dir / "index.html"
    shared = {"run_id": run_id, "checked_at": max((check["checked_at"] for check in checks), default=None)}
    index.write_text(pages.get_template("index.html").render(suites=suites, checks=checks, **shared), encoding="utf-8")
    for suite in suites:
        page = pages.get_template("suite.html").render(suite=suite, **shared)
        (docs_dir / f"{suite['gate']}-{suite['name']}.html").write_text(page, encoding="utf-8")
    return index


def _read_checks(db_path: Path, run_id: str) -> list[dict[str, Any]]:
    """Give the outcomes of the run's gates: staging before marts, then as the suites list them."""
    with duckdb.connect(str(db_path), read_only=True) as connection:
        found = connection.execute(
            """
            select * exclude (checked_at), strftime(checked_at at time zone 'UTC', '%Y-%m-%d %H:%M UTC') as checked_at
            from quality.check_results
            where run_id = ?
            order by gate = 'marts', rowid
            """,
            [run_id],
        )
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

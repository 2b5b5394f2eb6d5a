"""A home, a folder of pages, and a run through the steps up to loading, without dbt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import steps

Night = Callable[[str], str]

ARTICLE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>
<body><article><h1>{title}</h1>
<p>NANNING, Jan. 15, 2024 -- Guangxi's trade with ASEAN rose 13.9 percent to {value} billion yuan in 2023, customs data
showed on Monday.</p>
<p>Officials said that the region would go on opening its ports, and that firms along the border were ready to invest
in warehouses, cold stores and the roads between them in the years to come.</p>
</article></body></html>
"""


def article(title: str = "Guangxi trade grows", value: str = "322.6") -> str:
    """Give a page that holds one trade figure."""
    return ARTICLE.format(title=title, value=value)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRADEPAGES_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TRADEPAGES_WORKERS", "1")
    return tmp_path / "home"


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the only source."""
    folder = tmp_path / "pages"
    folder.mkdir()
    monkeypatch.setenv("TRADEPAGES_PAGES", str(folder))
    return folder


@pytest.fixture
def night(home: Path) -> Night:
    """Run every step but those of dbt and the gates, publish, and give the run's folder."""

    def run(run_id: str) -> str:
        run_dir = steps.prepare_run(run_id)
        for batch in steps.discover_pages(run_dir):
            steps.extract_facts(steps.clean_pages(steps.land_pages(batch)))
        steps.load_raw(run_dir)
        steps.publish_warehouse(run_dir)
        return run_dir

    return run

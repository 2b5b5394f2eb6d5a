"""A rebuild from the landing zone gives the tables that the nights gave, row by row, in every layer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ingest import runner
from tests.web.conftest import page, rows, write_sources
from tests.web.site import Answer, Site

LAYERS = ("raw", "staging", "intermediate", "marts", "ops", "reference")


def contents() -> dict[str, list[tuple[Any, ...]]]:
    tables = rows(f"select table_schema, table_name from information_schema.tables where table_schema in {LAYERS}")
    return {
        f"{schema}.{name}": sorted(rows(f'select * from {schema}."{name}"'), key=str) for schema, name in sorted(tables)
    }


@pytest.mark.slow
def test_every_table_is_the_same_after_a_rebuild(site: Site, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.answers = {f"/{name}.html": page(f"Trade of {name}") for name in ("one", "two", "three")}
    site.answers["/copy.html"] = site.answers["/one.html"]
    site.answers["/moved.html"] = Answer(status=301, headers={"Location": "/one.html"})
    urls = [site.url(path) for path in (*site.answers, "/gone.html")]
    write_sources(home, [{"name": "a", "kind": "urls", "urls": urls, "delay": 0, "allow_private": True}], monkeypatch)
    for _ in runner.run_all("monday"):
        pass
    site.answers["/two.html"] = page("Trade of two, again")
    del site.answers["/three.html"]
    for _ in runner.run_all("tuesday"):
        pass
    before = contents()
    for _ in runner.replay("replay"):
        pass
    after = contents()
    assert after.keys() == before.keys()
    assert [name for name in before if after[name] != before[name]] == []
    assert len(before["raw.documents"]) == 6
    outcomes = "select outcome, count(*) from raw.page_visits where run_id = 'monday' group by all order by all"
    assert rows(outcomes) == [("duplicate", 2), ("new", 3), ("rejected", 1)]
    assert rows("select count(*), count(duplicate_of), count_if(not is_available) from marts.dim_documents") == [
        (5, 4, 1)
    ]
    firsts = "select distinct source_uri from marts.dim_documents where document_id in"
    assert rows(f"{firsts} (select duplicate_of from marts.dim_documents)") == [(site.url("/one.html"),)]

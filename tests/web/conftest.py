"""A site, and a client without pauses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.settings import Settings
from ingest.sources.http import Client
from tests.unit.ingest.conftest import article, home, night
from tests.web.site import Answer, Site

__all__ = ["home", "night"]


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    client = Client("https://tradepages.example/contact", tmp_path / "cache")
    yield client
    client.close()


def page(title: str, **fields: Any) -> Answer:
    return Answer(article(title).encode(), tagged=True, **fields)


def write_sources(home: Path, entries: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir(exist_ok=True)
    path = home / "sources.yml"
    path.write_text(json.dumps({"sources": entries}))
    monkeypatch.setenv("TRADEPAGES_SOURCES", str(path))


def rows(query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(Settings().warehouse, read_only=True) as con:
        return con.execute(query).fetchall()

"""A site, and a client without pauses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.sources.http import Client
from tests.unit.ingest.conftest import home, night
from tests.web.site import Site

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

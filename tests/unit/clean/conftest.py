"""What the tests of cleaning share: a page out of its bytes, and a day of fetching."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from ingest.clean.dates import DateContext
from ingest.records import Page

FETCHED_AT = datetime(2026, 11, 20, tzinfo=UTC)
MakePage = Callable[..., Page]


@pytest.fixture(scope="session")
def make_page() -> MakePage:
    """Give a function that makes a page of text or bytes."""

    def make(content: str | bytes, content_type: str | None = None, uri: str = "file:///pages/page.html") -> Page:
        data = content.encode() if isinstance(content, str) else content
        return Page("test", uri, data, content_type, FETCHED_AT, uri if uri.startswith("http") else None)

    return make


@pytest.fixture(scope="session")
def context() -> DateContext:
    """The day after which no page of the tests was published."""
    return DateContext(not_after=date(2026, 11, 21))

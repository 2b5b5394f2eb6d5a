"""What both readers, of HTML and of flat dumps, give back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Published:
    """A publishing date and the place it was found: metadata, visible, dateline, address."""

    day: date
    found_in: str


@dataclass(frozen=True, slots=True)
class Article:
    """A page's article: body lines without title and furniture, and what the page says about itself."""

    title: str | None
    lines: list[str]
    published: Published | None
    language: str | None = None
    site: str | None = None
    url: str | None = None

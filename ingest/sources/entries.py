"""What an entry of sources.yml may say: one model a kind of source."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from ingest.records import Overrides
from ingest.selectors import compile_selector

NAME_PATTERN = r"^[a-z0-9][a-z0-9_-]*$"


def _is_pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"{text!r} is no regular expression: {error}") from error
    return text


def _is_web_address(text: str) -> str:
    if not re.match(r"https?://[^/\s]", text):
        raise ValueError(f"{text!r} is no address; it begins with http:// or https://")
    return text


def _is_selector(text: str) -> str:
    compile_selector(text)
    return text


Pattern = Annotated[str, AfterValidator(_is_pattern)]
WebAddress = Annotated[str, AfterValidator(_is_web_address)]
Selector = Annotated[str, AfterValidator(_is_selector)]
Count = Annotated[int, Field(ge=1)]


class Entry(BaseModel):
    """What every kind of source has.

    `keep` and `drop` are CSS selectors or XPath for cleaning: where the article is, and what on a page is none. The
    `language` holds where a page does not tell; the `place` is only noted, with each of its documents. A weekly source
    is asked when its last visit is a week old.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=NAME_PATTERN)]
    enabled: bool = True
    schedule: Literal["nightly", "weekly"] = "nightly"
    max_pages: Count | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = None
    place: Annotated[str, Field(min_length=1)] | None = None
    keep: tuple[Selector, ...] = ()
    drop: tuple[Selector, ...] = ()

    @property
    def overrides(self) -> Overrides:
        """What cleaning is told of the source's pages."""
        return Overrides(self.keep, self.drop, self.language, self.place)


class WebEntry(Entry):
    """What every source has whose pages are fetched over HTTP.

    `delay` is the least pause between two requests to one host and `seconds` the longest time for one answer;
    `allow_private` lets the source into the house's own network. `include` and `exclude` are regular expressions that
    are looked for in the addresses of pages.
    """

    max_pages: Count | None = 500
    delay: Annotated[float, Field(ge=0, le=60)] = 1.0
    seconds: Annotated[float, Field(gt=0, le=600)] = 60.0
    max_bytes: Count | None = None
    allow_private: bool = False
    include: tuple[Pattern, ...] = ()
    exclude: tuple[Pattern, ...] = ()

    def takes(self, address: str) -> bool:
        """Say whether a page's address is one that the source brings."""
        if any(re.search(pattern, address) for pattern in self.exclude):
            return False
        return not self.include or any(re.search(pattern, address) for pattern in self.include)


class FolderSource(Entry):
    """A folder of pages; a relative path starts at the folder of sources.yml."""

    kind: Literal["folder"]
    path: Path

    @property
    def where(self) -> str:
        """Where its pages lie, for people."""
        return str(self.path)


class UrlsSource(WebEntry):
    """Addresses, in the entry itself or one a line in a file (`#` begins a comment)."""

    kind: Literal["urls"]
    urls: tuple[str, ...] = ()
    file: Path | None = None

    @model_validator(mode="after")
    def _names_some(self) -> UrlsSource:
        if not self.urls and self.file is None:
            raise ValueError("names no page; give `urls` or `file`")
        return self

    @property
    def where(self) -> str:
        """Where its pages lie, for people."""
        return str(self.file or ", ".join(self.urls))


class FeedSource(WebEntry):
    """A feed: RSS, Atom or JSON Feed."""

    kind: Literal["feed"]
    url: WebAddress

    @property
    def where(self) -> str:
        """Where its pages lie, for people."""
        return self.url


class SitemapSource(WebEntry):
    """A sitemap or an index of sitemaps; pages whose `lastmod` is older than `max_age_days` are passed over."""

    kind: Literal["sitemap"]
    url: WebAddress
    max_age_days: Count | None = None

    @property
    def where(self) -> str:
        """Where its pages lie, for people."""
        return self.url


class CrawlSource(WebEntry):
    """A walk from a start page: `follow` are patterns of pages with links, `include` of the pages to bring."""

    kind: Literal["crawl"]
    start: WebAddress
    include: Annotated[tuple[Pattern, ...], Field(min_length=1)]
    follow: tuple[Pattern, ...] = ()
    depth: Annotated[int, Field(ge=0, le=10)] = 1
    max_lists: Count = 50

    @property
    def where(self) -> str:
        """Where its pages lie, for people."""
        return self.start


class WarcSource(Entry):
    """Archives that others have crawled: files, globs or addresses that fsspec knows, such as `s3://...`.

    `hosts` (with their subdomains), `languages` (as pages declare them) and the days of capture choose the pages.
    """

    kind: Literal["warc"]
    files: Annotated[tuple[str, ...], Field(min_length=1)]
    hosts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def where(self) -> str:
        """Where its pages lie, for people."""
        return ", ".join(self.files)


KINDS: dict[str, type[Entry]] = {
    "folder": FolderSource,
    "urls": UrlsSource,
    "feed": FeedSource,
    "sitemap": SitemapSource,
    "crawl": CrawlSource,
    "warc": WarcSource,
}
Source = FolderSource | UrlsSource | FeedSource | SitemapSource | CrawlSource | WarcSource
WebSource = UrlsSource | FeedSource | SitemapSource | CrawlSource

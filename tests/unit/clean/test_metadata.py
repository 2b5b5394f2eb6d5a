from __future__ import annotations

from datetime import date

import pytest
from lxml.html import document_fromstring

from ingest.clean.dates import DateContext
from ingest.clean.metadata import Stamped, choose_title, read_head, strip_site


def head(markup: str, context: DateContext, address: str | None = None):
    return read_head(
        document_fromstring(f"<html lang='en-GB'><head>{markup}</head><body><p>x</p></body></html>"), context, address
    )


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<meta property="article:published_time" content="2023-06-16T14:08:00+08:00">', date(2023, 6, 16)),
        ('<meta name="PubDate" content="2023-07-25 10:00">', date(2023, 7, 25)),
        ('<meta name="pubdate" content="Wed, 18 Oct 2023 11:20:35 +0700">', date(2023, 10, 18)),
        ('<meta name="date" content="20230616">', date(2023, 6, 16)),
        ('<meta itemprop="datePublished" content="2023-06-09">', date(2023, 6, 9)),
        ('<script type="application/ld+json">{"datePublished":"2021-04-14T18:02:11Z"}</script>', date(2021, 4, 14)),
        ('<meta property="article:modified_time" content="2022-01-02">', date(2022, 1, 2)),
        ('<meta name="lastmod" content="2022-01-02"><meta name="date" content="2022-01-01">', date(2022, 1, 1)),
        ('<meta name="date" content="today">', None),
        ("", None),
    ],
    ids=["published", "pubdate", "rfc", "compact", "itemprop", "json-ld", "modified", "first", "no date", "none"],
)  # fmt: skip
def test_dates_of_the_head(markup: str, expected: date | None, context: DateContext) -> None:
    found = head(markup, context)
    stamped = found.published or found.updated
    assert (stamped.day if stamped else None) == expected


def test_the_day_is_that_of_the_stamp_s_own_zone(context: DateContext) -> None:
    found = head('<meta property="article:published_time" content="2024-11-11T00:05:00+05:00">', context)
    assert found.published == Stamped(date(2024, 11, 11), is_utc=False)
    found = head('<meta property="article:published_time" content="2024-11-11T00:05:00Z">', context)
    assert found.published == Stamped(date(2024, 11, 11), is_utc=True)


def test_site_language_and_address(context: DateContext) -> None:
    markup = '<meta property="og:site_name" content="Pacific Wire"><link rel="canonical" href="/expo/">'
    found = head(markup, context, "https://wire.example/x?utm=1")
    assert (found.site, found.language, found.url) == ("Pacific Wire", "en", "https://wire.example/expo/")


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("Trade rises 5 pct - Business - Asia Trade Herald", None, "Trade rises 5 pct"),
        ("Trade rises 5 pct | Mekong Post", None, "Trade rises 5 pct"),
        ("Firms look for openings after pandemic_News_Silk Road Info", None, "Firms look for openings after pandemic"),
        ("CCTV.com - Third China-ASEAN Expo opens in Nanning", None, "Third China-ASEAN Expo opens in Nanning"),
        ("BERNAMA - Trade with China to hold up this year", "BERNAMA", "Trade with China to hold up this year"),
        ("China-ASEAN trade up 5 pct", None, "China-ASEAN trade up 5 pct"),
    ],
)
def test_the_site_s_name_is_taken_off(title: str, site: str | None, expected: str) -> None:
    assert strip_site(title, site) == expected


def test_the_heading_that_the_title_repeats_is_the_headline() -> None:
    assert choose_title(["Trade rises - Daily"], ["The Daily", "Trade rises"], None) == "Trade rises"
    assert (
        choose_title(["Trade with Laos rises-Council"], [], None, ["Home", "Trade with Laos rises"])
        == "Trade with Laos rises"
    )
    assert choose_title([], ["Trade rises"], None) == "Trade rises"
    assert choose_title([], [], None) is None

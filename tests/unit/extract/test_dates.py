"""Dates as the news writes them, and the days that they mean."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.extract.event_reading.dating import FUTURE, PAST, PRESENT, DateRange, Moment, resolve
from ingest.extract.mentions.date import find_dates

# text, published on, tense, start, end, precision
CASES = [
    ("will be held from May 28 to 29 in", "2021-05-26", FUTURE, "2021-05-28", "2021-05-29", "day"),
    ("from September 17 to 21, 2025, with", "2025-09-09", FUTURE, "2025-09-17", "2025-09-21", "day"),
    ("held on 28-29 May 2021.", "2022-01-01", PAST, "2021-05-28", "2021-05-29", "day"),
    ("from 1 to 6 June,", "2023-06-05", PAST, "2023-06-01", "2023-06-06", "day"),
    ("on August 12 and 13.", "2023-08-14", PAST, "2023-08-12", "2023-08-13", "day"),
    ("is scheduled for Sept 3-6 in", "2013-07-23", FUTURE, "2013-09-03", "2013-09-06", "day"),
    ("from Dec 30 - Jan 2", "2024-12-20", FUTURE, "2024-12-30", "2025-01-02", "day"),
    ("from Dec. 30, 2024 to Jan. 2, 2025", "2025-01-20", PAST, "2024-12-30", "2025-01-02", "day"),
    ("from Nov. 28 to Dec. 2, 2023,", "2023-12-04", PAST, "2023-11-28", "2023-12-02", "day"),
    ("from Sept. 3 to 6 next year,", "2012-09-26", FUTURE, "2013-09-03", "2013-09-06", "day"),
    ("on the 8th to introduce", "2025-09-09", PAST, "2025-09-08", "2025-09-08", "day"),
    ("On the afternoon of the 22nd, the", "2017-01-04", PAST, "2016-12-22", "2016-12-22", "day"),
    ("from the 17th to the 21st.", "2025-09-09", FUTURE, "2025-09-17", "2025-09-21", "day"),
    ("On January 23rd, the", "2018-02-24", PAST, "2018-01-23", "2018-01-23", "day"),
    ("on the 5th of July", "2018-08-24", PAST, "2018-07-05", "2018-07-05", "day"),
    ("on Wednesday, September 17,", "2025-09-20", PAST, "2025-09-17", "2025-09-17", "day"),
    ("on 2025-09-17.", None, PAST, "2025-09-17", "2025-09-17", "day"),
    ("on 17/09/2025.", None, PAST, "2025-09-17", "2025-09-17", "day"),
    ("on Sunday,", "2024-07-29", PAST, "2024-07-28", "2024-07-28", "day"),
    ("slated for Sunday.", "2019-09-21", FUTURE, "2019-09-22", "2019-09-22", "day"),
    ("opens on Wednesday", "2024-11-05", PRESENT, "2024-11-06", "2024-11-06", "day"),
    ("last Friday,", "2022-11-21", PAST, "2022-11-18", "2022-11-18", "day"),
    ("next Thursday.", "2022-01-14", FUTURE, "2022-01-20", "2022-01-20", "day"),
    ("from Friday to Monday,", "2015-09-17", FUTURE, "2015-09-18", "2015-09-21", "day"),
    ("today and", "2021-09-13", PAST, "2021-09-13", "2021-09-13", "day"),
    ("closes tomorrow.", "2011-08-18", PRESENT, "2011-08-19", "2011-08-19", "day"),
    ("in October 2005,", "2006-10-31", PAST, "2005-10-01", "2005-10-31", "month"),
    ("in October.", "2012-09-26", PAST, "2011-10-01", "2011-10-31", "month"),
    ("in May next year in", "2022-07-27", FUTURE, "2023-05-01", "2023-05-31", "month"),
    ("last November,", "2024-03-01", PAST, "2023-11-01", "2023-11-30", "month"),
    ("later this month.", "2024-11-11", FUTURE, "2024-11-01", "2024-11-30", "month"),
    ("in February 2024,", None, PAST, "2024-02-01", "2024-02-29", "month"),
    ("in 2004,", None, PAST, "2004-01-01", "2004-12-31", "year"),
    ("later this year.", "2017-01-04", FUTURE, "2017-01-01", "2017-12-31", "year"),
]


@pytest.mark.parametrize(("text", "published_on", "tense", "start", "end", "precision"), CASES)
def test_a_written_date_means_these_days(
    text: str, published_on: str | None, tense: str, start: str, end: str, precision: str
) -> None:
    page = date.fromisoformat(published_on) if published_on else None
    mentions = find_dates(text)
    assert len(mentions) == 1
    mention = mentions[0]
    assert text[mention.start : mention.end] == mention.text
    expected = DateRange(date.fromisoformat(start), date.fromisoformat(end), precision)
    assert resolve(mention.value, Moment(page, tense)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the 22nd China-ASEAN Expo",
        "up 28.9 percent to 2,025 units",
        "may rise",
        "a march of 20 people",
        "this year's expo",
        "on February 30",
    ],
)
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "spoken_of", "expected"),
    [
        ("On the same day, he", "2019-11-03", "2019-11-03"),
        ("One day earlier, the leaders", "2006-10-31", "2006-10-30"),
        ("A day later, a workshop", "2022-06-30", "2022-07-01"),
        ("The following day they", "2022-06-30", "2022-07-01"),
        ("in the evening he", "2023-10-19", "2023-10-19"),
    ],
)
def test_a_day_told_from_the_day_before(text: str, spoken_of: str, expected: str) -> None:
    day = date.fromisoformat(spoken_of)
    moment = Moment(date(2025, 1, 1), PAST, DateRange(day, day, "day"))
    found = resolve(find_dates(text)[0].value, moment)
    assert found is not None
    assert found.start == found.end == date.fromisoformat(expected)


def test_the_same_days_are_all_of_them() -> None:
    spoken_of = DateRange(date(2025, 9, 17), date(2025, 9, 21), "day")
    mention = find_dates("will be held there on the same days.")[0]
    assert resolve(mention.value, Moment(date(2025, 9, 9), FUTURE, spoken_of)) == spoken_of


def test_a_day_without_a_year_stays_open_on_a_page_without_a_date() -> None:
    mention = find_dates("was held on June 30.")[0]
    assert resolve(mention.value, Moment(None)) is None

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean.article import Published
from ingest.clean.dates import (
    DateContext,
    address_date,
    date_line,
    dateline_date,
    find_dates,
    labelled_date,
    visible_date,
)

LAST = DateContext(not_after=date(2026, 11, 21))
FORMATS = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y年%m月%d日",
    "%B %d, %Y",
    "%b. %d, %Y",
    "%d %B %Y",
    "%d-%b-%Y",
    "%A %d %b %Y",
]


@pytest.mark.parametrize("form", FORMATS)
@given(day=st.dates(min_value=date(1990, 1, 1), max_value=date(2026, 11, 21)))
def test_a_date_that_is_written_is_read(form: str, day: date) -> None:
    assert [found.day for found in find_dates(f"on {day.strftime(form)}, they met", LAST)] == [day]


@given(st.text(max_size=200))
def test_offsets_are_those_of_the_text(text: str) -> None:
    for found in find_dates(text, LAST):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "In 2020 and 2021",
        "2020-13-01",
        "31 February 2020",
        "June 3, 2031",
        "1-2-3",
        "ISBN 978-2012-11-30-5",
        "v1.2.2019",
    ],
)
def test_what_is_no_date_of_a_page_is_not_read(text: str) -> None:
    assert list(find_dates(text, LAST)) == []


@pytest.mark.parametrize(
    ("text", "page", "expected"),
    [
        ("17/05/2021 09:12", "", date(2021, 5, 17)),
        ("10-31-2006 10:00", "", date(2006, 10, 31)),
        ("05/06/2021", "", date(2021, 6, 5)),
        ("5/6/2021 1:15:58 PM", "", date(2021, 5, 6)),
        ("06/02/2024 04:55 PM", "", date(2024, 2, 6)),
        ("05/06/2021", "NANNING, May 6 -- Trade rose.", date(2021, 5, 6)),
        ("05/06/2021", "Hanoi, 5 June. Trade rose.", date(2021, 6, 5)),
    ],
    ids=["day first", "month first", "both possible", "american clock", "padded clock", "named", "named day first"],
)
def test_numeric_dates(text: str, page: str, expected: date) -> None:
    found = next(find_dates(text, DateContext(LAST.not_after, page)))
    assert found.day == expected


@pytest.mark.parametrize(
    ("line", "day", "rank"),
    [
        ("Post Time:2018-02-24 16:48:42", date(2018, 2, 24), 0),
        ("Posted by desk on 20 June 2024 in Trade", date(2024, 6, 20), 0),
        ("(chinadaily.com.cn)| Updated : 2021-05-26", date(2021, 5, 26), 1),
        ("Published Apr 14, 2021; updated Apr 16, 2021", date(2021, 4, 14), 0),
        ("2017-01-04     China SME Online     visits:0", date(2017, 1, 4), 2),
        ("Jun 04, 2014 / 09:18", date(2014, 6, 4), 2),
        ("发布时间:2022-05-20 来源:agencies", date(2022, 5, 20), 0),
    ],
)
def test_date_lines(line: str, day: date, rank: int) -> None:
    assert date_line(line, LAST) == (day, rank)


def test_a_sentence_with_a_date_is_no_date_line() -> None:
    assert date_line("The agreement that both ministers signed on May 26, 2021 in Nanning cuts tariffs.", LAST) is None


def test_a_decree_may_be_posted_on_a_day() -> None:
    assert date_line("New decree on rice. Posted on 3 June 2011", LAST) == (date(2011, 6, 3), 0)


def test_a_caption_with_a_date_is_no_date_line() -> None:
    assert date_line("Dried mango on display at the venue, May 18, 2022.", LAST) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published: 2 Aug 2560 at 04:00", date(2017, 8, 2)),
        ("22/06/2561 10:15", date(2018, 6, 22)),
        ("Senin, 05 Desember 2022 10:12", date(2022, 12, 5)),
        ("Khamis, 3 Ogos 2023", date(2023, 8, 3)),
        ("17 Agustus 2020 | 08:00 WIB", date(2020, 8, 17)),
        ("Diterbitkan: 4 Mac 2021", date(2021, 3, 4)),
        ("Ngày 23 tháng 11 năm 2021", date(2021, 11, 23)),
        ("Cập nhật: 23-11-2021 | 09:05", date(2021, 11, 23)),
    ],
)
def test_dates_in_the_calendars_and_languages_of_the_region(text: str, day: date) -> None:
    assert [found.day for found in find_dates(text, LAST)] == [day]


@pytest.mark.parametrize(
    "bar",
    [
        "The Manila Courier In print since 1931 | Sunday, October 26, 2008 | PSEi 1,953.48 -81.4 | P49.14 : $1",
        "Business Letter · Issue 41 · 26 October 2008",
    ],
)
def test_a_day_by_itself_in_a_bar_is_that_of_the_page(bar: str) -> None:
    found = visible_date([bar, "RP firms book sales"], [], LAST)
    assert found is not None
    assert found.day == date(2008, 10, 26)


def test_days_ago_are_no_date() -> None:
    assert visible_date(["2 hours ago", "Updated 3 days ago | 4 min read"], [], LAST) is None


def test_an_update_below_the_article_may_be_the_site_s() -> None:
    found = visible_date(["Manila, 3 December 2007"], ["Page last updated: 11 January 2010"], LAST)
    assert found is not None
    assert found.day == date(2007, 12, 3)
    alone = visible_date([], ["Last updated: 5 December 2007"], LAST)
    assert alone is not None
    assert alone.day == date(2007, 12, 5)


def test_the_day_of_fetching_by_itself_is_a_clock() -> None:
    head = ["Friday, 20 November 2026", "Pig iron goes to Guangdong"]
    assert visible_date(head, [], LAST) is None
    found = visible_date(head, [], LAST, clocks=True)
    assert found is not None
    assert found.day == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("page", "day"),
    [("A mission flies to Xiamen on June 8.", date(2009, 6, 5)), ("It opened on 30 April.", date(2009, 5, 6))],
)
def test_a_numeric_date_is_near_the_days_that_the_page_names(page: str, day: date) -> None:
    context = DateContext(not_after=date(2026, 11, 21), text=page)
    assert [found.day for found in find_dates("Posted: 06/05/2009", context)] == [day]


def test_the_labelled_date_wins_over_the_clock_of_the_site() -> None:
    head = ["Monday 22 September 2025, 10:36", "More deals at expo", "Published: Sept 20, 2025"]
    found = visible_date(head, [], LAST)
    assert found is not None
    assert (found.day, found.found_in) == (date(2025, 9, 20), "visible")


def test_dates_of_other_stories_do_not_count() -> None:
    tail = ["(Editor: A)", "Back", "Share", "Sino-Thai trade up 2013-05-14 09:40"]
    assert visible_date([], tail, LAST) is None


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("NANNING, Sept 21, 2019. The expo kicked off on Saturday.", date(2019, 9, 21)),
        ("Dec. 27, 2010 (SHMET) -- Trade between both rose.", date(2010, 12, 27)),
        ("KUALA LUMPUR, Feb 6 (Bernama) -- Malaysia expects growth.", None),
        ("On June 3, 2019, the two sides met in Nanning.", None),
        ("Trade since May 4, 2018 has grown.", None),
    ],
)
def test_datelines(paragraph: str, expected: date | None) -> None:
    found = dateline_date([paragraph], LAST)
    assert (found.day if found else None) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/2023/06/16/trade.html", date(2023, 6, 16)),
        ("https://a.example/n3/2023/0616/c90000-20032668.html", date(2023, 6, 16)),
        ("https://a.example/a/202306/16/WS12.html", date(2023, 6, 16)),
        ("https://a.example/t20230616_1234.htm", date(2023, 6, 16)),
        ("https://a.example/2023/6/7/x", date(2023, 6, 7)),
        ("https://a.example/content_16818854.htm", None),
        (None, None),
    ],
)
def test_address_dates(address: str | None, expected: date | None) -> None:
    found = address_date(address, LAST)
    assert (found.day if found else None) == expected


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Update: November, 12/2018 - 09:00", date(2018, 11, 12)),
        ("Jakarta | Wed, 06/02/2010 9:46 AM | Business", date(2010, 6, 2)),
        ("Posted on Fri, 04/07/2025", date(2025, 7, 4)),
        ("Friday 11/04/2025", date(2025, 4, 11)),
    ],
    ids=["month, day/year", "month first by weekday", "day first by weekday", "weekday without comma"],
)
def test_weekdays_and_slashes(line: str, day: date) -> None:
    read = date_line(line, LAST)
    assert read is not None
    assert read[0] == day


def test_a_labelled_date_among_the_first_lines_of_the_article() -> None:
    lines = ["By the events team. Posted 30 April 2025. Reading time 3 minutes.", "China and ASEAN exchanged goods."]
    found = labelled_date(lines, LAST)
    assert found is not None
    assert found.day == date(2025, 4, 30)
    assert labelled_date(["The 22nd China-ASEAN Expo was held on 17 September 2025 in Nanning."], LAST) is None


@pytest.mark.parametrize(
    "line",
    [
        "Licence No. 66/GP-TTDT dated 4 May 2018",
        "License number 14/GP-BC issued on 12 March 2015 by the Press Authority",
        "Internet news permit 1120180001, granted 03/09/2019",
        "Operating under Decision No. 1187, published 7 June 2016",
        "Giấy phép số 120/GP-TTĐT ngày 20/05/2021",
        "ICP filing 05001122 issued 2009-10-24",
        "Registration certificate 0312 dated 1 March 2015",
    ],
)
def test_the_date_of_a_licence_is_none_of_the_page(line: str) -> None:
    assert date_line(line, LAST) is None
    assert visible_date(["14/10/2022 08:40 Readers: 1,187"], [line], LAST) == Published(date(2022, 10, 14), "visible")

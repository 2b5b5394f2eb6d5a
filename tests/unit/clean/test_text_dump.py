from __future__ import annotations

from datetime import date

from ingest.clean.article import Published
from ingest.clean.dates import DateContext
from ingest.clean.text_dump import read_dump

ONE_LINE = (
    "POST [Home] [News] [About] Singapore trade grows again Staff writer | February 24, 2014, Monday, 08:15 "
    "RSS | Print | Bookmark | Trade of Singapore grew by 1 percent in 2013. It fell in May. "
    "What do you think? [0 comments] LATEST: Rates down $107 © 2014 POST"
)


def test_a_page_on_one_line(context: DateContext) -> None:
    article = read_dump(ONE_LINE, context, None)
    assert article.title == "Singapore trade grows again"
    assert article.lines == ["Trade of Singapore grew by 1 percent in 2013. It fell in May."]
    assert article.published == Published(date(2014, 2, 24), "visible")


def test_a_page_with_a_paragraph_a_line(context: DateContext) -> None:
    page = (
        "Welcome to the Website!\nHome > News > Text\nTrade of Laos grows again\nPost Time:2018-02-24 16:48:42\n"
        "The trade of Laos grew by 5 percent in 2017.\nThree goods led the list:\n- coffee\n- rubber\n"
        "The rest was timber, it is said.\nPrevious:Bank opens\nNext:Bank closes\nCopyright 2018"
    )
    article = read_dump(page, context, None)
    assert article.title == "Trade of Laos grows again"
    assert article.lines == [
        "The trade of Laos grew by 5 percent in 2017.",
        "Three goods led the list:",
        "- coffee",
        "- rubber",
        "The rest was timber, it is said.",
    ]
    assert article.published == Published(date(2018, 2, 24), "visible")


def test_day_and_year_on_two_lines(context: DateContext) -> None:
    article = read_dump("Trade grows again\n14 January\n2019\nThe trade of Laos grew by 5 percent.", context, None)
    assert article.published == Published(date(2019, 1, 14), "visible")


def test_where_the_page_says_none_there_is_none(context: DateContext) -> None:
    article = read_dump(
        "The trade of Laos grew by 5 percent.\nIt fell in March, the bank said.\n© 2014-2019", context, None
    )
    assert (article.title, article.published) == (None, None)


def test_the_address_is_the_last_resort(context: DateContext) -> None:
    article = read_dump("The trade of Laos grew by 5 percent.", context, "https://a.example/2019/01/14/x.html")
    assert article.published == Published(date(2019, 1, 14), "address")


def test_a_table_without_a_paragraph_is_an_article(context: DateContext) -> None:
    rows = ["Thailand\t5.1\t3.0%", "Vietnam\t1.0\t8.1%", "China\t3.4\t9.9%"]
    page = ["Home | Data", "Trade of Laos by partner", "Date: 2019-01-14", *rows, "Print"]
    article = read_dump("\n".join(page), context, None)
    assert article.title == "Trade of Laos by partner"
    assert article.lines == rows

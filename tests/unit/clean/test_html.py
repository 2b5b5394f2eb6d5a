from __future__ import annotations

from datetime import date

import pytest

from ingest.clean.article import Article, Published
from ingest.clean.article_span import sole_span
from ingest.clean.blocks import read_blocks
from ingest.clean.dates import DateContext
from ingest.clean.furniture import load_furniture
from ingest.clean.html import NO_OVERRIDES, parse, read_html
from ingest.records import Overrides

STAMP = '<meta name="pubdate" content="2020-05-05T22:00:00{}">'
TEXT = "<p>The trade of Laos with China grew by 5 percent in 2017, the customs office of the country said.</p>" * 3


def read(
    body: str, context: DateContext, head: str = "", address: str | None = None, overrides: Overrides = NO_OVERRIDES
) -> Article:
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>", context, address, overrides)


def test_the_article_without_its_furniture(context: DateContext) -> None:
    before = "<nav><a href='/'>Home</a></nav><h1>Trade grows</h1><div class='share'>Share</div>"
    body = f"{before}{TEXT}<p>(Editor: A B)</p><footer>x</footer>"
    article = read(body, context)
    assert article.title == "Trade grows"
    assert len(article.lines) == 3
    assert all(line.startswith("The trade of Laos") for line in article.lines)


def test_a_list_and_a_table_at_the_end_stay(context: DateContext) -> None:
    extra = "<ul><li>coffee: 5</li><li>rubber: 7</li></ul><table><tr><td>Laos</td><td>3.4</td></tr></table>"
    assert read(f"<div><h1>Trade</h1>{TEXT}{extra}</div>", context).lines[3:] == ["coffee: 5", "rubber: 7", "Laos\t3.4"]


def test_the_last_paragraph_stays_in_an_element_of_its_own(context: DateContext) -> None:
    last = "<p>Rubber was the main good that Laos sold to its neighbours, the officers said on Friday.</p>"
    body = f"<article><h1>Trade</h1><div class='body'>{TEXT}</div><div class='rest'>{last}</div></article>"
    assert read(body, context).lines[-1].startswith("Rubber")


def test_a_sentence_below_the_article_is_a_notice(context: DateContext) -> None:
    notice = "<p>The Courier has told its readers of the trade of the region since 1931, and has a desk in Hanoi.</p>"
    body = f"<article><h1>Trade</h1><div class='body'>{TEXT}</div></article><div class='about'>{notice}</div>"
    assert len(read(body, context).lines) == 3


def test_a_table_beside_the_article_s_element_stays(context: DateContext) -> None:
    table = "<table><tr><th>Port</th><th>Exports</th></tr><tr><td>Hekou</td><td>5.4</td></tr></table>"
    body = f"<article><h1>Trade</h1><div class='body'>{TEXT}</div>{table}</article>"
    assert read(body, context).lines[-2:] == ["Port\tExports", "Hekou\t5.4"]


def test_the_heading_of_a_box_of_points_above_the_article_stays(context: DateContext) -> None:
    points = "<ul><li>Thai exports to China are set to contract by 1.5 percent in 2023.</li></ul>"
    article = read(f"<article><h1>Trade</h1><div><h2>Our view in brief</h2>{points}</div>{TEXT}</article>", context)
    assert article.lines[0] == "Our view in brief"


def test_a_promo_in_the_middle_goes_and_the_rest_stays(context: DateContext) -> None:
    promo = "<div><b>See also</b><ul><li><a href='/1'>Vietnam attracts more capital</a></li></ul></div>"
    article = read(f"<article>{TEXT}{promo}<p>Rubber was the main good that Laos sold.</p></article>", context)
    assert article.lines[-1] == "Rubber was the main good that Laos sold."
    assert not any("Vietnam" in line for line in article.lines)


def test_stories_told_below_their_links_are_no_part_of_the_article(context: DateContext) -> None:
    story = (
        "<div><a href='/{0}'>Port number {0} opens its gates</a><br>Trade of it is said to grow by {0} percent.</div>"
    )
    stories = "".join(story.format(number) for number in range(6))
    assert len(read(f"<div>{TEXT}<h2>Related stories</h2>{stories}</div>", context).lines) == 3


def test_paragraphs_between_promos_stay(context: DateContext) -> None:
    told = [
        f"Trade of port {number} with its neighbours grew by 5 percent, as officers of the port said."
        for number in range(4)
    ]
    promo = "<div><b>Read also:</b> <a href='/1'>Vietnam attracts more capital</a></div>"
    parted = "<h4>Read also</h4><p><a href='/1'>Vietnam attracts more capital</a></p>"
    for between in (promo, parted):
        assert read(between.join(f"<p>{line}</p>" for line in told), context).lines == told


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta name="pubdate" content="2020-05-04">', "<p>May 6, 2020</p>", Published(date(2020, 5, 4), "metadata")),
        ("", "<div class='info'>May 6, 2020 09:00</div>", Published(date(2020, 5, 6), "visible")),
        (STAMP.format("Z"), "<p>May 6, 2020</p>", Published(date(2020, 5, 6), "visible")),
        (STAMP.format("+08:00"), "<p>May 6, 2020</p>", Published(date(2020, 5, 5), "metadata")),
        ("", "<time datetime='2020-05-04T10:00+07:00'>3 days ago</time>", Published(date(2020, 5, 4), "metadata")),
        ('<meta name="lastmod" content="2020-05-09">', "<p>May 6, 2020</p>", Published(date(2020, 5, 6), "visible")),
        ('<meta name="lastmod" content="2020-05-09">', "", Published(date(2020, 5, 9), "metadata")),
        ("", "", Published(date(2020, 5, 7), "address")),
    ],
    ids=["metadata", "visible", "utc", "own zone", "stamp", "visible first", "updated", "address"],
)  # fmt: skip
def test_where_the_date_is_found(head: str, body: str, expected: Published, context: DateContext) -> None:
    assert read(f"{body}<h1>Trade</h1>{TEXT}", context, head, "https://a.example/2020/05/07/x").published == expected


def test_stamps_of_other_stories_are_no_dates(context: DateContext) -> None:
    assert (
        read(f"<h1>Trade</h1>{TEXT}<p>Bank opens <time datetime='2021-06-02'>June 2</time></p>", context).published
        is None
    )


def test_copyright_years_and_other_stories_are_no_dates(context: DateContext) -> None:
    others = "<aside>Rates fall, June 3, 2021</aside><div class='related'><a>2021-06-02 Bank opens</a></div>"
    assert read(f"<h1>Trade</h1>{TEXT}{others}<p>© 2021 Daily</p>", context).published is None


SHORT = "<p>Rubber went by rail, officers said on Monday.</p>"
NOISE = "<p>The paper asks its readers to write to it about whatever they like to read in the weeks to come.</p>" * 6


@pytest.mark.parametrize("selector", ["#story", "div#story > p", "//div[@id='story']", "(//p[.//b])[1]/.."])
def test_what_a_source_wants_kept_is_the_article(selector: str, context: DateContext) -> None:
    body = f"<h1>Trade</h1><p>May 6, 2020</p>{NOISE}<div id='story' class='share'><p><b>Vientiane</b></p>{SHORT}</div>"
    article = read(body, context, overrides=Overrides(keep=(selector,)))
    assert article.lines == ["Rubber went by rail, officers said on Monday."]
    assert article.title == "Trade"
    assert article.published == Published(date(2020, 5, 6), "visible")


def test_furniture_within_what_is_kept_goes(context: DateContext) -> None:
    body = f"<div id='story'>{SHORT}<ul class='share'><li>Facebook</li></ul><p>(Editor: A B)</p></div>{NOISE}"
    assert len(read(body, context, overrides=Overrides(keep=("#story",))).lines) == 1


def test_several_kept_parts_make_one_article(context: DateContext) -> None:
    body = f"<p class='a'>Rice came by road, they said.</p>{NOISE}<div><div class='a'>{SHORT}</div></div>"
    assert read(body, context, overrides=Overrides(keep=(".a",))).lines == [
        "Rice came by road, they said.",
        "Rubber went by rail, officers said on Monday.",
    ]


def test_what_a_source_wants_dropped_goes(context: DateContext) -> None:
    aside = "<div class='x'><p>Other news of the day is told on the page of the paper, for those who like it.</p></div>"
    body = f"<article>{TEXT}{aside}{SHORT}</article>"
    without = read(f"<article>{TEXT}{SHORT}</article>", context)
    assert read(body, context, overrides=Overrides(drop=(".x", ".x p", "//@class"))) == without
    assert len(read(body, context).lines) == len(without.lines) + 1


def test_where_nothing_is_found_to_keep_the_article_is_searched_for(context: DateContext) -> None:
    body = f"<article>{TEXT}</article>"
    assert read(body, context, overrides=Overrides(keep=("#gone", "//title"))) == read(body, context)


DECK = "Rubber and rice lead the trade of the north with its neighbours"
ROW = "<tr><td>Value of all that was sold to the neighbours</td><td>3.4</td></tr>"


@pytest.mark.parametrize(
    ("body", "span"),
    [
        (f"<p>May 6</p><div>{TEXT}<p>(Editor: A B)</p></div><p>Harbour Daily of the north and south</p>", (1, 4)),
        (f"<div><p>{DECK}</p></div><div>{TEXT}</div>", None),
        (f"<div>{TEXT}</div><div>{TEXT}</div>", None),
        (f"<div>{TEXT}</div><div><table>{ROW}</table></div>", None),
        (f"<div>{TEXT}<table>{ROW}</table></div>", (0, 3)),
        (f"<div>{SHORT}</div>", None),
        ("", None),
    ],
    ids=["one element", "a deck above", "two", "a table below", "a table within", "too little", "nothing"],
)  # fmt: skip
def test_where_the_markup_leaves_no_choice(body: str, span: tuple[int, int] | None) -> None:
    page = read_blocks(parse(f"<html><body>{body}</body></html>"), load_furniture())
    assert sole_span(page.blocks) == span

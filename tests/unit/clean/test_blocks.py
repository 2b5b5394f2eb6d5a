from __future__ import annotations

from lxml.html import document_fromstring

from ingest.clean.blocks import Block, read_blocks
from ingest.clean.furniture import load_furniture

FILLER = "<p>" + "The two sides met in Nanning on Friday and spoke of trade. " * 10 + "</p>"


def blocks(body: str) -> list[Block]:
    return read_blocks(document_fromstring(f"<html><body>{body}{FILLER}</body></html>"), load_furniture()).blocks[:-1]


def told(body: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(body)]


def test_paragraphs_headings_and_items_are_blocks_of_their_own() -> None:
    assert told("<h1>Head</h1><p>One <b>bold</b> line<br>two</p><ul><li>a</li><li>b <i>c</i></li></ul>loose") == [
        ("h1", "Head"),
        ("p", "One bold line"),
        ("p", "two"),
        ("li", "a"),
        ("li", "b c"),
        ("p", "loose"),
    ]


def test_rows_of_data_keep_their_cells_apart() -> None:
    table = "<table><tr><th>Partner</th><th>Trade</th></tr><tr><td><p>Laos</p></td><td>3.4</td></tr></table>"
    assert told(table) == [("row", "Partner\tTrade"), ("row", "Laos\t3.4")]


def test_tables_that_lay_out_a_page_are_read_through() -> None:
    nested = "<table><tr><td>Menu</td><td><table><tr><td><p>Text of the page</p></td></tr></table></td></tr></table>"
    assert told(nested) == [("p", "Menu"), ("p", "Text of the page")]


def test_times_and_links_within_a_sentence_stay_in_it() -> None:
    assert told('<p>Since <time>May 5</time>, <a href="/l">Laos</a> has sold more.</p>') == [
        ("p", "Since May 5, Laos has sold more.")
    ]


def test_what_is_never_seen_is_left_out() -> None:
    assert told("<script>var a = 1</script><style>p{}</style><p>Seen</p><noscript>x</noscript>") == [("p", "Seen")]


def test_furniture_is_left_out_and_handed_back_once() -> None:
    box = "<div class='related-box'><ul><li class='ad'>x</li></ul></div>"
    page = read_blocks(document_fromstring(f"<html><body>{box}{FILLER}</body></html>"), load_furniture())
    assert len(page.blocks) == 1
    assert [element.get("class") for element in page.furniture] == ["related-box"]


def test_an_element_that_holds_the_page_is_no_furniture_whatever_its_name() -> None:
    page = document_fromstring(
        f"<html><body class='no-sidebar'><div class='sidebar-left banner'>{FILLER}</div></body></html>"
    )
    assert [block.furniture for block in read_blocks(page, load_furniture()).blocks] == [False]


def test_weak_names_tell_short_elements_only_and_leave_their_blocks_to_be_read() -> None:
    marks = [
        block.furniture
        for block in blocks(
            "<div class='meta'>By A | 3 views</div><div class='source'><p>"
            + "They met in the city on Friday. " * 20
            + "</p></div>"
        )
    ]
    assert marks == [True, False]


def test_captions_stand_with_their_images() -> None:
    body = (
        "<p><img src='a.jpg'><br>Flags in front of the hall</p><p align='center'><img src='b.jpg'></p>"
        "<p align='center'>A ship at berth</p><p><img src='c.jpg'>Trade of the port grew by 5 percent in May.</p>"
    )
    assert told(body) == [("p", "Trade of the port grew by 5 percent in May.")]


def test_text_before_an_image_is_no_caption() -> None:
    body = "<p>Trade grew by 5 percent in May.<br><img src='a.jpg'><br>A ship</p>"
    assert ("p", "Trade grew by 5 percent in May.") in told(body)


def test_links_are_measured() -> None:
    link, text = blocks("<p><a href='/1'>Other story of the day</a></p><p>Text without a link</p>")
    assert link.link_share == 1
    assert text.link_share == 0


def test_stamps_are_kept_with_their_place() -> None:
    markup = f"<html><body><p>A</p><p><time datetime='2020-05-06'>today</time></p>{FILLER}</body></html>"
    page = read_blocks(document_fromstring(markup), load_furniture())
    assert [(stamp.text, stamp.place) for stamp in page.stamps] == [("2020-05-06", 1)]


def test_cells_over_several_columns_and_rows_stand_in_each() -> None:
    head = "<tr><th rowspan='2'>Partner</th><th colspan='2'>Exports</th></tr><tr><th>Value</th><th>Change</th></tr>"
    rows = told(f"<table>{head}<tr><td>Japan</td><td>5</td><td>2%</td></tr></table>")
    assert [text for _, text in rows] == ["Partner\tExports\tExports", "Partner\tValue\tChange", "Japan\t5\t2%"]


def test_a_span_that_is_no_number_counts_as_one() -> None:
    rows = told("<table><tr><td colspan='x'>a</td><td colspan='0'>1</td></tr></table>")
    assert [text for _, text in rows] == ["a\t1"]

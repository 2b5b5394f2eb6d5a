from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from ingest.clean.dump_lines import read_lines, split_flat, unwrap
from ingest.clean.furniture import load_furniture

ONE_LINE = (
    "POST [Home] [News] [About] Singapore trade grows again Staff writer | February 24, 2014, Monday, 08:15 "
    "RSS | Print | Bookmark | Trade of Singapore grew by 1 percent in 2013. It fell in May. "
    "What do you think? [0 comments] LATEST: Rates down $107 © 2014 POST"
)
PARAGRAPH = "The trade of Laos with China grew by 5 percent in 2017, and the customs office expects more of it. " * 6


def test_a_page_on_one_line_is_cut_where_furniture_begins() -> None:
    pieces = split_flat(ONE_LINE, load_furniture())
    assert "Singapore trade grows again" in pieces
    assert "February 24, 2014, Monday, 08:15" in pieces
    assert "RSS | Print | Bookmark |" in pieces
    assert "Trade of Singapore grew by 1 percent in 2013. It fell in May." in pieces


@given(st.text(alphabet="ab .|[]©\n\tShare Print 2014-02-24 08:15", max_size=200))
def test_nothing_is_lost_where_a_line_is_cut(text: str) -> None:
    pieces = split_flat(text, load_furniture())
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_lines_broken_at_a_width_are_joined() -> None:
    wrapped = "Trade of Laos\n\n" + "\n\n".join("\n".join(textwrap.wrap(PARAGRAPH, 72)) for _ in range(2))
    lines = read_lines(wrapped, load_furniture())
    assert lines == ["Trade of Laos", PARAGRAPH.strip(), PARAGRAPH.strip()]


def test_paragraphs_on_their_own_lines_are_left_alone() -> None:
    lines = ["Trade of Laos", PARAGRAPH, "- coffee: 5", PARAGRAPH]
    assert unwrap(lines) == lines
    headlines = [
        "China's copper imports down 21.6 percent in November",
        "Japan's aluminium stocks at 199,500 tonnes",
    ] * 2
    assert unwrap(headlines) == headlines


def test_entities_are_read() -> None:
    assert read_lines("Trade &amp; more\n\nA&nbsp;B\nC\nD", load_furniture()) == ["Trade & more", "A B", "C", "D"]

"""Tables of flat dumps: by whatever their cells are parted, rows come out with tabs."""

from __future__ import annotations

import pytest

from ingest.clean.dump_tables import mark_rows

HEAD = "Source\tAmount (US$ million)\tShare (%)"
ROWS = ["Hong Kong\t1,421.4\t51.5", "Japan\t96.6\t-3.5"]


@pytest.mark.parametrize(
    "dump",
    [
        "Source  Amount (US$ million)  Share (%)\nHong Kong  1,421.4  51.5\nJapan  96.6  -3.5",
        "Source | Amount (US$ million) | Share (%)\nHong Kong | 1,421.4 | 51.5\nJapan | 96.6 | -3.5",
        "| Source | Amount (US$ million) | Share (%) |\n|---|:--|--|\n|Hong Kong|1,421.4|51.5|\n|Japan|96.6|-3.5|",
        "Source Amount (US$ million) Share (%)\nHong Kong 1,421.4 51.5\nJapan 96.6 -3.5",
        "Source\nAmount (US$ million)\nShare (%)\nHong Kong\n1,421.4\n51.5\nJapan\n96.6\n-3.5",
    ],
)
def test_cells_are_parted_by_tabs(dump: str) -> None:
    assert mark_rows(["By source", *dump.split("\n"), "The end."]) == ["By source", HEAD, *ROWS, "The end."]


def test_rows_may_be_years() -> None:
    assert mark_rows(["Year Exports Imports", "2012 12 13", "2013 14 15"])[2] == "2013\t14\t15"


@pytest.mark.parametrize(
    "dump",
    [
        "News\nJanuary 12 2015\nFebruary 14 2016",
        "• Fruits: 146 billion baht (+2.20%)\n• Rubber: 95.4 billion baht (+31.38%)\n• Rice: 8 billion baht (+1%)",
        "Comments\n3\nShares\n12",
        "Home | About | 3",
    ],
)
def test_other_lines_stay(dump: str) -> None:
    assert mark_rows(dump.split("\n")) == dump.split("\n")

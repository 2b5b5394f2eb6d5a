"""Whose page it is, told by who owns its figures."""

import pytest

from ingest.extract.figure_reading.page_subject import page_subject
from ingest.extract.mentions.place import find_places

PAGES = [
    ("ASEAN becomes Hunan's largest trading partner", "Trade with ASEAN rose.", "Hunan", "ASEAN"),
    ("China stays top supplier of Philippine imports", "Goods from China were worth more.", "Philippines", "China"),
    (
        "Trade with China dips, says MITI",
        "Malaysia's exports fell. Imports from China were RM5 billion.",
        "Malaysia",
        "China",
    ),
    ("Nanning fair ends", "Philippine exporters came to Nanning. Exports to China fell.", "Philippines", "China"),
    (
        "Orders pour in",
        "In Nanning, the foreign trade of Guangxi rose. Its exports to Vietnam rose.",
        "Guangxi",
        "Vietnam",
    ),
    ("Foreign trade of the city", "Shantou's exports to ASEAN rose, and the city's imports fell.", "Shantou", "ASEAN"),
    (
        "A quarter in figures",
        "HANOI, May 5 (ABC) - Exports to China rose and imports from China fell.",
        "Vietnam",
        "China",
    ),
]


@pytest.mark.parametrize(("title", "text", "reporter", "partner"), PAGES)
def test_page_subject(title: str, text: str, reporter: str, partner: str) -> None:
    assert page_subject(title, text, find_places(title), find_places(text)) == (reporter, partner)


def test_a_page_without_places_is_nobodys() -> None:
    assert page_subject("Trade rises", "Exports rose.", [], []) == (None, None)


def test_a_city_where_people_met_is_not_whose_page_it_is() -> None:
    text = "The fair was held in Nanning. Exports from Thailand were shown in Nanning."
    assert page_subject("Fair in Nanning", text, find_places("Fair in Nanning"), find_places(text))[0] == "Thailand"

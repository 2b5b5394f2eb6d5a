from __future__ import annotations

import pytest

from ingest.clean.prose import ends_sentence, is_menu, is_prose


def test_prose_has_sentences_and_small_words() -> None:
    assert is_prose("The two sides met in Nanning on Friday.")
    assert is_prose("东盟继续是广西第一大贸易伙伴。")
    assert not is_prose("China's copper imports down 21.6 percent in November")
    assert not is_prose("Home News Business Markets")


def test_rows_of_figures_are_no_menu() -> None:
    assert is_menu("News | Travel | Business | Life")
    assert not is_menu("Vietnam | 98.1 | -8.0 | 12.4")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("It grew.", True),
        ('He said "no."', True),
        ("It grew", False),
        ("增长。", True),
        ("", False),
        ("Output flat in Oct.", False),
        ('"', False),
    ],
)
def test_ends_of_sentences(line: str, expected: bool) -> None:
    assert ends_sentence(line) is expected

from __future__ import annotations

from collections import Counter

import pytest

from bench.cleaning import TOOLS, annotated_pages, made_pages, strings_f1, words_f1
from bench.newspaper import LAYOUTS, make_page


def test_made_pages_are_the_same_each_time_and_of_the_size_of_real_ones() -> None:
    pages = [make_page(number) for number in range(20)]
    assert pages == [make_page(number) for number in range(20)]
    assert all(45_000 < len(page.html) < 160_000 for page in pages)


@pytest.mark.parametrize("number", range(len(LAYOUTS)))
def test_the_article_of_a_made_page_is_on_it(number: int) -> None:
    page = make_page(number)
    text = TOOLS["tradepages"](page.html.encode()).split("\n")
    assert not Counter(page.lines) - Counter(text)


def test_scores_of_strings() -> None:
    gold = {"keep": ["a b", "c"], "noise": ["x"]}
    assert strings_f1(["a\nb c"], [gold]) == 1.0
    assert strings_f1(["a b c x"], [gold]) == 4 / 5
    assert strings_f1(["c"], [gold]) == 2 / 3


def test_scores_of_words() -> None:
    assert words_f1(["a b"], ["b a"]) == 1.0
    assert words_f1(["a b c d", "a"], ["a b", "a"]) == (4 / 6 + 1) / 2


def test_tools_are_scored_on_what_they_read() -> None:
    for pages in (annotated_pages, made_pages):
        contents, score = pages()
        assert 0 <= score([""] * len(contents)) < 0.05
    assert score([TOOLS["tradepages"](content) for content in contents[:4]] + [""] * (len(contents) - 4)) > 0.05

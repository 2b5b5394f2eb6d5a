from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.clean import without_repeated
from ingest.clean.repetition import HEADING_WORDS
from ingest.records import Document, digest
from tests.unit.clean.articles import CALL, LABEL, VOWELS, article

CLOSING = "Harbour Daily"


def document(number: int, lines: Sequence[str], host: str = "harbour.example") -> Document:
    uri = f"https://{host}/{number}.html"
    fetched_at = datetime(2026, 11, 20, tzinfo=UTC)
    text = "\n".join(lines)
    return Document(digest(uri), digest(text), "test", uri, None, uri, None, None, None, "en", text, fetched_at)


def site(pages: int, extra: Sequence[str] = (), of: str = "") -> list[list[str]]:
    """Give articles that have nothing in common but the lines in `extra`, which stand within them."""
    bodies = [article((of, number)) for number in range(pages)]
    return [[*body[:2], *extra, *body[2:]] for body in bodies]


def cleaned(pages: Sequence[Sequence[str]], neighbours: Sequence[Sequence[str]] = ()) -> list[list[str]]:
    further = [document(1000 + number, lines) for number, lines in enumerate(neighbours)]
    documents = without_repeated([document(number, lines) for number, lines in enumerate(pages)], further)
    return [found.text.split("\n") for found in documents]


def test_lines_of_every_page_go_and_the_articles_stay() -> None:
    assert cleaned([[*page, CLOSING] for page in site(6, [LABEL, CALL])]) == site(6)


def test_a_site_is_judged_by_itself() -> None:
    pages = [document(number, page, f"h{number % 3}.example") for number, page in enumerate(site(6, [LABEL]))]
    assert without_repeated(pages) == pages


def test_pages_without_an_address_are_no_site() -> None:
    pages = [
        replace(page, source_uri=f"file:///{page.document_id}", url=None)
        for page in map(document, range(6), site(6, [LABEL]))
    ]
    assert without_repeated(pages) == pages
    saved = [replace(page, url="https://www.harbour.example/x") for page in pages]
    assert [page.text.split("\n") for page in without_repeated(saved)] == site(6)


def test_earlier_pages_of_the_site_are_further_articles() -> None:
    [page] = site(1, [LABEL, CALL], of="new")
    assert cleaned([page]) == [page]
    assert cleaned([page], site(5, [LABEL, CALL])) == site(1, of="new")


@pytest.mark.parametrize(
    ("line", "pages", "of", "goes"),
    [
        (LABEL, 3, 3, True),
        (LABEL, 2, 2, False),
        (LABEL, 4, 8, True),
        (LABEL, 4, 9, False),
        (CALL, 5, 5, True),
        (CALL, 4, 4, False),
        (CALL, 8, 10, True),
        (CALL, 7, 10, False),
    ],
)  # fmt: skip
def test_how_many_articles_it_takes(line: str, pages: int, of: int, goes: bool) -> None:
    told = [*site(pages, [line]), *site(of - pages, of="rest")]
    assert cleaned(told) == ([*site(pages), *site(of - pages, of="rest")] if goes else told)


@pytest.mark.parametrize(
    "shared",
    [
        "The bloc has been the largest partner of the province for 23 years, and the trade of both is on the rise.",
        "Month\tExports\tImports",
        "Exports by country",
    ],
    ids=["a fact", "head of a table", "heading"],
)  # fmt: skip
def test_what_articles_may_truly_share_stays(shared: str) -> None:
    assert cleaned(site(8, [shared])) == site(8, [shared])


def test_a_heading_with_nothing_below_it_heads_nothing() -> None:
    assert cleaned([[*page, "Exports by country"] for page in site(4)]) == site(4)


def test_one_article_at_many_addresses_is_one_article() -> None:
    copies, others = [article("copied")] * 7, site(2)
    assert cleaned([*copies, *others]) == [*copies, *others]


def test_an_article_that_was_edited_a_little_is_still_one() -> None:
    versions = [[*article("story"), *article(("added", number), 2)] for number in range(7)]
    headed = [
        ["Rice and rubber of the north by rail to ports", *version[number % 2 :]]
        for number, version in enumerate(versions)
    ]
    assert cleaned([*headed, *site(2)]) == [*headed, *site(2)]


def test_copies_do_not_hide_what_all_articles_have() -> None:
    pages = [*site(6, [LABEL]), *site(6, [LABEL])]
    assert cleaned(pages) == site(6) * 2


def test_a_page_of_nothing_else_stays_as_it_is() -> None:
    notice = [LABEL, CLOSING]
    assert cleaned([*site(6, notice), notice])[6] == notice


def label(words: int, chance: random.Random) -> str:
    """Give a line that no article holds and that is no sentence."""
    return " ".join(
        "".join(chance.choice("qwxyj") + chance.choice(VOWELS) for _ in range(4)) for _ in range(HEADING_WORDS + words)
    )


lines_of_furniture = st.lists(st.builds(label, st.integers(1, 9), st.randoms(use_true_random=False)), max_size=4)


@settings(deadline=None, max_examples=60)
@given(
    furniture=lines_of_furniture,
    lengths=st.lists(st.integers(4, 8), min_size=3, max_size=12),
    copies=st.lists(st.integers(0, 100), max_size=6),
    order=st.randoms(use_true_random=False),
)
def test_furniture_goes_and_nothing_else_whatever_the_site(
    furniture: list[str], lengths: list[int], copies: list[int], order: random.Random
) -> None:
    """All pages have the furniture, each line at a place of its own; some articles stand at several addresses."""
    bodies = [article(("site", number), length) for number, length in enumerate(lengths)]
    bodies += [bodies[number % len(lengths)] for number in copies]
    pages = []
    for body in bodies:
        page = list(body)
        for line in furniture:
            page.insert(order.randrange(len(page) + 1), line)
        pages.append(page)
    assert cleaned(pages) == bodies
    documents = [document(number, page) for number, page in enumerate(pages)]
    turned = order.sample(documents, len(documents))
    by_uri = {found.source_uri: found for found in without_repeated(turned)}
    assert without_repeated(documents) == [by_uri[page.source_uri] for page in documents]
    assert without_repeated(without_repeated(documents)) == without_repeated(documents)


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from([LABEL, CALL, CLOSING, "", "a\tb", "Total: 5.", "贸易。"]), min_size=1), max_size=8
    )
)
def test_any_texts_give_texts_of_their_own_lines(pages: list[list[str]]) -> None:
    for page, found in zip(pages, cleaned(pages), strict=True):
        rest = iter(page)
        assert found
        assert all(line in rest for line in found)

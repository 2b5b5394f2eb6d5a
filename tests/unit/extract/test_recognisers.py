"""What holds for every recogniser on any text, and that what is printed is read back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extract.dating import Moment, Span, month_span, resolve
from ingest.extract.mentions.count import find_counts
from ingest.extract.mentions.date import find_dates
from ingest.extract.mentions.event_name import find_event_names
from ingest.extract.mentions.money import find_money
from ingest.extract.mentions.ordinal import find_ordinals
from ingest.extract.mentions.organisation import find_organisations
from ingest.extract.mentions.percentage import find_percentages
from ingest.extract.mentions.period import find_periods
from ingest.extract.mentions.place import find_places
from ingest.extract.phrases import PhraseTable, tokenize
from ingest.extract.sentences import split_sentences
from ingest.extract.spans import Mention

from .texts import ANYTHING

RECOGNISERS: dict[str, Callable[[str], list[Mention[Any]]]] = {
    "money": find_money,
    "percentages": find_percentages,
    "periods": find_periods,
    "dates": find_dates,
    "ordinals": find_ordinals,
    "counts": find_counts,
    "places": find_places,
    "organisations": find_organisations,
    # A name inside another name ("the forum of the expo") is told as nested.
    "event names": lambda text: [m for m in find_event_names(text, {}) if m.value.kind != "nested"],
}


@pytest.mark.parametrize("recogniser", RECOGNISERS.values(), ids=RECOGNISERS)
@settings(deadline=None)
@given(text=ANYTHING)
def test_offsets_are_exact_and_mentions_in_order_and_apart(
    recogniser: Callable[[str], list[Mention[Any]]], text: str
) -> None:
    end = 0
    for mention in recogniser(text):
        assert text[mention.start : mention.end] == mention.text
        assert end <= mention.start < mention.end
        end = mention.end


def uncovered(text: str, spans: list[tuple[int, int]]) -> str:
    """Give the characters outside all spans; fails where two spans share one or stand in disorder."""
    left, end = "", 0
    for start, stop in spans:
        assert end <= start < stop
        left += text[end:start]
        end = stop
    return left + text[end:]


@settings(deadline=None)
@given(ANYTHING)
def test_sentences_hold_every_character_but_blanks_once(text: str) -> None:
    sentences = split_sentences(text)
    assert uncovered(text, [(s.start, s.end) for s in sentences]).strip() == ""
    for sentence in sentences:
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
        assert sentence.block == text.count("\n", 0, sentence.start)
        assert sentence.is_row or "\t" not in sentence.text


@settings(deadline=None)
@given(ANYTHING)
def test_tokens_hold_every_character_but_blanks_once(text: str) -> None:
    assert uncovered(text, [(token.start, token.end) for token in tokenize(text)]).strip() == ""


WORDS = st.lists(st.sampled_from(["up", "rose", "rise", "of", "year-on-year", "U.S.", "to"]), min_size=1, max_size=4)


@given(st.lists(WORDS, min_size=1, max_size=5), WORDS)
def test_a_phrase_table_finds_the_longest_phrase(phrases: list[list[str]], words: list[str]) -> None:
    table = PhraseTable([("tag", [" ".join(phrase) for phrase in phrases])])
    begun = [len(tokenize(" ".join(phrase))) for phrase in phrases if words[: len(phrase)] == phrase]
    found = table.match([token.key for token in tokenize(" ".join(words))], 0)
    assert (found[0] if found else 0) == max(begun, default=0)


SCALES = {"million": (1e6, "mln"), "billion": (1e9, "bn"), "trillion": (1e12, "trln")}
CURRENCIES = [
    ("USD", "US$", "U.S. dollars"),
    ("CNY", "RMB", "yuan"),
    ("SGD", "S$", "Singapore dollars"),
    ("MYR", "RM", "ringgit"),
]
NUMBERS = st.integers(1, 99_999).map(lambda hundredths: hundredths / 100)


@given(NUMBERS, st.sampled_from(list(SCALES)), st.sampled_from(CURRENCIES))
def test_an_amount_is_read_back_from_every_notation(number: float, scale: str, currency: tuple[str, str, str]) -> None:
    code, symbol, name = currency
    factor, short = SCALES[scale]
    amount = round(number * factor)
    for written in (
        f"{symbol}{number:g} {scale}",
        f"{symbol}{number:.2f}{short}",
        f"{symbol} {number:g} {short}",
        f"{code} {number:g} {scale}",
        f"{number:g} {scale} {name}",
        f"{number:.2f} {short} {name}",
        f"{number:g}\u00a0{scale}\u00a0{name}",
        f"{symbol}{amount:,}",
        f"{amount:,} {name}",
    ):
        [mention] = find_money(f"It was worth {written} then.")
        assert (mention.text, mention.value.currency) == (written, code)
        assert mention.value.amount == pytest.approx(amount)


@given(NUMBERS, st.sampled_from([" percent", " per cent", "%", " %", " pct", "-percent"]), st.sampled_from("+−- "))
def test_a_percentage_is_read_back_from_every_notation(number: float, unit: str, sign: str) -> None:
    [mention] = find_percentages(f"It changed by {sign.strip()}{number:g}{unit} then.")
    assert mention.value.number == pytest.approx(number)
    assert mention.value.sign == {"+": 1, "−": -1, "-": -1, " ": None}[sign]
    assert not mention.value.is_points


@given(st.integers(1, 999))
def test_an_ordinal_is_read_back(number: int) -> None:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    [mention] = find_ordinals(f"the {number}{ending} edition")
    assert (mention.value, mention.text) == (number, f"{number}{ending}")


DAYS = st.dates(date(1990, 1, 1), date(2039, 12, 31))


@given(DAYS)
def test_a_date_is_read_back_from_every_notation(day: date) -> None:
    for written in (
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%b} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day.day} {day:%b} {day.year}",
        f"{day:%B} {day.day}th, {day.year}",
        f"{day:%A}, {day:%B} {day.day}, {day.year}",
        day.isoformat(),
    ):
        [mention] = find_dates(f"It opened on {written}, in Nanning.")
        point = mention.value.first
        assert (point.year, point.month, point.day) == (day.year, day.month, day.day), written


@given(st.integers(1990, 2039), st.integers(1, 12), st.integers(1, 12))
def test_months_of_a_year_are_read_back_from_every_notation(year: int, first: int, last: int) -> None:
    first, last = sorted((first, last))
    expected = month_span(year, first, last)
    begin, finish = date(year, first, 1), date(year, last, 1)
    written = [f"in {begin:%B} {year}", f"in {begin:%b} {year}", f"in {begin:%B} of {year}"]
    if first < last:
        written = [
            f"from {begin:%B} to {finish:%B} {year}",
            f"in {begin:%b}-{finish:%b} {year}",
            f"in the {begin:%B}-{finish:%B} period of {year}",
            f"between {begin:%B} and {finish:%B}, {year}",
        ]
    if first == 1 and last > 1:
        written.append(f"in the first {last} months of {year}")
    for text in written:
        [mention] = find_periods(f"Trade rose {text}, it said.")
        assert resolve(mention.value, Moment(date(2040, 1, 1))) == expected, text


@given(st.integers(1990, 2039), st.integers(1, 4))
def test_quarters_halves_and_years_are_read_back(year: int, number: int) -> None:
    word = ("first", "second", "third", "fourth")[number - 1]
    written: dict[str, Span] = dict.fromkeys(
        (f"in the {word} quarter of {year}", f"in Q{number} {year}", f"in {number}Q {year}"),
        month_span(year, 3 * number - 2, 3 * number),
    )
    if number <= 2:
        half = month_span(year, 6 * number - 5, 6 * number)
        written |= dict.fromkeys((f"in the {word} half of {year}", f"in H{number} {year}"), half)
    written[f"from {year} to {year + number}"] = Span(date(year, 1, 1), date(year + number, 12, 31))
    for text, expected in written.items():
        [mention] = find_periods(f"Trade rose {text}, it said.")
        assert resolve(mention.value, Moment(date(2050, 1, 1))) == expected, text

"""An explanation tells what became of each number and from where a figure has what its sentence does not say."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from typer.testing import CliRunner

from ingest.cli import app
from ingest.extract import extract_document
from ingest.extract.explain import Explanation, explain_document
from ingest.records import Document

from .texts import ANYTHING

TEXT = """Guangxi's trade with ASEAN exceeded 84 billion yuan in the first quarter of 2024, up 3.1 percent.
Exports were 60 billion yuan. Each truck carried goods of 30,000 yuan on average, 12 percent of its value.
The 21st China-ASEAN Expo will be held in Nanning from September 24 to 28.
The region's trade with ASEAN reached 84.29 billion yuan in the first quarter, customs said. A forum will follow."""


def document(text: str, title: str | None = None) -> Document:
    fetched_at = datetime(2025, 1, 1, tzinfo=UTC)
    where = ("id", "", "any", "file:///any.txt", None, None)
    return Document(*where, title, date(2024, 4, 20), "metadata", "en", text, fetched_at)


@pytest.fixture(scope="module")
def explained() -> list[Explanation]:
    return explain_document(document(TEXT))


def fates(explanation: Explanation) -> dict[str, str | None]:
    return {meaning.text: meaning.fate for meaning in explanation.meanings if meaning.kind in ("money", "percent")}


def test_sentences_are_told_in_order_with_their_place(explained: list[Explanation]) -> None:
    assert [each.number for each in explained] == list(range(1, 7))
    assert all(TEXT[each.start : each.end] == each.text for each in explained)


def test_numbers_tell_the_figure_that_they_went_into(explained: list[Explanation]) -> None:
    assert fates(explained[0]) == {"84 billion yuan": "figure 1: value", "3.1 percent": "figure 1: change"}


def test_numbers_tell_why_they_are_in_no_figure(explained: list[Explanation]) -> None:
    found = fates(explained[2])
    assert set(found) == {"30,000 yuan", "12 percent"}
    assert all(fate and not fate.startswith("figure") for fate in found.values())
    assert explained[2].figures == ()


def test_a_figure_tells_what_it_has_from_before(explained: list[Explanation]) -> None:
    [exports] = explained[1].figures
    assert exports.figure.reporter == "Guangxi"
    inherited = {each.field: (each.value, each.source) for each in exports.inherited}
    assert inherited["reporter"] == ("Guangxi", "as in sentence 1")
    assert inherited["period"] == ("2024-01-01 to 2024-03-31", "as in sentence 1, “in the first quarter of 2024”")


def test_a_figure_told_twice_is_one_joined_from_both(explained: list[Explanation]) -> None:
    [first], [second] = explained[0].figures, explained[4].figures
    assert first.number == second.number == 1
    assert first.is_joined
    assert second.is_joined


def test_mentions_tell_their_values(explained: list[Explanation]) -> None:
    values = {(meaning.kind, meaning.text): meaning.value for meaning in explained[0].meanings}
    assert values["money", "84 billion yuan"] == "84,000,000,000 CNY, over"
    assert values["place", "ASEAN"] == "ASEAN, group"
    assert "ind:trade" in values["word", "trade"]


def test_an_event_is_told_with_its_sentence(explained: list[Explanation]) -> None:
    [named] = explained[3].events
    assert (named.number, named.event.name, named.event.edition) == (1, "China-ASEAN Expo", 21)


def test_what_is_no_event_tells_why() -> None:
    [explanation] = explain_document(document("The China-ASEAN Expo is a platform for trade."))
    assert explanation.events == ()
    [dropped] = explanation.no_events
    assert (dropped.name, dropped.reason) == ("China-ASEAN Expo", "neither date nor place")


def test_the_headline_is_told_as_a_source() -> None:
    page = document(
        "Exports to ASEAN rose 5.3 percent to 62 billion yuan in 2023.", title="Hunan's trade with ASEAN grows"
    )
    [explanation] = explain_document(page)
    [read] = explanation.figures
    assert [(each.field, each.value, each.source) for each in read.inherited] == [
        ("reporter", "Hunan", "as in the headline")
    ]


@settings(deadline=None, max_examples=60)
@given(ANYTHING)
def test_any_reading_is_explained(text: str) -> None:
    page = document(text)
    explained = explain_document(page)
    extraction = extract_document(page)
    numbers = {read.number for each in explained for read in each.figures}
    assert numbers == set(range(1, len(extraction.figures) + 1))
    told = [read.event for each in explained for read in each.events]
    assert sorted(told, key=str) == sorted(extraction.events, key=str)
    for each in explained:
        for meaning in each.meanings:
            assert text[meaning.start : meaning.end] == meaning.text


def test_the_command_explains_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Guangxi's trade grows\n\nApril 20, 2024\n\n" + TEXT, encoding="utf-8")
    shown = CliRunner().invoke(app, ["extract", "--explain", str(page)])
    assert shown.exit_code == 0, shown.output
    assert "figure 1: value" in shown.output
    as_json = CliRunner().invoke(app, ["extract", "--explain", "--json", str(page)])
    explanations = json.loads(as_json.stdout)["explanations"]
    assert [figure["number"] for figure in explanations[0]["figures"]] == [1]
    without = CliRunner().invoke(app, ["extract", "--json", str(page)])
    assert "explanations" not in json.loads(without.stdout)

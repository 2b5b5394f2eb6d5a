"""Events of pages in the manner of many outlets: what each names, when, where, and what is no event."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ingest.extract.events import read_all_events, read_events
from ingest.extract.mentions.event_name import find_event_names
from ingest.records import Document, Event

CASES = json.loads((Path(__file__).parents[2] / "cases/events.json").read_text(encoding="utf-8"))


def document(text: str, published_on: str | None = "2024-06-03", title: str | None = None) -> Document:
    day = date.fromisoformat(published_on) if published_on else None
    return Document("d", "h", "s", "u", None, None, title, day, None, "en", text, datetime(2024, 6, 3, tzinfo=UTC))


def allows(expected: Any, found: Any) -> bool:
    """A list in a case means that either value is right."""
    value = found.isoformat() if isinstance(found, date) else found
    return value in expected if isinstance(expected, list) else value == expected


def same_name(case: dict[str, Any], event: Event) -> bool:
    return event.name.casefold() in {name.casefold() for name in [case["name"], *case.get("aliases", [])]}


def differences(case: dict[str, Any], event: Event) -> list[str]:
    found = {
        "edition": event.edition,
        "start": event.start_date,
        "end": event.end_date,
        "city": event.city,
        "region": event.region,
        "country": event.country,
        "event_type": event.event_type,
        "attendance_mode": event.attendance_mode,
        "status": event.status,
    }
    wrong = [f"{key}: {value}" for key, value in found.items() if key in case and not allows(case[key], value)]
    if "participants" in case and sorted(p.count for p in event.participants) != sorted(case["participants"]):
        wrong.append(f"participants: {event.participants}")
    if "hosts" in case and {h.casefold() for h in event.hosts} != {h.casefold() for h in case["hosts"]}:
        wrong.append(f"hosts: {event.hosts}")
    return wrong


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_events_of_a_page(case: dict[str, Any]) -> None:
    events = read_events(document(case["text"], case["published_on"], case.get("title")))
    for event in events:
        assert case["text"][event.span_start : event.span_end].replace("\t", " ") == event.quote
        assert 0 < event.confidence < 1
    left = list(events)
    for expected in case["events"]:
        named = [event for event in left if same_name(expected, event)]
        fitting = [event for event in named if not differences(expected, event)]
        if not fitting and expected.get("optional"):
            left = [event for event in left if event not in named]
            continue
        assert fitting, [(event.name, differences(expected, event)) for event in named] or [e.name for e in events]
        left.remove(fitting[0])
    assert [event.name for event in left] == []


def test_an_event_is_told_once_however_often_it_is_named() -> None:
    text = (
        "The 22nd China-ASEAN Expo (CAEXPO) will be held in Nanning from Sept. 17 to 21. "
        "About 3,200 enterprises will join the expo.\nCAEXPO is the 22nd of its kind. "
        "The event will be held online and offline."
    )
    (event,) = read_events(document(text, "2025-09-09"))
    assert (event.name, event.edition) == ("China-ASEAN Expo", 22)
    assert event.attendance_mode == "mixed"
    assert [(p.count, p.qualifier, p.what) for p in event.participants] == [(3200, "about", "enterprises")]
    assert event.quote.startswith("The 22nd China-ASEAN Expo (CAEXPO)")


def test_the_headline_gives_the_edition_but_no_event() -> None:
    text = "The China-ASEAN Expo opened in Nanning on May 30."
    (event,) = read_events(
        document(text, title="21st China-ASEAN Expo opens, 3rd Smart City Forum to follow in Beijing")
    )
    assert event.edition == 21


def test_an_event_without_date_and_place_is_none() -> None:
    assert read_events(document("The council discussed the China-ASEAN Expo and a forum on trade.")) == []


def test_what_is_dropped_says_why() -> None:
    text = "The China-ASEAN Expo, held every year, is large.\nThe Smart City Forum was praised."
    reading = read_all_events(document(text))
    assert reading.events == []
    assert [(d.name, d.reason) for d in reading.dropped] == [
        ("China-ASEAN Expo", "speaks of the series"),
        ("Smart City Forum", "neither date nor place"),
    ]
    assert text[reading.dropped[1].start : reading.dropped[1].end] == "The Smart City Forum was praised."


def test_confidence_falls_with_what_was_inferred() -> None:
    sure = read_events(document("The 3rd Smart City Forum was held in Beijing on May 30, 2024."))[0]
    told_apart = read_events(
        document("The 3rd Smart City Forum drew many guests.\nThe forum was held on May 30, 2024 in Beijing.")
    )[0]
    assert sure.confidence >= 0.9 > told_apart.confidence


@pytest.mark.parametrize(
    ("text", "name", "edition"),
    [
        ("the Sixth Pan-Beibu Gulf (PBG) Economic Cooperation Forum", "Pan-Beibu Gulf Economic Cooperation Forum", 6),
        ("the ASEAN-China (Shandong) SME Conference", "ASEAN-China (Shandong) SME Conference", None),
        ("the 2nd China International Fair for Trade in Services", "China International Fair for Trade in Services", 2),
        ("the SME Working Group Meeting of the 34th EABC", "SME Working Group Meeting of the EABC", 34),
        ("the 10th edition of the Canton Trade Fair", "Canton Trade Fair", 10),
        ("China's Western Trade Fair", "Western Trade Fair", None),
        ("the 4th Liuzhou Auto, Parts & Accessories Expo", "Liuzhou Auto, Parts & Accessories Expo", 4),
        ('the Hainan "Two Bases" Construction Forum', 'Hainan "Two Bases" Construction Forum', None),
    ],
)
def test_the_name_without_edition_and_abbreviation(text: str, name: str, edition: int | None) -> None:
    (mention,) = find_event_names(f"He went to {text} in spring.", {})
    assert (mention.value.name, mention.value.edition) == (name, edition)


@pytest.mark.parametrize(
    "text",
    [
        "The China-ASEAN Expo Secretariat said so.",
        "They called for fair trade and a fair price.",
        "The Diamond Convention and Exhibition Centre is large.",
        "The opening ceremony was short.",
        "Meeting demand is hard.",
    ],
)
def test_what_only_looks_like_an_event(text: str) -> None:
    assert find_event_names(text, {}) == []

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.mentions.organisation import find_organisations

CASES = json.loads((Path(__file__).parents[2] / "cases" / "organisations.json").read_text(encoding="utf-8"))
PIECES = [
    *("Ministry", "Council", "Government", "Bank", "Co", "Ltd", "Expo", "Commerce", "China", "ASEAN", "The"),
    *("Shandong", "U.S.", "government"),
    *(" of ", " for the ", " and ", ", ", "., ", " & ", " (", ") ", " in ", " ", "'s ", "’s ", "' ", "\n", "-"),
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_sentence(case: dict[str, object]) -> None:
    assert [mention.text for mention in find_organisations(str(case["text"]))] == case["organisations"]


@given(TEXTS)
def test_offsets_are_exact_and_mentions_apart(text: str) -> None:
    end = 0
    for mention in find_organisations(text):
        assert text[mention.start : mention.end] == mention.text == mention.value.name
        assert end <= mention.start < mention.end
        end = mention.end


def test_a_name_knows_its_abbreviation_and_an_abbreviation_its_name() -> None:
    name = "China Council for the Promotion of International Trade"
    first, second, third = find_organisations(f"The {name} (CCPIT) is host. It was CCPIT.")
    assert (first.value.head, first.value.abbreviation, first.value.long_form) == ("Council", "CCPIT", None)
    assert second.value.long_form == third.value.long_form == name

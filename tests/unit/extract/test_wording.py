"""Patterns of many words find what a list of the words finds; cues let no match go."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.wording import CuedPattern, any_of, whole_word, words_in

_WORDS = st.lists(
    st.text("aAbBs- ſ.", min_size=1, max_size=5).map(lambda word: " ".join(word.split())).filter(bool),
    min_size=1,
    max_size=7,
)


@given(_WORDS, st.sampled_from([r"\s+", r"[\s-]+"]), st.sampled_from([0, re.IGNORECASE]), st.text("aAbBs- ſ."))
def test_words_are_found_as_a_list_finds_them(words: list[str], blank: str, flags: int, text: str) -> None:
    listed = "|".join(re.escape(word).replace(r"\ ", blank) for word in sorted(words, key=len, reverse=True))
    found = [match.span() for match in re.finditer(rf"{any_of(words, blank)}(?!a)", text, flags)]
    assert found == [match.span() for match in re.finditer(rf"(?:{listed})(?!a)", text, flags)]


def test_words_share_their_beginning() -> None:
    assert any_of(["export", "expo", "exports"]) == "(?:expo(?:rt(?:s)?)?)"
    assert any_of([]) == "(?!)"


@given(_WORDS, st.text("aAbBs- ſ."))
def test_cues_let_no_match_go(words: list[str], text: str) -> None:
    pattern = whole_word(words)
    cued = CuedPattern(pattern, words)
    plain = re.compile(pattern, re.IGNORECASE)
    assert [m.span() for m in cued.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert (cued.search(text) is None) == (plain.search(text) is None)


@pytest.mark.parametrize("text", ["The co-hosted Expo", "the CO‑HOSTED expo", "Éxpo, co hosted, the"])
def test_words_are_folded(text: str) -> None:
    assert words_in(text) == {"", "the", "co", "hosted", "expo"}

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.abbreviations import find_abbreviations

DEFINED = [
    ("initials", "the Ministry of Commerce (MOC) said", {"MOC": "Ministry of Commerce"}),
    ("inner letters", "the Ministry of Commerce (MOFCOM) said", {"MOFCOM": "Ministry of Commerce"}),
    ("two words alike", "China Council for the Promotion of International Trade (CCPIT)",
     {"CCPIT": "China Council for the Promotion of International Trade"}),
    ("dashes", "the China–ASEAN Expo (CAEXPO)", {"CAEXPO": "China–ASEAN Expo"}),
    ("small letters", "small and medium-sized enterprises (SMEs) met",
     {"SMEs": "small and medium-sized enterprises"}),
    ("long form in brackets", "the RCEP (Regional Comprehensive Economic Partnership) pact",
     {"RCEP": "Regional Comprehensive Economic Partnership"}),
    ("within a word", "the Association of Southeast Asian Nations (ASEAN)",
     {"ASEAN": "Association of Southeast Asian Nations"}),
    ("quotation marks", 'the Asian Development Bank ("ADB") lent', {"ADB": "Asian Development Bank"}),
    ("hereinafter", "the Asian Development Bank (hereinafter ADB) lent", {"ADB": "Asian Development Bank"}),
    ("first definition counts", "Ministry of Commerce (MOC), Ministry of Construction (MOC)",
     {"MOC": "Ministry of Commerce"}),
]  # fmt: skip
NOT_DEFINED = [
    "exports rose (up 5 percent)",
    "imports fell (ASEAN)",
    "NANNING, Sept. 3 (Xinhua) --",
    "the expo (photo)",
    "a price (USD 5)",
    "(ASEAN)",
    "Line one\n(LO)",
]


@pytest.mark.parametrize(("text", "found"), [case[1:] for case in DEFINED], ids=[case[0] for case in DEFINED])
def test_definition(text: str, found: dict[str, str]) -> None:
    assert find_abbreviations(text) == found


@pytest.mark.parametrize("text", NOT_DEFINED)
def test_no_definition(text: str) -> None:
    assert find_abbreviations(text) == {}


@given(st.one_of(st.text(max_size=200), st.text(alphabet="AaBb ()-.'\n", max_size=80)))
def test_both_forms_are_of_the_text(text: str) -> None:
    for short, long in find_abbreviations(text).items():
        assert short in text
        assert long in text
        assert len(short) < len(long)

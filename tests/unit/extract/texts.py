"""Texts to try recognisers on: anything at all, pieces that try their edges, real statements mixed up."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from .cases import FOLDER, read_cases

PIECES = [
    *("$", "US$", "RMB", "S$", "¥", "yuan", " billion", "bn", "-million-", "1", "12.5", "1,234", "2024", "'24", "0"),
    *(" percent", "%", " per cent", " percentage points", "+", "−", "–", "minus ", "half a ", "twenty-five", "９"),
    *("Jan", "May", "Sept.", "December ", "Feb 30", "Q1", "H2", "first ", "the third", "months", " to ", " and "),
    *("last year", "as of ", "since ", "22nd", "China", "ASEAN's", "Sino-", "NANNING, Sept. 3 (Xinhua) -- "),
    *("Ministry of Commerce", "China-ASEAN Expo", "(CAEXPO)", "trade", "exports to ", "rose ", "respectively", "of "),
    *("accounting for ", "was held in ", "Mr. ", "U.S. ", "No. 5", " ", ", ", ". ", "; ", ": ", "\n", "\t", "\u00a0"),
    *("(", ")", '"', "’s ", "…", "İ", "ﬁ", "e\u0301", "中国。", "\U0001f600", "\x00"),
]  # fmt: skip
_SENTENCES = [
    line
    for name in ("figures.json", "events.json")
    if (FOLDER / name).exists()
    for case in read_cases(name)
    for line in case["text"].split("\n")
]


@st.composite
def mixed_up(draw: st.DrawFn) -> str:
    """Draw real statements in any order, their words too, run together in any way."""
    shuffler = random.Random(draw(st.integers(0, 2**32)))
    lines = draw(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=6))
    if draw(st.booleans()):
        words = [word for line in lines for word in line.split(" ")]
        shuffler.shuffle(words)
        lines = [" ".join(words[at : at + 12]) for at in range(0, len(words), 12)]
    return draw(st.sampled_from(["\n", " ", "\t", ""])).join(lines)


ANYTHING = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=30).map("".join), mixed_up())

"""Fairs that bear a brand without a noun of their kind: "Manila F.A.M.E. International, which will be held in May"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import CALENDAR_WORDS
from ingest.extract.wording import any_of

_words = load_words("event_deeds.yml")
# Words of exhibiting: a sentence without any of them names no brand of a fair.
SHOWING = frozenset(_words["showing"])
_RUN = (
    r"(?P<name>(?!(?:At|In|The|And|But|On|To|For)\s)[A-Z][\w&'+.-]*(?:\s+(?:(?:of|for|and|&)\s+)?[A-Z][\w&'+.-]*){0,6})"
)
_DAY = rf"(?:on|from|between|,)?\s*(?:\d{{1,2}}|(?:{any_of(sorted(CALENDAR_WORDS))})\b)"
_WHERE = r"(?:\s+(?:in|at)\s+(?:the\s+)?[A-Z][\w'-]+(?:,?\s+[A-Z][\w'-]+){0,5},?)"
_HELD = re.compile(
    rf"(?:^|(?:^|(?<=[\s,(]))(?:[Aa]t|for|of|in|to|the|and|that|join|joined|visit|visited|attend|attended)\s+){_RUN}"
    rf"(?=,?\s+(?:which\s+|that\s+)?(?:{any_of(_words['brand_verbs'])}|filled|will\s+fill|occupied|spread\s+over)\b)"
)
_AT = re.compile(
    rf"\b(?:exhibit(?:s|ed|ing)?|booths?|stands?|pavilions?|show(?:n|ed|ing)?)\s+at\s+{_RUN}(?={_WHERE}\s*,?\s+{_DAY})"
)


def find_brands(folded: str) -> Iterator[tuple[int, int]]:
    """Give where brands of fairs stand in a sentence that speaks of exhibiting and names a day."""
    if not any(map(str.isdigit, folded)):
        return
    for pattern in (_HELD, _AT):
        for match in pattern.finditer(folded):
            if _is_brand(match["name"]):
                yield match.span("name")


def _is_brand(name: str) -> bool:
    """Tell a brand from people, offices, halls and places: it has several words or capitals within."""
    words = name.split()
    telling = len(words) > 1 or (len(name) > 3 and name.isupper())
    return telling and not any(word.lower().strip(".") in _NO_BRAND or word in CALENDAR_WORDS for word in words)


_NO_BRAND = frozenset(_words["no_brand"])

"""Meetings of bodies: "the Joint Committee held its third meeting", "the 14th Joint Council was held in Singapore"."""

from __future__ import annotations

import re

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import CALENDAR_WORDS
from ingest.extract.mentions.ordinal import ORDINAL
from ingest.extract.wording import CuedPattern, any_of

_words = load_words("event_deeds.yml")
BODY = any_of(_words["bodies"])
_RUN = r"(?:(?!The\s|At\s|In\s|On\s)[A-Z][\w'&/-]*\s+(?:(?:and|of|for|on|&)\s+(?:the\s+)?)?){0,9}"
_CONCERN = rf"(?:\s+(?:on|of|for|between)\s+(?:the\s+)?(?!(?:{any_of(CALENDAR_WORDS)})\b)[A-Z][^;:.()]{{2,90}}?)?"
_SHORT = r"(?:\s+\([A-Z][\w-]*\))?"
_WHO = rf"(?P<body>{_RUN}{BODY}{_CONCERN}){_SHORT}"
_HELD_ITS = re.compile(
    rf"(?:(?:^\W*|[.;:,]\s+)(?:The\s+)?|\b(?:[Tt]he|that|and|as|when|both)\s+){_WHO},?\s+"
    rf"(?:(?:{any_of(_words['before_sitting'])}|(?:on|in)\s+[\w\s,]{{2,30}}?)\s+)*{any_of(_words['sits'])}\s+$"
)
_OF_ITS = re.compile(rf"[^,;.]{{0,80}},\s+the\s+{_WHO}\s+[a-z]")
_SITTINGS = frozenset(_words["sittings"])
_REACH = 260  # characters before "its third meeting"
# "The 14th Joint Council for Bilateral Cooperation (JCBC) was held": with its number the body is its meeting.
NUMBERED = CuedPattern(
    rf"\b(?P<nth>{ORDINAL})\s+(?P<body>{_RUN}{BODY}(?:\s+(?:on|for|of)\s+(?:the\s+)?[A-Z][\w-]*(?:\s+(?:(?:and|of)\s+)?[A-Z][\w-]*){{0,5}})?)"
    rf"(?P<short>{_SHORT}),?\s+(?:which\s+)?{any_of(_words['sat'])}\b",
    tuple(word.split()[-1] for word in _words["bodies"]),
    flags=0,
)


def name_of_sitting(folded: str, head: str, start: int, end: int) -> str | None:
    """Give the name of "its third meeting" at `start:end`: "meeting of the Joint Committee"; None where no body is."""
    if head not in _SITTINGS:
        return None
    held = _HELD_ITS.search(folded, max(0, start - _REACH), start) or _OF_ITS.match(folded, end)
    return f"{folded[start:end].split()[-1]} of the {held['body']}" if held else None

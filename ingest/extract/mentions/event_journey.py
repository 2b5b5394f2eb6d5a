"""Missions, delegations and visits: who goes where is what makes them events, and names them."""

from __future__ import annotations

import re

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.event_phrase import Phrase, Token, ends_capital, ends_phrase, token_before
from ingest.extract.wording import any_of

_nouns = load_words("event_nouns.yml")
_INDEFINITE = ("a", "an", "another", "one")
_NEW = (*_INDEFINITE, "'s", "his", "her", "its", "their", "next")
# "A delegation of 18 members to Yangon", "its next mission, to Chongqing,".
_PERSONAL = ("'s", "his", "her")
_OF_PLACES = re.compile(r"\s+of\s+(?:[A-Z]|[a-z]+\s+(?:countries|nations|states|cities)\b)")
_TO = re.compile(r"(?:\s+(?:of|from|by)\s+[^,.;:()]{2,50}?)?,?\s+to\s+(?:(?:[a-z]+\s+){0,3})[A-Z]")
# "Sent a delegation led by Li Wei, head of the office, to visit Malaysia".
_TO_VISIT = re.compile(
    r"(?:,?\s+(?:of|from|by|led|headed|comprising|made\s+up)\s[^.;:()]{2,140}?)?,?\s+to\s+(?:visit|tour|travel\s+to|fly\s+to|go\s+to)\s+(?:the\s+)?[A-Z]"
)
_TO_PLACE = re.compile(r"\s+to\s+(?!the\b|ASEAN\b|Asean\b|E\.?U|W\.?T\.?O|U\.?N\b|United Nations|European)[A-Z]")
_SENT = frozenset(_nouns["sent"])
_GOING = re.compile(rf"[^.;:]{{0,140}}?\s{any_of(_nouns['going'])}\b")
_HOSTED = re.compile(r"\b(?:hosted|hosts|hosting|welcomed|welcoming)\s+$")
_SENT_FROM = re.compile(r"\s+(?:of\s+[^,.;:()]{2,40}?\s+)?from\s+(?:the\s+)?[A-Z]")
_TITLES = frozenset(_nouns["titles"])


def is_journey(folded: str, head: str, left: Phrase, right: Phrase, days: float | None) -> bool:
    """Tell a mission, tour or delegation that is told as a journey: by its length, its goal or a verb of going."""
    if days is not None:
        return True
    if left.capital_head:
        return bool(_TO_PLACE.match(folded, left.end)) and head != "tour"
    is_hosted = head in _SENT and left.article in _INDEFINITE and _HOSTED.search(folded, 0, left.start)
    if is_hosted and _SENT_FROM.match(folded, left.end):
        return True  # "had the pleasure of hosting a delegation from Deyang"
    if head in _SENT and left.article in (*_INDEFINITE, "the") and _TO_VISIT.match(folded, left.end):
        return True
    if left.article not in _NEW:
        return False
    if left.article in _PERSONAL and _OF_PLACES.match(folded, left.end):
        return True  # "Premier Li's tour of Brunei and Thailand"
    if head != "tour" and _TO.match(folded, left.end):
        return True
    return head in _SENT and left.article in _INDEFINITE and bool(_GOING.match(folded, right.end))


def owner_start(folded: str, tokens: list[Token], start: int) -> int:
    """Give where the name of the one begins who pays a visit: "Prime Minister Lee's official visit"."""
    index = token_before(tokens, start)
    while index >= 0 and not folded[tokens[index].end : start].strip():
        word = tokens[index].text.removesuffix("'s")
        begins = folded[: tokens[index].start].rstrip()[-1:] in ("", *'.:;!?"“(')
        ends = ends_phrase(word) if begins else ends_capital(word)  # "To Lam" goes on, "During Lee's visit" does not
        if not word[0].isupper() or (ends and word.lower() not in _TITLES):
            break
        start = tokens[index].start
        index -= 1
    return start

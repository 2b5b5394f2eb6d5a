"""How an event is attended and by how many."""

from __future__ import annotations

import re

from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.count import Count, find_counts
from ingest.extract.spans import Mention
from ingest.extract.wording import CuedPattern, any_of, whole_word

_words = load_words("event_words.yml")
_people = load_words("participants.yml")
_qualifiers = [word for key in ("about", "over", "under") for word in _people[key]]
_nouns = load_words("event_nouns.yml")
_NOUN = whole_word([w for k in ("conference", "forum", "summit", "meeting", "expo", "other") for w in _nouns[k]])
_MIXED = CuedPattern(whole_word(_words["mixed"]), _words["mixed"])
_HOW = rf"(?:{whole_word(_words['attended_how'])})\W+(?:[\w'-]+\W+){{0,6}}?"


def _mode(name: str, more: str = "(?!)", cues: tuple[str, ...] = ()) -> CuedPattern:
    way = whole_word(_words[name])
    return CuedPattern(rf"{_HOW}{way}|{way}(?:\s+\w+){{0,2}}\s+{_NOUN}|{more}", (*_words[name], *cues))


_ONLINE = _mode(
    "online",
    r"\b(?:be|is|was|were)\s+(?:online|virtual)\b|\bvia\s+(?:video|zoom)|\bwebinar\b",
    ("online", "virtual", "via", "webinar"),
)
_OFFLINE = _mode("offline")
_TAKES_PART = CuedPattern(whole_word(_people["takes_part"]), _people["takes_part"])
_WITH = ("with", "for", "of", "had", "has", "drawing", "attracting", "gathering")
_WITH_COUNT = CuedPattern(rf"\b{any_of(_WITH)}\s+(?:\w+\s+){{0,3}}\d", _WITH)
# "Where some 70 lawyers compared notes", "at which 210 exhibitors showed tea": who is there takes part.
_WHERE_COUNT = CuedPattern(
    rf"\b(?:where|(?:at|in|to)\s+which)\s+(?:{whole_word(_qualifiers)}\s+)?\d", ("where", "which")
)
_NOT_COUNTED = CuedPattern(whole_word(_people["not_counted"]), _people["not_counted"])
_MORE_ONLINE = re.compile(
    r"\b(?:and|with|plus)\s+(?:another|a\s+further|an\s+additional)?\s*(?P<number>\d{1,3}(?:,\d{3})+|\d+)\s+(?:more\s+)?(?P<how>online|virtually|on\s+site|in\s+person|remotely|by\s+video(?:\s+link)?)\b"
)
_SO_FAR = re.compile(
    r"\b(?:registered|signed\s+up|confirmed|applied|enrolled|booked|joined|signed)(?:\s+[\w-]+){0,3}?\s+so\s+far\b"
)
_OF_THEM = re.compile(r"\b(?P<number>\d{1,3}(?:,\d{3})*)\s+of\s+(?:them|which|whom)\b(?P<rest>\s+from\s+[\w ]{2,30})?")


# "80 forwarders exchanged views, some of them online", "500 guests on site and another 3,000 online".
_PARTLY = CuedPattern(
    rf"\b(?:(?:some|many|most|half|others|the\s+rest)(?:\s+of\s+(?:them|whom|which|the\s+\w+))?(?:\s+(?:joining|joined|attending|taking\s+part|connected|participating))?"
    rf"|(?:other|further|more)\s+{any_of(_people['people'])}\s+(?:joining|joined|attending|following|connected|participating)"
    rf"|(?:another|a\s+further)\s+\d[\d,]*(?:\s+\w+)?)\s(?:{whole_word(_words['online'])})",
    _words["online"],
)


_STRONG = re.compile(
    r"(?<![\w,.])(?P<number>\d{1,4})(?:-|\s)(?P<what>member|strong|man|person|people)s?(?:\s+strong)?\b(?!-)"
)
_TAKING = re.compile(
    r"\b(?:took|takes?|taking|brought|brings?|bringing|led|leads?|leading|sent|sends?|sending|flew|flies|accompanied)\s+(?:\w+\s+)?$"
)
_GROUP_OF = re.compile(r"\b(?:delegation|mission|group|team)\s+of\s+$")


def find_goers(text: str) -> list[Count]:
    """Give how many go on a visit: "a 40-member mission", "a delegation of 30 traders", "took 45 companies to"."""
    folded = fold(text)
    strong = _STRONG.search(folded)
    if strong:
        return [Count(float(strong["number"]), "exact", "members" if strong["what"] != "people" else "people")]
    counts = find_counts(text)
    led = [m for m in counts if _GROUP_OF.search(folded, 0, m.start) or _TAKING.search(folded, 0, m.start)]
    return [m.value for m in led[:1]]


def find_mode(text: str) -> str | None:
    """Give online, offline or mixed where the sentence says how one attends."""
    folded = fold(text)
    if _MIXED.search(folded):
        return "mixed"
    online, offline = _ONLINE.search(folded), _OFFLINE.search(folded)
    if _PARTLY.search(folded):
        return "mixed"
    if online and offline:
        return "mixed"
    if online:
        return "online"
    return "offline" if offline else None


def find_participants(text: str, *, names_event: bool) -> list[Mention[Count]]:
    """Give how many people, companies or countries the sentence says take part, and where it says so.

    A sentence that names no event must say so with a verb of taking part.
    """
    takes_part = _TAKES_PART.search(text) or (names_event and (_WITH_COUNT.search(text) or _WHERE_COUNT.search(text)))
    if not takes_part or _NOT_COUNTED.search(_SO_FAR.sub("", text)):
        return []
    found = find_counts(text)
    part = _OF_THEM.search(text)
    if part and found:
        whole = found[0].value.what + (part["rest"] or "")
        count = Count(float(part["number"].replace(",", "")), "exact", whole)
        found.append(Mention(part.start(), part.end(), part.group(), count))
    more = _MORE_ONLINE.search(text) if found else None
    if more:
        count = Count(float(more["number"].replace(",", "")), "exact", f"{found[0].value.what} {more['how']}")
        found.append(Mention(more.start(), more.end(), more.group(), count))
    return found

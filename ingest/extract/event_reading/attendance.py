"""How an event is attended and by how many."""

from __future__ import annotations

import re

from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.count import Count, count_of, find_counts, is_of_places
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
    r"\b(?:be|is|was|were)\s+(?:online|virtual)\b|\b(?:by|via|through|over)\s+(?:an?\s+)?(?:video|zoom|tele-?\s?conf)\w*|\bwebinar\b|\ban?\s+(?:video|tele)-?\s?conference\b",
    ("online", "virtual", "via", "webinar", "by", "through", "over", "video", "videoconference", "teleconference"),
)
_OFFLINE = _mode("offline")
_TAKES_PART = CuedPattern(whole_word(_people["takes_part"]), _people["takes_part"])
_WITH = ("with", "for", "of", "had", "has", "drawing", "attracting", "gathering")
_WITH_COUNT = CuedPattern(rf"\b{any_of(_WITH)}\s+(?:\w+\s+){{0,3}}\d", _WITH)
# "Where some 70 lawyers compared notes", "at which 210 exhibitors showed tea": who is there takes part.
_WHERE_COUNT = CuedPattern(
    rf"\b(?:where|(?:at|in|to)\s+which)\s+(?:{whole_word(_qualifiers)}\s+)?\d", ("where", "which")
)
# "Over 400 enterprises set up 621 booths".
_STANDS = whole_word(_people["stands"])
_WITH_STANDS = CuedPattern(
    rf"{whole_word(_people['have_stands'])}\s+(?:[\w,'-]+\s+){{0,4}}?{_STANDS}"
    rf"|{_STANDS},?\s+(?:\w+\s+)?{whole_word(_people['have_stands'])}\s+by\s",
    _people["stands"],
)
_NO_CROWD = re.compile(_STANDS)
# "35 delegates also asked": these are there by their name; "13th CIFIT: 12,500 business people" has no verb at all.
_WHO_COMES = CuedPattern(
    rf"\d\s+(?:[a-z-]+\s+){{0,2}}{whole_word(_people['comers'])}|[):]\s+(?:{whole_word(_qualifiers)}\s+)?\d[\d,]*\s+[a-z]",
    (*_people["comers"], "people", *_people["people"], *_people["companies"], *_people["countries"]),
)
_NOT_COUNTED = CuedPattern(whole_word(_people["not_counted"]), _people["not_counted"])
_MORE_ONLINE = re.compile(
    r"\b(?:and|with|plus)\s+(?:another|a\s+further|an\s+additional)?\s*(?P<number>\d{1,3}(?:,\d{3})+|\d+)\s+(?:more\s+)?(?P<how>online|virtually|on\s+site|in\s+person|remotely|by\s+video(?:\s+link)?)\b"
)
_SO_FAR = re.compile(
    r"\b(?:registered|signed\s+up|confirmed|applied|enrolled|booked|joined|signed)(?:\s+[\w-]+){0,3}?\s+so\s+far\b"
    r"|\b(?:largest|biggest|highest|most|best|longest|record|only|first|grandest)\b[^,;.]{0,40}\bso\s+far\b"
)
# "130 guests, including 60 from abroad", "350 firms, of which 120 came from China", "130, 42 of them growers".
_PART_OF = CuedPattern(
    rf"(?:\b(?P<number>\d{{1,3}}(?:,\d{{3}})*)\s+of\s+(?:them|which|whom)"
    rf"|\b(?:(?:of|among)\s+(?:them|which|whom)(?:\s+were)?|including|comprising|with)[,:]?\s+(?:{whole_word(_qualifiers)}\s+)?(?P<behind>\d{{1,3}}(?:,\d{{3}})*)"
    r"(?=\s+(?:from|came|come|are|were|hail)\b)|(?:,|\band)\s+(?P<also>\d{1,3}(?:,\d{3})*)(?=\s+from\s+[A-Z]))"
    r"(?P<rest>(?:\s+(?:came|come|are|were|hailed|hail))?(?P<whence>\s+from(?:\s+(?!(?:have|has|had|are|were|was|will|took|came|also|and\s+\d+)\b)\w[\w'-]*){1,4}))?",
    ("of", "among", "including", "comprising", "with", "from"),
)
# "Attendees totalled 130", "the number of exhibitors reached 2,000".
_TOTALLED = CuedPattern(
    rf"\b(?P<what>{any_of(_people['people'] + _people['companies'])})\s+"
    r"(?:totall?ed|totals|numbered|reached|stood\s+at|is\s+put\s+at|was\s+put\s+at)"
    rf"\s+(?:(?P<qualifier>{whole_word(_qualifiers)})\s+)?(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+)(?![\w.])",
    ("totalled", "totaled", "totals", "numbered", "reached", "stood", "put"),
)


# "80 forwarders exchanged views, some of them online", "500 guests on site and another 3,000 online".
_PARTLY = CuedPattern(
    rf"\b(?:(?:some|many|most|half|others|the\s+rest)(?:\s+of\s+(?:them|whom|which|the\s+\w+))?(?:\s+(?:joining|joined|attending|taking\s+part|connected|participating))?"
    rf"|(?:other|further|more)\s+{any_of(_people['people'])}\s+(?:joining|joined|attending|following|connected|participating)"
    rf"|(?:another|a\s+further)\s+\d[\d,]*(?:\s+\w+)?)\s(?:{whole_word(_words['online'])})",
    _words["online"],
)


_FORMAT = CuedPattern(whole_word(_words["formats"]), _words["formats"])
_THERE = re.compile(r"\b(?:in[ -]person|on[ -]?site|face[ -]to[ -]face)\b", re.IGNORECASE)
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
    if online and (offline or _THERE.search(folded)):
        return "mixed"  # "in person at the offices and by video link from Jakarta"
    if online:
        return "online"
    return "offline" if offline else None


def tells_format(text: str) -> bool:
    """Tell a sentence that speaks of the way in which something is held: "The format was hybrid"."""
    return _FORMAT.search(text) is not None


def find_participants(text: str, *, names_event: bool) -> list[Mention[Count]]:
    """Give how many people, companies or countries the sentence says take part, and where it says so.

    A sentence that names no event must say so with a verb of taking part.
    """
    totalled = _TOTALLED.search(text)
    signs = [_TAKES_PART, _WITH_STANDS, *((_WITH_COUNT, _WHERE_COUNT, _WHO_COMES) if names_event else ())]
    is_told = totalled is not None or any(sign.search(text) for sign in signs)
    if not is_told or _NOT_COUNTED.search(_SO_FAR.sub("", text)):
        return []
    found = find_counts(text)
    if totalled:
        count = count_of(totalled["number"], totalled["qualifier"], totalled["what"].lower())
        found.append(Mention(totalled.start(), totalled.end(), totalled.group(), count))
    found += _parts_of(text, found)
    more = _MORE_ONLINE.search(text) if found else None
    if more:
        count = Count(float(more["number"].replace(",", "")), "exact", f"{found[0].value.what} {more['how']}")
        found.append(Mention(more.start(), more.end(), more.group(), count))
    return found


def _parts_of(text: str, found: list[Mention[Count]]) -> list[Mention[Count]]:
    """Give the parts of a crowd that are told without its noun: "130 guests, including 60 from abroad"."""
    parts: list[Mention[Count]] = []
    for part in _PART_OF.finditer(text) if found else ():
        told = next(name for name in ("number", "behind", "also") if part[name])
        number, start = part[told], part.start(told)
        before = [m for m in found if m.start < start]
        whole = next((m for m in reversed(before) if not is_of_places(m.value)), before[-1] if before else None)
        if whole is None or any(m.start <= start < m.end for m in found):
            continue
        if "of which" in part.group() and _NO_CROWD.search(text, whole.end, start):
            continue  # "used 4,000 booths, 1,168 of which went to ASEAN exhibitors"
        count = Count(float(number.replace(",", "")), "exact", whole.value.what + (part["whence"] or ""))
        parts.append(Mention(part.start(), part.end(), part.group(), count))
    return parts

"""Who hosts or organises an event: "co-hosted by A and B", "A, B and C organised the fair", "A is playing host to"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.event_reading.reading import Reading
from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import CALENDAR_WORDS, find_dates
from ingest.extract.mentions.place import find_places
from ingest.extract.wording import CuedPattern, any_of, whole_word

_words = load_words("host_words.yml")
_ADVERB, _HOLDS = whole_word(_words["adverbs"]), whole_word(_words["active"])
_VERB = rf"(?:{_ADVERB}\s+)?{whole_word(_words['passive'])}(?:\s+{_ADVERB})?"
_WILL = rf"(?:{whole_word(_words['auxiliaries'])}\s+)*"
# "Held in Bali and was chaired by" tells no host.
_OTHER_VERB = r"\b(?:was|were|is|are|will|has|have|had)\b|\b(?:co-?)?(?:chaired|attended|opened|led|joined|followed)\b"
_ON_THE_WAY = rf"(?:\s+(?:in|on|at|online|here|for|from|this|yesterday|today)\b(?:(?!{_OTHER_VERB})[^.;()]){{0,60}}?)?"
_BY = CuedPattern(
    rf"{_VERB}(?:\s*(?:,|and|or)\s*{_VERB})*{_ON_THE_WAY}\s+by\s+|{whole_word(_words['under'])}\s+",
    (*_words["adverbs"], *_words["passive"], *_words["under"]),
)
_WITH = rf"(?:{whole_word(_words['jointly_with'])}|with(?=\s+the\s+[A-Z]))"
# "The Ministry will organise, together with the Embassy, [the forum]", "it organised, on 28 April, [the forum]".
_PUT_IN = rf"(?:,\s+(?:{_WITH}\s+(?P<more>[^;]{{3,200}}?)|(?:on|in|at|from)\s[^,;]{{2,60}}),\s*|\s*)"
_ACTIVE = CuedPattern(rf"(?:\s+\([A-Z-]+\))?,?\s+{_WILL}{_HOLDS}{_PUT_IN}$", _words["active"])
_RELATIVE = re.compile(rf",?[^,;]{{0,80}},?\s+(?:which|that)\s+(?P<who>[^,;]{{3,120}}?)\s+{_WILL}{_HOLDS}")
# "Which A co-hosts with the B".
_CO_HOST = re.compile(r"\s+(?:jointly\s+)?with\s+(?P<more>(?:the\s+)?[A-Z][^,;:.]{3,80})")
_BEHIND = re.compile(rf"[^;:.]{{0,120}}?,?\s+{whole_word(_words['jointly_with'])}\s+(?=(?:the\s+)?[A-Z])")
# "The Embassy of Vietnam in Italy"
_ENVOY = rf"{any_of(_words['seated'])}\s+of\s+(?:the\s+)?[A-Z][\w.]+(?:\s+[A-Z]\w+){{0,2}}\s+in(?=\s+[A-Z])"
_JOINTLY = re.compile(rf"{_WITH}|{whole_word(_words['names_with_in'])}|{_ENVOY}")
_STOP = re.compile(
    rf"[;:.]\s|[.;:]$|\s-{{1,2}}\s|\(\d|,?\s+{whole_word(_words['list_stops'])}|,?\s+to\s+[a-z]|,?\s+and\s+(?:\d|{whole_word(_words['and_stops'])})"
)
_JOIN = re.compile(rf",?\s+{_WITH}\s+|,\s*(?:and\s+)?|\s+and\s+|\s+as\s+well\s+as\s+")
_ALONGSIDE = re.compile(rf",?\s+(?:{_WITH}|as\s+well\s+as)\s+")
_HEADS = re.compile(whole_word(_words["organisation_heads"]), re.IGNORECASE)
_FIRM = whole_word(_words["firm_endings"])
_BRACKET = re.compile(rf"\s*\([^)]{{1,40}}\)(?!\s+{_FIRM})")  # "Bank of China (Malaysia) Berhad" keeps its own
_SHORT = re.compile(r"\([A-Za-z-]{2,15}\)\s*$")
_PEOPLE = re.compile(rf"{whole_word(_words['staff'])}\s+(?:from|of)|{whole_word(_words['members'])}$")
# "The economic and trade ministries of the ten ASEAN countries" are offices, not people.
_OFFICES = re.compile(
    r"(?:[a-z-]+\s+){0,5}(?:ministries|authorities|chambers|governments|departments|agencies|bureaus|embassies|secretariats)"
    r"(?:\s+of\s+commerce)?\s+(?:of|in|from)\s",
    re.IGNORECASE,
)
_NO_HOST = re.compile(r"(?:We|They|It|He|She|You|I|Both|This|That|There)|[A-Z][a-z]+ing(?:\s[a-z]+)+")
_PRONOUN = re.compile(r"\s+(?:it|they|we|he|she)$")  # "together with the Board of Trade it hosted"
_STAFF = re.compile(rf"\s+{whole_word(_words['staff'])}$")
_ARTICLE = re.compile(
    r"^(?:(?:jointly\s+)?(?:co-?)?(?:organi[sz]ed|hosted|sponsored|held|undertaken)?\s*by\s+)?(?:(?:the|its|both|local)\s+)?",
    re.IGNORECASE,
)
_SEAT = re.compile(rf"{any_of(_words['seated'])}\s+in(?=\s+[A-Z])")  # "the Investment Center in Guangzhou held"
_TOLD_ALONE = re.compile(
    rf"\W*(?:{whole_word(_words['adverbs'])}\s+)?{whole_word(_words['passive'])}\s+(?:by|with|{_WITH})\s+",
    re.IGNORECASE,
)
_SUBJECT_MARK = re.compile(rf"[;:.]\s|\s-{{1,2}}\s|{whole_word(_words['before_subject'])}\s+|^\W*")
_FRONTED = re.compile(rf"[^,]{{0,40}}\d[^,]{{0,12}},\s+|{any_of(_words['fronted'])},\s+")
_LEAD = re.compile(
    rf"\W*(?:(?:{whole_word(_words['leading_in'])})\s[^,]*,|{whole_word(_words['with_others'])})\s+", re.IGNORECASE
)
_GAP = re.compile(r"[,\s]*")
_IS_HOST = re.compile(
    rf"(?P<who>[A-Z][^,;:]{{2,120}}?)\s+{whole_word(_words['is'])}\s+(?:the\s+|its\s+|main\s+|joint\s+)*{whole_word(_words['host_nouns'])}"
)
_ORGANISES_IT = re.compile(rf"(?P<who>[A-Z][^,;:]{{2,120}}?),\s+which\s+{_WILL}{_HOLDS}\s+(?:it|the\s+\w+)\b")
_BEHIND_SUBJECT = re.compile(r",?\s+(?:on|in|at|this|last|yesterday|today|recently)\b[^,]{0,40}$")
_FARTHEST = 260  # characters between a verb of holding and the event, where others are named between
_LONGEST = 500  # characters of a list of hosts


@dataclass(frozen=True, slots=True)
class HostPhrase:
    """The hosts that a phrase at `start:end` names."""

    start: int
    end: int
    names: tuple[str, ...]


def deal_out_hosts(text: str, readings: list[Reading]) -> None:
    """Give each reading of a sentence the hosts that stand with it."""
    starts = [reading.start for reading in readings]
    for phrase in find_hosts(text, starts):
        before = [reading for reading in readings if reading.end <= phrase.start]
        after = [reading for reading in readings if reading.start >= phrase.end]
        chosen = before[-1] if before else after[0] if after else None
        if chosen is not None:
            chosen.hosts += phrase.names
    floor = 0
    for reading in readings:
        active = find_active_hosts(text, reading.start, floor) or find_relative_host(text, reading.end)
        if active is not None and not reading.hosts:
            behind = _hosts_behind(text, reading.end, [start for start in starts if start > reading.end])
            reading.hosts = tuple(name for name in active.names + behind if name not in reading.name.name)
        floor = reading.end
    if readings and not readings[-1].hosts:
        readings[-1].hosts = hosts_told_alone(text[floor:])


def hosts_told_alone(text: str) -> tuple[str, ...]:
    """Give the hosts that a sentence tells without the event's name: "The Chamber, which organises it, ..."."""
    folded = fold(text)
    alone = _TOLD_ALONE.match(folded)
    if alone:
        return split_names(text[alone.end() : _list_end(folded, alone.end(), len(text))])
    match = _IS_HOST.search(folded) or _ORGANISES_IT.search(folded)
    return split_names(text[match.start("who") : match.end("who")]) if match else ()


def find_hosts(text: str, ceilings: list[int]) -> list[HostPhrase]:
    """Find the phrases "hosted by ..." of a sentence; a list of names ends before each of `ceilings`."""
    folded = fold(text)
    phrases = []
    for match in _BY.finditer(folded):
        ceiling = min([c for c in ceilings if c > match.end()], default=len(text))
        end = _list_end(folded, match.end(), min(ceiling, match.end() + _LONGEST))
        names = split_names(text[match.end() : end])
        if names:
            phrases.append(HostPhrase(match.start(), end, names))
    return phrases


def find_active_hosts(text: str, event_start: int, floor: int) -> HostPhrase | None:
    """Find who holds the event that begins at `event_start`: "The Council and the Ministry held [a forum]"."""
    folded = fold(text)
    verb = _ACTIVE.search(folded, max(floor, event_start - _FARTHEST), event_start)
    if verb is None:
        return None
    start = _subject_start(folded, floor, verb.start())
    end = start + len(_BEHIND_SUBJECT.sub("", _masked(folded[start : verb.start()])))
    names = split_names(text[start:end])
    names = tuple(name for name in names if not _is_city(name)) or names  # "in Guiyang, the Centre convened"
    if not names or not all(name[0].isupper() or _HEADS.fullmatch(name) for name in names) or _is_home(names):
        return None
    return HostPhrase(start, end, names + (split_names(text[slice(*verb.span("more"))]) if verb["more"] else ()))


def _hosts_behind(text: str, event_end: int, ceilings: list[int]) -> tuple[str, ...]:
    """Give who holds it too: "The Ministry held [a workshop] in Pakse on 3 May in cooperation with the Chamber"."""
    folded = fold(text)
    match = _BEHIND.match(folded, event_end)
    ceiling = min(ceilings, default=len(text))
    if match is None or match.end() > ceiling:
        return ()
    return split_names(text[match.end() : _list_end(folded, match.end(), min(ceiling, match.end() + _LONGEST))])


def find_relative_host(text: str, event_end: int) -> HostPhrase | None:
    """Find who is told behind the event: "[a press conference], which the Information Office held"."""
    match = _RELATIVE.match(fold(text), event_end)
    if match is None:
        return None
    names = split_names(text[match.start("who") : match.end("who")])
    if not names or not names[0][0].isupper() or _is_city(names[0]):
        return None
    more = _CO_HOST.match(fold(text), match.end())
    names += split_names(more["more"]) if more else ()
    return HostPhrase(match.start("who"), match.end("who"), names)


def _is_city(name: str) -> bool:
    """Tell a place that hosts as venue: "which Nanning hosts"."""
    places = find_places(name)
    if len(places) != 1 or places[0].end - places[0].start != len(name):
        return False
    return places[0].value.is_city or places[0].value.kind == "province"


def _is_home(names: tuple[str, ...]) -> bool:
    """Tell a place that hosts as venue: "Hainan will host the forum", "the Lao capital hosts"."""
    if len(names) != 1:
        return False
    last = re.split(r"\s(?:capital|city|town|port|hub|resort)\s(?:of\s)?", names[0])[-1]  # "the Kazakh capital Astana"
    return names[0].endswith(" capital") or _is_city(last)


def _masked(folded: str) -> str:
    """Hide the words of joining and of names that would end a list: "Embassy in" Beijing."""
    return _JOINTLY.sub(lambda match: "+" * len(match.group()), folded)


def _list_end(folded: str, start: int, limit: int) -> int:
    """Find where a list of names ends: at a verb, a date or a preposition that is not inside a name."""
    masked = _masked(folded[start:limit])
    stop = _STOP.search(masked)
    end = start + stop.start() if stop else limit
    dates = find_dates(folded[start:end])
    return start + dates[0].start if dates else end


def _subject_start(folded: str, floor: int, end: int) -> int:
    """Find where the subject before a verb begins: behind the last mark or word that ends a clause."""
    start = floor
    masked = _SEAT.sub(lambda match: "+" * len(match.group()), _masked(folded[floor:end]))
    for mark in _SUBJECT_MARK.finditer(masked):
        start = floor + mark.end()
    lead = _LEAD.match(folded, floor, end)
    start = max(start, lead.end()) if lead else start
    dates = find_dates(folded[start:end])
    if dates and dates[0].start == 0:
        start += dates[0].end + len(_GAP.match(folded[start + dates[0].end : end]).group())  # type: ignore[union-attr]
    fronted = _FRONTED.match(folded[start:end])
    start += fronted.end() if fronted else 0
    places = find_places(folded[start:end])
    if places and places[0].start == 0 and folded.startswith(" the ", start + places[0].end):
        start += places[0].end + 1  # "in Lang Son city the Committee held"
    return start


def split_names(text: str) -> tuple[str, ...]:
    """Cut a list of organisations into their names; "and" inside a name ("Trade and Industry") stays."""
    text = text.strip(" ,;.")
    pieces: list[str] = []
    at = 0
    for join in _JOIN.finditer(text):
        left, right = text[at : join.start()], text[join.end() :]
        if _separates(join.group(), left, right):
            pieces.append(left)
            at = join.end()
    pieces.append(text[at:])
    names = [_without_staff(_ARTICLE.sub("", _BRACKET.sub("", piece).strip(" ,;.")).strip()) for piece in pieces]
    return tuple(name for name in names if _is_name(name))


def _separates(join: str, left: str, right: str) -> bool:
    """Tell "A and B" from the "and" in "Ministry of Trade and Industry": B has a head noun or an article of its own."""
    if re.match(rf"{_FIRM}\W*", right):
        return False
    if join.strip() == "," or _ALONGSIDE.fullmatch(join) or re.match(r"(?:the|its)\s", right):
        return True
    if _SHORT.search(left) or _is_whole(left, right):
        return True
    following = _JOIN.search(right)
    reach = following.start() if following else len(right)
    has_head = bool(_HEADS.search(right, 0, reach)) or bool(re.match(r"[A-Z]{2,}\b", right))
    return has_head and bool(_HEADS.search(left) or left.isupper())


def _without_staff(name: str) -> str:
    """Give the organisation of "Development Council officers"; nothing for "Lao customs officers"."""
    name = _PRONOUN.sub("", name)
    bare = _STAFF.sub("", name)
    return bare if bare == name or bare.split()[-1][:1].isupper() else ""


def _is_whole(left: str, right: str) -> bool:
    """Tell a name that its head noun ends, before one of several words: "the Federation and Enterprise Singapore"."""
    last = left.split()[-1] if left.split() else ""
    is_ended = last != "Customs" and bool(_HEADS.fullmatch(last))
    return is_ended and right[:1].isupper() and len(right.split()) > 1


def _is_name(name: str) -> bool:
    if not name or len(name) > 140 or name.rstrip(".") in CALENDAR_WORDS:
        return False
    if (_PEOPLE.search(name) and not _OFFICES.match(name)) or _NO_HOST.fullmatch(name):
        return False  # "trade officials from both countries"
    return any(c.isupper() for c in name) or bool(_HEADS.search(name))

"""Who hosts or organises an event: "co-hosted by A and B", "A, B and C organised the fair", "A is playing host to"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.event_reading.host_names import HEADS, WITH, split_names
from ingest.extract.event_reading.reading import Reading
from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import find_dates
from ingest.extract.mentions.place import find_places
from ingest.extract.wording import CuedPattern, any_of, whole_word

_words = load_words("host_words.yml")
_ADVERB, _HOLDS = whole_word(_words["adverbs"]), whole_word(_words["active"])
_VERB = rf"(?:{_ADVERB}\s+)?{whole_word(_words['passive'])}(?:\s+{_ADVERB})?"
# "Will on October 12 hold".
_ON_DAY = r"(?:on|this|next|last)\s+(?:[A-Z][a-z]+day|[A-Z][a-z]+\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]+|week|month|year)"
_WILL = rf"(?:(?:{whole_word(_words['auxiliaries'])}|{_ON_DAY})\s+)*"
# "Held in Bali and was chaired by" tells no host.
_OTHER_VERB = r"\b(?:was|were|is|are|will|has|have|had)\b|\b(?:co-?)?(?:chaired|attended|opened|led|joined|followed)\b"
_ON_THE_WAY = rf"(?:\s+(?:in|on|at|online|here|for|from|this|yesterday|today)\b(?:(?!{_OTHER_VERB})[^.;()]){{0,60}}?)?"
_BY = CuedPattern(
    rf"{_VERB}(?:\s*(?:,|and|or)\s*{_VERB})*{_ON_THE_WAY}\s+by\s+|{whole_word(_words['under'])}\s+",
    (*_words["adverbs"], *_words["passive"], *_words["under"]),
)
# "The Ministry will organise, together with the Embassy, [the forum]", "it organised, on 28 April, [the forum]".
_PUT_IN = rf"(?:,\s+(?:{WITH}\s+(?P<more>[^;]{{3,200}}?)|(?:on|in|at|from)\s[^,;]{{2,60}}),\s*|\s*)"
# "Convened about 100 investors for [a dialogue]".
_CALLS = rf"{whole_word(_words['calling'])}\s+[^,;.]{{3,80}}?\s+(?:for|to|at)\s*"
# "Has partnered with the city government in hosting [a forum]", "will join hands to hold [the fair]".
_PARTNER = r"(?:\s+with\s+(?P<partner>[^;:]{3,120}?))?"
_JOINS = rf"(?:{whole_word(_words['joining'])}{_PARTNER}\s+(?:to|in|for|on)\s+(?:jointly\s+)?)?"
_CEREMONY = r"(?:the\s+(?:[Oo]pening|[Cc]losing|[Cc]oncluding)(?:\s+[Cc]eremony)?\s+(?:of|for)\s+)?"
_ACTIVE = CuedPattern(
    rf"(?:\s+\([A-Z-]+\))?,?\s+{_WILL}{_JOINS}(?:{_HOLDS}{_PUT_IN}{_CEREMONY}|{_CALLS})$",
    (*_words["active"], *_words["calling"]),
)
_RELATIVE = re.compile(
    rf",?[^,;]{{0,80}},?\s+(?:which|that)\s+"
    rf"(?P<who>(?:the\s+)?[A-Z][^;:]{{2,200}}?|[^,;]{{3,120}}?)\s+{_WILL}{_HOLDS}(?!\s+(?:a|an|the|its)\b)"
)
# "Which A co-hosts with the B".
_CO_HOST = re.compile(r"\s+(?:jointly\s+)?with\s+(?P<more>(?:the\s+)?[A-Z][^,;:.]{3,80})")
_BEHIND = re.compile(rf"[^;:.]{{0,120}}?,?\s+{whole_word(_words['jointly_with'])}\s+(?=(?:the\s+)?[A-Z])")
# "The Embassy of Vietnam in Italy"
_ENVOY = rf"{any_of(_words['seated'])}\s+of\s+(?:the\s+)?[A-Z][\w.]+(?:\s+[A-Z]\w+){{0,2}}\s+in(?=\s+[A-Z])"
_JOINTLY = re.compile(rf"{WITH}|{whole_word(_words['names_with_in'])}|{_ENVOY}")
# Not the dot of "Ltd. together with".
_SHORT_FORMS = ("Mr", "Ms", "Mrs", "Dr", "Inc", "Ltd", "Bhd", "Pte", "Sdn", "Corp", "Co", "St")
_DOT = "".join(rf"(?<!\b{word})" for word in _SHORT_FORMS) + r"\.\s"
_STOP = re.compile(
    rf"[;:]\s|{_DOT}|[.;:]$|\s-{{1,2}}\s|\(\d|,?\s+{whole_word(_words['list_stops'])}|,?\s+to\s+[a-z]|,?\s+and\s+(?:\d|{whole_word(_words['and_stops'])})"
)
_SEAT = re.compile(rf"{any_of(_words['seated'])}\s+in(?=\s+[A-Z])")  # "the Investment Center in Guangzhou held"
_TOLD_ALONE = re.compile(
    rf"\W*(?:{whole_word(_words['adverbs'])}\s+)?{whole_word(_words['passive'])}\s+(?:by|with|{WITH})\s+",
    re.IGNORECASE,
)
_SUBJECT_MARK = re.compile(
    rf"[;:]\s|{_DOT}|\s-{{1,2}}\s|{whole_word(_words['before_subject'])}\s+|^(?:\W*\([A-Z][\w/ ]{{1,20}}\)[\s-]*|\W*)"
)
_FRONTED = re.compile(rf"[^,]{{0,40}}\d[^,]{{0,12}},\s+|{any_of(_words['fronted'])},\s+")
_LEAD = re.compile(
    rf"\W*(?:(?:{whole_word(_words['leading_in'])})\s[^,]*,|{whole_word(_words['with_others'])})\s+", re.IGNORECASE
)
_GAP = re.compile(r"[,\s]*")
_HOST_NOUN = whole_word(_words["host_nouns"])
_IS_HOST = CuedPattern(
    rf"(?P<who>[A-Z][^,;:]{{2,120}}?)\s+{whole_word(_words['is'])}\s+(?:the\s+|its\s+|main\s+|joint\s+)*{_HOST_NOUN}",
    _words["host_nouns"],
    flags=0,
)
# "Sponsors are A, B and C", "Organiser: A; Partner: B".
_HOSTS_ARE = CuedPattern(
    rf"^\W*(?:(?:the|its|main|joint|chief)\s+)*{_HOST_NOUN}(?:\s+of\s+(?:the\s+)?[\w -]{{2,60}}?)?\s+"
    rf"(?:are|is|were|was|includes?|included|comprises?|will\s+be)\s+"
    rf"(?P<are>[^;:]{{3,400}})|(?:^|[.;,|(]\s*){_HOST_NOUN}(?:\(s\))?\s*:\s+(?P<listed>[^:]{{3,400}}?)(?=\W*$|[.;|)]\s+[\w-]+(?:\s[\w-]+){{0,2}}:)",
    _words["host_nouns"],
)
# "[The conference], with the Industry Association as co-host".
_AS_HOST = CuedPattern(
    rf"\bwith\s+(?P<who>(?:the\s+)?[A-Z][^;:]{{2,150}}?)\s+(?:(?:acting|serving)\s+)?as\s+(?:(?:the|its|main|joint|local)\s+)*{_HOST_NOUN}",
    _words["host_nouns"],
    flags=0,
)
_IT = rf"(?:it|the\s+{any_of(_words['held_things'])})\b"
_HOLDS_IT = whole_word(word for word in _words["active"] if word not in _words["of_much_else"])
_ORGANISES_IT = CuedPattern(
    rf"(?P<who>[A-Z][^,;:]{{2,120}}?)(?:,\s+which)?\s+{_WILL}{_HOLDS_IT}\s+{_IT}", _words["active"], flags=0
)
# "The bureau, supported by the embassy, [held]", "Dongxing, a port in Guangxi, [staged]".
_ASIDE = re.compile(
    rf"(?:,\s+{whole_word(_words['opening_asides'])}|\s+and\s+(?:supported|backed|assisted|aided|funded)\s+by)\s[^;:]*$"
)
_BEHIND_SUBJECT = re.compile(r",?\s+(?:on|in|at|this|last|yesterday|today|recently)\b[^,]{0,40}$")
_STANDS = whole_word([*load_words("participants.yml")["stands"], *_words["of_others"]])
_OF_STANDS = re.compile(rf"{_STANDS}\s+(?:(?:that\s+)?(?:were|are)\s+)?$")
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
            named = chosen.same_as or chosen  # "the Lao Forum (hereafter the Forum), hosted by"
            named.hosts += phrase.names
    floor = 0
    for reading in readings:
        active = find_active_hosts(text, reading.start, floor) or find_relative_host(text, reading.end)
        if active is not None and not reading.hosts:
            behind = _hosts_behind(text, reading.end, [start for start in starts if start > reading.end])
            reading.hosts = tuple(name for name in active.names + behind if name not in reading.name.name)
        floor = reading.end
    for match in _AS_HOST.finditer(fold(text)):
        before = [reading for reading in readings if reading.end <= match.start()]
        if before:
            before[-1].hosts += split_names(match["who"])
    if readings and not readings[-1].hosts:
        readings[-1].hosts = hosts_told_alone(text[floor:])


def hosts_told_alone(text: str) -> tuple[str, ...]:
    """Give the hosts that a sentence tells without the event's name: "The Chamber, which organises it, ..."."""
    folded = fold(text)
    alone = _TOLD_ALONE.match(folded)
    if alone:
        return split_names(text[alone.end() : _list_end(folded, alone.end(), len(text))])
    listed = _HOSTS_ARE.search(folded)
    if listed:
        start, end = listed.span(listed.lastgroup or 0)
        return split_names(text[start:end].replace("; ", " and the "))
    match = _IS_HOST.search(folded) or _ORGANISES_IT.search(folded)
    if match is None:
        return ()
    more = _CO_HOST.match(folded, match.end())
    return split_names(text[match.start("who") : match.end("who")]) + (split_names(more["more"]) if more else ())


def find_hosts(text: str, ceilings: list[int]) -> list[HostPhrase]:
    """Find the phrases "hosted by ..." of a sentence; a list of names ends before each of `ceilings`."""
    folded = fold(text)
    phrases = []
    for match in _BY.finditer(folded):
        ceiling = min([c for c in ceilings if c > match.end()], default=len(text))
        ceiling = min([ceiling, *(m.start() for m in _AS_HOST.finditer(folded) if m.start() > match.end())])
        end = _list_end(folded, match.end(), min(ceiling, match.end() + _LONGEST))
        if _OF_STANDS.search(folded, 0, match.start()):
            continue  # "120 booths set up by Lao firms", "the activities carried out by the Centre"
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
    end = verb.start()
    aside = _ASIDE.search(folded, floor, end) if verb.group().startswith(",") else None
    end = aside.start() if aside else end
    start = _subject_start(folded, floor, end)
    end = start + len(_BEHIND_SUBJECT.sub("", _masked(folded[start:end])))
    names = split_names(text[start:end])
    names = tuple(name for name in names if not _is_city(name)) or names  # "in Guiyang, the Centre convened"
    if not names or not all(name[0].isupper() or HEADS.fullmatch(name) for name in names) or _is_home(names):
        return None
    beside = [split_names(text[slice(*verb.span(name))]) for name in ("partner", "more") if verb[name]]
    return HostPhrase(start, end, sum(beside, names))


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
    is_named = bool(names) and (names[0][0].isupper() or HEADS.fullmatch(names[0]) is not None)
    if not is_named or _is_city(names[0]):
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

"""Who hosts or organises an event: "co-hosted by A and B", "A, B and C organised the fair", "A is playing host to"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.event_reading.reading import Reading
from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import CALENDAR_WORDS, find_dates

_words = load_words("host_words.yml")


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


_VERB = (
    rf"(?:(?:jointly|also|together|mainly|officially)\s+)?(?:{_any_of(_words['passive'])})(?:\s+(?:jointly|together))?"
)
_BY = re.compile(
    rf"\b{_VERB}(?:\s*(?:,|and|or)\s*(?:{_VERB}))*(?:\s+(?:in|on|at|online|here|for|from|this|yesterday|today)\b[^.;()]{{0,60}}?)?\s+by\s+",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    rf"(?:\s+\([A-Z-]+\))?,?\s+(?:(?:will|would|is|are|was|were|has|have|had|to|also|jointly|recently|successfully|be)\s+)*(?:{_any_of(_words['active'])})\s*$",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[;:.]\s|[.;:]$|\s-{1,2}\s|\(\d|,?\s+(?:which|who|(?<!together )(?<!along )(?<!cooperation )(?<!collaboration )(?<!partnership )(?<!conjunction )(?<!association )with|was|were|is|are|will|would|has|have|had|that|under|while|where|when|as\s+(?:well\s+as\s+)?part|"
    r"during|from|on|at|in(?!\s+(?:cooperation|collaboration|partnership|conjunction|association)\s+with\b)|opened|kicked|attracted|drew|brought|said|aims|aimed|focus(?:es|ed)|featur(?:es|ed|ing)|gather(?:s|ed)|concluded|closed|"
    r"to\s+[a-z]+|held|took|themed|runs|ran|online|and\s+(?:supported|sponsored|held|was|will|is|attended|co-organi[sz]ed))\b"
)
_HEADS = re.compile(rf"\b(?:{_any_of(_words['organisation_heads'])})\b", re.IGNORECASE)
_JOIN = re.compile(
    r",\s*(?:and\s+)?|\s+and\s+|\s+as\s+well\s+as\s+|\s+(?:,\s*)?(?:together|along)\s+with\s+|\s+in\s+(?:cooperation|collaboration|partnership|conjunction)\s+with\s+"
)
_ALONGSIDE = re.compile(
    r"\s+(?:,\s*)?(?:together|along)\s+with\s+|\s+in\s+(?:cooperation|collaboration|partnership|conjunction|association)\s+with\s+"
)
_BRACKET = re.compile(r"\s*\([^)]{1,40}\)")
_ARTICLE = re.compile(r"^(?:the|its|both|local)\s+", re.IGNORECASE)
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class HostPhrase:
    """The hosts that a phrase names; `passive` for "hosted by"; the phrase stands at `start:end`."""

    start: int
    end: int
    names: tuple[str, ...]
    passive: bool


def find_hosts(text: str, ceilings: list[int]) -> list[HostPhrase]:
    """Find the phrases "hosted by ..." of a sentence; a list of names ends before each of `ceilings`."""
    folded = fold(text)
    phrases = []
    for match in _BY.finditer(folded):
        end = min([c for c in ceilings if c > match.end()], default=len(text))
        end = _list_end(folded[:end], match.end())
        names = split_names(text[match.end() : end])
        if names:
            phrases.append(HostPhrase(match.start(), end, names, True))
    return phrases


def find_active_hosts(text: str, event_start: int, floor: int) -> HostPhrase | None:
    """Find who holds the event that begins at `event_start`: "The Council and the Ministry held [a forum]"."""
    folded = fold(text)
    verb = _ACTIVE.search(folded, floor, event_start)
    if verb is None:
        return None
    start = _subject_start(folded, floor, verb.start())
    names = split_names(text[start : verb.start()])
    if not names or not all(name[0].isupper() for name in names):
        return None
    return HostPhrase(start, verb.start(), names, False)


def find_relative_host(text: str, event_end: int) -> HostPhrase | None:
    """Find who is told behind the event: "[a press conference], which the Information Office held"."""
    folded = fold(text)
    match = re.compile(
        rf",?[^,;]{{0,80}},?\s+(?:which|that)\s+(?P<who>[^,;]{{3,120}}?)\s+(?:{_any_of(_words['active'])})\b"
    ).match(folded, event_end)
    if match is None:
        return None
    names = split_names(text[match.start("who") : match.end("who")])
    if not names or not names[0][0].isupper():
        return None
    return HostPhrase(match.start("who"), match.end("who"), names, False)


def _list_end(folded: str, start: int) -> int:
    """Find where a list of names ends: at a verb or preposition that is not inside a name."""
    limit = min(len(folded), start + _LONGEST)
    end = limit
    for stop in _STOP.finditer(folded, start, limit):
        end = stop.start()
        break
    dates = find_dates(folded[start:end])
    if dates:
        end = start + dates[0].start
    return end


def _subject_start(folded: str, floor: int, end: int) -> int:
    """Find where the subject before a verb begins: behind the last mark or word that ends a clause."""
    start = floor
    for mark in re.finditer(
        r"[;:.]\s|\s-{1,2}\s|\b(?:that|when|while|where|which|as|said|after|before|but|on|On|In|At|in)\s+|^\W*",
        folded[floor:end],
    ):
        start = floor + mark.end()
    fronted = re.match(
        r"[^,]{0,40}\d[^,]{0,12},\s+|(?:Meanwhile|However|Also|In addition|Earlier|Later),\s+", folded[start:end]
    )
    return start + (fronted.end() if fronted else 0)


def split_names(text: str) -> tuple[str, ...]:
    """Cut a list of organisations into their names; "and" inside a name ("Trade and Industry") stays."""
    text = _BRACKET.sub("", text).strip(" ,;.")
    pieces: list[str] = []
    at = 0
    for join in _JOIN.finditer(text):
        left, right = text[at : join.start()], text[join.end() :]
        if _separates(join.group(), left, right):
            pieces.append(left)
            at = join.end()
    pieces.append(text[at:])
    names = [_ARTICLE.sub("", piece.strip(" ,;.")).strip() for piece in pieces]
    return tuple(name for name in names if _is_name(name))


def _separates(join: str, left: str, right: str) -> bool:
    if _ALONGSIDE.fullmatch(join) or join.strip() == "as well as":
        return True
    if re.match(r"(?:the|its)\s", right):
        return True
    head = _HEADS.search(right)
    following = _JOIN.search(right)
    reach = following.start() if following and "and" not in following.group() else len(right)
    if join.strip() == ",":
        return True
    return bool(_HEADS.search(left) or left.isupper()) and bool(
        (head and head.start() < reach) or re.match(r"[A-Z]{2,}\b", right) or _is_short(right)
    )


def _is_short(right: str) -> bool:
    """One capitalised word or two at the end of a list: a country or a city."""
    return bool(re.fullmatch(r"[A-Z]\w+(?:\s[A-Z]\w+)?\.?", right)) and False


def _is_name(name: str) -> bool:
    if not name or len(name) > 140 or name.rstrip(".") in CALENDAR_WORDS:
        return False
    return any(c.isupper() for c in name) or bool(_HEADS.search(name))


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
            reading.hosts = active.names
        floor = reading.end

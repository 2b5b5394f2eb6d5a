"""Events told as deeds: "the launch of the ... Centre", "the signing of a memorandum", "the ... Area was launched"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.date import CALENDAR_WORDS
from ingest.extract.mentions.event_body import NUMBERED
from ingest.extract.mentions.event_brand import SHOWING, find_brands
from ingest.extract.mentions.event_left import read_left
from ingest.extract.mentions.event_phrase import Token, ends_phrase
from ingest.extract.mentions.event_plain_deed import find_plain_deeds
from ingest.extract.mentions.event_right import capital_run, topic_end
from ingest.extract.mentions.ordinal import read_ordinal
from ingest.extract.mentions.place import find_places
from ingest.extract.wording import CuedPattern, any_of, words_in

_words = load_words("event_deeds.yml")


TRIGGERS = frozenset(
    word.split()[-1].split("-")[-1]
    for key in ("launch_nouns", "signing_nouns", "launch_verbs", "signing_verbs", "named_after", "meets")
    for word in _words[key]
) - {"at", "during", "for", "of", "in", "from"} | {"opens", "open"}
_NOT_NAMED = frozenset(_words["not_named"])
_INSTITUTIONS = frozenset(_words["institutions"])
_SMALL = ("in", "on", "by", "since", "from", "until", "fiscal", "year", "article", "early", "late", "mid")
_PAPER = re.compile(rf"\b{any_of(_words['papers'])}\b", re.IGNORECASE)
_LAUNCHING, _LAUNCHED = _words["launch_nouns"], _words["launch_verbs"]
_SIGNING, _SIGNED_BY_VERB = _words["signing_nouns"], _words["signing_verbs"]
_NOUN = CuedPattern(
    rf"(?:\b(?P<article>the|a|an|its|their)\s+)?(?:\b(?:official|formal|grand|trial|simultaneous)\s+)?\b(?:"
    rf"(?P<launch>{any_of(_LAUNCHING)})|(?P<signing>{any_of(_SIGNING)}))\s+(?:of|for)\s+(?P<object>(?:the|a|an|its)\s+)?",
    (*_LAUNCHING, *_SIGNING),
)
_PLAIN_OBJECT = re.compile(rf"(?:[A-Za-z-]+\s+){{0,3}}{any_of(_words['plain_institutions'])}\b")
_IS = ("was", "were", "is", "are", "has been", "have been", "had been", "will be", "to be", "is to be", "would be")
_VERB = CuedPattern(
    rf"(?:(?:,\s+which|\s+that)?\s+{any_of(_IS)}|,)\s+(?:{any_of(_words['adverbs'])}\s+)*"
    rf"(?:(?P<launch>{any_of(_LAUNCHED)})|(?P<signing>{any_of(_SIGNED_BY_VERB)}))(?![\w-])",
    (*_LAUNCHED, *_SIGNED_BY_VERB),
)
_SEAT = re.compile(
    r"\s+(?:of|on|along)\s+the\s+(?:[a-z-]+\s+)?[a-z]+$|\s+in\s+[A-Z]\w+(?:\s[A-Z]\w+)?(?:,\s+[A-Z]\w+(?:\s[A-Z]\w+)?,?)?$"
)  # "the Centre in Nanning was"
_OPENS = CuedPattern(
    rf"\s(?:{any_of(_words['adverbs'])}\s+)?(?P<launch>{any_of(_words['opens'])})(?=\s+(?:on|in|at|here|yesterday|today)\b)",
    ("opens", "opened", "open"),
    flags=0,
)
_SIGNED = CuedPattern(rf"\b{any_of(_SIGNED_BY_VERB)}\s+(?P<object>(?:the|a|an)\s+)", _SIGNED_BY_VERB)
_INAUGURATED = CuedPattern(rf"(?<!be )(?<!was )\b{any_of(_LAUNCHED)}\s+(?:the|a|an|their|its)\s+", _LAUNCHED, flags=0)
_NAMED = CuedPattern(rf"\b{any_of(_words['named_after'])}\s+(?:the\s+)?(?=[A-Z])", _words["named_after"], flags=0)
_BODY_MET = CuedPattern(
    rf"\b(?P<body>{any_of(_words['bodies'])})(?:\s+\([A-Z-]+\))?\s+(?={any_of(_words['meets'])}\b)",
    _words["meets"],
    flags=0,
)
# "Gulfood 2025 will be held", "SIAL Canada 2024, which opens": what a year ends and a verb of holding follows.
_BRAND = re.compile(
    r"(?:^|[.;:,]\s+|\b(?:at|for|of|the|attend|attended|joined|join|visit|visited|during|open|opens|launch)\s+|[\"“])(?:[Tt]he\s+)?"
    r"(?P<name>(?!The\s)[A-Z][\w&'+-]*\s+(?:(?:(?:of|for|and)\s+(?:the\s+)?)?[A-Z][\w&'+-]*\s+){0,6}(?P<year>20\d\d))(?![-\d])"
    rf"(?=[\"”]?(?:\s+\([^)]{2, 60}\))?,?\s+(?:which\s+)?{any_of(_words['brand_verbs'])}\b)"
)
_RUN_WITH_YEAR = re.compile(
    r"(?:[A-Z][\w&'+-]*|[-&]|of|for)(?:\s+(?:[A-Z][\w&'+-]*|[-&]|of|for)){1,7}\s+(?P<year>20\d\d)(?![-\d])"
)


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed at `start:end`; its name at `name_start:end`. `by_verb` where only a verb tells it."""

    start: int
    name_start: int
    end: int
    prefix: str
    event_type: str
    by_verb: bool
    year: int | None = None
    edition: int | None = None
    short: str | None = None


def find_deeds(folded: str, tokens: list[Token]) -> list[Deed]:
    """Find launches, openings and signings in a folded sentence."""
    return [
        *_by_noun(folded, tokens),
        *_by_verb(folded, tokens),
        *_inaugurated(folded, tokens),
        *_signed(folded, tokens),
        *_named(folded),
        *_bodies(folded, tokens),
        *_numbered_bodies(folded),
        *(Deed(d.start, d.object_start, d.end, d.prefix, d.event_type, True) for d in find_plain_deeds(folded)),
    ]


def _by_noun(folded: str, tokens: list[Token]) -> list[Deed]:
    deeds = []
    for match in _NOUN.finditer(folded):
        kind = "launch" if match["launch"] else "signing"
        end = _object_end(folded, tokens, match.end(), kind)
        if end is not None:
            deeds.append(Deed(match.start(), match.start(kind), end, "", kind, False))
    return deeds


def _object_end(folded: str, tokens: list[Token], start: int, kind: str) -> int | None:
    """Give the end of what is opened (a name) or signed (a paper); None for anything else."""
    end = capital_run(folded, tokens, start)
    if kind == "launch":
        plain = _PLAIN_OBJECT.match(folded, start)
        if plain:
            return max(plain.end(), topic_end(folded, plain.end()))
        if end is None or _INSTITUTIONS.isdisjoint(folded[start:end].lower().split()):
            return None
        return end
    stop = max(end or 0, topic_end(folded, start))
    return stop if _PAPER.search(folded, start, stop) else None


def _by_verb(folded: str, tokens: list[Token]) -> list[Deed]:
    deeds = []
    for match in chain(_VERB.finditer(folded), _OPENS.finditer(folded)):
        kind = "launch" if match["launch"] else "signing"
        seat = _SEAT.search(folded, max(0, match.start() - 50), match.start()) if kind == "launch" else None
        last = _last_token(tokens, seat.start() if seat else match.start())
        if last is None:
            continue
        phrase = read_left(folded, tokens, (last.start, last.end))
        words = folded[phrase.name_start : last.end].lower().split()
        named = phrase.proper and phrase.capital_head
        described = match.group().endswith("inaugurated") and phrase.article in ("a", "an") and len(words) > 2
        if len(words) < 2 or not (named or described):
            continue
        heads = words if {"for", "of"} & set(words[1:]) else words[-1:]  # "the Alliance for Big Data Education"
        wanted = not _INSTITUTIONS.isdisjoint(heads) if kind == "launch" else bool(_PAPER.search(" ".join(words)))
        if wanted and read_ordinal(words[-1]) is None:
            prefix = "" if kind == "launch" else "signing of the "
            deeds.append(Deed(phrase.start, phrase.name_start, last.end, prefix, kind, True))
    return deeds


def _last_token(tokens: list[Token], position: int) -> Token | None:
    """Give the word that ends at the position, looking through a closing bracket."""
    for token in reversed(tokens):
        if token.end <= position:
            return token
    return None


def _inaugurated(folded: str, tokens: list[Token]) -> list[Deed]:
    """Find "the two cities inaugurated the Davao-Quanzhou Trade Center"."""
    deeds = []
    for match in _INAUGURATED.finditer(folded):
        end = capital_run(folded, tokens, match.end())
        if end is not None and folded[match.end() : end].lower().split()[-1] in _INSTITUTIONS:
            deeds.append(Deed(match.end(), match.end(), end, "", "launch", True))
    return deeds


def _signed(folded: str, tokens: list[Token]) -> list[Deed]:
    deeds = []
    for match in _SIGNED.finditer(folded):
        start = match.start("object")
        end = max(capital_run(folded, tokens, match.end()) or 0, topic_end(folded, match.end()))
        paper = _PAPER.search(folded, match.end(), end)
        if paper:
            deeds.append(Deed(start, start, end, "signing of ", "signing", True))
    return deeds


def _bodies(folded: str, tokens: list[Token]) -> list[Deed]:
    """Find "the Thailand-Yunnan Cooperation Working Group met in Chiang Rai": the body's meeting."""
    deeds = []
    for match in _BODY_MET.finditer(folded):
        last = _last_token(tokens, match.end("body"))
        if last is None:
            continue
        phrase = read_left(folded, tokens, (last.start, last.end))
        if phrase.proper and phrase.capital_head and len(folded[phrase.name_start : last.end].split()) > 2:
            deeds.append(Deed(phrase.start, phrase.name_start, last.end, "", "meeting", False))
    return deeds


def _numbered_bodies(folded: str) -> Iterator[Deed]:
    """Find "the 14th Joint Council was held in Singapore": the body's meeting, which its number names."""
    for match in NUMBERED.finditer(folded):
        if len(match["body"].split()) > 2:
            end, short = match.end("body"), match["short"].strip(" ()") or None
            nth = read_ordinal(match["nth"])
            yield Deed(match.start(), match.start("body"), end, "", "meeting", False, edition=nth, short=short)


def _named(folded: str) -> list[Deed]:
    """Find names that end in a year and follow a verb of holding: Thai Brands Kunming 2024."""
    deeds = []
    for match in _NAMED.finditer(folded):
        run = _RUN_WITH_YEAR.match(folded, match.end())
        if run and _NOT_NAMED.isdisjoint(run.group().lower().split()):
            deeds.append(Deed(match.end(), match.end(), run.end(), "", "expo", False, int(run["year"])))
    for start, end in find_brands(folded) if SHOWING & set(words_in(folded)) else ():
        if not any(place.start == start and place.end == end for place in find_places(folded)):
            deeds.append(Deed(start, start, end, "", "expo", False))
    for match in _BRAND.finditer(folded):
        words = match["name"].split()[:-1]
        start, end = match.span("name")
        if not any(deed.start < end and start < deed.end for deed in deeds) and _is_brand(words):
            deeds.append(Deed(start, start, end, "", "expo", False, int(match["year"])))
    return deeds


def _is_brand(words: list[str]) -> bool:
    """Tell "Gulfood" and "THAIFEX-Anuga Asia" from months, plans and places, which a year may follow too."""
    if not _NOT_NAMED.isdisjoint(word.lower() for word in words) or CALENDAR_WORDS & {
        word.rstrip(".") for word in words
    }:
        return False
    first = words[0]
    if first.lower() in _SMALL or first in ("March", "May") or ends_phrase(first):
        return False
    return (
        any(place.start == 0 and place.end == len(" ".join(words)) for place in find_places(" ".join(words))) is False
    )

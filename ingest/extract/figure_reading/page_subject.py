"""Whose page it is: the economy whose figures a page tells, and the one with which they are mostly traded.

Every mention of a place is evidence. "Philippine imports", "exports of Hunan" and "Hunan's customs" speak for a
reporter, "exports to China" for a partner; "in Nanning" only says where somebody stood.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.extract.figure_reading.context import border_towns, stands_for
from ingest.extract.figure_reading.words import words
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.place import Place
from ingest.extract.spans import Mention

_REACH = 48  # characters looked at on either side of a name
_IN_TITLE = 4  # times that a headline's evidence counts
_OWNS = 3.0  # "Hunan's exports"
_SPEAKS = 1.0  # "the Philippine statistics office"
_PARTNER = 2.0  # "exports to China"
_DATELINE = 2.0
_CURRENCY, _MOST_CURRENCY = 2.0, 8.0  # "RM5 million"
_OWN_DIVISION, _MOST_DIVISION = 2.0, 6.0  # "our province"
_NAMED = 0.4
_PARTNER_BEFORE = re.compile(r"\b(?:with|to|from|into|and)\s(?:the\s|its\s|neighbou?ring\s|mainland\s)*$")
_SITE_BEFORE = re.compile(r"\b(?:in|at|near|outside|inside|via|through|across)\s(?:the\s)?$")
_DIVISION = re.compile(
    r"\b(?:our|the|this)\s(?:whole\s|entire\s)?"
    r"(province|autonomous region|region|municipality|city|prefecture|county|district)"
    r"(?:'s|’s)?(?!\s(?:of|countries))\b"
)


@dataclass(slots=True)
class _Evidence:
    """What speaks for a place as reporter and as partner; `owns`: a figure was told as its own."""

    place: Place
    reports: float = 0.0
    trades: float = 0.0
    owns: bool = False


def page_subject(
    title: str, text: str, title_places: Sequence[Mention[Place]], places: Sequence[Mention[Place]]
) -> tuple[str | None, str | None]:
    """Give the reporter and the partner that a page speaks of, None where it names none.

    A city counts as reporter only where a figure is told as its own: pages are full of the places where people met.
    """
    found: dict[str, _Evidence] = {}
    for mention in title_places:
        _weigh(found, title, mention, _IN_TITLE)
    for mention in places:
        _weigh(found, text, mention, 1)
    _weigh_capitals(found)
    _weigh_currencies(found, text)
    _weigh_division(found, text)
    known = list(found.values())
    able = [e for e in known if e.owns or e.place.kind != "city"] or known
    if not able:
        return None, None
    reporter = max(able, key=lambda e: e.reports - e.trades / 4)
    others = [e for e in known if _is_apart(e.place, reporter.place) and e.place.kind != "city"]
    partner = max(others, key=lambda e: e.trades + e.reports / 2, default=None)
    return reporter.place.name, partner.place.name if partner else None


def _weigh(found: dict[str, _Evidence], text: str, mention: Mention[Place], times: float) -> None:
    place = mention.value
    if place.role in ("container", "name") or (place.kind == "region" and _places_division(text, mention.end)):
        return
    if place.role == "dateline":
        if place.country and place.country != "China":
            _country(found, place.country).reports += _DATELINE
        return
    if place.name in border_towns() and place.country:
        _country(found, place.country).reports += times * _NAMED
        _country(found, border_towns()[place.name]).trades += times * _NAMED
        return
    evidence = found.setdefault(place.name, _Evidence(place))
    if place.role == "organisation":
        evidence.reports += times * _SPEAKS if place.kind != "group" else 0
        return
    before = text[max(0, mention.start - _REACH) : mention.start].lower()
    behind = text[mention.end : mention.end + _REACH].partition(". ")[0].lower()
    signs = _signs()
    is_partner = _PARTNER_BEFORE.search(before)
    is_owner = place.possessive or behind.startswith(("'", "’"))
    if (
        ((is_owner or place.form == "adjective") and signs.measured.match(behind))
        or (is_owner and signs.ranked.match(behind))
        or signs.of_measure.search(before)
        or (not is_partner and signs.trades.match(behind))
    ):
        evidence.reports += times * _OWNS
        evidence.owns = True
    elif not before and place.kind != "city" and signs.told.match(behind):
        evidence.reports += times * _OWNS  # the page begins with it
    elif signs.voice.match(behind):
        evidence.reports += times * _SPEAKS
    elif is_partner:
        evidence.trades += times * _PARTNER
    elif not _SITE_BEFORE.search(before):
        evidence.reports += times * _NAMED
        evidence.trades += times * _NAMED


def _places_division(text: str, end: int) -> bool:
    """Say whether a region only says where a division lies: "East China province reports"."""
    return text[end : end + 14].lower().lstrip().startswith(("province", "municipality", "city", "autonomous", "port"))


def _weigh_capitals(found: dict[str, _Evidence]) -> None:
    """Count what is told of a capital for its country: "Seoul's exports"."""
    for name, evidence in list(found.items()):
        country = stands_for(name, evidence.place.country)
        if evidence.owns and country != name:
            of_country = _country(found, country)
            of_country.reports += evidence.reports
            of_country.owns, evidence.owns = True, False


def _country(found: dict[str, _Evidence], name: str) -> _Evidence:
    return found.setdefault(name, _Evidence(Place(name, "country", name, None, None, "name")))


@dataclass(frozen=True, slots=True)
class _Signs:
    """Patterns of what stands before and behind a place, made from the word lists."""

    measured: re.Pattern[str]
    ranked: re.Pattern[str]
    of_measure: re.Pattern[str]
    trades: re.Pattern[str]
    told: re.Pattern[str]
    voice: re.Pattern[str]


@lru_cache
def _signs() -> _Signs:
    measures, ranked, voices, verbs, kinds = (
        "|".join(sorted(map(re.escape, words(name)), key=len, reverse=True))
        for name in ("page_measures", "page_ranks", "page_voices", "page_verbs", "page_kinds")
    )
    return _Signs(
        measured=re.compile(rf"(?:'s?|’s?)?\s(?:[\w,.-]+\s){{0,4}}?(?:{measures})\b"),
        ranked=re.compile(rf"(?:'s?|’s?)\s(?:[\w-]+\s){{0,4}}?(?:{ranked})\b"),
        of_measure=re.compile(
            rf"\b(?:{measures}|values?|volumes?)\s(?:and\s(?:{measures})\s)?(?:(?:trade|values?|volumes?)\s)?"
            r"(?:of|by)\s(?:the\s)?(?:whole\s)?$"
        ),
        trades=re.compile(rf"\s(?:\w+ly\s|also\s|has\s|had\s)?(?:{verbs})\b"),
        told=re.compile(rf"\s(?!(?:{kinds})\s)[a-z]\w+\s(?:\S+\s){{0,6}}?(?:{measures})\b"),
        voice=re.compile(rf"(?:'s?|’s?)?\s(?:\w+\s){{0,3}}?(?:{voices})\b"),
    )


def _weigh_currencies(found: dict[str, _Evidence], text: str) -> None:
    """Money of a country is counted at home."""
    for country, forms, pattern in _currencies():
        times = len(pattern.findall(text)) if any(form in text for form in forms) else 0
        if times:
            _country(found, country).reports += min(_MOST_CURRENCY, times * _CURRENCY)


@lru_cache
def _currencies() -> tuple[tuple[str, list[str], re.Pattern[str]], ...]:
    """Give each country's ways to write its money and the pattern of an amount; most texts hold none of the ways."""
    forms = load_words("currencies.yml")
    found = []
    for country, codes in load_words("national_currencies.yml").items():
        written = sorted((f for code in codes for f in forms[code] if len(f) > 1), key=len, reverse=True)
        before = "|".join(re.escape(f) for f in written if not f.islower() and " " not in f)
        behind = "|".join(re.escape(f) for f in written if f.islower() or " " in f or len(f) == len("MYR"))
        amount = r"(?<!\b19\d)(?<!\b20\d)\d\s(?:(?!and\b|but\b|or\b)\w+\s)?"  # "in 2022 and won new orders" counts none
        pattern = re.compile(rf"(?<![\w$])(?:{before})\s?\d|{amount}(?:{behind})\b")
        found.append((country, written, pattern))
    return tuple(found)


def _weigh_division(found: dict[str, _Evidence], text: str) -> None:
    """ "Our province", "the city's": the page is of a province or a city, whatever countries it names."""
    kinds = Counter(
        "city" if m[1] in ("city", "prefecture", "county", "district") else "province" for m in _DIVISION.finditer(text)
    )
    for kind, times in kinds.items():
        for evidence in found.values():
            if evidence.place.kind == kind and evidence.reports > 1:
                evidence.reports += min(_MOST_DIVISION, times * _OWN_DIVISION)
                evidence.owns = evidence.owns or kind == "city"


def _is_apart(one: Place, other: Place) -> bool:
    """Say whether neither of two places lies in the other."""
    return one.name not in (other.name, other.country, other.region) and other.name not in (one.country, one.region)

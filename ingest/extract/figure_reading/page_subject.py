"""Whose page it is: the economy whose figures a page tells, and the one with which they are mostly traded.

Every mention of a place is evidence. "Philippine imports", "exports of Hunan" and "Hunan's customs" speak for a
reporter, "exports to China" for a partner; "in Nanning" only says where somebody stood.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.place import Place
from ingest.extract.spans import Mention

_REACH = 48  # characters looked at on either side of a name
_TITLE = 4  # a headline's evidence counts as often
_OWNS = 3.0  # "Hunan's exports"
_SPEAKS = 1.0  # "the Philippine statistics office"
_NAMED = 0.4
_MOST_OF_CURRENCY = 4.0
_PARTNER_BEFORE = re.compile(r"\b(?:with|to|from|into|and)\s(?:the\s|its\s|neighbou?ring\s|mainland\s)*$")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|outside|inside|via|through|across)\s(?:the\s)?$")
_OWN_REGION = re.compile(r"\b(?:our|the|this)\s(?:whole\s|entire\s)?(province|autonomous region|region|municipality|city)(?:'s|’s)?\b")


@dataclass(slots=True)
class _Evidence:
    """What speaks for a place as reporter, and as partner."""

    place: Place
    reports: float = 0.0
    trades: float = 0.0
    owns: bool = False


def page_subject(
    title: str, text: str, title_places: Sequence[Mention[Place]], places: Sequence[Mention[Place]]
) -> tuple[str | None, str | None]:
    """Give the reporter and the partner that a page speaks of, None where it names none."""
    found: dict[str, _Evidence] = {}
    for mention in title_places:
        _weigh(found, title, mention, _TITLE)
    for mention in places:
        _weigh(found, text, mention, 1)
    _weigh_currencies(found, text)
    _weigh_own_region(found, text)
    known = list(found.values())
    able = [e for e in known if e.owns or e.place.kind != "city"] or known
    if not able:
        return None, None
    reporter = max(able, key=lambda e: e.reports)
    others = [e for e in known if _is_apart(e.place, reporter.place) and e.place.kind != "city"]
    partner = max(others, key=lambda e: e.trades + e.reports / 2, default=None)
    return reporter.place.name, partner.place.name if partner else None


_MEASURES = r"(?:trade|exports?|imports?|shipments|outbound|deficit|surplus|purchases|two-way|re-exports|foreign\strade|exporters|importers|overseas)"
_MEASURED_BEHIND = re.compile(rf"(?:'s?|’s?)?\s(?:[\w,.-]+\s){{0,4}}?{_MEASURES}\b")
_RANKED_BEHIND = re.compile(r"(?:'s?|’s?)\s(?:[\w-]+\s){0,4}?(?:partners?|markets?|suppliers?|sources?|destinations?|buyers?)\b")
_MEASURED_BEFORE = re.compile(
    rf"\b(?:{_MEASURES}|values?|volumes?)\s(?:and\s{_MEASURES}\s)?(?:(?:trade|values?|volumes?)\s)?(?:of|by)\s(?:the\s)?(?:whole\s)?$"
)
_TRADES_BEHIND = re.compile(r"\s(?:\w+ly\s|also\s|has\s|had\s)?(?:exported|imported|shipped|bought|sold|purchased|recorded|posted|ran|saw|earned)\b")
_VOICE_BEHIND = re.compile(r"(?:'s?|’s?)?\s(?:\w+\s){0,3}?(?:customs|statistics|ministry|ministers?|officials?|government|department)\b", re.IGNORECASE)


def _weigh(found: dict[str, _Evidence], text: str, mention: Mention[Place], times: float) -> None:
    place = mention.value
    if place.role in ("container", "name"):
        return
    evidence = found.setdefault(place.name, _Evidence(place))
    if place.role == "dateline":
        if place.country and place.country != "China":
            country = found.setdefault(place.country, _Evidence(Place(place.country, "country", place.country, None, None, "name")))
            country.reports += 2
        return
    before = text[max(0, mention.start - _REACH) : mention.start].lower()
    behind = text[mention.end : mention.end + _REACH]
    behind = behind.partition(". ")[0]
    lowered = behind.lower()
    if place.role == "organisation":
        if place.kind != "group":
            evidence.reports += times * _SPEAKS
        return
    is_partner = _PARTNER_BEFORE.search(before)
    owner = place.possessive or place.form == "adjective" or behind.startswith(("'", "’"))
    if (owner and (_MEASURED_BEHIND.match(lowered) or _RANKED_BEHIND.match(lowered))) or _MEASURED_BEFORE.search(before):
        evidence.reports += times * _OWNS
        evidence.owns = True
    elif not is_partner and _TRADES_BEHIND.match(lowered):
        evidence.reports += times * _OWNS
        evidence.owns = True
    elif _VOICE_BEHIND.match(behind):
        evidence.reports += times * _SPEAKS
    elif is_partner:
        evidence.trades += times * 2
    elif not _PLACE_BEFORE.search(before):
        evidence.reports += times * _NAMED
        evidence.trades += times * _NAMED


def _weigh_currencies(found: dict[str, _Evidence], text: str) -> None:
    for country, pattern in _currencies().items():
        times = len(pattern.findall(text))
        if times:
            evidence = found.setdefault(country, _Evidence(Place(country, "country", country, None, None, "name")))
            evidence.reports += min(_MOST_OF_CURRENCY, times) * 2


@lru_cache
def _currencies() -> dict[str, re.Pattern[str]]:
    forms = load_words("currencies.yml")
    found = {}
    for country, codes in load_words("national_currencies.yml").items():
        written = sorted((f for code in codes for f in forms[code] if len(f) > 1), key=len, reverse=True)
        found[country] = re.compile("|".join(rf"(?<![\w$]){re.escape(f)}(?=\s?\d)|\d\s(?:[bmtr]\w+\s)?{re.escape(f)}\b" for f in written))
    return found


def _weigh_own_region(found: dict[str, _Evidence], text: str) -> None:
    """ "Our province", "the city's": the page is of a province or a city, whatever countries it names."""
    kinds = Counter("city" if m[1] in ("city",) else "province" for m in _OWN_REGION.finditer(text))
    for kind, times in kinds.items():
        for evidence in found.values():
            if evidence.place.kind == kind and evidence.reports > 1:
                evidence.reports += min(3, times) * 2
                evidence.owns = evidence.owns or kind == "city"


def _is_apart(one: Place, other: Place) -> bool:
    """Say whether neither of two places lies in the other."""
    return one.name not in (other.name, other.country, other.region) and other.name not in (one.country, one.region)

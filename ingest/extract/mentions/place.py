"""Countries, provinces, cities and groups in a text, and how each is used there.

`find_places(text)` gives one mention a name, from left to right, none overlapping another. A phrase for the members
of a group ("countries along the Belt and Road") is one mention; "China-ASEAN" and "Sino-Thai" are two. The cost is
linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from ingest.extract.folding import fold
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.gazetteer import Entry, Form, Sighting, gazetteer
from ingest.extract.spans import Mention

Role = Literal["plain", "container", "organisation", "dateline"]
_CITY_KINDS = ("city", "province")
_REACH = 80  # characters looked at on either side of a name


@dataclass(frozen=True, slots=True)
class Place:
    """A place as one mention uses it.

    `kind`: country, province, city, group, region. `country`: the country that it is or lies in; `region`: the
    province that a city lies in. `form`: name, alias, adjective ("Vietnamese"). `role`: container where it only says
    where another place lies ("south China's" Guangxi; Nanning, "Guangxi"), organisation where it is part of an
    organisation's name or says whose it is, dateline at the head of a report, else plain. `compound`: joined to
    another place by a dash. `possessive`: followed by 's. `members`: the phrase names a group's members.
    """

    name: str
    kind: str
    country: str | None
    region: str | None
    iso_code: str | None
    form: Form
    role: Role = "plain"
    compound: bool = False
    possessive: bool = False
    members: bool = False
    is_city: bool = False


@dataclass(slots=True)
class _Use:
    """A sighting on its way to a mention: which of several places it is, and what was found out about it."""

    start: int
    end: int
    form: Form
    entry: Entry
    role: Role = "plain"
    compound: bool = False
    possessive: bool = False
    members: bool = False


@dataclass(frozen=True, slots=True)
class _Signs:
    """The patterns around names, made of `place_words.yml`."""

    direction: re.Pattern[str]
    type_word: re.Pattern[str]
    between: re.Pattern[str]
    members: re.Pattern[str]
    along: re.Pattern[str]
    money: re.Pattern[str]
    adjective_money: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    surname: re.Pattern[str]


def find_places(text: str) -> list[Mention[Place]]:
    """Find every place that the text names."""
    folded = fold(text)
    signs = _signs()
    sightings = [s for s in gazetteer().sightings(folded) if s.entries]
    seen = {entry.name for s in sightings for entry in s.entries}
    uses = [_Use(s.start, s.end, s.form, _meant(s, seen)) for s in sightings]
    uses = [use for use in uses if not _is_money(folded, use, signs)]
    end = 0
    for use in uses:
        _widen(folded, use, end, signs)
        end = use.end
    _join(folded, uses)
    uses = [use for n, use in enumerate(uses) if _is_place(folded, uses, n, signs)]
    _mark_containers(folded, uses, signs)
    _mark_datelines(folded, uses)
    return [_mention(text, use) for use in uses]


def _mention(text: str, use: _Use) -> Mention[Place]:
    entry = use.entry
    is_city = entry.kind == "city" or "city" in entry.flags
    place = Place(
        entry.name, entry.kind, entry.country, entry.region, entry.iso_code, use.form,
        use.role, use.compound, use.possessive, use.members, is_city,
    )  # fmt: skip
    return Mention(use.start, use.end, text[use.start : use.end], place)


# --- which place, and whether it is one -----------------------------------------------------------------------------


def _meant(sighting: Sighting, seen: set[str]) -> Entry:
    """Of places that share a name, the one whose province the text names too, else the best known."""
    for entry in sighting.entries:
        if entry.region in seen:
            return entry
    return sighting.entries[0]


def _is_money(folded: str, use: _Use, signs: _Signs) -> bool:
    """Tell what names no economy: "U.S. dollars" and "US$" a currency, "non-ASEAN" all others."""
    money = signs.adjective_money if use.form == "adjective" else signs.money
    return bool(money.match(folded, use.end)) or folded.endswith("non-", 0, use.start)


def _is_place(folded: str, uses: list[_Use], number: int, signs: _Signs) -> bool:
    """Tell places from people and words that are spelt alike."""
    use = uses[number]
    before = folded[max(0, use.start - _REACH) : use.start]
    chinese = use.entry.country == "China" and use.entry.kind == "city"
    if chinese and not use.compound and signs.surname.search(before):
        return False
    if "namesake" in use.entry.flags:
        return use.compound or use.possessive or not _beside_a_name(folded, use, uses, number)
    if "ambiguous" not in use.entry.flags:
        return True
    listed = any(0 <= number + step < len(uses) and _is_list_gap(folded, use, uses[number + step]) for step in (-1, 1))
    return use.compound or listed or bool(signs.before.search(before) or signs.after.match(folded, use.end))


def _beside_a_name(folded: str, use: _Use, uses: list[_Use], number: int) -> bool:
    """Say whether a capitalised word that is no place stands directly beside: Michael Jordan, Jordan Smith."""
    after = re.compile(r" (?!U\.S)[A-Z][a-z]").match(folded, use.end)
    if after and not (number + 1 < len(uses) and uses[number + 1].start == use.end + 1):
        return True
    before = re.search(r"(?<![.!?:] )(?<!^)\b([A-Z][a-z]+|[A-Z]\.) $", folded[max(0, use.start - _REACH) : use.start])
    return bool(before) and not (number > 0 and uses[number - 1].end == use.start - 1)


def _is_list_gap(folded: str, one: _Use, other: _Use) -> bool:
    first, second = (one, other) if one.start < other.start else (other, one)
    return folded[first.end : second.start] in (", ", " and ", ", and ", " or ")


# --- how far the mention reaches ------------------------------------------------------------------------------------


def _widen(folded: str, use: _Use, floor: int, signs: _Signs) -> None:
    """Take in what belongs to the name: "Guangxi Zhuang Autonomous Region", "south China", "ASEAN members".

    It never reaches back over `floor`, the end of the mention before.
    """
    entry = use.entry
    before = folded[max(floor, use.start - _REACH) : use.start]
    if entry.kind in _CITY_KINDS and use.form != "adjective":
        found = signs.type_word.match(folded, use.end)
        use.end = found.end() if found else use.end
    if entry.kind in ("group", "region") and entry.name != "World":
        _widen_to_members(folded, before, use, signs)
    use.possessive = folded.startswith(("'s", "' "), use.end)
    if entry.kind in ("country", "province") and use.form != "adjective":
        _widen_to_direction(folded, before, use, signs)


def _widen_to_members(folded: str, before: str, use: _Use, signs: _Signs) -> None:
    after = signs.members.match(folded, use.end)
    along = signs.along.search(before)
    if after:
        use.end = after.end()
    elif along:
        use.start -= along.end() - along.start()
    use.members = bool(after or along)


def _widen_to_direction(folded: str, before: str, use: _Use, signs: _Signs) -> None:
    """Take "southern Vietnam" as a part of Vietnam, named as written; not "China's southern Hainan"."""
    found = signs.direction.search(before)
    if found is None or before.endswith("'s ", 0, found.start()):
        return
    use.start -= found.end() - found.start()
    entry = use.entry
    region = entry.name if entry.kind == "province" else None
    name = re.sub(" +", " ", folded[use.start : use.end])
    use.entry = replace(entry, name=name, kind="region", region=region, iso_code=None, flags=frozenset())
    use.form = "name"


def _join(folded: str, uses: list[_Use]) -> None:
    """Mark places that a dash joins; a name that a direction has widened onto its neighbour gives way."""
    for left, right in pairwise(uses):
        if re.fullmatch(" ?[-/] ?", folded[left.end : right.start]):
            left.compound = right.compound = True


# --- what the mention does ------------------------------------------------------------------------------------------


def _mark_containers(folded: str, uses: list[_Use], signs: _Signs) -> None:
    """Mark places that only say where their neighbour lies, before it or behind it."""
    inner: _Use | None = None  # the place about which "..., capital of south China's Guangxi" speaks
    for left, right in pairwise(uses):
        gap = folded[left.end : right.start]
        near = len(gap) <= _REACH and signs.between.fullmatch(gap) is not None and not right.compound
        if near and left.entry.holds(right.entry) and _leads_in(left, gap):
            left.role = "container"
        if inner is None or not near:
            inner = left
        led = not gap.startswith(("'s", " and")) or left.role == "container"
        if near and led and right.entry.holds(inner.entry):
            right.role = "container"
        else:
            inner = None


def _leads_in(use: _Use, gap: str) -> bool:
    """ "China's", "the Thai", "south China's" and "Guangxi" lead in a place of theirs; "Vietnam, Hanoi" does not."""
    return not gap.startswith(",") or use.entry.kind == "region"


def _mark_datelines(folded: str, uses: Iterable[_Use]) -> None:
    """NANNING, Sept. 3 (Xinhua) --"""
    for use in uses:
        if folded[use.start : use.end].isupper() and _DATELINE.match(folded, use.end) and use.entry.kind != "group":
            use.role = "dateline"


_DATELINE = re.compile(
    r"(?:, [A-Z][\w' ]{2,20})?"  # VIENTIANE, Laos
    r"(?:, (?:\w{3,9}\.? \d{1,2}|\d{1,2} \w{3,9})(?:, \d{4})?)?"  # Sept. 25, 2012
    r"(?: \(\w[^()\n]{1,40}\))? ?-{1,2} "  # (Xinhua) --
)


# --- the patterns ---------------------------------------------------------------------------------------------------


def _signs() -> _Signs:
    return _patterns(*(tuple(words) for words in load_words("place_words.yml").items()))


def _words(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted((re.escape(fold(word)) for word in words), key=len, reverse=True)) + ")"


@lru_cache(maxsize=4)
def _patterns(*items: tuple[str, tuple[str, ...]]) -> _Signs:
    words = {name: _words(found) for name, found in items}
    member = rf"(?:(?:'s?)? (?:{words['members_before']} ){{0,2}}|-)(?:{words['members']} and )?{words['members']}\b"
    group = rf"\b(?:{words['members_before']} )?{words['members']}(?: and {words['members']})?"
    return _Signs(
        direction=re.compile(rf"\b(?:{words['directions']}(?: and |-))?{words['directions']} $", re.I),
        type_word=re.compile(rf" {words['types']}\b", re.I),
        between=re.compile(rf"(?:,| |'s|-|{words['between']}\b)*", re.I),
        members=re.compile(member, re.I),
        along=re.compile(rf"{group} {words['along']} (?:the )?(?:ten |10 )?$", re.I),
        money=re.compile(rf" ?\$| ?{words['money']}\b", re.I),
        adjective_money=re.compile(rf" (?:{words['money']}|{words['money_after_adjective']})\b", re.I),
        before=re.compile(rf"\b{words['before']} (?:the )?$", re.I),
        after=re.compile(rf" {words['after']}\b", re.I),
        surname=re.compile(rf"\b{words['surnames']} $"),
    )

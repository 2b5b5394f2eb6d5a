"""Countries, provinces, cities and groups in a text, and how each is used there.

`find_places(text)` gives one mention a name, from left to right, none overlapping another. A phrase for the members
of a group ("countries along the Belt and Road") is one mention; "China-ASEAN" and "Sino-Thai" are two. The cost is
linear in the text's length.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from ingest.extract.folding import fold
from ingest.extract.mentions.gazetteer import Entry, Form, Sighting, gazetteer
from ingest.extract.mentions.names import Name
from ingest.extract.mentions.organisation import read_names
from ingest.extract.mentions.place_signs import DASH, DATELINE, NAME_AFTER, NAME_BEFORE, Signs, place_signs
from ingest.extract.spans import Mention

Role = Literal["plain", "container", "organisation", "name", "dateline"]
_CITY_KINDS = ("city", "province")
_REACH = 80  # characters looked at on either side of a name
_AROUND = 30  # names looked at on either side to tell which of several places a name means


@dataclass(frozen=True, slots=True)
class Place:
    """A place as one mention uses it.

    `kind`: country, province, city, group, region. `country`: the country that it is or lies in; `region`: the
    province that a city lies in. `form`: name, alias, adjective ("Vietnamese"). `role`: container where it only says
    where another place lies ("south China's" Guangxi; Nanning, "Guangxi"), organisation where it is part of an
    organisation's name or says whose it is, name where it is part of another name (China-ASEAN Expo, China-Laos
    Railway), dateline at the head of a report, else plain. `compound`: joined to
    another place by a dash. `possessive`: followed by 's. `members`: the phrase names a group's members. `is_city`: it
    can be the city of a venue (Nanning, Singapore, Chiang Mai; not "Chiang Mai province").
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
    name_end: int  # where the bare name ends: Nan | province
    form: Form
    entry: Entry
    role: Role = "plain"
    compound: bool = False
    possessive: bool = False
    members: bool = False
    city: bool = False


def find_places(text: str) -> list[Mention[Place]]:
    """Find every place that the text names."""
    folded = fold(text)
    sightings = [s for s in gazetteer().sightings(folded) if s.entries]
    if not sightings:
        return []
    signs = place_signs()
    uses = [_use(sightings, number) for number in range(len(sightings))]
    uses = [use for use in uses if not _is_money(folded, use, signs)]
    end = 0
    apart = []
    for use in uses:
        if use.start < end:
            continue  # the "States" of "Arab States"
        _widen(folded, use, end, signs)
        end = use.end
        apart.append(use)
    uses = apart
    _mark_datelines(folded, uses)
    _join(folded, uses)
    uses = _merge_abbreviations(folded, uses, signs)
    uses = [use for n, use in enumerate(uses) if _is_place(folded, uses, n, signs)]
    _mark_containers(folded, uses, signs)
    names = read_names(folded)
    whole = {(s.start, s.end) for s in sightings}
    _mark_names(folded, uses, (n for n in names.things if (n.start, n.end) not in whole), "name")
    _mark_names(folded, uses, (n for n in names.organisations if (n.start, n.end) not in whole), "organisation")
    return [_mention(text, use) for use in uses]


def _mention(text: str, use: _Use) -> Mention[Place]:
    entry = use.entry
    place = Place(
        entry.name, entry.kind, entry.country, entry.region, entry.iso_code, use.form,
        use.role, use.compound, use.possessive, use.members, use.city,
    )  # fmt: skip
    return Mention(use.start, use.end, text[use.start : use.end], place)


# --- which place, and whether it is one -----------------------------------------------------------------------------


def _use(sightings: list[Sighting], number: int) -> _Use:
    sighting = sightings[number]
    entry = _meant(sightings, number) if len(sighting.entries) > 1 else sighting.entries[0]
    city = entry.kind == "city" or "city" in entry.flags
    return _Use(sighting.start, sighting.end, sighting.end, sighting.form, entry, city=city)


def _meant(sightings: list[Sighting], number: int) -> Entry:
    """Of places that share a name, the one whose province is named nearest to it, else the best known."""
    here = sightings[number]
    around = sightings[max(0, number - _AROUND) : number + _AROUND]
    near: dict[str, int] = {}
    for other in around:
        name, distance = other.entries[0].name, abs(other.start - here.start)
        near[name] = min(distance, near.get(name, distance))
    return min(here.entries, key=lambda entry: near.get(entry.region or "", sys.maxsize))


def _is_money(folded: str, use: _Use, signs: Signs) -> bool:
    """Tell what names no economy: "U.S. dollars" and "US$" a currency, "non-ASEAN" all others."""
    money = signs.adjective_money if use.form == "adjective" else signs.money
    if folded.startswith(" $", use.end) and use.end - use.start > len("U.S."):
        return False  # "and China $35 billion"
    if folded.startswith(("dollars", ".dollars"), use.end):
        return True  # "1.2 billion U.S.dollars"
    return bool(money.match(folded, use.end)) or folded.endswith("non-", 0, use.start)


def _is_place(folded: str, uses: list[_Use], number: int, signs: Signs) -> bool:
    """Tell places from people and words that are spelt alike."""
    use = uses[number]
    before = folded[max(0, use.start - _REACH) : use.start]
    chinese = use.entry.country == "China" and use.entry.kind == "city"
    if chinese and not use.compound and signs.surname.search(before):
        return False
    if "namesake" in use.entry.flags:
        return use.compound or use.possessive or not _beside_a_name(folded, uses, number, signs)
    if "ambiguous" not in use.entry.flags:
        return True
    listed = any(0 <= number + step < len(uses) and _is_list_gap(folded, use, uses[number + step]) for step in (-1, 1))
    return use.compound or listed or bool(signs.before.search(before) or signs.after.match(folded, use.name_end))


def _beside_a_name(folded: str, uses: list[_Use], number: int, signs: Signs) -> bool:
    """Say whether a capitalised word that is no place stands directly beside: Michael Jordan, Jordan Smith."""
    use = uses[number]
    after = NAME_AFTER.match(folded, use.end)
    if after and not (number + 1 < len(uses) and uses[number + 1].start == use.end + 1):
        return True
    before = NAME_BEFORE.search(folded[max(0, use.start - _REACH) : use.start])
    if before is None or before.group(1) in signs.openers:
        return False
    return not (number > 0 and uses[number - 1].end == use.start - 1)


def _is_list_gap(folded: str, one: _Use, other: _Use) -> bool:
    first, second = (one, other) if one.start < other.start else (other, one)
    return folded[first.end : second.start] in (", ", " and ", ", and ", " or ")


# --- how far the mention reaches ------------------------------------------------------------------------------------


def _widen(folded: str, use: _Use, floor: int, signs: Signs) -> None:
    """Take in what belongs to the name: "Guangxi Zhuang Autonomous Region", "south China", "ASEAN members".

    It never reaches back over `floor`, the end of the mention before.
    """
    entry = use.entry
    before = folded[max(floor, use.start - _REACH) : use.start]
    if entry.kind in _CITY_KINDS and use.form != "adjective":
        found = signs.type_word.match(folded, use.end)
        if found:
            use.end = found.end()
            use.city = use.city and found.group(1).lower() not in ("province", "state")
    if entry.kind in ("group", "region") and entry.name != "World":
        _widen_to_members(folded, before, use, signs)
    use.possessive = folded.startswith(("'s", "' "), use.end)
    if entry.kind in ("country", "province") and use.form != "adjective":
        _widen_to_direction(folded, before, use, signs)


def _widen_to_members(folded: str, before: str, use: _Use, signs: Signs) -> None:
    after = signs.members.match(folded, use.end)
    along = signs.along.search(before) if not before.endswith(("partners in ", "partners of ")) else None
    if after:
        use.end = after.end()
    elif along:
        use.start -= along.end() - along.start()
    use.members = bool(after or along)


def _widen_to_direction(folded: str, before: str, use: _Use, signs: Signs) -> None:
    """Take "southern Vietnam" as a part of Vietnam, named as written; not "China's southern Hainan"."""
    if before[:-1].rpartition(" ")[2].lower() not in signs.directions:
        return
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
    """Mark places that a dash or stroke joins, or nothing at all: "China ASEAN trade"."""
    for left, right in pairwise(uses):
        gap = folded[left.end : right.start]
        if left.role == "dateline":  # FUZHOU—Fujian's exports
            continue
        bare = gap == " " and {left.entry.kind, right.entry.kind} <= {"country", "group"} and right.form != "adjective"
        if bare or DASH.fullmatch(gap):
            left.compound = right.compound = True


def _merge_abbreviations(folded: str, uses: list[_Use], signs: Signs) -> list[_Use]:
    """Make one mention of "Gulf Cooperation Council (GCC) countries"."""
    merged: list[_Use] = []
    for use in uses:
        last = merged[-1] if merged else None
        if (
            last
            and last.entry == use.entry
            and folded[last.end : use.start] == " ("
            and folded[use.end : use.end + 1] == ")"
        ):
            last.end = use.end + 1
            members = signs.members.match(folded, last.end) if use.entry.kind == "group" else None
            last.end, last.members = (members.end(), True) if members else (last.end, last.members)
            last.possessive = folded.startswith("'s", last.end)
        else:
            merged.append(use)
    return merged


# --- what the mention does ------------------------------------------------------------------------------------------


def _mark_containers(folded: str, uses: list[_Use], signs: Signs) -> None:
    """Mark places that only say where their neighbour lies, before it or behind it."""
    inner: _Use | None = None  # the place about which "..., capital of south China's Guangxi" speaks
    for left, right in pairwise(uses):
        gap = folded[left.end : right.start]
        near = len(gap) <= _REACH and signs.between.fullmatch(gap) is not None and not right.compound
        if near and left.entry.holds(right.entry) and _leads_in(left, gap) and gap not in (" and ", " & "):
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


def _mark_names(folded: str, uses: list[_Use], names: Iterable[Name], role: Role) -> None:
    """Mark places inside a longer name, and those that own one: "China's Ministry of Commerce"."""
    starts = [use.start for use in uses]
    for name in names:
        for n in range(bisect_left(starts, name.start), bisect_left(starts, name.end)):
            if uses[n].role != "dateline":
                uses[n].role = role
        before = bisect_left(starts, name.start) - 1
        if before >= 0 and role == "organisation" and folded[uses[before].end : name.start] == "'s ":
            uses[before].role = role


def _mark_datelines(folded: str, uses: Iterable[_Use]) -> None:
    """NANNING, Sept. 25 (Xinhua) --"""
    for use in uses:
        opens = use.start == 0 or folded[use.start - 1] == "\n"
        in_capitals = folded[use.start : use.end].isupper()
        if use.entry.kind == "group" or not (in_capitals or (opens and use.entry.kind == "city")):
            continue
        found = DATELINE.match(folded, use.end)
        if found and (found.group() != "-" or use.entry.kind == "city"):
            use.role = "dateline"

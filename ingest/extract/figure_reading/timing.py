"""Which period of a sentence belongs to which statement, and which only names what a change is measured against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.extract.figure_reading.beside_periods import counts_since, in_relative, is_beside, is_day
from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.comparisons import is_comparison
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.words import words
from ingest.extract.mentions.period import Period

_BREAKS = (",", ";", "and", "while", "whereas", "but", ":")


@dataclass(slots=True)
class Timing:
    """The periods of a sentence, by the numbers of their chunks.

    `own` by the number of the group, `base` by the chunk of the base value, `lead` for all without one, `early` one
    before the first group that may date a base. `relative` are groups of the month or year before the one spoken of,
    `compared` those only compared with, `continued` those that go on with the subject before, `narrowed` those of a
    part of the time spoken of ("in August alone").
    """

    own: dict[int, int] = field(default_factory=dict)
    compared: set[int] = field(default_factory=set)
    continued: set[int] = field(default_factory=set)
    base: dict[int, int] = field(default_factory=dict)
    lead: int | None = None
    relative: set[int] = field(default_factory=set)
    narrowed: set[int] = field(default_factory=set)
    early: int | None = None

    def of(self, group: int) -> int | None:
        """Give the chunk of a group's period: its own, that of the group before it, the sentence's, the next one's."""
        if group in self.own:
            return self.own[group]
        if self.lead is not None:
            return self.lead
        for before in range(group - 1, -1, -1):
            if before in self.own and before not in self.compared:
                return self.own[before]
        after = group + 1
        if after in self.narrowed:
            return None
        while after in self.continued and after not in self.own:
            after += 1
        if after in self.continued and after in self.own and after not in self.compared:
            return self.own[after]
        if group in self.compared or group + 1 in self.compared or group + 1 in self.relative:
            return None
        return self.own.get(group + 1)


def assign_periods(chunks: Sequence[Chunk], groups: Sequence[Group]) -> Timing:
    """Give each period of the sentence to a group, to a base value, or to none."""
    timing = Timing(
        compared={n for n, group in enumerate(groups) if group.is_comparison},
        continued={n for n, group in enumerate(groups) if group.is_continued and not group.is_comparison},
    )
    since = counts_since(chunks)
    if since is not None and isinstance(told := chunks[since].value, Period) and told.bound == "in":
        chunks[since].value = replace(told, bound="since")
    bases = {q.at: n for n, group in enumerate(groups) for q in group.quantities if q.role == "base"}
    for at, chunk in enumerate(chunks):
        if not isinstance(chunk.value, Period) or chunk.value.form == "vague" or is_day(chunk.value):
            continue
        if is_beside(chunks, groups, at, has_one=bool(timing.own) or timing.lead is not None):
            continue
        base = _base_before(chunks, at, bases)
        base = _base_owned(chunks, at, bases) if base is None else base
        rated = _group_rated(chunks, groups, at)
        rated = _group_then(chunks, groups, at) if rated is None else rated
        if rated is not None:
            timing.own[rated] = at
            if rated and _is_set_against(chunks, groups, rated, at):
                timing.compared.add(rated)
        elif base is not None:
            timing.base.setdefault(base, at)
        elif not is_comparison(chunks, at):
            _give(chunks, groups, at, timing)
    timing.relative = {n for n, at in timing.own.items() if _is_of_before(chunks[at].value)}
    timing.narrowed = {n for n, at in timing.own.items() if n and [c.key for c in chunks[at + 1 : at + 2]] == ["alone"]}
    return timing


def _is_of_before(period: object) -> bool:
    """Say whether a period is told as the one before that spoken of: "36.7 percent growth in the previous month"."""
    return isinstance(period, Period) and period.form == "back" and period.anchor_offset is not None


def _group_rated(chunks: Sequence[Chunk], groups: Sequence[Group], at: int) -> int | None:
    """Find the rate that a period owns: "slower than June's 8.6 percent"."""
    if at + 1 >= len(chunks) or chunks[at + 1].key != "'s":
        return None
    near = next((n for n, g in enumerate(groups) if at < g.first <= at + 4), None)
    is_rate = (
        near is not None and groups[near].get("change") is not None and chunks[groups[near].first].kind == "percent"
    )
    return near if is_rate else None  # and "extending the previous month's 4.6 percent decline"


def _is_set_against(chunks: Sequence[Chunk], groups: Sequence[Group], rated: int, at: int) -> bool:
    """Say whether the rate of another period is only compared with: "slowing from June's 11.3 percent"."""
    between = chunks[max(groups[rated - 1].last + 1, at - 3) : at]
    return any(c.has("compare") or c.key in ("after", "following") for c in between)


def _group_then(chunks: Sequence[Chunk], groups: Sequence[Group], at: int) -> int | None:
    """Find the figure of a clause about a period: "25.9 percent more than in 2009, when it was 75.7 billion"."""
    if [c.key for c in chunks[at + 1 : at + 3]] != [",", "when"]:
        return None
    following = next((n for n, g in enumerate(groups) if g.first > at), None)
    if following is None or any(c.key == "," for c in chunks[at + 3 : groups[following].first]):
        return None
    return following


def _base_before(chunks: Sequence[Chunk], at: int, bases: dict[int, int]) -> int | None:
    """Find the base value that a period follows: "from 3.89 billion dollars in the same period last year"."""
    n = at - 1
    while n >= 0 and at - n <= 7:
        if n in bases:
            return n
        if chunks[n].is_quantity or chunks[n].key in (",", ";", "and", "while"):
            return None
        n -= 1
    return None


def _base_owned(chunks: Sequence[Chunk], at: int, bases: dict[int, int]) -> int | None:
    """Find the base value that a period owns: "from last year's 588 million dollars"."""
    of_level = {c.key for c in chunks[at + 1 : at + 3]} & words("compared_levels")
    if at + 1 >= len(chunks) or (chunks[at + 1].key != "'s" and not of_level):
        return None
    return next((n for n in range(at + 2, min(at + 6, len(chunks))) if n in bases), None)


def _give(chunks: Sequence[Chunk], groups: Sequence[Group], at: int, timing: Timing) -> None:
    period = chunks[at].value
    goes_back = (
        isinstance(period, Period)
        and period.form in ("same", "anchor", "so_far")
        and (period.year, period.year_offset, period.anchor_offset) == (None, None, None)
    )
    if (
        goes_back
        and (timing.lead is not None or timing.own)
        and not (_has_subject(chunks, groups, at) or _is_object(chunks, at))
    ):
        return
    if not groups or at < groups[0].first:
        if groups and at >= groups[0].left and _is_lead(chunks, at):
            timing.lead = at
        elif groups:
            is_apart = 0 in timing.own and any(c.key == ";" for c in chunks[timing.own[0] : at])
            if (
                is_apart
                or _begins_anew(chunks, timing.own.get(0), at, groups[0].first)
                or _narrows(chunks, timing.own.get(0, timing.lead), at)
            ):
                timing.own[0] = at
            timing.own.setdefault(0, at)
            timing.early = at
        return
    if any(one.last > other.first for one, other in pairwise(groups)):  # "254 billion last year and 121 billion in"
        _, nearest = max((q.at, n) for n, group in enumerate(groups) for q in group.quantities if q.at < at)
        timing.own.setdefault(nearest, at)
        return
    for n, group in enumerate(groups):
        following = groups[n + 1] if n + 1 < len(groups) else None
        if at <= group.last or following is None:
            if n == 0 and timing.own.get(0) == timing.early and _overrides(chunks, group, timing.early, at):
                timing.own[0] = at
            timing.own.setdefault(n, at)
            return
        if at < following.first:
            owner = n + 1 if _opens_clause(chunks, group.last, at) or _is_of_next(chunks, group, at) else n
            if owner == n and n in timing.own and timing.own[n] > group.first:
                owner = n + 1
            timing.own.setdefault(owner, at)
            return


def _begins_anew(chunks: Sequence[Chunk], earlier: int | None, at: int, end: int) -> bool:
    """Say whether a clause of its own tells what is counted: "became the first partner in H1, and last year trade"."""
    period = chunks[at].value
    if earlier is None or in_relative(chunks, at) or not isinstance(period, Period):
        return False
    if period.year is None and not period.year_offset:
        return False  # "when I came, in 2001, the whole year's trade was"
    head = next((n for n in range(earlier + 1, end) if "ind" in chunks[n].tags), None)
    if head is None or earlier < 4:
        return False
    return any(chunks[n].key in (*_BREAKS, "that") for n in range(earlier + 1, min(head, at)))


def _overrides(chunks: Sequence[Chunk], group: Group, early: int | None, at: int) -> bool:
    """Say whether a period behind an amount dates it, and not the one before it.

    "Since the first fair in 2004 it has grown from A to B in 2023", "to expand in the first half and hit C in 2018".
    """
    if early is None:
        return False
    of_base = "base" in [q.role for q in group.quantities] or in_relative(chunks, early)
    return of_base or _is_of_other_deed(chunks, group, early, at)


def _is_of_other_deed(chunks: Sequence[Chunk], group: Group, early: int, at: int) -> bool:
    """Say whether a period behind an amount is that of its verb, and the one before that of another verb."""
    if any(c.key not in words("period_links") for c in chunks[group.last + 1 : at]):
        return False
    between = chunks[early + 1 : group.first]
    joined = next((n for n, c in enumerate(between) if c.key in ("and", "before", "to")), None)
    deeds = between[joined + 1 :] if joined is not None else ()
    moves = any(c.has("up_verb", "down_verb", "forecast") for c in chunks[:early])
    return moves and not any("ind" in c.tags for c in between) and any(c.has("value", "up_verb") for c in deeds)


def _narrows(chunks: Sequence[Chunk], whole: int | None, at: int) -> bool:
    """Say whether months stand behind the year that they are of: "Then came this year: in January to July, trade"."""
    year, part = chunks[whole].value if whole is not None else None, chunks[at].value
    if not isinstance(year, Period) or not isinstance(part, Period) or (year.form, year.unit) != ("span", "year"):
        return False
    is_part = part.form == "span" and part.unit != "year" and part.bound == "in"
    return is_part and part.year is None and year.bound == "in" and chunks[at - 2].key == ":"


def _has_subject(chunks: Sequence[Chunk], groups: Sequence[Group], at: int) -> bool:
    """Say whether a subject of its own stands before a period: "taking its imports in the seven months to"."""
    before = next((g for g in reversed(groups) if g.last < at), None)
    return before is not None and _is_of_next(chunks, before, at)


def _is_of_next(chunks: Sequence[Chunk], group: Group, at: int) -> bool:
    """Say whether a period belongs to the next subject, named before it: "bringing the surplus since May to"."""
    start = max(group.last, group.head_after or 0) + 1
    head = next((n for n in range(at - 1, start, -1) if "ind" in chunks[n].tags), None)
    return head is not None and any(c.key in _BREAKS for c in chunks[start:head])


def _is_lead(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a period opens the sentence: "In 2024, ..."."""
    return at <= 3 and all(c.kind in ("word", "phrase", "mark") and c.key in words("period_links") for c in chunks[:at])


def _is_object(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a period is a verb's object: "ended the half year at", "bringing the five-month tally to"."""
    before = chunks[at - 1 - (at > 1 and chunks[at - 1].key == "the")]
    return at > 0 and before.key in words("ends") | words("brings")


def _tells_in_brackets(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a bracket tells the figure of another period: "(June: 5 billion)", "(June surplus 8.25 billion)"."""
    for chunk in chunks[at + 1 : at + 5]:
        if chunk.is_quantity:
            return True
        if chunk.kind == "mark" and chunk.key != ":":
            return False
    return False


def _opens_clause(chunks: Sequence[Chunk], last: int, at: int) -> bool:
    """Say whether a period between two groups begins the clause of the second one."""
    n = at - 1
    if n > last and chunks[n].key == "(" and _tells_in_brackets(chunks, at):
        return True
    if _is_object(chunks, at):
        n -= 1 + (chunks[n].key == "the")
    n -= n > last and chunks[n].key == "with"  # ", with December up 6.8 percent"
    while n > last and chunks[n].key in words("period_links"):
        n -= 1
    return n > last and chunks[n].key in _BREAKS

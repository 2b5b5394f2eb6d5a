"""Periods of a sentence that date none of its figures: of an event, a record, an aside, of what was before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.comparisons import is_comparison
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.words import words
from ingest.extract.mentions.period import Period


def is_beside(chunks: Sequence[Chunk], groups: Sequence[Group], at: int, *, has_one: bool) -> bool:
    """Say whether a period dates no figure; `has_one` tells that another period of the sentence does already."""
    if _is_since_change(chunks, at) or _dates_event(chunks, at) or _is_earlier(chunks, at):
        return True
    if _is_left_behind(chunks, groups, at) or _is_begun_before(chunks, at) or _is_cause(chunks, groups, at):
        return True
    if counts_since(chunks) == at and any(_is_stand(c) for c in chunks[at + 1 :]):
        return True
    if _is_of_plan(chunks, at) or (has_one and _is_of_average(chunks, at)):
        return True
    return _is_aside(chunks, groups, at, has_one=has_one) or _is_record(chunks, at, has_one=has_one)


def counts_since(chunks: Sequence[Chunk]) -> int | None:
    """Find the period of a clause that tells since when is counted: "Since its opening in December 2021, it has"."""
    at = next((n for n, c in enumerate(chunks) if c.key in words("counts_since")), None)
    if at is None:
        return 0 if chunks and isinstance(p := chunks[0].value, Period) and p.bound == "since" else None
    for n in range(at + 1, min(at + 14, len(chunks))):
        if chunks[n].kind == "period":
            is_begun = any(c.key.split()[-1] in words("beginnings") for c in chunks[at + 1 : n])
            return n if is_begun else None
        if chunks[n].kind == "mark" and chunks[n].key not in ("-", "'s"):
            return None
    return None


def _is_stand(chunk: Chunk) -> bool:
    """Say whether a period tells up to when is counted: "as of July", "by the end of 2020", "to date"."""
    period = chunk.value
    return isinstance(period, Period) and (period.bound in ("as_of", "by") or period.form == "so_far")


def _is_of_plan(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a year is only that of a plan of which a part is told: "8.6 percent of the year's plan"."""
    behind = [c.key for c in chunks[at + 1 : at + 3]]
    is_owner = behind[:1] == ["'s"] and behind[1:] and behind[1] in words("plans")
    return bool(is_owner) and any(c.kind == "percent" for c in chunks[max(0, at - 4) : at])


def _is_of_average(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether years are only those over which a rate is an average: "4 billion, 18 percent a year in 2011-2015"."""
    period = chunks[at].value
    if not isinstance(period, Period) or period.form != "years":
        return False
    near = list(takewhile(lambda c: c.kind != "money", reversed(chunks[max(0, at - 12) : at])))
    return any(c.has("average") for c in near) and any(c.kind == "percent" for c in near)


def _is_earlier(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether what happened earlier is told: "earlier this month, the ministry reported", "later in the year"."""
    before = at - 1 - (at > 1 and chunks[at - 1].key == "in")
    return before >= 0 and chunks[before].key in ("earlier", "later")


def _is_left_behind(chunks: Sequence[Chunk], groups: Sequence[Group], at: int) -> bool:
    """Say whether a sentence opens with what was before: "After a poor 2014, exports came to 4.6 billion in 2015"."""
    if not groups or at >= groups[0].first or [c.key for c in chunks[at + 1 : at + 2]] != [","]:
        return False
    opening = next((n for n in range(at - 1, -1, -1) if chunks[n].key in (*words("leaves_behind"), ",", ";")), None)
    if opening is None or chunks[opening].key in (",", ";") or at - opening < 2:
        return False
    tells_more = any(c.key not in words("period_links") for c in chunks[opening + 1 : at])
    return tells_more and _is_dated_behind(chunks, at, len(chunks))


def _is_cause(chunks: Sequence[Chunk], groups: Sequence[Group], at: int) -> bool:
    """Say whether commas enclose what happened then: "Shipments, hit hard when rules were tightened in 2012, rose"."""
    if not groups or at >= groups[0].first or [c.key for c in chunks[at + 1 : at + 2]] != [","]:
        return False
    opens = next((n for n in range(at - 1, 0, -1) if chunks[n].key in (",", ";")), 0)
    return opens > 0 and any(c.key in words("leads_cause") for c in chunks[opens + 1 : at])


def _is_begun_before(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a year is told only as begun: "began the year with exports of 3 billion in January"."""
    if not at or chunks[at - 1].key not in words("begins"):
        return False
    stop = next((n for n in range(at, len(chunks)) if chunks[n].key in (";", "and", "but", "while")), len(chunks))
    return _is_dated_behind(chunks, at, stop)


def _is_dated_behind(chunks: Sequence[Chunk], at: int, stop: int) -> bool:
    """Say whether a period that isn't only compared with stands behind."""
    later = [n for n in range(at + 1, stop) if isinstance(chunks[n].value, Period)]
    return any(not is_comparison(chunks, n) and not (chunks[n - 1].has("compare")) for n in later)


def _is_aside(chunks: Sequence[Chunk], groups: Sequence[Group], at: int, *, has_one: bool) -> bool:
    """Say whether a period only explains the one before: "in fiscal year 2014, which began in October, it was"."""
    is_bracketed = at > 1 and chunks[at - 1].key == "(" and [c.key for c in chunks[at + 1 : at + 2]] == [")"]
    if is_bracketed and isinstance(chunks[at - 2].value, Period):
        return True  # "in the fiscal year 2023-24 (April-March)", "from April to March (FY 2023-24)"
    if has_one and ((at > 5 and _opens_apposition(chunks, at)) or _owns_part(chunks, at)):
        return True
    return bool(groups) and at < groups[0].first and has_one and in_relative(chunks, at)


def _owns_part(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a fiscal year is that of the part before it: "the nine months to December of fiscal 2015-16"."""
    year = chunks[at].value
    if not isinstance(year, Period) or (year.form != "fiscal" and year.unit != "fiscal") or at < 1:
        return False
    part = chunks[at - 1 - (chunks[at - 1].key in ("of", "in")) if at > 1 else 0].value
    is_part = isinstance(part, Period) and part.form == "span" and part.bound == "in" and part.unit != "year"
    return is_part and isinstance(part, Period) and (part.first_month, part.last_month) != (1, 12)


def _opens_apposition(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a year only tells of which the month before is one: "April, the first month of the new year,"."""
    comma = next((n for n in range(at - 1, max(0, at - 8), -1) if chunks[n].key == ","), None)
    if comma is None or chunks[comma - 1].kind != "period" or chunks[comma + 1].key != "the":
        return False
    return any(c.key == "of" for c in chunks[comma:at]) and [c.key for c in chunks[at + 1 : at + 2]] == [","]


def _is_record(chunks: Sequence[Chunk], at: int, *, has_one: bool) -> bool:
    """Say whether a period only tells in what time nothing was like it: "for the first time since 1997"."""
    period = chunks[at].value
    if isinstance(period, Period) and period.bound == "since":
        before = chunks[max(0, at - 3) : at]
        if any(_is_in_a_row(chunks, n) for n in range(max(0, at - 5), at)):
            return True  # "the 234th consecutive month of surplus since"
        return any(c.key in words("records") for c in before) or any(c.key in words("ever") for c in before[-1:])
    if not has_one:
        return False  # "the fastest growth in March": of no other period is spoken
    n = at - 1
    while n > 0 and chunks[n].key in words("of_records"):
        n -= 1
    return chunks[n].key in words("superlatives")  # "the quickest pace this year"


def _is_in_a_row(chunks: Sequence[Chunk], at: int) -> bool:
    return chunks[at].key in words("in_a_row") and chunks[at + 1].key.rstrip("s") in ("month", "quarter", "year")


def _is_since_change(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a period only tells from when on a figure changed: "has more than tripled since 2019"."""
    period = chunks[at].value
    if not isinstance(period, Period) or period.bound != "since":
        return False
    for chunk in reversed(chunks[:at]):
        if chunk.kind in ("mark", "money", "period"):
            return False
        if chunk.kind == "percent" or chunk.has("up_verb", "down_verb", "no_change"):
            return True
    return False


def _dates_event(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether days are those of a gathering: "the expo, which was held in Changsha from June 29 to July 2"."""
    period = chunks[at].value
    if not isinstance(period, Period):
        return False
    if period.bound == "since" and in_relative(chunks, at):
        return True  # "with whom it has had an agreement since 2010"
    if period.bound == "since":
        return False
    for n in range(at - 1, -1, -1) if period.first_day is not None else ():
        if chunks[n].key in (",", ";", ":"):
            return False
        if chunks[n].key in words("of_events"):
            return True
    return False


def is_day(period: Period) -> bool:
    """A single day dates the report, not the figure."""
    is_one = period.first_day is not None and (period.first_month, period.first_day) == (
        period.last_month,
        period.last_day,
    )
    return is_one and period.bound == "in"


def in_relative(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a period stands in a relative clause: "ASEAN, whose chair changes in 2015, traded ..."."""
    for n in range(at - 1, -1, -1):
        if chunks[n].key == ",":
            return any(c.key in ("whose", "which", "who", "whom", "where") for c in chunks[n + 1 : n + 4])
    return False

"""What a change is measured against: the year before, the month before, another base."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.quantities.quantity import DOWN, UP
from ingest.extract.figure_reading.words import words
from ingest.extract.mentions.period import Period

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")


def change_basis(chunks: Sequence[Chunk], at: int) -> str:
    """Read what a change is measured against; on the year where the page names no other base."""
    after = _stretch(chunks, range(at + 1, min(len(chunks), at + 14)))
    before = _stretch(chunks, range(at - 1, max(-1, at - 10), -1))
    for near in (after, before):
        if any(c.has("mom") and not _only_counts_months(chunks, c) for c in near):
            return "mom"
        if any(c.has("qoq") for c in near):
            return "other"
        if near is before and any(c.has("average") for c in near[:2]):
            return "other"  # "11.6 percent year on year and by an average of 28.3 percent"
        if any(c.has("average") for c in near[:4]) and not any(c.has("yoy") and not c.has("average") for c in near):
            return "other"
        if any(c.has("yoy") for c in near):
            return "other" if near is after and _is_yearly(chunks, at) else "yoy"
        if near is after and (named := _named_base(chunks, at, at + 1 + len(after))) is not None:
            return named
    for start in (max((n + 1 for n in range(at) if chunks[n].key in (";", "and", "while")), default=0), 0):
        is_adverb = not chunks[start].tags and [c.key for c in chunks[start + 1 : start + 2]] == [","]
        behind = start + 2 if is_adverb else start  # "However, on a month-on-month basis, they"
        comma = next((n for n in range(behind, min(behind + 9, at)) if chunks[n].key == ","), start)
        if any(c.has("mom") for c in chunks[start:comma]):
            return "mom"  # "on a month-on-month basis, they rose 12.2 percent"
        if any(c.has("qoq") for c in chunks[start:comma]):
            return "other"
    opening = (
        next((c for c in chunks[1:4] if c.kind == "period"), None) if chunks and chunks[0].has("compare") else None
    )
    if opening and isinstance(opening.value, Period):
        return _basis_of(opening.value)
    return "yoy"


def _only_counts_months(chunks: Sequence[Chunk], chunk: Chunk) -> bool:
    """Say whether months are only counted, or own another rate: "the 10th straight monthly gain"."""
    at = next(n for n, c in enumerate(chunks) if c is chunk)
    if at and (chunks[at - 1].key in words("in_a_row") or _ORDINAL.fullmatch(chunks[at - 1].key)):
        return chunk.key.startswith("monthly")
    return _owns_rate(chunks, at)


def _owns_rate(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a period has a rate of its own: "a turnaround from the previous month's 3.5 percent"."""
    owns = [c.key for c in chunks[at + 1 : at + 2]] == ["'s"]
    return owns and any(c.kind == "percent" for c in chunks[at + 2 : at + 5])


def _is_yearly(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a rate is that of each of several years: "averaging growth of 20 percent annually"."""
    if at and chunks[at - 1].key.endswith("average of"):
        return True  # "at an average of 22 percent on a year-on-year basis"
    if chunks[at + 1].key not in ("annually", "yearly", "every year"):
        return False
    before = chunks[max(0, at - 14) : at]
    return any(
        c.has("average") or c.key == "been" or (isinstance(p := c.value, Period) and p.form in ("vague", "years"))
        for c in before
    )


def _stretch(chunks: Sequence[Chunk], numbers: range) -> list[Chunk]:
    """Give the chunks up to another quantity or clause."""
    near: list[Chunk] = []
    for n in numbers:
        if chunks[n].kind == "percent" or chunks[n].key in (";", "while", "but", ":", "whereas"):
            break
        if chunks[n].key == ("," if numbers.step < 0 else "and"):
            break
        if chunks[n].key == "," and n + 1 < len(chunks) and chunks[n + 1].key in words("turning"):
            break  # "5.9 percent higher than in June, narrowing the year-on-year fall to"
        if numbers.step > 0 and chunks[n].key == "," and _tells_other_basis(chunks[n + 1 : n + 3]):
            break  # "year on year down 3.2 percent, month on month up 5.6 percent"
        near.append(chunks[n])
    return near


def _tells_other_basis(behind: Sequence[Chunk]) -> bool:
    return len(behind) > 1 and behind[0].has("yoy", "mom", "qoq") and behind[1].has(*UP, *DOWN)


def _named_base(chunks: Sequence[Chunk], at: int, end: int) -> str | None:
    """Compared with March: on the month; from the previous expo, from the second quarter: another base."""
    near = range(at + 1, min(end, len(chunks) - 1))
    for n in (n for n in near if not _owns_rate(chunks, n + 1)):
        chunk, following = chunks[n], chunks[n + 1]
        if _is_month_before(chunks, n):
            return "mom"
        if (beside := _other_month(chunks, at, n) or _told_before(chunks, n) or _beside_base(chunks, n)) is not None:
            return beside
        period = chunk.value
        if isinstance(period, Period) and period.bound == "since" and not _stops_base(chunks[at + 1 : n]):
            return "other"  # "up 30 percent since 2019"
        if (chunk.has("compare") or chunk.has("up_word", "down_word")) and _is_event(chunks[n + 1 : n + 6]):
            return "other"
        if chunk.has("compare") and chunk.key not in ("over", "on", "above", "below"):
            for target in chunks[n + 1 : n + 6]:
                if isinstance(target.value, Period):
                    return _basis_of(target.value)
                if target.key in words("compared_events") and target.key != "one":
                    return "other"
                if target.is_quantity:
                    break
            if following.key in ("the", "previous") and any(
                c.key in words("compared_events") for c in chunks[n + 1 : n + 5] if c.key != "one"
            ):
                return "other"
    return None


def _told_before(chunks: Sequence[Chunk], at: int) -> str | None:
    """Compare with a period that another tells: "over the same month last year", "below the previous quarter"."""
    if chunks[at].key not in ("over", "on", "above", "below", "from"):
        return None
    behind = (c.value for c in chunks[at + 1 : at + 4] if c.key not in words("before_compared_period"))
    period = next(behind, None)
    return _basis_of(period) if isinstance(period, Period) and period.form in ("same", "back") else None


def _beside_base(chunks: Sequence[Chunk], at: int) -> str | None:
    """Compare with the period of a base value: "up 150 percent from 166.5 million dollars in the previous month"."""
    if not chunks[at].has("compare"):
        return None
    money = next((n for n in range(at + 1, min(at + 4, len(chunks))) if chunks[n].kind == "money"), None)
    behind = chunks[money + 1 : money + 4] if money is not None else ()
    period = next((c.value for c in behind if c.key not in ("in", "of", "for", "recorded", "posted", "the")), None)
    return _basis_of(period) if isinstance(period, Period) and period.form == "back" else None


def _stops_base(between: Sequence[Chunk]) -> bool:
    """Say whether what stands before "since" is none of the change: "down 5 percent, the first fall since 2009"."""
    return any(c.kind == "mark" or c.key in words("records") for c in between)


def _is_event(near: Sequence[Chunk]) -> bool:
    """Say whether an earlier event is named: "the previous session", "at the third fair"."""
    keys = [c.key for c in takewhile(lambda c: c.kind != "period", near)]
    return any(k in words("compared_events") for k in keys) and any(
        k in words("earlier_editions") or (k[:1].isdigit() and k[-2:] in ("st", "nd", "rd", "th")) for k in keys
    )


def _is_month_before(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a bare month is compared with: "up on December", "3 percent on June", "above the level of May"."""
    behind = [c for c in chunks[at + 1 : at + 4] if c.key not in ("the", "that", "those", "of", "in", "its", "level")]
    key, target = chunks[at].key, behind[0].value if behind else None
    compares = key in ("over", "on", "above", "below", "from") or (
        key.endswith(" on") and chunks[at].has("up_word", "down_word")
    )
    return compares and isinstance(target, Period) and target.is_bare_month


def _other_month(chunks: Sequence[Chunk], at: int, compares: int) -> str | None:
    """Compare the month of the sentence with one that is named with its year: "in June, up 15 from May 2020"."""
    target = chunks[compares + 1].value
    if not chunks[compares].has("compare") or not isinstance(target, Period) or not target.is_month:
        return None
    told = (n for n in range(at) if not (n and chunks[n - 1].has("compare")))
    main = next((p for n in told if isinstance(p := chunks[n].value, Period) and p.is_month), None)
    if main is None or main.first_month == target.first_month:
        return None
    return "mom" if (main.first_month - target.first_month) % 12 == 1 else "other"


def _basis_of(period: Period) -> str:
    names_year = period.year is not None or period.year_offset is not None or period.anchor_offset is not None
    names_year = names_year and period.form != "back"  # "the previous month" counts from the month
    if period.unit == "month" and not names_year and period.form in ("span", "back"):
        return "mom"
    if period.unit in ("quarter", "half") and period.form == "back":
        return "other"
    if period.anchor_offset is not None and period.anchor_offset < -1:
        return "other"  # five years earlier
    return "yoy"

"""What each amount and percentage of a sentence is to its statement: value, second currency, base, change, share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.mentions.money import Money
from ingest.extract.mentions.percentage import Percentage
from ingest.extract.mentions.period import Period

UP = ("up_verb", "up_noun", "up_word")
DOWN = ("down_verb", "down_noun", "down_word")
_VERBS = ("up_verb", "down_verb")
_NOUNS = ("up_noun", "down_noun")
_WEAK = ("word", "phrase")
_REACH = 9  # chunks between a percentage and the word that gives its direction


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount or percentage with its role.

    role: value, alt, base, delta, change, share, points, none. `number` is signed for a change. `basis` is yoy, mom or other
    for a change. `at` is its chunk; `reason` says why a number of role none is no figure.
    """

    at: int
    role: str
    number: float
    currency: str | None = None
    qualifier: str | None = None
    basis: str | None = None
    reason: str | None = None


def read_quantities(chunks: Sequence[Chunk]) -> list[Quantity]:
    """Give every amount and percentage of a sentence its role, in order."""
    found: list[Quantity] = []
    for at, chunk in enumerate(chunks):
        if isinstance(chunk.value, Money):
            found.append(_money(chunks, at, chunk.value, found))
        elif isinstance(chunk.value, Percentage):
            found.append(_percentage(chunks, at, chunk.value, found))
    return found


_COMPARED = ("more than", "less than", "higher than", "lower than")
_SOFT = frozenset(
    [
        "about",
        "around",
        "some",
        "approximately",
        "roughly",
        "nearly",
        "almost",
        "over",
        "just",
        "another",
        "further",
        "a",
        "an",
        "the",
        "mere",
    ]
)


def _money(chunks: Sequence[Chunk], at: int, money: Money, before: list[Quantity]) -> Quantity:
    role, reason = "value", None
    left = _skip_soft(chunks, at)
    key = chunks[left].key if left >= 0 else ""
    previous = before[-1] if before else None
    if _is_second_currency(chunks, at, money, previous):
        role = "alt"
    elif left >= 0 and _is_difference(chunks, left):
        role, reason = "delta", "a difference, not a value"
    elif key in ("from", "against", "versus", "vs", "than") or (
        left >= 0 and chunks[left].has("compare") and len(key) > 5
    ):
        role = "value" if at + 1 < len(chunks) and chunks[at + 1].key == "that" else "base"
        if key == "than":
            money = replace(money, qualifier="exact")
    elif left >= 0 and chunks[at - 1].key == "the" and chunks[at - 2].key in ("below", "above") and before:
        role, money = "base", replace(money, qualifier="exact")
    elif any(c.key in ("unit", "units") for c in chunks[max(0, at - 3) : at]):
        role, reason = "none", "the unit of a table"
    elif any(c.has("compare") and c.key.startswith("compare") for c in chunks[max(0, at - 5) : at]) and before:
        role = "base"
    elif _per_unit(chunks, at):
        role, reason = "none", "an amount per unit or person"
    return Quantity(at, role, money.amount, money.currency, money.qualifier, reason=reason)


def _skip_soft(chunks: Sequence[Chunk], at: int) -> int:
    """Give the chunk before an amount that is no word of exactness (they belong to the amount's qualifier)."""
    left = at - 1
    while left >= 0:
        chunk = chunks[left]
        two = f"{chunks[left - 1].key} {chunk.key}" if left else ""
        if chunk.key in _SOFT or (chunk.kind == "period" and chunk.key in ("the year",)):
            left -= 1
        elif two in _COMPARED and left >= 2 and (chunks[left - 2].kind == "percent" or chunks[left - 2].has("yoy")):
            break  # "16.2 percent more than the 701 million of a year earlier" compares
        elif two == "up to" and left >= 2 and chunks[left - 2].key in ("added", "add", "adds", "adding"):
            break
        elif two in (
            "more than",
            "less than",
            "close to",
            "up to",
            "at least",
            "as much",
            "shy of",
            "higher than",
            "not less",
        ):
            left -= 2
        elif chunk.key in ("estimated", "exceeding", "approximately"):
            left -= 1
        else:
            break
    return left


def _is_second_currency(chunks: Sequence[Chunk], at: int, money: Money, previous: Quantity | None) -> bool:
    """115.2 billion Singapore dollars ($91.4 billion); 5 billion yuan, or about 700 million dollars."""
    if previous is None or previous.role not in ("value", "base") or previous.currency == money.currency:
        return False
    gap = [c.key for c in chunks[previous.at + 1 : at]]
    if not gap or len(gap) > 6:
        return bool(not gap)
    opens = "(" in gap and ")" not in gap
    names_another = gap[0] in ("or", "/", "equivalent to", "equal to") or (
        gap[0] == "," and len(gap) > 1 and gap[1] in ("or", "equivalent to")
    )
    return opens or names_another


def _is_difference(chunks: Sequence[Chunk], left: int) -> bool:
    """Up 5 billion, a drop of 5 billion, rose by 5 billion: the amount is the change itself."""
    chunk = chunks[left]
    if chunk.has(*_VERBS) and not chunk.has("value") and not chunk.key.endswith((" to", " of")):
        return True
    if chunk.key not in ("by", "of") or left == 0:
        return False
    head = chunks[left - 1]
    return head.has(*_NOUNS) or (chunk.key == "by" and head.has(*_VERBS))


def _per_unit(chunks: Sequence[Chunk], at: int) -> bool:
    after = [c.key for c in chunks[at + 1 : at + 3]]
    return after[:1] == ["per"] or (
        after[:1] == ["a"] and after[1:] in (["tonne"], ["ton"], ["kilogram"], ["kg"], ["barrel"], ["head"])
    )


def _percentage(chunks: Sequence[Chunk], at: int, value: Percentage, before: list[Quantity]) -> Quantity:
    if value.is_points:
        return Quantity(at, "points", value.number, reason="percentage points of a share")
    if _is_share(chunks, at):
        return Quantity(at, "share", value.number)
    if _is_of_weight(chunks, at):
        return Quantity(at, "none", value.number, reason="a change of a weight or number, not of a value")
    if before and before[-1].role == "share" and value.sign is None and _lists_share(chunks, before[-1].at, at):
        return Quantity(at, "share", value.number)
    sign = value.sign or _direction(chunks, at, before)
    if sign is None:
        return Quantity(at, "none", value.number, reason="no word says that it is a change or a share")
    return Quantity(at, "change", sign * value.number, basis=_basis(chunks, at))


def _lists_share(chunks: Sequence[Chunk], previous: int, at: int) -> bool:
    """Say whether a list of shares goes on: "..., behind Japan with 12.8 percent and the United States with 11.2 percent"."""
    gap = chunks[previous + 1 : at]
    if any(c.has(*UP, *DOWN) or c.key == ";" for c in gap) or _direction_behind(chunks, at) is not None:
        return False
    return any(c.kind == "place" for c in gap[-5:]) and gap[-1].key in ("with", "at", "by", "for", "and")


def _is_of_weight(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a change leads to tonnes or heads: "rose 8 percent to 1.02 million tonnes"."""
    behind = [c for c in chunks[at + 1 : at + 8]]
    if not behind or not any(c.key == "to" for c in behind[:4]):
        return False
    for chunk in behind:
        if chunk.is_quantity or chunk.key in (",", ";", "and"):
            return False
        if chunk.has("block:units"):
            return True
    return False


def _is_share(chunks: Sequence[Chunk], at: int) -> bool:
    """Accounting for 16.7 percent of; or 19.7 per cent of; 15.8 percent of the city's total."""
    after = chunks[at + 1].key if at + 1 < len(chunks) else ""
    left = _skip_soft(chunks, at)
    if share_noun(chunks, at) is not None:
        return True
    near = chunks[max(0, left - 2) : left + 1]
    strong = any(
        c.has("share") and c.key not in ("or", "which is", "that is", "shared", "formed", "held") for c in near
    )
    changes = any(c.has(*UP, *DOWN) and not c.key.startswith("more") for c in near)
    if strong and not changes:
        return True
    if after == "of":
        return not changes or (left >= 0 and chunks[left].key in ("or", ","))
    return after in ("for",) and left >= 0 and chunks[left].key in ("and", "against", ",")


def share_noun(chunks: Sequence[Chunk], at: int) -> int | None:
    """Find the word "share" that a percentage gives: "the bloc's share in the region's trade stood at 47.7 percent"."""
    for n in range(at - 1, max(-1, at - 16), -1):
        chunk = chunks[n]
        if isinstance(chunk.value, Percentage) and chunk.value.is_points:
            continue
        if chunk.is_quantity or chunk.key in (";", ",", "while"):
            return None
        if chunk.has("up_verb", "down_verb") and chunks[at - 1].key in ("by", chunk.key):
            return None
        if chunk.key in (
            "share",
            "share of",
            "a share of",
            "proportion",
            "proportion of",
            "share was",
            "share reached",
        ):
            return n
    return None


def _stops(chunk: Chunk) -> bool:
    """A quantity, or a mark or word that begins another clause, ends the search for a direction."""
    return chunk.is_quantity or chunk.key in (";", "while", "whereas", ":", "(", ")")


def _sign(chunk: Chunk) -> int | None:
    if chunk.has("average") and ("growth" in chunk.key or "increase" in chunk.key):
        return 1
    if chunk.has(*DOWN):
        return -1
    return 1 if chunk.has(*UP) else None


def _direction(chunks: Sequence[Chunk], at: int, before: list[Quantity]) -> int | None:
    """Find the word of direction: directly behind ("53 percent more than"), else before, else that of the list."""
    behind = _direction_behind(chunks, at)
    if behind is not None:
        return behind
    for back in range(at - 1, max(-1, at - 1 - _REACH), -1):
        chunk = chunks[back]
        if chunk.key == "(" and back == at - 1:
            break
        if _stops(chunk) and not (chunk.key == "("):
            break
        sign = _sign(chunk)
        if sign is not None and not _is_quantity_word(chunks, back):
            return _with_noun(chunks, back, sign)
    changes = [q for q in before if q.role == "change"]
    if changes and _continues_list(chunks, changes[-1].at, at):
        return 1 if changes[-1].number >= 0 else -1
    return None


def _is_quantity_word(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether "more", "over", "above" only belong to "more than 90 percent"."""
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    return (
        chunks[at].has("up_word", "down_word")
        and following is not None
        and (following.key == "than" or following.is_quantity)
    )


def _with_noun(chunks: Sequence[Chunk], at: int, sign: int) -> int:
    """Slowed or widened growth keeps the sign of its noun: "the decline in exports slowed to 2.1 percent"."""
    if chunks[at].key in (
        "slowed",
        "accelerated",
        "eased",
        "quickened",
        "narrowed",
        "widened",
        "moderated",
        "picked up",
    ):
        for chunk in chunks[max(0, at - 8) : at]:
            if chunk.has(*_NOUNS):
                return _sign(chunk) or sign
    return sign


def _direction_behind(chunks: Sequence[Chunk], at: int) -> int | None:
    for chunk in chunks[at + 1 : at + 4]:
        if chunk.has("yoy", "mom", "ind:exports", "ind:imports", "ind:trade") or chunk.key in ("annual", "rate", "of"):
            if chunk.key == "of":
                return None
            continue
        if chunk.has(*_NOUNS, "up_word", "down_word") or chunk.key in ("up", "down"):
            return (
                _sign(chunk)
                if not (chunk.key in ("up", "down", "above", "below") and chunk is not chunks[at + 1])
                else None
            )
        return None
    return None


def _continues_list(chunks: Sequence[Chunk], previous: int, at: int) -> bool:
    """Say whether a bare percentage goes on from another one: "12.5, 62.4 and 13.5 percent", "general trade 2.2% to"."""
    gap = chunks[previous + 1 : at]
    lowest = [c for c in gap if c.kind == "mark" and c.key in (";", ":")]
    return not lowest and not any(c.has("share") and c.key != "or" for c in gap[-3:])


def _basis(chunks: Sequence[Chunk], at: int) -> str:
    """Read what a change is measured against; on the year where the page names no other base."""
    after = _stretch(chunks, range(at + 1, min(len(chunks), at + 14)))
    before = _stretch(chunks, range(at - 1, max(-1, at - 10), -1))
    for near in (after, before):
        if any(c.has("mom") for c in near):
            return "mom"
        if any(c.has("average") for c in near[:4]) and not any(c.has("yoy") and not c.has("average") for c in near):
            return "other"
        if any(c.has("yoy") for c in near):
            return "yoy"
        if near is after and (named := _named_base(chunks, at, at + 1 + len(after))) is not None:
            return named
    opening = (
        next((c for c in chunks[1:4] if c.kind == "period"), None) if chunks and chunks[0].has("compare") else None
    )
    if opening and isinstance(opening.value, Period):
        return _basis_of(opening.value)
    return "yoy"


def _stretch(chunks: Sequence[Chunk], numbers: range) -> list[Chunk]:
    """Give the chunks up to another quantity or clause."""
    near: list[Chunk] = []
    for n in numbers:
        if chunks[n].kind == "percent" or chunks[n].key in (";", "while", "but", ":", "whereas"):
            break
        if chunks[n].key == ("," if numbers.step < 0 else "and"):
            break
        near.append(chunks[n])
    return near


def _named_base(chunks: Sequence[Chunk], at: int, end: int) -> str | None:
    """Compared with March: on the month; from the previous expo, from the second quarter: another base."""
    for n in range(at + 1, min(end, len(chunks) - 1)):
        chunk, following = chunks[n], chunks[n + 1]
        if chunk.has("compare") and chunk.key not in ("over", "on", "above", "below"):
            for target in chunks[n + 1 : n + 6]:
                if isinstance(target.value, Period):
                    return _basis_of(target.value)
                if target.key in ("expo", "edition", "session", "fair", "event"):
                    return "other"
                if target.is_quantity:
                    break
            if following.key in ("the", "previous") and any(
                c.key in ("expo", "edition", "session", "fair", "event") for c in chunks[n + 1 : n + 5]
            ):
                return "other"
    return None


def _basis_of(period: Period) -> str:
    names_year = period.year is not None or period.year_offset is not None or period.anchor_offset is not None
    if period.unit == "month" and not names_year and period.form in ("span", "back"):
        return "mom"
    if period.unit in ("quarter", "half") and period.form == "back":
        return "other"
    return "yoy"

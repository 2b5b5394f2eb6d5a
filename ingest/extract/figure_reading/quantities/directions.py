"""Which way a change went: the word before it, behind it, or that of the list it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.quantities.quantity import DOWN, NOUNS, UP, Quantity, skip_soft
from ingest.extract.figure_reading.words import words

_REACH = 9  # chunks between a percentage and the word that gives its direction


def _stops(chunk: Chunk) -> bool:
    """A quantity, or a mark or word that begins another clause, ends the search for a direction."""
    return chunk.is_quantity or chunk.key in (";", "while", "whereas", ":", "(", ")")


def _sign_of(chunk: Chunk) -> int | None:
    if chunk.has("average") and ("growth" in chunk.key or "increase" in chunk.key):
        return 1
    if chunk.has(*DOWN):
        return -1
    return 1 if chunk.has(*UP) else None


def change_direction(chunks: Sequence[Chunk], at: int, before: list[Quantity]) -> int | None:
    """Find the word of direction: directly behind ("53 percent more than"), else before, else that of the list."""
    behind = direction_behind(chunks, at)
    if behind is not None:
        return behind
    if (moved := _moved_by(chunks, at)) is not None:
        return moved
    changes = [q for q in before if q.role == "change" or q.basis == "volume"]
    if changes and changes[-1] is before[-1] and (_is_of_period(chunks, at) or _is_of_expectation(chunks, at)):
        return 1 if changes[-1].number >= 0 else -1  # "rose by 7.2% (June: 11.3%)"
    if changes and changes[-1] is before[-1] and compares_directly(chunks, at, changes[-1].at):
        return 1 if changes[-1].number >= 0 else -1  # "grew 11 percent, down from 13.4 in June"
    for back in range(at - 1, max(-1, at - 1 - _REACH), -1):
        chunk = chunks[back]
        if chunk.key == "(" and back == at - 1:
            break
        if _stops(chunk) and chunk.key != "(":
            break
        sign = _sign_of(chunk)
        if sign is not None and not _is_quantity_word(chunks, back):
            return _with_noun(chunks, back, sign)
    if _is_of_forecast(chunks, at):
        return 1
    if (again := _told_again(chunks, at) or _told_apart(chunks, at) or _of_bracketed(chunks, at)) is not None:
        return again
    if changes and _continues_list(chunks, changes[-1].at, at):
        return 1 if changes[-1].number >= 0 else -1
    return _direction_of_list(chunks, at)


def _of_bracketed(chunks: Sequence[Chunk], at: int) -> int | None:
    """Read which way a side or goods with their rate in a bracket went: "also grew with the United States (6.9%)"."""
    if at < 3 or at + 1 >= len(chunks) or chunks[at - 1].key != "(" or chunks[at + 1].key != ")":
        return None
    for n in range(at - 2, max(-1, at - 14), -1):
        if _stops(chunks[n]) or chunks[n].key == "," or chunks[n].has("share"):
            return None
        if chunks[n].has("up_verb", "down_verb", "up_noun", "down_noun"):
            told = [c.key for c in chunks[n + 1 : at - 1]]
            return _sign_of(chunks[n]) if any(key in words("of_bracketed") for key in told) else None
    return None


def _told_again(chunks: Sequence[Chunk], at: int) -> int | None:
    """Read which way a value went of which the rate stands behind it: "grew from 5 to 9 billion, or by 24 percent"."""
    left = skip_soft(chunks, at)
    while left > 0 and (chunks[left].has("average") or chunks[left].key in ("by", "a", "an", "or", "at", "about")):
        left -= 1
    if left < 1 or not any(c.key == "or" for c in chunks[left + 1 : at]):
        return None
    if not any(c.has("average") or c.key == "by" for c in chunks[left + 1 : at + 3]):
        return None
    for n in range(left, max(-1, left - 16), -1):
        if chunks[n].key in (";", "while", "whereas", ":"):
            return None
        if chunks[n].has("up_verb", "down_verb"):
            return _sign_of(chunks[n])
    return None


def _told_apart(chunks: Sequence[Chunk], at: int) -> int | None:
    """Read a rate that a comma parts from its verb: "will contract for a fourth year in 2016, by around 1 percent"."""
    left = skip_soft(chunks, at)
    if left < 2 or chunks[left].key != "by" or chunks[left - 1].key != ",":
        return None
    for n in range(left - 2, max(-1, left - 16), -1):
        if _stops(chunks[n]) or chunks[n].key == ",":
            return None
        if chunks[n].has("up_verb", "down_verb"):
            return _sign_of(chunks[n])
    return None


def _moved_by(chunks: Sequence[Chunk], at: int) -> int | None:
    """Read which way somebody moves it: "the goal of lifting its exports by 7 percent to 188 billion"."""
    left = skip_soft(chunks, at)
    if left < 1 or chunks[left].key != "by":
        return None
    if is_surpassed(chunks, left):
        return 1
    for n in range(left - 1, max(-1, left - _REACH), -1):
        if chunks[n].kind == "mark" or _stops(chunks[n]) or _sign_of(chunks[n]) is not None:
            return None
        if chunks[n].key in words("lifts"):
            return 1
        if chunks[n].key in words("cuts"):
            return -1
    return None


def is_surpassed(chunks: Sequence[Chunk], end: int) -> bool:
    """Say whether a figure told before is said to surpass another: "exceeded that of 2015 by 5"."""
    at = next((n for n in range(min(end, _REACH)) if chunks[n].key in words("surpasses")), None)
    if at is None or any("ind" in c.tags or c.key in words("plans") for c in chunks[:end]):
        return False
    keys = {c.key for c in chunks[at + 1 : end + 3]}
    return not keys.isdisjoint(("that", "those", "the"))


def _is_of_expectation(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether the rate is only what was expected: "short of market forecasts of 9 percent", "the 6 forecast"."""
    if chunks[at + 1 : at + 2] and chunks[at + 1].key in words("aimed_figures"):
        return any(c.key in words("misses_or_beats") for c in chunks[max(0, at - 7) : at])
    left = skip_soft(chunks, at)
    while left > 0 and chunks[left].key in words("of_expectations"):
        left -= 1
    return left > 0 and chunks[left].key in words("expectations")


def _is_of_period(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a bracket gives the rate of another period: "(June: 11.3%)", "(11.3% in June)"."""
    led = at > 2 and chunks[at - 1].key in (":", "=", "-") and chunks[at - 2].kind == "period"
    if led or (at > 1 and chunks[at - 1].kind == "period"):
        return chunks[at - 2 - led].key in ("(", ";")
    behind = chunks[at + 1 : at + 3]
    return chunks[at - 1].key == "(" and [c.key for c in behind[:1]] == ["in"] and behind[-1].kind == "period"


def _direction_of_list(chunks: Sequence[Chunk], at: int) -> int | None:
    """Find the word of direction behind the last of a list: "18.4 percent and 61 percent more than"."""
    n = at + 1
    while n < len(chunks) and chunks[n].key in (",", "and", "&"):
        n += 1
    if n == at + 1 or n >= len(chunks) or chunks[n].kind != "percent":
        return None
    behind = direction_behind(chunks, n)
    return behind if behind is not None else _direction_of_list(chunks, n)


def _is_of_forecast(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether the growth that is expected is told: "raise our growth forecast for exports to Japan in 2026 to"."""
    if chunks[skip_soft(chunks, at)].key not in ("to", "at", "of"):
        return False
    for n in range(at - 1, max(0, at - 2 * _REACH), -1):
        if chunks[n].is_quantity or chunks[n].key in (";", "while", ":"):
            return False
        if chunks[n].key in words("growth_forecasts") and chunks[n - 1].key in ("growth", "expansion"):
            return True
    return False


def compares_directly(chunks: Sequence[Chunk], at: int, previous: int) -> bool:
    """Say whether a percentage is what the one before it is compared with: "up from 17.2 percent", "against 3"."""
    left = skip_soft(chunks, at)
    if left > previous + 2 and chunks[left].key == "'s" and chunks[left - 1].kind == "period":
        left -= 2  # "slower than June's 8.6 percent"
    return (
        left > previous
        and (chunks[left].key == "from" or (chunks[left].has("compare") and len(chunks[left].key) > 5))
        and not any(_stops(chunk) for chunk in chunks[previous + 1 : left])
    )


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
    if chunks[at].key in words("of_pace"):
        for chunk in chunks[max(0, at - 8) : at]:
            if chunk.has(*NOUNS):
                return _sign_of(chunk) or sign
        return 1 if chunks[at].key in words("of_growth") and _leads_to(chunks, at) else sign
    return sign


def _leads_to(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a rate is told, and no difference: "slowed further to 6 percent"."""
    return any(chunk.key == "to" for chunk in chunks[at + 1 : at + 3])


def direction_behind(chunks: Sequence[Chunk], at: int) -> int | None:
    """Read the direction behind a percentage: "53 percent more than", "a 5 percent rise in"."""
    behind = [c.key if c.kind != "money" else "" for c in chunks[at + 1 : at + 5]]
    if behind == [",", "or", "", ","]:
        at += 4  # "6.2 percent, or 10 billion dollars, less than"
    for chunk in chunks[at + 1 : at + 4]:
        if chunk.has("average") and _sign_of(chunk) is None:
            continue  # "a 23-percent average annual increase"
        if chunk.key in words("wholly") or (chunk.has("scope:nouns", "scope:sectors") and "ind" not in chunk.tags):
            continue  # "a 14.7 percent merchandise import growth"
        if chunk.has("yoy", "mom", "ind:exports", "ind:imports", "ind:trade") or chunk.key in ("annual", "rate", "of"):
            if chunk.key == "of":
                return None
            continue
        if chunk.has(*NOUNS, "up_word", "down_word") or chunk.key in ("up", "down"):
            return (
                _sign_of(chunk)
                if not (chunk.key in ("up", "down", "above", "below") and chunk is not chunks[at + 1])
                else None
            )
        return None
    return None


def _continues_list(chunks: Sequence[Chunk], previous: int, at: int) -> bool:
    """Say whether a bare percentage goes on from another: "12.5, 62.4 and 13.5 percent", "general trade 2.2% to"."""
    gap = chunks[previous + 1 : at]
    lowest = [c for c in gap if c.kind == "mark" and c.key in (";", ":")]
    return not lowest and not any(c.has("share") and c.key != "or" for c in gap[-3:])

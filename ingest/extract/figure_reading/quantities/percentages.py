"""What each percentage is to its statement: a change, a share, points of a share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.quantities.bases import change_basis
from ingest.extract.figure_reading.quantities.directions import change_direction, compares_directly, direction_behind
from ingest.extract.figure_reading.quantities.quantity import DOWN, UP, Quantity, skip_soft
from ingest.extract.figure_reading.quantities.revisions import was_forecast
from ingest.extract.figure_reading.quantities.weights import change_of_weight
from ingest.extract.figure_reading.words import words
from ingest.extract.mentions.percentage import Percentage


def percentage_role(chunks: Sequence[Chunk], at: int, value: Percentage, before: list[Quantity]) -> Quantity:
    """Give a percentage its role; `before` are the quantities before it."""
    if value.is_points:
        return Quantity(at, "points", value.number, reason="percentage points of a share")
    reason = _why_none(chunks, at, before)
    if reason is not None:
        return Quantity(at, "none", value.number, reason=reason)
    if before and (way := value.sign or _direction_told(chunks, at, before)) and _repeats_change(chunks, at, before):
        return Quantity(at, "change", way * value.number, basis=change_basis(chunks, at))
    if of_told(chunks, at):
        near = (*chunks[max(0, at - 5) : at], *chunks[at + 2 : at + 9])
        parts = (*chunks[max(0, at - 4) : at], *chunks[at + 2 : at + 6])
        if any(c.kind == "place" for c in near) or any(is_part_of_trade(c) for c in parts):
            return Quantity(at, "share", value.number)
        return Quantity(at, "none", value.number, reason="a part of the figure told before")
    is_signed = value.sign is not None and chunks[at - 1].key == "("  # "making up 333.5 billion (+31.2 pct)"
    if (not is_signed and _is_share(chunks, at)) or (value.sign is None and _is_beside_role(chunks, at)):
        return Quantity(at, "share", value.number)
    weight = change_of_weight(chunks, at, value, before)
    if weight is not None:
        return weight
    if value.sign is None and _goes_on_with_share(chunks, at, before):
        return Quantity(at, "share", value.number)
    sign = value.sign or change_direction(chunks, at, before)
    if sign is None and _takes(chunks, at):
        return Quantity(at, "share", value.number)
    if sign is None:
        return Quantity(at, "none", value.number, reason="no word says that it is a change or a share")
    return Quantity(at, "change", sign * value.number, basis=change_basis(chunks, at))


def _why_none(chunks: Sequence[Chunk], at: int, before: list[Quantity]) -> str | None:
    """Say why a percentage is no figure: a duty that goods bear, or what was forecast before."""
    if chunks[skip_soft(chunks, at)].key in words("bears_duty") and direction_behind(chunks, at) is None:
        return "a duty"
    if _is_of_duty_free(chunks, at):
        return "goods on which duties fall"
    if _is_of_plan(chunks, at):
        return "a part of a plan"
    return "what was forecast before" if was_forecast(chunks, at, before) else None


def _is_of_duty_free(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a part of all goods is freed of duties: "90 percent of goods will be free of duty"."""
    behind = [c.key for c in chunks[at + 1 : at + 7]]
    if behind[:1] != ["of"] or not any(key in words("dutiable") for key in behind):
        return False
    return any(c.key in words("duties") for c in chunks) and not any("ind" in c.tags for c in chunks[at : at + 6])


def _is_of_plan(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a percentage is a part of what was planned: "equal to 98.4 percent of the year's plan"."""
    if at + 1 >= len(chunks) or chunks[at + 1].key not in ("of", "against", "from"):
        return False
    near = takewhile(lambda c: c.kind != "mark" or c.key == "'s", chunks[at + 2 : at + 9])
    return any(c.key in words("plans") for c in near)


def is_part_of_trade(chunk: Chunk) -> bool:
    """Say whether a word names goods, a sector, a mode or who trades."""
    return chunk.has("scope:nouns", "scope:modes", "scope:enterprises", "scope:sectors")


def _goes_on_with_share(chunks: Sequence[Chunk], at: int, before: list[Quantity]) -> bool:
    """Say whether shares told before go on here, be it in a bracket: "and the EU with 280 billion (10 percent)"."""
    shares = [q for q in before if q.role == "share"]
    in_bracket = at > 1 and chunks[at - 1].key == "(" and shares
    if in_bracket and (chunks[at - 2].kind == "money" or chunks[shares[-1].at - 1].key == "("):
        return True
    is_next = in_bracket and any(c.key == "followed" for c in chunks[shares[-1].at : at])
    if (
        shares
        and (is_next or _is_beside_amount(chunks, at))
        and not any(q.role == "change" for q in before[before.index(shares[-1]) :])
    ):
        return True  # "40.4 percent of exports, followed by petroleum products (143.4 billion, 10.1 percent)"
    if at > 1 and chunks[at - 1].key == "(" and chunks[at - 2].kind == "money" and _is_part_listed(chunks, at):
        return True
    owned = at > 1 and chunks[at - 1].key == "'s" and chunks[at - 2].kind == "place"
    if owned and shares and direction_behind(chunks, at) is None:
        return True  # "with a 19.9 percent share (1.54 billion) followed by Japan's 10.4"
    if not before or before[-1].role != "share":
        return False
    if chunks[at - 1].key == "and" and [c.key for c in chunks[at + 1 : at + 3]] in (["in", "its"], ["in", "their"]):
        return True  # "a 21 percent share in its exports and 34 percent in its imports"
    if _is_share_of_another(chunks[before[-1].at + 1 : at]) or _goes_elsewhere(chunks, at):
        return True
    return _lists_share(chunks, before[-1].at, at) or compares_directly(chunks, at, before[-1].at)


def _is_part_listed(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether an amount and its bracket are a part of a sum: "of which shrimp 2.1 billion (38 percent)"."""
    if at + 1 >= len(chunks) or chunks[at + 1].key != ")":
        return False
    keys = [c.key for c in chunks[:at]]
    return ("of", "which") in pairwise(keys) or ("among", "which") in pairwise(keys)


def _is_beside_amount(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a percentage only follows an amount: "(143.4 billion, 10.1 percent)", "firms 210 billion, 25 pct"."""
    if at < 3 or chunks[at - 2].kind != "money" or chunks[at - 1].key not in (",", ";", "or"):
        return False
    return chunks[at - 3].key == "(" or direction_behind(chunks, at) is None


def _repeats_change(chunks: Sequence[Chunk], at: int, before: list[Quantity]) -> bool:
    """Say whether a rate goes on: "rose by RM2.1 billion, or 11.5%", "Russia (up 13.7 percent), Japan (10 percent)"."""
    if before[-1].role == "delta":
        return chunks[at - 1].key == "or"
    in_brackets = before[-1].role == "change" and chunks[at - 1].key == "("
    return in_brackets and all(chunks[n].key == ")" for n in (at + 1, before[-1].at + 1) if n < len(chunks))


def _direction_told(chunks: Sequence[Chunk], at: int, before: list[Quantity]) -> int | None:
    """Give the direction of the quantity before."""
    if before[-1].role == "change":
        return -1 if before[-1].number < 0 else 1
    return change_direction(chunks, before[-1].at, before[:-1])


def _goes_elsewhere(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a listed share goes to another economy, or another way: "and 30 percent to China", "5 by air"."""
    behind = [c for c in chunks[at + 1 : at + 4] if c.key != "the"]
    if chunks[skip_soft(chunks, at)].key not in ("and", ",") or not behind:
        return False
    place = len(behind) > 1 and behind[1].kind == "place"
    return (behind[0].key in ("to", "from", "into", "with") and place) or behind[0].key.startswith("by ")


def _is_share_of_another(gap: Sequence[Chunk]) -> bool:
    """Say whether another's share goes on: "while China's slipped to 17.2", "and that of private firms rose to 38"."""
    if not gap or gap[-1].key not in ("to", "at", "was", "stood at") or any("ind" in c.tags for c in gap):
        return False
    owned = any(a.kind == "place" and b.key == "'s" and b is not gap[-1] for a, b in pairwise(gap))
    moved = [n for n, c in enumerate(gap) if c.has(*UP, *DOWN) or c.has("value")]
    owned = owned and bool(moved) and gap[moved[0] - 1].key == "'s"
    return owned or any(a.key == "that" and b.key == "of" for a, b in pairwise(gap))


def _takes(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether an economy takes a share of what was told before: "the United States took 12.9 percent"."""
    left = skip_soft(chunks, at)
    return left > 0 and chunks[left].key in words("taking") and any(c.kind == "place" for c in chunks[:left])


def _is_beside_role(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a bracket tells the share of a partner: "Australia was the main market (19.7 percent)"."""
    in_bracket = chunks[at - 1].key == "(" and at + 1 < len(chunks) and chunks[at + 1].key == ")"
    near = chunks[max(0, at - 12) : at - 1]
    if not in_bracket and not (chunks[at - 1].key in ("with", "at") and _closes_clause(chunks, at)):
        return False
    roles = words("contributors") if not in_bracket else words("buyers") | words("sellers") | words("contributors")
    is_role = any(_singular(c.key) in roles or (in_bracket and c.key.startswith("partner")) for c in near)
    is_role = is_role or (in_bracket and any(_ranks_goods(a, b) for a, b in pairwise(near)))
    return is_role and any(c.key in words("ranks") or c.key in words("of_roles") for c in near)


def _closes_clause(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a percentage ends its clause."""
    behind = chunks[at + 1 : at + 2]
    return not behind or behind[0].kind == "mark" or behind[0].key in ("and", "while", "followed")


def _singular(key: str) -> str:
    return f"{key[:-3]}y" if key.endswith("ies") else key.removesuffix("s")


def _ranks_goods(rank: Chunk, flow: Chunk) -> bool:
    """Say whether a flow is told by its ranks: "the main imports were machinery (33 percent)"."""
    return (rank.key in words("ranks") or rank.key in words("of_roles")) and flow.has("ind:exports", "ind:imports")


def of_told(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a percentage is a part of what was told: "93 percent of it", "of which 62 percent came from"."""
    behind = [c.key for c in chunks[at + 1 : at + 3]]
    near = (c.key for c in chunks[max(0, at - 6) : at])
    before = [
        key
        for key in near
        if key not in words("before_amount") and key not in (",", "more than", "more", "less", "than")
    ]
    if before[-2:] in (["of", "which"], ["of", "this"], ["of", "these"], ["of", "that"], ["of", "it"]):
        return bool(behind) and (behind[0] in words("goes") or behind[0] in ("was", "were", "is", "are", "in", "from"))
    if behind and _is_of_opening(chunks, at) and (behind[0] in words("goes") or behind[0] in ("was", "were")):
        return True
    return behind[:1] == ["of"] and behind[1:] in (["it"], ["which"], ["them"], ["that"], ["this"])


def _is_of_opening(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether the sentence opens with the whole: "Of the 2.1bn of fruit that Vietnam exported, 75 percent"."""
    if skip_soft(chunks, at) < 0 and any(c.kind == "place" or is_part_of_trade(c) for c in chunks[at + 1 : at + 6]):
        return True  # "Some 80 percent went to Thailand", "40 percent went into manufacturing"
    return chunks[0].key == "of" and any(c.kind == "money" or "ind" in c.tags for c in chunks[1:at])


def _lists_share(chunks: Sequence[Chunk], previous: int, at: int) -> bool:
    """Say whether a list of shares goes on: "..., behind Japan with 12.8 percent and South Korea with 11.2"."""
    gap = chunks[previous + 1 : at]
    if gap and all(c.key in (",", "and") for c in gap):
        return direction_behind(chunks, at) is None
    if any(c.has(*UP, *DOWN) or c.key == ";" for c in gap) or direction_behind(chunks, at) is not None:
        return False
    named = gap[:-1] if gap and gap[-1].key in ("for", "with", "at", "had", "took") else gap
    goods = bool(named) and named[-1].has("scope:nouns", "scope:enterprises", "scope:modes")
    if goods and any(c.key in (",", "and", "while") for c in gap[-4:]):
        return True  # "machinery made up 58.9 percent of exports, labor-intensive goods 18 percent"
    return any(c.kind == "place" for c in gap[-5:]) and (
        gap[-1].kind == "place" or gap[-1].key in ("with", "at", "by", "for", "and", "(", "'s")
    )


def _has_money_before(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether the clause before tells an amount, and no other quantity behind it."""
    for n in range(at - 1, max(-1, at - 13), -1):
        if chunks[n].is_quantity:
            return chunks[n].kind == "money"
        if chunks[n].key in (";", "and", "while"):
            return False
    return False


def _is_share(chunks: Sequence[Chunk], at: int) -> bool:
    """Accounting for 16.7 percent of; or 19.7 per cent of; 15.8 percent of the city's total."""
    next_of_list = opens_as_next(chunks)
    if next_of_list is not None and next_of_list < at and chunks[at - 1].key in ("at", "with", "("):
        return direction_behind(chunks, at) is None  # "This was followed by China at 18.1 per cent"
    after = chunks[at + 1].key if at + 1 < len(chunks) else ""
    after = chunks[at + 2].key if after == "market" and at + 2 < len(chunks) else after  # "a 15.1% market share"
    left = skip_soft(chunks, at)
    if share_noun(chunks, at) is not None or after in ("share", "share of", "shares", "slice of"):
        return True
    near = chunks[max(0, left - 2) : left + 1]
    strong = any(
        c.has("share") and c.key not in ("or", "which is", "that is", "shared", "formed", "held") for c in near
    )
    comma = max((n for n, c in enumerate(near) if c.key in (",", "that", "which")), default=-1)
    changes = any(c.has(*UP, *DOWN) and not c.key.startswith("more") for c in near[comma + 1 :])
    if strong and not changes:
        return direction_behind(chunks, at) is None  # not "representing a 31.4 percent surge"
    told_of_value = left > 0 and chunks[left].key in ("or", "i.e", "ie", "namely") and _has_money_before(chunks, left)
    if told_of_value and not changes and direction_behind(chunks, at) is None:
        return True
    if after == "of":
        listed = left > 0 and chunks[left].key == "and" and chunks[left - 1].kind == "percent"
        return not changes or listed or (left >= 0 and chunks[left].key in ("or", ","))
    if left >= 0 and chunks[left].key == "against" and not any(c.has("share") for c in chunks[:left]):
        return False  # "growth of 4 percent in exports to China, against 2.5 for those as a whole"
    return after in ("for",) and left >= 0 and chunks[left].key in ("and", "against", ",")


def opens_as_next(chunks: Sequence[Chunk]) -> int | None:
    """Give the chunk behind "This was followed by", with which a sentence goes on a list told before."""
    near = chunks[:5]
    at = next((n for n, c in enumerate(near) if c.key in words("following")), None)
    if at is None or at + 2 >= len(chunks) or chunks[at + 1].key != "by":
        return None
    return at + 2 if all(c.key in words("before_followers") for c in near[:at]) else None


def share_noun(chunks: Sequence[Chunk], at: int) -> int | None:
    """Find the word "share" that a percentage gives: "the bloc's share in the region's trade stood at 47.7 percent"."""
    for n in range(at - 1, max(-1, at - 16), -1):
        chunk = chunks[n]
        if isinstance(chunk.value, Percentage) and chunk.value.is_points:
            continue
        if chunk.kind == "percent" and chunks[n - 1].key == "from" and chunks[at - 1].key == "to":
            continue  # "grew from 20 percent in 2010 to 34 percent"
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
            return n if not n or chunks[n - 1].kind != "percent" else None  # "a 21 percent share in"
    return None

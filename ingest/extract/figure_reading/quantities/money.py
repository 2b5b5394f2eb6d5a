"""What each amount of money is to its statement: value, second currency, base, difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.quantities.directions import is_surpassed
from ingest.extract.figure_reading.quantities.quantity import NOUNS, VERBS, Quantity, skip_soft
from ingest.extract.figure_reading.quantities.revisions import is_replaced
from ingest.extract.figure_reading.words import words
from ingest.extract.mentions.money import Money


def money_role(chunks: Sequence[Chunk], at: int, money: Money, before: list[Quantity]) -> Quantity:
    """Give an amount its role; `before` are the quantities before it."""
    role, reason = "value", None
    left = skip_soft(chunks, at)
    if left > 1 and chunks[left].key == "'s" and chunks[left - 1].kind == "period":
        left -= 2  # "from last year's 588 million dollars"
    level = _before_level(chunks, left)
    left, is_of_level = level, level != left
    key = chunks[left].key if left >= 0 else ""
    previous = before[-1] if before else None
    if _is_second_currency(chunks, at, money, previous):
        role = "alt"
    elif (
        _is_difference(chunks, left, at)
        or _is_told_as_difference(chunks, at)
        or _is_change_in_money(chunks, at, money, before)
    ):
        role, reason = "delta", "a difference, not a value"
    elif key == "from" and is_replaced(chunks, at):
        role, reason = "none", "what was forecast before"
    elif _is_behind_comparison(chunks, left, is_of_level=is_of_level) or _lists_base(chunks, at, previous):
        role = "value" if _is_of_another(chunks, at, key) else "base"
        if key == "than":
            money = replace(money, qualifier="exact")
    elif left >= 0 and (_sets_against(chunks, at, before) or _beside_rate(chunks, at)):
        role, money = "base", replace(money, qualifier="exact")
    elif any(c.has("compare") and c.key.startswith("compare") for c in chunks[max(0, at - 5) : at]) and before:
        role = "none" if _is_unit(chunks, at, money) else "base"
    elif (why_none := _why_none(chunks, at, money, previous)) is not None:
        role, reason = "none", why_none
    return Quantity(at, role, money.amount, money.currency, money.qualifier, reason=reason)


def _why_none(chunks: Sequence[Chunk], at: int, money: Money, previous: Quantity | None) -> str | None:
    """Say why an amount is no figure."""
    if _is_unit(chunks, at, money):
        return "the unit of a table"
    if _is_line(chunks, at, previous):
        return "a line that the value before has crossed"
    if _is_cost(chunks, at):
        return "what one thing costs"
    return "an amount per unit or person" if _per_unit(chunks, at) else None


def _before_level(chunks: Sequence[Chunk], left: int) -> int:
    """Step over what an amount was: "over | the 2006 level of 51 billion", "from | last year's total of 5 billion"."""
    if left < 3 or chunks[left].key != "of" or chunks[left - 1].key not in words("compared_levels"):
        return left
    at = left - 2 - (chunks[left - 2].key == "'s")
    if at < 1 or chunks[at].kind != "period":
        return left
    return at - 1 - (at > 1 and chunks[at - 1].key == "the")


def _is_behind_comparison(chunks: Sequence[Chunk], left: int, *, is_of_level: bool) -> bool:
    if left < 0:
        return False
    key = chunks[left].key
    if (is_of_level or chunks[left + 1].kind == "period") and (
        key in ("above", "below", "over", "on") or key.endswith(" on")
    ):
        return True  # "12 percent up on 2024's 405.5 billion"
    if key in words("multiples") and chunks[left + 1].key == "the":
        return True  # "more than twice the 4.04 billion of a year before"
    return key in ("from", "against", "versus", "vs", "than") or (chunks[left].has("compare") and len(key) > 5)


def _lists_base(chunks: Sequence[Chunk], at: int, previous: Quantity | None) -> bool:
    """Say whether an amount goes on a list of those compared with: "against 1.45 billion and 2.02 billion"."""
    if previous is None or previous.role != "base":
        return False
    gap = [c.key for c in chunks[previous.at + 1 : at]]
    return bool(gap) and gap[-1] == "and" and all(key == "," for key in gap[:-1])


def _beside_rate(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether the rate by which an amount is surpassed stands beside it: "by 6.3 percent the 960 million"."""
    if not is_surpassed(chunks, at):
        return False
    before = [c.kind for c in chunks[max(0, at - 2) : at]]
    behind = [c for c in chunks[at + 1 : at + 4] if c.key != ","]
    return "percent" in before or (len(behind) > 1 and behind[0].key == "by" and behind[1].kind == "percent")


def _is_line(chunks: Sequence[Chunk], at: int, previous: Quantity | None) -> bool:
    """Say whether an amount only is a round line: "307.95 billion yuan, and thus crossed the 300-billion-yuan line"."""
    if previous is None or at + 1 >= len(chunks) or chunks[at + 1].key not in words("round_lines"):
        return False
    if not any(c.kind == "money" for c in chunks[:at]):
        return False  # "has been growing by 20 percent and crossed the 100-billion mark"
    return not any(c.has("ind", "forecast") or c.key == ";" for c in chunks[previous.at + 1 : at])


def _is_unit(chunks: Sequence[Chunk], at: int, money: Money) -> bool:
    """Say whether an amount only is the unit of a table: "Unit: 10,000 dollars", "Exports (100 million yuan)"."""
    if any(c.key in ("unit", "units") for c in chunks[max(0, at - 3) : at]):
        return True
    around = [c.key for c in chunks[max(0, at - 2) : at + 2] if c is not chunks[at] and c.key != "in"]
    is_said = any(c.has(*VERBS) for c in chunks)  # "doubled to 1.5 trillion, exceeding that in China (1 trillion yen)"
    is_listed = any(c.kind == "money" for c in chunks[:at])  # "diesel (23 billion baht), refined oil (10 billion)"
    is_round = f"{money.amount:.0f}".strip("0") == "1"
    return around[-2:] == ["(", ")"] and is_round and not is_said and not is_listed


def _is_of_another(chunks: Sequence[Chunk], at: int, before: str) -> bool:
    """Say whether the amount compared with is another economy's: "against 5.3 billion from Japan"."""
    behind = chunks[at + 1 : at + 3]
    if behind and behind[0].key == "that":
        return True
    if len(behind) == 2 and behind[0].key == "of" and behind[1].kind == "place":
        return any(c.has("ind") for c in chunks[at + 3 : at + 6])  # "against 5 billion of ASEAN investment in China"
    sides = len(behind) == 2 and behind[0].key in ("from", "for", "to", "with") and behind[1].kind == "place"
    return sides and before != "from"


def _sets_against(chunks: Sequence[Chunk], at: int, before: Sequence[Quantity]) -> bool:
    """Say whether a change is measured against an amount: "18 percent above the", "a 5 percent improvement on the"."""
    if not before or chunks[at - 1].key != "the":
        return False
    at -= 2
    return chunks[at].key in ("below", "above") or (chunks[at].key in ("on", "over") and before[-1].role == "change")


def _is_second_currency(chunks: Sequence[Chunk], at: int, money: Money, previous: Quantity | None) -> bool:
    """115.2 billion Singapore dollars ($91.4 billion); 5 billion yuan, or about 700 million dollars."""
    if previous is None or previous.role not in ("value", "base") or previous.currency == money.currency:
        return False
    gap = [c.key for c in _without_period(chunks[previous.at + 1 : at])]
    if not gap or len(gap) > 6:
        return bool(not gap)
    opens = "(" in gap and ")" not in gap
    names_another = gap[0] in ("or", "/", "equivalent to", "equal to") or (
        gap[0] == "," and len(gap) > 1 and gap[1] in ("or", "equivalent to")
    )
    return opens or names_another


def _without_period(gap: Sequence[Chunk]) -> Sequence[Chunk]:
    """Leave out the period between an amount and its second currency: "135.6 billion pesos in 2006, or 2.64"."""
    if len(gap) > 3 and gap[0].key in ("in", "for", "during", "over") and gap[1].kind == "period":
        return gap[2:] if gap[2].key in (",", "or", "(") else gap
    return gap


def _is_difference(chunks: Sequence[Chunk], left: int, at: int) -> bool:
    """Up 5 billion, a drop of 5 billion, rose by 5 billion: the amount is the change itself."""
    if left < 0:
        return False
    chunk = chunks[left]
    if chunk.has("verb:investment") and at + 1 < len(chunks) and chunks[at + 1].key in ("into", "in"):
        return False  # "sank 4.4 billion into Vietnam"
    if chunk.has(*VERBS) and not chunk.has("value") and not chunk.key.endswith((" to", " of")):
        return True
    if chunk.key not in ("by", "of") or left == 0:
        return False
    head = chunks[left - 1]
    return head.has(*NOUNS) or (chunk.key == "by" and head.has(*VERBS))


def _is_change_in_money(chunks: Sequence[Chunk], at: int, money: Money, before: Sequence[Quantity]) -> bool:
    """Say whether an amount tells a change again: "a decrease of 1.1 percent or 71 million pounds"."""
    values = [q for q in before if q.role == "value"]
    if len(before) < 2 or before[-1].role != "change" or not values:
        return False
    if values[-1].currency != money.currency and at + 1 < len(chunks) and chunks[at + 1].key == ",":
        return False  # "5.8 billion yuan, up 8 percent (equivalent to 837 million dollars, up 11)"
    gap = [c.key for c in chunks[before[-1].at + 1 : at] if not c.has(*NOUNS) and c.key not in words("before_amount")]
    link = " ".join(key for key in gap if key not in ("(", ","))
    return link in words("same_again") or (not link and "(" in gap)


def _is_cost(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a thing that costs as much follows at once: "a $1.4 billion battery plant"."""
    for chunk in chunks[at + 1 : at + 4]:
        if chunk.key in words("costly"):
            return True
        if chunk.kind != "word" or chunk.has("ns:stop"):
            return False
    return False


def _is_told_as_difference(chunks: Sequence[Chunk], at: int) -> bool:
    """205 million dollars more than in the period before, 9 billion or 12.5% higher."""
    if [c.key for c in chunks[at + 1 : at + 2]] == ["or"] and [c.kind for c in chunks[at + 2 : at + 3]] == ["percent"]:
        return any(c.has("up_word", "down_word") for c in chunks[at + 3 : at + 4])
    if at > 2 and [c.key for c in chunks[at - 2 : at]] == [",", "or"] and chunks[at - 3].kind == "percent":
        at += chunks[at + 1 : at + 2] != [] and chunks[at + 1].key == ","
    if at + 2 >= len(chunks) or not chunks[at + 1].has("up_word", "down_word"):
        return False
    behind = chunks[at + 2 : at + 12]
    than = next((n for n, c in enumerate(behind) if c.key == "than" or c.is_quantity or c.kind == "mark"), None)
    if than is None or behind[than].key != "than":
        return False
    return not than or any(
        c.kind == "period" for c in behind[than + 1 : than + 3]
    )  # "2 billion more in 2015 than in 2014"


def _per_unit(chunks: Sequence[Chunk], at: int) -> bool:
    after = [c.key for c in chunks[at + 1 : at + 3]]
    return after[:1] == ["per"] or (
        after[:1] == ["a"] and after[1:] in (["tonne"], ["ton"], ["kilogram"], ["kg"], ["barrel"], ["head"])
    )

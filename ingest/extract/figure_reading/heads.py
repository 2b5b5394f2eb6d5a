"""Words that name an indicator or state a flow, and the one that governs a quantity."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.goods_moved import STAND_INS, is_put_at, pays_for_goods, sends_goods
from ingest.extract.figure_reading.modes import mode_behind
from ingest.extract.figure_reading.offices import names_office
from ingest.extract.figure_reading.quantities.quantity import DOWN, UP
from ingest.extract.figure_reading.relatives import is_in_relative, is_with
from ingest.extract.figure_reading.words import words


def is_head(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a chunk names an indicator, rather than a trade agreement or the Ministry of Trade."""
    chunk = chunks[at]
    if "ind" not in chunk.tags:
        return False
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    before = chunks[at - 1] if at else None
    if chunk.key == "sales" and not any(
        a.key in ("to", "the") and (b.kind == "place" or b.has(*STAND_INS))
        for a, b in pairwise(chunks[at + 1 : at + 8])
    ):
        return False  # only what is sold to an economy is exported
    if at > 1 and chunk.has("scope:modes") and chunks[at - 2].key in ("those", "that"):
        return before is None or before.key not in words("before_modes")  # "exports rose, those under general trade 20"
    if _is_told_of_another(chunks, at):
        return False
    if following is not None and following.key in ("included", "excluded"):
        return False  # "total exports, re-exports included, were"
    if following is not None and following.has("not:after") and not following.has(*UP, *DOWN):
        return False
    if before is not None and before.key == "with" and at > 1 and chunks[at - 2].key in words("companies"):
        return False  # "enterprises with foreign investment"
    if before is not None and (before.has("not:before") or before.key in ("free", "ministry", "free-")):
        return False
    if before is not None and before.key in ("and", "&") and names_office(chunks, at - 1):
        return False
    starts = before is None or before.kind == "mark" or before.kind == "place"
    return not (
        chunk.capital
        and not starts
        and chunk.key not in words("short_heads")
        and before is not None
        and before.capital
        and not before.has("scope:nouns")
        and before.key not in ("total", "overall", "domestic", "merchandise", "goods")
    )


def _is_told_of_another(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a word only tells how an amount was traded, what it was put into, or what a company turns over."""
    chunk = chunks[at]
    if chunk.key == "turnover":  # "had a turnover of", "turnover 300 million yuan, 850 staff"
        has_staff = any(c.key in ("staff", "employees", "workers") for c in chunks[at + 1 : at + 8])
        return has_staff or (at > 0 and chunks[at - 1].key in ("a", "annual"))
    if chunk.key == "purchases" and any(c.key == "for" for c in chunks[max(0, at - 3) : at]):
        return any(c.has("ind:deals") for c in chunks[:at])  # "deals reached for one-year purchases"
    if chunk.has("scope:modes"):
        return _is_way_of_amount(chunks, at)  # "imported and exported 21.9 billion yuan by way of processing trade"
    # "23.3 billion in 3,600 projects in Vietnam, of which manufacturing attracted"
    return chunk.has("ind:deals") and chunk.key.endswith("projects") and _is_paid_into(chunks, at)


def _is_way_of_amount(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a way of trading only tells how an amount before it was traded."""
    start = at
    while start and chunks[start - 1].key in words("of_modes"):
        start -= 1
    if start == at or chunks[start - 1].key not in words("before_modes"):
        return False
    return any(c.kind == "money" for c in chunks[max(0, start - 5) : start - 1])


def _is_paid_into(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether projects are only what an amount before was invested in."""
    link = next((n for n in range(at - 1, max(at - 5, 0), -1) if chunks[n].key in ("in", "into", "across")), None)
    if link is None or chunks[link - 1].kind != "money":
        return False
    return any(c.has("verb:investment", "ind:investment") for c in chunks[max(0, link - 10) : link - 1])


def is_verb(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a chunk is a verb that states a flow: exported, sold, invested."""
    if chunks[at].key.endswith("ing") and at + 1 < len(chunks) and chunks[at + 1].has("not:after"):
        return False  # "purchasing missions"
    if at and chunks[at].key.endswith("ed") and chunks[at - 1].key in ("of", "the", "a", "all", "for", "such"):
        opens = chunks[at - 1].key == "the" and (at == 1 or chunks[at - 2].key in (",", ";", "and", "while"))
        return opens and chunks[at].key in ("imported", "exported")  # "the price of imported rubber"
    if chunks[at].key in ("put", "putting") and is_put_at(chunks, at):
        return False
    if chunks[at].key in words("pays"):
        return pays_for_goods(chunks, at)
    if chunks[at].key in words("sends"):
        return sends_goods(chunks, at)
    if chunks[at].key == "sources":
        return any(c.kind == "money" for c in chunks[at + 1 : at + 5])
    if at and chunks[at].key in ("ships", "sells", "invests") and chunks[at - 1].key in ("of", "in", "and", ",", "for"):
        return False  # "exports of ships"
    if (
        chunks[at].has("down_verb")
        and at + 1 < len(chunks)
        and (chunks[at + 1].kind == "percent" or chunks[at + 1].key in ("by", "to"))
    ):
        return False  # "exports sank 21 percent"
    return "flow" in chunks[at].tags and not is_head(chunks, at)


def indicator_of(chunk: Chunk, prefix: str = "ind:") -> str:
    """Give the indicator that a head or verb names; of several the first in the alphabet (phrases are unambiguous)."""
    return sorted(tag.removeprefix(prefix) for tag in chunk.tags if tag.startswith(prefix))[0]


def heads_in(chunks: Sequence[Chunk], start: int, end: int) -> list[int]:
    """Give the chunks that name an indicator or state a flow."""
    return [n for n in range(start, end) if is_head(chunks, n) or is_verb(chunks, n)]


def noun_heads_in(chunks: Sequence[Chunk], start: int, end: int) -> list[int]:
    """Give the chunks that name an indicator."""
    return [n for n in range(start, end) if is_head(chunks, n)]


def main_head(chunks: Sequence[Chunk], heads: Sequence[int]) -> int | None:
    """Choose the head of a quantity: the last; of "a deficit in trade with", "contracts on trade" the first."""
    if not heads:
        return None
    heads = [n for n in heads if n == heads[0] or not is_in_relative(chunks, heads[0], n)]
    head = heads[-1]
    for earlier in reversed(heads[:-1]):
        gap = chunks[earlier + 1 : head]
        if chunks[head].has("ind:deficit", "ind:surplus") and chunks[earlier].has("ind:balance"):
            break  # "the balance of trade was a deficit of"
        linked = (
            gap
            and gap[0].key in ("in", "of", "from", "on", "for", "with")
            and (gap[0].key != "with" or any(c.key == "in" for c in gap[1:]))  # "a deficit with China in oil trade"
            and len(gap) <= 6
            and all(c.kind != "mark" for c in gap)
        )
        if (
            mode_behind(chunks, earlier + 1, head + 1) is not None
            and chunks[earlier].has("ind:exports", "ind:imports", "ind:trade")
            and not chunks[earlier].has("scope:modes")
        ):
            head = earlier  # "exports in border trade"
        elif chunks[head].has("ind:investment") and any(c.key == "with" for c in gap):
            return head  # "projects in Vietnam with registered capital of"
        elif (linked or is_with(gap)) and chunks[earlier].has(
            "ind:deficit", "ind:surplus", "ind:deals", "ind:contracts", "ind:balance"
        ):
            head = earlier
    return head


def has_new_subject(chunks: Sequence[Chunk], start: int, end: int) -> bool:
    """Say whether an indicator or a flow stands here."""
    return bool(heads_in(chunks, start, end))

"""Words that name an indicator or state a flow, and the one that governs a quantity."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.goods_moved import STAND_INS, pays_for_goods, sends_goods
from ingest.extract.figure_reading.modes import mode_behind
from ingest.extract.figure_reading.offices import names_office
from ingest.extract.figure_reading.quantities.quantity import DOWN, NOUNS, UP, skip_soft
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
        a.key == "to" and (b.kind == "place" or b.has(*STAND_INS)) for a, b in pairwise(chunks[at : at + 8])
    ):
        return False  # only what is sold to an economy is exported
    if at > 1 and chunk.has("scope:modes") and chunks[at - 2].key in ("those", "that"):
        return before is None or before.key not in words("before_modes")  # "exports rose, those under general trade 20"
    if following is not None and following.key in ("included", "excluded"):
        return False  # "total exports, re-exports included, were"
    if following is not None and following.has("not:after") and not following.has(*UP, *DOWN):
        return False
    if chunk.key == "turnover" and before is not None and before.key in ("a", "annual"):
        return False  # a company's: "had a turnover of"
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


def is_verb(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a chunk is a verb that states a flow: exported, sold, invested."""
    if chunks[at].key.endswith("ing") and at + 1 < len(chunks) and chunks[at + 1].has("not:after"):
        return False  # "purchasing missions"
    if at and chunks[at].key.endswith("ed") and chunks[at - 1].key in ("of", "the", "a", "all", "for", "such"):
        opens = chunks[at - 1].key == "the" and (at == 1 or chunks[at - 2].key in (",", ";", "and", "while"))
        return opens and chunks[at].key in ("imported", "exported")  # "the price of imported rubber"
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
        elif (
            chunks[earlier].has("verb:investment")
            and gap
            and gap[0].key in ("in", "into")
            and chunks[head].has("ind:deals")
        ):
            head = earlier  # "invested in 760 projects worth"
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


def head_behind(chunks: Sequence[Chunk], at: int) -> int | None:
    """Find the indicator behind an amount: "5.4 billion worth of trade", "51.99 billion yuan in exports"."""
    n = _behind_second_currency(chunks, at + 1)
    near = [c.key for c in chunks[n : n + 2]]  # "its 1.5-billion-dollar target for exports", "3.7 billion came from"
    n += near[:1] in (["target"], ["goal"]) or near == ["came", "from"]
    if n < len(chunks) and _is_at_once(chunks, n):
        return n
    if n >= len(chunks) or chunks[n].key not in _before_head(chunks, at):
        return None
    if chunks[n].key == "from" and _is_gerund(chunks, n + 1):
        return n + 1  # "earned 250 million from exporting rice"
    if [c.key for c in chunks[n : n + 2]] == ["of", "which"] and chunks[n + 2 : n + 3]:
        n += 2 if chunks[n + 2].has("value") else 0  # "1.4 billion of which was Cambodian exports"
    return _head_after(chunks, at, n)


def _head_after(chunks: Sequence[Chunk], at: int, link: int) -> int | None:
    """Find the indicator behind the preposition or verb at `link`, which leads there from an amount."""
    for at_head in range(link + 1, min(link + 9, len(chunks))):
        chunk = chunks[at_head]
        if _is_done(chunks, at_head, ("imported", "exported")):
            return at_head  # "of which 54.9 billion were imported goods"
        if is_head(chunks, at_head):
            return None if _are_places_of(chunks, at, at_head) else at_head
        ends = chunk.kind == "period" and not _is_taken_of(chunks, at, at_head)
        if chunk.is_quantity or ends or (chunk.kind == "mark" and chunk.key not in ("'s", "-")):
            return None
        is_verb_of_amount = chunk.has("value", *UP, *DOWN) and chunk.key not in ("of", "to", "total")
        if is_verb_of_amount and not _is_done(chunks, at_head, words("spends")):  # "842 million was spent on imports"
            return None
        if chunk.key in ("to", "by", "while", "for", "as", "after", "when", "with"):
            return None
    return None


def _is_taken_of(chunks: Sequence[Chunk], at: int, period: int) -> bool:
    """Say whether a flow of a period is told of which another takes: "supplied 3.02 billion of the month's imports"."""
    takes = any(c.key in words("taking") for c in chunks[max(0, at - 4) : at])
    return takes and [c.key for c in chunks[period + 1 : period + 2]] == ["'s"]


def _behind_second_currency(chunks: Sequence[Chunk], at: int) -> int:
    """Step over "(5 billion dollars)" and the sign of "24.4 billion dollars' worth of trade"."""
    n = at
    if n < len(chunks) and chunks[n].key == "(":
        while n < len(chunks) and chunks[n].key != ")":
            n += 1
        n += 1
    while n < len(chunks) and chunks[n].key in ("'", "’", "'s"):
        n += 1
    return n


def _is_at_once(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether an indicator follows its amount at once: "15 percent export growth", "5 billion invested"."""
    return chunks[at].key == "invested" or (chunks[at - 1].is_quantity and is_head(chunks, at))


def _is_gerund(chunks: Sequence[Chunk], at: int) -> bool:
    return at < len(chunks) and chunks[at].key.endswith("ing") and is_verb(chunks, at)


def _is_done(chunks: Sequence[Chunk], at: int, verbs: Collection[str]) -> bool:
    """Say whether one of the verbs stands here behind "was" or "were"."""
    return chunks[at].key in verbs and chunks[at - 1].key in ("were", "was")


def head_of_change(chunks: Sequence[Chunk], at: int) -> int | None:
    """Find the indicator behind a change: "15 percent export growth", "an 18.6 percent rise in its exports"."""
    n = at + 1
    if n < len(chunks) and is_head(chunks, n):
        return n
    if _is_rate_of_noun(chunks, at):
        return head_within(chunks, n + 1) if n < len(chunks) and chunks[n].key in ("in", "of", "for") else None
    while n < len(chunks) and chunks[n].has("yoy", "mom"):
        n += 1
    if n + 1 >= len(chunks) or not chunks[n].has(*NOUNS):
        return None
    n += 1
    while n < len(chunks) and chunks[n].has("yoy", "mom"):
        n += 1
    if n >= len(chunks) or chunks[n].key not in ("in", "of", "for"):
        return None
    return head_within(chunks, n + 1)


def _are_places_of(chunks: Sequence[Chunk], at: int, head: int) -> bool:
    """Say whether projects are only what money was put into: "had invested 2.9 billion in 397 projects in"."""
    invests = any(c.has("verb:investment", "ind:investment") for c in chunks[max(0, at - 9) : at])
    return invests and chunks[head].has("ind:deals") and chunks[at + 1].key in ("in", "into", "across", "through")


def _is_rate_of_noun(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a rate's noun stands before it: "growth of 4 percent in", "against 2 percent for"."""
    left = skip_soft(chunks, at)
    if left >= 0 and chunks[left].has("compare") and len(chunks[left].key) > 5:
        return True
    if left < 1 or chunks[left].key not in ("of", "by"):
        return left >= 0 and chunks[left].has(*NOUNS) and chunks[left].key.endswith(" of")
    return chunks[left - 1].has(*NOUNS)


def head_within(chunks: Sequence[Chunk], start: int) -> int | None:
    """Find the indicator of the noun phrase that begins here."""
    for head in range(start, min(start + 7, len(chunks))):
        if is_head(chunks, head):
            return head
        if chunks[head].is_quantity or chunks[head].kind == "period" or chunks[head].key in (",", ";", "and"):
            return None
    return None


def _before_head(chunks: Sequence[Chunk], at: int) -> tuple[str, ...]:
    """Give the prepositions that may lead from an amount to its indicator: "contributed 5 billion to exports"."""
    plain = ("worth", "of", "in", "from", "for", "on", "were", "was")
    return (*plain, "to") if any(c.key.startswith("contribut") for c in chunks[max(0, at - 4) : at]) else plain


def verb_behind(chunks: Sequence[Chunk], start: int, at: int) -> int | None:
    """Find the verb of which the amount is the subject: "goods worth 287.5 billion yuan moved in and out of"."""
    relative = _is_relative(chunks, at + 1)
    moved = _is_moved(chunks, at)
    told = relative or moved or (at > start and chunks[at - 1].key in ("worth", "valued at"))
    if not told or has_new_subject(chunks, start, at):
        return None
    for n in range(at + 1, min(at + 12, len(chunks))):
        if is_verb(chunks, n):
            return n
        if chunks[n].is_quantity and chunks[n - 1].key != "(" and chunks[n - 2].key != "(":
            return None
        if chunks[n].key in (",", ";", "and"):
            return None
    return None


def _is_relative(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether "that" follows, be it behind the goods: "2.1 billion dollars of fruit that Vietnam exported"."""
    while at < len(chunks) and chunks[at].key in ("'", "'s", "worth"):
        at += 1
    n = at
    if n < len(chunks) and chunks[n].key in ("of", "in"):
        while n < min(at + 6, len(chunks)) and chunks[n].key != "that" and chunks[n].kind in ("word", "phrase"):
            n += 1
    if n >= len(chunks) or chunks[n].key == "that":
        return n < len(chunks)
    return n > at + 1 and chunks[n].kind == "place" and n + 1 < len(chunks) and is_verb(chunks, n + 1)


def _is_moved(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether an amount is of goods moved: "5 billion yuan of toys were exported", "spent 5 billion importing"."""
    if any(c.key in words("spends") for c in chunks[max(0, at - 5) : at]):
        near = range(at + 1, min(at + 3, len(chunks)))
        return any(is_verb(chunks, n) and chunks[n].key.endswith("ing") for n in near)
    of = at + 1 + (at + 2 < len(chunks) and chunks[at + 1].key == "worth")
    if of >= len(chunks) or chunks[of].key != "of":
        return False
    for n in range(of + 1, min(at + 10, len(chunks) - 1)):
        if chunks[n].key in ("was", "were", "are", "is", "been", "being"):
            return is_verb(chunks, n + 1)
        if chunks[n].kind not in ("word", "phrase", "place") and chunks[n].key != "-":
            return False
    return False

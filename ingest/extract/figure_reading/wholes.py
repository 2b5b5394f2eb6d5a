"""The whole that a share is of: "16.7 percent of China's total foreign trade"."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.heads_behind import head_within
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.figure_reading.words import words


def _behind_aside(chunks: Sequence[Chunk], at: int) -> int:
    """Step over the same share as an amount: "18 percent, or 3.2 billion dollars, of Singapore's exports"."""
    keys = [c.key for c in chunks[at : at + 5]]
    n = at + 1
    if keys[:1] in ([","], ["("]):
        n += keys[1:2] == ["or"]
        n += n < len(chunks) and chunks[n].key in words("before_amount")
        if n + 1 < len(chunks) and chunks[n].kind == "money" and chunks[n + 1].key in (",", ")"):
            return n + 2
    return at


def _is_site(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether "in" tells where an investment or project is: "60 percent of China's investment in Vietnam"."""
    told = chunks[at].key == "in" and chunks[at - 1].has("ind:investment", "ind:contracts")
    return told and at + 1 < len(chunks) and (chunks[at + 1].kind == "place" or chunks[at + 1].has("ana:country"))


def _is_share_in(chunks: Sequence[Chunk], at: int, percent: int) -> bool:
    """Say whether "in" leads to the whole of a share: "had a share of 34 percent in the country's total imports"."""
    told = any("share" in c.key.split() for c in chunks[max(0, percent - 12) : at])
    return told and head_within(chunks, at + 1) is not None


def whole_of(chunks: Sequence[Chunk], quantity: Quantity) -> tuple[int, int]:
    """Give the chunks of the whole that a share is of: "China's total foreign trade"."""
    start = _behind_aside(chunks, quantity.at + 1)
    gives = chunks[max(0, quantity.at - 5) : quantity.at]  # "contributed 3.9 trillion yuan or 79.9 percent to"
    contributed = start == quantity.at + 1 and any(c.key.startswith("contribut") for c in gives)
    links = ("of", "for", "share of", "slice of", "to") if contributed else ("of", "for", "share of", "slice of")
    if start + 1 < len(chunks) and chunks[start].key == "share" and chunks[start + 1].key in ("in", "of"):
        start += 1  # "a 21 percent share in India's exports"
    in_flow = start < len(chunks) and chunks[start].key == "in" and _is_share_in(chunks, start, quantity.at)
    if start >= len(chunks) or not (chunks[start].key in links or in_flow):
        return start, start
    end = start + 1
    while end < len(chunks):
        chunk = chunks[end]
        if chunk.is_quantity or chunk.kind == "period" or (chunk.kind == "mark" and chunk.key not in ("'s", "&", "-")):
            break
        if chunk.key == "-" and chunk.start > chunks[end - 1].end:
            break  # an aside ends
        if chunk.key == "with" and any(c.is_quantity for c in chunks[end + 1 : end + 3]):
            break
        if chunk.key in words("ends_whole") and not _is_site(chunks, end):
            break
        if chunk.key in words("flows") or chunk.key in words("moved") or chunk.has("up_verb", "down_verb"):
            break
        if (
            chunk.key in ("is", "are", "was", "were")
            and chunks[end + 1 : end + 2]
            and chunks[end + 1].key in words("moved")
        ):
            break
        end += 1
    return start + 1, end

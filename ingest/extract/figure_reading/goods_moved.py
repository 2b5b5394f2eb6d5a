"""Verbs that state a flow only where goods are paid for, or sent to an economy."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.extract.figure_reading.chunks import Chunk

STAND_INS = ("ana:world", "ana:any", "ana:country", "ana:group", "ana:neighbour")  # "sales to the latter"


def pays_for_goods(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether money is spent on another's goods: "spent 118 million on Vietnamese coffee"."""
    paid = next((n for n in range(at + 1, min(at + 6, len(chunks))) if chunks[n].kind == "money"), None)
    if paid is None or paid + 3 > len(chunks) or chunks[paid + 1].key not in ("on", "for"):
        return False
    goods = chunks[paid + 2 : paid + 8]
    named = goods[0].kind == "place" and len(goods) > 1 and goods[1].has("scope:nouns")
    return named or any(a.key == "from" and b.kind == "place" for a, b in pairwise(goods))


def sends_goods(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether goods go to an economy: "sent 5 billion of fruit to China", "supplied Thailand with gas worth"."""
    near = chunks[at + 1 : at + 14]
    stop = next((n for n, c in enumerate(near) if c.key in (",", ";", ":")), len(near))
    near = near[:stop]
    if not any(c.kind == "money" for c in near):
        return False
    gives = near[0].kind == "place" and near[1].key == "with"
    return gives or any(
        a.key == "to" and (b.kind == "place" or (b.key == "the" and c.kind == "place"))
        for a, b, c in zip(near, near[1:], near[2:], strict=False)
    )


def is_put_at(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a figure is only reckoned, and nothing invested: "economists put the number at 215 billion"."""
    return any(a.key == "at" and b.kind == "money" for a, b in pairwise(chunks[at : at + 7]))


def are_receipts(before: Sequence[Chunk]) -> bool:
    """Say whether exports are told by what they brought: "export receipts from China" are of exports to it."""
    return any(c.has("ind:exports") and c.key.endswith(("receipts", "proceeds", "earnings")) for c in before)

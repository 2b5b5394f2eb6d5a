"""Numbers that words around them make no trade figure."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.groups import Group
from ingest.extract.figure_reading.heads import is_head
from ingest.extract.figure_reading.quantities.quantity import skip_soft
from ingest.extract.figure_reading.scene import Scene
from ingest.extract.figure_reading.subjects.economies import names_company
from ingest.extract.figure_reading.wholes import whole_of
from ingest.extract.figure_reading.words import words


def is_blocked(scene: Scene, group: Group, heads: Sequence[int]) -> bool:
    """Say whether the words right before a number speak of something that is no trade figure."""
    last = heads[-1] if heads else group.left - 1
    if (heads or scene.before is not None) and scene.chunks[group.first - 1].key in ("worth", "valued at"):
        return False
    if heads and _is_paid(scene, group, last):
        return False
    for n in range(max(last + 1, group.left), group.first):
        if "block" in scene.chunks[n].tags and not is_head(scene.chunks, n) and not _is_aside(scene, last, n, group):
            return not (heads and scene.chunks[n].has("scope:nouns"))  # "exports of vehicles"
    if (
        heads
        and scene.chunks[heads[-1]].has("verb:trade")
        and any(c.has("block:units") for c in scene.chunks[group.left : heads[-1]])
    ):
        return True  # "5.9 million travellers passed through the checkpoint, up 15 percent"
    if heads and any(
        c.has("block:nouns") and (scene.chunks[n + 1].key == "of" or _is_levied(scene, n))
        for n, c in enumerate(scene.chunks[: heads[-1]])
        if heads[-1] - n <= 4
    ):
        return True  # "the price of exports"
    behind = scene.chunks[group.last + 1 : group.last + 3]
    if behind and behind[0].has("each") and not _lists_places(scene.chunks[group.left : group.first]):
        return True  # "21 of them with a value of more than 3 billion yuan each"
    if _is_rate(scene.chunks, group):
        return True
    if len(behind) == 2 and behind[0].key in ("in", "of") and "block" in behind[1].tags:
        return True  # "4.5 trillion dong in duties"
    share = group.get("share")
    whole = () if share is None or (heads and group.get("value")) else range(*whole_of(scene.chunks, share))
    if any(scene.chunks[n].has("block:units", "block:nouns") and not is_head(scene.chunks, n) for n in whole):
        return True  # "75 percent of the lorries"
    if group.get("value") is not None or heads:
        return False
    following = scene.chunks[group.last + 1 : group.last + 4]
    return any("block" in c.tags and "ns:stop" not in c.tags for c in following)


def _is_paid(scene: Scene, group: Group, head: int) -> bool:
    """Say whether goods are weighed and paid: "exported 500,000 tonnes of rice for 230 million", "earning"."""
    flows = ("verb:exports", "verb:imports", "ind:exports", "ind:imports")
    if group.get("value") is None or not scene.chunks[head].has(*flows):
        return False
    at = skip_soft(scene.chunks, group.first)
    if scene.chunks[at].has("ana:country", "ana:any") or scene.chunks[at].kind == "place":
        at -= 1  # "earning the country 389 million"
    key = scene.chunks[at].key
    of_value = key == "of" and scene.chunks[at - 1].key in ("value", "turnover", "revenue", "income", "tune")
    is_weighed = any(c.has("block:units") for c in scene.chunks[head:at])
    return is_weighed and (key == "for" or key in words("earns") or of_value)


def _lists_places(chunks: Sequence[Chunk]) -> bool:
    """Say whether two places stand side by side: "Laos and Myanmar with 5 billion each"."""
    return any(
        one.kind == "place" == other.kind and link.key in (",", "and", "/")
        for one, link, other in zip(chunks, chunks[1:], chunks[2:], strict=False)
    )


def _is_rate(chunks: Sequence[Chunk], group: Group) -> bool:
    """Say whether an amount is one of each month or day: "an average of 10 billion dollars a month"."""
    behind = [c.key for c in chunks[group.last + 1 : group.last + 3]]
    return behind[:1] in (["/"], ["per"], ["a"], ["each"], ["every"]) and behind[1:] in (["month"], ["day"], ["week"])


def _is_levied(scene: Scene, at: int) -> bool:
    """Say whether a state takes so much from trade: "budget revenue from import and export activities"."""
    levied = any(
        word in scene.chunks[at].key.split() for word in ("budget", "tax", "duty", "customs", "state", "fiscal")
    )
    return levied and scene.chunks[at + 1].key in ("from", "on")


def _is_aside(scene: Scene, head: int, at: int, group: Group) -> bool:
    """Say whether a word stands between two commas: "trade with Indonesia, the region's biggest economy, rose"."""
    before = any(c.key == "," for c in scene.chunks[head + 1 : at])
    return before and any(c.key == "," for c in scene.chunks[at + 1 : group.first])


def is_single_company(scene: Scene, group: Group) -> bool:
    """Say whether the clause speaks of one company: "a maker of bird's nest ... sold goods worth 40 million yuan"."""
    for n in range(max(group.left, 1), group.first):
        if scene.chunks[n].has("single:traders"):
            near = scene.chunks[max(0, n - 4) : n]
            if any(c.has("single:determiners") for c in near[-2:]) or any(c.key in ("whose", "one") for c in near):
                return True
    opening = range(group.left, min(group.left + 3, group.first))
    invests = any(c.has("verb:investment") or c.key in ("won", "wins") for c in scene.chunks[group.left : group.first])
    named = any(names_company(scene.chunks, n) for n in opening) or _opens_with_name(scene, group)
    return (invests and named) or _sells_at_home(scene, group)  # "China National Petroleum will invest"


def _sells_at_home(scene: Scene, group: Group) -> bool:
    """Say whether goods are given away, shops sell, or a company tells of its sales: "Gree said its overseas sales"."""
    chunks = scene.chunks
    if any(c.key in words("gives_away") for c in chunks[group.left : group.right]):
        return True  # "equipment worth 15 million yuan has been donated"
    sold = next((n for n in range(group.left, group.first) if chunks[n].key in ("sold", "sell", "sells")), None)
    if sold is not None and any(c.key.split()[-1] in words("retailers") for c in chunks[group.left : sold]):
        return True
    own = next((n for n in range(2, group.first) if chunks[n].key.endswith("sales") and chunks[n].has("ind")), None)
    first = chunks[0]
    is_name = first.kind == "word" and first.capital and first.key[-1:] != "s" and chunks[1].has("source")
    return own is not None and is_name and not any(c.kind == "place" for c in chunks[:own])


def _opens_with_name(scene: Scene, group: Group) -> bool:
    """Say whether a name that no list knows is the subject: "Yuxin, which earned 3 billion, will put"."""
    chunks = scene.chunks
    verb = next((n for n in range(group.left, group.first) if chunks[n].has("verb:investment")), 0)
    first, behind = chunks[0], [c.key for c in chunks[1:3]]
    if not verb or first.kind != "word" or not first.capital or any(c.kind == "place" for c in chunks[:verb]):
        return False
    if first.key in words("all_goods") or first.key in words("enumerating") or first.key.endswith(("s", "ing", "ly")):
        return False
    aside = behind[0] == "," and behind[1] in ("which", "whose", "a", "an", "the", "one")
    return aside or behind[0] in words("does_of_one")

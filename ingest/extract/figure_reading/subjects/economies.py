"""Economies as a sentence refers to them: places, words that stand for them, lists of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.words import words
from ingest.extract.mentions.number import number_words
from ingest.extract.mentions.place import Place


@dataclass(frozen=True, slots=True)
class Economy:
    """An economy as the text refers to it: a place's name, or a word that stands for one (kinds of `anaphora.yml`).

    `side`: in which direction a neighbour lies.
    """

    name: str | None
    kind: str = "place"
    is_adjective: bool = False
    side: str | None = None


# Of a word in several lists the first kind counts.
_STANDING_FOR = {
    f"ana:{kind}": Economy(None, kind)
    for kind in (
        "neighbour",
        "nation",
        "group",
        "country",
        "province",
        "city",
        "prefecture",
        "pair",
        "any",
        "own",
        "world",
    )
}
PRONOUNS = ("any", "own")  # "its", "our": what the page speaks of, and who speaks


def economy_at(chunks: Sequence[Chunk], at: int) -> Economy | None:
    """Read a chunk as an economy."""
    chunk = chunks[at]
    if isinstance(chunk.value, Place):
        if is_gate(chunks, at) or chunk.value.role in ("organisation", "container", "dateline"):
            return None
        return Economy(chunk.value.name, is_adjective=chunk.value.form == "adjective")
    if not chunk.tags or chunk.tags.isdisjoint(_STANDING_FOR):
        return None
    economy = next(economy for tag, economy in _STANDING_FOR.items() if tag in chunk.tags)
    if economy.kind == "neighbour":
        side = next((side for side in ("north", "south", "east", "west") if side in chunk.key), None)
        return replace(economy, side=side) if side else economy
    return economy


def of_division(chunks: Sequence[Chunk], at: int, economy: Economy) -> Economy:
    """Give the province that a country's adjective only places: "the Chinese province imported"."""
    kind = chunks[at + 1].key if at + 1 < len(chunks) and economy.is_adjective else ""
    return Economy(None, kind) if kind in ("province", "city", "prefecture") else economy


def is_gate(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a place only names a border gate: "the Muse gate", "the Lao Cai international border gate"."""
    behind = at + 1
    while behind < len(chunks) and behind <= at + 2 and chunks[behind].key in words("gate_kinds"):
        behind += 1
    return behind < len(chunks) and chunks[behind].has("scope:gates")


def is_town(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a town stands here, which may be a border gate: neither a country nor a province."""
    place = chunks[at].value
    return isinstance(place, Place) and place.kind == "city" and place.role == "plain"


def is_gates_name(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a town or a name that no list knows stands here: "trade via Hteekhee"."""
    return is_town(chunks, at) or (chunks[at].kind == "word" and chunks[at].capital)


def gate_name(chunks: Sequence[Chunk], at: int) -> str:
    """Give the name of a gate with what it is called: "Mong Cai international border gate"; empty where none stands."""
    end = at
    if at < len(chunks) and chunks[at].kind == "place":
        end += 1
    while end < len(chunks) and chunks[at].kind != "place" and chunks[end].capital and chunks[end].kind == "word":
        end += 1
    while at < end < len(chunks) and (chunks[end].key in words("gate_kinds") or chunks[end].has("scope:gates")):
        end += 1
    return " ".join(c.key for c in chunks[at:end])


def _told_at(chunks: Sequence[Chunk], at: int, end: int) -> tuple[int, Economy | None]:
    """Read the economy that a phrase of several chunks tells, and its last chunk."""
    economy = economy_at(chunks, at)
    if economy is None or at + 1 >= end:
        return at, economy
    if economy.is_adjective and chunks[at + 1].key in ("province", "region"):
        named = economy_at(chunks, at + 3) if at + 3 < end and chunks[at + 2].key == "of" else None
        if named is not None and named.name is not None:
            return at + 3, named  # "the southern Chinese province of Hainan"
        return at + 1, Economy(None, "province")  # "exports to the Chinese province"
    if economy.name is None and at + 2 < end and chunks[at + 1].key == "of":
        named = economy_at(chunks, at + 2)
        if named is not None and named.name is not None:
            return at + 2, named  # "the northern province of Lang Son"
    return at, economy


def economy_list(chunks: Sequence[Chunk], at: int, end: int) -> tuple[list[Economy], int]:
    """Read a list of economies that begins at `at`: "A, B and C"; gives them and the chunk behind."""
    found: list[Economy] = []
    n = at
    while n < end:
        chunk = chunks[n]
        if not found and (inner := _behind_container(chunks, n)) > n:
            n = inner
            continue
        if is_count(chunk) and n + 1 < end and chunks[n + 1].kind == "place":
            n += 1
            continue
        if not found and (behind := _behind_rank(chunks, n, end)) > n:
            n = behind
            continue
        if not found and (chunk.key in words("before_economies") or is_count(chunk)):
            n += 1
            continue
        n, economy = _told_at(chunks, n, end)
        if economy is None:
            if (
                found
                and chunk.key in (",", "and", "&", "as", "well", "or", "the", "-", "/")
                and _more_follow(chunks, n, end)
                and not (chunk.key == "the" and chunks[n - 1].kind == "place")  # "from China the Philippines bought"
            ):
                n += 1
                continue
            if chunk.key == "(" and found and n + 2 < end and chunks[n + 2].key == ")":
                n += 3
                continue
            break
        if found and _is_none_of_them(chunks, n, economy):
            break
        listed = _listed_members(chunks, n, end)
        if listed is not None:
            return found + listed[0], listed[1]
        if not (found and economy.name is not None and (economy.name == found[-1].name or _is_site(chunks, n, found))):
            found.append(economy)
        n += 1
    return _with_others(chunks, found, n, end)


def _is_none_of_them(chunks: Sequence[Chunk], at: int, economy: Economy) -> bool:
    """Say whether an economy behind a list is no item of it: "with China, Hong Kong not included"."""
    is_left_out = " ".join(c.key for c in chunks[at + 1 : at + 3]) in words("left_out")
    return is_left_out if economy.name else economy.kind != "group"


def _with_others(chunks: Sequence[Chunk], found: list[Economy], at: int, end: int) -> tuple[list[Economy], int]:
    """Read "Vietnam and other ASEAN countries" as all of the group."""
    if found and at + 1 < end and chunks[at].key == "other":
        n, group = _told_at(chunks, at + 1, end)
        if group is not None and isinstance(place := chunks[n].value, Place) and place.kind == "group":
            return [group], n + 1
    return found, at


def _behind_rank(chunks: Sequence[Chunk], at: int, end: int) -> int:
    """Step over the rank of a partner: "number three trading partner Australia", "second-largest supplier Thailand"."""
    n = at
    while n < end and n < at + 5 and (chunks[n].key.split("-")[-1] in words("of_ranks") or is_count(chunks[n])):
        n += 1
    is_rank = n < end - 1 and chunks[n].key.split()[-1] in words("ranked_ones")
    return n + 1 if is_rank and chunks[n + 1].kind == "place" else at


def _behind_container(chunks: Sequence[Chunk], at: int) -> int:
    """Step over a place that only says where the next one lies: "to China's Yunnan", "the Chinese province of"."""
    place = chunks[at].value
    if not isinstance(place, Place) or place.role != "container" or at + 2 >= len(chunks):
        return at
    if place.form == "adjective":
        return at + 1
    return at + 2 if is_possessive(chunks, at) and chunks[at + 2].kind == "place" else at


def _is_site(chunks: Sequence[Chunk], at: int, found: Sequence[Economy]) -> bool:
    """Say whether a town only names a park of the economies before it: "Malaysia-China Kuantan Industrial Park"."""
    place = chunks[at].value
    if not is_town(chunks, at) and not (isinstance(place, Place) and place.kind == "city"):
        return False
    names = [economy.name for economy in found]
    follows = at + 1 < len(chunks) and chunks[at + 1].capital
    return follows and isinstance(place, Place) and place.country in names


def _listed_members(chunks: Sequence[Chunk], at: int, end: int) -> tuple[list[Economy], int] | None:
    """Read "five ASEAN countries, including Vietnam, Malaysia and Thailand, all ..." as its members."""
    n = at + 1
    while n < end and chunks[n].key in (",", "(", "countries", "members"):
        n += 1
    if n >= end or chunks[n].key not in ("including", "namely", "such", "like"):
        return None
    n += 2 if chunks[n].key == "such" else 1
    members, behind = economy_list(chunks, n, end)
    shared = any(c.key in ("all", "each", "both") for c in chunks[behind:])
    return (members, behind) if len(members) > 1 and shared else None


def _more_follow(chunks: Sequence[Chunk], at: int, end: int) -> bool:
    for n in range(at + 1, min(at + 4, end)):
        if chunks[n].kind == "place":
            return n + 1 >= end or chunks[n + 1].key != "'s"
        if chunks[n].key not in ("and", "the", "as", "well", ",", "&", "or", "other") and not is_count(chunks[n]):
            return False
    return False


def is_count(chunk: Chunk) -> bool:
    """Say whether a chunk is a number: "10", "ten", "the ten"."""
    last = chunk.key.removeprefix("the ")
    return chunk.kind in ("word", "phrase") and (last.replace(",", "").isdigit() or last in number_words())


def economy_behind(chunks: Sequence[Chunk], at: int) -> Economy | None:
    """Give the economy to or from which an amount goes: "compared with 1.9 billion dollars to Japan"."""
    if at + 2 >= len(chunks) or chunks[at + 1].key not in ("to", "from", "with"):
        return None
    start = at + 2 + (chunks[at + 2].key == "the")
    economy = economy_at(chunks, start) if start < len(chunks) else None
    return economy if economy is not None and economy.kind == "place" and not economy.is_adjective else None


def compound(chunks: Sequence[Chunk], at: int, start: int) -> Economy | None:
    """Give the first economy of "China-ASEAN trade", "Sino-Thai trade"."""
    here = chunks[at].value
    if at - 1 >= start and chunks[at - 1].kind == "place" and chunks[at - 1].end + 1 >= chunks[at].start:
        return economy_at(chunks, at - 1)
    dash = at - 2 >= start and chunks[at - 1].key in ("-", "–", "−", "/") and chunks[at - 2].kind == "place"
    return economy_at(chunks, at - 2) if dash and isinstance(here, Place) else None


def is_inside(chunks: Sequence[Chunk], at: int, start: int) -> bool:
    """Say whether an economy only belongs to another noun; companies in or from a place stand for it."""
    if at + 1 < len(chunks) and chunks[at + 1].key == "'s" and chunks[at].kind == "place":
        return not any(c.has("scope:enterprises", "not:after") for c in chunks[at + 2 : at + 5])
    while at - 1 > start and (chunks[at - 1].key in ("the", "other") or is_count(chunks[at - 1])):
        at -= 1  # "with the ten ASEAN members"
    while at - 2 > start and chunks[at - 1].key in ("and", "&", ",") and chunks[at - 2].kind == "place":
        at -= 2  # "to Africa and Latin America"
    before = chunks[at - 1].key if at > start else ""
    if before in ("from", "in", "of") and at - 2 >= start:
        return chunks[at - 2].key not in words("standing_for_home")
    return before in (
        "in",
        "at",
        "of",
        "with",
        "to",
        "from",
        "between",
        "on",
        "than",
        "against",
        "after",
        "by",
        "through",
        "via",
        "within",
        "among",
        "inside",
        "across",
    )


def names_company(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a place only begins a company's name: "China National Petroleum will invest"."""
    place, behind = chunks[at].value, chunks[at + 1 : at + 3]
    if not isinstance(place, Place) or place.form == "adjective" or len(behind) < 2:
        return False
    return all(c.capital and c.kind in ("word", "phrase") and c.key not in words("of_divisions") for c in behind)


def is_possessive(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether 's follows."""
    return at + 1 < len(chunks) and chunks[at + 1].key == "'s"


def are_companies(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether "companies", "firms", "investors" stand here: with an adjective they stand for their country."""
    return at < len(chunks) and (
        chunks[at].has("scope:enterprises") or chunks[at].key.split()[0] in words("companies")
    )  # "companies registered" is one verb

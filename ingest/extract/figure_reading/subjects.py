"""The subject of a statement: which indicator, of whom, with whom, of what part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.groups import indicator_of, is_head, is_verb
from ingest.extract.mentions.number import number_words
from ingest.extract.mentions.place import Place

_PASSED_BY = frozenset(
    [
        "total",
        "overall",
        "combined",
        "foreign",
        "bilateral",
        "two-way",
        "mutual",
        "their",
        "its",
        "volume",
        "value",
        "turnover",
        "goods",
        "products",
        "merchandise",
        "of",
        "in",
    ]
)
_PREPOSITIONS = (
    "with",
    "to",
    "from",
    "between",
    "in",
    "into",
    "of",
    "by",
    "through",
    "via",
    "among",
    "for",
    "toward",
    "towards",
    "across",
    "and",
)
_GENERIC = frozenset(
    [
        "goods",
        "products",
        "commodities",
        "merchandise",
        "items",
        "trade",
        "all",
        "everything",
        "value",
        "volume",
        "both",
    ]
)


@dataclass(frozen=True, slots=True)
class Economy:
    """An economy as the text refers to it: a place's name, or a word that stands for one (`kind` as in anaphora.yml)."""

    name: str | None
    kind: str = "place"
    is_adjective: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What a statement is about, as far as its own words say.

    `partners` and `scopes` hold several for lists ("with A, B and C"). `is_pair`: between the two economies spoken of. `is_total`: the
    reporter's total. `origin` names the construction.
    """

    indicator: str | None = None
    sign: int = 1
    reporter: Economy | None = None
    partners: tuple[Economy, ...] = ()
    scopes: tuple[str, ...] = ()
    is_pair: bool = False
    is_total: bool = False
    is_two_way: bool = False
    is_part: bool = False
    is_weak_total: bool = False
    origin: str = "context"
    at: int = -1


@dataclass(slots=True)
class _Parts:
    reporter: Economy | None = None
    partners: list[Economy] = field(default_factory=list)
    scopes: list[str] = field(default_factory=list)
    words: set[str] = field(default_factory=set)


def economy_at(chunks: Sequence[Chunk], at: int) -> Economy | None:
    """Read a chunk as an economy."""
    chunk = chunks[at]
    if isinstance(chunk.value, Place):
        if _is_gate(chunks, at) or chunk.value.role in ("organisation", "container", "dateline"):
            return None
        return Economy(chunk.value.name, is_adjective=chunk.value.form == "adjective")
    for tag in (
        "ana:neighbour",
        "ana:nation",
        "ana:group",
        "ana:country",
        "ana:province",
        "ana:city",
        "ana:pair",
        "ana:any",
    ):
        if chunk.has(tag) and (chunk.key != "her"):
            return Economy(None, tag.removeprefix("ana:"))
    return None


def _is_gate(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a place only names a border gate: "the Muse gate"."""
    return at + 1 < len(chunks) and chunks[at + 1].has("scope:gates")


def _economies(chunks: Sequence[Chunk], at: int, end: int) -> tuple[list[Economy], int]:
    """Read a list of economies that begins at `at`: "A, B and C"; gives them and the chunk behind."""
    found: list[Economy] = []
    n = at
    while n < end:
        chunk = chunks[n]
        if chunk.kind == "word" and chunk.key in number_words() and n + 1 < end and chunks[n + 1].kind == "place":
            n += 1
            continue
        if (
            chunk.key
            in (
                "the",
                "both",
                "countries",
                "of",
                "other",
                "its",
                "all",
                "like",
                "neighbouring",
                "neighboring",
                "as",
                "fellow",
                "members",
                "member",
                "states",
                "partners",
            )
            and not found
        ):
            economy = (
                economy_at(chunks, n) if chunk.key == "its" and n + 1 < end and chunks[n + 1].kind == "place" else None
            )
            n += 1
            continue
        economy = economy_at(chunks, n)
        if economy is None:
            if (
                found
                and chunk.key in (",", "and", "&", "as", "well", "or", "the", "-", "/")
                and _more_follow(chunks, n, end)
            ):
                n += 1
                continue
            if chunk.key == "(" and found and n + 2 < end and chunks[n + 2].key == ")":
                n += 3
                continue
            break
        if economy.name is None and found and economy.kind != "group":
            break
        listed = _listed_members(chunks, n, end)
        if listed is not None:
            return found + listed[0], listed[1]
        if not (found and economy.name is not None and economy.name == found[-1].name):
            found.append(economy)
        n += 1
    return found, n


def _listed_members(chunks: Sequence[Chunk], at: int, end: int) -> tuple[list[Economy], int] | None:
    """Read "five ASEAN countries, including Vietnam, Malaysia and Thailand, all ..." as its members."""
    n = at + 1
    while n < end and chunks[n].key in (",", "(", "countries", "members"):
        n += 1
    if n >= end or chunks[n].key not in ("including", "namely", "such", "like"):
        return None
    n += 2 if chunks[n].key == "such" else 1
    members, behind = _economies(chunks, n, end)
    shared = any(c.key in ("all", "each", "both") for c in chunks[behind:])
    return (members, behind) if len(members) > 1 and shared else None


def _more_follow(chunks: Sequence[Chunk], at: int, end: int) -> bool:
    for n in range(at + 1, min(at + 4, end)):
        if chunks[n].kind == "place":
            following = chunks[n + 1].key if n + 1 < end else ""
            return following != "'s"
        if (
            chunks[n].key not in ("and", "the", "as", "well", ",", "&", "or", "other")
            and chunks[n].key not in number_words()
        ):
            return False
    return False


def noun_subject(chunks: Sequence[Chunk], at: int, start: int, end: int) -> Subject:
    """Read the noun phrase around the indicator at chunk `at`; looks no further left than `start`, right than `end`."""
    head = chunks[at]
    indicator = indicator_of(head)
    parts = _Parts()
    begin = _left_of_head(chunks, at, start, parts)
    _right_of_head(chunks, at, end, indicator, parts)
    sign = {"deficit": -1}.get(indicator, 1)
    if indicator in ("deficit", "surplus"):
        indicator = "balance"
    if indicator == "deals" and at + 1 < end and chunks[at + 1].key in ("on", "for", "in"):
        topic = list(takewhile(lambda c: c.key in ("and", "of") or not c.has("value", "ns:stop"), chunks[at + 2 : end]))
        parts.scopes[:] = [" ".join(c.key for c in topic[:5])] if topic else []
    if indicator == "deals" and head.key.split()[0] in ("trade", "investment"):
        parts.scopes[:] = [head.key.split()[0]]
    if head.has("scope:modes"):
        parts.scopes.insert(0, head.key)
    words = parts.words | set(head.key.split())
    total = _says_total(chunks, at, start)
    return Subject(
        indicator,
        sign,
        parts.reporter,
        tuple(parts.partners),
        tuple(parts.scopes),
        is_pair=bool(words & {"bilateral", "two-way", "mutual"}) and len(parts.partners) < 2,
        is_weak_total=not total
        and "total" in words
        and not words & {"overall", "foreign", "external", "whole", "entire"},
        is_total=total
        or (
            bool(words & {"total", "overall", "foreign", "external", "whole", "entire"})
            and not words & {"bilateral", "two-way"}
        ),
        is_two_way=bool(words & {"two-way", "mutual", "bilateral"}),
        origin="noun",
        at=begin,
    )


def _says_total(chunks: Sequence[Chunk], at: int, start: int) -> bool:
    """ "Exports as a whole", "Overall, it enjoyed a surplus"."""
    behind = [c.key for c in chunks[at + 1 : at + 4]]
    return (
        behind == ["as", "a", "whole"]
        or behind[:1] == ["overall"]
        or (start == 0 and chunks[0].key in ("overall", "all told", "altogether"))
    )


def _left_of_head(chunks: Sequence[Chunk], at: int, start: int, parts: _Parts) -> int:
    """Walk left over the words that belong to the noun; reads whose it is and what part. Gives where the phrase begins."""
    n = at - 1
    scope: list[str] = []
    while n >= start:
        chunk = chunks[n]
        economy = economy_at(chunks, n)
        if chunk.key == "'s":
            n -= 1
            continue
        if chunk.key == "-bound" and (bound := economy_at(chunks, n - 1)) is not None:
            parts.partners = [bound]
            n -= 2
            continue
        if economy is not None:
            compound = _compound(chunks, n, start)
            if compound is not None:
                parts.reporter, parts.partners = compound, [economy]
                n -= 2
            elif not (chunk.has("ana:pair") and chunk.key in ("two-way", "bilateral", "mutual")):
                if (
                    economy.name
                    or economy.kind in ("any",)
                    or chunks[n + 1].key == "'s"
                    or chunk.key.startswith("the ")
                ):
                    parts.reporter = economy if economy.kind != "pair" else None
                    parts.words |= {"bilateral"} if economy.kind == "pair" else set()
            else:
                parts.words.add(chunk.key)
                n -= 1
                continue
            if (
                chunk.kind == "place"
                and not economy.is_adjective
                and n > start
                and n + 1 < len(chunks)
                and chunks[n + 1].key != "'s"
                and compound is None
                and (chunks[n - 1].key == "'s" or chunks[n - 1].key in ("its", "their"))
            ):
                parts.reporter, parts.partners = None, [economy]  # "the province's ASEAN trade"
                n -= 1
                continue
            if chunk.kind == "place" or chunk.key in ("its", "their", "our") or chunks[n + 1].key == "'s":
                n -= 1
                break
            n -= 1
            break
        if _scopes(chunk):
            scope.insert(0, chunk.key)
        elif chunk.has("ns:plain") and not chunk.has("ns:stop"):
            if scope and chunk.key not in ("domestic",):
                break
            parts.words.add(chunk.key)
        elif chunk.kind == "word" and scope and chunk.key not in _GENERIC and not chunk.key.endswith("ly"):
            scope.insert(0, chunk.key)
        elif chunk.key == "and" and scope and n > start and _scopes(chunks[n - 1]):
            scope.insert(0, "and")
        elif chunk.has("yoy") or chunk.kind == "period":
            pass
        else:
            break
        n -= 1
    if scope:
        parts.scopes.append(" ".join(scope))
    return n + 1


def _scopes(chunk: Chunk) -> bool:
    return chunk.has("scope:nouns", "scope:sectors", "scope:modes", "scope:enterprises") and not chunk.has("ns:plain")


def _compound(chunks: Sequence[Chunk], at: int, start: int) -> Economy | None:
    """Give the first economy of "China-ASEAN trade", "Sino-Thai trade"."""
    here = chunks[at].value
    if at - 1 >= start and chunks[at - 1].kind == "place" and chunks[at - 1].end + 1 >= chunks[at].start:
        return economy_at(chunks, at - 1)
    dash = at - 2 >= start and chunks[at - 1].key in ("-", "–", "−", "/") and chunks[at - 2].kind == "place"
    return economy_at(chunks, at - 2) if dash and isinstance(here, Place) else None


def _right_of_head(chunks: Sequence[Chunk], at: int, end: int, indicator: str, parts: _Parts) -> None:
    """Read the prepositions behind the noun: of what, with, to, from, between whom."""
    n = at + 1
    while n < end:
        chunk = chunks[n]
        if (
            chunk.kind == "period"
            or chunk.key in ("volume", "value", "turnover", "here", "also", "as", "a", "whole", "(")
            or chunk.key == ")"
        ):
            n += 1
            continue
        if chunk.kind == "place" and chunks[n - 1].key == "(":
            n += 1
            continue
        if chunk.key not in _PREPOSITIONS or chunk.kind == "mark":
            break
        n = _prepositional(chunks, n, end, indicator, parts)
        if n < 0:
            break


def _prepositional(chunks: Sequence[Chunk], at: int, end: int, indicator: str, parts: _Parts) -> int:
    """Read one preposition with its object; gives the chunk behind, -1 where the phrase ends."""
    key = chunks[at].key
    economies, behind = _economies(chunks, at + 1, end)
    if key == "and":
        return -1
    if economies:
        if behind < end and chunks[behind].key == "'s" and key in ("of", "in"):
            return -1
        if key == "of" and len(economies) == 1 and economies[0].is_adjective:
            scope, after = _noun_phrase(chunks, behind, end)
            if scope:
                parts.scopes.extend(scope)
                assign("from" if indicator == "imports" else "of", economies, indicator, parts)
                return after
        assign(key, economies, indicator, parts)
        return behind
    if key in ("of", "in") and at + 1 < end:
        if key == "in" and is_head(chunks, at + 1):
            return at + 2
        scope, behind = _noun_phrase(chunks, at + 1, end)
        if scope or behind > at + 1:
            parts.scopes.extend(scope)
            return behind
    if key in ("through", "via"):
        scope, behind = _noun_phrase(chunks, at + 1, end)
        if scope:
            parts.scopes.extend(scope)
            return behind
    return -1


def assign(preposition: str, economies: list[Economy], indicator: str | None, parts: _Parts) -> None:
    """Give the economies behind a preposition their part in the statement."""
    if preposition == "between" and len(economies) >= 2:
        parts.reporter, parts.partners = economies[0], economies[1:]
    elif preposition in ("between", "among") and economies[0].name is None:
        parts.words.add("bilateral")
    elif preposition in ("of", "by"):
        parts.reporter = economies[0]
    elif preposition == "with":
        parts.partners = economies
    elif preposition in ("to", "into", "toward", "towards", "for"):
        parts.partners = economies if indicator != "imports" else parts.partners
    elif preposition == "from":
        if indicator == "imports" or (indicator in ("trade", "balance", "deficit", "surplus") and parts.reporter):
            parts.partners = economies
        else:
            parts.reporter = economies[0]
    elif preposition in ("in", "across"):
        if indicator in ("investment", "contracts"):
            parts.partners = economies
        elif parts.reporter is None and indicator in ("exports", "imports", "trade"):
            parts.reporter = economies[0]


def _noun_phrase(chunks: Sequence[Chunk], at: int, end: int) -> tuple[list[str], int]:
    """Read what is counted: "machine tools and auto parts", "agricultural products", "labor-intensive goods such as ..."."""
    n = at
    words: list[str] = []
    while n < end:
        chunk = chunks[n]
        if chunk.kind in ("money", "percent", "period") or (chunk.kind == "mark" and chunk.key != ","):
            break
        if chunk.key == ",":
            if n + 1 >= end or chunks[n + 1].has("value", "up_verb", "down_verb", "share", "ns:stop") or not words:
                break
            if chunks[n + 1].kind not in ("word", "phrase"):
                break
        elif chunk.key == "and":
            if n + 1 >= end or not (chunks[n + 1].kind == "word" or _scopes(chunks[n + 1])):
                break
        elif (
            (
                (chunk.kind == "place" and not _is_gate(chunks, n))
                or is_head(chunks, n)
                or chunk.has("up_verb", "down_verb", "share")
            )
            or (chunk.has("ns:stop", "value") and chunk.key not in ("the", "a", "an", "its", "other"))
            or chunk.key in ("such", "including", "worth", "like")
        ):
            break
        if chunk.key == "and" and words:
            words.append("and")
        if not chunk.has("ns:stop") and (words or not chunk.has("ns:plain") or _scopes(chunk)):
            words.append(chunk.key)
        n += 1
    phrase = " ".join(words).replace(" ,", ",").strip(", ")
    if not phrase or phrase in _GENERIC or all(w in _GENERIC for w in phrase.split()):
        return [], n
    n = _skip_examples(chunks, n, end)
    return [phrase], n


def _skip_examples(chunks: Sequence[Chunk], at: int, end: int) -> int:
    """Step over "such as textiles, clothing and plastics"."""
    if at + 1 < end and (chunks[at].key in ("such", "including", "like")):
        n = at + 1
        while (
            n < end
            and not chunks[n].is_quantity
            and not chunks[n].has("up_verb", "down_verb", "value")
            and chunks[n].key not in ("to", "with", "from")
        ):
            n += 1
        return n
    return at


def split_scopes(scope: str) -> list[str]:
    """Split "machine tools and auto parts" into its items."""
    parts = [part.strip() for piece in scope.split(",") for part in piece.split(" and ")]
    return [part for part in parts if part]


def verb_subject(chunks: Sequence[Chunk], at: int, start: int, end: int) -> Subject:
    """Read a clause around a verb: "Guangxi exported machinery worth ... to ASEAN"."""
    indicator = indicator_of(chunks[at], "verb:")
    parts = _Parts()
    reporter = clause_subject(chunks, start, at)
    if indicator == "trade" and reporter is not None and reporter.name:
        parts.partners = _together_with(chunks, start, at, reporter)
    scopes: list[str] = []
    if reporter is None:
        scopes = enterprise_before(chunks, start, at)
    scope, n = _noun_phrase(chunks, _behind_weight(chunks, at + 1, end), end)
    scopes += [s for s in scope if s not in _GENERIC]
    _trailing(chunks, n, end, indicator, parts)
    return Subject(indicator, 1, reporter, tuple(parts.partners), tuple(scopes), origin="verb", at=at)


def _together_with(chunks: Sequence[Chunk], start: int, at: int, reporter: Economy) -> list[Economy]:
    """Give the other side of "China and ASEAN exchanged goods worth"."""
    for n in range(start, at):
        if economy_at(chunks, n) == reporter:
            named, _ = _economies(chunks, n, at)
            return named[1:2] if len(named) == 2 else []
    return []


def _behind_weight(chunks: Sequence[Chunk], at: int, end: int) -> int:
    """Step over "1.87 million tonnes of"."""
    for n in range(at, min(at + 6, end)):
        if chunks[n].has("block:nouns") and n + 1 < end and chunks[n + 1].key == "of":
            return n + 2
        if not (
            chunks[n].key[:1].isdigit()
            or chunks[n].key in ("million", "billion", "thousand", "about", "over", "more", "than", "nearly", ".", ",")
        ):
            break
    return at


def enterprise_before(chunks: Sequence[Chunk], start: int, at: int) -> list[str]:
    """Give the kind of enterprise that a clause speaks of, as its scope."""
    return [c.key for c in chunks[start:at] if c.has("scope:enterprises")][:1]


def clause_subject(chunks: Sequence[Chunk], start: int, at: int) -> Economy | None:
    """Find the economy that is the subject of the clause before a verb: of the nearest comma's stretch that names one."""
    end = at
    while end > start:
        begin = end
        while begin > start and chunks[begin - 1].key not in (",", ";", ":"):
            begin -= 1
        relative = any(c.key in ("whose", "which", "who", "where") for c in chunks[begin : begin + 3])
        for n in () if relative else range(begin, end):
            economy = economy_at(chunks, n)
            if economy is not None and economy.kind != "pair" and not is_inside(chunks, n, start):
                return economy
        end = begin - 1
    return None


def is_inside(chunks: Sequence[Chunk], at: int, start: int) -> bool:
    """Say whether an economy only belongs to another noun; companies in or from a place stand for it."""
    if at + 1 < len(chunks) and chunks[at + 1].key == "'s" and chunks[at].kind == "place":
        return not any(c.has("scope:enterprises", "not:after") for c in chunks[at + 2 : at + 5])
    before = chunks[at - 1].key if at > start else ""
    if before in ("from", "in") and at - 2 >= start:
        return chunks[at - 2].key not in (
            "companies",
            "firms",
            "enterprises",
            "investors",
            "businesses",
            "exporters",
            "traders",
        )
    return before in ("in", "at", "of", "with", "to", "from", "between", "on", "than", "against", "after", "by")


def _trailing(chunks: Sequence[Chunk], at: int, end: int, indicator: str | None, parts: _Parts) -> None:
    """Read prepositions with economies anywhere up to the end of the clause."""
    n = at
    while n < end:
        chunk = chunks[n]
        if chunk.key in (";", "while", "whereas") or (
            n > at and (is_verb(chunks, n) or (chunk.has("ana:any") and chunk.key in ("it", "they")))
        ):
            if chunk.key not in ("it", "they", "them", "there") or chunks[n - 1].key not in (
                "with",
                "to",
                "from",
                "in",
            ):
                break
        if chunk.key in ("with", "to", "into", "from", "between", "in", "among"):
            economies, behind = _economies(chunks, n + 1, end)
            if economies and not (behind < end and chunks[behind].key == "'s"):
                assign(chunk.key, economies, indicator, parts)
                n = behind
                continue
        n += 1


def _passive_reporter(chunks: Sequence[Chunk], subject: Subject, at: int, end: int) -> tuple[int, Subject]:
    """Read whose goods moved: "... of the region", "... by Vietnam"."""
    for n in range(at, min(at + 4, end)):
        if chunks[n].key in ("of", "by", "through"):
            found, behind = _economies(chunks, n + 1, end)
            if found:
                return behind, replace(subject, reporter=found[0], is_total=True)
        elif (economy := economy_at(chunks, n)) is not None and chunks[n - 1].key not in ("to", "from", "with", "into"):
            return n + 1, replace(subject, reporter=economy, is_total=True)
    return at, subject


def with_trailing(chunks: Sequence[Chunk], subject: Subject, at: int, end: int, *, passive: bool = False) -> Subject:
    """Fill a missing partner from the words behind the quantities: "a deficit of 5 billion with China"."""
    if subject.partners and subject.reporter:
        return subject
    if passive:
        at, subject = _passive_reporter(chunks, subject, at, end)
    parts = _Parts(reporter=subject.reporter)
    _trailing(chunks, at, end, subject.indicator, parts)
    partners = subject.partners or tuple(parts.partners)
    return replace(subject, partners=partners, reporter=subject.reporter or parts.reporter)

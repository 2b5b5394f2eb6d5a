"""A sentence as a row of chunks: amounts, percentages, periods, places, words with a meaning, other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.extract.figure_reading.descriptions import with_descriptions
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.money import Money, find_money
from ingest.extract.mentions.percentage import Percentage, find_percentages
from ingest.extract.mentions.period import Period, find_periods
from ingest.extract.mentions.place import Place
from ingest.extract.phrases import PhraseTable, Token, tag_words, tokenize
from ingest.extract.spans import Mention

Value = Money | Percentage | Period | Place | None
_NO_TAGS: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class Chunk:
    """A piece of a sentence; offsets count from the start of the document.

    kind: money, percent, period, place, phrase (its meanings are `tags`), word, mark. `capital` tells a word or phrase
    that begins with a capital letter.
    """

    kind: str
    start: int
    end: int
    key: str
    tags: frozenset[str] = field(default=_NO_TAGS)
    value: Value = None
    capital: bool = False

    def has(self, *tags: str) -> bool:
        """Say whether it has one of the tags."""
        return not self.tags.isdisjoint(tags)

    @property
    def is_quantity(self) -> bool:
        """Say whether it is an amount or a percentage."""
        return self.kind in ("money", "percent")


@lru_cache
def phrase_table() -> PhraseTable:
    """Build the table of all words that statements of figures are made of.

    A tag is a list's name behind its file's ("ind:exports"); "ind", "verb" and "block" alone tell any list of the file,
    "flow" a verb of any flow but deals.
    """
    indicators, verbs, blocks = load_words("indicators.yml"), load_words("trade_verbs.yml"), load_words("not_money.yml")
    lists = [
        *[("ind", words) for words in indicators.values()],
        *[("verb", words) for words in verbs.values()],
        *[("flow", words) for name, words in verbs.items() if name != "deals"],
        *[("block", words) for words in blocks.values()],
        *tag_words(indicators, "ind:"),
        *tag_words(verbs, "verb:"),
        *tag_words(blocks, "block:"),
        *tag_words(load_words("change_words.yml")),
        *tag_words(load_words("statement_cues.yml")),
        *tag_words(load_words("single_traders.yml"), "single:"),
        *tag_words(load_words("anaphora.yml"), "ana:"),
        *[(f"scope:{name}", words) for name, words in load_words("scope_words.yml").items() if name != "filler"],
        *tag_words(load_words("not_scope.yml"), "ns:"),
        *tag_words(load_words("not_figures.yml"), "not:"),
    ]
    return PhraseTable(lists)


def chunk_sentence(
    text: str, offset: int, places: Sequence[Mention[Place]], currency: str | None = None
) -> list[Chunk]:
    """Cut one sentence into chunks; `places` are those of the sentence, with offsets in the document.

    `currency` is the one in which the paragraph counts so far.
    """
    pieces: list[Chunk] = [
        Chunk("place", p.start, p.end, p.value.name, value=p.value)
        for p in places
        if not p.text.lower().startswith("member ")  # "the youngest member of ASEAN"
    ]
    for kind, found in (
        ("money", find_money(text, currency)),
        ("percent", find_percentages(text)),
        ("period", find_periods(text)),
    ):
        pieces += [Chunk(kind, m.start + offset, m.end + offset, m.text.lower(), value=m.value) for m in found]
    pieces.sort(key=lambda c: (c.start, -c.end))
    return with_descriptions(_without_short_forms(_merge(text, pieces, tokenize(text), offset), text, offset))


def _without_short_forms(chunks: list[Chunk], text: str, offset: int) -> list[Chunk]:
    """Leave out "(y-o-y)" behind "year-on-year", and "(LNG)" behind its words, which say nothing more."""
    kept: list[Chunk] = []
    n = 0
    while n < len(chunks):
        inside = chunks[n + 1] if n + 2 < len(chunks) and chunks[n].key == "(" and chunks[n + 2].key == ")" else None
        told = kept[-1] if kept else None
        is_basis = inside is not None and told is not None and inside.has("yoy", "mom") and told.has("yoy", "mom")
        if is_basis or (inside is not None and told is not None and _is_initials(told, inside, text, offset)):
            n += 3
            continue
        kept.append(chunks[n])
        n += 1
    return kept


def _is_initials(told: Chunk, inside: Chunk, text: str, offset: int) -> bool:
    """Say whether brackets hold only the initials of what stands before: "liquefied natural gas (LNG)"."""
    if told.kind not in ("word", "phrase") or inside.kind not in ("word", "phrase"):
        return False
    written = text[inside.start - offset : inside.end - offset]
    return 2 <= len(written) <= 6 and written.isalpha() and written.isupper()


def _is_cut(piece: Chunk, phrase_end: int, behind: list[str]) -> bool:
    """Say whether a phrase ends inside a mention, or before the "'s" of one: "from | last year's 588 million"."""
    return piece.start < phrase_end and (phrase_end < piece.end or (phrase_end == piece.end and behind == ["'s"]))


def _merge(text: str, pieces: list[Chunk], tokens: list[Token], offset: int) -> list[Chunk]:
    """Lay the mentions over the words: from left to right the longest piece wins."""
    table, keys = phrase_table(), [token.key for token in tokens]
    chunks: list[Chunk] = []
    n, end = 0, 0
    for at, token in enumerate(tokens):
        start = token.start + offset
        while n < len(pieces) and pieces[n].start < start:
            if pieces[n].start >= end:  # the second place of "China-ASEAN" begins inside a word
                chunks.append(pieces[n])
                end = pieces[n].end
            n += 1
        if start < end:
            continue
        piece = pieces[n] if n < len(pieces) else None
        phrase = table.match(keys, at) if token.key in table.openings else None
        phrase_end = tokens[at + phrase[0] - 1].end + offset if phrase else 0
        if piece is not None and piece.start == start and piece.end >= phrase_end:
            chunks.append(piece)
            end = piece.end
            if text[end - offset : token.end - offset] == "-bound":
                chunks.append(Chunk("word", end, token.end + offset, "-bound"))
                end = token.end + offset
        elif phrase and not (
            piece is not None and _is_cut(piece, phrase_end, keys[at + phrase[0] : at + phrase[0] + 1])
        ):
            key = " ".join(keys[at : at + phrase[0]])
            chunks.append(Chunk("phrase", start, phrase_end, key, phrase[1], capital=text[token.start].isupper()))
            end = phrase_end
        else:
            kind = "word" if token.is_word else "mark"
            end = token.end + offset
            owns = token.key == "'" and bool(chunks) and chunks[-1].end == start and chunks[-1].key[-1:] == "s"
            key = "'s" if owns else token.key  # Laos' exports
            chunks.append(Chunk(kind, start, end, key, capital=text[token.start].isupper()))
    return chunks

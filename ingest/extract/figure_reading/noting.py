"""Sentences without figures: of whom the next ones speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.extract.figure_reading.context import Context, capitals
from ingest.extract.figure_reading.words import words
from ingest.extract.mentions.place import Place
from ingest.extract.sentences import Sentence
from ingest.extract.spans import Mention

_VERB_BEHIND = re.compile(r"\s+(?!(?:and|or|of|in|to|dollars?)\b)[a-z]")
_FRONTED = re.compile(
    r"(?:(?:and|but|yet) )?(?:for|as for|as to|in the case of|with regard to|regarding|turning to) (?:the )?", re.I
)
_SOURCE = 28  # characters of a news agency behind its dateline
_REACH = 48  # characters between the two of "between China and the six richer members of ASEAN"


def note_fronted(context: Context, sentence: Sentence, places: Sequence[Mention[Place]]) -> None:
    """Take the economy of "For China, it was a step back: its companies invested" as the one spoken of."""
    if not places or places[0].value.role != "plain" or places[0].value.kind == "city":
        return
    before = sentence.text[: places[0].start - sentence.start]
    behind = sentence.text[places[0].end - sentence.start :]
    if _FRONTED.fullmatch(before) and behind.startswith(","):
        context.subject = places[0].value.name
        if context.page_reporter not in (None, context.subject):
            context.pair = (str(context.page_reporter), context.subject)


def note_subject(context: Context, sentence: Sentence, places: Sequence[Mention[Place]]) -> None:
    """Take the economy that begins a sentence without figures as what it speaks of: "Malaysia has fared better"."""
    context.couple = _couple(sentence, places)
    if context.couple is not None:
        return
    start = sentence.start
    while places and places[0].value.role in ("dateline", "container") and places[0].start - start < _SOURCE:
        start, places = places[0].end, places[1:]  # "NANJING (Xinhua) -- East China's Jiangsu reported"
    if not places or places[0].start - start > (len("But the ") if start == sentence.start else _SOURCE):
        return
    place, behind = places[0].value, sentence.text[places[0].end - sentence.start :]
    if place.role != "plain" or place.kind not in ("country", "province"):
        return
    if place.form != "adjective" and _VERB_BEHIND.match(behind):
        context.subject = place.name
    elif place.form == "adjective" and behind.split()[:1] and behind.split()[0] in words("companies"):
        context.actor = place.name  # "Chinese builders are busy, too."


def _couple(sentence: Sentence, places: Sequence[Mention[Place]]) -> tuple[str, str] | None:
    """Find the two of whom a sentence speaks: "China and ASEAN have drawn closer", "tariffs between A and B"."""
    for one, other in pairwise(places):
        before = sentence.text[: one.start - sentence.start].lower()
        gap = sentence.text[one.end - sentence.start : other.start - sentence.start]
        joined = " and " in gap and len(gap) < _REACH and "," not in gap
        if joined and (not before.strip('"\u201c ') or re.search(r"\bbetween (?:the )?$", before)):
            two = tuple(capitals().get(place.value.name, place.value.name) for place in (one, other))
            return (two[0], two[1]) if two[0] != two[1] else None
    return None

"""Sentences without a figure that say what the next ones are about: a list's heading, a period, a flow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.extract.dating import UNKNOWN, resolve, shift_years
from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.comparisons import is_comparison
from ingest.extract.figure_reading.context import Context
from ingest.extract.figure_reading.heads import heads_in, is_head
from ingest.extract.figure_reading.settling import economies
from ingest.extract.figure_reading.subjects.nouns import noun_subject
from ingest.extract.figure_reading.subjects.partnerships import partnership
from ingest.extract.figure_reading.words import words
from ingest.extract.mentions.period import Period
from ingest.extract.mentions.place import Place


def note_intro(chunks: Sequence[Chunk], context: Context) -> None:
    """Move the context on by a sentence that states no figure: its period, and before a list its subject."""
    speaks = any(c.has("ind", "verb") or c.key == "trading" or c.key in words("page_ranks") for c in chunks)
    is_intro = bool(chunks) and chunks[-1].key == ":"
    tells = is_intro or _is_about_period(chunks) or _is_only_period(chunks)
    if speaks or tells or (context.span is None and _opens_with_period(chunks)):
        _note_period(chunks, context)
    if is_intro or _is_about_head(chunks) or (speaks and chunks[-1].key == "?"):
        _note_subject(chunks, context)
    _note_partnership(chunks, context)
    _note_actor(chunks, context)
    context.traders = next((c.key for c in chunks[:2] if c.has("scope:enterprises")), None)
    context.is_signing = any(c.has("ind:deals") for c in chunks) and any(c.has("verb:deals") for c in chunks)


def _is_about_head(chunks: Sequence[Chunk]) -> bool:
    """Say whether an indicator is what a sentence is about: "Trade has gathered steam"."""
    head = next((n for n in range(min(5, len(chunks))) if is_head(chunks, n)), None)
    if head is None or head + 1 >= len(chunks):
        return False
    if all(c.kind in ("period", "place", "mark") or c.has("ind", "ns:plain", "ns:stop") for c in chunks):
        return any(c.kind == "period" for c in chunks)  # "Hainan's foreign trade, 2016."
    before, behind = chunks[:head], chunks[head + 1]
    is_noun = all(c.kind == "place" or c.has("ns:plain", "ana:pair", "ana:any") or c.key == "'s" for c in before)
    return is_noun and (behind.key in words("auxiliaries") or behind.has("up_verb", "down_verb"))


def _is_about_period(chunks: Sequence[Chunk]) -> bool:
    """Say whether a part of a year is what a sentence is about: "January offered some cheer"."""
    period = chunks[0].value if len(chunks) > 2 else None
    return isinstance(period, Period) and period.unit in ("month", "quarter", "half") and chunks[1].kind != "mark"


def _opens_with_period(chunks: Sequence[Chunk]) -> bool:
    """Say whether a sentence that is no figure opens with its period: "From January to July, 15,600 firms were"."""
    at = next((n for n, c in enumerate(chunks[:3]) if c.kind == "period"), None)
    is_led = at is not None and all(c.key in words("period_links") for c in chunks[:at])
    return is_led and at is not None and [c.key for c in chunks[at + 1 : at + 2]] == [","]


def _is_only_period(chunks: Sequence[Chunk]) -> bool:
    """Say whether a line only tells when: "In April 2006"."""
    keys = [c.key for c in chunks if c.kind not in ("period", "mark")]
    return keys in (["in"], ["for"], ["during"]) and any(c.kind == "period" for c in chunks)


def note_title(chunks: Sequence[Chunk], context: Context) -> None:
    """Take the period of a headline that tells of trade: statements without one go with it."""
    dated = [n for n, c in enumerate(chunks) if isinstance(c.value, Period) and not is_comparison(chunks, n)]
    if len(dated) == 1 and any(c.has("ind", "flow") for c in chunks) and not _is_running(chunks[dated[0]], context):
        _note_period([chunks[dated[0]]], context)
        context.title_span = context.span


def _is_running(chunk: Chunk, context: Context) -> bool:
    """Say whether a period without a year is the one in which the page was published: "a slow second half"."""
    period, day = chunk.value, context.published_on
    if not isinstance(period, Period) or period.form != "span" or period.year is not None or day is None:
        return False
    newest = resolve(period, context.moment())
    if newest.start is None or newest.end is None or newest.end >= day:
        return False
    running = shift_years(newest, 1)
    return running.start is not None and running.end is not None and running.start <= day <= running.end


def _note_partnership(chunks: Sequence[Chunk], context: Context) -> None:
    """ "ASEAN replaced Japan as Zhejiang's third largest trading partner": the two are spoken of from now on."""
    found = partnership(chunks, 0, len(chunks))
    if found is None:
        return
    one, other = (context.resolve(economy) for economy in found)
    if one is None or other is None or one == other:
        return
    if other in (context.reporter, context.page_reporter) and one not in (context.reporter, context.page_reporter):
        one, other = other, one
    context.pair, context.pair_block = (one, other), context.block
    context.reporter, context.partner = one, other


def _note_actor(chunks: Sequence[Chunk], context: Context) -> None:
    """ "Chinese companies are building dams": whose companies work abroad, until others are named."""
    for chunk, following in pairwise(chunks):
        place = chunk.value
        if isinstance(place, Place) and place.form == "adjective" and following.key in words("companies"):
            context.actor = place.name
            return


def _note_period(chunks: Sequence[Chunk], context: Context) -> None:
    for at, chunk in enumerate(chunks):
        period = chunk.value
        if (
            not isinstance(period, Period)
            or period.form not in ("span", "same", "anchor")
            or period.first_day
            or is_comparison(chunks, at)
            or _dates_agreement(chunks, at)
        ):
            continue
        if period.bound != "in":
            continue
        span = resolve(period, context.moment())
        if span != UNKNOWN and span.start and (context.published_on is None or span.start <= context.published_on):
            context.remember(span, chunk.key)
            return


def _dates_agreement(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a period tells when something began to hold: "the protocol that came into effect in 2019"."""
    for chunk in reversed(chunks[max(0, at - 6) : at]):
        if chunk.key in (",", ";"):
            return False
        if chunk.key in words("takes_effect"):
            return True
    return False


def _note_subject(chunks: Sequence[Chunk], context: Context) -> None:
    heads = [n for n in heads_in(chunks, 0, len(chunks)) if is_head(chunks, n)]
    if not heads:
        return
    subject = noun_subject(chunks, heads[0], 0, len(chunks))
    pairs = economies(subject, context)
    if not pairs or subject.indicator is None:
        return
    context.indicator, context.sign = subject.indicator, subject.sign
    context.reporter, context.partner = pairs[0]
    context.scope = subject.scopes[0] if subject.scopes else None

"""Border towns: what passes through them is a part of the trade between two economies."""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.figure_reading.context import WORLD, Context
from ingest.extract.figure_reading.subjects.economies import Economy
from ingest.extract.figure_reading.subjects.subject import Subject


def is_town_of(context: Context, name: str | None) -> bool:
    """Say whether a place is a town in one of two countries whose trade was told."""
    sides = (context.reporter, context.partner)
    if name is None or None in sides or WORLD in sides or context.indicator not in ("trade", "exports", "imports"):
        return False
    countries = all(context.kind(side) == "country" for side in sides)
    return countries and context.kind(name) == "city" and context.home.get(name) in sides and name not in sides


def at_gate(context: Context, subject: Subject) -> Subject:
    """Read "followed by Chinshwehaw with 232 million", behind the border trade of two countries, as a gate's part."""
    names = [economy.name for economy in subject.partners]
    if subject.origin not in ("gapped", "item") or len(names) != 1 or not is_town_of(context, names[0]):
        return subject
    return through(context, replace(subject, origin="part"), str(names[0]))


def through(context: Context, subject: Subject, town: str) -> Subject:
    """Give the part of the trade told before that passed through a town."""
    sides = Economy(context.reporter), (Economy(context.partner),)
    return replace(subject, reporter=sides[0], partners=sides[1], scopes=(town,))

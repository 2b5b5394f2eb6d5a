"""The amounts and percentages of a sentence, each with its role."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.figure_reading.chunks import Chunk
from ingest.extract.figure_reading.quantities.money import money_role
from ingest.extract.figure_reading.quantities.percentages import percentage_role
from ingest.extract.figure_reading.quantities.quantity import Quantity
from ingest.extract.mentions.money import Money
from ingest.extract.mentions.percentage import Percentage


def read_quantities(chunks: Sequence[Chunk]) -> list[Quantity]:
    """Give every amount and percentage of a sentence its role, in order."""
    found: list[Quantity] = []
    for at, chunk in enumerate(chunks):
        if isinstance(chunk.value, Money):
            found.append(money_role(chunks, at, chunk.value, found))
        elif isinstance(chunk.value, Percentage):
            found.append(percentage_role(chunks, at, chunk.value, found))
    return found

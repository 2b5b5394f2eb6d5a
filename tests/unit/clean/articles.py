"""Articles of made-up words, no two alike, and lines of furniture that pages of a site may have in common."""

from __future__ import annotations

import random

LABEL = "Harbour Daily mobile edition for phones and tablets"
CALL = "Write to the desk if you like what you read, and tell the people whom you work with."
VOWELS = "aeiou"


def sentence(chance: random.Random, words: int = 18) -> str:
    """Give a sentence of made-up words among the small words of English, which no other call gives."""
    made = ("".join(chance.choice("bdfgklmnprstvz") + chance.choice(VOWELS) for _ in range(3)) for _ in range(words))
    told = " ".join(f"the {word}" if n % 3 else f"{word} of" for n, word in enumerate(made))
    return f"{told.capitalize()} a year."


def article(seed: object, paragraphs: int = 5) -> list[str]:
    chance = random.Random(str(seed))
    return [sentence(chance) for _ in range(paragraphs)]

"""One spelling for signs that pages write in many ways, letter for letter, so that offsets stay."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

DASHES = "-‐‑‒–—―−﹣－"
APOSTROPHES = "'’‘ʼ′`＇"
SPACES = "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u205f\u3000"


def _letters() -> dict[int, str]:
    """Latin letters with marks: é -> e, Đ -> D; only where one letter becomes one letter."""
    folded = {ord("đ"): "d", ord("Đ"): "D", ord("ø"): "o", ord("Ø"): "O", ord("ł"): "l", ord("Ł"): "L", ord("ı"): "i"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            folded[code] = base
    return folded


_TABLE = (
    _letters()
    | {ord(sign): "-" for sign in DASHES}
    | {ord(sign): "'" for sign in APOSTROPHES}
    | {ord(sign): " " for sign in SPACES}
)


def fold(text: str) -> str:
    """Give the text with plain letters, dashes, apostrophes and spaces; `len(fold(text)) == len(text)`."""
    return text.replace("`", "'") if text.isascii() else _translated(text)


@lru_cache(maxsize=8)  # one recogniser after the other asks for the same text
def _translated(text: str) -> str:
    return text.translate(_TABLE)

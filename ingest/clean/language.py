"""The language of an article: by its script and its most frequent words, else as the page declares it."""

from __future__ import annotations

import re

SAMPLE = 2_000  # characters
# The most frequent words of a language that few others share; enough to tell the languages of the region's news.
FREQUENT_WORDS = {
    "en": "the of and to in for was were is are has have with that from by on at its it an said",
    "vi": "và của là có cho được trong với các đã không người này từ năm",
    "id": "yang dan di dari untuk dengan pada ini itu tidak akan dalam ke juga telah",
    "fr": "le la les des du et une est dans pour que qui sur par au aux",
    "es": "el los las del una que por con para se su como más",
    "de": "der die das und den von zu mit dem des ein eine ist nicht für",
    "it": "il di che della un una per con del alla sono nel gli dei",
}
FREQUENT = {code: frozenset(words.split()) for code, words in FREQUENT_WORDS.items()}
MIN_SHARE = 0.12  # of the words; running text of these languages has 0.2 to 0.4
SCRIPTS = {
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "km": re.compile(r"[\u1780-\u17ff]"),
    "lo": re.compile(r"[\u0e80-\u0eff]"),
    "my": re.compile(r"[\u1000-\u109f]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
}
NOT_LATIN = re.compile(r"[^\x00-\u036f\u1e00-\u1eff\u2000-\u206f]")
MIN_SCRIPT_SHARE = 0.2  # of the characters
JAPANESE_SHARE = 0.1  # Japanese mixes its own script with the Chinese one


def detect_language(text: str, declared: str | None) -> str | None:
    """Give the ISO 639-1 code of a text; `declared` decides where the text itself does not."""
    sample = text[:SAMPLE]
    return _by_script(sample) or _by_words(sample) or declared


def _by_script(text: str) -> str | None:
    if len(NOT_LATIN.findall(text)) <= MIN_SCRIPT_SHARE * len(text):
        return None
    shares = {code: len(script.findall(text)) / len(text) for code, script in SCRIPTS.items()}
    if shares["ja"] > JAPANESE_SHARE:
        return "ja"
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] > MIN_SCRIPT_SHARE else None


def _by_words(text: str) -> str | None:
    words = text.lower().split()
    if not words:
        return None
    shares = {"en": sum(word in FREQUENT["en"] for word in words) / len(words)}
    if shares["en"] < MIN_SHARE:  # most pages are English, and its words are hardly words of the others
        shares |= {code: sum(word in frequent for word in words) / len(words) for code, frequent in FREQUENT.items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= MIN_SHARE else None

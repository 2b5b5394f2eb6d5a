"""Amounts of money: US$31.6 bln, RMB249bn, nearly 249 billion yuan, 3.1 and 2.4 billion yuan, 200-billion-dollar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.number import (
    BLANK,
    DIGITS,
    DIGITS_ALONE,
    YEAR,
    number_cues,
    read_number,
    read_scale,
    scale_pattern,
    spelled_pattern,
    squeeze,
)
from ingest.extract.spans import Mention, leftmost_longest
from ingest.extract.wording import any_of, words_in

MoneyMention = Mention["Money"]


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole units of an ISO 4217 currency.

    `currency` is None for an amount that leaves it to the amount before ("16.32 billion and imports 7.96 billion").
    `qualifier` is exact, about, over or under.
    """

    amount: float
    currency: str | None
    qualifier: str


@cache
def currency_codes() -> dict[str, str]:
    """Map each way to write a currency to its code."""
    return {squeeze(form): code for code, forms in load_words("currencies.yml").items() for form in forms}


@cache
def _qualifiers() -> dict[str, str]:
    return {word: kind for kind, words in load_words("qualifiers.yml").items() for word in words}


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Amounts with their currency before or behind (the number in digits or words), amounts without one."""

    before: re.Pattern[str]
    named: re.Pattern[str]  # by words before the number
    named_cue: re.Pattern[str]  # begins with a digit, which is found much faster
    after: re.Pattern[str]
    spelled: re.Pattern[str]
    spelled_cue: re.Pattern[str]  # for lower case, where a pattern need not mind case, which is faster
    bare: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    forms = [form for forms in load_words("currencies.yml").values() for form in forms]
    symbols = any_of((form for form in forms if " " not in form and not form.islower()), BLANK)
    spelt_out = (f for f in forms if " " in f or f.islower() or f.endswith("dollars") or re.fullmatch("[A-Z]{3}", f))
    words = any_of(spelt_out, BLANK)
    scale, spelled = scale_pattern(), spelled_pattern()
    gap = r"[\s\u00a0-]{0,2}"
    before = re.compile(
        rf"(?<![\w$])(?P<code>{symbols}){gap}(?P<number>{DIGITS})(?:\s?(?:-|–|to)\s?(?:{symbols})?(?:{DIGITS}))?"
        rf"(?:{gap}(?P<scale>{scale})\b)?(?!\.?\d)"
    )
    before_words = any_of([form for form in forms if form.endswith(("dollars", "dlrs"))], BLANK)
    named = re.compile(
        rf"\b(?P<code>{before_words})\s(?P<number>{DIGITS}){gap}(?P<scale>{scale})\b", re.IGNORECASE
    )  # US dollars 5.3 billion
    named_number = DIGITS_ALONE.replace(r"(?<![\w.,$]\d)", r"(?<=\S\s\d)")
    named_cue = re.compile(rf"{named_number}{gap}{scale}\b", re.IGNORECASE)
    behind = rf"(?:\s?(?:-|–|to)\s?(?:{DIGITS}))?(?:{gap}(?P<scale>{scale})\.?)?(?:{gap}|\sof\s)(?P<code>{words})\b"
    not_a_year = r"(?!(?:(?<=1)9|(?<=2)0)\d\d\s)"  # of the number whose first digit stands before
    number = DIGITS_ALONE.replace(r"\d(?<", rf"\d{not_a_year}(?<", 1)
    after = re.compile(rf"(?P<number>{number}){behind}", re.IGNORECASE)
    in_words = rf"(?<![\w.,$])(?!half\sto\s)(?P<number>{spelled}){behind}"
    cue = in_words.replace(scale, scale.lower()).replace(words, words.lower())
    bare = re.compile(
        rf"(?P<number>{DIGITS_ALONE}){gap}(?P<scale>million|billion|trillion|mln|bln|bn)\b"
        r"(?=[\s\u00a0]*(?:[.,;:()]|$|a\s(?:year|month|quarter)\b|the\s(?:year|month|quarter|previous|prior|preceding|same|corresponding)\b|(?:and|in|or|vs|versus|against|for|from|last|this|by|to|were|was|of|imports|exports|up|down|worth|while|recorded|registered|posted|seen|reported|achieved|reached|earned|spent"
        r"|invested|on|with|at|but|when|as|compared|after|before|over|which|that|between|into|through)\b))",
        re.IGNORECASE,
    )
    return _Patterns(before, named, named_cue, after, re.compile(in_words, re.IGNORECASE), re.compile(cue), bare)


@cache
def _qualifier_pattern() -> re.Pattern[str]:
    words = any_of(_qualifiers(), BLANK)
    return re.compile(rf"(?:^|(?<=[\s(\u00a0]))(?P<word>{words})[\s\u00a0]*(?:the[\s\u00a0]*)?$", re.IGNORECASE)


@cache
def _last_scale() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\d\s\u00a0-]){scale_pattern()}\b", re.IGNORECASE)


# "3.1 and 2.4 billion yuan", "4, 5 and 6 million dollars": numbers that borrow scale and currency from the last.
_LIST_BEFORE = re.compile(rf"((?:(?<![\w.,$])(?:{DIGITS})\s*(?:,|and|or|,\s*and)\s*)+)$")
_ALL_TRADE = 5e13  # dollars: more than the goods that all the world trades in a year
_DIGIT = re.compile(r"\d")
_LIST_GLUE = re.compile(r"[\s,]*(?:and|or|to|-|–)?\s*")
# Before an amount whose currency another sentence tells: "imports shrank 7.5 percent to 10.9 billion".
_LEADS_TO_AMOUNT = re.compile(
    r"\b(?:to|at|of|was|were|reached|hit|totall?ed|worth|exceeded|surpassed|topped|passed|neared|expect(?:s|ed)?|targets?"
    r"|forecasts?|sees|imports?|exports?|shipments|purchases|trade|turnover|deficit|surplus|gap|balance):?\s"
    r"(?:(?:some|about|around|nearly|almost|roughly|approximately|over|only|just|more than|less than|close to)\s)*$",
    re.IGNORECASE,
)
_MOVES_UP = re.compile(  # "went up to 5 billion"
    r"\b(?:go(?:es|ing|ne)?|went|mov(?:es?|ed|ing)|shoots?|shot|rises?|rose|risen|climb(?:s|ed|ing)?|jump(?:s|ed)?|edg(?:es?|ed|ing)"
    r"|it|them|inch(?:es|ed|ing)?|tick(?:s|ed)?|c(?:o|a)mes?|add(?:s|ed|ing)?|brings?|brought)\s$",
    re.IGNORECASE,
)
# What stands before the first amount of a range, by what stands between its two.
_ANYTHING = re.compile("")
_RANGE_GLUE = {
    "-": _ANYTHING,
    "–": _ANYTHING,
    "to": re.compile(
        r"\b(?:reach|hit|at|around|about|be|total|attain|some|worth|expects?|sees?|range of)\s(?:a\s)?$",
        re.IGNORECASE,
    ),
}
_MORE_AFTER = re.compile(
    r"\s*(or more|and more|or so|or thereabouts|give or take|and above|plus\b|-odd)", re.IGNORECASE
)


_ROUGHLY = ("or so", "or thereabouts", "give or take", "-odd")


def _qualifier_of(text: str, start: int, end: int) -> tuple[int, str]:
    """Find the qualifier words before an amount; gives where they begin and what they say."""
    window = max(0, start - 40)
    match = _qualifier_pattern().search(text[window:start])
    after = _MORE_AFTER.match(text, end)
    if match:
        kind = _qualifiers()[squeeze(match["word"])]
        if squeeze(match["word"]) == "up to" and _MOVES_UP.search(text[window : window + match.start()]):
            return start, "exact"
        if kind == "exact":
            outer = _qualifier_pattern().search(text[window : window + match.start()])
            if outer and _qualifiers()[squeeze(outer["word"])] != "exact":
                return window + outer.start(), _qualifiers()[squeeze(outer["word"])]
        return window + match.start(), kind
    if after:
        return start, "about" if after[1].lower() in _ROUGHLY else "over"
    return start, "exact"


def _list_heads(text: str, last: MoneyMention, scale: float) -> Iterator[MoneyMention]:
    """Yield the amounts that stand before `last` in a list and share its scale and currency."""
    window = max(0, last.start - 80)
    head = _LIST_BEFORE.search(text[window : last.start])
    for number in re.finditer(DIGITS, head[1]) if head else ():
        start = window + head.start(1) + number.start() if head else 0
        end = start + len(number[0])
        if YEAR.fullmatch(number[0]):
            continue
        yield Mention(
            start, end, number[0], Money(round(read_number(number[0]) * scale, 2), last.value.currency, "exact")
        )


def _amount(text: str, match: re.Match[str]) -> MoneyMention:
    """Read a match of any pattern."""
    code = match.groupdict().get("code")
    currency = currency_codes()[squeeze(code)] if code else None
    amount = round(read_number(match["number"]) * read_scale(match["scale"]), 2)
    if currency == "USD" and amount > _ALL_TRADE and "," in match["number"] and match["scale"]:
        amount /= 1000  # "$106,706 billion", set with the comma for a point
    _, qualifier = _qualifier_of(text, match.start(), match.end())
    return Mention(match.start(), match.end(), match[0], Money(amount, currency, qualifier))


def find_money(text: str, known: str | None = None) -> list[MoneyMention]:
    """Find the amounts of money in a text, in order, none overlapping.

    The span begins with the currency or the number; qualifier words stand before it. Ranges give their lower bound.
    `known` is the currency spoken of before the text, which an amount without one has.
    """
    patterns = _patterns()
    has_digits = _DIGIT.search(text) is not None
    has_words = not number_cues().isdisjoint(words_in(text)) and patterns.spelled_cue.search(text.lower())
    if not (has_digits or has_words):
        return []
    found: list[MoneyMention] = []
    if has_digits:
        found += [_amount(text, match) for match in patterns.before.finditer(text)]
        if patterns.named_cue.search(text):
            found += [_amount(text, match) for match in patterns.named.finditer(text)]
    for pattern, may_stand in ((patterns.after, has_digits), (patterns.spelled, has_words)):
        for match in pattern.finditer(text) if may_stand else ():
            found.append(_amount(text, match))
            found.extend(_list_heads(text, found[-1], read_scale(match["scale"])))
    if has_digits:
        found += [_amount(text, match) for match in patterns.bare.finditer(text)]
    return _inherit_currency(_without_upper_bounds(_share_scale(leftmost_longest(found), text), text), text, known)


def _without_upper_bounds(mentions: list[MoneyMention], text: str) -> list[MoneyMention]:
    """Leave out the end of a range: "may reach $27 bn to $30 bn", "$5 million-$6 million", "between 4 bn and 5 bn"."""
    kept: list[MoneyMention] = []
    for mention in mentions:
        first = kept[-1] if kept else None
        glue = _RANGE_GLUE.get(text[first.end : mention.start].strip().lower()) if first is not None else None
        if first is not None and glue is not None and glue.search(text[: first.start]):
            is_above = first.value.amount < mention.value.amount
            if is_above and mention.value.currency in (first.value.currency, None):
                continue
        kept.append(mention)
    return kept


def _share_scale(mentions: list[MoneyMention], text: str) -> list[MoneyMention]:
    """Give "$3.1 and $2.4 billion" its scale twice: small amounts in a list borrow the scale of the last."""
    out = list(mentions)
    for i in range(len(out) - 2, -1, -1):
        this, after = out[i].value, out[i + 1].value
        if (
            this.amount < 1000 <= after.amount
            and this.currency == after.currency is not None
            and out[i].text[-1].isdigit()
        ):
            scale = _last_scale().search(out[i + 1].text)
            if scale and _LIST_GLUE.fullmatch(text[out[i].end : out[i + 1].start]):
                out[i] = replace(out[i], value=replace(this, amount=round(this.amount * read_scale(scale[0]), 2)))
    return out


def _from_list_end(mentions: list[MoneyMention], text: str) -> list[MoneyMention]:
    """Read "131.8 billion, 108.9 billion and 104.2 billion yuan": the last amount of a list names its currency."""
    out = list(mentions)
    for i in range(len(out) - 2, -1, -1):
        this, after = out[i], out[i + 1]
        if this.value.currency is None and after.value.currency and _LIST_GLUE.fullmatch(text[this.end : after.start]):
            out[i] = replace(this, value=replace(this.value, currency=after.value.currency))
    return out


def _inherit_currency(mentions: list[MoneyMention], text: str, known: str | None) -> list[MoneyMention]:
    """Give an amount its currency: that of its list's last, else of the one before; drop it where there is none."""
    known_here = False
    first = next((mention for mention in mentions if mention.value.currency), None)
    scale = _last_scale().search(first.text) if first else None
    out = []
    for mention in _from_list_end(mentions, text):
        if mention.value.currency is None:
            ahead = first if scale and mention.text.endswith(scale[0]) else None  # "a city of 10 million" is no money
            is_led = known_here or _LEADS_TO_AMOUNT.search(text[: mention.start]) is not None
            currency = (known if is_led else None) or (ahead.value.currency if ahead else None)
            if currency is None:
                continue
            mention = replace(mention, value=replace(mention.value, currency=currency))
            known, known_here = currency, True
        elif not text[: mention.start].endswith("("):
            known, known_here = mention.value.currency, True
        out.append(mention)
    return out

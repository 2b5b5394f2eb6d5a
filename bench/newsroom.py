"""An endless trade newspaper: page N is always the same, and no page is like another but for the reprints.

Figures come from one small world of trade, so that pages that tell of one economy and period agree, as pages of real
papers do; now and then one misprints. Pages are as heavy as real ones: navigation, scripts, styles, related stories.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from zlib import crc32

import yaml

REPRINT_EVERY = 40  # every so many pages an earlier one is printed again, under another address and headline
MISPRINT_EVERY = 60  # statements
FIRST_DAY = date(2016, 1, 4)
DAYS = 3_650
FIRST_EXPO = 2003  # the year before its first edition
INDICATORS = {"trade": 1.0, "exports": 0.56, "imports": 0.44}  # part of all trade
LINKS = {"trade": "with", "exports": "to", "imports": "from"}
PERIODS = {3: "the first quarter of ", 6: "the first half of ", 9: "the first three quarters of ", 12: ""}
WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))


def page(number: int, root: str) -> bytes:
    """Give page `number` (from 0) of the newspaper at `root` (`http://host`) as HTML of 15 to 30 kB."""
    pick = Pick(number)
    is_reprint = number % REPRINT_EVERY == REPRINT_EVERY - 1
    title, paragraphs = article_of(number + 1 - REPRINT_EVERY if is_reprint else number)
    if is_reprint:
        title = f"From our archive: {title}"
    body = "\n".join(f'<p class="{pick("classes")}">{escape(text)}</p>' for text in paragraphs)
    head = (
        f'<meta charset="utf-8"><title>{escape(title)} - Harbour Gazette</title>'
        f'<link rel="canonical" href="{root}{path(number)}">'
        f'<meta property="article:published_time" content="{published_on(number)}T08:00:00+08:00">'
        f'<meta name="description" content="{escape(paragraphs[1][:150])}"><style>{_style()}</style>'
        f"<script>{_script(pick)}</script>"
    )
    parts = [
        f"<header><nav>{_links(pick, root, 30)}</nav></header>",
        f'<main><article><h1>{escape(title)}</h1><div class="share">Share this on <a href="#">one</a></div>',
        f"{body}</article>",
        f'<aside class="related"><h3>Related stories</h3>{_links(pick, root, 12)}</aside></main>',
        f"<footer>{_links(pick, root, 20)}<p>All rights reserved. Harbour Gazette.</p></footer>",
        f"<script>{_script(pick)}</script>",
    ]
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{"".join(parts)}</body></html>'.encode()


def path(number: int) -> str:
    """Give the address of a page within the site."""
    return f"/news/{published_on(number):%Y/%m}/{number}.html"


def published_on(number: int) -> date:
    """Give the day of a page; days are spread evenly, whatever the number of pages."""
    return FIRST_DAY + timedelta(days=crc32(b"%d" % number) % DAYS)


class Pick(random.Random):
    """Chance that picks from the lists of words."""

    def __call__(self, kind: str) -> str:
        """Give one of the words of a list."""
        return str(self.choice(WORDS[kind]))


def article_of(number: int) -> tuple[str, list[str]]:
    """Give a title and 9 to 31 paragraphs, of which about a third states facts."""
    pick = Pick(f"article {number}")
    day = published_on(number)
    city, province = pick.choice(list(WORDS["cities"].items()))
    reporter = pick.choice([province, "China"])
    title = headline(pick, reporter)
    paragraphs = [f"{city.upper()}, {day:%B} {day.day}, {day.year} -- {_statement(pick, day, reporter)}"]
    for _ in range(pick.randint(8, 30)):
        sentences = [talk(pick) for _ in range(pick.randint(2, 4))]
        kind = pick.random()
        if kind < 0.25:
            sentences[0] = _statement(pick, day, reporter)
        elif kind < 0.33:
            sentences[-1] = _event(pick, day, city)
        paragraphs.append(" ".join(sentences))
    return title, paragraphs


def headline(pick: Pick, reporter: str = "China") -> str:
    """Give a headline about an economy and one of its partners."""
    return f"{reporter} and {pick('partners')}: {_thought(pick)}"


def _thought(pick: Pick) -> str:
    return f"{pick('subjects')} {pick('verbs')} {pick('objects')}"


def talk(pick: Pick) -> str:
    """Give a sentence without any fact."""
    thought, tail = _thought(pick), pick("tails")
    match pick.randrange(4):
        case 0:
            text = f"{pick('who')} {pick('say')} that {thought}, {tail}."
        case 1:
            text = f"{thought}, {tail}, and {_thought(pick)}."
        case 2:
            text = f"{thought}, one of the {pick('who')} {pick('say')}, {tail}."
        case _:
            text = f"{tail}, {thought} and {pick('goods')}."
    return text[0].upper() + text[1:]


def _statement(pick: Pick, day: date, reporter: str) -> str:
    """Give a sentence with one figure, of a period that was over on that day."""
    partner, indicator = pick("partners"), pick.choice(list(INDICATORS))
    months = pick.choice(list(PERIODS))
    year = day.year if day.month > months else day.year - 1
    value, before = (_value(reporter, partner, indicator, each, months) for each in (year, year - 1))
    if pick.randrange(MISPRINT_EVERY) == 0:
        value *= 1.1
    change = 100 * (value / before - 1)
    what = f"{reporter}'s {indicator} {LINKS[indicator]} {partner}"
    when = f"{PERIODS[months]}{year}"
    verb, direction = (pick("rising"), "up") if change >= 0 else (pick("falling"), "down")
    amount, rate = f"{value:.2f} billion yuan", f"{abs(change):.1f} percent"
    match pick.randrange(3):
        case 0:
            return f"{what} {verb} {rate} year-on-year to {amount} in {when}, customs data showed."
        case 1:
            return f"In {when}, {what} {verb} by {rate} from a year earlier to {amount}."
        case _:
            return f"{what} reached {amount} in {when}, {direction} {rate} year on year."


@cache
def _value(reporter: str, partner: str, indicator: str, year: int, months: int) -> float:
    """Give what the world says, in billion yuan: the same to every page that asks."""
    size = random.Random(f"{reporter} {partner}").uniform(20, 900)
    for passed in range(2014, year + 1):
        size *= random.Random(f"{reporter} {partner} {passed}").uniform(0.94, 1.18)
    return size * INDICATORS[indicator] * months / 12


def _event(pick: Pick, day: date, city: str) -> str:
    """Give a sentence about a yearly event that all pages know, a fair of one place, or a forum of this page alone."""
    match pick.randrange(3):
        case 0:
            edition = _ordinal(day.year - FIRST_EXPO)
            return f"The {edition} China-ASEAN Expo will be held in Nanning from September 16 to 19, {day.year}."
        case 1:
            first = day + timedelta(days=pick.randint(20, 90))
            start = min(first.day, 24)
            when = f"from {first:%B} {start} to {start + 3}, {first.year}"
            return f"The {first.year} {city} {pick('goods').title()} Trade Fair will be held in {city} {when}."
        case _:
            topic = f"{pick('goods')} and {pick('goods')}".title()
            return f"The {topic} Forum opened in {city} on {day:%B} {day.day}, {day.year}."


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _links(pick: Pick, root: str, count: int) -> str:
    others = (pick.randrange(10_000) for _ in range(count))
    return "".join(f'<li><a href="{root}{path(other)}">{_thought(pick)[:60]}</a></li>' for other in others)


def _style() -> str:
    return " ".join(
        f".{name}{number}{{margin:{number}px;padding:0}}" for name in WORDS["classes"] for number in range(4)
    )


def _script(pick: Pick) -> str:
    return "".join(f"window.layer_{pick.randrange(10**6)}={{id:{pick.random()},on:true}};" for _ in range(30))

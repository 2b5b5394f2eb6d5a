"""Days that are told from another day: "yesterday", "the same day", "a week earlier", "six days ago"."""

from __future__ import annotations

import re

from ingest.extract.mentions.date_value import DateExpression
from ingest.extract.mentions.date_words import COUNTS, TURNS
from ingest.extract.wording import any_of

COUNTED = (
    r"(?:[Tt]he\s+day\s+(?P<next>before|after)(?=[.,;]|$)|"
    rf"(?P<number>(?i:{any_of(COUNTS)})|\d{{1,2}})\s+(?P<unit>days?|weeks?|fortnight)\s+"
    r"(?P<way>(?:earlier|later|prior)(?!\s+(?:than|to)\b)|ago|(?<=days )(?:before|after)|(?<=day )(?:before|after))\b"
    r"(?!,\s+(?:on|from)\s))"
)
_DAYS_OF = {"day": 1, "week": 7, "fortnight": 14}


def near_day(match: re.Match[str]) -> DateExpression | None:
    """Count "yesterday", "tomorrow", "the day after tomorrow" from the day of the page."""
    if match["and"]:
        return DateExpression("day", shift=-1 if match.group()[0] in "Yy" else 0, length=2)
    *others, word = match.group().lower().split()
    far = 2 if "day" in others else 1  # the day before yesterday
    return DateExpression(
        "day", shift=far * {"yesterday": -1, "night": -("last" in others), "tomorrow": 1}.get(word, 0)
    )


def from_text(match: re.Match[str]) -> DateExpression | None:
    """Count "the same day", "the following day" from the day told before."""
    whole = match.group().endswith(("days", "dates", "period", "time"))
    shift = TURNS[match["turn"].lower()] if match["turn"] else 0
    return DateExpression("day", shift=shift, relative_to="text", whole=whole)


def counted(match: re.Match[str]) -> DateExpression | None:
    """Count "a week earlier" from the day told before, "six days ago" from that of the page."""
    if match["next"]:
        return DateExpression("day", shift=1 if match["next"] == "after" else -1, relative_to="text")
    unit, way = match["unit"].rstrip("s"), match["way"]
    if way == "ago" and unit != "day":
        return None  # "two weeks ago" is no day
    days = (COUNTS.get(match["number"].lower()) or int(match["number"])) * _DAYS_OF[unit]
    base = "page" if way == "ago" else "text"
    return DateExpression("day", shift=days if way in ("later", "after") else -days, relative_to=base)

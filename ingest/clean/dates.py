"""Dates as pages write them, and which of them is the publishing date.

`find_dates` reads every full date (day, month and year) of a text. `visible_date` and `dateline_date` choose among
the lines of a page, `address_date` reads the page's address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.clean.article import Published

MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september"
        "|oct october|nov november|dec december".split("|"),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_YEAR = r"(?P<{0}>(?:19[89]|20[0-4])\d)"
_DAY = r"(?P<{0}>[0-3]?\d)"
FULL_DATE = re.compile(
    r"(?<![\w/.-])(?:"
    + _YEAR.format("y1") + r"\s?(?P<s1>[-/.年])\s?(?P<m1>[01]?\d)\s?(?:(?P=s1)|月)\s?" + _DAY.format("d1") + r"日?(?=T\d|[^\d/.-]|[.]?(?:\s|$))"
    + "|" + _MONTH.format("m2") + r"\s*" + _DAY.format("d2") + r"(?:st|nd|rd|th)?\s?,?\s*" + _YEAR.format("y2") + r"(?!\d)"
    + "|" + _DAY.format("d3") + r"(?:st|nd|rd|th)?[\s-]*(?:of\s+)?" + _MONTH.format("m3") + r"[\s,-]*" + _YEAR.format("y3") + r"(?!\d)"
    + "|" + r"(?P<a4>[0-3]?\d)(?P<s4>[-/.])(?P<b4>[0-3]?\d)(?P=s4)" + _YEAR.format("y4") + r"(?![\d/-])"
    + ")",
    re.I,
)  # fmt: skip
CLOCK = re.compile(
    r"(?:at\s+)?\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*\(?(?:gmt|utc|ict|bst|wib|sgt|hkt|cst|pst|[+-]\d{1,2}(?::?\d\d)?)\)?)*(?:\s*hrs)?",
    re.I,
)
WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.I)
LABEL = re.compile(
    r"(?P<first>\b(?:(?:first )?publish(?:ed|ing|er)?|publication|post(?:ed)?|release[ds]?|issued?|created|dated?|time|add(?:ed)?|submitted|uploaded)\b(?:\s+(?:date|time|on|at))*"
    r"|发布时间|发表时间|发布日期|发表日期|日期|时间|发布)"
    r"|(?P<later>\b(?:last\s+)?(?:updated?|modified|revised|edited)\b(?:\s+(?:date|time|on|at))*|更新时间|更新)",
    re.I,
)
LABEL_REACH = 45  # characters between the start of a label and its date: "Posted by the desk on 20 June 2024"
MAX_REST_WORDS = 7  # of a date line beside date, time and label: agency, author, section
EARLIEST = date(1990, 1, 1)
TAIL_LINES = 3  # after the last paragraph, where agencies put "(Xinhua News Agency January 17, 2008)"
DATELINE_REACH = 70  # characters
ADDRESS = re.compile(r"(?<!\d)((?:19[89]|20[0-4])\d)[-/_.]?([01]\d)[-/_.]?([0-3]\d)(?!\d)")
ADDRESS_LOOSE = re.compile(r"/((?:19[89]|20[0-4])\d)[-/]([01]?\d)[-/]([0-3]?\d)/")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date with its place in the text."""

    start: int
    end: int
    day: date


@dataclass(frozen=True, slots=True)
class DateContext:
    """What decides about a date: no page is published after it was fetched, and 05/06/2021 has two readings."""

    not_after: date
    month_first: bool = False


def find_dates(text: str, context: DateContext) -> Iterator[FoundDate]:
    """Give every full date of a text that lies between 1990 and the day of fetching."""
    for match in FULL_DATE.finditer(text):
        day = _read(match, context, text)
        if day and EARLIEST <= day <= context.not_after:
            yield FoundDate(match.start(), match.end(), day)


def _read(match: re.Match[str], context: DateContext, text: str) -> date | None:
    group = match.groupdict()
    for n in "123":
        if group["y" + n]:
            month = group["m" + n]
            return _date(
                int(group["y" + n]), int(month) if month.isdigit() else MONTHS[month.lower()], int(group["d" + n])
            )
    first, second, year = int(group["a4"]), int(group["b4"]), int(group["y4"])
    american = context.month_first or bool(re.match(r"[,\s]*\d{1,2}:\d\d(?::\d\d)?\s*[AP]M", text[match.end() :]))
    day, month = (second, first) if american else (first, second)
    return _date(year, month, day) or _date(year, day, month)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_line(line: str, context: DateContext) -> tuple[date, int] | None:
    """Read a line that tells when the page was published: its date and a rank (0 best), or None.

    Rank 0: labelled as published or posted; 1: as updated; 2: a date with little beside it.
    """
    if len(line) > 400:
        return None
    found = list(find_dates(line, context))
    if not found:
        return None
    ranked = []
    for index, hit in enumerate(found):
        before = line[found[index - 1].end if index else 0 : hit.start][-LABEL_REACH:]
        labels = list(LABEL.finditer(before))
        if labels:
            ranked.append((0 if labels[-1].group("first") else 1, index))
    if ranked and len(line) < 250:
        rank, index = min(ranked)
        return found[index].day, rank
    if len(_rest(line).split()) <= MAX_REST_WORDS:
        return found[0].day, 2
    return None


def _rest(line: str) -> str:
    """What is left of a line without its dates, times, weekdays, labels and marks."""
    for pattern in (FULL_DATE, CLOCK, WEEKDAY, LABEL):
        line = pattern.sub(" ", line)
    return re.sub(r"[^\w\s]", " ", line)


def visible_date(head: Sequence[str], tail: Sequence[str], context: DateContext) -> Published | None:
    """Choose the publishing date among the lines before the article (`head`) and after it (`tail`).

    A labelled date wins over a bare one, the head over the tail, and in the head the line nearest to the article: at
    the top of a page stands the clock of the site.
    """
    best: tuple[int, int, date] | None = None
    for place, line in enumerate([*reversed(list(head)), *tail]):
        read = date_line(line, context)
        if read is None:
            continue
        day, rank = read
        if rank == 2 and place >= len(head) + TAIL_LINES:
            continue
        if best is None or (rank, place) < best[:2]:
            best = (rank, place, day)
    return Published(best[2], "visible") if best else None


def dateline_date(paragraphs: Sequence[str], context: DateContext) -> Published | None:
    """Read a dateline with a year: "NANNING, Sept 21, 2019. The ...", "Dec. 27, 2010 (SHMET) -- Trade ..."."""
    for paragraph in paragraphs[:2]:
        start = paragraph[:DATELINE_REACH]
        for found in find_dates(start, context):
            before, after = start[: found.start].strip(" ,(—–-"), start[found.end :]
            opens = not before or before.upper() == before or re.fullmatch(r"(?:[A-Z][\w'’.]+[ ,]*){1,4}", before)
            if opens and re.match(r"\s*(?:\([^)]*\)|\))?\s*(?:[-—–:.|]|\()", after):
                return Published(found.day, "dateline")
    return None


def address_date(address: str | None, context: DateContext) -> Published | None:
    """Read the date in a page's address: /2023/06/16/, /2023-06/16/, t20230616_12.htm."""
    for pattern in (ADDRESS, ADDRESS_LOOSE):
        for match in pattern.finditer(address or ""):
            day = _date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
            if day and EARLIEST <= day <= context.not_after:
                return Published(day, "address")
    return None

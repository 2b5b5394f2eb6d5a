"""Dates as pages write them, and which of them is the publishing date.

`find_dates` reads every full date (day, month and year) of a text. `visible_date` and `dateline_date` choose among
the lines of a page, `address_date` reads the page's address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ingest.clean.article import Published
from ingest.clean.prose import SMALL_WORDS

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LOCAL_MONTHS = {"mac": 3, "mei": 5, "ago": 8, "agu": 8, "agt": 8, "ogo": 8, "okt": 10, "des": 12, "dis": 12}  # Malay
MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)} | LOCAL_MONTHS
_MONTH = r"""(?P<m{0}>jan(?:uar[yi])?|feb(?:ruar[yi])?|mar(?:ch|et)?|mac|apr(?:il)?|may|mei|jun[ei]?|jul(?:y|i|ai)?
    |aug(?:ust)?|agustus|ag[ut]|ogos|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cs](?:ember)?|dis(?:ember)?)\.?"""
_YEAR = r"(?P<y{0}>(?:19[89]|20[0-4]|25[3-8])\d)"
FIRST_BUDDHIST = 2530  # years of the Thai calendar, which counts 543 more
BUDDHIST_YEARS = 543
CENTURIES = ("20", "19", "25")  # one of which is part of every year
_DAY = r"(?P<d{0}>[0-3]?\d)"
_FORMS = (
    # 2018-02-24, 2018/2/24, 2018年2月24日
    _YEAR + r"\s?(?P<s{0}>[-/.年])\s?(?P<m{0}>[01]?\d)\s?(?:(?P=s{0})|月)\s?" + _DAY + r"日?(?!\d|[-/.]\d)",
    # May 26, 2021; Sept. 21st 2019; November, 12/2018
    _MONTH + r",?\s*" + _DAY + r"(?:st|nd|rd|th)?\s?[,/]?\s*" + _YEAR + r"(?!\d)",
    # 26 May 2021; 4th of Apr., 2025; 29-Jun-2023
    _DAY + r"(?:st|nd|rd|th)?[\s-]*(?:of\s+)?" + _MONTH + r"[\s,-]*" + _YEAR + r"(?!\d)",
    # 23 tháng 11 năm 2021; 17/05/2021, 12/27/2010, 10-31-2006
    _DAY + r"\s+th[aá]ng\s+(?P<m{0}>[01]?\d),?\s+(?:n[aă]m\s+)?" + _YEAR + r"(?!\d)",
    r"(?P<d{0}>[0-3]?\d)(?P<s{0}>[-/.])(?P<m{0}>[0-3]?\d)(?P=s{0})" + _YEAR + r"(?![\d/-])",
)
NUMERIC = len(_FORMS) - 1
FULL_DATE = re.compile(
    r"(?<![\w/.-])(?:" + "|".join(form.format(number) for number, form in enumerate(_FORMS)) + ")", re.I | re.X
)
NAMED_DAY = re.compile(
    rf"\b{_MONTH.format(0)}\s+{_DAY.format(0)}\b|\b{_DAY.format(1)}(?:st|nd|rd|th)?\s+{_MONTH.format(1)}\b", re.I | re.X
)
YEAR_DAYS = 365
NEAR = 10  # days between the day of a page and one that it names
AMERICAN_CLOCK = re.compile(r"[,\s]*\d{1,2}:\d\d(?::\d\d)?\s*[AP]M")
CLOCK = re.compile(
    r"""(?:at\s+)?\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?
    (?:\s*\(?(?:gmt|utc|ict|bst|wib|sgt|hkt|cst|pst|bjt|[+-]\d{1,2}(?::?\d\d)?)\)?)*(?:\s*hrs)?""",
    re.I | re.X,
)
WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.I)
WEEKDAY_BEFORE = re.compile(r"\b(?P<name>mon|tue|wed|thu|fri|sat|sun)\w*\.?,?\s*$", re.I)
WEEKDAY_REACH = 12  # characters
LABEL = re.compile(
    r"""(?P<first>\b(?:(?:first\s)?publish(?:ed|ing|er)?|publication|post(?:ed)?|release[ds]?|issued?|created|dated?|time
        |add(?:ed)?|submitted|uploaded)\b(?:\s+(?:date|time|on|at))*
        |发布时间|发表时间|发布日期|发表日期|日期|时间|发布
        |ngày\s+đăng|đăng\s+(?:lúc|ngày)|diterbitkan|dipublikasikan|tayang)
    |(?P<later>\b(?:last(?:est)?\s+|latest\s+)?(?:updated?|modified|revised|edited)\b(?:\s+(?:date|time|on|at))*
        |cập\s+nhật|diperbarui|dikemas\s*kini|更新时间|更新)""",
    re.I | re.X,
)
LABEL_REACH = 45  # characters between the start of a label and its date: "Posted by the desk on 20 June 2024"
LICENCE = re.compile(
    r"""\b(?:licen[cs]e|permit|registration|decree|decision|circular|certificate|accreditation|authori[sz]ation|filing
    |gi[aấ]y\s?ph[eé]p|quy[eế]t\s?[dđ][iị]nh)\b
    (?=[\s:#]*(?:no\b|number|s[ốo]\b|\d|dated|issued|granted))(?:(?!\bpost|\bupdate)[^|]){0,60}$""",
    re.I | re.X,
)
MASTHEAD = re.compile(
    r"^(?:[A-Z]{2,}\s){2,}.*\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s[^,]{3,20},?\s\d{4}$", re.S
)
MAX_REST_WORDS = 7  # of a date line beside date, time and label: agency, author, section; a caption's are a sentence
STAMPED_LENGTH = 120  # characters; a line that begins with its date, and goes on with counters and tools
EARLIEST = date(1990, 1, 1)
BARE = 2  # rank of a date without a label
BARS = re.compile(r"[|｜·•]")
BYLINE_LINES = 4  # of the article, among which "By the desk. Posted 30 April 2025." may stand
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


@dataclass(frozen=True)
class DateContext:
    """What decides about dates: no page is published after it was fetched (`not_after`), and of the two readings of
    05/06/2021 the page's `text` may name one in words.
    """

    not_after: date
    text: str = ""

    @cached_property
    def named_days(self) -> frozenset[tuple[int, int]]:
        """Give the month and day of all days that the text names in words: "June 5", "5 June"."""
        return frozenset(
            (MONTH_NUMBERS[(match["m0"] or match["m1"])[:3].lower()], int(match["d0"] or match["d1"]))
            for match in NAMED_DAY.finditer(self.text)
        )

    def days_to_named(self, day: date) -> int:
        """Give the number of days between a day and the nearest one that the text names in words, of any year."""
        named = (_date(day.year, month, number) for month, number in self.named_days)
        gaps = (abs((day - other).days) for other in named if other)
        return min((min(gap, YEAR_DAYS - gap) for gap in gaps), default=YEAR_DAYS)


def find_dates(text: str, context: DateContext) -> Iterator[FoundDate]:
    """Give every full date of a text that lies between 1990 and the day of fetching."""
    if not any(century in text for century in CENTURIES):
        return
    for match in FULL_DATE.finditer(text):
        day = _read(match, context, text)
        if day and EARLIEST <= day <= context.not_after:
            yield FoundDate(match.start(), match.end(), day)


def _read(match: re.Match[str], context: DateContext, text: str) -> date | None:
    form = next(n for n in range(len(_FORMS)) if match[f"y{n}"])
    day, month, year = match[f"d{form}"], match[f"m{form}"], int(match[f"y{form}"])
    year -= BUDDHIST_YEARS if year >= FIRST_BUDDHIST else 0
    if not month.isdigit():
        return _date(year, MONTH_NUMBERS[month[:3].lower()], int(day))
    if form == NUMERIC and _month_first(match, day, month, context, text):
        day, month = month, day
    return _date(year, int(month), int(day)) or (_date(year, int(day), int(month)) if form == NUMERIC else None)


def _month_first(match: re.Match[str], first: str, second: str, context: DateContext, text: str) -> bool:
    """Say whether 05/06/2021 is May 6: its weekday tells, or the page's words, or an American clock beside it."""
    weekday = WEEKDAY_BEFORE.search(text, max(0, match.start() - WEEKDAY_REACH), match.start())
    if weekday:
        for is_month_first, (month, day) in ((True, (first, second)), (False, (second, first))):
            read = _date(int(match[f"y{NUMERIC}"]), int(month), int(day))
            if read and read.strftime("%a").lower() == weekday["name"][:3].lower():
                return is_month_first
    year = int(match[f"y{NUMERIC}"])
    as_month, as_day = (_date(year, int(month), int(day)) for month, day in ((first, second), (second, first)))
    if as_month and as_day:
        near_month, near_day = context.days_to_named(as_month), context.days_to_named(as_day)
        if min(near_month, near_day) <= NEAR and abs(near_month - near_day) > NEAR:
            return near_month < near_day
    return "0" not in (first[0], second[0]) and bool(AMERICAN_CLOCK.match(text, match.end()))


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
    found = [hit for hit in find_dates(line, context) if not LICENCE.search(line, 0, hit.start)]  # the site's permit
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
    rest = _rest(line).lower().split()
    is_stamp = len(rest) <= MAX_REST_WORDS and sum(word in SMALL_WORDS for word in rest) <= 1
    if is_stamp or (found[0].start == 0 and len(line) <= STAMPED_LENGTH):
        return found[0].day, BARE
    return None


def _rest(line: str) -> str:
    """What is left of a line without its dates, times, weekdays, labels and marks."""
    for pattern in (FULL_DATE, CLOCK, WEEKDAY, LABEL):
        line = pattern.sub(" ", line)
    return re.sub(r"[^\w\s]", " ", line)


def _masthead(line: str, context: DateContext) -> tuple[date, int] | None:
    """Read the day of an issue at the end of its masthead: "THE COURIER The valley's daily Monday, August 24, 2009"."""
    if len(line) > STAMPED_LENGTH or not MASTHEAD.search(line):
        return None
    found = list(find_dates(line, context))
    return (found[-1].day, BARE) if found and found[-1].end == len(line) else None


def visible_date(
    head: Sequence[str], tail: Sequence[str], context: DateContext, clocks: bool = False
) -> Published | None:
    """Choose the publishing date among the lines before the article (`head`) and after it (`tail`).

    The bare day on which the page was fetched may be the clock of the site; it counts with `clocks` only.

    A labelled date wins over a bare one, the head over the tail, and in the head the line nearest to the article: at
    the top of a page stands the clock of the site. Below the article an update may be the site's, and a bare date
    another story's.
    """
    best: tuple[int, int, date] | None = None
    for place, line in enumerate([*reversed(list(head)), *tail]):
        read = date_line(line, context) or date_among_pieces(line, context)
        read = read or (_masthead(line, context) if place < len(head) else None)
        if read is None:
            continue
        day, rank = read
        if rank == BARE and not clocks and day >= context.not_after - timedelta(days=1):
            continue
        if place >= len(head):
            if rank == BARE and place >= len(head) + TAIL_LINES:
                continue
            rank += BARE if rank else 0
        if best is None or (rank, place) < best[:2]:
            best = (rank, place, day)
    return Published(best[2], "visible") if best else None


def date_among_pieces(line: str, context: DateContext) -> tuple[date, int] | None:
    """Read a day that stands by itself between bars: "The Courier | Sunday, October 26, 2008 | PSEi 1,953.48"."""
    if "|" not in line and "·" not in line and "•" not in line:
        return None
    for piece in BARS.split(line):
        found = next(find_dates(piece, context), None)
        if found and not _rest(piece).strip():
            return found.day, BARE
    return None


def labelled_date(lines: Sequence[str], context: DateContext) -> Published | None:
    """Read a date that is labelled as published or updated in a short line within the article's first ones."""
    for line in lines[:BYLINE_LINES]:
        read = date_line(line, context) if len(line) <= STAMPED_LENGTH else None
        if read is not None and read[1] < 2:
            return Published(read[0], "visible")
    return None


def dateline_date(paragraphs: Sequence[str], context: DateContext) -> Published | None:
    """Read a dateline with a year: "NANNING, Sept 21, 2019. The ...", "Dec. 27, 2010 (SHMET) -- Trade ..."."""
    for paragraph in paragraphs[:2]:
        start = paragraph[:DATELINE_REACH]
        for found in find_dates(start, context):
            before, after = start[: found.start].strip(" ,(—–-"), start[found.end :]
            opens = not before or before.upper() == before or re.fullmatch(r"(?:[A-Z][\w'’.]+[ ,(/]*){1,6}", before)
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

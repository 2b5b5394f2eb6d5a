"""What the words around a table's cells say: its caption, the heads of its columns, the labels of its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.extract.dating import UNKNOWN, Moment, Span, resolve
from ingest.extract.figure_reading.chunks import Chunk, chunk_sentence
from ingest.extract.figure_reading.context import Context
from ingest.extract.figure_reading.heads import is_head
from ingest.extract.figure_reading.subjects.economies import economy_at
from ingest.extract.figure_reading.subjects.nouns import noun_subject
from ingest.extract.figure_reading.subjects.subject import Subject
from ingest.extract.lexicon.loader import load_words
from ingest.extract.mentions.money import currency_codes
from ingest.extract.mentions.number import BLANK, read_scale, scale_pattern, squeeze
from ingest.extract.mentions.period import Period
from ingest.extract.mentions.place import find_places
from ingest.extract.wording import any_of

_PERCENT = re.compile(r"%|\b(?:per ?cent|pct)\b", re.IGNORECASE)
_BALANCE = re.compile(r"^(?:(?:net|overall)\s)?(?:balance|surplus\s?[/+(]|deficit\s?[/+(])", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:share|proportion)\b|(?:%|\bper ?cent|\bpct)\sof\s", re.IGNORECASE)
_PARTNERS = re.compile(
    r"\b(?:(?P<trade>trad(?:e|ing)\spartners)|(?P<exports>export\s(?:markets|destinations|partners|buyers))"
    r"|(?P<imports>import\s(?:sources|suppliers|origins|partners|markets)))\b",
    re.IGNORECASE,
)
_UNIT_LINE = re.compile(r"[(\[]?(?:unit|units|value|values|in|figures in|amount|amounts)\b", re.IGNORECASE)
_MARKED_YEAR = re.compile(r"\b((?:19|20)\d\d)\s?(?:[fFeE]|\([fFeE]\))(?!\w)")  # 2026F, 2026e
_FORECAST = re.compile(rf"{_MARKED_YEAR.pattern}|\b(?:[Ff]orecast|[Tt]arget|[Pp]rojected|[Pp]rojection|[Ee]xpected)\b")
_FAIR = re.compile(r"expo\b|\b(?:fair|exposition)\b", re.IGNORECASE)
_AT_FAIRS = ("deals", "investment", "contracts")
_LONGEST_UNIT = 60  # characters
_CHANGE = re.compile(
    r"\b(?:change|growth|increase|rate|y-?o-?y|y/y|m/m|yr/yr|yoy|year-on-year|m-?o-?m|month-on-month|\+/-|± ?%)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """What the words of a caption, a column's head or a row's label say."""

    subject: Subject | None
    place: str | None
    span: Span | None
    period_text: str | None
    unit: tuple[float, str] | None
    role: str | None
    basis: str
    words: str
    names_part: bool = False
    is_forecast: bool = False


@cache
def _unit_pattern() -> re.Pattern[str]:
    forms = [form for forms in load_words("currencies.yml").values() for form in forms]
    codes = any_of(forms, BLANK)
    return re.compile(
        rf"(?<![^\W\d_])(?P<before>{codes})[\s\u00a0]?(?P<count>\d+)?[\s\u00a0]?(?P<scale>{scale_pattern()})?\b|(?P<count2>\d+[\s\u00a0])?(?P<scale2>{scale_pattern()})[\s\u00a0](?:of\s)?(?P<after>{codes})(?!\w)",
        re.IGNORECASE,
    )


def read_unit(text: str) -> tuple[float, str] | None:
    """Read "US$ million", "100 million yuan", "Unit: RMB bn" as a factor and a currency."""
    for match in _unit_pattern().finditer(text):
        code = currency_codes().get(squeeze(match["before"] or match["after"]))
        scale = match["scale"] or match["scale2"]
        if code and (scale or len(text) < 24):
            count = match["count"] or match["count2"]
            return read_scale(scale) * (float(count) if count else 1.0), code
    return None


def is_unit_line(text: str) -> bool:
    """Say whether a line only gives the unit of a table: "Unit: million US dollars"."""
    is_one = len(text) < _LONGEST_UNIT and (_UNIT_LINE.match(text) or _unit_pattern().match(text, text.startswith("(")))
    return bool(is_one) and read_unit(text) is not None


def read_label(text: str, offset: int, context: Context, whole: Span | None = None) -> Label:
    """Read the words around a cell; `whole` is the span of the caption, in whose year a month without one lies."""
    is_forecast = _FORECAST.search(text) is not None
    text = _MARKED_YEAR.sub(r"\1 ", text)
    places = find_places(text)
    chunks = chunk_sentence(text, offset, [replace(p, start=p.start + offset, end=p.end + offset) for p in places])
    for chunk in chunks:
        chunk.capital = False  # a caption in title case names no more than another
    heads = [n for n in range(len(chunks)) if is_head(chunks, n)]
    subject = noun_subject(chunks, heads[0], 0, len(chunks)) if heads else _balance(text) or _of_partners(chunks, text)
    place = next((e.name for n in range(len(chunks)) if (e := economy_at(chunks, n)) is not None and e.name), None)
    span, words = _span(chunks, text, offset, _moment(context, whole))
    role = None
    if _SHARE.search(text):
        role = "share"
    elif _PERCENT.search(text) or _CHANGE.search(text):
        role = "change"
    basis = "mom" if any(c.has("mom") for c in chunks) else "yoy"
    return Label(subject, place, span, words, read_unit(text), role, basis, text.strip(), is_forecast=is_forecast)


def _balance(text: str) -> Subject | None:
    """Read the head of a column that names a balance only among other columns: "Balance (USD bn)"."""
    return Subject("balance", origin="noun") if _BALANCE.match(text) else None


def _of_partners(chunks: Sequence[Chunk], text: str) -> Subject | None:
    """Read a list of partners as one of what is traded with them: "Yunnan's main trading partners"."""
    found = _PARTNERS.search(text)
    if found is None:
        return None
    indicator = next(name for name, words in found.groupdict().items() if words)
    owner = next((e for n in range(len(chunks)) if (e := economy_at(chunks, n)) is not None and e.name), None)
    return Subject(indicator, reporter=owner, origin="noun")


def _moment(context: Context, whole: Span | None) -> Moment:
    moment = context.moment()
    if whole is None or whole.start is None or whole.end is None or whole.start.year != whole.end.year:
        return moment
    return replace(moment, year=whole.end.year)


def _span(chunks: Sequence[Chunk], text: str, offset: int, moment: Moment) -> tuple[Span | None, str | None]:
    for chunk in chunks:
        if isinstance(chunk.value, Period) and chunk.value.form not in ("vague",):
            span = resolve(chunk.value, moment)
            if span != UNKNOWN:
                return span, text[chunk.start - offset : chunk.end - offset]
    return None, None


def of_fair(subject: Subject, label: Label, column: Label) -> tuple[Subject, str | None] | None:
    """Read a row of a fair and its days: what each column tells was signed, "Trade transactions", "Investment"."""
    if label.span is None or not _FAIR.search(label.words) or subject.indicator not in _AT_FAIRS:
        return None
    return replace(subject, indicator="deals", sign=1), column.words.lower() or None

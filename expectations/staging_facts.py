"""What must hold of the facts: figures and events as the rules read them."""

from __future__ import annotations

from expectations import vocabulary
from expectations.checks import Check, between, filled, no_rows, one_of, row_count
from expectations.history import Bounds

FIGURE = "select f.document_id, f.figure_id as row_id, "
EVENT = "select e.document_id, e.event_mention_id as row_id, "

# Whole units of yuan or dollars. Below: what no statistic of an economy says. Above: the world's own total.
VALUE_BANDS = (
    ("trade", 1e4, 4e14),
    ("exports", 1e3, 2e14),
    ("imports", 1e3, 2e14),
    ("balance", -4e13, 4e13),
    ("investment", 1e4, 4e14),
    ("contracts", 1e4, 1e14),
    ("deals", 1e4, 1e14),
)
LONGEST_EVENT_DAYS = 200  # world expos last six months; anything longer is two dates of two events
FARTHEST_PLAN_YEARS = 10
NO_FACTS_BEFORE = "date '1949-01-01'"


def trade_figures(usual: Bounds) -> list[Check]:
    """Statements about trade, investment, contracts and deals."""
    return [
        row_count(usual.get("stg_trade_figures"), "Figures come with pages: their number grows slowly."),
        filled("reporter", "A figure of no economy says nothing."),
        filled("partner", "Where a page names none it is World."),
        *_figure_words(),
        *_quotes("stg_trade_figures", "figure_id"),
        *_figure_logic(),
        *_figure_plausibility(),
    ]


def events(usual: Bounds) -> list[Check]:
    """Gatherings that pages name."""
    return [
        row_count(usual.get("stg_events"), "Events come with pages: their number grows slowly."),
        filled("name", "An event is a named one."),
        filled("event_type", "Every event has a kind, if only `other`."),
        one_of("event_type", vocabulary.EVENT_TYPES, "Marts and queries count by kind."),
        filled("status", "A planned event without its status would count as held."),
        one_of("status", vocabulary.EVENT_STATUSES, "Held and planned events are told apart by it."),
        one_of("date_precision", vocabulary.DATE_PRECISIONS, "It tells how far a date may be trusted."),
        one_of("attendance_mode", vocabulary.ATTENDANCE_MODES, "As in schema.org/Event."),
        *_quotes("stg_events", "event_mention_id"),
        *_event_logic(),
        *_event_plausibility(),
    ]


def _figure_words() -> list[Check]:
    return [
        filled("indicator", "What is measured is part of the key of an observation."),
        one_of("indicator", vocabulary.INDICATORS, "Another word would drop out of every sum."),
        filled("status", "A forecast without its status would count as fact."),
        one_of("status", vocabulary.FIGURE_STATUSES, "Forecasts are kept out of sums by it."),
        one_of("qualifier", vocabulary.QUALIFIERS, "It says how exact the page was."),
        one_of("change_basis", vocabulary.CHANGE_BASES, "Growth on the year and on the month must not be mixed."),
        one_of("direction", vocabulary.DIRECTIONS, "Only two-way investment has one."),
        one_of("currency", vocabulary.CURRENCIES, "A value in no currency can't be converted or summed."),
        one_of("alt_currency", vocabulary.CURRENCIES, "As for currency."),
    ]


def _quotes(table: str, key: str) -> list[Check]:
    return [
        filled("quote", "Every fact carries the sentence it comes from."),
        no_rows(
            "quote stands in the document's text at its span",
            f"select q.document_id, q.{key} as row_id, 'quote ' || coalesce(left(q.quote, 120), '(none)') as found "
            "from checked as q left join staging.stg_documents as d using (document_version_id) "
            "where replace(substring(d.text, q.span_start + 1, q.span_end - q.span_start), chr(9), ' ') "
            "is distinct from replace(q.quote, chr(9), ' ')",
            "The promise to the reader: each fact can be checked against the page's own words.",
        ),
        filled("rule", f"A row of {table} that no rule made can't be explained."),
        between("confidence", 0, 1, "A probability.", "critical"),
        filled("confidence", "Readers filter by it."),
    ]


def _figure_logic() -> list[Check]:
    return [
        no_rows(
            "value, currency and qualifier are filled together",
            FIGURE + "concat_ws(' ', 'value', f.value, 'currency', f.currency, 'qualifier', f.qualifier) as found "
            "from checked as f where (f.value is null) <> (f.currency is null) "
            "or (f.value is null) <> (f.qualifier is null)",
            "An amount without currency, or a currency without amount, is half a statement.",
        ),
        no_rows(
            "alt_value and alt_currency are filled together and differ from the first currency",
            FIGURE + "concat_ws(' ', 'alt', f.alt_value, f.alt_currency, 'of', f.currency) as found from checked as f "
            "where (f.alt_value is null) <> (f.alt_currency is null) or f.alt_currency = f.currency",
            "The second currency serves for conversion; the same one twice is a misread pair.",
        ),
        no_rows(
            "change_pct and change_basis are filled together",
            FIGURE + "concat_ws(' ', 'change', f.change_pct, 'basis', f.change_basis) as found from checked as f "
            "where (f.change_pct is null) <> (f.change_basis is null)",
            "A growth rate whose base is unknown can't be compared.",
        ),
        no_rows(
            "states a value, a change or a share",
            FIGURE + "left(f.quote, 120) as found from checked as f "
            "where f.value is null and f.change_pct is null and f.share_pct is null",
            "A record without any quantity is no figure.",
        ),
        no_rows(
            "numbers are finite",
            FIGURE + "concat_ws(' ', f.value, f.alt_value, f.change_pct, f.share_pct) as found from checked as f where "
            "not isfinite(coalesce(f.value, 0)) or not isfinite(coalesce(f.alt_value, 0)) "
            "or not isfinite(coalesce(f.change_pct, 0)) or not isfinite(coalesce(f.share_pct, 0))",
            "One infinite number spoils every sum it is part of.",
        ),
        no_rows(
            "period_start is not after period_end",
            FIGURE + "f.period_start || ' to ' || f.period_end as found from checked as f "
            "where f.period_start > f.period_end",
            "A period that ends before it begins joins with nothing.",
        ),
    ]


def _figure_plausibility() -> list[Check]:
    bands = ", ".join(f"('{indicator}', {low!r}, {high!r})" for indicator, low, high in VALUE_BANDS)
    return [
        no_rows(
            "value lies in its indicator's band (yuan, dollars, euros)",
            FIGURE + "concat_ws(' ', f.indicator, f.value, f.currency) as found from checked as f join "
            f"(values {bands}) as band(indicator, low, high) on band.indicator = f.indicator "
            "where f.currency in ('CNY', 'USD', 'EUR') and f.value not between band.low and band.high",
            "A misread unit (million for billion, tonnes for yuan) is off by thousands.",
            "warning",
        ),
        between("change_pct", -100, 1000, "No trade falls by more than all; tenfold growth is rare."),
        between("share_pct", 0, 100, "A part is not more than its whole."),
        no_rows(
            "an actual figure's period has begun when the page was published",
            FIGURE + "f.period_start || ' published ' || d.published_on as found from checked as f "
            "join staging.stg_documents as d using (document_version_id) "
            "where f.status = 'actual' and f.period_start > d.published_on + 1",
            "Then the period's year, the page's date or the status was misread.",
            "warning",
        ),
        no_rows(
            "periods lie between 1949 and 50 years after publication",
            FIGURE + "concat_ws(' to ', f.period_start, f.period_end) as found from checked as f "
            "left join staging.stg_documents as d using (document_version_id) "
            f"where coalesce(f.period_start, f.period_end) < {NO_FACTS_BEFORE} "
            "or f.period_end > coalesce(d.published_on, cast(d.fetched_at as date)) + interval 50 years",
            "Years outside are numbers that were taken for years.",
            "warning",
        ),
        filled("period_end", "Figures without any period can't be ordered in time.", 0.5, "warning"),
    ]


def _event_logic() -> list[Check]:
    return [
        no_rows(
            "has a date or a place",
            EVENT + "e.name as found from checked as e where e.start_date is null and e.end_date is null "
            "and e.city is null and e.region is null and e.country is null",
            "A name with neither is a series or a plan, not an event.",
        ),
        no_rows(
            "start_date is not after end_date",
            EVENT + "e.start_date || ' to ' || e.end_date as found from checked as e where e.start_date > e.end_date",
            "An event that ends before it begins was read from two dates.",
        ),
        no_rows(
            "date_precision is filled when a date is",
            EVENT + "concat_ws(' ', e.start_date, e.end_date, e.date_precision) as found from checked as e "
            "where (e.start_date is null and e.end_date is null) <> (e.date_precision is null)",
            "A month's first day must not pass for a day.",
        ),
        no_rows(
            "participants are counted in known words",
            EVENT + "cast(e.participants as varchar) as found from checked as e where len(list_filter(e.participants, "
            "lambda p: p.count < 0 or not p.qualifier in ('exact', 'about', 'over', 'under'))) > 0",
            "Less than none never come.",
        ),
    ]


def _event_plausibility() -> list[Check]:
    return [
        no_rows(
            "edition lies between 1 and 400",
            EVENT + "'edition ' || e.edition as found from checked as e where e.edition not between 1 and 400",
            "The oldest fairs count some hundreds; more is a year taken for an edition.",
            "warning",
        ),
        no_rows(
            f"lasts at most {LONGEST_EVENT_DAYS} days",
            EVENT + "e.start_date || ' to ' || e.end_date as found from checked as e "
            f"where e.date_precision = 'day' and e.end_date - e.start_date > {LONGEST_EVENT_DAYS}",
            "Longer ones are two dates of two events.",
            "warning",
        ),
        no_rows(
            "a held event has begun when the page was published",
            EVENT + "e.start_date || ' published ' || d.published_on as found from checked as e "
            "join staging.stg_documents as d using (document_version_id) "
            "where e.status = 'held' and e.date_precision = 'day' and e.start_date > d.published_on + 1",
            "Then its year, its status or the page's date was misread.",
            "warning",
        ),
        no_rows(
            f"a planned event is at most {FARTHEST_PLAN_YEARS} years ahead, and none is before 1949",
            EVENT + "e.start_date || ' published ' || coalesce(cast(d.published_on as varchar), '?') as found "
            "from checked as e left join staging.stg_documents as d using (document_version_id) "
            f"where e.start_date < {NO_FACTS_BEFORE} or e.start_date > coalesce(d.published_on, "
            f"cast(d.fetched_at as date)) + interval {FARTHEST_PLAN_YEARS} years",
            "Years outside are numbers that were taken for years.",
            "warning",
        ),
    ]

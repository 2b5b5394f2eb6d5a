"""What must hold of the marts: nothing was lost on the way, and what was computed is plausible."""

from __future__ import annotations

from expectations.checks import Check, filled, no_rows, row_count
from expectations.history import Bounds

FIGURE = "select f.document_id, f.figure_id as row_id, "
MENTION = "select m.document_id, m.event_mention_id as row_id, "
EVENT = "select null as document_id, e.event_id as row_id, "
ALL = "select null as document_id, 'all' as row_id, "

LARGEST_COPIED_SHARE = 0.5
FEWEST_DOCUMENTS = 20  # below that a share says nothing
# Yuan for a dollar: the official rate has lain between these since 1981 and since 1994.
YUAN_PER_DOLLAR = (1.5, 9.0)
YUAN_PER_DOLLAR_SINCE_1994 = (5.5, 9.0)
LARGEST_CONTRADICTED_SHARE = 0.1  # of figures
LARGEST_DISPUTED_SHARE = 0.2  # of observations or events that several pages tell
FEWEST_RETOLD = 10  # below that a share says nothing
LONGEST_EVENT_DAYS = 200
FARTHEST_DATES_OF_ONE_EVENT = 31  # days


def suites(run_id: str, usual: Bounds) -> dict[str, list[Check]]:
    """Give the checks of each mart."""
    return {
        "dim_documents": documents(usual),
        "fct_trade_figures": trade_figures(usual),
        "fct_trade_observations": trade_observations(usual),
        "fct_contradictions": contradictions(),
        "fct_event_mentions": event_mentions(usual),
        "fct_events": events(usual),
    }


def documents(usual: Bounds) -> list[Check]:
    """Pages in their newest version."""
    return [
        row_count(usual.get("dim_documents"), "One row per page: their number never falls."),
        no_rows(
            "every page of staging has its row",
            "select s.document_id, s.document_version_id as row_id, s.source_uri as found "
            "from staging.stg_documents as s anti join checked as d using (document_id)",
            "A page that was read must not get lost when its newest version is chosen.",
        ),
        no_rows(
            f"at most {LARGEST_COPIED_SHARE:.0%} of the pages are copies of others",
            ALL + "count(duplicate_of) || ' of ' || count(*) || ' pages' as found from checked "
            f"having count(*) >= {FEWEST_DOCUMENTS} "
            f"and count(duplicate_of) > {LARGEST_COPIED_SHARE} * count(*)",
            "So many copies mean that furniture was taken for text, or that one list was read twice.",
            "warning",
        ),
    ]


def trade_figures(usual: Bounds) -> list[Check]:
    """Statements of the pages' newest versions, with codes and dollars."""
    return [
        row_count(usual.get("fct_trade_figures"), "Figures come with pages: their number changes slowly."),
        *_same_facts("figure_id", "stg_trade_figures", "figure"),
        *_dollars(),
        no_rows(
            f"at most {LARGEST_CONTRADICTED_SHARE:.0%} of the figures are contradicted by others",
            ALL + "count(*) filter (where is_contradicted) || ' of ' || count(*) || ' figures' as found from checked "
            f"having count(*) >= {FEWEST_DOCUMENTS} "
            f"and count(*) filter (where is_contradicted) > {LARGEST_CONTRADICTED_SHARE} * count(*)",
            "One contradiction is a misreading or a page's error; many are a rule that went wrong.",
            "warning",
        ),
        filled("value", "Most figures state an amount; growth alone is the exception.", 0.4, "warning"),
        filled("reporter_code", "A reporter without a code is in no query by country.", 0.7, "warning"),
        filled("partner_code", "A partner without a code is in no query by country.", 0.7, "warning"),
        filled("period_end", "A figure without a period is in no time series.", 0.7, "warning"),
    ]


def trade_observations(usual: Bounds) -> list[Check]:
    """Figures of one thing, over all pages that report it."""
    return [
        row_count(usual.get("fct_trade_observations"), "Observations come with pages: their number changes slowly."),
        no_rows(
            "every figure with a date is in exactly one observation",
            FIGURE + "count(o.observation_id) || ' observations' as found from marts.fct_trade_figures as f left join "
            "(select observation_id, unnest(figure_ids) as figure_id from checked) as o using (figure_id) "
            "where coalesce(f.period_start, f.period_end) is not null "
            "group by f.document_id, f.figure_id having count(o.observation_id) <> 1",
            "A figure that ten papers tell is one observation with ten reports, none lost and none counted twice.",
        ),
        no_rows(
            f"of observations that several pages report at most {LARGEST_DISPUTED_SHARE:.0%} are disputed",
            ALL + "count(*) filter (where is_disputed) || ' of ' || count(*) || ' observations' as found from checked "
            f"where independent_reports > 1 having count(*) >= {FEWEST_RETOLD} "
            f"and count(*) filter (where is_disputed) > {LARGEST_DISPUTED_SHARE} * count(*)",
            "Pages that copy one statistic agree; if many don't, economies, periods or units are mixed up.",
            "warning",
        ),
        no_rows(
            "the amounts of one observation differ less than tenfold",
            "select null as document_id, observation_id as row_id, concat_ws(' ', indicator, reporter, partner, "
            "value_min, 'to', value_max, currency) as found from checked where value_max > 10 * value_min "
            "and value_min > 0",
            "A power of ten is a misread unit, not another opinion.",
            "warning",
        ),
    ]


def contradictions() -> list[Check]:
    """What arithmetic between figures does not bear out."""
    return [
        no_rows(
            "names figures that are there",
            "select null as document_id, c.contradiction_id as row_id, c.figure_id as found from "
            "(select contradiction_id, unnest(figure_ids) as figure_id from checked) as c "
            "anti join marts.fct_trade_figures as f on c.figure_id = f.figure_id",
            "A contradiction that points nowhere can't be looked into.",
        ),
        no_rows(
            "what is found is within a tenth and ten times of what is expected",
            "select null as document_id, contradiction_id as row_id, concat_ws(' ', kind, 'found', found, 'expected', "
            "expected, currency) as found from checked where expected > 0 "
            "and (found > 10 * expected or found < expected / 10)",
            "A power of ten is a misread unit.",
            "warning",
        ),
    ]


def event_mentions(usual: Bounds) -> list[Check]:
    """Events as single pages tell them."""
    return [
        row_count(usual.get("fct_event_mentions"), "Mentions come with pages: their number changes slowly."),
        *_same_facts("event_mention_id", "stg_events", "mention"),
        no_rows(
            "every mention is of an event",
            MENTION + "m.name as found from checked as m anti join marts.fct_events as e using (event_id)",
            "A mention that belongs to no event is lost to every count of events.",
        ),
        filled("start_date", "Most pages tell when.", 0.5, "warning"),
        filled("country", "Most pages tell where.", 0.4, "warning"),
    ]


def events(usual: Bounds) -> list[Check]:
    """Distinct events, put together from their mentions."""
    return [
        row_count(usual.get("fct_events"), "Events come with pages: their number changes slowly."),
        no_rows(
            "counts as many mentions as there are",
            EVENT + "e.mentions || ' counted, ' || coalesce(told.mentions, 0) || ' there' as found from checked as e "
            "left join (select event_id, count(*) as mentions from marts.fct_event_mentions group by event_id) as told "
            "using (event_id) where e.mentions is distinct from coalesce(told.mentions, 0)",
            "Reports are never counted as events, and no report is counted twice.",
        ),
        no_rows(
            "start_date is not after end_date",
            EVENT + "e.start_date || ' to ' || e.end_date as found from checked as e where e.start_date > e.end_date",
            "Dates that were taken from two mentions don't belong together.",
        ),
        no_rows(
            f"lasts at most {LONGEST_EVENT_DAYS} days",
            EVENT + "e.name || ': ' || e.start_date || ' to ' || e.end_date as found from checked as e "
            f"where e.date_precision = 'day' and e.end_date - e.start_date > {LONGEST_EVENT_DAYS}",
            "Two editions were taken for one event.",
            "warning",
        ),
        _disputed_dates(),
        filled("place_code", "An event whose place has no code is in no query by place.", 0.4, "warning"),
    ]


def _same_facts(key: str, staging: str, kind: str) -> list[Check]:
    return [
        no_rows(
            f"no {kind} of a newest page version is lost",
            f"select s.document_id, s.{key} as row_id, left(s.quote, 120) as found from staging.{staging} as s "
            "semi join marts.dim_documents as d on s.document_version_id = d.document_version_id "
            f"anti join checked as f on s.{key} = f.{key}",
            "What the pages state is what the marts hold, no less.",
        ),
        no_rows(
            f"no {kind} of an older page version is left",
            f"select f.document_id, f.{key} as row_id, left(f.quote, 120) as found from checked as f "
            "anti join marts.dim_documents as d on f.document_version_id = d.document_version_id",
            "A page that was corrected must not go on stating what it said before.",
        ),
    ]


def _dollars() -> list[Check]:
    low, high = YUAN_PER_DOLLAR
    low_1994, high_1994 = YUAN_PER_DOLLAR_SINCE_1994
    return [
        no_rows(
            "value_usd stands where the page gives dollars",
            FIGURE + "concat_ws(' ', f.value, f.currency, f.alt_value, f.alt_currency) as found from checked as f "
            "where f.value_usd is null and (f.currency = 'USD' or f.alt_currency = 'USD')",
            "The page's own dollars need no rate.",
        ),
        no_rows(
            "value_usd has the sign of value",
            FIGURE + "f.value || ' ' || f.currency || ' = ' || f.value_usd || ' USD' as found from checked as f "
            "where sign(f.value) <> sign(f.value_usd)",
            "A deficit in yuan is a deficit in dollars.",
            "warning",
        ),
        no_rows(
            "yuan and dollars of one amount are in a band",
            FIGURE + "f.value || ' CNY = ' || f.value_usd || ' USD' as found from checked as f "
            "where f.currency = 'CNY' and f.value_usd <> 0 and f.value / f.value_usd not between "
            f"case when f.period_end >= date '1994-01-01' then {low_1994} else {low} end and "
            f"case when f.period_end >= date '1994-01-01' then {high_1994} else {high} end",
            "Outside lie misread units, and pairs of two different amounts.",
            "warning",
        ),
        no_rows(
            "nine in ten amounts have a value in dollars",
            ALL + "count(value_usd) || ' of ' || count(value) as found "
            "from checked having count(value_usd) < 0.9 * count(value)",
            "Sums over currencies need a rate for the currency and its year (the seed exchange_rates).",
            "warning",
        ),
    ]


def _disputed_dates() -> Check:
    return no_rows(
        f"of events told by several pages at most {LARGEST_DISPUTED_SHARE:.0%} have dates far apart",
        ALL + "count_if(apart) || ' of ' || count(*) || ' events' as found from ("
        f"select max(m.start_date) - min(m.start_date) > {FARTHEST_DATES_OF_ONE_EVENT} as apart "
        "from checked as e join marts.fct_event_mentions as m using (event_id) where m.date_precision = 'day' "
        "group by e.event_id having count(distinct m.document_id) > 1) as retold "
        f"having count(*) >= {FEWEST_RETOLD} and count_if(apart) > {LARGEST_DISPUTED_SHARE} * count(*)",
        "Then different editions or different events were taken for one.",
        "warning",
    )

"""What must hold of the staging tables: is what was read from the pages what a page can say?"""

from __future__ import annotations

from expectations import vocabulary
from expectations.checks import Check, filled, no_rows, one_of, row_count, sql_text
from expectations.history import LEAST_RUNS, RUNS, Bounds
from expectations.staging_facts import events, trade_figures

LONGEST_SILENCE_DAYS = 14  # a source that brings nothing for longer is worth a look
FORGOTTEN_AFTER_DAYS = 90  # then it is no longer news
FEWEST_PAGES = 5  # of a source in a run; below that a share says nothing
LARGEST_REJECT_SHARE = 0.2  # of the pages of a source whose usual share is not known yet
LARGEST_REJECT_JUMP = 0.1  # of a source's pages, over its usual share
FEWEST_MORE_REJECTS = 3  # pages; fewer than that are no jump


def suites(run_id: str, usual: Bounds) -> dict[str, list[Check]]:
    """Give the checks of each staging table."""
    return {
        "stg_documents": documents(usual),
        "stg_trade_figures": trade_figures(usual),
        "stg_events": events(usual),
        "stg_rejects": rejects(),
        "stg_page_visits": page_visits(run_id, usual),
    }


def documents(usual: Bounds) -> list[Check]:
    """Pages as they were cleaned."""
    return [
        row_count(usual.get("stg_documents"), "Pages are kept for ever: their number grows slowly and never falls."),
        filled("text", "A page without text is a reject, not a document."),
        no_rows(
            "text holds words",
            "select document_id, document_version_id as row_id, 'text of ' || length(text) || ' characters' as found "
            "from checked where length(trim(text)) < 20",
            "Cleaning that leaves nothing has cut the article with the furniture.",
            "warning",
        ),
        no_rows(
            "published_on is not in the future",
            "select document_id, document_version_id as row_id, "
            "'published ' || published_on || ', fetched ' || fetched_at as found "
            "from checked where published_on > cast(fetched_at as date) + 1",
            "Periods and dates without a year are read by the publishing date; a wrong one shifts them all.",
            "warning",
        ),
        no_rows(
            "published_on is not before the web",
            "select document_id, document_version_id as row_id, 'published ' || published_on as found "
            "from checked where published_on < date '1993-01-01'",
            "An older date is a mistaken number, not the day of a web page.",
            "warning",
        ),
        filled("published_on", "Without it years are left open.", 0.5, "warning"),
        filled("title", "A page has a headline.", 0.8, "warning"),
        filled("language", "The language decides which rules read the page.", 0.9, "warning"),
        no_rows(
            "language is a two-letter code",
            "select document_id, document_version_id as row_id, 'language ' || language as found "
            "from checked where not regexp_matches(language, '^[a-z][a-z]$')",
            "ISO 639-1, so that pages can be counted by language.",
            "warning",
        ),
    ]


def rejects() -> list[Check]:
    """Pages that were set aside."""
    return [
        filled("source_uri", "A reject that names no page can't be looked into."),
        filled("reason_code", "Nothing vanishes without a reason."),
        filled("detail", "The reason's words tell what to do.", 0.9, "warning"),
    ]


def page_visits(run_id: str, usual: Bounds) -> list[Check]:
    """What each run has seen."""
    this_run = f"run_id = {sql_text(run_id)}"
    return [
        one_of("outcome", vocabulary.VISIT_OUTCOMES, "The five ways in which a visit can end."),
        _counts_add_up(this_run),
        *_reject_rates(sql_text(run_id)),
        no_rows(
            f"every source brought something new within {LONGEST_SILENCE_DAYS} days",
            "select null as document_id, source as row_id, 'last new page on ' || cast(newest as date) as found "
            "from (select source, max(visited_at) filter (outcome in ('new', 'changed')) as newest, "
            "(select max(visited_at) from checked) as today from checked group by source) as sources "
            f"where newest < today - interval {LONGEST_SILENCE_DAYS} days "
            f"and newest > today - interval {FORGOTTEN_AFTER_DAYS} days",
            "A feed that moved or a sitemap that froze fails silently.",
            "warning",
        ),
        _usual_pages(this_run),
        row_count(usual.get("stg_page_visits"), "Each run adds one row for each page that it sees."),
    ]


def _counts_add_up(this_run: str) -> Check:
    return no_rows(
        "every page of the run is a document, known unchanged, a duplicate or a reject",
        "select v.document_id, v.source_uri as row_id, 'counted as ' || v.outcome || ', but not there' as found "
        "from checked as v "
        "left join (select distinct document_id from staging.stg_documents) as pages using (document_id) "
        "left join (select distinct document_id, content_hash from staging.stg_documents) as versions "
        "on v.document_id = versions.document_id and v.content_hash = versions.content_hash "
        "left join (select distinct source_uri from staging.stg_rejects) as rejects "
        "on v.source_uri = rejects.source_uri "
        f"where v.{this_run} and not case v.outcome "
        "when 'rejected' then rejects.source_uri is not null "
        "when 'unchanged' then coalesce(pages.document_id, rejects.source_uri) is not null "
        "else versions.document_id is not null end",
        "Nothing vanishes: what a run has seen is in the tables, with its reason where it is not.",
    )


def _reject_rates(run_id: str) -> list[Check]:
    return [
        no_rows(
            f"of no source {LARGEST_REJECT_JUMP:.0%} more of the pages are rejects than usual",
            _rejects_of_sources(run_id, "' pages rejected, usual are ' || round(usual, 1)")
            + f"where rejects - usual >= greatest({FEWEST_MORE_REJECTS}, {LARGEST_REJECT_JUMP} * found)",
            "A source whose pages can suddenly not be read has changed or blocks the reader.",
            "warning",
        ),
        no_rows(
            f"at most {LARGEST_REJECT_SHARE:.0%} of the pages of a source without a history are rejects",
            _rejects_of_sources(run_id, "' pages rejected'")
            + f"where usual is null and rejects > {LARGEST_REJECT_SHARE} * found",
            "A new source most of whose pages can't be read needs another entry, or is none for this reader.",
            "warning",
        ),
    ]


def _rejects_of_sources(run_id: str, told: str) -> str:
    """Give a query of how many of each source's pages the run set aside, and how many its last runs let expect."""
    return (
        f"select null as document_id, source as row_id, rejects || ' of ' || found || {told} as found from ("
        "select source, found, refused + failed as rejects, share * found as usual from ops.source_runs left join ("
        "select source, median((refused + failed) / found) as share from ("
        "select source_runs.*, row_number() over (partition by source order by seen_at desc) as place "
        "from ops.source_runs inner join (select run_id, max(visited_at) as seen_at from checked group by run_id) "
        f"using (run_id) where run_id <> {run_id} and found >= {FEWEST_PAGES}) as earlier "
        f"where place <= {RUNS} group by source having count(*) >= {LEAST_RUNS}) as shares using (source) "
        f"where run_id = {run_id} and found >= {FEWEST_PAGES}) as sources "
    )


def _usual_pages(this_run: str) -> Check:
    return no_rows(
        "the run saw a usual number of pages",
        "select null as document_id, 'this run' as row_id, seen || ' pages, usual are ' || usual as found from ("
        "select (select count(*) from checked where " + this_run + ") as seen, median(pages) as usual, "
        "count(*) as runs from (select run_id, count(*) as pages from checked where not " + this_run + " "
        "group by run_id order by max(visited_at) desc limit 7) as earlier) as compared "
        "where runs >= 3 and (seen < 0.5 * usual or seen > 2 * usual + 100)",
        "Half of the usual pages, or twice as many, means that a source broke or a list was read twice.",
        "warning",
    )

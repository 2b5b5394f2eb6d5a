"""A small warehouse with one good page, as the gates and the report find it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

RUN = "nightly_2026-11-20"

STAGING = """
create schema staging;
create table staging.stg_documents (
    document_version_id varchar, document_id varchar, content_hash varchar, source varchar, source_uri varchar,
    site varchar, url varchar, title varchar, published_on date, published_on_source varchar, language varchar,
    text varchar, fetched_at timestamptz, extractor_version varchar);
create table staging.stg_trade_figures (
    figure_id varchar, document_version_id varchar, document_id varchar, indicator varchar, reporter varchar,
    partner varchar, direction varchar, scope varchar, value double, currency varchar, qualifier varchar,
    alt_value double, alt_currency varchar, change_pct double, change_basis varchar, share_pct double,
    share_of varchar, period_start date, period_end date, period_text varchar, status varchar, quote varchar,
    span_start integer, span_end integer, rule varchar, confidence double);
create table staging.stg_events (
    event_mention_id varchar, document_version_id varchar, document_id varchar, name varchar, event_type varchar,
    edition integer, start_date date, end_date date, date_precision varchar, city varchar, region varchar,
    country varchar, hosts varchar[], attendance_mode varchar,
    participants struct(count double, qualifier varchar, what varchar)[], status varchar, quote varchar,
    span_start integer, span_end integer, rule varchar, confidence double);
create table staging.stg_rejects (
    reject_id varchar, source varchar, source_uri varchar, content_hash varchar, reason_code varchar, detail varchar,
    fetched_at timestamptz, run_id varchar);
create table staging.stg_page_visits (
    run_id varchar, source varchar, source_uri varchar, document_id varchar, content_hash varchar, outcome varchar,
    reason_code varchar, detail varchar, visited_at timestamptz, landed_file varchar);
create schema ops;
create table ops.source_runs (
    run_id varchar, source varchar, found integer, new integer, changed integer, unchanged integer, refused integer,
    failed integer, bytes bigint, seconds double);
"""

GOOD_ROWS = f"""
insert into staging.stg_documents values (
    'v1', 'd1', 'h1', 'sample', 'file:///pages/one.html', 'one.example', null, 'Trade rises', '2026-11-18', 'metadata',
    'en', 'Exporters – über all – had a good year.' || chr(10) || 'Exports to Laos rose 5 percent to 3 billion yuan.'
    || chr(10) || 'Laos' || chr(9) || '3.0' || chr(10) || 'The 22nd Expo opens in Nanning on Nov 25.',
    '2026-11-20 02:00:00+08', '1');
insert into staging.stg_trade_figures by name
    select 'f1' as figure_id, 'v1' as document_version_id, 'd1' as document_id, 'exports' as indicator,
    'China' as reporter, 'Laos' as partner, 3e9 as value, 'CNY' as currency, 'exact' as qualifier, 5.0 as change_pct,
    'yoy' as change_basis, date '2026-01-01' as period_start, date '2026-10-31' as period_end,
    'actual' as status, 'Exports to Laos rose 5 percent to 3 billion yuan.' as quote, 40 as span_start,
    89 as span_end, 'verb' as rule, 0.9 as confidence;
insert into staging.stg_trade_figures by name
    select * replace ('f2' as figure_id, 'Laos 3.0' as quote, 90 as span_start, 98 as span_end)
    from staging.stg_trade_figures;
insert into staging.stg_events by name
    select 'e1' as event_mention_id, 'v1' as document_version_id, 'd1' as document_id, 'Expo' as name,
    'expo' as event_type, 22 as edition, date '2026-11-25' as start_date, 'day' as date_precision, 'Nanning' as city,
    'China' as country,
    ['Guangxi'] as hosts, [{{'count': 3200.0, 'qualifier': 'about', 'what': 'enterprises'}}] as participants,
    'planned' as status, 'The 22nd Expo opens in Nanning on Nov 25.' as quote, 99 as span_start, 140 as span_end,
    'name' as rule, 0.8 as confidence;
insert into staging.stg_rejects values
    ('r1', 'sample', 'file:///pages/two.html', 'h2', 'empty', 'no bytes', '2026-11-20 02:00:00+08', '{RUN}');
insert into staging.stg_page_visits values
    ('{RUN}', 'sample', 'file:///pages/one.html', 'd1', 'h1', 'new', null, null, '2026-11-20 02:00:00+08', 'a.warc'),
    ('{RUN}', 'sample', 'file:///pages/two.html', 'd2', 'h2', 'rejected', 'empty', 'no bytes',
     '2026-11-20 02:00:00+08', 'a.warc');
insert into ops.source_runs values ('{RUN}', 'sample', 2, 1, 0, 0, 1, 0, 9000, 0.1);
"""

# The marts that belong to the good page. The models that make them have tests of their own.
MARTS = """
create schema marts;
create view marts.dim_documents as select *, null::varchar as duplicate_of from staging.stg_documents;
create table marts.fct_trade_figures as
    select *, 'CHN' as reporter_code, 'LAO' as partner_code, value / 7.1 as value_usd, false as is_contradicted
    from staging.stg_trade_figures;
create table marts.fct_trade_observations as
    select 'o' || figure_id as observation_id, * exclude (
            figure_id, document_id, document_version_id, qualifier, change_pct, change_basis, quote, span_start,
            span_end, rule, is_contradicted),
        value as value_min, value as value_max, 0::double as spread_pct,
        false as is_disputed, [figure_id] as figure_ids, 1 as documents,
        1 as independent_reports
    from marts.fct_trade_figures;
create table marts.fct_contradictions (
    contradiction_id varchar, kind varchar, figure_ids varchar[], doubted_figure_ids varchar[], currency varchar,
    expected double, found double, relative_difference double);
create table marts.fct_event_mentions as
    select *, 'v' || event_mention_id as event_id, 'CN-GX' as place_code from staging.stg_events;
create table marts.fct_events as
    select * exclude (event_mention_id, document_id, document_version_id, quote, span_start, span_end, rule),
        1 as mentions
    from marts.fct_event_mentions;
"""


@pytest.fixture(scope="session")
def good_rows() -> str:
    """The statements that make all tables with their good rows."""
    return STAGING + GOOD_ROWS + MARTS


@pytest.fixture
def good_warehouse(tmp_path: Path) -> Path:
    """A warehouse whose tables hold one good page."""
    return _write(tmp_path / "good.duckdb", STAGING + GOOD_ROWS + MARTS)


@pytest.fixture
def empty_warehouse(tmp_path: Path) -> Path:
    """A warehouse whose tables hold nothing."""
    return _write(tmp_path / "empty.duckdb", STAGING + MARTS)


def _write(path: Path, statements: str) -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute(statements)
    return path

{{ config(
    materialized='incremental',
    unique_key='figure_id',
    incremental_strategy='delete+insert',
    on_schema_change='fail',
    post_hook="{{ delete_vanished(ref('int_trade_figures__valued'), 'figure_id') }}",
) }}

with figures as (

    select * from {{ ref('stg_trade_figures') }}

),

valued as (

    select * from {{ ref('int_trade_figures__valued') }}

),

doubted as (

    select distinct unnest(doubted_figure_ids) as figure_id from {{ ref('int_trade_figures__contradicted') }}

),

statements as (

    select
        figures.figure_id,
        figures.document_id,
        figures.document_version_id,
        figures.indicator,
        figures.reporter,
        valued.reporter_code,
        figures.partner,
        valued.partner_code,
        figures.direction,
        figures.scope,
        figures.value,
        figures.currency,
        figures.qualifier,
        figures.alt_value,
        figures.alt_currency,
        valued.value_usd,
        valued.value_usd_method,
        figures.change_pct,
        figures.change_basis,
        figures.share_pct,
        figures.share_of,
        figures.period_start,
        figures.period_end,
        figures.period_text,
        figures.status,
        figures.quote,
        figures.span_start,
        figures.span_end,
        figures.rule,
        doubted.figure_id is not null as is_contradicted,
        round(
            figures.confidence
            * case when doubted.figure_id is null then 1 else {{ var('contradicted_confidence') }} end,
            4
        ) as confidence
    from figures
    inner join valued on figures.figure_id = valued.figure_id
    left join doubted on figures.figure_id = doubted.figure_id

)

{{ only_changed(
    'statements',
    'figure_id',
    ['reporter_code', 'partner_code', 'value_usd', 'value_usd_method', 'is_contradicted', 'confidence'],
) }}

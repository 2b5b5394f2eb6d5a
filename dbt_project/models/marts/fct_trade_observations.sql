with observed as (

    select * from {{ ref('int_trade_figures__observed') }}

),

chosen as (

    select * from {{ ref('int_trade_observations__chosen') }}

),

amounts as (

    select * from {{ ref('int_trade_amounts__bounded') }}

),

reports as (

    select
        observation_id,
        any_value(indicator) as indicator,
        min(reporter) as reporter,
        any_value(reporter_code) as reporter_code,
        min(partner) as partner,
        any_value(partner_code) as partner_code,
        any_value(direction) as direction,
        any_value(scope) as scope,
        any_value(period_start) as period_start,
        any_value(period_end) as period_end,
        any_value(status) as status,
        list(figure_id order by figure_id) as figure_ids,
        count(distinct document_id)::integer as documents,
        count(distinct original_document_id)::integer as independent_reports,
        min(published_on) as first_reported_on,
        max(published_on) as last_reported_on,
        max(confidence) as confidence
    from observed
    group by observation_id

),

-- Statements in one currency disagree where no one amount fits them all.
agreements_by_currency as (

    select observation_id, max(low) > min(high) as is_disputed
    from amounts
    group by observation_id, currency

),

agreements as (

    select observation_id, bool_or(is_disputed) as is_disputed
    from agreements_by_currency
    group by observation_id

),

spreads as (

    select
        chosen.observation_id,
        min(amounts.amount) as value_min,
        max(amounts.amount) as value_max
    from chosen
    inner join amounts
        on
            chosen.observation_id = amounts.observation_id
            and chosen.currency = amounts.currency
            and amounts.is_stated
    group by chosen.observation_id

),

{% for basis in ['yoy', 'mom'] %}
changes_{{ basis }} as (

    select
        observation_id,
        first(
            change_pct order by published_on desc nulls last, {{ half_digit('change_pct') }}, confidence desc, figure_id
        ) as change_pct,
        max(change_pct - {{ half_digit('change_pct') }}) > min(change_pct + {{ half_digit('change_pct') }})
            as is_disputed
    from observed
    where change_basis = '{{ basis }}'
    group by observation_id

),
{% endfor %}

shares as (

    select observation_id, share_pct, share_of
    from observed
    where share_pct is not null
    qualify row_number() over (
        partition by observation_id order by published_on desc nulls last, confidence desc, figure_id asc
    ) = 1

)

select
    reports.observation_id,
    reports.indicator,
    reports.reporter,
    reports.reporter_code,
    reports.partner,
    reports.partner_code,
    reports.direction,
    reports.scope,
    reports.period_start,
    reports.period_end,
    reports.status,
    chosen.value,
    chosen.currency,
    chosen.qualifier,
    chosen.value_usd,
    chosen.value_usd_method,
    spreads.value_min,
    spreads.value_max,
    round(100 * (spreads.value_max - spreads.value_min) / nullif(abs(chosen.value), 0), 4) as spread_pct,
    changes_yoy.change_pct as change_yoy_pct,
    changes_mom.change_pct as change_mom_pct,
    shares.share_pct,
    shares.share_of,
    coalesce(agreements.is_disputed, false) as is_disputed,
    coalesce(changes_yoy.is_disputed, false) or coalesce(changes_mom.is_disputed, false) as is_change_disputed,
    chosen.figure_id as chosen_figure_id,
    reports.figure_ids,
    reports.documents,
    reports.independent_reports,
    reports.first_reported_on,
    reports.last_reported_on,
    reports.confidence
from reports
left join chosen on reports.observation_id = chosen.observation_id
left join agreements on reports.observation_id = agreements.observation_id
left join spreads on reports.observation_id = spreads.observation_id
left join changes_yoy on reports.observation_id = changes_yoy.observation_id
left join changes_mom on reports.observation_id = changes_mom.observation_id
left join shares on reports.observation_id = shares.observation_id

-- Observations whose reports can't all be right: the amounts stated, each with a page that states it.
with disputed as (

    select
        observation_id, indicator, reporter, partner, direction, scope, period_start, period_end, value_min, value_max,
        currency, independent_reports, spread_pct
    from marts.fct_trade_observations
    where is_disputed
    order by spread_pct desc nulls last, observation_id asc
    limit 20

),

members as (

    select observation_id, unnest(figure_ids) as figure_id from marts.fct_trade_observations where is_disputed

),

told as (

    select
        members.observation_id,
        list(
            {
                'value': figures.value,
                'currency': figures.currency,
                'quote': figures.quote,
                'title': documents.title,
                'url': coalesce(documents.url, documents.source_uri),
                'published_on': documents.published_on
            }
            order by figures.value, figures.figure_id
        ) as reports
    from members
    inner join marts.fct_trade_figures as figures on members.figure_id = figures.figure_id
    inner join marts.dim_documents as documents on figures.document_id = documents.document_id
    where figures.value is not null
    group by members.observation_id

)

select disputed.*, told.reports
from disputed
inner join told on disputed.observation_id = told.observation_id
order by disputed.spread_pct desc nulls last, disputed.observation_id asc

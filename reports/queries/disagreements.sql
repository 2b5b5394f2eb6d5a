-- Amounts of one thing that pages state differently: same economy, partner, part, period, currency and status.
with keyed as (

    select
        figures.indicator,
        figures.reporter,
        figures.partner,
        figures.scope,
        figures.period_start,
        figures.period_end,
        figures.currency,
        figures.value,
        figures.quote,
        coalesce(documents.duplicate_of, documents.document_id) as told_by
    from marts.fct_trade_figures as figures
    inner join marts.dim_documents as documents on figures.document_id = documents.document_id
    where figures.value is not null and figures.period_end is not null and figures.status = 'actual'

)

select
    indicator,
    reporter,
    partner,
    scope,
    period_start,
    period_end,
    currency,
    min(value) as lowest,
    max(value) as highest,
    arg_min(quote, value) as lowest_quote,
    arg_max(quote, value) as highest_quote,
    count(distinct told_by) as pages
from keyed
group by indicator, reporter, partner, scope, period_start, period_end, currency
having count(distinct told_by) > 1 and max(value) - min(value) > 0.05 * greatest(abs(max(value)), abs(min(value)))
order by
    (max(value) - min(value)) / greatest(abs(max(value)), abs(min(value))) desc,
    indicator asc, reporter asc, partner asc
limit 20

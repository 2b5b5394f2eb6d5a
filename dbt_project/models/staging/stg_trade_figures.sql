with figures as (

    select * from {{ source('raw', 'trade_figures') }}

)

select
    figure_id,
    document_version_id,
    document_id,

    indicator,
    reporter,
    partner,
    direction,
    scope,
    status,

    value,
    currency,
    qualifier,
    alt_value,
    alt_currency,
    change_pct,
    change_basis,
    share_pct,
    share_of,

    period_start,
    period_end,
    period_text,

    quote,
    span_start,
    span_end,
    rule,
    confidence
from figures

-- Each amount of each statement with the bounds between which it can lie. Amounts in other currencies stand a second
-- time in dollars, with wide bounds: the average rate of the year is not the rate of the month.

with observed as (

    select * from {{ ref('int_trade_figures__observed') }}

),

figures as (

    select * from {{ ref('stg_trade_figures') }}

),

stated as (

    select figure_id, value as amount, currency, qualifier
    from figures
    where value is not null
    union all
    select figure_id, alt_value as amount, alt_currency as currency, qualifier
    from figures
    where alt_value is not null

),

bounded as (

    select figure_id, amount, currency, {{ amount_bounds('amount', 'qualifier') }} as bounds
    from stated

),

converted as (

    select
        bounded.figure_id,
        observed.value_usd as amount,
        'USD' as currency,
        bounded.bounds.low * (observed.value_usd / observed.value) as low,
        bounded.bounds.high * (observed.value_usd / observed.value) as high
    from bounded
    inner join observed on bounded.figure_id = observed.figure_id and bounded.currency = observed.currency
    where observed.value_usd_method = 'average_rate' and observed.value != 0

)

select
    observed.observation_id,
    bounded.figure_id,
    bounded.currency,
    bounded.amount,
    bounded.bounds.low,
    bounded.bounds.high,
    true as is_stated
from bounded
inner join observed on bounded.figure_id = observed.figure_id
union all
select
    observed.observation_id,
    converted.figure_id,
    converted.currency,
    converted.amount,
    converted.low - {{ var('rate_slack') }} * abs(converted.amount) as low,
    converted.high + {{ var('rate_slack') }} * abs(converted.amount) as high,
    false as is_stated
from converted
inner join observed on converted.figure_id = observed.figure_id

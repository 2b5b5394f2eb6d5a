-- The statement whose value stands for an observation: the newest page decides; of the statements that agree with it
-- the most precise is taken (exact before hedged, then more digits, then the surer reading).

with observed as (

    select * from {{ ref('int_trade_figures__observed') }} where value is not null

),

amounts as (

    select * from {{ ref('int_trade_amounts__bounded') }}

),

newest as (

    select observation_id, figure_id
    from observed
    qualify row_number() over (
        partition by observation_id order by published_on desc nulls last, confidence desc, figure_id asc
    ) = 1

),

agreeing as (

    select distinct amounts.observation_id, amounts.figure_id
    from newest
    inner join amounts as newest_amounts on newest.figure_id = newest_amounts.figure_id
    inner join amounts
        on
            newest.observation_id = amounts.observation_id
            and newest_amounts.currency = amounts.currency
            and newest_amounts.low <= amounts.high
            and newest_amounts.high >= amounts.low

)

select
    agreeing.observation_id,
    agreeing.figure_id,
    observed.value,
    observed.currency,
    observed.qualifier,
    observed.value_usd,
    observed.value_usd_method
from agreeing
inner join observed on agreeing.figure_id = observed.figure_id
qualify row_number() over (
    partition by agreeing.observation_id
    order by
        (observed.qualifier is distinct from 'exact')::integer asc,
        {{ significant_digits('observed.value') }} desc,
        observed.confidence desc,
        observed.published_on desc nulls last,
        agreeing.figure_id asc
) = 1

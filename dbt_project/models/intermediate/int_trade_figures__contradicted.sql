-- Arithmetic as a check on reading: what one statement makes of another, and what is found instead. A contradiction
-- says that one of its figures was read wrongly, or that the pages disagree; it does not say which.

with observed as (

    select * from {{ ref('int_trade_figures__observed') }}

),

figures as (

    select figures.*, versions.published_on
    from {{ ref('stg_trade_figures') }} as figures
    inner join {{ ref('int_trade_figures__valued') }} as valued on figures.figure_id = valued.figure_id
    inner join {{ ref('stg_documents') }} as versions
        on figures.document_version_id = versions.document_version_id

),

amounts as (

    select * from {{ ref('int_trade_amounts__bounded') }} where is_stated

),

chosen as (

    select * from {{ ref('int_trade_observations__chosen') }}

),

rates as (

    select currency_code, rate_year, units_per_usd from {{ ref('exchange_rates') }}
    union all
    select distinct 'USD' as currency_code, rate_year, 1.0 as units_per_usd from {{ ref('exchange_rates') }}

),

-- Rates of the years about the period and the page: a page converts at the rate of its day.
rate_bands as (

    select
        figures.figure_id,
        min(alt_rates.units_per_usd / rates.units_per_usd) as lowest,
        max(alt_rates.units_per_usd / rates.units_per_usd) as highest
    from figures
    inner join rates
        on
            figures.currency = rates.currency_code
            and rates.rate_year between
            least(year(figures.period_end), year(figures.published_on)) - 1
            and greatest(year(figures.period_end), year(figures.published_on)) + 1
    inner join rates as alt_rates
        on figures.alt_currency = alt_rates.currency_code and rates.rate_year = alt_rates.rate_year
    group by figures.figure_id

),

two_currencies as (

    select
        'two_currencies' as kind,
        [figures.figure_id] as figure_ids,
        figures.value * (rate_bands.lowest + rate_bands.highest) / 2 as expected,
        figures.alt_value as found,
        figures.alt_currency as currency,
        not abs(figures.alt_value / figures.value) between
        rate_bands.lowest * (1 - {{ var('rate_slack') }})
        and rate_bands.highest * (1 + {{ var('rate_slack') }}) as is_contradiction
    from figures
    inner join rate_bands on figures.figure_id = rate_bands.figure_id
    where figures.alt_value is not null and figures.value != 0

),

-- Statements of one page on one reporter, partner, scope and period, in one currency.
flows as (

    select observed.*, amounts.amount, amounts.low, amounts.high, amounts.currency as amount_currency
    from observed
    inner join amounts on observed.figure_id = amounts.figure_id

),

{% set sums = [('trade', '+'), ('balance', '-')] %}
{% for whole, sign in sums %}
sums_to_{{ whole }} as (

    select
        'exports_and_imports_to_{{ whole }}' as kind,
        [wholes.figure_id, exports.figure_id, imports.figure_id] as figure_ids,
        exports.amount {{ sign }} imports.amount as expected,
        wholes.amount as found,
        wholes.amount_currency as currency,
        exports.low {{ sign }} imports.{{ 'low' if sign == '+' else 'high' }}
        > wholes.high + {{ var('sum_slack') }} * exports.amount
        or exports.high {{ sign }} imports.{{ 'high' if sign == '+' else 'low' }}
        < wholes.low - {{ var('sum_slack') }} * exports.amount as is_contradiction
    from flows as wholes
    inner join flows as exports
        on {{ same_statement('wholes', 'exports') }} and exports.indicator = 'exports'
    inner join flows as imports
        on {{ same_statement('wholes', 'imports') }} and imports.indicator = 'imports'
    where wholes.indicator = '{{ whole }}'

),
{% endfor %}

-- Last year's figure by whichever page, grown by what this page says, against this page's figure.
growth as (

    select
        'growth' as kind,
        [flows.figure_id, last_year.figure_id] as figure_ids,
        last_amounts.amount * (1 + flows.change_pct / 100) as expected,
        flows.amount as found,
        flows.amount_currency as currency,
        last_amounts.low * (1 + (flows.change_pct - {{ half_digit('flows.change_pct') }}) / 100)
        > flows.high + {{ var('growth_slack') }} * abs(flows.amount)
        or last_amounts.high * (1 + (flows.change_pct + {{ half_digit('flows.change_pct') }}) / 100)
        < flows.low - {{ var('growth_slack') }} * abs(flows.amount) as is_contradiction
    from flows
    inner join flows as last_year
        on
            flows.indicator = last_year.indicator
            and {{ same_economies('flows', 'last_year') }}
            and flows.period_start is not distinct from {{ year_later('last_year.period_start') }}
            and flows.period_end = {{ year_later('last_year.period_end') }}
            and flows.amount_currency = last_year.amount_currency
    inner join chosen on last_year.figure_id = chosen.figure_id
    inner join amounts as last_amounts
        on last_year.figure_id = last_amounts.figure_id and last_year.amount_currency = last_amounts.currency
    where
        flows.change_basis = 'yoy'
        and flows.status = 'actual'
        and last_year.status = 'actual'
        and last_year.amount > 0

),

-- The whole is the total of the economy that the words name ("of China's total foreign trade").
shares as (

    select
        'share' as kind,
        [flows.figure_id, wholes.figure_id] as figure_ids,
        wholes.amount * flows.share_pct / 100 as expected,
        flows.amount as found,
        flows.amount_currency as currency,
        wholes.low * (flows.share_pct - {{ half_digit('flows.share_pct') }}) / 100
        > flows.high + {{ var('sum_slack') }} * abs(flows.amount)
        or wholes.high * (flows.share_pct + {{ half_digit('flows.share_pct') }}) / 100
        < flows.low - {{ var('sum_slack') }} * abs(flows.amount) as is_contradiction
    from flows
    inner join flows as wholes
        on
            flows.indicator = wholes.indicator
            and flows.period_start is not distinct from wholes.period_start
            and flows.period_end is not distinct from wholes.period_end
            and flows.status = wholes.status
            and flows.amount_currency = wholes.amount_currency
            and flows.figure_id != wholes.figure_id
            and wholes.partner = 'World'
            and wholes.scope is null
            and contains(lower(flows.share_of), lower(wholes.reporter))
    inner join chosen on wholes.figure_id = chosen.figure_id

),

checked as (

    select * from two_currencies
    union all by name
    select * from sums_to_trade
    union all by name
    select * from sums_to_balance
    union all by name
    select * from growth
    union all by name
    select * from shares

)

-- A statement that gives both currencies is checked in both; one contradiction of a kind is enough for its figures.
select
    {{ digest(["kind", "array_to_string(figure_ids, ' ')"]) }} as contradiction_id,
    kind,
    figure_ids,
    -- Across pages the doubt falls on the statement that compares, not on the figure that it is compared with.
    case when kind in ('growth', 'share') then figure_ids[1:1] else figure_ids end as doubted_figure_ids,
    currency,
    round(expected, 2) as expected,
    found,
    round((found - expected) / nullif(abs(expected), 0), 6) as relative_difference
from checked
where is_contradiction
qualify row_number() over (partition by kind, figure_ids order by currency) = 1

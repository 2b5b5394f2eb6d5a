-- What can change of a figure while its page does not: the codes of its economies and its value in dollars.

with figures as (

    select
        figures.figure_id,
        figures.document_version_id,
        figures.reporter,
        figures.partner,
        figures.value,
        figures.currency,
        figures.alt_value,
        figures.alt_currency,
        year(coalesce(figures.period_end, versions.published_on)) as rate_year
    from {{ ref('stg_trade_figures') }} as figures
    inner join {{ ref('int_documents__current') }} as current_versions
        on figures.document_version_id = current_versions.document_version_id
    inner join {{ ref('stg_documents') }} as versions
        on figures.document_version_id = versions.document_version_id

),

rates as (

    select currency_code, rate_year, units_per_usd from {{ ref('exchange_rates') }}

),

places as (

    select name, place_code from {{ ref('int_places__unioned') }} where is_unique_name

)

select
    figures.figure_id,
    figures.document_version_id,
    reporters.place_code as reporter_code,
    partners.place_code as partner_code,
    case
        when figures.currency = 'USD' then figures.value
        when figures.alt_currency = 'USD' then figures.alt_value
        when rates.units_per_usd is not null then figures.value / rates.units_per_usd
        when alt_rates.units_per_usd is not null then figures.alt_value / alt_rates.units_per_usd
    end as value_usd,
    case
        when figures.value is null then null
        when figures.currency = 'USD' or figures.alt_currency = 'USD' then 'stated'
        when rates.units_per_usd is not null or alt_rates.units_per_usd is not null then 'average_rate'
    end as value_usd_method
from figures
left join places as reporters on figures.reporter = reporters.name
left join places as partners on figures.partner = partners.name
left join rates on figures.currency = rates.currency_code and figures.rate_year = rates.rate_year
left join rates as alt_rates
    on figures.alt_currency = alt_rates.currency_code and figures.rate_year = alt_rates.rate_year

-- Which observation each statement reports. A statement without any date of its period reports none: nothing tells
-- which period two such pages mean.

with valued as (

    select * from {{ ref('int_trade_figures__valued') }}

),

figures as (

    select * from {{ ref('stg_trade_figures') }}

),

places as (

    select place_code, country_code from {{ ref('int_places__unioned') }}

),

originals as (

    select document_id, original_document_id from {{ ref('int_documents__duplicates') }}

),

versions as (

    select document_version_id, published_on from {{ ref('stg_documents') }}

),

-- Trade between two economies is one figure whichever is named first: the Chinese side is the reporter, else the first
-- by name.
turned as (

    select
        figures.figure_id,
        (figures.indicator = 'trade' or figures.direction is not distinct from 'two-way')
        and figures.partner != 'World'
        and (
            coalesce(reporters.country_code, '') != 'CHN',
            figures.reporter
        ) > (
            coalesce(partners.country_code, '') != 'CHN',
            figures.partner
        ) as is_turned
    from figures
    inner join valued on figures.figure_id = valued.figure_id
    left join places as reporters on valued.reporter_code = reporters.place_code
    left join places as partners on valued.partner_code = partners.place_code

),

observed as (

    select
        figures.figure_id,
        figures.document_id,
        coalesce(originals.original_document_id, figures.document_id) as original_document_id,
        versions.published_on,
        figures.indicator,
        case when turned.is_turned then figures.partner else figures.reporter end as reporter,
        case when turned.is_turned then valued.partner_code else valued.reporter_code end as reporter_code,
        case when turned.is_turned then figures.reporter else figures.partner end as partner,
        case when turned.is_turned then valued.reporter_code else valued.partner_code end as partner_code,
        figures.direction,
        nullif(trim(regexp_replace(lower(figures.scope), '[^\p{L}\p{N}]+', ' ', 'g')), '') as scope,
        figures.period_start,
        figures.period_end,
        figures.status,
        figures.value,
        figures.currency,
        figures.qualifier,
        valued.value_usd,
        valued.value_usd_method,
        figures.change_pct,
        figures.change_basis,
        figures.share_pct,
        figures.share_of,
        figures.confidence
    from figures
    inner join valued on figures.figure_id = valued.figure_id
    inner join turned on figures.figure_id = turned.figure_id
    inner join versions on figures.document_version_id = versions.document_version_id
    left join originals on figures.document_id = originals.document_id
    where coalesce(figures.period_start, figures.period_end) is not null

)

select
    {{ digest([
        "indicator",
        "coalesce(reporter_code, lower(reporter))",
        "coalesce(partner_code, lower(partner))",
        "coalesce(direction, '')",
        "coalesce(scope, '')",
        "coalesce(period_start::varchar, '')",
        "coalesce(period_end::varchar, '')",
        "status",
    ]) }} as observation_id,
    *
from observed

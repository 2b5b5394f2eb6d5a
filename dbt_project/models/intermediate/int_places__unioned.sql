-- The reading lexicon names the places; ISO 3166-1 adds M49 numbers and the few countries that the lexicon leaves out.

with lexicon as (

    select * from {{ ref('places') }}

),

countries as (

    select * from {{ ref('countries') }}

),

named as (

    select
        name,
        kind,
        country,
        region,
        iso_code,
        upper(trim(regexp_replace(strip_accents(name), '[^A-Za-z0-9]+', '-', 'g'), '-')) as slug
    from lexicon

),

listed as (

    select
        named.name,
        case
            when length(named.iso_code) = 3 then 'country'
            when named.iso_code like 'CN-%' then 'province'
            else named.kind
        end as kind,
        coalesce(named.iso_code, concat_ws('-', parents.iso_code, holders.country_code, named.slug)) as place_code,
        named.iso_code,
        case when named.kind = 'country' then named.name else named.country end as country,
        case when named.iso_code like 'CN-%' then named.name else named.region end as region
    from named
    left join lexicon as parents
        on named.region = parents.name and parents.kind = 'province' and named.country = parents.country
    left join countries as holders on named.country = holders.country_name and parents.iso_code is null

),

unlisted as (

    select country_name as name, 'country' as kind, country_code as place_code, country_code as iso_code
    from countries
    where country_code not in (select listed.place_code from listed)

),

unioned as (

    select name, kind, place_code, iso_code, country, region from listed
    union all by name
    select name, kind, place_code, iso_code, name as country from unlisted

)

select
    unioned.place_code,
    unioned.name,
    unioned.kind,
    countries.iso_alpha2,
    countries.country_code as iso_alpha3,
    case
        when unioned.iso_code like '__-%' then unioned.iso_code
        when unioned.iso_code = 'HKG' then 'CN-HK'
        when unioned.iso_code = 'MAC' then 'CN-MO'
        when unioned.iso_code = 'TWN' then 'CN-TW'
    end as iso_3166_2,
    countries.m49_code,
    holders.country_code,
    provinces.iso_code as province_code,
    count(*) over (partition by unioned.name) = 1 as is_unique_name
from unioned
left join countries on unioned.iso_code = countries.country_code
left join countries as holders
    on unioned.country = holders.country_name
left join lexicon as provinces
    on unioned.region = provinces.name and provinces.iso_code like '__-%' and unioned.kind in ('city', 'province')

-- Which mentions of one name speak of one occurrence:
--   1. an edition is one occurrence, whatever days its mentions give;
--   2. mentions by day belong to the edition whose days they meet, else those at most three days apart in one city are
--      one occurrence;
--   3. mentions by month, then by year, then without date belong to the one occurrence that they can mean; where there
--      is none, or more than one, they are an occurrence of their own.
-- A generic name ("press conference") joins mentions of one day in one city only.

with mentions as (

    select *, first_day - 3 as near_first_day, last_day + 3 as near_last_day
    from {{ ref('int_event_mentions__keyed') }}
    where not is_generic

),

generic_mentions as (

    select
        event_mention_id,
        name_key,
        case
            when date_precision = 'day' and city is not null then concat_ws(' ', first_day, city)
            else concat_ws(' ', first_day, edition, original_document_id)
        end as occurrence
    from {{ ref('int_event_mentions__keyed') }}
    where is_generic

),

-- The days of an edition are those that most pages give, by day before by month or year.
editions as (

    select
        name_key,
        edition,
        'edition ' || edition as occurrence,
        first_day,
        last_day
    from mentions
    where edition is not null
    group by name_key, edition, date_precision, first_day, last_day
    qualify row_number() over (
        partition by name_key, edition
        order by
            {{ precision_rank('date_precision') }}, count(distinct original_document_id) desc, first_day, last_day
    ) = 1

),

by_edition as (

    select
        event_mention_id,
        name_key,
        'edition ' || edition as occurrence
    from mentions
    where edition is not null

),

by_day as (

    select mentions.*, editions.occurrence
    from mentions
    left join editions
        on
            mentions.name_key = editions.name_key
            and mentions.near_first_day <= editions.last_day
            and mentions.near_last_day >= editions.first_day
    where mentions.edition is null and mentions.date_precision = 'day'
    qualify row_number() over (
        partition by mentions.event_mention_id order by abs(mentions.first_day - editions.first_day), editions.edition
    ) = 1

),

day_breaks as (

    select
        *,
        coalesce(
            near_first_day > max(last_day) over (
                partition by name_key order by first_day, last_day, event_mention_id
                rows between unbounded preceding and 1 preceding
            ),
            true
        ) as begins_island
    from by_day
    where occurrence is null

),

day_islands as (

    select
        *,
        count(*) filter (where begins_island) over (
            partition by name_key order by first_day, last_day, event_mention_id
        ) as island
    from day_breaks

),

-- A mention without a city is of the city that most of its island's mentions name.
island_cities as (

    select name_key, island, city
    from day_islands
    where city is not null
    group by name_key, island, city
    qualify row_number() over (partition by name_key, island order by count(*) desc, city) = 1

),

own_days as (

    select
        day_islands.event_mention_id,
        day_islands.name_key,
        day_islands.first_day,
        day_islands.last_day,
        concat_ws(
            ' ',
            min(day_islands.first_day) over (partition by day_islands.name_key, day_islands.island),
            coalesce(day_islands.city, island_cities.city)
        ) as occurrence
    from day_islands
    left join island_cities
        on day_islands.name_key = island_cities.name_key and day_islands.island = island_cities.island

),

known_by_day as (

    select name_key, occurrence, first_day, last_day from editions where first_day is not null
    union all
    select name_key, occurrence, min(first_day) as first_day, max(last_day) as last_day
    from own_days
    group by name_key, occurrence

),

{% set steps = [
    ('month', 'day', "strftime(mentions.first_day, '%Y-%m')"),
    ('year', 'month', "strftime(mentions.first_day, '%Y')"),
    ('none', 'year', "'told in ' || coalesce(strftime(mentions.published_on, '%Y'), mentions.original_document_id)"),
] %}
{% for step, step_before, own_occurrence in steps %}
by_{{ step }} as (

    select
        mentions.event_mention_id,
        mentions.name_key,
        mentions.first_day,
        mentions.last_day,
        case
            when count(distinct known.occurrence) = 1 then min(known.occurrence)
            else {{ own_occurrence }}
        end as occurrence,
        count(distinct known.occurrence) != 1 as is_own
    from mentions
    left join known_by_{{ step_before }} as known
        on
            mentions.name_key = known.name_key
            {% if step == 'none' %}
            and known.first_day between mentions.published_on - 400 and mentions.published_on + 400
            {% else %}
            and mentions.first_day <= known.last_day
            and mentions.last_day >= known.first_day
            {% endif %}
    where
        mentions.edition is null
        and {{ "mentions.first_day is null" if step == 'none' else "mentions.date_precision = '" ~ step ~ "'" }}
    group by
        mentions.event_mention_id, mentions.name_key, mentions.first_day, mentions.last_day, mentions.published_on,
        mentions.original_document_id

),

known_by_{{ step }} as (

    select name_key, occurrence, first_day, last_day from known_by_{{ step_before }}
    union all
    select name_key, occurrence, min(first_day) as first_day, max(last_day) as last_day
    from by_{{ step }}
    where is_own
    group by name_key, occurrence

),
{% endfor %}

grouped as (

    select event_mention_id, name_key, occurrence from generic_mentions
    union all
    select event_mention_id, name_key, occurrence from by_edition
    union all
    select event_mention_id, name_key, occurrence from by_day where occurrence is not null
    union all
    select event_mention_id, name_key, occurrence from own_days
    {% for step, _, _ in steps %}
    union all
    select event_mention_id, name_key, occurrence from by_{{ step }}
    {% endfor %}

)

select
    grouped.event_mention_id,
    grouped.name_key,
    grouped.occurrence,
    known.first_day as occurrence_day
from grouped
left join known_by_none as known on grouped.name_key = known.name_key and grouped.occurrence = known.occurrence

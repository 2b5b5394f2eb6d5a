-- Which event each mention speaks of. An occurrence without edition is keyed by its year, later ones of the same year
-- are counted. Two names are one event where type, first day and a host are the same and most words are, or one is
-- generic.

with grouped as (

    select * from {{ ref('int_event_mentions__grouped') }}

),

keyed as (

    select * from {{ ref('int_event_mentions__keyed') }}

),

dated as (

    select distinct name_key, occurrence, occurrence_day
    from grouped
    where occurrence_day is not null and not starts_with(occurrence, 'edition ')

),

numbered as (

    select
        name_key,
        occurrence,
        'year ' || year(occurrence_day) as occurrence_year,
        row_number() over (
            partition by name_key, year(occurrence_day) order by occurrence_day, occurrence
        ) as number_in_year
    from dated

),

named as (

    select
        grouped.event_mention_id,
        grouped.name_key,
        case
            when numbered.number_in_year = 1 then numbered.occurrence_year
            when numbered.number_in_year > 1 then numbered.occurrence_year || ' #' || numbered.number_in_year
            else grouped.occurrence
        end as occurrence
    from grouped
    left join numbered on grouped.name_key = numbered.name_key and grouped.occurrence = numbered.occurrence

),

identified as (

    select
        named.event_mention_id,
        {{ digest(["named.name_key", "named.occurrence"]) }} as event_id,
        named.name_key,
        named.occurrence,
        string_split(named.name_key, ' ') as name_words,
        keyed.event_type,
        keyed.edition,
        keyed.first_day,
        keyed.is_generic,
        if(keyed.date_precision = 'day', keyed.host_keys, []) as host_keys
    from named
    inner join keyed on named.event_mention_id = keyed.event_mention_id

),

hosted as (

    select *, unnest(host_keys) as host_key from identified

),

-- The event with the longer name keeps its key.
same_events as (

    select one.event_id, max_by(other.event_id, (len(other.name_words), other.event_id)) as kept_event_id
    from hosted as one
    inner join hosted as other
        on
            one.host_key = other.host_key
            and one.first_day = other.first_day
            and one.event_type = other.event_type
            and one.event_id != other.event_id
            and coalesce(one.edition = other.edition, true)
            and (len(one.name_words), one.event_id) < (len(other.name_words), other.event_id)
            and (
                one.is_generic
                or len(list_intersect(one.name_words, other.name_words))
                >= {{ var('same_event_words') }} * len(list_distinct(one.name_words || other.name_words))
            )
    group by one.event_id

),

chains as (

    with recursive chain as (
        select event_id, event_id as kept_event_id
        from identified
        where event_id not in (select same_events.event_id from same_events)
        union
        select same_events.event_id, chain.kept_event_id
        from same_events
        inner join chain on same_events.kept_event_id = chain.event_id
    )

    select event_id, kept_event_id from chain

)

select
    identified.event_mention_id,
    chains.kept_event_id as event_id,
    identified.name_key,
    identified.occurrence
from identified
inner join chains on identified.event_id = chains.event_id

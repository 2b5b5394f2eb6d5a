with resolved as (

    select * from {{ ref('int_event_mentions__resolved') }}

),

keyed as (

    select * from {{ ref('int_event_mentions__keyed') }}

),

events as (

    select * from {{ ref('stg_events') }}

),

mentions as (

    select
        resolved.event_id,
        events.*,
        keyed.original_document_id,
        keyed.published_on
    from resolved
    inner join keyed on resolved.event_mention_id = keyed.event_mention_id
    inner join events on resolved.event_mention_id = events.event_mention_id

),

-- Copies of one page are one witness: the surest of its mentions.
witnesses as (

    select *
    from mentions
    qualify row_number() over (
        partition by event_id, original_document_id order by confidence desc, event_mention_id asc
    ) = 1

),

names as (

    {{ best_supported('witnesses', ['name'], 'name is not null') }}

),

types as (

    {{ best_supported('witnesses', ['event_type'], 'event_type is not null') }}

),

editions as (

    {{ best_supported('witnesses', ['edition'], 'edition is not null') }}

),

-- Days that belong together are taken from the same mentions: the finest first, then those with both ends.
dates as (

    {{ best_supported(
        'witnesses',
        ['start_date', 'end_date', 'date_precision'],
        'start_date is not null or end_date is not null',
        prefer=precision_rank('date_precision') ~ ', (start_date is null)::integer + (end_date is null)::integer',
    ) }}

),

venues as (

    {{ best_supported(
        'witnesses',
        ['city', 'region', 'country'],
        'coalesce(city, region, country) is not null',
        prefer='(city is null)::integer, (region is null)::integer',
    ) }}

),

hosts as (

    {{ best_supported('witnesses', ['hosts'], 'len(hosts) > 0') }}

),

modes as (

    {{ best_supported('witnesses', ['attendance_mode'], 'attendance_mode is not null') }}

),

-- Counts of those who came, where a page tells them after the event, before those who were expected.
participants as (

    {{ best_supported(
        'witnesses', ['participants'], 'len(participants) > 0', prefer="min(case status when 'held' then 1 else 2 end)"
    ) }}

),

counts as (

    select
        event_id,
        count(*)::integer as mentions,
        count(distinct document_id)::integer as documents,
        count(distinct original_document_id)::integer as independent_documents,
        -- What one page reports as held has been held, however many announced it.
        case when bool_or(status = 'held') then 'held' else 'planned' end as status,
        min(published_on) as first_reported_on,
        max(published_on) as last_reported_on,
        max(confidence) as confidence
    from mentions
    group by event_id

)

select
    counts.event_id,
    names.name,
    types.event_type,
    editions.edition,
    dates.start_date,
    dates.end_date,
    dates.date_precision,
    venues.city,
    venues.region,
    venues.country,
    {{ venue_code() }} as place_code,
    coalesce(hosts.hosts, []) as hosts,
    modes.attendance_mode,
    coalesce(participants.participants, []) as participants,
    counts.status,
    counts.mentions,
    counts.documents,
    counts.independent_documents,
    counts.first_reported_on,
    counts.last_reported_on,
    counts.confidence
from counts
inner join names on counts.event_id = names.event_id
inner join types on counts.event_id = types.event_id
left join editions on counts.event_id = editions.event_id
left join dates on counts.event_id = dates.event_id
left join venues on counts.event_id = venues.event_id
left join hosts on counts.event_id = hosts.event_id
left join modes on counts.event_id = modes.event_id
left join participants on counts.event_id = participants.event_id
{{ join_venues('venues') }}

{{ config(
    materialized='incremental',
    unique_key='event_mention_id',
    incremental_strategy='delete+insert',
    on_schema_change='fail',
    post_hook="{{ delete_vanished(ref('int_event_mentions__resolved'), 'event_mention_id') }}",
) }}

with events as (

    select * from {{ ref('stg_events') }}

),

resolved as (

    select * from {{ ref('int_event_mentions__resolved') }}

),

mentions as (

    select
        events.event_mention_id,
        events.document_id,
        events.document_version_id,
        resolved.event_id,
        events.name,
        events.event_type,
        events.edition,
        events.start_date,
        events.end_date,
        events.date_precision,
        events.city,
        events.region,
        events.country,
        {{ venue_code() }} as place_code,
        countries_of_venue.place_code as country_code,
        coalesce(events.hosts, []) as hosts,
        events.attendance_mode,
        coalesce(events.participants, []) as participants,
        events.status,
        events.quote,
        events.span_start,
        events.span_end,
        events.rule,
        events.confidence
    from events
    inner join resolved on events.event_mention_id = resolved.event_mention_id
    {{ join_venues('events') }}

)

{{ only_changed('mentions', 'event_mention_id', ['event_id', 'place_code', 'country_code']) }}

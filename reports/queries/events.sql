-- Events to come (the next first) and the latest before them, as of the day on which the newest page was fetched.
with today as (

    select cast(max(fetched_at) as date) as day from marts.dim_documents

),

told as (

    select
        mentions.event_id,
        arg_max(mentions.quote, mentions.confidence) as quote,
        arg_max(coalesce(documents.url, documents.source_uri), mentions.confidence) as url,
        arg_max(documents.title, mentions.confidence) as title
    from marts.fct_event_mentions as mentions
    inner join marts.dim_documents as documents on mentions.document_id = documents.document_id
    group by mentions.event_id

),

dated as (

    select
        events.*,
        told.quote,
        told.url,
        told.title,
        coalesce(events.end_date, events.start_date) >= today.day as is_ahead,
        abs(date_diff('day', today.day, events.start_date)) as days_away
    from marts.fct_events as events
    cross join today
    inner join told on events.event_id = told.event_id
    where events.start_date is not null

)

select
    name, event_type, edition, start_date, end_date, city, region, country, status, mentions, quote, url, title,
    is_ahead
from dated
qualify row_number() over (partition by is_ahead order by days_away, name, event_id) <= 15
order by is_ahead desc, days_away asc, name asc, event_id asc

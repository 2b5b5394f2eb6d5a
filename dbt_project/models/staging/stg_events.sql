with events as (

    select * from {{ source('raw', 'events') }}

)

select
    event_mention_id,
    document_version_id,
    document_id,

    name,
    event_type,
    edition,
    status,
    attendance_mode,

    start_date,
    end_date,
    date_precision,

    city,
    region,
    country,
    hosts,
    participants,

    quote,
    span_start,
    span_end,
    rule,
    confidence
from events

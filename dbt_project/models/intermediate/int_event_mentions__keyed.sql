-- What each mention says of which event it is: key of the name, edition, and the days within which it lies.

with events as (

    select * from {{ ref('stg_events') }}

),

documents as (

    select
        current_versions.document_version_id,
        versions.published_on,
        coalesce(copies.original_document_id, current_versions.document_id) as original_document_id
    from {{ ref('int_documents__current') }} as current_versions
    inner join {{ ref('stg_documents') }} as versions
        on current_versions.document_version_id = versions.document_version_id
    left join {{ ref('int_documents__duplicates') }} as copies
        on current_versions.document_id = copies.document_id

),

keyed as (

    select
        events.event_mention_id,
        documents.original_document_id,
        documents.published_on,
        {{ event_name_key('events.name') }} as name_key,
        events.event_type,
        events.edition,
        events.city,
        list_transform(events.hosts, lambda host: {{ event_name_key('host') }}) as host_keys,
        coalesce(events.start_date, events.end_date) as first_day,
        coalesce(events.end_date, events.start_date) as last_day,
        events.date_precision,
        try_cast(nullif(regexp_extract(events.name, '\b(?:19|20)[0-9]{2}\b'), '') as integer) as name_year
    from events
    inner join documents on events.document_version_id = documents.document_version_id

)

select
    event_mention_id,
    original_document_id,
    published_on,
    name_key,
    name_key = '' or list_has_all({{ var('generic_event_words') }}, string_split(name_key, ' ')) as is_generic,
    event_type,
    edition,
    city,
    host_keys,
    coalesce(first_day, make_date(name_year, 1, 1)) as first_day,
    coalesce(last_day, make_date(name_year, 12, 31)) as last_day,
    case when first_day is null and name_year is not null then 'year' else date_precision end as date_precision
from keyed

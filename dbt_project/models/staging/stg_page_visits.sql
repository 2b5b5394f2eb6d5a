with visits as (

    select * from {{ source('raw', 'page_visits') }}

)

select
    run_id,
    source_uri,
    source,
    document_id,
    content_hash,
    outcome,
    reason_code,
    detail,
    visited_at,
    landed_file,
    redirects
from visits

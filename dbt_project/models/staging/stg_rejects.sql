with rejects as (

    select * from {{ source('raw', 'rejects') }}

)

select
    reject_id,
    run_id,
    source,
    source_uri,
    content_hash,
    reason_code,
    detail,
    fetched_at
from rejects

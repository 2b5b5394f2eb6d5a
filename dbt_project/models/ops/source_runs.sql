with source_runs as (

    select * from {{ source('raw', 'source_runs') }}

)

select
    run_id,
    source,
    found,
    new,
    changed,
    unchanged,
    refused,
    failed,
    bytes,
    seconds
from source_runs

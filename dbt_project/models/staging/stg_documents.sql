with documents as (

    select * from {{ source('raw', 'documents') }}

)

select
    document_version_id,
    document_id,
    content_hash,

    source,
    source_uri,
    source_place,
    site,
    url,
    title,
    language,
    text,

    published_on,
    published_on_source,
    fetched_at
from documents

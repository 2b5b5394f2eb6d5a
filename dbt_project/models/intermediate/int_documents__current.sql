with documents as (

    select document_id, document_version_id, content_hash, fetched_at from {{ ref('stg_documents') }}

),

visits as (

    select document_id, content_hash, outcome, visited_at, run_id from {{ ref('stg_page_visits') }}

),

last_visits as (

    select document_id, outcome
    from visits
    qualify row_number() over (partition by document_id order by visited_at desc, run_id desc) = 1

),

-- A visit that brought no readable version (a refused or broken page) leaves the version before it current.
last_seen_versions as (

    select documents.document_id, documents.document_version_id
    from visits
    inner join documents
        on visits.document_id = documents.document_id and visits.content_hash = documents.content_hash
    qualify row_number() over (
        partition by documents.document_id order by visits.visited_at desc, visits.run_id desc
    ) = 1

),

last_fetched_versions as (

    select document_id, document_version_id
    from documents
    qualify row_number() over (partition by document_id order by fetched_at desc, content_hash desc) = 1

),

histories as (

    select document_id, count(*)::integer as versions, min(fetched_at) as first_fetched_at
    from documents
    group by document_id

)

select
    histories.document_id,
    coalesce(last_seen_versions.document_version_id, last_fetched_versions.document_version_id)
        as document_version_id,
    histories.versions,
    histories.first_fetched_at,
    coalesce(last_visits.outcome, 'new') != 'rejected' as is_available
from histories
inner join last_fetched_versions on histories.document_id = last_fetched_versions.document_id
left join last_seen_versions on histories.document_id = last_seen_versions.document_id
left join last_visits on histories.document_id = last_visits.document_id

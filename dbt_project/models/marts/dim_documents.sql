{{ config(materialized='view') }}

-- A view: the text of a page lies in the warehouse once, in the raw table that it was loaded into.

with current_versions as (

    select * from {{ ref('int_documents__current') }}

),

versions as (

    select * from {{ ref('stg_documents') }}

),

signatures as (

    select document_version_id, word_count from {{ ref('int_documents__signed') }}

),

copies as (

    select document_id, original_document_id
    from {{ ref('int_documents__duplicates') }}
    where document_id != original_document_id

)

select
    current_versions.document_id,
    current_versions.document_version_id,
    versions.source,
    versions.source_uri,
    versions.source_place,
    versions.site,
    versions.url,
    versions.title,
    versions.published_on,
    versions.published_on_source,
    versions.language,
    versions.text,
    signatures.word_count,
    versions.content_hash,
    versions.fetched_at,
    current_versions.first_fetched_at,
    current_versions.versions,
    current_versions.is_available,
    copies.original_document_id as duplicate_of
from current_versions
inner join versions on current_versions.document_version_id = versions.document_version_id
inner join signatures on current_versions.document_version_id = signatures.document_version_id
left join copies on current_versions.document_id = copies.document_id

{{ config(
    materialized='incremental',
    unique_key='document_version_id',
    incremental_strategy='append',
    on_schema_change='fail',
    contract={'enforced': true},
) }}

-- A version's text never changes, so its signature is made once: a night signs its new pages only.
-- One-permutation MinHash: each shingle of three words is hashed once, falls into one of 64 buckets, and the least of
-- each bucket is kept. MD5, because DuckDB's own hash() may differ from version to version.

with versions as (

    select document_version_id, fetched_at from {{ ref('stg_documents') }}

),

new_versions as (

    select document_version_id, fetched_at
    from versions
    {% if is_incremental() %}
    where document_version_id not in (select signed.document_version_id from {{ this }} as signed)
    {% endif %}

),

-- The join on fetched_at lets DuckDB pass over the blocks of texts that were fetched before.
documents as (

    select texts.document_version_id, texts.text
    from {{ ref('stg_documents') }} as texts
    inner join new_versions
        on
            texts.document_version_id = new_versions.document_version_id
            and texts.fetched_at = new_versions.fetched_at

),

-- A Chinese character counts as a word of its own.
words as (

    select document_version_id, regexp_extract_all(lower(text), '\p{Han}|[\p{L}\p{N}]+') as words
    from documents

),

shingles as (

    select
        document_version_id,
        unnest(
            list_transform(
                list_zip(words, words[2:], words[3:]),
                lambda triple: md5_number_lower(concat_ws(' ', triple[1], triple[2], triple[3]))
            )
        ) as shingle
    from words

),

minima as (

    select document_version_id, shingle % 64 as bucket, min(shingle) as minimum
    from shingles
    group by document_version_id, bucket

),

signatures as (

    select words.document_version_id, list(minima.minimum order by buckets.bucket) as signature
    from words
    cross join unnest(range(64)) as buckets (bucket)
    left join minima
        on words.document_version_id = minima.document_version_id and buckets.bucket = minima.bucket
    group by words.document_version_id

)

select
    words.document_version_id,
    len(words.words)::integer as word_count,
    signatures.signature
from words
inner join signatures on words.document_version_id = signatures.document_version_id

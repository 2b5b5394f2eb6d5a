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

-- By blocks, for DuckDB works on some thousand rows at a time, and the shingles of as many whole pages fill the memory.
blocks as (

    select document_version_id, unnest(string_split(text, chr(10))) as block
    from documents

),

-- A Chinese character counts as a word of its own.
words as (

    select document_version_id, regexp_extract_all(lower(block), '\p{Han}|[\p{L}\p{N}]+') as words
    from blocks

),

-- One shingle for each word, with the two that follow it in its block.
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

    select document_version_id, shingle % 64 as bucket, min(shingle) as minimum, count(*) as shingles
    from shingles
    group by document_version_id, bucket

),

least as (

    select
        document_version_id,
        sum(shingles)::integer as word_count,
        map_from_entries(list((bucket, minimum))) as minima
    from minima
    group by document_version_id

),

signatures as (

    select document_version_id, word_count, list_transform(range(64), lambda bucket: minima[bucket]) as signature
    from least

)

select
    documents.document_version_id,
    coalesce(signatures.word_count, 0)::integer as word_count,
    coalesce(signatures.signature, list_resize([]::ubigint[], 64)) as signature
from documents
left join signatures on documents.document_version_id = signatures.document_version_id

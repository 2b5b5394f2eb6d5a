-- Pages whose texts are the same or nearly so. Candidates share one band of four signature places; of each band's
-- pages only the first is compared with the others, so that a thousand copies cost a thousand comparisons.
-- Pages that name one address as their own (rel=canonical) are candidates too, and less likeness is asked of them; some
-- is, for there are sites whose pages all name the front page. None is asked of pages with the same bytes, whose texts
-- may differ by what was taken for the furniture of their sites.

with documents as (

    select
        current_versions.document_id,
        signatures.signature,
        versions.url,
        versions.content_hash,
        row_number() over (
            order by
                versions.published_on nulls last,
                versions.url is distinct from versions.source_uri,  -- a page at its own address goes before others
                current_versions.first_fetched_at,
                current_versions.document_id
        ) as seniority
    from {{ ref('int_documents__current') }} as current_versions
    inner join {{ ref('stg_documents') }} as versions
        on current_versions.document_version_id = versions.document_version_id
    inner join {{ ref('int_documents__signed') }} as signatures
        on current_versions.document_version_id = signatures.document_version_id
    where signatures.word_count > 0

),

bands as (

    select
        documents.seniority,
        places.band,
        documents.signature[places.band * 4 + 1:places.band * 4 + 4] as band_values
    from documents
    cross join unnest(range(16)) as places (band)

),

candidates as (

    select distinct
        seniority,
        min(seniority) over (partition by band, band_values) as first_seniority,
        {{ var('near_copy_likeness') }} as least_likeness
    from bands
    where list_aggregate(band_values, 'count') > 0
    union all
    select
        seniority,
        min(seniority) over (partition by url) as first_seniority,
        {{ var('same_address_likeness') }} as least_likeness
    from documents
    where url is not null
    union all
    select
        seniority,
        min(seniority) over (partition by content_hash) as first_seniority,
        0 as least_likeness
    from documents

),

compared as (

    select
        candidates.seniority,
        candidates.first_seniority,
        candidates.least_likeness,
        {{ signature_likeness('later.signature', 'earlier.signature') }} as likeness
    from candidates
    inner join documents as later on candidates.seniority = later.seniority
    inner join documents as earlier on candidates.first_seniority = earlier.seniority
    where candidates.seniority > candidates.first_seniority

),

links as (

    select seniority, min(first_seniority) as linked_seniority
    from compared
    where likeness >= least_likeness
    group by seniority

),

roots as (

    select documents.seniority, documents.seniority as root_seniority
    from documents
    where documents.seniority not in (select links.seniority from links)
),

chains as (

    with recursive chain as (
        select seniority, root_seniority from roots
        union all
        select links.seniority, chain.root_seniority
        from links
        inner join chain on links.linked_seniority = chain.seniority
    )

    select seniority, root_seniority from chain

)

select
    documents.document_id,
    originals.document_id as original_document_id
from chains
inner join documents on chains.seniority = documents.seniority
inner join documents as originals on chains.root_seniority = originals.seniority

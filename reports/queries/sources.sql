-- What each source has brought so far.
with facts as (

    select document_id, count(*) as figures, 0 as events from marts.fct_trade_figures group by document_id
    union all
    select document_id, 0 as figures, count(*) as events from marts.fct_event_mentions group by document_id

),

of_documents as (

    select document_id, sum(figures) as figures, sum(events) as events from facts group by document_id

)

select
    documents.source,
    count(*) as pages,
    coalesce(sum(of_documents.figures), 0)::bigint as figures,
    coalesce(sum(of_documents.events), 0)::bigint as events,
    max(documents.published_on) as newest
from marts.dim_documents as documents
left join of_documents on documents.document_id = of_documents.document_id
group by documents.source
order by pages desc, documents.source asc

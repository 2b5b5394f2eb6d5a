-- What the warehouse holds, and what of it the run brought.
with brought as (

    select documents.document_version_id
    from marts.dim_documents as documents
    inner join staging.stg_page_visits as visits
        on documents.document_id = visits.document_id and documents.content_hash = visits.content_hash
    where visits.run_id = getvariable('run_id') and visits.outcome in ('new', 'changed')

),

mentions as (

    select event_id, document_version_id in (from brought) as is_brought from marts.fct_event_mentions

),

events as (

    select event_id, bool_and(is_brought) as is_brought from mentions group by event_id

),

rows_of_marts as (

    select 'pages' as what, document_version_id in (from brought) as is_brought from marts.dim_documents
    union all
    select 'trade figures' as what, document_version_id in (from brought) as is_brought
    from marts.fct_trade_figures
    union all
    select 'event mentions' as what, is_brought from mentions
    union all
    select 'events' as what, is_brought from events

)

select kinds.what, count(rows_of_marts.what) as held, count(*) filter (where rows_of_marts.is_brought) as brought
from (values ('pages'), ('trade figures'), ('event mentions'), ('events')) as kinds (what)
left join rows_of_marts on kinds.what = rows_of_marts.what
group by kinds.what
order by array_position(['pages', 'trade figures', 'event mentions', 'events'], kinds.what)

-- Figures that arithmetic does not bear out, the farthest off first: the sentence in question, then those that it was
-- compared with.
with members as (

    select
        contradiction_id,
        unnest(figure_ids) as figure_id,
        generate_subscripts(figure_ids, 1) as place
    from marts.fct_contradictions

),

told as (

    select
        members.contradiction_id,
        list(
            {
                'quote': figures.quote,
                'title': documents.title,
                'url': coalesce(documents.url, documents.source_uri),
                'published_on': documents.published_on
            }
            order by members.place
        ) as reports
    from members
    inner join marts.fct_trade_figures as figures on members.figure_id = figures.figure_id
    inner join marts.dim_documents as documents on figures.document_id = documents.document_id
    group by members.contradiction_id

)

select
    contradictions.kind,
    contradictions.currency,
    contradictions.expected,
    contradictions.found,
    100 * contradictions.relative_difference as difference_pct,
    told.reports
from marts.fct_contradictions as contradictions
inner join told on contradictions.contradiction_id = told.contradiction_id
order by abs(contradictions.relative_difference) desc nulls last, contradictions.contradiction_id asc
limit 20

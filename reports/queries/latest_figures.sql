-- The newest pages' figures, each with its sentence.
select
    figures.indicator,
    figures.reporter,
    figures.partner,
    figures.direction,
    figures.scope,
    figures.value,
    figures.currency,
    figures.qualifier,
    figures.change_pct,
    figures.change_basis,
    figures.share_pct,
    figures.share_of,
    figures.period_start,
    figures.period_end,
    figures.status,
    figures.confidence,
    figures.quote,
    documents.title,
    documents.published_on,
    coalesce(documents.url, documents.source_uri) as url
from marts.fct_trade_figures as figures
inner join marts.dim_documents as documents on figures.document_id = documents.document_id
order by documents.published_on desc nulls last, figures.document_id asc, figures.span_start asc, figures.figure_id asc
limit 30

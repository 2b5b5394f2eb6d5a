-- How sure the reading was: facts by band of confidence.
with facts as (

    select 'figures' as kind, confidence from marts.fct_trade_figures
    union all
    select 'events' as kind, confidence from marts.fct_event_mentions

)

select
    bands.band / 10 as band,
    count(facts.kind) as facts,
    count(*) filter (where facts.kind = 'figures') as figures,
    count(*) filter (where facts.kind = 'events') as events
from range(10) as bands (band)
left join facts on least(floor(facts.confidence * 10), 9) = bands.band
group by bands.band
order by bands.band

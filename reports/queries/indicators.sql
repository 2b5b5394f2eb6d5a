-- Figures by indicator, those without a period too.
select indicator, count(*) as figures, count(*) filter (where period_end is null) as undated
from marts.fct_trade_figures
group by indicator
order by figures desc, indicator asc

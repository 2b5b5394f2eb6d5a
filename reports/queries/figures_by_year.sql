-- Figures by indicator and the year in which their period ends.
select indicator, year(period_end)::integer as year, count(*) as figures
from marts.fct_trade_figures
where period_end is not null
group by all
order by indicator, year

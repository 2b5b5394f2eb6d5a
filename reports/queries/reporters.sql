-- The economies that most figures speak of.
select reporter as name, count(*) as figures
from marts.fct_trade_figures
group by reporter
order by figures desc, name asc
limit 12

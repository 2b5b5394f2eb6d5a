-- How the run's visits ended.
select outcome, count(*) as pages
from staging.stg_page_visits
where run_id = getvariable('run_id')
group by outcome
order by array_position(['new', 'changed', 'unchanged', 'duplicate', 'rejected'], outcome)

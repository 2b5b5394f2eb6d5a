-- The run that published this warehouse: the last one that was checked.
with last_run as (

    select arg_max(run_id, checked_at) as run_id from quality.check_results

)

select
    checks.run_id,
    strftime(max(checks.checked_at) at time zone 'UTC', '%-d %B %Y, %H:%M UTC') as checked_at,
    count(*) as checks,
    count(*) filter (where not checks.success) as failed,
    count(*) filter (where not checks.success and checks.severity = 'critical') as critical
from quality.check_results as checks
inner join last_run on checks.run_id = last_run.run_id
group by checks.run_id

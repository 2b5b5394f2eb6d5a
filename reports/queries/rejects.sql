-- Pages that the run set aside, by reason, each with an example.
select
    reason_code,
    count(*) as pages,
    min(source_uri) as example,
    arg_min(detail, source_uri) as detail
from staging.stg_page_visits
where run_id = getvariable('run_id') and outcome = 'rejected'
group by reason_code
order by pages desc, reason_code asc

-- The last runs, the oldest first: pages by outcome, and checks that failed.
with visits as (

    select
        run_id,
        max(visited_at) as visited_at,
        count(*) as pages,
        count(*) filter (where outcome in ('new', 'changed')) as fresh,
        count(*) filter (where outcome in ('unchanged', 'duplicate')) as known,
        count(*) filter (where outcome = 'rejected') as rejected
    from staging.stg_page_visits
    group by run_id
    order by visited_at desc
    limit 30

),

checks as (

    select run_id, count(*) filter (where not success) as failed from quality.check_results group by run_id

)

select
    visits.run_id,
    strftime(visits.visited_at at time zone 'UTC', '%-d %b') as day,
    visits.pages,
    visits.fresh,
    visits.known,
    visits.rejected,
    coalesce(checks.failed, 0) as failed
from visits
left join checks on visits.run_id = checks.run_id
order by visits.visited_at

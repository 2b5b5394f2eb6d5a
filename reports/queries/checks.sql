-- The run's checks, those that failed on top.
select gate, suite, expectation, severity, success, observed, unexpected_count, samples, why, error
from quality.check_results
where run_id = getvariable('run_id')
order by success, severity, gate = 'marts', rowid

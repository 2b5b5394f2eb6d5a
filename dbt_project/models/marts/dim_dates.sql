with days as (

    select unnest(generate_series(date '1949-01-01', date '2060-12-31', interval 1 day))::date as date_day

)

select
    date_day,
    year(date_day)::integer as calendar_year,
    quarter(date_day)::integer as quarter_of_year,
    month(date_day)::integer as month_of_year,
    monthname(date_day) as month_name,
    day(date_day)::integer as day_of_month,
    isodow(date_day)::integer as iso_weekday,
    dayname(date_day) as weekday_name,
    weekofyear(date_day)::integer as iso_week,
    isoyear(date_day)::integer as iso_year,
    date_trunc('month', date_day)::date as month_start,
    date_trunc('quarter', date_day)::date as quarter_start,
    date_trunc('year', date_day)::date as year_start,
    last_day(date_day) = date_day as is_month_end
from days

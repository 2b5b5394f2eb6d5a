{#- The same day a year later; the end of a month stays one (28 February 2023, 29 February 2024). -#}
{% macro year_later(day) -%}
    case
        when last_day({{ day }}) = {{ day }} then last_day(({{ day }} + interval 1 year)::date)
        else ({{ day }} + interval 1 year)::date
    end
{%- endmacro %}

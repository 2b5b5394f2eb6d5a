{#- Order of date_precision, the finest first. -#}
{% macro precision_rank(column) -%}
    case {{ column }} when 'day' then 1 when 'month' then 2 when 'year' then 3 else 4 end
{%- endmacro %}

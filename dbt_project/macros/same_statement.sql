{#- Two statements of one page on the same economies, scope and period, in the same currency. -#}
{% macro same_statement(one, other) -%}
    {{ one }}.document_id = {{ other }}.document_id
            and {{ same_economies(one, other) }}
            and {{ one }}.period_start is not distinct from {{ other }}.period_start
            and {{ one }}.period_end is not distinct from {{ other }}.period_end
            and {{ one }}.status = {{ other }}.status
            and {{ one }}.amount_currency = {{ other }}.amount_currency
{%- endmacro %}


{#- Two statements on the same reporter, partner and scope. -#}
{% macro same_economies(one, other) -%}
    {{ one }}.reporter = {{ other }}.reporter
            and {{ one }}.partner = {{ other }}.partner
            and {{ one }}.scope is not distinct from {{ other }}.scope
            and {{ one }}.direction is not distinct from {{ other }}.direction
{%- endmacro %}

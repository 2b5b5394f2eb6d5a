{#-
    A CTE body: of each event, the value of `columns` (one attribute, or several that belong together) that its mentions
    support best: the greatest sum of confidence over independent pages, then the newest page, then the value itself.
    `prefer` orders before that, `known` leaves out mentions that say nothing of it.
-#}
{% macro best_supported(relation, columns, known, prefer=none) -%}
    select event_id, {{ columns | join(', ') }}
    from {{ relation }}
    where {{ known }}
    group by event_id, {{ columns | join(', ') }}
    qualify row_number() over (
        partition by event_id
        order by
            {% if prefer %}{{ prefer }},{% endif %}
            round(sum(confidence), 6) desc,
            max(published_on) desc nulls last,
            {{ columns | join(', ') }}
    ) = 1
{%- endmacro %}

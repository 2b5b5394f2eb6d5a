{#-
    The end of an incremental model: of `relation` (a CTE that holds the whole table as it should be), take the rows
    that the table does not have or has otherwise. `columns` are those that can change while `key` stays; all others
    follow from the key. With `delete_vanished` as a post-hook the table is then equal to `relation`, whatever it was
    before, and only new and changed rows were written.
-#}
{% macro only_changed(relation, key, columns) %}
    select wanted.*
    from {{ relation }} as wanted
    {% if is_incremental() %}
        left join {{ this }} as kept on wanted.{{ key }} = kept.{{ key }}
        where kept.{{ key }} is null
        {% for column in columns %}
            or wanted.{{ column }} is distinct from kept.{{ column }}
        {% endfor %}
    {% endif %}
{% endmacro %}


{% macro delete_vanished(relation, key) %}
    {% if is_incremental() %}
        delete from {{ this }} where {{ key }} not in (select {{ key }} from {{ relation }})
    {% endif %}
{% endmacro %}

{#- Fails for each row in which one of `columns` is null: one query for all of them. -#}
{% test required(model, columns) %}
    select {{ columns | join(', ') }}
    from {{ model }}
    where {{ columns | join(' is null or ') }} is null
{% endtest %}

{#- A view names its tables without the database, which DuckDB calls after the file: whoever copies the file, or attaches
    it under another name, can still read its views. -#}
{% macro duckdb__get_create_view_as_sql(relation, sql) -%}
    {{ return(create_view_as(relation, sql | replace(adapter.quote(relation.database) ~ '.', ''))) }}
{%- endmacro %}

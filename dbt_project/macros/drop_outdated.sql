{#-
    Before a build: drop incremental tables whose columns are not those of their contract any more, so that the build
    makes them anew. A release that adds a column to a mart needs no other step.
-#}
{% macro drop_outdated() %}
    {%- if execute -%}
        {%- for node in graph.nodes.values() if node.config.materialized == 'incremental' -%}
            {%- set table = adapter.get_relation(node.database, node.schema, node.alias) -%}
            {%- if table -%}
                {%- set columns = adapter.get_columns_in_relation(table) | map(attribute='name') | list -%}
                {%- if columns != node.columns.keys() | list -%}
                    {%- do log(node.name ~ ' has other columns than before and is built anew', info=true) -%}
                    {%- do adapter.cache_dropped(table) -%}
                    {#- Looking the columns up has begun a transaction that dbt rolls back after the hook. -#}
                    drop table {{ table }}; commit; begin;
                {%- endif -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
{% endmacro %}

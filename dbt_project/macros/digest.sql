{#- A key of 16 hex digits that depends on the parts and on nothing else, as ingest.records.digest makes it. -#}
{% macro digest(parts) -%}
    left(sha256(concat_ws(chr(31), {{ parts | join(', ') }})), 16)
{%- endmacro %}

{#- Estimate the share of shingles that two texts have in common (Jaccard) from their signatures of 64 places. A place
    that is empty in both says nothing. -#}
{% macro signature_likeness(one, other) -%}
    list_count(list_filter(list_zip({{ one }}, {{ other }}), lambda pair: pair[1] = pair[2]))
    / greatest(
        list_count(
            list_filter(list_zip({{ one }}, {{ other }}), lambda pair: pair[1] is not null or pair[2] is not null)
        ),
        1
    )
{%- endmacro %}

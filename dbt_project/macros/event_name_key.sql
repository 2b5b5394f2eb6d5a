{#-
    What two writings of one event's name have in common: its words, without articles, editions, years, punctuation and
    order ("the 22nd China-ASEAN Expo (CAEXPO)" and "ASEAN-China Exposition 2025" give "asean china expo").
    Phrases that mean the same come from the variable event_name_forms.
-#}
{% macro event_name_key(name) -%}
    {%- set spaced -%}
        ' ' || regexp_replace(
            regexp_replace(
                lower(strip_accents(regexp_replace({{ name }}, '\s\([A-Z]{2,}[A-Za-z]*\)', '', 'g'))),
                '[’'']s?\b', '', 'g'
            ),
            '[^\p{L}\p{N}]+', ' ', 'g'
        ) || ' '
    {%- endset -%}
    {%- set folded = namespace(sql=spaced) -%}
    {%- for form in var('event_name_forms') -%}
        {%- set folded.sql = "replace(" ~ folded.sql ~ ", ' " ~ form.written ~ " ', ' " ~ form.means ~ " ')" -%}
    {%- endfor -%}
    array_to_string(
        list_sort(list_distinct(list_filter(
            string_split({{ folded.sql }}, ' '),
            lambda word: not regexp_full_match(
                word,
                '|the|an?|of|and|in|on|for|to|at|by|with|its|annual|edition|series'
                || '|[0-9]+(st|nd|rd|th)|(19|20)[0-9]{2}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth'
                || '|tenth|eleventh|twelfth|[a-z]+teenth|twentieth|(twenty|thirty|forty)(th)?'
            )
        ))),
        ' '
    )
{%- endmacro %}

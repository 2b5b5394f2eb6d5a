{#-
    Between which numbers a stated amount can lie, as a struct (low, high), from the digits that it is told with and from
    its qualifier. "35.25 billion" is right to half a unit of its last digit, 5 million; round numbers tell no more than
    to a twentieth of themselves. `about` allows a twentieth either way, `under` a tenth below, `over` up to twice as much
    ("each over 100 billion" is said of 200 billion too).
-#}
{% macro amount_bounds(amount, qualifier) -%}
    {%- set size = "abs(" ~ amount ~ ")" -%}
    {%- set unit = "pow(10, length(regexp_extract(try_cast(round(" ~ size ~ ") as hugeint)::varchar, '0*$')))" -%}
    {%- set half = "least(" ~ unit ~ " / 2, " ~ size ~ " / 20)" -%}
    {{ signed_bounds(
        amount,
        size ~ " - case " ~ qualifier ~ " when 'about' then " ~ size ~ " / 20 when 'under' then "
        ~ size ~ " / 10 else " ~ half ~ " end",
        size ~ " + case " ~ qualifier ~ " when 'about' then " ~ size ~ " / 20 when 'over' then "
        ~ size ~ " else " ~ half ~ " end",
    ) }}
{%- endmacro %}


{#- The bounds of a size, turned about for what is below zero. -#}
{% macro signed_bounds(amount, low, high) -%}
    case
        when {{ amount }} < 0 then {'low': -({{ high }}), 'high': -({{ low }})}
        else {'low': {{ low }}, 'high': {{ high }}}
    end
{%- endmacro %}


{#- Half a unit of the last digit of a percentage: 0.05 for 17.5, 0.5 for 56. -#}
{% macro half_digit(percentage) -%}
    pow(10, -length(regexp_extract(try_cast({{ percentage }} as decimal(18, 4))::varchar, '\.([0-9]*?)0*$', 1))) / 2
{%- endmacro %}


{#- How many significant digits an amount is told with. -#}
{% macro significant_digits(amount) -%}
    length(rtrim(try_cast(round(abs({{ amount }})) as hugeint)::varchar, '0'))
{%- endmacro %}

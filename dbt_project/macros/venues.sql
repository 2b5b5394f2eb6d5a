{#- The code of the narrowest place that a row with city, region and country names, and the joins that it needs. A
    city or region of a name that several places bear counts only beside what tells them apart. -#}
{% macro join_venues(relation) %}
    left join {{ ref('int_places__unioned') }} as countries_of_venue
        on {{ relation }}.country = countries_of_venue.name and countries_of_venue.kind = 'country'
    left join {{ ref('int_places__unioned') }} as regions_of_venue
        on
            {{ relation }}.region = regions_of_venue.name
            and regions_of_venue.kind = 'province'
            and coalesce(countries_of_venue.country_code = regions_of_venue.country_code, true)
    left join {{ ref('int_places__unioned') }} as cities_of_venue
        on
            {{ relation }}.city = cities_of_venue.name
            and cities_of_venue.kind in ('city', 'province', 'country')
            and (
                cities_of_venue.is_unique_name
                or cities_of_venue.province_code = regions_of_venue.place_code
            )
            and coalesce(countries_of_venue.country_code = cities_of_venue.country_code, true)
{% endmacro %}


{% macro venue_code() -%}
    coalesce(cities_of_venue.place_code, regions_of_venue.place_code, countries_of_venue.place_code)
{%- endmacro %}

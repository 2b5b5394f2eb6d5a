select
    place_code,
    name,
    kind,
    iso_alpha2,
    iso_alpha3,
    iso_3166_2,
    m49_code,
    country_code,
    province_code,
    is_unique_name
from {{ ref('int_places__unioned') }}

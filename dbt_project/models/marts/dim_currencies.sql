select
    currency_code,
    currency_numeric,
    currency_name,
    is_current
from {{ ref('currencies') }}

select
    indicator,
    indicator_name,
    is_flow,
    comtrade_flow,
    description
from {{ ref('indicators') }}

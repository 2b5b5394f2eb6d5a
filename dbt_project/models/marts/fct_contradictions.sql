select
    contradiction_id,
    kind,
    figure_ids,
    doubted_figure_ids,
    currency,
    expected,
    found,
    relative_difference
from {{ ref('int_trade_figures__contradicted') }}

"""Values in, plotly figures out: one theme, one palette, every number worded by the domain."""

from zones.charts.bullet import bullets
from zones.charts.comparison import children_by_completion
from zones.charts.past_half import goal_matrix
from zones.charts.theme import chart_config
from zones.charts.trend import cumulative_against_target, single_quarters

__all__ = [
    "bullets",
    "chart_config",
    "children_by_completion",
    "cumulative_against_target",
    "goal_matrix",
    "single_quarters",
]

"""Values in, plotly figures out: one theme, one palette, every number worded by the domain."""

from zones.charts.bullet import bullets
from zones.charts.comparison import children_by_completion
from zones.charts.funnel import funnel
from zones.charts.inline import inline_picture
from zones.charts.lines import Mark, compare_lines
from zones.charts.multiples import MOST, Measure, small_multiples
from zones.charts.night import at_night
from zones.charts.past_half import goal_matrix
from zones.charts.single import single_quarters
from zones.charts.sparkline import sparkline
from zones.charts.theme import chart_config
from zones.charts.trend import cumulative_against_target

__all__ = [
    "MOST",
    "Mark",
    "Measure",
    "at_night",
    "bullets",
    "chart_config",
    "children_by_completion",
    "compare_lines",
    "cumulative_against_target",
    "funnel",
    "goal_matrix",
    "inline_picture",
    "single_quarters",
    "small_multiples",
    "sparkline",
]

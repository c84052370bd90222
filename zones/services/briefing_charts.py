"""The interactive charts of a briefing as ready HTML, drawn by the same code as those of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

from zones.charts import bullets, chart_config, children_by_completion, cumulative_against_target, goal_matrix
from zones.domain.briefing import Briefing
from zones.domain.document import Document

_SO_FAR = ("按{quarter}数据,尚未到期", "By the figures of {quarter}; not due yet")
_UNKNOWN = frozenset({"showEditInChartStudio"})


def drawn(briefing: Briefing, document: Document) -> dict[str, str]:
    """The charts of a document by their code, and the matrix of the mid-year verdict by its section's code."""
    language = document.language
    return {
        code: pio.to_html(
            figure,
            full_html=False,
            include_plotlyjs=False,
            config=_config(code.replace(":", "-"), language),
            div_id=f"chart-{at}",
        )
        for at, (code, figure) in enumerate(_figures(briefing, document), start=1)
    }


def _config(name: str, language: str) -> dict[str, Any]:
    """The configuration of the pages' charts, without what only Streamlit's own plotly knows."""
    return {key: value for key, value in chart_config(name=name, language=language).items() if key not in _UNKNOWN}


def _figures(briefing: Briefing, document: Document) -> Iterator[tuple[str, go.Figure]]:
    language = document.language
    indicators = {row.indicator.code: row.indicator for row in briefing.rows}
    for chart in document.charts:
        kind, _, code = chart.code.partition(":")
        match kind:
            case "overall":
                yield chart.code, bullets(briefing.targeted_rows, language=language)
            case "children":
                rows = briefing.child_rows(indicators[code])
                yield chart.code, children_by_completion(rows, language=language)
            case "trend":
                points = briefing.trend(indicators[code]).points
                yield (
                    chart.code,
                    cumulative_against_target(
                        points, indicator=indicators[code], region=briefing.region, language=language
                    ),
                )
    half = briefing.half_year
    if half.as_of is not None and document.sections:
        measured = {item.code: item for item in half.indicators}
        everyone = [half.own, *half.children]
        note = "" if half.final else _SO_FAR[language != "zh"].format(quarter=half.as_of.label(language))
        matrix = goal_matrix(everyone, half.goals, indicators=measured, language=language, note=note)
        yield "section:half_year", matrix

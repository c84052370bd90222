"""The overview of a region as a dashboard of Apache Superset: cards with their trends, two bar charts, two tables."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence

import orjson

from tests.bench.databases import CATALOGUE
from tests.bench.places import QUARTER, Places
from tests.bench.questions import MONEY
from tests.bench.superset import joined
from tests.bench.superset_server import Client, Json

CARDS = 6
_CARDS_A_ROW, _TREND_QUARTERS = 3, 8
# Of the twelve columns of a dashboard, and in its units of eight pixels.
_COLUMNS, _CARD_HEIGHT, _CHART_HEIGHT = 12, 32, 90
_DATE = "begun"


def dashboard(client: Client, url: str, at: Places) -> str:
    """The path of a new dashboard over a database."""
    dataset = _dated(client, url)
    name = f"bench {secrets.token_hex(4)}"
    number = client.answer("POST", "/api/v1/dashboard/", {"dashboard_title": name, "published": True})["id"]
    rows: list[list[tuple[int, int, int]]] = [[], []]
    for place, (title, kind, asked) in enumerate(_charts(at)):
        chart = _chart(client, number, dataset, title, kind, asked)
        if place < CARDS:
            rows[place // _CARDS_A_ROW].append((chart, _COLUMNS // _CARDS_A_ROW, _CARD_HEIGHT))
        else:
            rows.append([(chart, _COLUMNS, _CHART_HEIGHT)])
    laid_out = {"position_json": orjson.dumps(_positions(rows)).decode()}
    client.ask(f"/api/v1/dashboard/{number}", laid_out, method="PUT")
    return f"/superset/dashboard/{number}/"


def _dated(client: Client, url: str) -> int:
    """Regions with figures and targets by quarter, and the day on which a quarter began, which a trend needs."""
    begun = "date(printf('%04d-%02d-01', figure.period / 4, figure.period % 4 * 3 + 1))"
    dataset = client.dataset(url, joined().replace("SELECT ", f"SELECT {begun} AS {_DATE}, ", 1))
    columns = client.answer("GET", f"/api/v1/dataset/{dataset}")["result"]["columns"]
    kept = [
        {"id": column["id"], "column_name": column["column_name"], "is_dttm": column["column_name"] == _DATE}
        | ({"python_date_format": "%Y-%m-%d"} if column["column_name"] == _DATE else {})
        for column in columns
    ]
    client.ask(f"/api/v1/dataset/{dataset}", {"columns": kept, "main_dttm_col": _DATE}, method="PUT")
    return dataset


def _charts(at: Places) -> Iterator[tuple[str, str, Json]]:
    """What the overview draws, in its order: title, kind, and what is asked."""
    own, now = _filter("code", "==", at.county.code), _filter("period", "==", QUARTER.ordinal)
    recent = _filter("period", ">", QUARTER.ordinal - _TREND_QUARTERS)
    below = _filter("code", "IN", [region.code for region in at.townships])
    indicators = list(CATALOGUE.indicators.values())
    for indicator in indicators[:CARDS]:
        card = {"metric": _sum(indicator.code), "x_axis": _DATE, "time_grain_sqla": "P3M", "show_trend_line": True}
        yield indicator.name, "big_number", card | {"adhoc_filters": [own, recent]}
    bars = {"x_axis": "name", "orientation": "horizontal", "groupby": [], "row_limit": 1000, "show_legend": True}
    against = [_completion(indicator.code, indicator.name) for indicator in indicators]
    yield "completion", "echarts_timeseries_bar", bars | {"metrics": against, "adhoc_filters": [own, now]}
    children = {"metrics": [_completion(MONEY.code, "completion")], "adhoc_filters": [below, now]}
    yield "children", "echarts_timeseries_bar", bars | children
    table = {"query_mode": "raw", "row_limit": 1000, "adhoc_filters": [below, now]}
    one = ["name", "code", MONEY.code, f"target_{MONEY.code}"]
    yield "children, one indicator", "table", table | {"all_columns": one}
    yield "children, all indicators", "table", table | {"all_columns": ["name", *CATALOGUE.indicators]}


def _chart(client: Client, dashboard: int, dataset: int, title: str, kind: str, asked: Json) -> int:
    settings = asked | {"viz_type": kind, "datasource": f"{dataset}__table"}
    made = {
        "slice_name": title,
        "viz_type": kind,
        "datasource_id": dataset,
        "datasource_type": "table",
        "params": orjson.dumps(settings).decode(),
        "dashboards": [dashboard],
    }
    return int(client.answer("POST", "/api/v1/chart/", made)["id"])


def _positions(rows: Sequence[Sequence[tuple[int, int, int]]]) -> Json:
    """Where the charts (number, width, height) stand, in the dashboard's own form."""
    rows_named = {f"ROW-{at}": row for at, row in enumerate(rows)}
    positions = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "children": list(rows_named), "parents": ["ROOT_ID"]},
    }
    for name, row in rows_named.items():
        parents = ["ROOT_ID", "GRID_ID"]
        charts = {f"CHART-{chart}": (chart, width, height) for chart, width, height in row}
        positions[name] = {
            "type": "ROW",
            "id": name,
            "children": list(charts),
            "parents": parents,
            "meta": {"background": "BACKGROUND_TRANSPARENT"},
        }
        for key, (chart, width, height) in charts.items():
            meta = {"chartId": chart, "width": width, "height": height}
            positions[key] = {"type": "CHART", "id": key, "children": [], "parents": [*parents, name], "meta": meta}
    return positions


def _filter(column: str, operator: str, value: Json) -> Json:
    return {
        "expressionType": "SIMPLE",
        "clause": "WHERE",
        "subject": column,
        "operator": operator,
        "comparator": value,
    }


def _sum(code: str) -> Json:
    return _metric(f"SUM({code})", code)


def _completion(code: str, label: str) -> Json:
    return _metric(f"SUM({code}) * 1.0 / SUM(target_{code})", label)


def _metric(expression: str, label: str) -> Json:
    return {"expressionType": "SQL", "sqlExpression": expression, "label": label}

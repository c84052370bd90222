"""The read-only routes: the questions that the commands of the same name answer, asked over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from starlette.datastructures import QueryParams

from zones.domain.errors import UnknownNameError, ZonesError
from zones.domain.past_half import Yardstick
from zones.domain.quarter import Quarter
from zones.domain.region import LEVEL_BY_CODE
from zones.services import json_forms
from zones.services.deployment import Deployment
from zones.services.past_half import past_half
from zones.services.places import find_region
from zones.services.progress import progress
from zones.services.ranking import ranking

T = TypeVar("T")
Question = Callable[[Deployment, QueryParams], Any]


class MissingParameterError(ZonesError):
    """A route was asked without something it needs."""

    def __init__(self, name: str) -> None:
        super().__init__(zh=f"缺少参数 {name}", en=f"the parameter {name} is missing")


def _progress(deployment: Deployment, asked: QueryParams) -> Any:
    view = progress(
        deployment,
        region=find_region(deployment, _parameter(asked, "region")),
        quarter=Quarter.parse(_parameter(asked, "quarter")),
        indicators=[deployment.catalogue.indicator(code) for code in asked.getlist("indicator")],
        children=asked.get("children", "") in {"1", "true"},
    )
    return json_forms.progress_json(view)


def _past_half(deployment: Deployment, asked: QueryParams) -> Any:
    year = _choice(asked, "year", {str(year): year for year in range(1949, 10_000)})
    yardstick = _choice(asked, "yardstick", {item.value: item for item in Yardstick}, "milestone")
    region = find_region(deployment, _parameter(asked, "region"))
    return json_forms.past_half_json(past_half(deployment, region=region, year=year, yardstick=yardstick), deployment)


def _ranking(deployment: Deployment, asked: QueryParams) -> Any:
    code = asked.get("region")
    region = find_region(deployment, code) if code else None
    indicator = deployment.catalogue.indicator(_parameter(asked, "indicator"))
    quarter = Quarter.parse(_parameter(asked, "quarter"))
    level = _choice(asked, "level", LEVEL_BY_CODE)
    rows = ranking(deployment, region=region, level=level, indicator=indicator, quarter=quarter)
    return json_forms.ranking_json(rows, region=region, indicator=indicator, quarter=quarter)


QUESTIONS: Mapping[str, Question] = {
    "/api/v1/progress": _progress,
    "/api/v1/past-half": _past_half,
    "/api/v1/ranking": _ranking,
}


def _parameter(asked: QueryParams, name: str) -> str:
    value = asked.get(name)
    if not value:
        raise MissingParameterError(name)
    return value


def _choice(asked: QueryParams, name: str, choices: Mapping[str, T], default: str = "") -> T:
    text = asked.get(name, default)
    if not text:
        raise MissingParameterError(name)
    if text not in choices:
        raise UnknownNameError(kind_zh=f"{name} 取值", kind_en=f"{name} value", name=text)
    return choices[text]

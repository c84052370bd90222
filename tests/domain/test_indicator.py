"""Amounts in the smallest unit and in the declared one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zones.catalogue import load_catalogue

CATALOGUE = load_catalogue()
MONEY, PROJECTS = CATALOGUE.indicators["infrastructure_investment"], CATALOGUE.indicators["projects_landed"]


@pytest.mark.parametrize(
    ("value", "number"), [(None, None), (10_000, 1), (15_000, 1.5), (0, 0), (-10_000, -1), (1, 0.0001), (-15_000, -1.5)]
)
def test_json_numbers_are_whole_where_they_can_be(value: int | None, number: float | None) -> None:
    shown = MONEY.number(value)
    assert shown == number
    assert type(shown) is type(number)


@given(st.integers(-(10**17), 10**17), st.sampled_from(sorted(CATALOGUE.indicators)))
@settings(max_examples=60)
def test_declared_amounts_are_exact(value: int, code: str) -> None:
    indicator = CATALOGUE.indicators[code]
    assert indicator.declared(value) * Decimal(indicator.scale) == value


def test_labels_and_kinds() -> None:
    assert (MONEY.label("zh"), MONEY.label("en")) == ("基础设施投入", "Infrastructure investment")
    assert MONEY.scale == 10_000
    assert PROJECTS.scale == 1
    assert MONEY.is_flow
    assert not CATALOGUE.indicators["enterprises"].is_flow

"""The choices that single pages add to region, quarter and language; each is remembered over a change of page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import streamlit as st

from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Level, Region
from zones.domain.series import Extent, Form
from zones.domain.status import StatusRule
from zones.domain.words import level_word
from zones.services.deployment import Deployment
from zones.services.places import levels_below
from zones.services.placings import Peers, groups_of
from zones.ui import state
from zones.ui.choice import Choice
from zones.ui.texts import t

T = TypeVar("T")


def _select(key: str, label: str, options: Sequence[T], said: Callable[[T], str], *, default: int = 0) -> T:
    """A select box whose choice outlives the page; what can no longer be chosen falls back to the default."""
    names = [said(option) for option in options]
    kept = state.kept(state.remembered(key))
    at = names.index(kept) if kept in names else min(default, len(options) - 1)
    chosen = st.selectbox(
        label, range(len(options)), index=at, format_func=names.__getitem__, key=state.select_key(key, tuple(names))
    )
    state.keep(state.remembered(key), names[chosen])
    return options[chosen]


def choose_peers(deployment: Deployment, choice: Choice) -> Peers | None:
    """Who is ranked against each other: the regions of a level below, or a group; None where nothing is below."""
    levels: list[Peers] = list(levels_below(deployment, choice.region))
    peers = levels + list(groups_of(deployment, choice.region))
    if not peers:
        return None
    return _select(
        state.PEERS_WIDGET,
        t("peers"),
        peers,
        lambda item: level_word(item, choice.language) if isinstance(item, Level) else str(item),
    )


def choose_level(deployment: Deployment, choice: Choice) -> Level | None:
    """A level below the region; None for its direct children."""
    levels = levels_below(deployment, choice.region)
    options: list[Level | None] = [None, *levels]
    return _select(
        state.LEVEL_WIDGET,
        t("level"),
        options,
        lambda level: t("direct_children") if level is None else level_word(level, choice.language),
    )


def choose_rule(rules: Sequence[StatusRule], key: str, label: str, language: str, *, default: int) -> StatusRule:
    """A status rule."""
    return _select(key, label, rules, lambda rule: rule.label(language), default=default)


def choose_regions(choice: Choice, siblings: Sequence[Region]) -> list[Region]:
    """Up to eight regions to compare: the one looked at, and what is beside and below it."""
    offered = {region.id: region for region in [choice.region, *choice.place.children, *siblings]}
    by_code = {region.code: region for region in offered.values()}
    chosen = st.multiselect(
        t("regions"),
        list(by_code),
        default=[choice.region.code],
        format_func=lambda code: by_code[code].label(choice.language),
        max_selections=8,
        key=state.regions_key(choice.region.code),
    )
    return [by_code[code] for code in chosen] or [choice.region]


def choose_indicators(indicators: Sequence[Indicator], first: Indicator, language: str) -> list[Indicator]:
    """Up to four indicators to compare."""
    by_code = {indicator.code: indicator for indicator in indicators}
    chosen = st.multiselect(
        t("indicators"),
        list(by_code),
        default=[first.code],
        format_func=lambda code: by_code[code].label(language),
        max_selections=4,
        key=state.INDICATORS_WIDGET,
    )
    return [by_code[code] for code in chosen] or [first]


def choose_span(quarters: Sequence[Quarter], language: str) -> tuple[Quarter, Quarter]:
    """The first and the last of the quarters to look at."""
    if len(quarters) == 1:
        return quarters[0], quarters[0]
    names: Any = st.select_slider(
        t("span"),
        list(quarters),
        value=(quarters[max(len(quarters) - 12, 0)], quarters[-1]),
        format_func=lambda quarter: quarter.label(language),
        key=state.SPAN_WIDGET,
    )
    first, last = names
    return first, last


def choose_form() -> tuple[Extent, Form]:
    """Cumulative or single quarters, and amounts, growth or an index."""
    extent = st.segmented_control(
        t("extent"), list(Extent), format_func=lambda item: t(f"extent_{item}"), default=Extent.CUMULATIVE,
        required=True, key=state.EXTENT_WIDGET,
    )  # fmt: skip
    form = st.segmented_control(
        t("form"), list(Form), format_func=lambda item: t(f"form_{item}"), default=Form.AMOUNT,
        required=True, key=state.FORM_WIDGET,
    )  # fmt: skip
    return Extent(extent), Form(form)

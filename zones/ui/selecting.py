"""The choices that single pages add to region, quarter and language; each is remembered over a change of page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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
from zones.ui import addressed, state
from zones.ui.choice import Choice
from zones.ui.texts import t

_CHILDREN = "children"
_MOST_REGIONS, _MOST_INDICATORS = 8, 4
_SHOWN = 12


def choose_peers(deployment: Deployment, choice: Choice) -> Peers | None:
    """Who is ranked against each other: the regions of a level below, or a group; None where nothing is below."""
    levels: list[Peers] = list(_levels(deployment, choice))
    peers = levels + choice.memory.answer("groups", lambda: groups_of(deployment, choice.region))
    if not peers:
        return None
    return addressed.select(
        state.PEERS_WIDGET,
        t("peers"),
        peers,
        code=lambda item: item.code if isinstance(item, Level) else str(item),
        said=lambda item: level_word(item, choice.language) if isinstance(item, Level) else str(item),
    )


def choose_level(deployment: Deployment, choice: Choice) -> Level | None:
    """A level below the region; None for its direct children."""
    levels = _levels(deployment, choice)
    options: list[Level | None] = [None, *levels]
    return addressed.select(
        state.LEVEL_WIDGET,
        t("level"),
        options,
        code=lambda level: _CHILDREN if level is None else level.code,
        said=lambda level: t("direct_children") if level is None else level_word(level, choice.language),
    )


def _levels(deployment: Deployment, choice: Choice) -> list[Level]:
    return choice.memory.answer("levels", lambda: levels_below(deployment, choice.region))


def choose_rule(rules: Sequence[StatusRule], key: str, label: str, language: str, *, default: int) -> StatusRule:
    """A status rule."""
    return addressed.select(
        key, label, rules, code=lambda rule: rule.code, said=lambda rule: rule.label(language), default=default
    )


def choose_regions(choice: Choice) -> list[Region]:
    """Up to eight regions to compare: the one looked at, and what is beside and below it."""
    offered = {region.id: region for region in [choice.region, *choice.place.children, *choice.place.siblings]}
    by_code = {region.code: region for region in offered.values()}
    wanted = [code for code in addressed.asked_several(state.REGIONS_WIDGET) if code in by_code]
    chosen = st.multiselect(
        t("regions"),
        list(by_code),
        default=(wanted or [choice.region.code])[:_MOST_REGIONS],
        format_func=lambda code: by_code[code].label(choice.language),
        max_selections=_MOST_REGIONS,
        key=state.regions_key(choice.region.code),
    )
    addressed.remember(state.REGIONS_WIDGET, *chosen)
    return [by_code[code] for code in chosen] or [choice.region]


def choose_indicators(indicators: Sequence[Indicator], first: Indicator, language: str) -> list[Indicator]:
    """Up to four indicators to compare."""
    by_code = {indicator.code: indicator for indicator in indicators}
    wanted = [code for code in addressed.asked_several(state.INDICATORS_WIDGET) if code in by_code]
    chosen = st.multiselect(
        t("indicators"),
        list(by_code),
        default=(wanted or [first.code])[:_MOST_INDICATORS],
        format_func=lambda code: by_code[code].label(language),
        max_selections=_MOST_INDICATORS,
        key=state.spoken(state.INDICATORS_WIDGET),
    )
    addressed.remember(state.INDICATORS_WIDGET, *chosen)
    return [by_code[code] for code in chosen] or [first]


def choose_span(quarters: Sequence[Quarter], language: str) -> tuple[Quarter, Quarter]:
    """The first and the last of the quarters to look at."""
    if len(quarters) == 1:
        return quarters[0], quarters[0]
    codes = {str(quarter): quarter for quarter in quarters}
    wanted = [codes[code] for code in addressed.asked_several(state.SPAN_WIDGET) if code in codes]
    begin, end = (wanted[0], wanted[-1]) if wanted else (quarters[max(len(quarters) - _SHOWN, 0)], quarters[-1])
    names: Any = st.select_slider(
        t("span"),
        list(quarters),
        value=(begin, end),
        format_func=lambda quarter: quarter.label(language),
        key=state.spoken(state.SPAN_WIDGET),
    )
    first, last = names
    addressed.remember(state.SPAN_WIDGET, str(first), str(last))
    return first, last


def choose_form() -> tuple[Extent, Form]:
    """Cumulative or single quarters, and amounts, growth or an index."""
    extent = addressed.segments(
        state.EXTENT_WIDGET, t("extent"), Extent, said=lambda item: t(f"extent_{item}"), default=Extent.CUMULATIVE
    )
    form = addressed.segments(
        state.FORM_WIDGET, t("form"), Form, said=lambda item: t(f"form_{item}"), default=Form.AMOUNT
    )
    return extent, form

"""The one choice that follows a reader over all pages: region, quarter, indicator and language, kept in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from zones.domain.errors import ZonesError
from zones.domain.indicator import Indicator
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.services import places
from zones.services.places import Place
from zones.settings import Settings
from zones.ui import cache, look, state
from zones.ui.cache import Memory
from zones.ui.messages import show_failure
from zones.ui.router import come_through_the_router
from zones.ui.texts import LANGUAGES, t

_DEFAULT_INDICATOR = "infrastructure_investment"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader looks at, and what is remembered of it."""

    place: Place
    quarter: Quarter
    language: str
    memory: Memory

    @property
    def region(self) -> Region:
        """The region looked at."""
        return self.place.region


def language() -> str:
    """The reader's language: from the address, else remembered, else Chinese."""
    asked = st.query_params.get(state.LANGUAGE) or state.kept(state.LANGUAGE) or Settings().language
    chosen = asked if asked in LANGUAGES else Settings().language
    state.keep(state.LANGUAGE, chosen)
    return chosen


def choose(*, upload: bool = False) -> Choice:
    """Draw the choice into the side bar and return it; stops the page with a word when there is nothing to choose."""
    come_through_the_router()
    memory = cache.memory()
    quarters = memory.answer("quarters", lambda: places.quarters_reported(cache.deployment()))
    if upload and quarters:
        # A report may be the first of its quarter.
        quarters = [*quarters, quarters[-1] + 1]
    region = _current_region(memory)
    if region is None or not quarters:
        with st.sidebar:
            choose_language()
        st.title(t("product"), anchor=False)
        st.info(t("nothing_yet"), icon=":material/database:")
        st.stop()
    quarter = _current_quarter(quarters)
    where = memory.of(region.id, quarter)
    place = where.answer("place", lambda: places.place_of(cache.deployment(), region, quarter))
    with st.sidebar:
        _choose_region(place)
        _choose_quarter(quarters, quarter)
        choose_language()
    _into_address(region, quarter)
    return Choice(place, quarter, language(), where.of(language(), look.scheme()))


def choose_language() -> None:
    """The language switch."""
    _set_widget(state.LANGUAGE_WIDGET, language())
    st.segmented_control(
        t("language"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        required=True,
        key=state.LANGUAGE_WIDGET,
        on_change=_take_language,
        label_visibility="collapsed",
    )


def choose_indicator(indicators: Sequence[Indicator]) -> Indicator:
    """Draw the choice of an indicator and return it."""
    asked = st.query_params.get(state.INDICATOR) or state.kept(state.INDICATOR) or _DEFAULT_INDICATOR
    codes = [indicator.code for indicator in indicators]
    chosen = asked if asked in codes else codes[0]
    by_code = {indicator.code: indicator for indicator in indicators}
    reader = language()
    widget = state.spoken(state.INDICATOR_WIDGET)
    _set_widget(widget, chosen)
    st.selectbox(
        t("indicator"),
        codes,
        format_func=lambda code: by_code[code].label(reader),
        key=widget,
        on_change=_take,
        args=(state.INDICATOR, widget),
    )
    state.keep(state.INDICATOR, chosen)
    st.query_params[state.INDICATOR] = chosen
    return by_code[chosen]


def go_to(region: Region) -> None:
    """Look at another region from now on."""
    state.keep(state.REGION, region.code)
    st.query_params[state.REGION] = region.code


def _current_region(memory: Memory) -> Region | None:
    asked = st.query_params.get(state.REGION) or state.kept(state.REGION)
    if asked:
        try:
            return memory.of(asked).answer("region", lambda: places.find_region(cache.deployment(), asked))
        except ZonesError as error:
            if error.exit_status != 2:  # noqa: PLR2004  the environment failed: nothing else will work either
                raise
            show_failure(error)
    return memory.answer("first region", lambda: places.first_region(cache.deployment()))


def _current_quarter(quarters: Sequence[Quarter]) -> Quarter:
    asked = st.query_params.get(state.QUARTER) or state.kept(state.QUARTER)
    if asked:
        try:
            return Quarter.parse(asked)
        except ZonesError as error:
            show_failure(error)
    return quarters[-1]


def _choose_region(place: Place) -> None:
    offered = _in_tree_order([*place.ancestors, *place.siblings, place.region, *place.children])
    by_code = {region.code: region for region in offered}
    reader = language()
    widget = state.spoken(state.REGION_WIDGET)
    _set_widget(widget, place.region.code)
    st.selectbox(
        t("region"),
        list(by_code),
        format_func=lambda code: _indented(by_code[code], reader),
        key=widget,
        on_change=_take,
        args=(state.REGION, widget),
    )
    st.text_input(t("find_region"), key=state.FIND_WIDGET, on_change=_find, placeholder=t("find_region_hint"))


def _in_tree_order(regions: Sequence[Region]) -> list[Region]:
    return sorted({region.id: region for region in regions}.values(), key=lambda region: (region.node, region.level))


def _indented(region: Region, reader: str) -> str:
    return "\u3000" * (region.level - 1) + region.label(reader)


def _choose_quarter(quarters: Sequence[Quarter], quarter: Quarter) -> None:
    codes = [str(one) for one in reversed(quarters)]
    if str(quarter) not in codes:
        codes.insert(0, str(quarter))
    reader = language()
    widget = state.spoken(state.QUARTER_WIDGET)
    _set_widget(widget, str(quarter))
    st.selectbox(
        t("quarter"),
        codes,
        format_func=lambda code: Quarter.parse(code).label(reader),
        key=widget,
        on_change=_take,
        args=(state.QUARTER, widget),
    )


def _into_address(region: Region, quarter: Quarter) -> None:
    state.keep(state.REGION, region.code)
    state.keep(state.QUARTER, str(quarter))
    for key in (state.REGION, state.QUARTER, state.LANGUAGE):
        if st.query_params.get(key) != state.kept(key):
            st.query_params[key] = state.kept(key)


def _set_widget(key: str, value: str) -> None:
    """A select box shows what the address says, whatever it showed before."""
    if state.kept(key) != value:
        state.keep(key, value)


def _take(key: str, widget: str) -> None:
    value = state.kept(widget)
    state.keep(key, value)
    st.query_params[key] = value


def _take_language() -> None:
    chosen = state.kept(state.LANGUAGE_WIDGET)
    if chosen:
        state.keep(state.LANGUAGE, chosen)
        st.query_params[state.LANGUAGE] = chosen


def _find() -> None:
    text = (state.kept(state.FIND_WIDGET) or "").strip()
    if not text:
        return
    try:
        region = places.find_region(cache.deployment(), text)
    except ZonesError as error:
        st.toast(error.message(language()), icon=":material/search_off:")
        return
    go_to(region)
    state.keep(state.FIND_WIDGET, "")

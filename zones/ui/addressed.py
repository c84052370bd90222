"""Choices that live in the address, so that a link leads to the view, and that outlive a change of page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from zones.ui import state

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
_BETWEEN = ","


def asked(key: str) -> str | None:
    """What the address asks for, else what was chosen last."""
    chosen: str | None = st.query_params.get(state.address_name(key)) or state.kept(state.remembered(key))
    return chosen


def asked_several(key: str) -> list[str]:
    """The same of a choice of several."""
    return (asked(key) or "").split(_BETWEEN)


def remember(key: str, *codes: str) -> None:
    """Write a choice into the address, and down for the next page."""
    chosen = _BETWEEN.join(codes)
    state.keep(state.remembered(key), chosen)
    if st.query_params.get(state.address_name(key)) != chosen:
        st.query_params[state.address_name(key)] = chosen


def select(
    key: str, label: str, options: Sequence[T], *, code: Callable[[T], str], said: Callable[[T], str], default: int = 0
) -> T:
    """A select box; what can no longer be chosen falls back to the default."""
    by_code = {code(option): option for option in options}
    codes = list(by_code)
    wanted = asked(key)
    chosen = wanted if wanted in by_code else codes[min(default, len(codes) - 1)]
    widget = state.select_key(key, tuple(codes))
    if state.kept(widget) != chosen:
        state.keep(widget, chosen)
    st.selectbox(
        label,
        codes,
        format_func=lambda item: said(by_code[item]),
        key=widget,
        on_change=_take,
        args=(key, widget),
    )
    remember(key, chosen)
    return by_code[chosen]


def segments(key: str, label: str, options: type[E], *, said: Callable[[E], str], default: E) -> E:
    """A row of buttons of which one is pressed."""
    wanted = asked(key)
    chosen = options(wanted) if wanted in set(options) else default
    if state.kept(key) != chosen:
        state.keep(key, chosen)
    st.segmented_control(
        label, list(options), format_func=said, required=True, key=key, on_change=_take, args=(key, key)
    )
    remember(key, chosen)
    return chosen


def _take(key: str, widget: str) -> None:
    remember(key, state.kept(widget))

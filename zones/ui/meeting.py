"""The meeting mode: chosen views one after the other, by themselves, over the whole screen."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from zones.domain.errors import ZonesError
from zones.domain.words import synthetic_mark
from zones.ui import look, state
from zones.ui.meeting_views import VIEWS, Scene
from zones.ui.messages import plain, show_failure
from zones.ui.texts import t

SECONDS = (5, 600)
_USUAL_SECONDS = 20
# A timer of the browser is never quite on time.
_SLACK = 0.5
_BETWEEN = ","


@dataclass(frozen=True, slots=True)
class Programme:
    """Which views, in which order, and for how many seconds each."""

    views: tuple[str, ...]
    seconds: int


def programme() -> Programme:
    """What the address asks for; what is missing or wrong in it is as usual."""
    asked = st.query_params.get(state.MEETING_VIEWS, "").split(_BETWEEN)
    views = tuple(dict.fromkeys(name for name in asked if name in VIEWS))
    seconds = st.query_params.get(state.MEETING_SECONDS, "")
    wanted = int(seconds) if seconds.isascii() and seconds.isdigit() else _USUAL_SECONDS
    return Programme(views or tuple(VIEWS), min(max(wanted, SECONDS[0]), SECONDS[1]))


def showing() -> bool:
    """Whether the address asks for the show itself."""
    return st.query_params.get(state.MEETING_SHOW) == "1"


def prepare() -> None:
    """Choose views and pace; both go into the address, which can be bookmarked."""
    asked = programme()
    chosen = st.multiselect(
        t("meeting_views"),
        list(VIEWS),
        default=asked.views,
        format_func=lambda name: t(f"meeting_{name}"),
        key=state.spoken(state.MEETING_VIEWS_WIDGET),
    )
    seconds = st.number_input(
        t("meeting_seconds"), *SECONDS, value=asked.seconds, step=5, key=state.MEETING_SECONDS_WIDGET
    )
    _into_address(chosen or list(VIEWS), int(seconds))
    st.caption(t("meeting_hint"))
    if st.button(t("meeting_start"), key=state.MEETING_START_BUTTON, type="primary", icon=":material/slideshow:"):
        _begin()
        st.rerun()


def show(scene: Scene) -> None:
    """Walk through the views until it is left; while it is paused nothing runs."""
    asked = programme()
    pace = asked.seconds if _playing() else None
    with st.container(key=state.MEETING_STAGE):
        st.fragment(_one_view, run_every=pace)(scene, asked)


def _one_view(scene: Scene, asked: Programme) -> None:
    _move_on_when_due(asked)
    at = state.kept(state.MEETING_AT, 0) % len(asked.views)
    name = asked.views[at]
    _controls(at, asked)
    choice = scene.choice
    said = (choice.region.label(choice.language), choice.quarter.span(choice.language), t(f"meeting_{name}"))
    st.title(plain(" · ".join(said)), anchor=False)
    if choice.region.synthetic:
        st.caption(synthetic_mark(choice.language))
    try:
        VIEWS[name](scene)
    except ZonesError as error:
        # The database may be back at the next view.
        show_failure(error)


def _controls(at: int, asked: Programme) -> None:
    playing = _playing()
    with st.container(horizontal=True, key=state.MEETING_CONTROLS, vertical_alignment="center"):
        st.button(t("meeting_back"), key=state.MEETING_BACK_BUTTON, shortcut="Left", on_click=_step, args=(-1,))
        pause = t("meeting_pause" if playing else "meeting_go_on")
        # The timer belongs to the page: stopping or starting it takes a run of the whole.
        if st.button(pause, key=state.MEETING_PAUSE_BUTTON, shortcut="P", on_click=_toggle):
            st.rerun()
        st.button(t("meeting_next"), key=state.MEETING_NEXT_BUTTON, shortcut="Right", on_click=_step, args=(1,))
        look.stage(t("meeting_full_screen"))
        if st.button(t("meeting_leave"), key=state.MEETING_LEAVE_BUTTON, shortcut="Escape", on_click=_leave):
            st.rerun()
        place = t("meeting_place", at=at + 1, all=len(asked.views), seconds=asked.seconds)
        st.markdown(place if playing else f"{place} · **{t('meeting_paused')}**", width="content")


def _move_on_when_due(asked: Programme) -> None:
    shown = state.kept(state.MEETING_SHOWN_AT)
    if shown is None:
        state.keep(state.MEETING_SHOWN_AT, time.monotonic())
    elif _playing() and time.monotonic() - shown >= asked.seconds - _SLACK:
        _step(1)


def _playing() -> bool:
    return not state.kept(state.MEETING_PAUSED)


def _step(by: int) -> None:
    state.keep(state.MEETING_AT, state.kept(state.MEETING_AT, 0) + by)
    state.keep(state.MEETING_SHOWN_AT, time.monotonic())


def _toggle() -> None:
    state.keep(state.MEETING_PAUSED, _playing())
    state.keep(state.MEETING_SHOWN_AT, time.monotonic())


def _begin() -> None:
    for key in (state.MEETING_AT, state.MEETING_PAUSED, state.MEETING_SHOWN_AT):
        state.forget(key)
    st.query_params[state.MEETING_SHOW] = "1"


def _leave() -> None:
    del st.query_params[state.MEETING_SHOW]


def _into_address(views: Sequence[str], seconds: int) -> None:
    for name, value in ((state.MEETING_VIEWS, _BETWEEN.join(views)), (state.MEETING_SECONDS, str(seconds))):
        if st.query_params.get(name) != value:
            st.query_params[name] = value

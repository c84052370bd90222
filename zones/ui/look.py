"""How pages look: the one style sheet, the document's language, and charts in the theme that is on."""

from __future__ import annotations

from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from zones.charts import at_night
from zones.ui import state

_STYLE = Path(__file__).with_name("page.css")
_SCRIPT = Path(__file__).with_name("page.js").read_text(encoding="utf-8")
_STAGE_SCRIPT = Path(__file__).with_name("stage.js").read_text(encoding="utf-8")
_STAGE_STYLE = """button { font: inherit; padding: 0.25rem 0.75rem; border-radius: 0.5rem; cursor: pointer;
  color: var(--st-text-color); background: var(--st-background-color); border: 1px solid var(--st-border-color); }
button:focus-visible { outline: 2px solid var(--st-text-color); outline-offset: 2px; }"""
# Simplified Chinese by name: by its number alone a browser may show the Japanese shapes of a character.
_DOCUMENT_LANGUAGES = {"zh": "zh-CN", "en": "en"}


def dress(language: str) -> None:
    """Give the page its style and the document its language, and learn which theme is on."""
    st.html(_STYLE)
    # Registered on every run, as it belongs to the running server; the same script is taken once.
    document = st.components.v2.component("zones_document", js=_SCRIPT)
    document(
        data={"language": _DOCUMENT_LANGUAGES[language], "scheme": scheme()},
        on_scheme_change=lambda: None,
        key=state.DOCUMENT_WIDGET,
    )


def scheme() -> str:
    """The theme that is on: light or dark."""
    told = state.kept(state.DOCUMENT_WIDGET, {}).get("scheme")
    return told or st.context.theme.type or "light"


def lit(figure: go.Figure) -> go.Figure:
    """A figure, drawn for paper, in the colours of the theme that is on."""
    return at_night(figure) if scheme() == "dark" else figure


def stage(label: str) -> None:
    """The button that takes the whole screen; while it is there, charts are scaled to what the style sheet gives them."""
    button = st.components.v2.component(
        "zones_stage", html='<button type="button"></button>', css=_STAGE_STYLE, js=_STAGE_SCRIPT
    )
    button(data={"label": label}, key=state.STAGE_WIDGET, width="content", height="content")

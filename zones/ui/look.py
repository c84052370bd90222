"""How pages look: the one style sheet, the document's language, and charts in the theme that is on."""

from __future__ import annotations

from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from zones.charts import at_night
from zones.ui import state

_STYLE = Path(__file__).with_name("page.css")
_SCRIPT = Path(__file__).with_name("page.js").read_text(encoding="utf-8")
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

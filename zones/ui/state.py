"""Every session-state key and every widget key, in one place.

A value that must survive a change of page is kept under a name of its own: Streamlit forgets a widget's value as soon as
the widget is not drawn.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

LANGUAGE = "language"
REGION = "region"
QUARTER = "quarter"
INDICATOR = "indicator"

REGION_WIDGET = "region_widget"
QUARTER_WIDGET = "quarter_widget"
INDICATOR_WIDGET = "indicator_widget"
LANGUAGE_WIDGET = "language_widget"
FIND_WIDGET = "find_widget"
YARDSTICK_WIDGET = "yardstick_widget"
UPLOAD_WIDGET = "upload_widget"
UPLOAD_ROUND = "upload_round"
AUTHOR = "author"
AUTHOR_WIDGET = "author_widget"
REASON_WIDGET = "reason_widget"
CONFIRMED_WIDGET = "confirmed_widget"
CONFIRM_WIDGET = "confirm_widget"
RECEIPT = "receipt"
WITHDRAW_WIDGET = "withdraw_widget"
WITHDRAW_REASON_WIDGET = "withdraw_reason_widget"
WITHDRAW_AUTHOR_WIDGET = "withdraw_author_widget"
WITHDRAW_BUTTON = "withdraw_button"
TEMPLATE_BUTTON = "template_button"


def kept(key: str, default: Any = None) -> Any:
    """What is remembered under a key."""
    return st.session_state.get(key, default)


def keep(key: str, value: Any) -> None:
    """Remember a value for this visit."""
    st.session_state[key] = value


def forget(key: str) -> None:
    """Remember it no longer."""
    st.session_state.pop(key, None)


def download_key(name: str) -> str:
    """The key of a download button, one a table."""
    return f"download_{name}"


def chart_key(name: str) -> str:
    """The key of a chart."""
    return f"chart_{name}"


def children_key(region: str, quarter: object, indicator: str) -> str:
    """The key of a table of children, one a view, so that a row chosen in one is not chosen in the next."""
    return f"children_{region}_{quarter}_{indicator}"


def upload_key() -> str:
    """The uploader's key; a new round empties it."""
    return f"{UPLOAD_WIDGET}_{kept(UPLOAD_ROUND, 0)}"


def next_upload_round() -> None:
    """Empty the uploader."""
    keep(UPLOAD_ROUND, kept(UPLOAD_ROUND, 0) + 1)

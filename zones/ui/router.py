"""Keeping app.py the router: a folder called pages makes Streamlit show its files by themselves until a router has run."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager


def come_through_the_router() -> None:
    """Start over where a page was run without app.py, as the first visit under `streamlit run` may do."""
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()

"""Parts of a page that their own widgets draw anew alone, while the rest of the page stays as it stands."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from zones.ui import cache
from zones.ui.cache import Memory


@st.fragment
def confined(memory: Memory, part: Callable[[], None]) -> None:
    """Draw a part that rests on what is remembered; where a commit came since the page was drawn, the page is drawn anew.

    So a part never shows newer figures beside the older ones of its page.
    """
    if cache.deployment().version() != memory.version:
        st.rerun()
    part()

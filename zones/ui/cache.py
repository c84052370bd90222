"""What one process keeps for all visitors. Nothing here depends on who asks."""

from __future__ import annotations

import streamlit as st

from zones.services.deployment import Deployment, open_deployment


@st.cache_resource(show_spinner=False)
def deployment() -> Deployment:
    """The opened deployment: one pool of connections and one catalogue."""
    return open_deployment()

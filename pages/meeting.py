"""大屏: chosen views of the region for a meeting, over the whole screen, one after the other by themselves."""

import streamlit as st

from zones.ui import cache, meeting, parts
from zones.ui.choice import choose, choose_indicator
from zones.ui.meeting_views import Scene
from zones.ui.texts import t

choice = choose()
deployment = cache.deployment()
with st.sidebar:
    indicator = choose_indicator(list(deployment.catalogue.indicators.values()))

if meeting.showing():
    meeting.show(Scene(deployment, choice, indicator))
else:
    parts.head(t("meeting_title", region=choice.region.label(choice.language)), choice)
    meeting.prepare()

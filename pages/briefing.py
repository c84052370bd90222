"""简报: a bulletin of the region and quarter, read before it is taken away; issuing freezes it under a number."""

from functools import partial

import streamlit as st

from zones.ui import bulletins, cache, parts
from zones.ui.choice import choose
from zones.ui.confined import confined
from zones.ui.texts import t

choice = choose()
deployment = cache.deployment()

parts.head(t("briefing_title", region=choice.region.label(choice.language)), choice)
layout = bulletins.choose_layout(deployment, choice)
bulletin = bulletins.compute(deployment, choice, layout)
if bulletin is not None:
    st.subheader(t("briefing_take"), anchor=False)
    bulletins.offer(bulletin, choice)
    st.subheader(t("briefing_preview"), anchor=False)
    confined(bulletin.memory, partial(bulletins.preview, bulletin))
    st.subheader(t("briefing_issue"), anchor=False)
    bulletins.issue_form(deployment, choice, layout)

st.subheader(t("briefing_issued"), anchor=False)
bulletins.show_issues(deployment, choice)

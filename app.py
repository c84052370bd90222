"""The dashboard's router: who reads, which pages there are, and what becomes of a failure."""

import streamlit as st

from zones.domain.errors import ZonesError
from zones.ui import state
from zones.ui.choice import language
from zones.ui.look import dress
from zones.ui.messages import show_failure
from zones.ui.texts import t

reader = language()
st.set_page_config(
    page_title=t("product"),
    page_icon="🏭",
    layout="wide",
    initial_sidebar_state="auto",
    # With an entry of its own the menu is there, and with it the choice of light or dark.
    menu_items={"About": t("product_is")},
)
dress(reader)

page = st.navigation(
    [
        st.Page("pages/overview.py", title=t("page_overview"), url_path="overview", default=True),
        st.Page("pages/past_half.py", title=t("page_past_half"), url_path="past-half"),
        st.Page("pages/region.py", title=t("page_region"), url_path="region"),
        st.Page("pages/ranking.py", title=t("page_ranking"), url_path="ranking"),
        st.Page("pages/trends.py", title=t("page_trends"), url_path="trends"),
        st.Page("pages/upload.py", title=t("page_upload"), url_path="upload"),
        st.Page("pages/quality.py", title=t("page_quality"), url_path="quality"),
        st.Page("pages/targets.py", title=t("page_targets"), url_path="targets"),
        st.Page("pages/briefing.py", title=t("page_briefing"), url_path="briefing"),
        st.Page("pages/meeting.py", title=t("page_meeting"), url_path="meeting"),
        st.Page("pages/about.py", title=t("page_about"), url_path="about"),
    ],
    position="top",
)
state.keep(state.PAGE, page)
try:
    page.run()
except ZonesError as error:
    show_failure(error)

"""数据上报: a file in, what was understood of it, what will change, confirm, receipt; and every submission so far."""

import streamlit as st

from zones.ui import cache, mending, parts, uploading
from zones.ui.choice import choose
from zones.ui.messages import plain
from zones.ui.submissions import show_submissions
from zones.ui.texts import t

choice = choose(upload=True)
reader = choice.language
region, quarter = choice.region, choice.quarter
deployment = cache.deployment()

parts.head(t("upload_title"), choice)
st.subheader(t("upload_step_1"), anchor=False)
st.markdown(t("upload_scope", region=plain(region.label(reader)), quarter=quarter.label(reader)))
uploading.offer_template(region, quarter, reader)

st.subheader(t("upload_step_2"), anchor=False)
uploading.show_receipt()
file = uploading.choose_file()
if file is not None:
    st.subheader(t("upload_step_3"), anchor=False)
    checked = uploading.check(deployment, file, quarter=quarter, scope=region)
    uploading.show_findings(checked, reader)
    if checked.repeats is None:
        mending.show_table(checked, file.file_id, reader)
        uploading.offer_files(deployment, checked, reader)
    if checked.importable and checked.repeats is None:
        st.subheader(t("upload_step_4"), anchor=False)
        uploading.show_changes(deployment, checked, reader)
        uploading.confirm(deployment, checked)

st.subheader(t("submissions"), anchor=False)
show_submissions(deployment, choice)

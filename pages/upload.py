"""数据上报: a file in, every finding at once, what will change, confirm, receipt."""

import streamlit as st

from zones.services.importing import Upload, check_report
from zones.ui import cache, parts, uploading
from zones.ui.choice import choose
from zones.ui.messages import plain
from zones.ui.texts import t

choice = choose()
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
    upload = Upload(name=file.name, content=file.getvalue(), quarter=quarter, scope=region)
    with st.spinner(t("checking")):
        checked = check_report(deployment, upload)
    st.subheader(t("upload_step_3"), anchor=False)
    uploading.show_findings(checked, reader)
    if checked.importable and checked.repeats is None:
        uploading.show_changes(deployment, checked, reader)
        st.subheader(t("upload_step_4"), anchor=False)
        uploading.confirm(deployment, checked)

st.subheader(t("submissions"), anchor=False)
uploading.show_submissions(deployment, reader)

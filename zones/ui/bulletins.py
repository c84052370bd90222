"""Bulletins on the page: what goes in, a preview, the files, issuing, and what has changed since an issue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

import streamlit as st

from zones.domain.briefing import Choice as Asked
from zones.domain.briefing import Length
from zones.domain.correction import Differences
from zones.domain.errors import ZonesError
from zones.exports.briefing.correction import changes_table
from zones.services.briefing import briefing
from zones.services.briefing_changes import differences
from zones.services.briefing_documents import MEDIA_TYPES, Format, Press, correction, load_templates
from zones.services.briefing_issues import Order, issue, issues, reopen
from zones.services.briefing_layouts import Layout, layouts, save_layout
from zones.services.deployment import Deployment
from zones.services.places import find_region
from zones.services.placings import groups_of
from zones.store.briefings import IssueRecord
from zones.ui import cache, state, tables
from zones.ui.cache import Memory
from zones.ui.choice import Choice
from zones.ui.messages import show_failure
from zones.ui.texts import LANGUAGES, t
from zones.ui.uploading import author_field

_PAGE_PIXELS, _PAGER_PIXELS = 860, 220


def choose_layout(deployment: Deployment, choice: Choice) -> Layout:
    """What goes into the bulletin: a kept layout, or single choices, which can be kept under a name."""
    kept = layouts(deployment)
    names = [None, *kept]
    name = st.selectbox(
        t("layout"), names, format_func=lambda item: item or t("layout_own"), key=state.layout_key(tuple(kept))
    )
    if name is not None:
        return kept[name]
    with st.expander(t("briefing_choices")):
        layout = _own_layout(deployment, choice)
        _keep(deployment, layout)
    return layout


def _own_layout(deployment: Deployment, choice: Choice) -> Layout:
    reader = choice.language
    indicators = deployment.catalogue.indicators
    chosen = st.multiselect(
        t("indicators_or_all"),
        list(indicators),
        format_func=lambda code: indicators[code].label(reader),
        key=state.spoken(state.BRIEF_INDICATORS_WIDGET),
    )
    known = choice.memory.answer("groups", lambda: groups_of(deployment, choice.region))
    groups = st.multiselect(t("groups"), known, key=state.groups_key(choice.region.code))
    columns = st.columns(3)
    length = columns[0].selectbox(
        t("length"), list(Length), index=list(Length).index(Length.FULL), format_func=lambda item: t(f"length_{item}"),
        key=state.spoken(state.LENGTH_WIDGET),
    )  # fmt: skip
    language = columns[1].selectbox(
        t("written_in"), list(LANGUAGES), index=list(LANGUAGES).index(reader), format_func=LANGUAGES.__getitem__,
        key=state.written_key(reader),
    )  # fmt: skip
    ranks = columns[2].checkbox(t("with_ranks"), value=True, key=state.RANKS_WIDGET)
    return Layout(
        indicators=tuple(chosen),
        groups=tuple(groups),
        ranks=ranks,
        length=Length(str(length)),
        language=str(language),
    )


def _keep(deployment: Deployment, layout: Layout) -> None:
    name = st.text_input(t("layout_name"), key=state.LAYOUT_NAME_WIDGET, max_chars=120)
    if st.button(t("layout_keep"), key=state.LAYOUT_BUTTON):
        try:
            save_layout(deployment, name=name, layout=layout, author=state.kept(state.AUTHOR, "") or "-")
        except ZonesError as error:
            show_failure(error)
            return
        st.rerun()


@dataclass(frozen=True)
class Bulletin:
    """A bulletin of the choice and layout, computed once for preview and files, and remembered."""

    language: str
    memory: Memory
    press: Callable[[], Press]

    def text(self) -> str:
        """Its words."""
        return self.memory.answer("text", lambda: _made(self, Format.TEXT).decode())

    def pages(self) -> int:
        """How many pages it has."""
        return self.memory.answer("pages", lambda: len(self.press().pages()))

    def page(self, number: int) -> str:
        """One of them as an SVG picture, counted from 1."""
        return self.memory.answer(f"page {number}", lambda: self.press().pages()[number - 1])


def compute(deployment: Deployment, choice: Choice, layout: Layout) -> Bulletin | None:
    """The bulletin; None, with a word, where there is nothing to tell of."""
    day = _today()
    memory = choice.memory.of("bulletin", layout, day)

    def press() -> Press:
        templates = load_templates()
        model = memory.answer("model", lambda: briefing(deployment, _asked(choice, layout)))
        declared = templates.form.imprint(model.region, language=layout.language, issued=day)
        return Press(model, templates, layout.language, layout.masthead.on(declared))

    bulletin = Bulletin(layout.language, memory, cache.once(press))
    try:
        with st.spinner(t("briefing_computing"), show_time=True):
            bulletin.text()
    except ZonesError as error:
        show_failure(error)
        return None
    return bulletin


def _asked(choice: Choice, layout: Layout) -> Asked:
    return layout.choice(choice.quarter, region=choice.region.code)


def _today() -> date:
    return datetime.now().astimezone().date()


def offer(bulletin: Bulletin, choice: Choice) -> None:
    """A button a format; a file is made when it is asked for."""
    with st.container(horizontal=True):
        for wanted in Format:
            st.download_button(
                t(f"format_{wanted}"),
                partial(_made, bulletin, wanted),
                file_name=f"{choice.region.code}-{choice.quarter}-{bulletin.language}.{wanted}",
                mime=MEDIA_TYPES[wanted],
                key=state.download_key(f"brief.{wanted}"),
                on_click="ignore",
                icon=":material/download:",
            )


def _made(bulletin: Bulletin, wanted: Format) -> bytes:
    return bulletin.press().rendered(wanted).content


def _as_issued(deployment: Deployment, code: str, language: str, wanted: Format) -> bytes:
    return reopen(deployment, code, language=language, wanted=wanted).content


def preview(bulletin: Bulletin) -> None:
    """The bulletin page by page as it will be printed, and its text to be copied; turning a page computes nothing anew."""
    try:
        pages = bulletin.pages()
    except ZonesError as error:
        show_failure(error)
    else:
        number = st.number_input(
            t("preview_page", count=pages), 1, pages, key=state.preview_key(pages), width=_PAGER_PIXELS
        )
        with st.container(border=True, width=_PAGE_PIXELS):
            st.image(
                bulletin.page(number),
                caption=t("preview_page_of", number=number, count=pages),
                # The whole text is there as a file; the picture says which page it is.
                alt=t("preview_page_of", number=number, count=pages),
                width="stretch",
            )
    with st.expander(t("preview_text")):
        st.text(bulletin.text())


def issue_form(deployment: Deployment, choice: Choice, layout: Layout) -> None:
    """Name and date, and the button that freezes model and documents under the next number."""
    notice = state.kept(state.NOTICE)
    if notice:
        st.success(notice)
        state.forget(state.NOTICE)
    author = author_field(state.ISSUE_AUTHOR_WIDGET).strip()
    day = st.date_input(t("issue_date"), value=_today(), key=state.ISSUE_DATE_WIDGET)
    if not st.button(t("issue"), key=state.ISSUE_BUTTON, type="primary"):
        return
    if not author:
        st.error(t("name_needed"))
        return
    state.keep(state.AUTHOR, author)
    try:
        with st.status(t("issuing"), expanded=True) as progress:
            done = issue(
                deployment,
                _asked(choice, layout),
                Order(load_templates(), author, day, layout.masthead),
                tell=lambda step: progress.write(step.zh if choice.language == "zh" else step.en),
            )
    except ZonesError as error:
        show_failure(error)
        return
    record = done.record
    key = "issued_again" if done.again else "issued"
    state.keep(state.NOTICE, t(key, year=record.year, number=record.number, code=record.code))
    st.rerun()


def show_issues(deployment: Deployment, choice: Choice) -> None:
    """What was issued: the documents as they went out, and what has changed since."""
    records = issues(deployment)
    if not records:
        st.caption(t("no_issues"))
        return
    by_code = {record.code: record for record in records}
    code = st.selectbox(
        t("issue_chosen"),
        list(by_code),
        format_func=lambda key: _issue_words(by_code[key], choice.language),
        key=state.ISSUE_WIDGET,
    )
    record = by_code[code]
    with st.container(horizontal=True):
        for wanted in Format:
            st.download_button(
                t(f"format_{wanted}"),
                partial(_as_issued, deployment, record.code, choice.language, wanted),
                file_name=f"{record.code}-{choice.language}.{wanted}",
                mime=MEDIA_TYPES[wanted],
                key=state.download_key(f"issue.{record.code}.{wanted}"),
                on_click="ignore",
                icon=":material/download:",
            )
    _show_differences(deployment, record, choice)


def _issue_words(record: IssueRecord, language: str) -> str:
    title = record.title if language == "zh" else record.title_en
    return t("issue_words", year=record.year, number=record.number, title=title, code=record.code)


def _show_differences(deployment: Deployment, record: IssueRecord, choice: Choice) -> None:
    language = choice.language
    try:
        found = choice.memory.answer(f"differences {record.code}", lambda: differences(deployment, record.code))
    except ZonesError as error:
        show_failure(error)
        return
    if not found.anything:
        st.caption(t("unchanged_since"))
        return
    st.warning(t("changed_since", count=len(found.figures)))
    tables.show(changes_table(found.figures, language), f"{record.code}-changes")
    st.download_button(
        t("correction"),
        lambda: _correction(deployment, found, language),
        file_name=f"{record.code}-{t('correction_name')}.docx",
        mime=MEDIA_TYPES[Format.DOCX],
        key=state.CORRECTION_BUTTON,
        on_click="ignore",
        icon=":material/download:",
    )


def _correction(deployment: Deployment, found: Differences, language: str) -> bytes:
    templates = load_templates()
    region = find_region(deployment, found.region)
    imprint = templates.form.imprint(region, language=language, issued=_today())
    return correction(found, templates=templates, language=language, imprint=imprint, wanted=Format.DOCX).content

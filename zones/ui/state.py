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
PAGE = "page"

DOCUMENT_WIDGET = "document_widget"
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
SHOWN = "shown"
AS_FOUND_BUTTON = "as_found_button"
RECEIPT = "receipt"
WITHDRAW_REASON_WIDGET = "withdraw_reason_widget"
WITHDRAW_AUTHOR_WIDGET = "withdraw_author_widget"
WITHDRAW_BUTTON = "withdraw_button"
TEMPLATE_BUTTON = "template_button"
ANNOTATED_BUTTON = "annotated_button"
CORRECTED_BUTTON = "corrected_button"
FILE_BUTTON = "file_button"
UNDO_BUTTON = "undo_button"
NOTICE = "notice"
BRIEF_INDICATORS_WIDGET = "brief_indicators_widget"
LENGTH_WIDGET = "length_widget"
RANKS_WIDGET = "ranks_widget"
LAYOUT_NAME_WIDGET = "layout_name_widget"
LAYOUT_BUTTON = "layout_button"
ISSUE_AUTHOR_WIDGET = "issue_author_widget"
ISSUE_DATE_WIDGET = "issue_date_widget"
ISSUE_BUTTON = "issue_button"
ISSUE_WIDGET = "issue_widget"
CORRECTION_BUTTON = "correction_button"
PEERS_WIDGET = "peers_widget"
LEVEL_WIDGET = "level_widget"
INDICATORS_WIDGET = "indicators_widget"
REGIONS_WIDGET = "regions_widget"
SPAN_WIDGET = "span_widget"
EXTENT_WIDGET = "extent_widget"
FORM_WIDGET = "form_widget"
FIRST_RULE_WIDGET = "first_rule_widget"
SECOND_RULE_WIDGET = "second_rule_widget"
FACTOR_WIDGET = "factor_widget"
MILESTONE_FORM = "milestone_form"
MILESTONE_QUARTER_WIDGET = "milestone_quarter_widget"
MILESTONE_WIDGET = "milestone_widget"
NOTE_WIDGET = "note_widget"
NOTE_AUTHOR_WIDGET = "note_author_widget"
PIN_BUTTON = "pin_button"
STRIKE_WIDGET = "strike_widget"
STRIKE_AUTHOR_WIDGET = "strike_author_widget"
STRIKE_BUTTON = "strike_button"
STAGE_WIDGET = "stage_widget"
MEETING_SHOW, MEETING_VIEWS, MEETING_SECONDS = "show", "views", "seconds"
MEETING_AT, MEETING_PAUSED, MEETING_SHOWN_AT = "meeting_at", "meeting_paused", "meeting_shown_at"
MEETING_STAGE, MEETING_CONTROLS = "meeting_stage", "meeting_controls"
MEETING_VIEWS_WIDGET = "meeting_views_widget"
MEETING_SECONDS_WIDGET = "meeting_seconds_widget"
MEETING_START_BUTTON = "meeting_start_button"
MEETING_BACK_BUTTON = "meeting_back_button"
MEETING_PAUSE_BUTTON = "meeting_pause_button"
MEETING_NEXT_BUTTON = "meeting_next_button"
MEETING_LEAVE_BUTTON = "meeting_leave_button"
_MENDS, _READING = "mends", "reading"


def kept(key: str, default: Any = None) -> Any:
    """What is remembered under a key."""
    return st.session_state.get(key, default)


def keep(key: str, value: Any) -> None:
    """Remember a value for this visit."""
    st.session_state[key] = value


def forget(key: str) -> None:
    """Remember it no longer."""
    st.session_state.pop(key, None)


def spoken(widget: str) -> str:
    """The key of a widget in the reader's language.

    A browser keeps what the chosen option was called, so each language has a widget of its own.
    """
    return f"{widget}_{kept(LANGUAGE, 'zh')}"


def download_key(name: str) -> str:
    """The key of a download button, one a table."""
    return f"download_{name}"


def takeaway_key(name: str) -> str:
    """The key of the buttons beside a table."""
    return f"takeaway_{name}"


def chart_key(name: str) -> str:
    """The key of a chart."""
    return f"chart_{name}"


def tall_key(name: str) -> str:
    """The key of what holds a chart that is taller than a page."""
    return f"tall_{name}"


def children_key(region: str, quarter: object, indicator: str) -> str:
    """The key of a table of children, one a view, so that a row chosen in one is not chosen in the next."""
    return f"children_{region}_{quarter}_{indicator}"


def figures_key(region: str, quarter: object, indicator: str) -> str:
    """The key of a table of figures, one a view; another indicator looked at forgets the row chosen."""
    return f"figures_{region}_{quarter}_{indicator}"


def upload_key(what: str = "report") -> str:
    """An uploader's key; a new round empties it."""
    return f"{UPLOAD_WIDGET}_{what}_{kept(UPLOAD_ROUND, 0)}"


def next_upload_round() -> None:
    """Empty the uploader."""
    keep(UPLOAD_ROUND, kept(UPLOAD_ROUND, 0) + 1)


def mends_of(file_id: str) -> dict[tuple[int, int], str]:
    """The cells (line and column from zero) of an uploaded file that were said anew."""
    mends: dict[tuple[int, int], str] = kept(_MENDS, {}).get(file_id, {})
    return mends


def keep_mends(file_id: str, mends: dict[tuple[int, int], str]) -> None:
    """Remember them; those of an earlier file are forgotten."""
    keep(_MENDS, {file_id: mends})


def reading_of(file_id: str) -> dict[str, str]:
    """How an uploaded file is to be read, where its sender said so."""
    reading: dict[str, str] = kept(_READING, {}).get(file_id, {})
    return reading


def keep_reading(file_id: str, reading: dict[str, str]) -> None:
    """Remember it; that of an earlier file is forgotten, and so are mends, whose cells may now be others."""
    keep(_READING, {file_id: reading})
    forget(_MENDS)


def reading_key(file_id: str, what: str) -> str:
    """The key of a choice of how to read a file."""
    return f"{_READING}_{what}_{file_id}"


def inspection_key(file_id: str) -> str:
    """The key of the table of a file's cells; a mend makes it a new table, with no cell chosen."""
    return f"inspection_{file_id}_{len(mends_of(file_id))}"


def mend_key(file_id: str, place: tuple[int, int]) -> str:
    """The key of the form that mends a cell."""
    return f"mend_{file_id}_{place}"


def mend_text_key(file_id: str, place: tuple[int, int]) -> str:
    """The key of its text."""
    return f"mend_text_{file_id}_{place}"


def submissions_key(version: int) -> str:
    """The key of the list of submissions; it begins anew with every change."""
    return f"submissions_{version}"


def remembered(widget: str) -> str:
    """The name under which a widget's choice outlives its page."""
    return f"remembered_{widget}"


def address_name(widget: str) -> str:
    """The name of a widget's choice in the address."""
    return widget.removesuffix("_widget")


def select_key(widget: str, options: tuple[str, ...]) -> str:
    """The key of a select box; other options make it another one."""
    return spoken(f"{widget}_{hash(options)}")


def regions_key(region: str) -> str:
    """The key of the choice of regions to compare, one a region looked at."""
    return spoken(f"regions_{region}")


def entry_key(region: str, year: int, indicator: str) -> str:
    """The key of a table of targets to fill in; it is emptied when they are set."""
    return f"entry_{region}_{year}_{indicator}_{kept(UPLOAD_ROUND, 0)}"


def target_author_key(name: str) -> str:
    """The key of the field for who sets targets."""
    return f"target_author_{name}"


def target_reason_key(name: str) -> str:
    """The key of the field for why."""
    return f"target_reason_{name}"


def target_button_key(name: str) -> str:
    """The key of the button that sets them."""
    return f"target_button_{name}"


def layout_key(names: tuple[str, ...]) -> str:
    """The key of the choice of a kept layout; a new layout makes it another one."""
    return spoken(f"layout_{len(names)}")


def preview_key(pages: int) -> str:
    """The key of the page looked at; a bulletin of another length begins at its first page."""
    return f"preview_{pages}"


def groups_key(region: str) -> str:
    """The key of the choice of groups, one a region."""
    return f"groups_{region}"


def written_key(language: str) -> str:
    """The key of a bulletin's language; it follows the reader's."""
    return f"written_{language}"

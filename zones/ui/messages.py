"""Saying things on a page: failures in the reader's language, and user texts that cannot turn into markup."""

from __future__ import annotations

import re

import streamlit as st

from zones.domain.errors import ZonesError
from zones.ui import state

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")


def plain(text: str) -> str:
    """A text that markdown shows as it is: names come from files, and files come from anyone."""
    return _MARKUP.sub(r"\\\1", text)


def show_failure(error: ZonesError) -> None:
    """A failure in words."""
    st.error(plain(error.message(state.kept(state.LANGUAGE, "zh"))), icon=":material/error:")

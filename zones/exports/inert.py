"""Texts that a spreadsheet shows as they are: what begins like a formula is kept from becoming one."""

from __future__ import annotations

import re

# Neither a workbook's XML nor UTF-8 can hold these, and some of them would hide the sign that begins a formula.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Excel, LibreOffice and WPS begin a formula at these signs, full-width ones included; blanks before them do not help.
_BEGINS_A_FORMULA = re.compile(r"[\t\r\n]|[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
# Signs without anything to reckon with: how a table says that there is no value.
_ONLY_SIGNS = re.compile(r"\s*[+\-\uff0b\uff0d]+\s*")
_PLAIN_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")


def inert(text: str) -> str:
    """The text with an apostrophe before it where it would be taken for a formula; a lone dash stays a dash."""
    written = _UNWRITABLE.sub("", text)
    begins = _BEGINS_A_FORMULA.match(written) and not _ONLY_SIGNS.fullmatch(written)
    return f"'{written}" if begins else written


def inert_on_a_page(text: str) -> str:
    """As `inert`, for a grid that its reader can copy or save as it stands; there a plain number stays one."""
    return text if _PLAIN_NUMBER.fullmatch(text) else inert(text)

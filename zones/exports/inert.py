"""Texts that a spreadsheet shows as they are: what begins like a formula is kept from becoming one."""

from __future__ import annotations

# Excel, LibreOffice and WPS begin a formula at these, full-width ones included.
_BEGINS_A_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def inert(text: str) -> str:
    """The text with an apostrophe before it where it would be taken for a formula; a lone dash stays a dash."""
    stripped = text.lstrip(" \u3000")
    dangerous = stripped.startswith(_BEGINS_A_FORMULA) or text.startswith(_BEGINS_A_FORMULA)
    return f"'{text}" if dangerous and stripped not in {"-", "+"} else text

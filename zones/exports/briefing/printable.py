"""Texts as documents can hold them: without the control characters that XML has no place for."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(document: T) -> T:
    """A document (or any part of one) with every text in it cleaned."""
    cleaned: T = _cleaned(document)
    return cleaned


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        # An enumeration's member is a text as well, and stays what it is.
        return _UNPRINTABLE.sub("", value) if type(value) is str else value
    if isinstance(value, tuple | list):
        return type(value)(_cleaned(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _cleaned(getattr(value, field.name)) for field in fields(value)})
    return value

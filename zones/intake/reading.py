"""From bytes to a sheet: which container, which encoding, which delimiter, which sheet."""

from __future__ import annotations

from zones.catalogue import Catalogue
from zones.domain.finding import Finding
from zones.intake.delimited import read_delimited
from zones.intake.limits import DEFAULT_LIMITS, Limits
from zones.intake.refusal import RefusedFileError
from zones.intake.sheet import Sheet
from zones.intake.workbook import ARCHIVE, COMPOUND, read_workbook

_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head")
_OTHER_FORMATS = ((b"%PDF", "PDF"), (b"{\\rtf", "RTF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"))


def read_sheet(
    content: bytes,
    *,
    name: str,
    limits: Limits = DEFAULT_LIMITS,
    catalogue: Catalogue | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
) -> Sheet | list[Finding]:
    """The table of a file, or the finding that says why it cannot be read.

    The container is told by the content, never by the name. `encoding`, `delimiter` and `sheet` override what would be
    chosen; `catalogue` words the finding (the shipped one unless given).
    """
    try:
        _acceptable(content, limits)
        if is_workbook(content):
            return read_workbook(content, name=name, limits=limits, sheet=sheet)
        return read_delimited(content, name=name, limits=limits, encoding=encoding, delimiter=delimiter)
    except RefusedFileError as refusal:
        return [refusal.finding(catalogue)]


def is_workbook(content: bytes) -> bool:
    """Whether a file is a workbook rather than a text, by its first bytes."""
    return content.startswith((ARCHIVE, COMPOUND))


def _acceptable(content: bytes, limits: Limits) -> None:
    if len(content) > limits.size:
        raise RefusedFileError(
            "too_large",
            zh=f"{len(content) / 2**20:.1f} MB,最多 {limits.size // 2**20} MB",
            en=f"{len(content) / 2**20:.1f} MB; at most {limits.size // 2**20} MB are read",
        )
    if not content.strip():
        raise RefusedFileError("empty_file")
    start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_MARKUP):
        raise RefusedFileError("unreadable_file", zh="内容是网页或XML,不是表格", en="it is a web page or XML, no table")
    for magic, kind in _OTHER_FORMATS:
        if content.startswith(magic):
            raise RefusedFileError("unreadable_file", zh=f"这是 {kind} 文件", en=f"it is a {kind} file")

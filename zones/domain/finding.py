"""Something wrong or odd in a report, as a value: codes and default severities of section 8 of the design."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops the file, a warning must be confirmed, a note is only said."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `row` is the line as the user's spreadsheet numbers it, `column` the header as written.

    `cell` is the line and column (from zero) it is about, where it is about one. `needs_reason` says that confirming the
    warning takes a reason in words.
    """

    code: str
    severity: Severity
    message: str
    message_en: str
    suggestion: str = ""
    suggestion_en: str = ""
    row: int | None = None
    column: str | None = None
    value: str | None = None
    region: str | None = None
    indicator: str | None = None
    needs_reason: bool = False
    cell: tuple[int, int] | None = None

    def wording(self, language: str) -> str:
        """What is wrong, in the reader's language."""
        return self.message if language == "zh" else self.message_en

    def advice(self, language: str) -> str:
        """What to do about it, in the reader's language."""
        return self.suggestion if language == "zh" else self.suggestion_en

    def said(self, language: str) -> str:
        """What is wrong and what to do about it, in one line."""
        return " → ".join(filter(None, (self.wording(language), self.advice(language))))

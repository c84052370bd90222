"""The declared wording of findings."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass

from zones.catalogue.declaration import Declared
from zones.domain.finding import Finding, Severity
from zones.domain.indicator import Indicator
from zones.domain.region import Region
from zones.domain.wording import ExactAmount

OFF = "off"
_MAY_BE_OFF = frozenset({
    "unknown_column", "approximate_value", "rounded_value", "unit_suspect", "cumulative_fell", "looks_single_quarter",
    "stages_out_of_order", "total_mismatch", "report_differs_from_sum", "region_missing", "region_not_expected",
    "target_missing", "value_jump", "repeated_row", "sheet_left_out",
})  # fmt: skip
"""Rules a deployment can do without. Of every other one the finding is the only sign that something was not stored."""


@dataclass(frozen=True, slots=True)
class FindingText:
    """How one code is said; the templates name the values they need in braces. A rule that is `off` raises none."""

    code: str
    severity: Severity
    needs_reason: bool
    text: str
    text_en: str
    advice: str
    advice_en: str
    off: bool = False

    def finding(
        self,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        region: str | None = None,
        indicator: str | None = None,
        cell: tuple[int, int] | None = None,
        **values: object,
    ) -> Finding:
        """A finding of this code: place, region code and indicator code, and the values its texts name."""
        named = {"row": row, "column": column, "value": value, **values}
        return self._said(named, row=row, column=column, value=value, region=region, indicator=indicator, cell=cell)

    def about(
        self,
        *,
        region: Region | None = None,
        indicator: Indicator | None = None,
        row: int | None = None,
        column: str | None = None,
        cell: tuple[int, int] | None = None,
        values: Mapping[str, object],
    ) -> Finding:
        """A finding about a region's figure: its texts say region and indicator in words, the finding carries codes."""
        named: dict[str, object] = {"row": row, "column": column, **values}
        if region is not None:
            named["region"] = region.name
        if indicator is not None:
            named |= {"indicator": indicator.name, "indicator_en": indicator.name_en}
        value = values.get("value")
        return self._said(
            named,
            row=row,
            column=column,
            value=None if value is None else str(value),
            region=None if region is None else region.code,
            indicator=None if indicator is None else indicator.code,
            cell=cell,
        )

    def _said(
        self,
        named: Mapping[str, object],
        *,
        row: int | None,
        column: str | None,
        value: str | None,
        region: str | None,
        indicator: str | None,
        cell: tuple[int, int] | None,
    ) -> Finding:
        named_en = {
            name: value.text("en") if isinstance(value, ExactAmount) else value for name, value in named.items()
        }
        return Finding(
            code=self.code,
            severity=self.severity,
            message=self.text.format_map(named),
            message_en=self.text_en.format_map(named_en),
            suggestion=self.advice.format_map(named),
            suggestion_en=self.advice_en.format_map(named_en),
            row=row,
            column=column,
            value=value,
            region=region,
            indicator=indicator,
            needs_reason=self.needs_reason,
            cell=cell,
        )


def finding_text(name: str, table: Declared) -> FindingText:
    """Read one declared finding and check that its templates are plain names in braces.

    `code` is given where a finding of another table is said in other words; it is the table's name otherwise.
    """
    code = table.text("code", name)
    severity = table.choice("severity", _severities(code))
    text = FindingText(
        code=code,
        severity=severity or Severity.NOTE,
        needs_reason=table.flag("reason", default=False),
        text=table.text("text"),
        text_en=table.text("text_en"),
        advice=table.text("advice", ""),
        advice_en=table.text("advice_en", ""),
        off=severity is None,
    )
    for key in ("text", "text_en", "advice", "advice_en"):
        _check_template(table, key, getattr(text, key))
    table.close()
    return text


def _severities(code: str) -> dict[str, Severity | None]:
    choices: dict[str, Severity | None] = {str(severity): severity for severity in Severity}
    return choices | ({OFF: None} if code in _MAY_BE_OFF else {})


def _check_template(table: Declared, key: str, template: str) -> None:
    try:
        fields = [
            f"{name}{f'!{conversion}' if conversion else ''}{f':{spec}' if spec else ''}"
            for _, name, spec, conversion in string.Formatter().parse(template)
            if name is not None
        ]
    except ValueError as error:
        table.refuse(key, zh=f"模板有误:{error}", en=f"bad template: {error}")
    for name in fields:
        if not name.isidentifier():
            table.refuse(key, zh=f"模板中的 {{{name}}} 不是名称", en=f"{{{name}}} in the template is not a name")

"""The demonstration city as files, and two files to try an upload with."""

from __future__ import annotations

from collections.abc import Mapping

from zones.catalogue import Catalogue
from zones.domain.quarter import Quarter
from zones.synthetic.country import country
from zones.synthetic.demonstration import ALL_MET, LAST_QUARTER
from zones.synthetic.reports import MISREPORTED, Reports, Style, negative
from zones.synthetic.sheets import Cell, Form, Sheet

_PLAIN = Style()
_SAVED: Mapping[Quarter, tuple[Form, Style]] = {
    Quarter(2023, 3): (Form.GB18030, _PLAIN),
    Quarter(2023, 4): (Form.UTF8, _PLAIN),
    Quarter(2024, 1): (Form.GB18030, Style(blank="—")),
    Quarter(2024, 2): (Form.WORKBOOK, _PLAIN),
    Quarter(2024, 3): (Form.GB18030, _PLAIN),
    Quarter(2024, 4): (Form.UTF8, Style(blank="/")),
    Quarter(2025, 1): (Form.GB18030, Style(units={"money": "亿元", "area": "万平方米"})),
    Quarter(2025, 2): (Form.WORKBOOK, _PLAIN),
    Quarter(2025, 3): (Form.UTF8, _PLAIN),
    Quarter(2025, 4): (Form.GB18030, Style(units={"length": "米"})),
    Quarter(2026, 1): (Form.WORKBOOK, Style(total=True)),
    Quarter(2026, 2): (Form.GB18030, _PLAIN),
}
"""How each quarter's report is saved: the forms and habits that real reports come in."""

_FIRST_FIGURE = 3


def files(*, seed: int, catalogue: Catalogue) -> dict[str, bytes]:
    """The demonstration city's files and the two to try, by their path below the folder of samples."""
    made = country("small", seed=seed, catalogue=catalogue)
    reports = Reports(made, catalogue)
    found = {"demonstration/regions.csv": reports.of_regions().saved(Form.UTF8)}
    for year in sorted({quarter.year for quarter in made.quarters}):
        found[f"demonstration/targets-{year}.csv"] = reports.of_targets(year).saved(Form.UTF8)
    for quarter in made.quarters:
        form, style = _SAVED[quarter]
        found[f"demonstration/report-{quarter}{form.suffix}"] = reports.of_quarter(quarter, style).saved(form)
    for quarter in MISREPORTED:
        found[f"demonstration/correction-{quarter}.csv"] = reports.of_correction(quarter).saved(Form.UTF8)
    found["demonstration/county-own-reports.csv"] = reports.of_own_county(made.quarters).saved(Form.UTF8)
    following = LAST_QUARTER + 1
    clean = reports.of_county(ALL_MET, following)
    found[f"try/report-{following}-{ALL_MET}.csv"] = clean.saved(Form.GB18030)
    found[f"try/report-{following}-{ALL_MET}-with-mistakes.csv"] = _with_mistakes(clean).saved(Form.GB18030)
    return found


def _with_mistakes(sheet: Sheet) -> Sheet:
    """The same report with a region that does not exist, a negative figure and a text where a number is due."""
    rows: list[list[Cell]] = [list(row) for row in sheet.rows]
    rows[2][1:3] = "", "无名镇"
    rows[5][_FIRST_FIGURE] = negative(rows[5][_FIRST_FIGURE])
    rows[8][_FIRST_FIGURE + 1] = "待报"
    return Sheet(sheet.title, sheet.headers, rows)

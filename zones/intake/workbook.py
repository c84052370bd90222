"""XLSX, XLSM and XLS: the sheet that holds the report, with the marks of its cells."""

from __future__ import annotations

import io
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from zones.intake import old_workbook, workbook_parts
from zones.intake.columns import CellColumn
from zones.intake.limits import Limits
from zones.intake.old_workbook import OldPackage
from zones.intake.refusal import RefusedFileError
from zones.intake.sheet import Decision, Sheet
from zones.intake.text import Cell, key, plain
from zones.intake.workbook_parts import Package

ARCHIVE, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_HEADER_WORDS = (
    "地区", "区域", "乡镇", "县区", "园区", "集中区", "单位", "代码", "指标", "季度", "投入", "投资", "面积", "项目",
    "code", "region", "indicator", "name",
)  # fmt: skip
_ROWS_TO_JUDGE = 30
_LONGEST_HEADER = 24
_WORDS_OF_A_REPORT = 2


def read_workbook(content: bytes, *, name: str, limits: Limits, sheet: str | None = None) -> Sheet:
    """A workbook's sheet; raises RefusedFileError. `sheet` overrides the choice among several."""
    package = workbook_parts.opened(content, limits) if content.startswith(ARCHIVE) else old_workbook.opened(content)
    try:
        return _read(content, name=name, limits=limits, wanted=sheet, package=package)
    except RefusedFileError:
        raise
    except PasswordError as error:
        raise RefusedFileError("unreadable_file", zh="文件有密码保护", en="it is protected by a password") from error
    except (CalamineError, ValueError, OSError, OverflowError) as error:
        raise RefusedFileError("unreadable_file", zh="不是有效的Excel文件", en="it is no valid Excel file") from error
    except BaseException as error:
        # A damaged workbook can make the reader's native code panic, which is no ordinary exception.
        if type(error).__name__ != "PanicException":
            raise
        raise RefusedFileError("unreadable_file", zh="Excel文件已损坏", en="the Excel file is damaged") from error


def _read(content: bytes, *, name: str, limits: Limits, wanted: str | None, package: Package | OldPackage) -> Sheet:
    if isinstance(package, OldPackage):
        _bounded(*package.extent(), limits)
        _not_too_long(package.characters(), limits)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    pages = [page for page in book.sheets_metadata if page.typ == SheetTypeEnum.WorkSheet]
    if len(pages) > limits.sheets:
        raise RefusedFileError("too_large", zh=f"有 {len(pages)} 张工作表", en=f"it has {len(pages)} sheets")
    visible = [page.name for page in pages if page.visible == SheetVisibleEnum.Visible]
    hidden = tuple(page.name for page in pages if page.name not in visible)
    if wanted and wanted not in {*visible, *hidden}:
        raise _no_such_sheet(wanted, [*visible, *hidden])
    read = {page: _table(book, page, package, limits) for page in ([wanted] if wanted else visible)}
    filled = {page: table for page, table in read.items() if table[0]}
    if not filled:
        names = "、".join(hidden)
        unseen = hidden and not wanted
        raise RefusedFileError("only_hidden_sheets", zh=names, en=names) if unseen else RefusedFileError("empty_file")
    likeness = {page: _likeness(table[0]) for page, table in filled.items()}
    chosen = max(filled, key=lambda page: likeness[page])
    cells, merged = filled[chosen]
    others = tuple(page for page in (visible if wanted else filled) if page != chosen)
    decision = Decision(
        _container(content),
        sheet=chosen,
        other_sheets=others,
        other_reports=tuple(page for page in others if likeness.get(page, 0) >= _WORDS_OF_A_REPORT),
        hidden_sheets=tuple(page for page in hidden if page != chosen),
    )
    return Sheet(
        name=name,
        columns=tuple(CellColumn(column) for column in zip(*cells, strict=True)),
        decision=decision,
        marks=package.marks(chosen),
        merged=merged,
    )


def _no_such_sheet(wanted: str, names: list[str]) -> RefusedFileError:
    listed = "、".join(names)
    return RefusedFileError(
        "unreadable_file", zh=f"没有工作表“{wanted}”,有:{listed}", en=f"it has no sheet {wanted}, but: {listed}"
    )


def _table(
    book: CalamineWorkbook, page: str, package: Package | OldPackage, limits: Limits
) -> tuple[list[list[Cell]], tuple[tuple[int, int, int, int], ...]]:
    if isinstance(package, Package):
        extent = package.extent(page)
        _bounded(extent.lines, extent.columns, limits)
        _not_too_long(package.characters(page, enough=limits.characters), limits)
    sheet = book.get_sheet_by_name(page)
    _bounded(sheet.total_height, sheet.total_width, limits)
    rows: list[Any] = sheet.to_python(skip_empty_area=False)
    merged = tuple((top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
    return (rows if any(any(cell != "" for cell in row) for row in rows) else []), merged


def _bounded(rows: int, columns: int, limits: Limits) -> None:
    if rows > limits.rows or columns > limits.columns or rows * columns > limits.cells:
        raise RefusedFileError(
            "too_large",
            zh=f"{rows:,} 行 {columns:,} 列,最多 {limits.rows:,} 行 {limits.columns:,} 列",
            en=f"{rows:,} rows and {columns:,} columns; at most {limits.rows:,} and {limits.columns:,} are read",
        )


def _not_too_long(characters: int, limits: Limits) -> None:
    if characters > limits.characters:
        raise RefusedFileError(
            "too_large",
            zh=f"文字共 {characters:,} 个,最多 {limits.characters:,} 个",
            en=f"{characters:,} characters of text; at most {limits.characters:,} are read",
        )


def _likeness(rows: list[list[Cell]]) -> int:
    """How many different header words the likeliest of the first lines has, in short cells as headers are."""
    return max((_header_words(row) for row in rows[:_ROWS_TO_JUDGE]), default=0)


def _header_words(row: list[Cell]) -> int:
    texts = {key(plain(cell)) for cell in row if isinstance(cell, str) and len(cell) <= _LONGEST_HEADER}
    return sum(any(word in text for word in _HEADER_WORDS) for text in texts)


def _container(content: bytes) -> str:
    return "xlsx" if content.startswith(ARCHIVE) else "xls"

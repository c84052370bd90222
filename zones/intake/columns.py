"""One column of a sheet, told apart all at once into numbers, cells without a value, and cells that must be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from zones.intake.coded import Coded, Texts
from zones.intake.text import Cell, key

ODD, NUMBER, BLANK = 0, 1, 2

NO_VALUE = frozenset({
    "", "-", "--", "---", "—", "——", "———", "–", "−", "―", "/", "//", "\\", "...", "......", "·", "…", "……", "一一",
    "无", "无数据", "暂无", "未报", "空", "n/a", "na", "null", "none", "nil", "／", "－",
})  # fmt: skip
"""What stands in a cell that has no value, which is not zero."""

# Fifteen digits and a point: a decimal of that length and the binary number nearest to it belong to each other alone.
_LONGEST_EXACT = 16
_PLAIN_NUMBER = r"^-?\d{1,15}(\.\d{1,15})?$"
_NO_VALUE_ARRAY = pa.array(sorted(NO_VALUE))
_TEXT = 3
_KINDS = {int: NUMBER, float: NUMBER, type(None): BLANK, str: _TEXT}


def has_no_value(text: str) -> bool:
    """Whether a cell's text says that there is none."""
    return key(text) in NO_VALUE


@dataclass(frozen=True)
class Scan:
    """A column's numbers (not a number where there is none) and the state of each cell: ODD, NUMBER or BLANK."""

    numbers: npt.NDArray[np.float64]
    states: npt.NDArray[np.int8]

    def picked(self, lines: npt.NDArray[np.int64]) -> Scan:
        """Some of the lines, each at most once and in order."""
        return self if len(lines) == len(self.states) else Scan(self.numbers[lines], self.states[lines])


class Column(Protocol):
    """The cells of one column from the first line of the sheet on."""

    def __len__(self) -> int:
        """How many lines."""

    def __getitem__(self, row: int) -> Cell:
        """One cell."""

    def cells(self, start: int) -> list[Cell]:
        """The cells from a line on."""

    def coded(self, start: int) -> Coded[Cell]:
        """The cells from a line on, each distinct one once."""

    def scan(self, start: int) -> Scan:
        """The cells from a line on, told apart."""


class TextColumn:
    """A column of a delimited file: texts, kept in Arrow so that a clean column never becomes Python objects."""

    def __init__(self, texts: Any) -> None:
        self._texts = texts
        self._coded: dict[int, Coded[Cell]] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, row: int) -> Cell:
        text: str = self._texts[row].as_py()
        return text

    def cells(self, start: int) -> list[Cell]:
        """The texts from a line on."""
        cells: list[Cell] = self._texts.slice(start).to_numpy(zero_copy_only=False).tolist()
        return cells

    def coded(self, start: int) -> Coded[Cell]:
        """The texts from a line on, each distinct one once."""
        if start not in self._coded:
            encoded = self._array(start).dictionary_encode()
            at = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
            self._coded = {start: Coded[Cell](at, Texts(encoded.dictionary))}
        return self._coded[start]

    def _array(self, start: int) -> Any:
        return pa.concat_arrays(self._texts.slice(start).chunks or [pa.array([], pa.string())])

    def scan(self, start: int) -> Scan:
        """Numbers by one cast; only a column that the cast refuses is matched against patterns."""
        texts = self._array(start)
        filled = pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)
        try:
            numbers = filled.cast(pa.float64())
            blank = pc.is_null(filled)
        except pa.ArrowInvalid:
            texts = pc.utf8_trim_whitespace(texts)
            blank = pc.is_in(pc.utf8_lower(texts), value_set=_NO_VALUE_ARRAY)
            kept = pc.if_else(pc.match_substring_regex(texts, _PLAIN_NUMBER), texts, pa.scalar(None, pa.string()))
            numbers = kept.cast(pa.float64())
        floats = pc.fill_null(numbers, float("nan")).to_numpy(zero_copy_only=False)
        long = pc.greater(pc.binary_length(texts), _LONGEST_EXACT).to_numpy(zero_copy_only=False)
        states = np.where(np.isfinite(floats) & ~long, NUMBER, ODD).astype(np.int8)
        states[np.asarray(blank.to_numpy(zero_copy_only=False), dtype=bool)] = BLANK
        return Scan(floats, states)


class CellColumn:
    """A column of a workbook: cells with types of their own."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._cells = np.empty(len(cells), dtype=object)
        self._cells[:] = cells

    def __len__(self) -> int:
        return len(self._cells)

    def __getitem__(self, row: int) -> Cell:
        cell: Cell = self._cells[row]
        return cell

    def cells(self, start: int) -> list[Cell]:
        """The cells from a line on."""
        cells: list[Cell] = self._cells[start:].tolist()
        return cells

    def coded(self, start: int) -> Coded[Cell]:
        """The cells from a line on, each distinct one once; 1, 1.0 and True count as one where they name something."""
        return Coded.of(self.cells(start))

    def scan(self, start: int) -> Scan:
        """Numbers by their type; texts are looked at one by one, since a clean column has none."""
        cells = self._cells[start:]
        kinds = np.fromiter((_KINDS.get(type(cell), ODD) for cell in cells), dtype=np.int8, count=len(cells))
        floats = np.full(len(cells), np.nan)
        floats[kinds == NUMBER] = cells[kinds == NUMBER].astype(np.float64)
        states = np.where((kinds == NUMBER) & ~np.isfinite(floats), ODD, kinds).astype(np.int8)
        for row in np.flatnonzero(kinds == _TEXT).tolist():
            states[row] = BLANK if has_no_value(cells[row]) else ODD
        return Scan(floats, states)


class PickedCells(Sequence[Cell]):
    """The cells of some lines of a column, fetched when looked at."""

    def __init__(self, column: Column, rows: npt.NDArray[np.int64]) -> None:
        self._column, self._rows = column, rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, position: Any) -> Any:
        return self._column[int(self._rows[position])]


def text_columns(rows: Sequence[Sequence[str]], width: int) -> list[Any]:
    """Ragged rows of texts as Arrow columns of one length."""
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    return [pa.chunked_array([[row[at] for row in padded]], type=pa.string()) for at in range(width)]

"""Where the plots of a grid lie: rows from the top, each plot with room for a heading above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zones.charts import timeline

# Between columns, in shares of the plot area's width.
_GAP = 0.035


@dataclass(frozen=True, slots=True)
class Cell:
    """A plot of the grid: its axes by number, its domains in shares of the plot area, whether it bears tick texts."""

    number: int
    x: tuple[float, float]
    y: tuple[float, float]
    leftmost: bool
    lowest: bool

    @property
    def axes(self) -> dict[str, str]:
        """What a trace says to be drawn in it."""
        return {"xaxis": f"x{self._suffix}", "yaxis": f"y{self._suffix}"}

    def layout(self, *, x: dict[str, Any], y: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """Its axes in the layout; tick texts stand at the left and at the foot of the grid only."""
        across = x | {"domain": self.x, "anchor": self.axes["yaxis"], "showticklabels": self.lowest}
        upright = y | {"domain": self.y, "anchor": self.axes["xaxis"], "showticklabels": self.leftmost}
        return {f"xaxis{self._suffix}": across, f"yaxis{self._suffix}": upright}

    def sign_axis(self, number: int) -> dict[str, dict[str, Any]]:
        """An axis from 0 to 1 over its value axis, under a number that no other axis has."""
        return {f"yaxis{number}": timeline.sign_axis(self.axes["yaxis"])}

    @property
    def _suffix(self) -> str:
        return "" if self.number == 1 else str(self.number)


@dataclass(frozen=True, slots=True)
class Grid:
    """A number of plots in columns; `head` and `plot` are pixels."""

    count: int
    columns: int
    head: int
    plot: int

    @property
    def height(self) -> int:
        """Pixels of all rows."""
        return max(-(-self.count // self.columns), 1) * (self.head + self.plot)

    def cells(self) -> list[Cell]:
        """The plots, row by row, numbered from 1."""
        return [self._cell(at) for at in range(self.count)]

    def _cell(self, at: int) -> Cell:
        row, column = divmod(at, self.columns)
        width = (1 - _GAP * (self.columns - 1)) / self.columns
        left, foot = column * (width + _GAP), 1 - (row + 1) * (self.head + self.plot) / self.height
        return Cell(
            number=at + 1,
            x=(left, min(left + width, 1.0)),
            y=(max(foot, 0.0), foot + self.plot / self.height),
            leftmost=column == 0,
            lowest=at + self.columns >= self.count,
        )

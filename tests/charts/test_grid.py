from __future__ import annotations

from itertools import pairwise

import pytest

from zones.charts.grid import Grid


@pytest.mark.parametrize(("count", "columns"), [(1, 2), (4, 2), (7, 3), (40, 4)])
def test_plots_fill_the_grid_and_keep_apart(count: int, columns: int) -> None:
    grid = Grid(count=count, columns=columns, head=40, plot=60)
    cells = grid.cells()
    rows = -(-count // columns)
    assert grid.height == rows * 100
    assert [cell.number for cell in cells] == list(range(1, count + 1))
    for cell in cells:
        assert 0 <= cell.x[0] < cell.x[1] <= 1
        assert 0 <= cell.y[0] < cell.y[1] <= 1
        assert (cell.y[1] - cell.y[0]) * grid.height == pytest.approx(60)
    for one, other in pairwise(cells):
        beside, below = one.x[1] < other.x[0], other.y[1] < one.y[0]
        assert beside or below
    assert sum(cell.leftmost for cell in cells) == rows
    assert sum(cell.lowest for cell in cells) == min(count, columns)


def test_ticks_stand_at_the_left_and_at_the_foot_only() -> None:
    grid = Grid(count=5, columns=2, head=40, plot=60)
    layouts = [cell.layout(x={}, y={}) for cell in grid.cells()]
    x = [look["showticklabels"] for layout in layouts for name, look in layout.items() if name.startswith("x")]
    y = [look["showticklabels"] for layout in layouts for name, look in layout.items() if name.startswith("y")]
    assert x == [False, False, False, True, True]
    assert y == [True, False, True, False, True]


def test_a_plot_has_axes_of_its_own_anchored_to_each_other() -> None:
    first, second = Grid(count=2, columns=2, head=40, plot=60).cells()
    assert first.axes == {"xaxis": "x", "yaxis": "y"}
    assert second.axes == {"xaxis": "x2", "yaxis": "y2"}
    assert set(first.layout(x={}, y={})) == {"xaxis", "yaxis"}
    assert second.layout(x={}, y={})["xaxis2"]["anchor"] == "y2"
    assert second.sign_axis(9)["yaxis9"]["overlaying"] == "y2"

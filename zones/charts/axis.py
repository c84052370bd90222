"""Axes with tick texts of our own: 2,000万 and 1.5亿 in Chinese, the declared unit in English, never 15k or 1M."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zones.domain.indicator import Indicator, Unit
from zones.domain.wording import MILLION, grouped

_YI = 10**8
_WAN = 10**4
# Number words a declared unit may begin with; the axis says them itself.
_PREFIXES = (("百万", 10**6), ("亿", _YI), ("万", _WAN), ("千", 10**3))
_STEPS = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))


@dataclass(frozen=True, slots=True)
class Axis:
    """A range and its ticks, ready for plotly; `unit` is what a tick counts."""

    low: float
    high: float
    values: tuple[float, ...]
    texts: tuple[str, ...]
    unit: str


def amount_axis(
    values: Sequence[int | Fraction | None], indicator: Indicator, language: str, *, ticks: int = 5
) -> Axis:
    """An axis from zero (or a negative low) to the largest value; positions are in the indicator's smallest unit."""
    present = [Fraction(value) for value in values if value is not None]
    top, bottom = max([*present, Fraction(0)]), min([*present, Fraction(0)])
    unit, size = _counted(indicator.unit, language, largest=max(top, -bottom))
    if top == bottom:
        top = Fraction(size)
    step = _step((top - bottom) / size, ticks=ticks, whole=indicator.decimals == 0) * size
    first, last = bottom // step, -(-top // step)
    positions = [step * number for number in range(int(first), int(last) + 1)]
    word, part = _magnitude(max(top, -bottom) / size, language)
    texts = tuple(_tick(position / size / part, word) for position in positions)
    room = (top - bottom) * Fraction(12, 100)
    return Axis(
        low=float(min(positions[0], bottom - (room if bottom < 0 else 0))),
        high=float(max(positions[-1], top + room)),
        values=tuple(float(position) for position in positions),
        texts=texts,
        unit=unit,
    )


def share_axis(shares: Sequence[Fraction | None], *, steps: Sequence[int] = (25, 50, 100)) -> Axis:
    """An axis of percentages from zero past the largest share and past 100%; 100% always has a tick."""
    present = [float(share * 100) for share in shares if share is not None]
    top = max([*present, 100.0])
    step = next((step for step in steps if top <= step * 5.2), None)
    if step is None:
        larger = float(_step(Fraction(top), ticks=3, whole=True))
        # Far above 100% its tick stands close to zero: one more, as far away as can be, and none between.
        marks = [100.0, larger * (top // larger)]
    else:
        marks = [float(step * number) for number in range(int(top // step) + 1)]
    texts = tuple(f"<b>{mark:,.0f}%</b>" if mark == 100 else f"{mark:,.0f}%" for mark in marks)  # noqa: PLR2004
    return Axis(low=min([*present, 0.0]), high=max(top * 1.03, 104.0), values=tuple(marks), texts=texts, unit="%")


def level_axis(values: Sequence[Fraction | None], *, level: int, unit: str = "", ticks: int = 5) -> Axis:
    """An axis around a level that values are held against, such as 0% of growth or 100 of an index; not from zero.

    `unit` stands at every tick; the level always has one, in bold.
    """
    present = [value for value in values if value is not None] + [Fraction(level)]
    top, bottom = max(present), min(present)
    if top == bottom:
        top, bottom = top + 1, bottom - 1
    # Finer steps than texts show would give neighbours one text.
    step = max(_step(top - bottom, ticks=ticks, whole=False), Fraction(1, 100))
    first, last = (bottom - level) // step, -(-(top - level) // step)
    positions = [level + step * number for number in range(int(first), int(last) + 1)]
    texts = [f"{_tick(position, '')}{unit}" for position in positions]
    return Axis(
        low=float(positions[0]),
        high=float(positions[-1]),
        values=tuple(float(position) for position in positions),
        texts=tuple(
            f"<b>{words}</b>" if position == level else words for position, words in zip(positions, texts, strict=True)
        ),
        unit=unit,
    )


def _counted(unit: Unit, language: str, *, largest: Fraction) -> tuple[str, int]:
    """What the ticks count and its size in the smallest unit: 元 rather than 万元, as 万 stands at the tick."""
    size = int(unit.smallest)
    if language != "zh" and unit.quantity == "money":
        return ("million yuan", MILLION) if largest >= MILLION else ("yuan", 1)
    if language != "zh":
        return unit.name_en, size
    for prefix, factor in _PREFIXES:
        if unit.name.startswith(prefix) and unit.name != prefix and size % factor == 0:
            return unit.name.removeprefix(prefix), size // factor
    return unit.name, size


def _magnitude(largest: Fraction, language: str) -> tuple[str, int]:
    if language == "zh" and largest >= _YI:
        return "亿", _YI
    if language == "zh" and largest >= _WAN:
        return "万", _WAN
    return "", 1


def _tick(number: Fraction, word: str) -> str:
    if number == 0:
        return "0"
    decimals = next((places for places in range(4) if (number * 10**places).denominator == 1), 4)
    return f"{grouped(number, decimals)}{word}"


def _step(span: Fraction, *, ticks: int, whole: bool) -> Fraction:
    """The smallest round step (1, 2, 2.5, 5 times a power of ten) that takes at most `ticks` steps."""
    wanted = span / ticks
    power = Fraction(1)
    while power > wanted:
        power /= 10
    while power * 10 <= wanted:
        power *= 10
    step = next(power * factor for factor in _STEPS if power * factor >= wanted)
    return max(Fraction(-(-step // 1)), Fraction(1)) if whole else step

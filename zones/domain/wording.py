"""Numbers and units in words: one rounding, half up, at display (sections 3.1, 3.7 and 3.8 of the design)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from zones.domain.indicator import Indicator

ABSENT = "—"
MILLION = 10**6
_YI = 10**8
_WAN = 10**4
_SQUARE_METRES = "平方米"

# Enough digits for a national total in the smallest unit times any precision asked for.
_CONTEXT = Context(prec=60)


def rounded(value: int | Fraction | Decimal, decimals: int = 1) -> Decimal:
    """Round half up (away from zero on a tie) to `decimals` places, from the exact value."""
    over, under = value.as_integer_ratio()
    # In whole numbers: a bulletin rounds thousands of times, and fractions would be reduced at every step.
    whole = (2 * abs(over) * 10**decimals + under) // (2 * under)
    return _CONTEXT.scaleb(Decimal(-whole if over < 0 else whole), -decimals)


def grouped(value: int | Fraction | Decimal, decimals: int = 1) -> str:
    """A number with thousands separators: 1,234.5; a figure that rounds to zero carries no minus."""
    number = rounded(value, decimals)
    return f"{number or abs(number):,.{decimals}f}"


def percent(share: Fraction | None, decimals: int = 1) -> str:
    """A share as a percentage: 34.5%."""
    return ABSENT if share is None else f"{grouped(share * 100, decimals)}%"


def stated_share(share: Fraction) -> str:
    """A declared share exactly: 50%, else the fraction itself, 2/3."""
    whole = share * 100
    return f"{whole.numerator}%" if whole.denominator == 1 else str(share)


def points(share: Fraction | None, decimals: int = 1) -> str:
    """A difference of two shares in percentage points with its sign: +9.5, -5.9, 0.0."""
    if share is None:
        return ABSENT
    number = rounded(share * 100, decimals)
    return f"+{number:,.{decimals}f}" if number > 0 else grouped(number, decimals)


def growth_in_table(rate: Fraction | None, decimals: int = 1) -> str:
    """Growth as tables print it: 5.9 or -5.9, in percent; none without a base."""
    return ABSENT if rate is None else grouped(rate * 100, decimals)


def growth_in_prose(rate: Fraction | None, language: str, decimals: int = 1) -> str:
    """Growth as prose says it: 增长5.9%, 下降5.9%, 持平."""
    if rate is None:
        return ABSENT
    number = rounded(rate * 100, decimals)
    size = f"{abs(number):,.{decimals}f}%"
    if number == 0:
        return "持平" if language == "zh" else "unchanged"
    if language == "zh":
        return f"{'增长' if number > 0 else '下降'}{size}"
    return f"{'up' if number > 0 else 'down'} {size}"


def table_value(value: int | Fraction | None, indicator: Indicator) -> str:
    """A value as tables print it: in the declared unit, with the indicator's decimals, without the unit."""
    if value is None:
        return ABSENT
    return grouped(Fraction(value) / indicator.scale, indicator.decimals)


def prose_value(value: int | Fraction | None, indicator: Indicator, language: str) -> str:
    """A value with its unit as prose says it: 1.2亿元, 3,685.0万元, 56.4万平方米, 387个; 120.0 million yuan, 387 projects."""
    if value is None:
        return ABSENT
    exact = Fraction(value)
    if language != "zh":
        return _english(exact, indicator)
    match indicator.unit.quantity:
        case "money":
            if abs(exact) >= _YI:
                return f"{grouped(exact / _YI)}亿元"
            return f"{grouped(exact / _WAN)}万元"
        case "area" if indicator.unit.name == _SQUARE_METRES and abs(exact / indicator.scale) >= _WAN:
            return f"{grouped(exact / indicator.scale / _WAN)}万{indicator.unit.name}"
        case _:
            return f"{grouped(exact / indicator.scale, indicator.decimals)}{indicator.unit.name}"


def _english(exact: Fraction, indicator: Indicator) -> str:
    if indicator.unit.quantity != "money":
        return f"{grouped(exact / indicator.scale, indicator.decimals)} {indicator.unit.name_en}"
    return f"{grouped(exact / MILLION)} million yuan" if abs(exact) >= MILLION else f"{grouped(exact, 0)} yuan"


@dataclass(frozen=True, slots=True)
class ExactAmount:
    """An amount in smallest units, said exactly: 3,000平方米, 3,000 m², 30,000,000 yuan; a difference with its sign."""

    value: int
    indicator: Indicator
    signed: bool = False

    def text(self, language: str) -> str:
        """The amount with its unit, in the reader's language."""
        unit = self.indicator.unit
        if language != "zh" and unit.quantity == "money":
            return f"{self._written(self.value)} yuan"
        amount = self._written(self.indicator.declared(self.value))
        return f"{amount}{unit.name}" if language == "zh" else f"{amount} {unit.name_en}"

    def _written(self, number: int | Decimal) -> str:
        return f"{Decimal(number):+,f}" if self.signed else f"{Decimal(number):,f}"

    def __str__(self) -> str:
        return self.text("zh")

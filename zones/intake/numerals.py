"""Chinese numerals up to 9,999: 三百八十七, 一千二百五, 二〇〇六, 一点二; what 万 and 亿 make of them is read elsewhere."""

from __future__ import annotations

import re
from fractions import Fraction

_DIGITS = {
    **{letter: value for value, letter in enumerate("零一二三四五六七八九")},
    **{letter: value for value, letter in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0,
    "○": 0,
    "两": 2,
}
_STEPS = "十拾百佰千仟"
_NUMERAL = re.compile(f"[{''.join(_DIGITS)}{_STEPS}]+")
_DECIMALS = re.compile(f"点([{''.join(_DIGITS)}]+)")
_DIGIT = f"[{''.join(letter for letter, value in _DIGITS.items() if value)}]"
_ZERO = "[零〇○]"
# The steps in their order; only the leading one may go without a digit (百余, 十二).
_STEPPED = re.compile(
    f"(?:({_DIGIT}?)[千仟])?(?:{_ZERO}?({_DIGIT}?)[百佰])?(?:{_ZERO}?({_DIGIT}?)[十拾])?({_ZERO}?)({_DIGIT}?)"
)
_HUNDRED = 100


def leading_numeral(text: str) -> tuple[Fraction, str] | None:
    """The number that a text begins with in Chinese numerals, and what is left of the text; None without one."""
    match = _NUMERAL.match(text)
    whole = _whole(match[0]) if match else None
    if match is None or whole is None:
        return None
    rest = text[match.end() :]
    decimals = _DECIMALS.match(rest)
    if decimals is None:
        return Fraction(whole), rest
    digits = "".join(str(_DIGITS[letter]) for letter in decimals[1])
    return whole + Fraction(int(digits), 10 ** len(digits)), rest[decimals.end() :]


def _whole(words: str) -> int | None:
    if all(letter in _DIGITS for letter in words):
        return int("".join(str(_DIGITS[letter]) for letter in words))
    match = _STEPPED.fullmatch(words)
    if match is None:
        return None
    *digits, zero, ones = match.groups()
    told = [(size, digit) for size, digit in zip((1000, 100, 10), digits, strict=True) if digit is not None]
    if any(not digit for _, digit in told[1:]):
        return None
    total = sum(size * (_DIGITS[digit] if digit else 1) for size, digit in told)
    if not ones:
        return total
    # 一百五 is 150, 一百零五 is 105, 二十五 is 25.
    last = told[-1][0]
    return total + _DIGITS[ones] * (last // 10 if last >= _HUNDRED and not zero else 1)

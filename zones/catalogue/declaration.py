"""Reading one declared table: every mistake names file, table and key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from zones.domain.errors import DeclarationError

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class Declared:
    """A declared table, read key by key; `close` refuses the keys nobody read."""

    def __init__(self, file: str, table: str, values: Mapping[str, Any]) -> None:
        self.file, self.table, self._values = file, table, values
        self._read: set[str] = set()

    def text(self, key: str, default: str | None = None) -> str:
        """A text; required unless a default is given."""
        return self._value(key, str, default)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty unless given."""
        values = self._value(key, list, [])
        if not all(isinstance(value, str) for value in values):
            self.refuse(key, zh="应为文字列表", en="must be a list of texts")
        return tuple(values)

    def lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of texts, empty unless given."""
        values = self._value(key, list, [])
        if not all(isinstance(value, list) and all(isinstance(text, str) for text in value) for value in values):
            self.refuse(key, zh="应为文字列表的列表", en="must be a list of lists of texts")
        return tuple(tuple(value) for value in values)

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers, empty unless given."""
        values = self._value(key, list, [])
        if not all(isinstance(value, int) and not isinstance(value, bool) for value in values):
            self.refuse(key, zh="应为整数列表", en="must be a list of whole numbers")
        return tuple(values)

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number; required unless a default is given."""
        return self._value(key, int, default)

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        return self._value(key, bool, default)

    def fraction(self, key: str) -> Fraction:
        """An exact fraction written as text: "2/3"."""
        return self.as_fraction(key, self.text(key))

    def fractions(self, key: str, default: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
        """A list of exact fractions."""
        given = self.texts(key)
        return tuple(self.as_fraction(key, text) for text in given) if given else default

    def choice(self, key: str, choices: Mapping[str, T]) -> T:
        """What one of the named choices stands for."""
        return self._chosen(key, self.text(key), choices)

    def member(self, key: str, kind: type[E], default: E | None = None) -> E:
        """A member of an enumeration, by its value."""
        return self._chosen(key, self.text(key, default), {str(item): item for item in kind})

    def tables(self, key: str) -> list[Declared]:
        """A list of inline tables."""
        values = self._value(key, list, None)
        if not values or not all(isinstance(value, dict) for value in values):
            self.refuse(key, zh="应为非空的表列表", en="must be a non-empty list of tables")
        return [Declared(self.file, f"{self.table}.{key}[{at}]", value) for at, value in enumerate(values)]

    def subtable(self, key: str) -> Declared:
        """A table nested below this one."""
        return Declared(self.file, f"{self.table}.{key}", self._value(key, dict, None))

    def subtables(self) -> dict[str, Declared]:
        """The tables nested below this one, by name."""
        for key, value in self._values.items():
            if not isinstance(value, dict):
                self.refuse(key, zh="应为一张表", en="must be a table")
        return {key: Declared(self.file, f"{self.table}.{key}", value) for key, value in self._values.items()}

    def as_fraction(self, key: str, text: str) -> Fraction:
        """Read a fraction or refuse the key."""
        try:
            return Fraction(text)
        except (ValueError, ZeroDivisionError):
            self.refuse(key, zh=f"“{text}”不是分数,如 2/3", en=f"{text!r} is not a fraction such as 2/3")

    def close(self) -> None:
        """Refuse a key that nobody asked for: a misspelt one would be ignored silently."""
        for key in self._values:
            if key not in self._read:
                self.refuse(key, zh="不认识的键", en="unknown key")

    def refuse(self, key: str, *, zh: str, en: str) -> NoReturn:
        """Raise the error that names this table and the key."""
        raise DeclarationError(file=self.file, table=self.table, key=key, problem_zh=zh, problem_en=en)

    def _chosen(self, key: str, name: str, choices: Mapping[str, T]) -> T:
        if name not in choices:
            known = "、".join(choices)
            self.refuse(key, zh=f"“{name}”不在可选值之内({known})", en=f"{name!r} is not one of {', '.join(choices)}")
        return choices[name]

    def _value(self, key: str, kind: type[T], default: T | None) -> T:
        self._read.add(key)
        value = self._values.get(key, default)
        if value is None:
            self.refuse(key, zh="缺少这个键", en="is missing")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.refuse(key, zh=f"类型应为 {kind.__name__}", en=f"must be of type {kind.__name__}")
        return value


def tables_of(folder: Path, name: str) -> tuple[dict[str, Declared], Declared]:
    """The tables of one TOML file and its top level, by table name."""
    path = folder / name
    try:
        parsed = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DeclarationError(
            file=name, table="-", key="-", problem_zh="文件不存在", problem_en=f"no such file in {folder}"
        ) from error
    except OSError as error:
        raise DeclarationError(
            file=name, table="-", key="-", problem_zh=f"文件无法读取:{error}", problem_en=f"cannot be read: {error}"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeclarationError(
            file=name, table="-", key="-", problem_zh=f"不是有效的 TOML:{error}", problem_en=f"not valid TOML: {error}"
        ) from error
    tables = {key: Declared(name, key, value) for key, value in parsed.items() if isinstance(value, dict)}
    top = Declared(name, "-", {key: value for key, value in parsed.items() if not isinstance(value, dict)})
    return tables, top


def only_tables_of(folder: Path, name: str) -> dict[str, Declared]:
    """The tables of a TOML file that has nothing beside them."""
    tables, top = tables_of(folder, name)
    top.close()
    return tables

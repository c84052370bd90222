"""The family of failures this product words itself; only the command line and the pages turn one into something shown."""

from __future__ import annotations


class ZonesError(Exception):
    """A failure with a message in Chinese and in English.

    `exit_status` is what the command line ends with: 2 for a wrong name or usage, 3 for a failed environment.
    """

    exit_status = 2

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en

    def message(self, language: str) -> str:
        """The wording for "zh" or "en"."""
        return self.zh if language == "zh" else self.en


class InvalidQuarterError(ZonesError):
    """A text that names no quarter."""

    def __init__(self, text: str) -> None:
        super().__init__(
            zh=f"“{text}”不是季度,请写成 2006Q1 的形式",
            en=f"“{text}” is not a quarter; write it like 2006Q1",
        )
        self.text = text


class UnknownNameError(ZonesError):
    """A code or name that nothing is known by; `suggestions` are the nearest known ones."""

    def __init__(self, *, kind_zh: str, kind_en: str, name: str, suggestions: tuple[str, ...] = ()) -> None:
        hint_zh = f",是否指:{'、'.join(suggestions)}" if suggestions else ""
        hint_en = f"; did you mean {', '.join(suggestions)}" if suggestions else ""
        super().__init__(zh=f"没有这个{kind_zh}:{name}{hint_zh}", en=f"there is no {kind_en} {name}{hint_en}")
        self.name = name
        self.suggestions = suggestions


class AmbiguousNameError(ZonesError):
    """A name that several regions bear."""

    def __init__(self, *, name: str, candidates: tuple[str, ...]) -> None:
        super().__init__(
            zh=f"“{name}”有多个地区同名,请用代码指明:{'、'.join(candidates)}",
            en=f"“{name}” is the name of several regions, give the code: {', '.join(candidates)}",
        )
        self.name = name
        self.candidates = candidates


class ReasonMissingError(ZonesError):
    """A change that others are judged by says why it was made."""

    def __init__(self) -> None:
        super().__init__(zh="请写明原因", en="say why")


class DeclarationError(ZonesError):
    """A mistake in a file under data/catalogue: which file, which table, which key, and what is wrong."""

    def __init__(self, *, file: str, table: str, key: str, problem_zh: str, problem_en: str) -> None:
        super().__init__(
            zh=f"{file} 的 [{table}] 中 {key}:{problem_zh}",
            en=f"{file}, table [{table}], key {key}: {problem_en}",
        )
        self.file, self.table, self.key = file, table, key


class EnvironmentFailedError(ZonesError):
    """What the product stands on does not work: the database is away, the disk is full."""

    exit_status = 3

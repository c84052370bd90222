"""A file of regions: code, name, level, parent, aliases with their years, who reports, and spans of quarters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from zones.catalogue import Catalogue
from zones.domain.errors import InvalidQuarterError
from zones.domain.finding import Finding
from zones.domain.quarter import Quarter
from zones.domain.region import LEVEL_BY_CODE, Alias, Level, RegionDeclaration
from zones.intake.calling import as_name
from zones.intake.sheet import Sheet
from zones.intake.text import key, plain

T = TypeVar("T")

_COLUMNS = {
    "code": ("code", "代码", "区划代码"),
    "name": ("name", "名称", "地区", "地区名称"),
    "level": ("level", "层级", "级别"),
    "parent": ("parent", "上级", "上级代码"),
    "aliases": ("aliases", "别名", "曾用名"),
    "reports": ("reports", "是否填报", "填报"),
    "valid_from": ("valid_from", "起始季度", "设立"),
    "valid_to": ("valid_to", "终止季度", "撤销"),
    "name_en": ("name_en", "英文名"),
    "code_system": ("code_system", "代码体系"),
    "groups": ("groups", "分组"),
    "synthetic": ("synthetic", "虚构"),
    "note": ("note", "说明", "备注"),
}
_REQUIRED = ("code", "name", "level")
_LEVELS = {
    **LEVEL_BY_CODE,
    **dict(zip(("省", "市", "县", "乡镇", "园区"), Level, strict=True)),
    "县区": Level.COUNTY,
    "集中区": Level.ZONE,
}
_YES, _NO = frozenset({"1", "true", "yes", "y", "是"}), frozenset({"", "0", "false", "no", "n", "否"})
_OWN_CODES = "local"
_LINES_TO_SEARCH = 20


def read_regions(
    sheet: Sheet, *, catalogue: Catalogue, known: Collection[str]
) -> tuple[list[RegionDeclaration], list[Finding]]:
    """The regions a file declares, and every finding; `known` are the codes that may be parents without being in the file."""
    found = _columns(sheet)
    if found is None:
        missing = catalogue.findings["missing_column"]
        return [], [missing.finding(name=name) for name in _REQUIRED]
    header, columns = found
    reader = _Reader(sheet, catalogue, columns)
    declared = [region for row in range(header + 1, sheet.height) if (region := reader.region(row)) is not None]
    reader.findings += _unknown_parents(declared, known, reader)
    return declared, reader.findings


def _columns(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    words = {key(word): name for name, names in _COLUMNS.items() for word in names}
    for row in range(min(sheet.height, _LINES_TO_SEARCH)):
        columns: dict[str, int] = {}
        for at, cell in enumerate(sheet.row(row)):
            name = words.get(key(plain(cell)))
            if name:
                columns.setdefault(name, at)
        if all(name in columns for name in _REQUIRED):
            return row, columns
    return None


class _Reader:
    """Reads line after line and collects what is wrong."""

    def __init__(self, sheet: Sheet, catalogue: Catalogue, columns: dict[str, int]) -> None:
        self._sheet, self._catalogue, self._columns = sheet, catalogue, columns
        self._seen: dict[tuple[str, str], int] = {}
        self.line_of: dict[str, int] = {}
        self.findings: list[Finding] = []

    def region(self, row: int) -> RegionDeclaration | None:
        """The region of a line; None of a blank or a faulty one."""
        if not any(self.text(row, name) for name in _REQUIRED):
            return None
        before = len(self.findings)
        code, name = as_name(self.text(row, "code")), self.text(row, "name")
        for required, text in (("code", code), ("name", name)):
            if not text:
                self._refuse(row, required, "", "不能为空", "must not be empty")
        level = self._read(
            row, "level", lambda text: _LEVELS[key(text)], "、".join(LEVEL_BY_CODE), ", ".join(LEVEL_BY_CODE)
        )
        system = self._read(row, "code_system", self._system, "、".join(self._systems), ", ".join(self._systems))
        since, until = (
            self._read(row, name, _quarter, "如 2006Q1", "such as 2006Q1") for name in ("valid_from", "valid_to")
        )
        reports, synthetic = (self._read(row, name, _flag, "1 或 0", "1 or 0") for name in ("reports", "synthetic"))
        aliases = self._read(row, "aliases", _aliases, "如 旧名@2001Q1..2016Q3", "such as old name@2001Q1..2016Q3")
        if since is not None and until is not None and since > until:
            self._refuse(row, "valid_to", self.text(row, "valid_to"), "早于起始季度", "is before valid_from")
        self._refuse_repeated(row, system or "", code)
        if len(self.findings) > before or level is None:
            return None
        return RegionDeclaration(
            code=code,
            code_system=system or _OWN_CODES,
            name=name,
            level=level,
            parent=as_name(self.text(row, "parent")),
            reports=bool(reports),
            name_en=self.text(row, "name_en"),
            aliases=aliases or (),
            groups=tuple(part.strip() for part in self.text(row, "groups").split("|") if part.strip()),
            synthetic=bool(synthetic),
            valid_from=since,
            valid_to=until,
            note=self.text(row, "note"),
        )

    def text(self, row: int, name: str) -> str:
        """A cell as text."""
        return plain(self._sheet.cell(row, self._columns[name])) if name in self._columns else ""

    @property
    def _systems(self) -> Collection[str]:
        return self._catalogue.code_systems

    def _system(self, text: str) -> str:
        if text and text not in self._systems:
            raise KeyError(text)
        return text or _OWN_CODES

    def _read(self, row: int, name: str, read: Callable[[str], T], zh: str, en: str) -> T | None:
        text = self.text(row, name)
        try:
            return read(text)
        except (KeyError, ValueError, InvalidQuarterError):
            self._refuse(row, name, text, f"应为:{zh}", f"must be {en}")
            return None

    def _refuse_repeated(self, row: int, system: str, code: str) -> None:
        first = self._seen.setdefault((system, code), row)
        self.line_of.setdefault(code, row)
        if first != row and code:
            self._refuse(row, "code", code, f"与第{first + 1}行重复", f"repeats row {first + 1}")

    def _refuse(self, row: int, name: str, value: str, zh: str, en: str) -> None:
        self.findings.append(self.finding(row, name, value, zh, en))

    def finding(self, row: int, name: str, value: str, zh: str, en: str) -> Finding:
        """A finding about one cell of the file."""
        return self._catalogue.findings["invalid_region"].finding(
            row=row + 1, column=name, value=value, problem=zh, problem_en=en
        )


def _unknown_parents(
    declared: Collection[RegionDeclaration], known: Collection[str], reader: _Reader
) -> Iterator[Finding]:
    codes = {*known, *(region.code for region in declared), *reader.line_of}
    for region in declared:
        if region.parent and region.parent not in codes:
            row = reader.line_of[region.code]
            yield reader.finding(row, "parent", region.parent, "没有这个上级地区", "there is no such parent region")


def _flag(text: str) -> bool:
    word = key(text)
    if word not in _YES | _NO:
        raise ValueError(text)
    return word in _YES


def _quarter(text: str) -> int | None:
    return Quarter.parse(text).ordinal if text else None


def _aliases(text: str) -> tuple[Alias, ...]:
    return tuple(_alias(part) for part in text.split("|") if part.strip())


def _alias(text: str) -> Alias:
    name, _, span = text.partition("@")
    if not name.strip():
        raise ValueError(text)
    since, dots, until = span.partition("..")
    if span and not dots:
        until = since
    return Alias(name=as_name(name), since=_quarter(since.strip()), until=_quarter(until.strip()))

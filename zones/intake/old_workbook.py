"""Inside an XLS file: how far its cells reach, told before anything makes room for them, and what it marks them as."""

from __future__ import annotations

import io
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import olefile

from zones.intake import shared_texts
from zones.intake.refusal import RefusedFileError
from zones.intake.sheet import Marks, Place

_STREAMS = ("Workbook", "Book")
_ENCRYPTED_STREAM = "EncryptedPackage"
_END, _ENCRYPTED, _SHEET, _DIMENSIONS, _FORMAT, _LOOK = 0x000A, 0x002F, 0x0085, 0x0200, 0x041E, 0x00E0
_FORMULA, _SEVERAL_NUMBERS, _NUMBER, _ERROR, _SHORT_NUMBER = 0x0006, 0x00BD, 0x0203, 0x0205, 0x027E
# Records whose first two numbers are a line and a column.
_CELLS = frozenset({_FORMULA, _SEVERAL_NUMBERS, 0x00BE, 0x00D6, 0x00FD, 0x0201, _NUMBER, 0x0204, _ERROR, _SHORT_NUMBER})
_SHOWN_TEXT, _TEXTS, _GOES_ON = 0x00FD, 0x00FC, 0x003C
_LONG_DIMENSIONS, _SHORT_DIMENSIONS = 12, 8
_PERCENT_FORMATS = frozenset({9, 10})
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_NO_NUMBER = b"\xff\xff"
_ERROR_RESULT, _EMPTY_RESULT = 2, 3


@dataclass(frozen=True)
class OldPackage:
    """The records of an XLS file."""

    stream: bytes

    def extent(self) -> tuple[int, int]:
        """The most lines and columns that any sheet claims or has."""
        rows = columns = 0
        for kind, body in _records(self.stream):
            if kind == _DIMENSIONS:
                height, width = _claimed(body)
            elif kind in _CELLS and len(body) >= struct.calcsize("<HH"):
                height, width = (number + 1 for number in struct.unpack_from("<HH", body))
            else:
                continue
            rows, columns = max(rows, height), max(columns, width)
        return rows, columns

    def characters(self) -> int:
        """How much text all cells show."""
        shown: Counter[int] = Counter()
        texts: list[bytes] = []
        before = 0
        for kind, body in _records(self.stream):
            if kind == _SHOWN_TEXT and len(body) >= struct.calcsize("<HHHL"):
                shown[struct.unpack_from("<HHHL", body)[3]] += 1
            elif kind == _TEXTS or (kind == _GOES_ON and before in {_TEXTS, _GOES_ON} and texts):
                texts.append(body)
            before = kind
        return shared_texts.total(shown, shared_texts.lengths_in_records(texts))

    def marks(self, sheet: str) -> Marks:
        """Percents, errors and formulas never calculated of a sheet."""
        try:
            return self._marks(sheet)
        except struct.error as error:
            raise _damaged() from error

    def _marks(self, sheet: str) -> Marks:
        percent_looks = self._percent_looks()
        telling = {_FORMULA, _ERROR, *((_NUMBER, _SHORT_NUMBER, _SEVERAL_NUMBERS) if percent_looks else ())}
        percents: set[Place] = set()
        errors: dict[Place, str] = {}
        empty: set[Place] = set()
        calculated = False
        for kind, body in _records(self.stream, self._begin(sheet)):
            if kind == _END:
                break
            if kind not in telling:
                continue
            percents.update(place for place, look in _numbers(kind, body) if look in percent_looks)
            place, result = _result(kind, body)
            if result == _EMPTY_RESULT:
                empty.add(place)
            elif isinstance(result, str):
                errors[place] = result
            calculated = calculated or (kind == _FORMULA and result != _EMPTY_RESULT)
        # A formula's result may well be an empty text; where no formula has any other, none was ever calculated.
        return Marks(frozenset(percents), frozenset() if calculated else frozenset(empty), errors)

    def _begin(self, sheet: str) -> int:
        """Where the records of a sheet begin; behind the last one where no sheet bears the name."""
        for kind, body in _records(self.stream):
            if kind == _SHEET and _text(body[6:], count_bytes=1) == sheet:
                (begin,) = struct.unpack_from("<I", body)
                return int(begin)
        return len(self.stream)

    def _percent_looks(self) -> frozenset[int]:
        """The looks of cells that are shown as percent."""
        formats, looks = set(_PERCENT_FORMATS), []
        for kind, body in _records(self.stream):
            if kind == _FORMAT and "%" in _text(body[2:], count_bytes=2):
                formats.update(struct.unpack_from("<H", body))
            elif kind == _LOOK:
                looks.append(struct.unpack_from("<HH", body)[1])
        return frozenset(at for at, number_format in enumerate(looks) if number_format in formats)


def opened(content: bytes) -> OldPackage:
    """The records of a workbook; raises RefusedFileError for one that is locked or none."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            name = next((name for name in _STREAMS if file.exists(name)), None)
            stream = b"" if name is None else file.openstream(name).read()
            locked = file.exists(_ENCRYPTED_STREAM)
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error) as error:
        raise _damaged() from error
    if locked or any(kind == _ENCRYPTED for kind, _ in _records(stream)):
        raise RefusedFileError("unreadable_file", zh="文件有密码保护", en="it is protected by a password")
    if not stream:
        raise RefusedFileError("unreadable_file", zh="不是有效的Excel文件", en="it is no valid Excel file")
    return OldPackage(stream)


def _damaged() -> RefusedFileError:
    return RefusedFileError("unreadable_file", zh="文件已损坏", en="it is damaged")


def _records(stream: bytes, at: int = 0) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _claimed(body: bytes) -> tuple[int, int]:
    """The lines and columns that a sheet says it has."""
    if len(body) >= _LONG_DIMENSIONS:
        _, last_row, _, last_column = struct.unpack_from("<IIHH", body)
        return last_row, last_column
    if len(body) >= _SHORT_DIMENSIONS:
        _, last_row, _, last_column = struct.unpack_from("<HHHH", body)
        return last_row, last_column
    return 0, 0


def _text(body: bytes, *, count_bytes: int) -> str:
    """A text behind its length; its letters take one byte each, or two."""
    count, behind = int.from_bytes(body[:count_bytes], "little"), body[count_bytes:]
    wide = bool(behind[:1] and behind[0] & 1)
    return behind[1 : 1 + count * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _numbers(kind: int, body: bytes) -> Sequence[tuple[Place, int]]:
    """The cells of a record that hold numbers, each with its look."""
    if kind == _SEVERAL_NUMBERS:
        row, first = struct.unpack_from("<HH", body)
        looks = range(4, len(body) - 2, 6)
        return [((row, first + at), struct.unpack_from("<H", body, begin)[0]) for at, begin in enumerate(looks)]
    if kind in {_NUMBER, _SHORT_NUMBER, _FORMULA}:
        row, column, look = struct.unpack_from("<HHH", body)
        return [((row, column), look)]
    return []


def _result(kind: int, body: bytes) -> tuple[Place, str | int | None]:
    """The cell of a record, and the error or the kind of result it holds instead of a number."""
    row, column = struct.unpack_from("<HH", body)
    place = row, column
    if kind == _ERROR:
        _, _, _, code, is_error = struct.unpack_from("<HHHBB", body)
        return place, _ERRORS.get(code, "#") if is_error else None
    if kind != _FORMULA or body[12:14] != _NO_NUMBER:
        return place, None
    return place, _ERRORS.get(body[8], "#") if body[6] == _ERROR_RESULT else body[6]

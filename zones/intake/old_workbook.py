"""Inside an XLS file: how far its cells reach, told from its records before anything makes room for them."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile

from zones.intake.refusal import RefusedFileError

_STREAMS = ("Workbook", "Book")
_DIMENSIONS = 0x0200
# Records whose first two numbers are a line and a column.
_CELLS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})
_LONG_DIMENSIONS, _SHORT_DIMENSIONS = 12, 8


def extent(content: bytes) -> tuple[int, int]:
    """The most lines and columns that any sheet claims or has; raises RefusedFileError where the file is no workbook."""
    rows = columns = 0
    for kind, body in _records(_stream(content)):
        if kind == _DIMENSIONS:
            height, width = _claimed(body)
        elif kind in _CELLS and len(body) >= struct.calcsize("<HH"):
            height, width = (number + 1 for number in struct.unpack_from("<HH", body))
        else:
            continue
        rows, columns = max(rows, height), max(columns, width)
    return rows, columns


def _stream(content: bytes) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            name = next((name for name in _STREAMS if file.exists(name)), None)
            if name is not None:
                stream: bytes = file.openstream(name).read()
                return stream
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error) as error:
        raise RefusedFileError("unreadable_file", zh="文件已损坏", en="it is damaged") from error
    raise RefusedFileError("unreadable_file", zh="不是有效的Excel文件", en="it is no valid Excel file")


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
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

"""CSV, TSV and Excel's "Unicode text": encoding, delimiter and cells."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.csv as arrow_csv  # type: ignore[import-untyped]

from zones.intake.columns import TextColumn, text_columns
from zones.intake.limits import Limits
from zones.intake.refusal import RefusedFileError
from zones.intake.sheet import Decision, Sheet

DELIMITERS = (",", "\t", ";", "|")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NOT_TEXT = bytes([*range(0x09), *range(0x0E, 0x1C), 0x7F])
# Behind the last cell: blank lines and cells, and the end mark of old systems.
_PADDING = b"\r\n\t ,;|\x1a"
_SAMPLE_BYTES = 400_000
_BLOCK_BYTES = 1 << 18
_SAMPLE_ROWS = 60


def read_delimited(
    content: bytes, *, name: str, limits: Limits, encoding: str | None = None, delimiter: str | None = None
) -> Sheet:
    """A text file as a sheet; raises RefusedFileError. `encoding` and `delimiter` override what is found."""
    text, used, guessed = _as_utf8(content, encoding)
    if _is_binary(text):
        raise RefusedFileError(
            "unreadable_file", zh="不是表格文件,含有非文本内容", en="it is no table: it holds binary data"
        )
    if not text:
        raise RefusedFileError("empty_file")
    sample = text[:_SAMPLE_BYTES].decode(errors="ignore")
    chosen, doubtful = (delimiter, False) if delimiter else _delimiter(sample)
    columns = _columns(text, sample, chosen, limits)
    decision = Decision("csv", encoding=used, delimiter=chosen, doubtful=guessed or doubtful)
    return Sheet(name=name, columns=tuple(TextColumn(column) for column in columns), decision=decision)


def _is_binary(text: bytes) -> bool:
    """Whether a text holds signs that no text has; in UTF-8 each of them is one byte, and no other sign has that byte."""
    return len(text.translate(None, _NOT_TEXT)) < len(text)


def _as_utf8(content: bytes, encoding: str | None) -> tuple[bytes, str, bool]:
    """The text without padding at its end, the encoding it came in, and whether that was guessed."""
    text, used, guessed = _turned(content, encoding)
    return text.rstrip(_PADDING), used, guessed


def _turned(content: bytes, encoding: str | None) -> tuple[bytes, str, bool]:
    if encoding:
        return _strictly(content, encoding), encoding, False
    for mark, marked in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strictly(content, marked), marked, False
    try:
        text = _utf8(content, "utf-8")
    except UnicodeDecodeError:
        return _strictly(content, "gb18030"), "gb18030", False
    if text.isascii() or _is_chinese(text):
        return text, "utf-8", False
    return _second_look(content, text)


def _second_look(content: bytes, text: bytes) -> tuple[bytes, str, bool]:
    """A few GBK bytes can pass for UTF-8 letters of other scripts; Chinese is what staff write."""
    try:
        other = _utf8(content, "gb18030")
    except UnicodeDecodeError:
        return text, "utf-8", False
    return (other, "gb18030", True) if _is_chinese(other) else (text, "utf-8", True)


def _strictly(content: bytes, encoding: str) -> bytes:
    try:
        return _utf8(content, encoding)
    except (UnicodeError, LookupError) as error:
        raise RefusedFileError(
            "unreadable_file",
            zh="文字编码不是 UTF-8、GB18030 或 UTF-16",
            en="its text encoding is none of UTF-8, GB18030 and UTF-16",
        ) from error


def _utf8(content: bytes, encoding: str) -> bytes:
    """A text in UTF-8; raises UnicodeDecodeError and, of an encoding that is none, LookupError."""
    return b"".join(block.encode() for block in _blocks(content, encoding))


def _is_chinese(text: bytes) -> bool:
    return any(_HAN.search(block) for block in _blocks(text, "utf-8"))


def _blocks(content: bytes, encoding: str) -> Iterator[str]:
    """A text a part at a time: whole, as a Python text, Chinese takes twice the room."""
    # A part at a time, Python reads UTF-16 only with its mark; without one it is as Windows writes it.
    unmarked = encoding == "utf-16" and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    decoder = codecs.getincrementaldecoder("utf-16-le" if unmarked else encoding)()
    for start in range(0, len(content), _BLOCK_BYTES):
        yield decoder.decode(content[start : start + _BLOCK_BYTES])
    yield decoder.decode(b"", final=True)


def _delimiter(sample: str) -> tuple[str, bool]:
    """The delimiter under which most of the first lines have the same number of cells, more than one."""
    scores = {delimiter: _consistency(sample, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    rivals = [other for other in DELIMITERS if other != best and scores[other] >= scores[best] > 0]
    return best, bool(rivals)


def _consistency(sample: str, delimiter: str) -> float:
    if delimiter not in sample:
        return 0
    widths = Counter(len(row) for row in _first_rows(sample, delimiter) if any(row))
    width, rows = max(widths.items(), key=lambda item: (item[0] > 1) * item[1], default=(0, 0))
    return rows / widths.total() + min(width, 100) / 1000 if width > 1 else 0


def _first_rows(sample: str, delimiter: str) -> list[list[str]]:
    try:
        return list(itertools.islice(_reader(sample, delimiter), _SAMPLE_ROWS))
    except csv.Error:
        return []


def _reader(text: str, delimiter: str) -> Any:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _columns(text: bytes, sample: str, delimiter: str, limits: Limits) -> list[Any]:
    if b'"' not in text:
        quick = _quick_columns(_first_lines(sample, whole=len(text) <= _SAMPLE_BYTES), text, delimiter, limits)
        if quick is not None:
            return quick
    return text_columns(*_ragged(text.decode(), delimiter, limits))


def _first_lines(sample: str, *, whole: bool) -> list[str]:
    """The first lines; where the sample is not the whole text, it may break off within its last line."""
    lines = list(itertools.islice(io.StringIO(sample, newline=None), _SAMPLE_ROWS + 1))
    return lines[:_SAMPLE_ROWS] if whole or len(lines) > _SAMPLE_ROWS else lines[:-1]


def _quick_columns(lines: list[str], text: bytes, delimiter: str, limits: Limits) -> list[Any] | None:
    """The columns of a regular table below any number of title lines; None when the table is not regular."""
    widths = [line.count(delimiter) + 1 for line in lines]
    if not widths:
        return None
    width = widths[-1]
    above = next((at for at in range(len(widths), 0, -1) if widths[at - 1] != width), 0)
    if width > limits.columns or width == 1 or above == len(lines) or max(widths) > width:
        return None
    head = [line.rstrip("\n").split(delimiter) for line in lines[:above]]
    start = 0
    for _ in range(above):
        start = _after_line(text, start)
    table = _arrow_table(memoryview(text)[start:], delimiter, width)
    if table is None:
        return None
    _bounded(rows=table.num_rows + above, columns=width, limits=limits)
    top = text_columns(head, width)
    return [pa.chunked_array([*top[at].chunks, *table.column(at).chunks], type=pa.string()) for at in range(width)]


def _after_line(text: bytes, start: int) -> int:
    ends = [at for at in (text.find(b"\n", start), text.find(b"\r", start)) if at >= 0]
    end = min(ends)
    return end + (2 if text.startswith(b"\r\n", end) else 1)


def _arrow_table(text: memoryview, delimiter: str, width: int) -> Any:
    names = [f"f{at}" for at in range(width)]
    try:
        return arrow_csv.read_csv(
            pa.BufferReader(text),
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=1 << 20),
            parse_options=arrow_csv.ParseOptions(delimiter=delimiter, quote_char=False, ignore_empty_lines=False),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None


def _ragged(text: str, delimiter: str, limits: Limits) -> tuple[Sequence[Sequence[str]], int]:
    rows: list[list[str]] = []
    try:
        for row in _reader(text, delimiter):
            rows.append(row)
            _bounded(rows=len(rows), columns=1, limits=limits)
    except csv.Error as error:
        longest = csv.field_size_limit()
        raise RefusedFileError(
            "unreadable_file",
            zh=f"有单元格超过 {longest:,} 个字符,多半是引号没有成对",
            en=f"a cell has more than {longest:,} characters; a quotation mark may be missing",
        ) from error
    if _left_open(text, rows):
        raise RefusedFileError(
            "unreadable_file",
            zh="引号没有成对,最后一个单元格一直延续到文件末尾",
            en="a quotation mark is missing: its last cell goes on to the end of the file",
        )
    width = max((_filled_width(row) for row in rows), default=0)
    if width == 0:
        raise RefusedFileError("empty_file")
    _bounded(rows=len(rows), columns=width, limits=limits)
    return [row[:width] for row in rows], width


def _left_open(text: str, rows: Sequence[Sequence[str]]) -> bool:
    """Whether a quotation that nobody ended has swallowed the lines behind it."""
    last = rows[-1][-1] if rows and rows[-1] else ""
    return text.count('"') % 2 == 1 and ("\n" in last or "\r" in last)


def _filled_width(row: Sequence[str]) -> int:
    return next((at for at in range(len(row), 0, -1) if row[at - 1].strip()), 0)


def _bounded(*, rows: int, columns: int, limits: Limits) -> None:
    """Refuse what is longer or wider than allowed."""
    if rows > limits.rows or columns > limits.columns or rows * columns > limits.cells:
        raise RefusedFileError(
            "too_large",
            zh=f"{rows:,} 行 {columns:,} 列,最多 {limits.rows:,} 行 {limits.columns:,} 列",
            en=f"{rows:,} rows and {columns:,} columns; at most {limits.rows:,} and {limits.columns:,} are read",
        )

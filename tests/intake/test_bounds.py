"""Files that claim too much are refused in a word, before anything makes room for them."""

from __future__ import annotations

import io
import resource
import struct
import zipfile

import pytest

from tests.intake.corpus import TABLE
from tests.intake.making import by_openpyxl, by_xlwt
from zones.intake import Sheet, read_sheet

DIMENSIONS = struct.pack("<HH", 0x0200, 14)
SHEET = "xl/worksheets/sheet1.xml"
_MEGABYTES = 1024


def code_of(content: bytes) -> str:
    """The code of the one finding of a file that is refused, or "read"."""
    result = read_sheet(content, name="report")
    return "read" if isinstance(result, Sheet) else result[0].code


def repacked(changes: dict[str, bytes]) -> bytes:
    """A good workbook with some of its parts replaced or added."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(by_openpyxl(TABLE))) as old,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name])
    return content.getvalue()


def sheet_xml() -> bytes:
    with zipfile.ZipFile(io.BytesIO(by_openpyxl(TABLE))) as book:
        return book.read(SHEET)


@pytest.fixture(autouse=True)
def little_memory() -> object:
    """Whatever is claimed, reading it takes no more than a few hundred megabytes on top of what is there."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600 * _MEGABYTES


def test_a_workbook_that_unpacks_to_gigabytes() -> None:
    assert code_of(repacked({"xl/media/zeros.bin": b"\0" * 400_000_000})) == "too_large"


def test_a_cell_far_out() -> None:
    far = sheet_xml().replace(b'r="A2"', b'r="A1048576"').replace(b'<row r="2"', b'<row r="1048576"')
    assert code_of(repacked({SHEET: far})) == "too_large"
    wide = sheet_xml().replace(b'r="A2"', b'r="XFD2"')
    assert code_of(repacked({SHEET: wide})) == "too_large"


def test_a_deeply_nested_part() -> None:
    deep = b"<a>" * 200_000 + b"</a>" * 200_000
    assert code_of(repacked({SHEET: deep})) in {"unreadable_file", "empty_file"}


def test_an_entity_that_multiplies() -> None:
    bomb = (
        b'<!DOCTYPE a [<!ENTITY a "'
        + b"x" * 1000
        + b'">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 100) for at in range(6))
        + b"]><a>&g;</a>"
    )
    assert code_of(repacked({"xl/styles.xml": bomb})) in {"read", "unreadable_file"}


def test_many_sheets() -> None:
    many = {f"表{at}": [["a"]] for at in range(120)}
    assert code_of(by_openpyxl(TABLE, others=many)) == "too_large"


@pytest.mark.parametrize("claimed", [(65_536, 65_535), (2**32 - 1, 256)])
def test_an_old_workbook_that_claims_millions_of_cells(claimed: tuple[int, int]) -> None:
    content = by_xlwt(TABLE)
    at = content.index(DIMENSIONS) + 4
    mutated = content[:at] + struct.pack("<IIHH", 0, claimed[0], 0, claimed[1]) + content[at + 12 :]
    assert code_of(mutated) == "too_large"
    assert code_of(content) == "read"


def test_an_encrypted_workbook_is_told() -> None:
    # A compound file without a workbook stream is how Excel wraps an encrypted one.
    assert code_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096) == "unreadable_file"

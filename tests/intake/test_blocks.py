"""A text that is turned to UTF-8 a part at a time is the same wherever a part ends."""

from __future__ import annotations

import pytest

from zones.intake import Sheet, delimited, read_sheet

ROWS = [["地区", "数"], ["东风镇", "1"], ["𠮷祥镇", "2"], ["é 镇", "3"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_a_character_may_lie_across_two_parts(encoding: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    content = "\n".join(map(",".join, ROWS)).encode(encoding)
    monkeypatch.setattr(delimited, "_BLOCK_BYTES", size)
    sheet = read_sheet(content, name="report.csv", encoding="utf-16" if encoding == "utf-16-le" else None)
    assert isinstance(sheet, Sheet)
    assert [[sheet.cell(row, column) for column in range(2)] for row in range(sheet.height)] == ROWS

"""What is kept of a file is the file."""

from __future__ import annotations

import zlib

from hypothesis import given
from hypothesis import strategies as st

from zones.store.packing import packed, unpacked


@given(st.binary(max_size=300))
def test_a_file_comes_back_byte_for_byte_however_it_was_kept(content: bytes) -> None:
    assert unpacked(packed(content), size=len(content)) == content
    assert unpacked(zlib.compress(content), size=len(content)) == content


def test_a_large_file_is_kept_small() -> None:
    content = "河东镇,345.5\r\n".encode("gb18030") * 10_000
    assert len(packed(content)) < len(content) / 20

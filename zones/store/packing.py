"""Files as submissions keep them: compressed."""

from __future__ import annotations

import zlib

import pyarrow as pa  # type: ignore[import-untyped]

_CODEC = "zstd"
_BEGINS = b"\x28\xb5\x2f\xfd"


def packed(content: bytes) -> bytes:
    """A file, compressed."""
    small: bytes = pa.compress(content, codec=_CODEC, asbytes=True)
    return small


def unpacked(small: bytes, *, size: int) -> bytes:
    """The file of `size` bytes that was packed; files were compressed with zlib before."""
    if not small.startswith(_BEGINS):
        return zlib.decompress(small)
    content: bytes = pa.decompress(small, decompressed_size=size, codec=_CODEC, asbytes=True)
    return content

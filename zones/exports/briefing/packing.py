"""Zip-based documents with nothing of the moment in them: the same bulletin gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(files: Iterable[tuple[str, bytes]], *, compressed: bool = True) -> bytes:
    """Files in one zip, in the order given, all of the same old date."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return content.getvalue()


def timeless(document: bytes) -> bytes:
    """A zip-based document packed anew, without the moment its parts were written."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return packed((item.filename, archive.read(item)) for item in archive.infolist())

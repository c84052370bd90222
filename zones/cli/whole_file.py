"""Writing a file whole: under a passing name first, so that a full disk leaves what was there, or nothing."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from zones.domain.errors import EnvironmentFailedError

_REASONS = {
    errno.ENOSPC: ("磁盘已满", "the disk is full"),
    errno.EDQUOT: ("磁盘配额已用完", "the disk quota is used up"),
    errno.EACCES: ("没有写入权限", "writing there is not allowed"),
    errno.EPERM: ("没有写入权限", "writing there is not allowed"),
    errno.EROFS: ("磁盘是只读的", "the disk is read-only"),
    errno.ENOENT: ("文件夹不存在", "there is no such folder"),
    errno.ENOTDIR: ("文件夹不存在", "there is no such folder"),
    errno.EISDIR: ("那是一个文件夹", "that is a folder"),
}


class FileNotWrittenError(EnvironmentFailedError):
    """A file could not be written; what stood under its name is as it was."""

    def __init__(self, path: Path, error: OSError) -> None:
        plain = error.strerror or str(error)
        zh, en = _REASONS.get(error.errno or 0, (plain, plain))
        super().__init__(zh=f"{path} 没有写成:{zh}", en=f"{path} was not written: {en}")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, or leave everything as it was and raise FileNotWrittenError."""
    passing: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        passing = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        passing.chmod(0o644)
        passing.replace(path)
    except OSError as error:
        if passing is not None:
            passing.unlink(missing_ok=True)
        raise FileNotWrittenError(path, error) from error

"""Files made for a download that stay until a browser has had the time to fetch them."""

from __future__ import annotations

import time

from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

_SECONDS = 60


class LingeringFiles(MemoryMediaFileStorage):
    """Streamlit's store of files, which lets go of one a while after it was told to.

    A file that is made when its button is pressed belongs to no page: as soon as any two pages of any visitors have run,
    Streamlit drops it, whether the one who asked has fetched it or not.
    """

    def __init__(self, media_endpoint: str) -> None:
        super().__init__(media_endpoint)
        self._dropped: dict[str, float] = {}

    def load_and_get_id(self, *file: object, **named: object) -> str:
        """Add a file, or have back one that was to go."""
        file_id = super().load_and_get_id(*file, **named)  # type: ignore[arg-type]
        self._dropped.pop(file_id, None)
        return file_id

    def delete_file(self, file_id: str) -> None:
        """Let the file go in a while, and now those whose while is over."""
        now = time.monotonic()
        self._dropped[file_id] = now
        for one in [one for one, since in self._dropped.items() if now - since >= _SECONDS]:
            del self._dropped[one]
            super().delete_file(one)

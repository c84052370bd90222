"""The one finding of a file that cannot serve as a whole."""

from __future__ import annotations

from functools import cache

from zones.catalogue import Catalogue, load_catalogue
from zones.domain.finding import Finding


class RefusedFileError(Exception):
    """Raised inside the reading of a file and turned into a finding at its border."""

    def __init__(self, code: str, *, zh: str = "", en: str = "") -> None:
        super().__init__(en)
        self.code, self.zh, self.en = code, zh, en

    def finding(self, catalogue: Catalogue | None) -> Finding:
        """The finding in the words of the catalogue."""
        texts = (catalogue or shipped_catalogue()).findings
        return texts[self.code].finding(problem=self.zh, problem_en=self.en)


@cache
def shipped_catalogue() -> Catalogue:
    """The catalogue that comes with the product, for words that are needed before anybody says which one is in use."""
    return load_catalogue()

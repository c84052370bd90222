"""A reader of prose for either language."""

from __future__ import annotations

from tests.briefing.claims import Reader
from tests.briefing.phrases_en import EN
from tests.briefing.phrases_zh import ZH
from zones.domain.briefing import Briefing


def reader(model: Briefing, language: str) -> Reader:
    """Reads sentences about a model."""
    return Reader(model, language, ZH if language == "zh" else EN)

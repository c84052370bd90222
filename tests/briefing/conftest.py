"""The shipped sample for the bulletins' tests, and bulletins made of it once for all of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from tests.sample import build_sample
from zones.catalogue import load_catalogue
from zones.domain.briefing import Briefing, Choice
from zones.domain.quarter import Quarter
from zones.services.briefing import briefing
from zones.services.briefing_documents import Press, Templates, load_templates
from zones.services.deployment import Deployment
from zones.store.engine import open_engine

if TYPE_CHECKING:
    from tests.conftest import SqliteMasters

DAY = date(2026, 7, 15)

Compute = Callable[..., Briefing]
Print = Callable[..., Press]


@pytest.fixture(scope="session")
def sample(sqlite_masters: SqliteMasters, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """The sample, for tests that only read it."""
    master = sqlite_masters.master("sample", build_sample)
    copy = tmp_path_factory.mktemp("briefing") / "sample.db"
    for file in master.parent.glob(f"{master.name}*"):
        shutil.copyfile(file, f"{copy}{file.name.removeprefix(master.name)}")
    deployment = Deployment(open_engine(f"sqlite:///{copy}"), load_catalogue())
    yield deployment
    deployment.engine.dispose()


@pytest.fixture(scope="session")
def templates() -> Templates:
    """The shipped templates."""
    return load_templates()


@pytest.fixture(scope="session")
def computed(sample: Deployment) -> Compute:
    """The model of a region and quarter of the sample, each computed once: `computed("320800", "2006Q1")`."""

    @cache
    def compute(region: str, quarter: str, **choices: Any) -> Briefing:
        return briefing(sample, Choice(region, Quarter.parse(quarter), **choices))

    return compute


@pytest.fixture(scope="session")
def pressed(computed: Compute, templates: Templates) -> Print:
    """A bulletin of the sample ready to be printed, each made once: `pressed("320800", "2006Q1", "zh")`."""

    @cache
    def press(region: str, quarter: str, language: str, **choices: Any) -> Press:
        return imprinted(computed(region, quarter, **choices), templates, language)

    return press


def imprinted(model: Briefing, templates: Templates, language: str) -> Press:
    """A model ready to be printed as an issue of a fixed day."""
    imprint = templates.form.imprint(model.region, language=language, issued=DAY, number=3)
    return Press(model, templates, language, imprint)

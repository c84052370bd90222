"""The shipped sample in a database, loaded as `zones init --sample` loads it."""

from __future__ import annotations

from zones.catalogue import load_catalogue
from zones.services.deployment import Deployment, initialise
from zones.services.sample import load_sample
from zones.settings import Settings
from zones.store.engine import open_engine


def build_sample(url: str) -> None:
    """Fill an empty database with the sample."""
    deployment = Deployment(open_engine(url), load_catalogue())
    initialise(deployment)
    for _ in load_sample(deployment, Settings().samples):
        pass
    deployment.engine.dispose()

"""What every use case stands on: the database, the catalogue and the two ledgers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa  # type: ignore[import-untyped]
import sqlalchemy as sa

from zones.catalogue import Catalogue, load_catalogue
from zones.settings import Settings
from zones.store import commits, engine
from zones.store.glimpse import Glimpse
from zones.store.ledger import Ledger, figures_of, targets_of
from zones.store.upgrade import upgrade


@dataclass(frozen=True)
class Deployment:
    """An opened deployment. Reads see one state of the database; a write is one transaction."""

    engine: sa.Engine
    catalogue: Catalogue

    @cached_property
    def figures(self) -> Ledger:
        """The ledger of figures by quarter."""
        return figures_of(self.catalogue)

    @cached_property
    def targets(self) -> Ledger:
        """The ledger of annual targets."""
        return targets_of(self.catalogue)

    @property
    def ledgers(self) -> tuple[Ledger, Ledger]:
        """Both ledgers."""
        return self.figures, self.targets

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection to read with."""
        with engine.reading(self.engine) as connection:
            yield connection

    @contextmanager
    def reading_once(self) -> Iterator[sa.Connection]:
        """A connection for a single statement."""
        with engine.reading_once(self.engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A connection whose changes are kept together, or not at all."""
        with engine.writing(self.engine) as connection:
            yield connection

    def version(self) -> int:
        """A number that grows with every change of what is in force; what caches are keyed by."""
        with self.reading_once() as connection:
            return commits.changes_so_far(connection)

    def version_at_once(self) -> int | None:
        """The same for who may not wait, or None; always from the same thread."""
        return self._glimpse.changes_so_far()

    @cached_property
    def _glimpse(self) -> Glimpse:
        return Glimpse(self.engine)


def open_deployment(settings: Settings | None = None) -> Deployment:
    """Open what the settings name; raises DeclarationError for a mistake in the catalogue."""
    # What Arrow's own allocator was given once it keeps: a process would stay as large as its largest file made it.
    pa.set_memory_pool(pa.system_memory_pool())
    settings = settings or Settings()
    return Deployment(engine.open_engine(settings.database_url), load_catalogue(settings.catalogue))


def initialise(deployment: Deployment) -> list[str]:
    """Create the database or bring it to this version; returns the columns added for new indicators."""
    return upgrade(deployment.engine, deployment.catalogue)

"""Creates the tables, or brings them to this version's shape."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from zones.catalogue import Catalogue
from zones.store.engine import writing
from zones.store.ledger import add_missing_columns, figures_of, targets_of


def upgrade(engine: sa.Engine, catalogue: Catalogue) -> list[str]:
    """Run the migrations, then add the columns of new indicators; returns the columns added. One transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return [
            column
            for ledger in (figures_of(catalogue), targets_of(catalogue))
            for column in add_missing_columns(connection, ledger)
        ]

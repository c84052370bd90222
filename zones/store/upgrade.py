"""Creates the tables, or brings them to this version's shape."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from zones.catalogue import Catalogue
from zones.domain.errors import EnvironmentFailedError
from zones.store.engine import writing
from zones.store.ledger import add_missing_columns, figures_of, targets_of


class ForeignDatabaseError(EnvironmentFailedError):
    """The database was made by a newer version, or by another program."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            zh=f"数据库由更新的版本或其他程序建立,本版本不能升级:{reason}",
            en=f"the database was made by a newer version or another program and cannot be upgraded: {reason}",
        )


def upgrade(engine: sa.Engine, catalogue: Catalogue) -> list[str]:
    """Run the migrations, then add the columns of new indicators; returns the columns added. One transaction."""
    config = Config()
    # The option's text may refer to others with %; a folder's name may hold one.
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise ForeignDatabaseError(str(error)) from error
        return [
            column
            for ledger in (figures_of(catalogue), targets_of(catalogue))
            for column in add_missing_columns(connection, ledger)
        ]

"""The first shape of the database.

The indicator columns of the ledgers come from the catalogue and are added after the migrations.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create regions, submissions and both ledgers."""
    _regions()
    _submissions()
    for name in ("figure", "target"):
        _ledger(name)
    op.create_table(
        "setting",
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_setting"),
    )


def _regions() -> None:
    op.create_table(
        "region",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("code_system", sa.String(20), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("name_en", sa.String(160), nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("node", sa.BigInteger, nullable=False),
        sa.Column(
            "parent_id", sa.Integer, sa.ForeignKey("region.id", name="fk_region_parent_id_region"), nullable=True
        ),
        sa.Column("reports", sa.Boolean, nullable=False),
        sa.Column("synthetic", sa.Boolean, nullable=False),
        sa.Column("valid_from", sa.Integer, nullable=True),
        sa.Column("valid_to", sa.Integer, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("has_children", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_region"),
        sa.UniqueConstraint("code_system", "code", name="uq_region_code_system_code"),
        sa.UniqueConstraint("node", name="uq_region_node"),
    )
    op.create_index("ix_region_code", "region", ["code"])
    op.create_index("ix_region_name", "region", ["name"])
    op.create_index("ix_region_parent_id_node", "region", ["parent_id", "node"])
    op.create_index("ix_region_level_node", "region", ["level", "node"])
    op.create_table(
        "region_alias",
        sa.Column(
            "region_id", sa.Integer, sa.ForeignKey("region.id", name="fk_region_alias_region_id_region"), nullable=False
        ),
        sa.Column("alias", sa.String(120), nullable=False),
        sa.Column("since", sa.Integer, nullable=False),
        sa.Column("until", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("region_id", "alias", "since", name="pk_region_alias"),
    )
    op.create_index("ix_region_alias_alias", "region_alias", ["alias"])
    op.create_table(
        "region_group",
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column(
            "region_id", sa.Integer, sa.ForeignKey("region.id", name="fk_region_group_region_id_region"), nullable=False
        ),
        sa.PrimaryKeyConstraint("name", "region_id", name="pk_region_group"),
    )
    op.create_table(
        "expectation",
        sa.Column("node", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("since", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("until", sa.Integer, nullable=False),
        sa.Column("units", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("node", "since", name="pk_expectation"),
        sqlite_with_rowid=False,
    )


def _submissions() -> None:
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("ledger", sa.String(10), nullable=False),
        sa.Column("file_name", sa.String(260), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("asked", sa.String(80), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=True),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("note_en", sa.Text, nullable=False),
        sa.Column("synthetic", sa.Boolean, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("figures", sa.Integer, nullable=False),
        sa.Column("findings", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
    )
    op.create_index("ix_submission_digest", "submission", ["digest"])
    op.create_table(
        "submission_period",
        _submission_key("submission_period"),
        sa.Column("period", sa.Integer, nullable=False),
        sa.Column("ledger", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("submission_id", "period", name="pk_submission_period"),
    )
    op.create_table(
        "withdrawal",
        _submission_key("withdrawal"),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("submission_id", name="pk_withdrawal"),
    )
    op.create_index("ix_submission_period_ledger_period", "submission_period", ["ledger", "period"])
    op.create_table(
        "approximation",
        sa.Column("ledger", sa.String(10), nullable=False),
        sa.Column("period", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("node", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("indicator", sa.String(46), nullable=False),
        sa.PrimaryKeyConstraint("ledger", "period", "node", "indicator", name="pk_approximation"),
        sqlite_with_rowid=False,
    )


def _submission_key(table: str) -> sa.Column[int]:
    reference = sa.ForeignKey("submission.id", name=f"fk_{table}_submission_id_submission")
    return sa.Column("submission_id", sa.Integer, reference, nullable=False)


def _ledger(name: str) -> None:
    op.create_table(
        f"{name}_report",
        sa.Column("period", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("region_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("submission_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("approximate", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("period", "region_id", "submission_id", name=f"pk_{name}_report"),
        sqlite_with_rowid=False,
    )
    for table in (name, f"{name}_rollup"):
        op.create_table(
            table,
            sa.Column("period", sa.Integer, nullable=False, autoincrement=False),
            sa.Column("level", sa.Integer, nullable=False, autoincrement=False),
            sa.Column("node", sa.BigInteger, nullable=False, autoincrement=False),
            sa.PrimaryKeyConstraint("period", "level", "node", name=f"pk_{table}"),
            sqlite_with_rowid=False,
        )

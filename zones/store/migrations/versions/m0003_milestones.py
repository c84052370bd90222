"""Milestones of single regions, and notes pinned to a region and quarter."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables of milestones and annotations."""
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer, nullable=False),
        _region("milestone"),
        sa.Column("indicator", sa.String(46), nullable=False),
        sa.Column("period", sa.Integer, nullable=False),
        sa.Column("share", sa.Text, nullable=True),
        sa.Column("amount", sa.BigInteger, nullable=True),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_milestone"),
    )
    op.create_index("ix_milestone_region_id_period", "milestone", ["region_id", "period"])
    op.create_table(
        "annotation",
        sa.Column("id", sa.Integer, nullable=False),
        _region("annotation"),
        sa.Column("period", sa.Integer, nullable=False),
        sa.Column("indicator", sa.String(46), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("struck_by", sa.String(120), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_annotation"),
    )
    op.create_index("ix_annotation_region_id_period", "annotation", ["region_id", "period"])


def _region(table: str) -> sa.Column[int]:
    reference = sa.ForeignKey("region.id", name=f"fk_{table}_region_id_region")
    return sa.Column("region_id", sa.Integer, reference, nullable=False)

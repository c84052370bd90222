"""Briefings: layouts kept under a name, and what was issued."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables of layouts, issued briefings and their documents."""
    op.create_table(
        "briefing_layout",
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_briefing_layout"),
    )
    op.create_table(
        "briefing_issue",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("series", sa.String(120), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("region", sa.String(60), nullable=False),
        sa.Column("quarter", sa.Integer, nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("title_en", sa.String(200), nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("newest_submission", sa.Integer, nullable=False),
        sa.Column("synthetic", sa.Boolean, nullable=False),
        sa.Column("model", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_briefing_issue"),
        sa.UniqueConstraint("code", name="uq_briefing_issue_code"),
        sa.UniqueConstraint("series", "year", "number", name="uq_briefing_issue_series_year_number"),
    )
    op.create_table(
        "briefing_document",
        sa.Column(
            "issue_id",
            sa.Integer,
            sa.ForeignKey("briefing_issue.id", name="fk_briefing_document_issue_id_briefing_issue"),
            nullable=False,
        ),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("format", sa.String(8), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("issue_id", "language", "format", name="pk_briefing_document"),
    )

"""The tables that every deployment has alike; the ones whose columns are the indicators are in zones.store.ledger."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# A span of quarters without a beginning or an end, where a column must not be null.
FIRST_QUARTER, LAST_QUARTER = 0, 99_999


class Base(DeclarativeBase):
    """All typed tables share one MetaData with declared constraint names, so that migrations can name them."""

    metadata = MetaData(naming_convention=NAMING)


class RegionRow(Base):
    """A region. `node` is its place in the tree (zones.domain.tree); quarters are ordinals, both ends inclusive."""

    __tablename__ = "region"
    __table_args__ = (
        UniqueConstraint("code_system", "code"),
        Index("ix_region_parent_id_node", "parent_id", "node"),
        Index("ix_region_level_node", "level", "node"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), index=True)
    code_system: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120), index=True)
    name_en: Mapped[str] = mapped_column(String(160), default="")
    level: Mapped[int]
    node: Mapped[int] = mapped_column(BigInteger, unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"))
    reports: Mapped[bool]
    synthetic: Mapped[bool]
    valid_from: Mapped[int | None]
    valid_to: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="")
    has_children: Mapped[bool]


class RegionAlias(Base):
    """Another name or code of a region, valid in a span of quarters."""

    __tablename__ = "region_alias"

    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), primary_key=True)
    alias: Mapped[str] = mapped_column(String(120), primary_key=True, index=True)
    since: Mapped[int] = mapped_column(primary_key=True)
    until: Mapped[int]


class RegionGroup(Base):
    """A named set of regions across the tree, one row a member."""

    __tablename__ = "region_group"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), primary_key=True)


class Expectation(Base):
    """How many reporting units are expected below a region, in a span of quarters."""

    __tablename__ = "expectation"
    __table_args__ = ({"sqlite_with_rowid": False},)

    node: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    since: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    until: Mapped[int]
    units: Mapped[int]


class Submission(Base):
    """One upload, never altered afterwards. `content` is the file compressed; `findings` the JSON of what was accepted."""

    __tablename__ = "submission"

    id: Mapped[int] = mapped_column(primary_key=True)
    ledger: Mapped[str] = mapped_column(String(10))
    file_name: Mapped[str] = mapped_column(String(260))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    asked: Mapped[str] = mapped_column(String(80))
    size: Mapped[int]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    author: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    reason: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    note_en: Mapped[str] = mapped_column(Text)
    synthetic: Mapped[bool]
    rows: Mapped[int]
    figures: Mapped[int]
    findings: Mapped[str] = mapped_column(Text)


class SubmissionPeriod(Base):
    """Which quarters (or years, for targets) a submission speaks of."""

    __tablename__ = "submission_period"
    __table_args__ = (Index("ix_submission_period_ledger_period", "ledger", "period"),)

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    period: Mapped[int] = mapped_column(primary_key=True)
    ledger: Mapped[str] = mapped_column(String(10))


class Withdrawal(Base):
    """A submission taken back: its figures no longer count, its record stays."""

    __tablename__ = "withdrawal"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    author: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    reason: Mapped[str] = mapped_column(Text)


class Approximation(Base):
    """A figure in force that its report called approximate (约, 多, 近)."""

    __tablename__ = "approximation"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ledger: Mapped[str] = mapped_column(String(10), primary_key=True)
    period: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    node: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    indicator: Mapped[str] = mapped_column(String(46), primary_key=True)


class Setting(Base):
    """A remembered fact of the deployment, such as the change counter that caches are keyed by."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


# --- briefings -------------------------------------------------------------------------------------------


class BriefingLayout(Base):
    """Choices of a briefing kept under a name; `content` is their JSON."""

    __tablename__ = "briefing_layout"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(120))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class BriefingIssue(Base):
    """An issued briefing, frozen: its model as JSON, compressed; numbered within a series and a year.

    `newest_submission` is the last submission that its figures could know of.
    """

    __tablename__ = "briefing_issue"
    __table_args__ = (UniqueConstraint("series", "year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    series: Mapped[str] = mapped_column(String(120))
    year: Mapped[int]
    number: Mapped[int]
    region: Mapped[str] = mapped_column(String(60))
    quarter: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    author: Mapped[str] = mapped_column(String(120))
    issued_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    newest_submission: Mapped[int]
    synthetic: Mapped[bool]
    model: Mapped[bytes] = mapped_column(LargeBinary)


class BriefingDocument(Base):
    """A rendered document of an issued briefing, compressed, in one language and format."""

    __tablename__ = "briefing_document"

    issue_id: Mapped[int] = mapped_column(ForeignKey("briefing_issue.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    format: Mapped[str] = mapped_column(String(8), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes] = mapped_column(LargeBinary)


# --- milestones and annotations ----------------------------------------------------------------------------


class MilestoneRow(Base):
    """A due share of the annual target ("2/3") or an amount, of one region and indicator by the end of a quarter.

    The newest row of a region, indicator and quarter counts; one with neither share nor amount lifts those before it.
    """

    __tablename__ = "milestone"
    __table_args__ = (Index("ix_milestone_region_id_period", "region_id", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    indicator: Mapped[str] = mapped_column(String(46))
    period: Mapped[int]
    share: Mapped[str | None] = mapped_column(Text)
    amount: Mapped[int | None] = mapped_column(BigInteger)
    author: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    reason: Mapped[str] = mapped_column(Text)


class AnnotationRow(Base):
    """A note pinned to a region and quarter, of one indicator or (empty) of all; struck out, never deleted."""

    __tablename__ = "annotation"
    __table_args__ = (Index("ix_annotation_region_id_period", "region_id", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    period: Mapped[int]
    indicator: Mapped[str] = mapped_column(String(46))
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    struck_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    struck_by: Mapped[str | None] = mapped_column(String(120))


# ---------------------------------------------------------------------------------------------------------


def table_of(model: type[Base]) -> Table:
    """The table behind a typed model, for statements over many rows."""
    return cast("Table", model.__table__)

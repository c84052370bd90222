"""Filling a database with a synthetic country, straight into the ledgers."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import numpy as np
import pandas as pd

from zones.domain.errors import ZonesError
from zones.domain.quarter import Quarter
from zones.domain.region import LEVEL_BY_CODE, Region, RegionDeclaration
from zones.domain.regions import Regions
from zones.services.deployment import Deployment
from zones.services.sample import Step
from zones.store import commits, region_reads, region_writes
from zones.store.commits import NewSubmission, ReportRows
from zones.store.engine import pack
from zones.store.ledger import Ledger
from zones.synthetic import country

_NOTE, _NOTE_EN = "合成演示数据,不是真实统计", "Synthetic data, no real statistics"


class Preset(StrEnum):
    """How large a country."""

    SMALL = "small"
    PROVINCE = "province"
    NATION = "nation"


class NotEmptyError(ZonesError):
    """Synthetic data never mixes with what a database already holds."""

    def __init__(self) -> None:
        super().__init__(
            zh="数据库里已有地区,演示数据只能生成到空数据库",
            en="the database already has regions; synthetic data goes into an empty database only",
        )


def generate(deployment: Deployment, preset: Preset, *, seed: int) -> Iterator[Step]:
    """Fill an empty database with a country, a period a transaction; yields what was done. Everything is marked synthetic."""
    made = country(preset.value, seed=seed, catalogue=deployment.catalogue)
    regions = declare(deployment, made.regions)
    yield Step(f"地区 {len(regions)} 个", f"{len(regions)} regions")
    for year in sorted({quarter.year for quarter in made.quarters}):
        put(deployment, deployment.targets, year, made.targets(year), regions)
        yield Step(f"{year} 年度目标", f"targets of {year}")
    for quarter in made.quarters:
        put(deployment, deployment.figures, quarter.ordinal, made.report(quarter), regions)
        yield Step(f"{quarter} 季报", f"reports of {quarter}")
    pack(deployment.engine)
    yield Step("数据库已整理", "database packed")


def declare(deployment: Deployment, frame: pd.DataFrame) -> dict[str, Region]:
    """Add the regions of a country to an empty database; returns them by code. Raises NotEmptyError."""
    declared = [
        RegionDeclaration(
            code=str(row.code),
            code_system=str(row.code_system),
            name=str(row.name),
            name_en=str(row.name_en),
            level=LEVEL_BY_CODE[str(row.level)],
            parent=str(row.parent),
            reports=bool(row.reports),
            synthetic=True,
            valid_from=Quarter.parse(str(row.valid_from)).ordinal if row.valid_from else None,
            valid_to=Quarter.parse(str(row.valid_to)).ordinal if row.valid_to else None,
        )
        for row in frame.fillna("").itertuples(index=False, name="RegionRow")
    ]
    with deployment.writing() as connection:
        if region_reads.all_regions(connection):
            raise NotEmptyError
        region_writes.declare_regions(connection, declared, deployment.ledgers)
        return {region.code: region for region in region_reads.all_regions(connection)}


def put(deployment: Deployment, ledger: Ledger, period: int, frame: pd.DataFrame, regions: dict[str, Region]) -> None:
    """Commit one period; `frame` has region codes as its index and an Int64 column an indicator, in smallest units."""
    rows = ReportRows(
        periods=np.full(len(frame), period),
        regions=Regions.of([regions[code] for code in frame.index]),
        lines=np.arange(2, len(frame) + 2),
        values={str(code): masked_column(frame[code]) for code in frame.columns},
    )
    submission = NewSubmission(
        file_name=f"synthetic-{period}",
        content=None,
        digest="",
        asked="",
        author="zones generate",
        note=_NOTE,
        note_en=_NOTE_EN,
        synthetic=True,
    )
    with deployment.writing() as connection:
        commits.commit(connection, ledger, submission, rows)


def masked_column(column: pd.Series) -> commits.Amounts:
    """A nullable column as amounts."""
    mask = column.isna().to_numpy()
    return np.ma.MaskedArray(column.fillna(0).to_numpy(dtype=np.int64), mask=mask)

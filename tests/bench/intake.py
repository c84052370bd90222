"""What a whole quarter's report costs from file to commit, in multiples of reading the file with pandas."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import orjson
import pandas as pd

from tests.bench.databases import CATALOGUE, SEED
from tests.bench.measuring import median
from tests.bench.tables import Line
from zones.domain.quarter import Quarter
from zones.intake import understand
from zones.services.deployment import Deployment, initialise
from zones.services.directory import Directory
from zones.services.generation import declare, put
from zones.services.importing import Outcome, Upload, check_report, import_checked, outcome_json
from zones.store.engine import open_engine
from zones.synthetic import SyntheticCountry, country

# The quarter before, and the same quarter of three years.
_HELD_AGAINST = (1, 4, 8, 12)


@contextmanager
def empty_database() -> Iterator[Deployment]:
    """A SQLite database of its own, without regions."""
    with tempfile.TemporaryDirectory() as folder:
        deployment = Deployment(open_engine(f"sqlite:///{Path(folder) / 'bench.db'}"), CATALOGUE)
        initialise(deployment)
        yield deployment
        deployment.engine.dispose()


@contextmanager
def with_past_quarters(made: SyntheticCountry, quarter: Quarter) -> Iterator[Deployment]:
    """A database with what a quarter of a country is held against: figures of earlier quarters, targets of the year."""
    with empty_database() as deployment:
        regions = declare(deployment, made.regions)
        for back in _HELD_AGAINST:
            put(deployment, deployment.figures, (quarter - back).ordinal, made.report(quarter - back), regions)
        put(deployment, deployment.targets, quarter.year, made.targets(quarter.year), regions)
        yield deployment


def report_file(made: SyntheticCountry, quarter: Quarter, encoding: str) -> bytes:
    """A quarter of a country as staff would send it: code, name, and a column an indicator in declared units."""
    frame = made.report(quarter)
    names = made.regions.set_index("code")["name"]
    table = pd.DataFrame({"代码": frame.index, "地区": names[frame.index].to_numpy()})
    for code in frame.columns:
        indicator = CATALOGUE.indicators[str(code)]
        declared = frame[code].to_numpy(dtype="float64", na_value=np.nan) / indicator.scale
        table[f"{indicator.name}({indicator.unit.name})"] = declared
    return table.to_csv(index=False).encode(encoding)


def intake_costs(preset: str) -> Iterator[Line]:
    """A whole quarter of a country: read, understood, held against the figures before it, committed."""
    made = country(preset, seed=SEED, catalogue=CATALOGUE)
    quarter = made.quarters[-1]
    content = report_file(made, quarter, "gb18030")
    base = median(lambda: pd.read_csv(io.BytesIO(content), encoding="gb18030"))
    rows = content.count(b"\n") - 1
    yield Line(f"pandas.read_csv of {rows:,} rows x {len(CATALOGUE.indicators)} indicators, GB18030", base, base)
    with with_past_quarters(made, quarter) as deployment:
        upload = Upload("report.csv", content, quarter=quarter)
        yield Line("  reading: encoding, delimiter, cells", median(lambda: upload.sheet(CATALOGUE)), base)

        def understood() -> None:
            sheet = upload.sheet(CATALOGUE)
            assert not isinstance(sheet, list)
            with deployment.reading() as connection:
                understand(sheet, catalogue=CATALOGUE, regions=Directory(connection), quarter=quarter, scope=None)

        yield Line("  reading and understanding: layout, regions, units, amounts", median(understood, 3), base)
        yield Line(
            "  the whole check, against figures and targets in force",
            median(lambda: check_report(deployment, upload), 3),
            base,
        )
        checked = check_report(deployment, upload)
        document = median(lambda: orjson.dumps(outcome_json(Outcome(checked), deployment, "zh")), 3)
        yield Line("  its JSON, every figure listed", document, base)
        yield Line(
            "  committing it with roll-ups",
            median(lambda: import_checked(deployment, checked, author="bench", reason="x"), 1),
            base,
        )

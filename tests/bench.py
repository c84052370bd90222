"""What things cost, as ratios within one run: `make bench`, or `python -m tests.bench --quick`.

Every figure is the median of several runs on this machine at this moment; only figures of one run can be compared.
"""

from __future__ import annotations

import argparse
import gc
import io
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import orjson
import pandas as pd

from zones.catalogue import load_catalogue
from zones.domain.briefing import Choice
from zones.domain.quarter import Quarter
from zones.domain.region import Level
from zones.intake import understand
from zones.services.briefing import briefing
from zones.services.briefing_documents import Format, Press, load_templates
from zones.services.deployment import Deployment, initialise
from zones.services.directory import Directory
from zones.services.generation import Preset, declare, generate, put
from zones.services.importing import Outcome, Upload, check_report, import_checked, outcome_json
from zones.services.past_half import past_half
from zones.services.places import find_region
from zones.services.progress import progress
from zones.services.ranking import ranking
from zones.services.trend import trend
from zones.store import region_reads
from zones.store.engine import open_engine
from zones.synthetic import SyntheticCountry, country

CATALOGUE = load_catalogue()
RUNS = 7
MONEY = CATALOGUE.indicators["infrastructure_investment"]


@dataclass(frozen=True)
class Line:
    """A measured figure; `per` is what it is a multiple of, in milliseconds."""

    what: str
    milliseconds: float
    per: float | None = None


def median(act: Callable[[], object], runs: int = RUNS) -> float:
    """The median of some runs in milliseconds, garbage collected between them, not within."""
    times = []
    for _ in range(runs):
        gc.collect()
        gc.disable()
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
        gc.enable()
    return statistics.median(times)


@contextmanager
def database() -> Iterator[Deployment]:
    """An empty SQLite database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        deployment = Deployment(open_engine(f"sqlite:///{Path(folder) / 'bench.db'}"), CATALOGUE)
        initialise(deployment)
        yield deployment
        deployment.engine.dispose()


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
    """A whole quarter of a country: read, understood, held against a quarter in force, committed."""
    made = country(preset, seed=1, catalogue=CATALOGUE)
    quarter = made.quarters[-1]
    content = report_file(made, quarter, "gb18030")
    base = median(lambda: pd.read_csv(io.BytesIO(content), encoding="gb18030"))
    rows = content.count(b"\n") - 1
    yield Line(f"pandas.read_csv of {rows:,} rows x {len(CATALOGUE.indicators)} indicators, GB18030", base, base)
    with database() as deployment:
        regions = declare(deployment, made.regions)
        put(deployment, deployment.figures, (quarter - 1).ordinal, made.report(quarter - 1), regions)
        put(deployment, deployment.targets, quarter.year, made.targets(quarter.year), regions)
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


def read_costs(presets: list[Preset]) -> Iterator[Line]:
    """What pages ask, at each size; the multiple is of the smallest size."""
    first: dict[str, float] = {}
    for preset in presets:
        with database() as deployment:
            for _ in generate(deployment, preset, seed=1):
                pass
            for what, act in _questions(deployment):
                taken = median(act, 15)
                yield Line(f"{what}, {preset.value}", taken, first.setdefault(what, taken))


def _questions(deployment: Deployment) -> Iterator[tuple[str, Callable[[], object]]]:
    quarter = Quarter(2026, 2)
    with deployment.reading() as connection:
        roots = region_reads.roots(connection)
        counties = region_reads.descendants(connection, roots[0], Level.COUNTY)
    county = find_region(deployment, counties[0].code)
    yield "a county with its townships", lambda: progress(deployment, region=county, quarter=quarter, children=True)
    yield "past half of a county", lambda: past_half(deployment, region=county, year=2026)
    yield (
        "trend of a county, 12 quarters",
        lambda: trend(deployment, region=county, indicator=MONEY, first=quarter - 11, last=quarter),
    )
    yield (
        "townships of a county ranked",
        lambda: ranking(deployment, region=county, level=Level.TOWNSHIP, indicator=MONEY, quarter=quarter),
    )


def briefing_costs() -> Iterator[Line]:
    """A county's bulletin with its townships: the model, then every format from an untouched press."""
    quarter = Quarter(2026, 2)
    templates = load_templates()
    with database() as deployment:
        for _ in generate(deployment, Preset.SMALL, seed=1):
            pass
        with deployment.reading() as connection:
            county = region_reads.descendants(connection, region_reads.roots(connection)[0], Level.COUNTY)[0]
        asked = Choice(region=county.code, quarter=quarter)
        base = median(lambda: briefing(deployment, asked), 3)
        yield Line("the model", base, base)
        model = briefing(deployment, asked)
    imprint = templates.form.imprint(county, language="zh", issued=date(2026, 7, 10))
    for wanted in Format:

        def rendered(wanted: Format = wanted) -> object:
            return Press(model, templates, "zh", imprint).rendered(wanted)

        yield Line(f"  {wanted}", median(rendered, 3), base)


def show(title: str, lines: Iterator[Line]) -> None:
    """Print each figure as soon as it is there."""
    print(f"\n{title}", flush=True)
    for line in lines:
        ratio = "" if line.per is None else f"{line.milliseconds / line.per:10.2f} x"
        print(f"{line.what:<75}{line.milliseconds:12.2f} ms{ratio}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="smaller sizes, within a minute")
    quick = parser.parse_args().quick
    show("A quarter's report (multiples of pandas.read_csv)", intake_costs("province" if quick else "nation"))
    presets = [Preset.SMALL] if quick else [Preset.SMALL, Preset.PROVINCE]
    show("What pages ask (multiples of the demonstration city)", read_costs(presets))
    show("A county's bulletin (multiples of computing its model)", briefing_costs())


if __name__ == "__main__":
    main()

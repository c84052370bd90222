"""A synthetic country in the store: every figure as it was made, totals above it, and everything marked synthetic."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from tests.store.book import CATALOGUE, Book, declared
from zones.domain.region import Level
from zones.services.deployment import Deployment, initialise
from zones.services.generation import NotEmptyError, Preset, generate
from zones.store import region_reads, submission_reads
from zones.store.engine import open_engine
from zones.store.value_reads import single_spans, values_in_force
from zones.synthetic import country

SEED = 7


@pytest.fixture
def deployment(database_url: str) -> Iterator[Deployment]:
    """An upgraded empty database."""
    opened = Deployment(open_engine(database_url), CATALOGUE)
    initialise(opened)
    yield opened
    opened.engine.dispose()


def test_every_figure_is_in_force_as_it_was_made(deployment: Deployment) -> None:
    steps = list(generate(deployment, Preset.SMALL, seed=SEED))
    made = country("small", seed=SEED, catalogue=CATALOGUE)
    years = {quarter.year for quarter in made.quarters}
    assert len(steps) == 1 + len(years) + len(made.quarters) + 1
    with deployment.reading() as connection:
        regions = region_reads.all_regions(connection)
        records = submission_reads.submissions(connection, limit=1000)
    assert len(regions) == len(made.regions)
    assert all(region.synthetic for region in regions)
    assert len(records) == len(years) + len(made.quarters)
    assert all(record.synthetic and record.note and record.note_en for record in records)
    for ledger, period, frame in (
        (deployment.figures, made.quarters[-1].ordinal, made.report(made.quarters[-1])),
        (deployment.targets, min(years), made.targets(min(years))),
    ):
        with deployment.reading() as connection:
            values = values_in_force(
                connection, ledger, periods=[period], spans=single_spans(regions), codes=list(frame.columns)
            )
        region_of = {region.code: region for region in regions}
        for code in frame.columns:
            for name, value in frame[code].items():
                found = values.value(period, region_of[name].node, code)
                # A county that leaves an indicator open has the sum of its townships.
                assert (found == value) if pd.notna(value) else (found is None or region_of[name].has_children)


def test_it_goes_into_an_empty_database_only(deployment: Deployment) -> None:
    book = Book(deployment.engine.url.render_as_string(hide_password=False))
    book.declare(declared("real", Level.CITY))
    before = book.dump()
    with pytest.raises(NotEmptyError) as refusal:
        list(generate(deployment, Preset.SMALL, seed=SEED))
    assert refusal.value.exit_status == 2
    assert book.dump() == before
    book.close()

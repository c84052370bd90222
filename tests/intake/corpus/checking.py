"""What the tests of the corpus share: a deployment of the small city, and what a check understood."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.intake.corpus.case import Case, Figures, Key
from tests.store.book import CATALOGUE
from zones.domain.finding import Finding
from zones.domain.quarter import Quarter
from zones.services.deployment import Deployment
from zones.services.importing import Checked, Upload, check_report
from zones.services.places import find_region
from zones.store.engine import open_engine
from zones.store.value_reads import single_spans, values_in_force


@contextmanager
def deployed(url: str) -> Iterator[Deployment]:
    """The deployment behind a URL."""
    deployment = Deployment(open_engine(url), CATALOGUE)
    yield deployment
    deployment.engine.dispose()


def checked(deployment: Deployment, case: Case) -> Checked:
    """A file of the corpus, checked as it was sent."""
    quarter = None if case.quarter is None else Quarter.parse(case.quarter)
    scope = None if case.scope is None else find_region(deployment, case.scope)
    return check_report(deployment, Upload(case.file, case.make(), quarter=quarter, scope=scope))


def understood(result: Checked) -> tuple[Figures, frozenset[Key]]:
    """The figures of a draft, and which of them are called approximate."""
    draft = result.draft
    if draft is None:
        return {}, frozenset()
    keys = [
        (region.code, str(Quarter.from_ordinal(period)))
        for region, period in zip(draft.regions, draft.quarters.tolist(), strict=True)
    ]
    figures = {
        (*keys[at], code): CATALOGUE.indicators[code].declared(amount)
        for code, amounts in draft.values.items()
        for at, amount in enumerate(amounts.tolist())
        if amount is not None
    }
    return figures, frozenset((*keys[at], code) for at, code in draft.approximate)


def in_force(deployment: Deployment, figures: Figures) -> Figures:
    """What is in force of the regions and quarters that some figures speak of."""
    regions = {code: find_region(deployment, code) for code in {region for region, _, _ in figures}}
    periods = {quarter: Quarter.parse(quarter).ordinal for _, quarter, _ in figures}
    with deployment.reading() as connection:
        values = values_in_force(
            connection,
            deployment.figures,
            periods=sorted(periods.values()),
            spans=single_spans(list(regions.values())),
            codes=list(CATALOGUE.indicators),
        )
    return {
        (region, quarter, code): indicator.declared(amount)
        for region, quarter in {key[:2] for key in figures}
        for code, indicator in CATALOGUE.indicators.items()
        if (amount := values.value(periods[quarter], regions[region].node, code)) is not None
    }


def place_of(finding: Finding) -> tuple[str, str, int | None]:
    """What findings are counted by: code, severity and line."""
    return finding.code, str(finding.severity), finding.row


def bits(url: str) -> str:
    """A digest of every bit that SQLite keeps: the database and the log beside it."""
    path = Path(url.removeprefix("sqlite:///"))
    log = path.with_name(f"{path.name}-wal")
    digest = hashlib.sha256(path.read_bytes())
    digest.update(log.read_bytes() if log.exists() else b"")
    return digest.hexdigest()

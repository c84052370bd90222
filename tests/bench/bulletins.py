"""What a county's bulletin costs in each format, in multiples of computing its model."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tests.bench.databases import Databases, Kind
from tests.bench.measuring import median
from tests.bench.places import QUARTER
from tests.bench.tables import Line
from zones.domain.briefing import Choice
from zones.domain.region import Level
from zones.services.briefing import briefing
from zones.services.briefing_documents import Format, Press, load_templates
from zones.services.generation import Preset
from zones.store import region_reads


def briefing_costs(kept: Databases) -> Iterator[Line]:
    """A county's bulletin with its townships: the model, then every format from an untouched press."""
    templates = load_templates()
    with kept.deployment(Kind.SQLITE, Preset.SMALL) as deployment:
        with deployment.reading() as connection:
            county = region_reads.descendants(connection, region_reads.roots(connection)[0], Level.COUNTY)[0]
        asked = Choice(region=county.code, quarter=QUARTER)
        base = median(lambda: briefing(deployment, asked), 3)
        yield Line("the model", base, base)
        model = briefing(deployment, asked)
    imprint = templates.form.imprint(county, language="zh", issued=date(2026, 7, 10))
    for wanted in Format:

        def rendered(wanted: Format = wanted) -> object:
            return Press(model, templates, "zh", imprint).rendered(wanted)

        yield Line(f"  {wanted}", median(rendered, 3), base)

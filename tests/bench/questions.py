"""What pages ask: the service's answer, and beside it the floor of the same rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from tests.bench import floors
from tests.bench.databases import CATALOGUE
from tests.bench.floors import Statement
from tests.bench.places import QUARTER, Places
from zones.domain.quarter import Quarter
from zones.domain.region import Level
from zones.services import places as places_service
from zones.services import reporting
from zones.services.accepted import accepted_warnings
from zones.services.comparison import comparison
from zones.services.deployment import Deployment
from zones.services.discrepancies import discrepancies
from zones.services.history import history, recent_submissions
from zones.services.odd_figures import odd_figures
from zones.services.outliers import outliers
from zones.services.past_half import past_half
from zones.services.placings import ranking_with_moves
from zones.services.progress import progress
from zones.services.ranking import ranking
from zones.services.trend import whole_trend

MONEY = CATALOGUE.indicators["infrastructure_investment"]
_SIDE_BY_SIDE = 31
_RECENT = 50


class Growth(float, Enum):
    """How much more a read may take in the largest country, for the same number of rows shown."""

    STEADY = 1.5
    MILD = 10.0


@dataclass(frozen=True)
class Question:
    """A read a page makes. `shown` is how many rows (regions, quarters, versions) come back."""

    name: str
    what: str
    ask: Callable[[], object]
    floor: tuple[Statement, ...]
    shown: int
    growth: Growth = Growth.STEADY


def questions(deployment: Deployment, at: Places) -> Iterator[Question]:
    """Every read, from the side bar to the last page."""
    yield from _surroundings(deployment, at)
    yield from _of_a_region(deployment, at)
    yield from _side_by_side(deployment, at)
    yield from _quality(deployment, at)


def _surroundings(deployment: Deployment, at: Places) -> Iterator[Question]:
    county = at.county

    def side_bar() -> None:
        places_service.quarters_reported(deployment)
        region = places_service.find_region(deployment, county.code)
        places_service.place_of(deployment, region, QUARTER)

    yield Question(
        "side bar",
        "region, what is above, beside and below it, the quarters",
        side_bar,
        (
            Statement("SELECT DISTINCT period FROM submission_period WHERE ledger = 'figure' ORDER BY period"),
            floors.regions("code = ?", county.code),
            *(floors.regions("id = ?", region.id) for region in at.ancestors),
            floors.regions("parent_id = ?", county.id),
            floors.regions("parent_id = ?", county.parent_id),
        ),
        shown=len(at.townships) + len(at.siblings),
    )


def _of_a_region(deployment: Deployment, at: Places) -> Iterator[Question]:
    county, now = at.county, QUARTER.ordinal
    window = [now, now - 1, now - 2, now - 4]
    beside = {"level": Level.COUNTY, "nodes": floors.below(at.parent, Level.COUNTY)}
    alone = {"level": Level.COUNTY, "nodes": floors.one(county)}
    under = {"level": Level.TOWNSHIP, "nodes": floors.below(county, Level.TOWNSHIP)}
    itself = (
        *(floors.regions("id = ?", region.id) for region in at.ancestors),
        floors.regions("parent_id = ?", county.parent_id),
        *floors.in_force(**beside, quarters=[now], years=[QUARTER.year]),
        floors.cells("figure", floors.CODES, periods=window[1:], **alone),
        *floors.rolled_up(**alone, quarter=now, year=QUARTER.year),
        floors.expected(county, quarter=now),
        floors.marks([county.node], quarters=[now]),
    )
    children = (
        floors.regions("parent_id = ?", county.id),
        *floors.in_force(**under, quarters=window, years=[QUARTER.year]),
        *floors.rolled_up(**under, quarter=now, year=QUARTER.year),
        floors.marks([region.node for region in at.townships], quarters=[now]),
    )
    yield Question(
        "overview",
        "a county and its townships, all indicators",
        lambda: progress(deployment, region=county, quarter=QUARTER, children=True),
        (*itself, *children, floors.notes([county, *at.townships], quarter=now)),
        shown=1 + len(at.townships),
    )
    yield Question(
        "region",
        "a county alone, all indicators",
        lambda: progress(deployment, region=county, quarter=QUARTER),
        (*itself, floors.notes([county], quarter=now)),
        shown=1,
    )
    quarters = [quarter.ordinal for quarter in places_service.quarters_reported(deployment)]
    periods, years = [quarters[0] - 1, *quarters], sorted({Quarter.from_ordinal(each).year for each in quarters})
    yield Question(
        "trend",
        "one indicator of a county, every quarter there is",
        lambda: whole_trend(deployment, region=county, indicator=MONEY, last=QUARTER),
        (
            Statement("SELECT DISTINCT period FROM submission_period WHERE ledger = 'figure' ORDER BY period"),
            *floors.in_force(**alone, quarters=periods, years=years, codes=[MONEY.code]),
            floors.marks([county.node], quarters=periods),
        ),
        shown=len(quarters),
        growth=Growth.MILD,
    )
    yield Question(
        "history",
        "every value one figure ever had",
        lambda: history(deployment, region=at.townships[0], quarter=QUARTER, indicator=MONEY),
        (
            Statement(
                f"SELECT {MONEY.code}, approximate, line, submission.* FROM figure_report"
                " JOIN submission ON submission.id = submission_id WHERE period = ? AND region_id = ?",
                (now, at.townships[0].id),
            ),
        ),
        shown=1,
    )


def _side_by_side(deployment: Deployment, at: Places) -> Iterator[Question]:
    now, city = QUARTER.ordinal, at.city
    goals = CATALOGUE.goals.values()
    codes = list(dict.fromkeys(code for goal in goals for code in (goal.numerator, goal.denominator)))
    levels = sorted({region.level for region in at.all_below_city})
    yield Question(
        "matrix",
        "past half of a city, its counties and townships",
        lambda: past_half(deployment, region=city, year=QUARTER.year),
        (
            floors.regions_within(city),
            *(
                statement
                for level in levels
                for statement in floors.in_force(
                    level=level,
                    nodes=floors.all_below(city),
                    quarters=[now, now - 1],
                    years=[QUARTER.year],
                    codes=codes,
                )
            ),
        ),
        shown=len(at.all_below_city),
    )
    townships = [region for region in at.all_below_city if region.level is Level.TOWNSHIP]
    counties = [region for region in at.all_below_city if region.level is Level.COUNTY]
    yield Question(
        "ranking",
        "townships of a city ranked, with their moves",
        lambda: ranking_with_moves(deployment, region=city, peers=Level.TOWNSHIP, indicator=MONEY, quarter=QUARTER),
        (
            floors.regions_within(city, Level.TOWNSHIP),
            *floors.in_force(
                level=Level.TOWNSHIP,
                nodes=floors.all_below(city),
                quarters=[now, now - 1],
                years=[QUARTER.year],
                codes=[MONEY.code],
            ),
            *(floors.regions("id = ?", region.id) for region in counties),
        ),
        shown=len(townships),
    )
    every_county = ranking(deployment, region=None, level=Level.COUNTY, indicator=MONEY, quarter=QUARTER)
    above_counties = Level.CITY
    yield Question(
        "national ranking",
        "all counties ranked by one indicator",
        lambda: ranking(deployment, region=None, level=Level.COUNTY, indicator=MONEY, quarter=QUARTER),
        (
            floors.regions_within(None, Level.COUNTY),
            *floors.in_force(
                level=Level.COUNTY,
                nodes=floors.all_below(None),
                quarters=[now],
                years=[QUARTER.year],
                codes=[MONEY.code],
            ),
            floors.regions_within(None, above_counties),
        ),
        shown=len(every_county),
        growth=Growth.MILD,
    )
    yield _provinces(deployment, at, townships)


def _provinces(deployment: Deployment, at: Places, townships: list) -> Question:
    """Thirty-one regions side by side: the provinces, or as many townships where there are no provinces."""
    listed = list(at.roots) if len(at.roots) == _SIDE_BY_SIDE else townships[:_SIDE_BY_SIDE]
    spanned = range(min(region.node for region in listed), max(region.node for region in listed) + 1)
    return Question(
        "provinces",
        "31 regions side by side, all indicators",
        lambda: comparison(
            deployment,
            regions=listed,
            indicators=list(CATALOGUE.indicators.values()),
            first=QUARTER,
            last=QUARTER,
        ),
        (
            *floors.in_force(
                level=listed[0].level,
                nodes=spanned,
                quarters=[QUARTER.ordinal - back for back in range(6)],
                years=[QUARTER.year],
            ),
            floors.marks([region.node for region in listed], quarters=[QUARTER.ordinal - back for back in range(6)]),
        ),
        shown=len(listed),
    )


def _quality(deployment: Deployment, at: Places) -> Iterator[Question]:
    where = {"region": at.county, "quarter": QUARTER}
    now = QUARTER.ordinal
    units = Statement(
        "SELECT region.id, node, MIN(created_at) FROM region"
        " LEFT JOIN figure_report ON period = ? AND region_id = region.id"
        " LEFT JOIN submission ON submission.id = submission_id"
        " WHERE node BETWEEN ? AND ? AND reports GROUP BY region.id, node",
        (now, floors.all_below(at.county).start, floors.all_below(at.county).stop - 1),
    )
    under = {"level": Level.TOWNSHIP, "nodes": floors.below(at.county, Level.TOWNSHIP)}
    children = floors.regions("parent_id = ?", at.county.id)

    def page() -> None:
        reporting.reporting_rates(deployment, **where)
        reporting.absent_units(deployment, **where)
        reporting.late_units(deployment, **where)
        discrepancies(deployment, **where)
        accepted_warnings(deployment, **where)
        outliers(deployment, **where)
        odd_figures(deployment, **where)

    yield Question(
        "quality",
        "the seven checks of a county's townships",
        page,
        (
            children,
            units,
            *floors.rolled_up(level=Level.COUNTY, nodes=floors.one(at.county), quarter=now, year=QUARTER.year),
            *floors.in_force(**under, quarters=list(range(now - 13, now + 1)), years=[QUARTER.year]),
        ),
        shown=1 + len(at.townships),
    )
    yield Question(
        "submissions",
        "the newest submissions",
        lambda: recent_submissions(deployment, limit=_RECENT),
        (Statement(f"SELECT * FROM submission ORDER BY id DESC LIMIT {_RECENT}"),),
        shown=len(recent_submissions(deployment, limit=_RECENT)),
    )

"""Two rules over the same figures: what flips, and who sits on a bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.store.book import MONEY, PROJECTS, Q2, TARGETS
from zones.domain.quarter import Quarter
from zones.domain.region import Level
from zones.domain.status import Status
from zones.services.progress import progress
from zones.services.simulation import Simulation, simulate

if TYPE_CHECKING:
    from tests.services.conftest import Office

HALF = Quarter(2006, 2)


def simulated(office: Office, code: str = "city", **how: object) -> Simulation:
    catalogue = office.deployment.catalogue
    return simulate(
        office.deployment,
        region=office.region(code),
        quarter=HALF,
        first=catalogue.rules["standard"],
        second=catalogue.rules["points_30"],
        **{"indicators": [catalogue.indicators[MONEY]], **how},
    )


def fill(office: Office) -> None:
    office.book.submit(*((2006, code, {MONEY: 100}) for code in ("jia1", "jia2", "jiaz", "yi1")), ledger=TARGETS)
    office.book.submit((Q2, "jia1", {MONEY: 50}), (Q2, "jia2", {MONEY: 30}), (Q2, "yi1", {MONEY: 20}))


def test_which_lights_flip_and_who_sits_on_a_bound(office: Office) -> None:
    fill(office)
    found = simulated(office, level=Level.TOWNSHIP)
    assert [(row.region.code, row.first, row.second) for row in found.rows] == [
        ("jia1", Status.ON_SCHEDULE, Status.ON_SCHEDULE),
        ("jia2", Status.FAR_BEHIND, Status.BEHIND),
        ("yi1", Status.FAR_BEHIND, Status.BEHIND),
    ]
    assert [row.region.code for row in found.flips] == ["jia2", "yi1"]
    assert found.flip_counts == {(Status.FAR_BEHIND, Status.BEHIND): 2}
    assert [(row.region.code, row.first_edge is not None, row.second_edge is not None) for row in found.on_edge] == [
        ("jia1", True, True),
        ("yi1", False, True),
    ]


def test_every_light_is_counted_under_both_rules(office: Office) -> None:
    fill(office)
    found = simulated(office, "jia")
    assert [row.region.code for row in found.rows] == ["jiaz", "jia1", "jia2"]
    assert found.counts == {
        Status.DONE: (0, 0),
        Status.ON_SCHEDULE: (1, 1),
        Status.BEHIND: (0, 1),
        Status.FAR_BEHIND: (1, 0),
        Status.NO_REPORT: (1, 1),
        Status.NO_TARGET: (0, 0),
    }


def test_the_rule_in_force_gives_the_lights_of_the_pages(office: Office) -> None:
    fill(office)
    office.book.submit((Q2, "jia1", {PROJECTS: 5}))
    found = simulated(office, "jia", indicators=())
    shown = progress(office.deployment, region=office.region("jia"), quarter=HALF, children=True)
    assert [row.first for row in found.rows] == [row.status for rows in shown.children for row in rows]


def test_a_region_without_children_stands_for_itself(office: Office) -> None:
    fill(office)
    assert [row.region.code for row in simulated(office, "yi1").rows] == ["yi1"]
    assert [row.region.code for row in simulated(office, "jia1", level=Level.TOWNSHIP).rows] == ["jia1"]


def test_the_same_rule_twice_flips_nothing(office: Office) -> None:
    fill(office)
    rule = office.deployment.catalogue.default_rule
    found = simulate(office.deployment, region=office.region("city"), quarter=HALF, first=rule, second=rule)
    assert found.flips == []
    assert all(first == second for first, second in found.counts.values())


def test_every_light_and_edge_is_the_rules_own(office: Office) -> None:
    fill(office)
    office.book.submit((2006, "jia1", {PROJECTS: 30}), (2006, "jia2", {PROJECTS: 3}), ledger=TARGETS)
    office.book.submit((Q2, "jia1", {PROJECTS: 15}), (Q2, "jia2", {PROJECTS: 1}), (Q2, "jiaz", {PROJECTS: 2}))
    found = simulated(office, "jia", indicators=())
    assert len(found.rows) == 3 * len(office.deployment.catalogue.indicators)
    for row in found.rows:
        known = {"completion": row.completion, "schedule": row.schedule}
        for rule, light, edge in (
            (found.first, row.first, row.first_edge),
            (found.second, row.second, row.second_edge),
        ):
            assert light is rule.status(reported=row.value is not None, **known)
            assert edge == rule.edge(**known)

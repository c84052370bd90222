"""The red and the black list: a place alone is not enough, the other condition must hold too."""

from __future__ import annotations

from fractions import Fraction

from zones.domain.figures import RankedRow
from zones.domain.listing import Listed, ListRule, ListSide, listed
from zones.domain.ranking import ranks
from zones.domain.region import Level, Region
from zones.domain.status import Measure, Status

HALF = Fraction(1, 2)
RULE = ListRule(
    code="two",
    name="前后两名",
    name_en="Two",
    measure=Measure.SHARE_OF_SCHEDULE,
    red=ListSide(2, Fraction(1), "前2名且达序时", "first 2 and on schedule"),
    black=ListSide(2, Fraction(1), "后2名且欠序时", "last 2 and behind"),
)


def listing(*shares: Fraction | None, rule: ListRule = RULE, descending: bool = True) -> Listed:
    places = ranks(dict(enumerate(shares, 1)), descending=descending)
    rows = [
        RankedRow(
            Region(
                id=at, code=str(at), code_system="local", name=str(at), name_en="", level=Level.COUNTY, node=at,
                parent_id=None, reports=True, synthetic=False,
            ),
            None, places.get(at), 1, 1, share, Status.BEHIND,
        )
        for at, share in enumerate(shares, 1)
    ]  # fmt: skip
    return listed(rows, rule, schedule=HALF, descending=descending)


def nodes(rows: tuple[RankedRow, ...]) -> list[int]:
    return [row.region.node for row in rows]


def test_both_conditions_must_hold() -> None:
    found = listing(Fraction(6, 10), Fraction(4, 10), Fraction(3, 10), Fraction(1, 10))
    assert (nodes(found.red), nodes(found.black)) == ([1], [4, 3])
    assert nodes(listing(*[Fraction(9, 10)] * 4).black) == []
    assert nodes(listing(*[Fraction(1, 10)] * 4).red) == []


def test_equal_to_the_schedule_is_red_not_black() -> None:
    found = listing(HALF, HALF - Fraction(1, 10**9))
    assert (nodes(found.red), nodes(found.black)) == ([1], [2])


def test_ties_share_a_place_on_either_list() -> None:
    found = listing(*[Fraction(6, 10)] * 3, *[Fraction(1, 10)] * 3)
    assert (nodes(found.red), nodes(found.black)) == ([1, 2, 3], [4, 5, 6])


def test_nobody_is_listed_without_a_completion() -> None:
    found = listing(None, None, Fraction(1, 10))
    assert (nodes(found.red), nodes(found.black)) == ([], [3])


def test_where_less_is_better_the_last_places_are_the_high_ones() -> None:
    found = listing(Fraction(1, 10), Fraction(2, 10), Fraction(3, 10), descending=False)
    assert nodes(found.black) == [3, 2]


def test_a_lead_in_points_can_be_the_condition() -> None:
    rule = ListRule(
        "lead", "", "", Measure.LEAD, ListSide(9, Fraction(1, 10), "", ""), ListSide(9, Fraction(-1, 10), "", "")
    )
    found = listing(Fraction(6, 10), Fraction(59, 100), Fraction(4, 10), Fraction(39, 100), rule=rule)
    assert (nodes(found.red), nodes(found.black)) == ([1], [4])

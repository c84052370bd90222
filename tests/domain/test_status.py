"""Lights: inclusive boundaries of both shipped rules, exact to the smallest unit."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zones.catalogue import load_catalogue
from zones.domain.progress import completion
from zones.domain.status import Bound, Measure, Status, StatusRule

RULES = load_catalogue().rules
STANDARD, POINTS = RULES["standard"], RULES["points_30"]
HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)
A_HAIR = Fraction(1, 10**18)


@pytest.mark.parametrize(
    ("share", "schedule", "expected"),
    [
        (Fraction(1), HALF, Status.DONE),
        (Fraction(3, 2), HALF, Status.DONE),
        (1 - A_HAIR, HALF, Status.ON_SCHEDULE),
        (HALF, HALF, Status.ON_SCHEDULE),
        (HALF - A_HAIR, HALF, Status.BEHIND),
        (Fraction(2, 5), HALF, Status.BEHIND),  # exactly 0.8 of the schedule
        (Fraction(2, 5) - A_HAIR, HALF, Status.FAR_BEHIND),
        (Fraction(0), QUARTER, Status.FAR_BEHIND),
        (1 - A_HAIR, Fraction(1), Status.BEHIND),
        (Fraction(1), Fraction(1), Status.DONE),
        (Fraction(4, 15), Fraction(1, 3), Status.BEHIND),  # 0.8 of a third
        (Fraction(4, 15) - A_HAIR, Fraction(1, 3), Status.FAR_BEHIND),
    ],
)
def test_standard_rule(share: Fraction, schedule: Fraction, expected: Status) -> None:
    assert STANDARD.status(reported=True, completion=share, schedule=schedule) is expected


@pytest.mark.parametrize(
    ("share", "schedule", "expected"),
    [
        (Fraction(1), HALF, Status.DONE),
        (HALF, HALF, Status.ON_SCHEDULE),
        (HALF - A_HAIR, HALF, Status.BEHIND),
        (Fraction(1, 5), HALF, Status.BEHIND),  # exactly 30 points behind
        (Fraction(1, 5) - A_HAIR, HALF, Status.FAR_BEHIND),
        (Fraction(0), QUARTER, Status.BEHIND),  # nothing done is 25 points behind
    ],
)
def test_points_rule(share: Fraction, schedule: Fraction, expected: Status) -> None:
    assert POINTS.status(reported=True, completion=share, schedule=schedule) is expected


def test_half_of_the_target_at_half_year_has_met_it_to_the_yuan() -> None:
    target = 58_000_001 * 2
    for actual, expected in ((target // 2, Status.ON_SCHEDULE), (target // 2 - 1, Status.BEHIND)):
        share = completion(actual=actual, target=target)
        assert STANDARD.status(reported=True, completion=share, schedule=HALF) is expected


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_without_report_or_target_nothing_is_judged(rule: StatusRule) -> None:
    assert rule.status(reported=False, completion=None, schedule=HALF) is Status.NO_REPORT
    assert rule.status(reported=False, completion=Fraction(1), schedule=HALF) is Status.NO_REPORT
    assert rule.status(reported=True, completion=None, schedule=HALF) is Status.NO_TARGET


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
@given(
    first=st.fractions(0, 2, max_denominator=1000),
    second=st.fractions(0, 2, max_denominator=1000),
    schedule=st.sampled_from([QUARTER, HALF, Fraction(3, 4), Fraction(1)]),
)
@settings(max_examples=60)
def test_more_done_never_gets_a_worse_light(
    rule: StatusRule, first: Fraction, second: Fraction, schedule: Fraction
) -> None:
    best_first = [Status.DONE, Status.ON_SCHEDULE, Status.BEHIND, Status.FAR_BEHIND]
    low, high = sorted((first, second))
    worse = rule.status(reported=True, completion=low, schedule=schedule)
    better = rule.status(reported=True, completion=high, schedule=schedule)
    assert best_first.index(better) <= best_first.index(worse)


def test_bounds_are_tried_in_order() -> None:
    rule = StatusRule(
        code="own",
        name="自定",
        name_en="Own",
        bounds=(
            Bound(Status.BEHIND, Measure.COMPLETION, Fraction(1, 10)),
            Bound(Status.DONE, Measure.COMPLETION, Fraction(1)),
        ),
        otherwise=Status.FAR_BEHIND,
        text="先到先得",
        text_en="first come",
    )
    assert rule.status(reported=True, completion=Fraction(1), schedule=HALF) is Status.BEHIND
    assert (rule.label("zh"), rule.label("en")) == ("自定", "Own")
    assert (rule.wording("zh"), rule.wording("en")) == ("先到先得", "first come")


@pytest.mark.parametrize(
    ("rule", "share", "schedule", "edge"),
    [
        (STANDARD, Fraction(1), HALF, Status.DONE),
        (STANDARD, HALF, HALF, Status.ON_SCHEDULE),
        (STANDARD, Fraction(2, 5), HALF, Status.BEHIND),
        (STANDARD, Fraction(1), Fraction(1), Status.DONE),  # the schedule is reached too, yet done decides
        (STANDARD, HALF + A_HAIR, HALF, None),
        (STANDARD, Fraction(2, 5) - A_HAIR, HALF, None),
        (POINTS, HALF - Fraction(3, 10), HALF, Status.BEHIND),
        (POINTS, Fraction(2, 5), HALF, None),
        (POINTS, None, HALF, None),
    ],
)
def test_who_sits_on_an_edge(rule: StatusRule, share: Fraction | None, schedule: Fraction, edge: Status | None) -> None:
    found = rule.edge(completion=share, schedule=schedule)
    assert (None if found is None else found.status) is edge


@given(
    rule=st.sampled_from([STANDARD, POINTS]),
    share=st.fractions(0, 2, max_denominator=20),
    schedule=st.sampled_from([QUARTER, HALF, Fraction(3, 4), Fraction(1)]),
)
def test_on_an_edge_a_hair_less_is_another_light_and_off_it_the_same(
    rule: StatusRule, share: Fraction, schedule: Fraction
) -> None:
    here, less = (rule.status(reported=True, completion=value, schedule=schedule) for value in (share, share - A_HAIR))
    assert (here is not less) is (rule.edge(completion=share, schedule=schedule) is not None)

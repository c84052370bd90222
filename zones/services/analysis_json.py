"""The JSON of the analyses: like that of the commands, numbers in declared units, shares as fractions, absent is null."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from zones.domain.handing_down import Decomposition
from zones.domain.indicator import Indicator
from zones.domain.lift import Lift
from zones.domain.listing import Listed
from zones.domain.placing import Gap, Placing
from zones.domain.punctuality import Tally
from zones.domain.series import Form, Series, SeriesPoint
from zones.services.decomposition import DecompositionView
from zones.services.discrepancies import Discrepancy
from zones.services.json_forms import Json, amount, historical_json, points, region_json, share
from zones.services.lift import LiftView
from zones.services.placings import PlacingView
from zones.services.provenance import Provenance
from zones.services.reporting import Absent, ReportingView
from zones.services.simulation import Simulated, Simulation


def lifts_json(view: LiftView, indicators: Mapping[str, Indicator]) -> Json:
    """The unmet goals of a region and the smallest sets that would lift it."""
    return {
        "region": region_json(view.region),
        "year": view.year,
        "as_of": None if view.as_of is None else str(view.as_of),
        "yardstick": view.yardstick,
        "synthetic": view.region.synthetic,
        "goals": [_lift_json(lift, indicators[lift.standing.goal.numerator]) for lift in view.lifts],
    }


def _lift_json(lift: Lift, indicator: Indicator) -> Json:
    return {
        "goal": lift.standing.goal.code,
        "indicator": indicator.code,
        "unit": indicator.unit.name,
        "outcome": lift.outcome,
        "missing": indicator.number(lift.standing.missing),
        "steps": [
            {"region": region_json(step.region), "lift": indicator.number(step.lift), "reported": not step.silent}
            for step in lift.steps
        ],
        "brought": indicator.number(lift.brought),
        "still_missing": indicator.number(lift.still_missing),
        "not_counted": [region_json(region) for region in lift.uncounted],
        "must_follow": [region_json(region) for region in lift.follow],
    }


def placings_json(view: PlacingView, listed: Listed | None = None) -> Json:
    """A ranking with moves and distances, and the two lists where a rule was applied."""
    return {
        "region": region_json(view.region),
        "indicator": view.indicator.code,
        "unit": view.indicator.unit.name,
        "quarter": str(view.quarter),
        "peers": view.ranked,
        "synthetic": view.region.synthetic,
        "rows": [_placing_json(item, view.indicator) for item in view.rows],
        "lists": None if listed is None else _listed_json(listed),
    }


def _placing_json(item: Placing, indicator: Indicator) -> Json:
    row = item.row
    return {
        "rank": row.rank,
        "region": region_json(row.region),
        "parent": None if row.parent is None else region_json(row.parent),
        "value": indicator.number(row.value),
        "target": indicator.number(row.target),
        "completion": share(row.completion),
        "status": row.status,
        "rank_before": item.before,
        "move": item.move,
        "places_gained": item.gained,
        "above": None if item.gap is None else _gap_json(item.gap, indicator),
    }


def _gap_json(gap: Gap, indicator: Indicator) -> Json:
    return {
        "region": region_json(gap.above.region),
        "points": points(gap.points),
        "amount": indicator.number(gap.amount),
    }


def _listed_json(listed: Listed) -> Json:
    rule = listed.rule
    return {
        "rule": rule.code,
        "red": {
            "text": rule.red.text,
            "text_en": rule.red.text_en,
            "regions": [region_json(row.region) for row in listed.red],
        },
        "black": {
            "text": rule.black.text,
            "text_en": rule.black.text_en,
            "regions": [region_json(row.region) for row in listed.black],
        },
    }


def simulation_json(simulation: Simulation) -> Json:
    """Two rules side by side: counts, and every figure whose light changes or that sits on a bound."""
    return {
        "region": region_json(simulation.region),
        "quarter": str(simulation.quarter),
        "synthetic": simulation.region.synthetic,
        "first": simulation.first.code,
        "second": simulation.second.code,
        "counts": {
            status.value: {"first": first, "second": second} for status, (first, second) in simulation.counts.items()
        },
        "flips": [_simulated_json(row) for row in simulation.flips],
        "on_a_bound": [_simulated_json(row) for row in simulation.on_edge],
    }


def _simulated_json(row: Simulated) -> Json:
    return {
        "region": region_json(row.region),
        "indicator": row.indicator.code,
        "completion": share(row.completion),
        "schedule": share(row.schedule),
        "first": row.first,
        "second": row.second,
    }


def comparison_json(series: Sequence[Series]) -> list[Json]:
    """A document a line."""
    return [
        {
            "region": region_json(line.region),
            "indicator": line.indicator.code,
            "unit": line.indicator.unit.name,
            "extent": line.extent,
            "form": line.form,
            "base": None if line.base is None else str(line.base),
            "synthetic": line.region.synthetic,
            "points": [_point_json(line, point) for point in line.points],
        }
        for line in series
    ]


def _point_json(line: Series, point: SeriesPoint) -> Json:
    value = None if point.value is None else Fraction(point.value)
    if line.form is Form.AMOUNT:
        return _said_json(point, amount(value, line.indicator), amount(point.due, line.indicator))
    return _said_json(point, share(value), share(point.due))


def _said_json(point: SeriesPoint, value: float | None, due: float | None) -> Json:
    return {"quarter": str(point.quarter), "value": value, "due": due, "approximate": point.approximate}


def reporting_json(view: ReportingView, absent: Sequence[Absent]) -> Json:
    """Reporting rates by region, and who has not reported."""
    return {
        "region": region_json(view.region),
        "quarter": str(view.quarter),
        "deadline": view.deadline.isoformat(),
        "synthetic": view.region.synthetic,
        "total": _tally_json(view.total),
        "rows": [{"region": region_json(row.region), **_tally_json(row.tally)} for row in view.rows],
        "absent": [
            {
                "region": region_json(item.region),
                "parent": None if item.parent is None else region_json(item.parent),
            }
            for item in absent
        ],
    }


def _tally_json(tally: Tally) -> Json:
    return {
        "expected": tally.expected,
        "reported": tally.reported,
        "punctual": tally.punctual,
        "rate": share(tally.rate),
        "punctual_rate": share(tally.punctual_rate),
    }


def discrepancies_json(found: Sequence[Discrepancy]) -> list[Json]:
    """A document an own report that is not the sum."""
    return [
        {
            "region": region_json(item.region),
            "indicator": item.indicator.code,
            "unit": item.indicator.unit.name,
            "own": item.indicator.number(item.own),
            "children": item.indicator.number(item.children),
            "difference": item.indicator.number(item.difference),
            "share": share(item.share),
        }
        for item in found
    ]


def decomposition_json(view: DecompositionView) -> Json:
    """The targets of a region and of its children against the sums of what is below."""
    return {
        "region": region_json(view.region),
        "year": view.year,
        "synthetic": view.region.synthetic,
        "rows": [_decomposition_json(row) for row in view.rows],
        "below": [_decomposition_json(row) for row in view.below],
    }


def _decomposition_json(row: Decomposition) -> Json:
    number = row.indicator.number
    return {
        "region": region_json(row.region),
        "indicator": row.indicator.code,
        "unit": row.indicator.unit.name,
        "own": number(row.own),
        "children": number(row.handed),
        "difference": number(row.difference),
        "share": share(row.share),
        "left": number(row.left),
        "state": row.state,
        "without": [region_json(child) for child in row.without],
    }


def provenance_json(found: Provenance) -> Json:
    """Where a figure comes from."""
    number = found.indicator.number
    return {
        "region": region_json(found.region),
        "indicator": found.indicator.code,
        "unit": found.indicator.unit.name,
        "value": number(found.figure.value),
        "origin": found.figure.origin,
        "discrepancy": number(found.figure.discrepancy),
        "coverage": {"expected": found.coverage.expected, "reported": found.coverage.reported},
        "formula": found.formula("zh"),
        "formula_en": found.formula("en"),
        "synthetic": found.region.synthetic,
        "parts": [{"region": region_json(part.region), "value": number(part.value)} for part in found.parts],
        "values": [historical_json(item, found.indicator) for item in found.values],
        "warnings": [
            {
                "code": item.finding.code,
                "message": item.finding.message,
                "message_en": item.finding.message_en,
                "region": item.finding.region,
                "reason": item.submission.reason,
                "submission": item.submission.id,
            }
            for item in found.warnings
        ],
    }

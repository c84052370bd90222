"""Later stages above earlier ones: more projects completed than started, more started than landed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zones.domain.indicator import Indicator
from zones.intake.checks.held import Held, Mask, present, shown
from zones.intake.draft import Amounts


def check(held: Held) -> None:
    """Hold every stage of a chain against the last one before it that is known; one of the two must be in the draft."""
    for chain in held.catalogue.checks.chains:
        if any(code in held.draft.values for code in chain):
            _check_chain(held, chain)


def _check_chain(held: Held, chain: Sequence[str]) -> None:
    rows = len(held.draft.lines)
    cap, capped, fresh = np.zeros(rows, dtype=np.int64), np.zeros(rows, dtype=np.bool_), np.zeros(rows, dtype=np.bool_)
    stage = np.full(rows, -1)
    for number, code in enumerate(chain):
        amounts, new = _known(held, code, rows)
        known = present(amounts)
        above = known & capped & (amounts.data > cap) & (new | fresh)
        for at in np.flatnonzero(above).tolist():
            later, earlier = held.indicator(code), held.indicator(chain[int(stage[at])])
            _find(held, at, later, earlier, int(amounts.data[at]), int(cap[at]), told=later if new[at] else earlier)
        cap, stage, fresh = (
            np.where(known, amounts.data, cap),
            np.where(known, number, stage),
            np.where(known, new, fresh),
        )
        capped |= known


def _known(held: Held, code: str, rows: int) -> tuple[Amounts, Mask]:
    """What is known of a stage once the draft is in force, and which rows the draft says itself."""
    nothing = np.ma.MaskedArray(np.zeros(rows, dtype=np.int64), mask=True)
    own = held.draft.values.get(code, nothing)
    stored = (held.around.in_force if code in held.draft.values else held.around.beside).get(code, nothing)
    said = present(own)
    data = np.where(said, own.data, stored.data)
    return np.ma.MaskedArray(data, mask=~(said | present(stored))), said


def _find(held: Held, at: int, later: Indicator, earlier: Indicator, value: int, cap: int, *, told: Indicator) -> None:
    amounts = {later: value, earlier: cap}
    words = {item: shown(np.ma.MaskedArray([amount]), 0, item) for item, amount in amounts.items()}
    held.find(
        "stages_out_of_order",
        at,
        told,
        lambda: {
            "value": words[later],
            "before": words[earlier],
            "later": later.name,
            "later_en": later.name_en,
            "earlier": earlier.name,
            "earlier_en": earlier.name_en,
        },
    )

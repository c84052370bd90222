"""The words and shapes of moves, lifts, targets handed down and odd figures."""

from __future__ import annotations

from collections.abc import Mapping

from zones.domain.handing_down import HandingDown
from zones.domain.lift import LiftOutcome
from zones.domain.placing import Move, Placing
from zones.domain.quality import Basis, Oddity
from zones.domain.series import Extent, Form
from zones.domain.words import Sign

MOVE_SIGNS: Mapping[Move, Sign] = {
    Move.UP: Sign("↑", "上升", "Up"),
    Move.DOWN: Sign("↓", "下降", "Down"),
    Move.SAME: Sign("→", "持平", "Unchanged"),
    Move.NEW: Sign("＋", "新上榜", "New"),
    Move.ABSENT: Sign("－", "本季无位次", "No rank now"),
    Move.UNRANKED: Sign("–", "无位次", "No rank"),
}
LIFT_SIGNS: Mapping[LiftOutcome, Sign] = {
    LiftOutcome.ENOUGH: Sign("✔", "可以过线", "Enough to pass"),
    LiftOutcome.NOT_ENOUGH: Sign("✘", "全部达标仍不够", "Not enough even with all"),
    LiftOutcome.NO_REPORT: Sign("○", "未报", "No report"),
}
HANDING_DOWN_SIGNS: Mapping[HandingDown, Sign] = {
    HandingDown.EXACT: Sign("✔", "分解到位", "Handed down exactly"),
    HandingDown.SHORT: Sign("▼", "尚未分解完", "Not all handed down"),
    HandingDown.EXCESS: Sign("▲", "超额分解", "More handed down than set"),
    HandingDown.NOTHING: Sign("○", "未分解", "Nothing handed down"),
    HandingDown.NO_OWN: Sign("–", "本级无目标", "No target of its own"),
    HandingDown.NO_TARGET: Sign("–", "无目标", "No target"),
}
ODDITY_SIGNS: Mapping[Oddity, Sign] = {
    Oddity.ROUND: Sign("◯", "整数过多", "Too many round figures"),
    Oddity.UNMOVED: Sign("＝", "累计数连续不变", "Cumulative figure stands still"),
    Oddity.REPEATED: Sign("≡", "当季数连续相同", "Same figure every quarter"),
}
BASIS_SIGNS: Mapping[Basis, Sign] = {
    Basis.HISTORY: Sign("◷", "与本地区以往比", "Against its own past"),
    Basis.SIBLINGS: Sign("◫", "与同级地区比", "Against the regions beside it"),
}
EXTENT_WORDS: Mapping[Extent, tuple[str, str]] = {
    Extent.CUMULATIVE: ("累计", "Cumulative"),
    Extent.SINGLE: ("当季", "Single quarter"),
}
FORM_WORDS: Mapping[Form, tuple[str, str]] = {
    Form.AMOUNT: ("数值", "Amount"),
    Form.YOY: ("同比", "Year on year"),
    Form.QOQ: ("环比", "Quarter on quarter"),
    Form.INDEX: ("指数(首期=100)", "Index (first = 100)"),
}


def move_text(placing: Placing, language: str) -> str:
    """A move with the places gained or lost: ↑ 上升3位, → 持平."""
    sign, gained = MOVE_SIGNS[placing.move], placing.gained
    if not gained:
        return sign.text(language)
    if language == "zh":
        return f"{sign.text(language)}{abs(gained)}位"
    return f"{sign.text(language)} {abs(gained)}"

"""Other forms of a region's name: 河东 for 河东镇, 河东镇工业集中区 and 其中:河东镇人民政府 for 河东镇."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

_LEADING = re.compile(r"^(?:其中[:、]?|[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d{1,3}[、.)])\s*")
_ENDINGS = ("镇", "乡", "街道", "街道办事处", "县", "区", "市", "工业集中区", "工业园区", "园区")
_OF_A_ZONE = ("乡镇工业集中区", "工业集中区", "工业园区", "集中区", "工业园", "园区")
_OF_AN_OFFICE = ("人民政府", "政府", "街道办事处", "办事处", "管理委员会", "管委会", "工信局", "经信局", "统计站")
_LIKE_ENOUGH = 50


def other_forms(name: str) -> tuple[list[str], list[str]]:
    """Names that the region list may know a region by which is written like this.

    First the name without what stands around it, then with an ending that was left out; whoever bears one of the first is
    meant before those of the second.
    """
    plain = _LEADING.sub("", name)
    endings = [item for item in (*_OF_AN_OFFICE, *_OF_A_ZONE) if plain.endswith(item) and len(plain) > len(item)]
    exact = [plain, *(plain.removesuffix(ending) for ending in endings)]
    short = [form + ending for form in exact for ending in _ENDINGS]
    return [form for form in dict.fromkeys(exact) if form != name], list(dict.fromkeys(short))


def may_be_same(written: str, name: str) -> bool:
    """Whether a name nobody knows can be a spelling of a region's name; only told that it cannot is worth a finding."""
    return fuzz.partial_ratio(written, name) >= _LIKE_ENOUGH

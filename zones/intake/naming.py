"""Which region a line speaks of: by code, name or alias, in its quarter, inside its scope and county."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zones.catalogue import Catalogue
from zones.domain.finding import Finding
from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.tree import subtree
from zones.intake.draft import Directory, RegionName
from zones.intake.text import normalised

_SUFFIXES = ("镇", "乡", "街道", "街道办事处", "县", "区", "市", "工业集中区", "工业园区", "园区")
_ZONE_ENDINGS = ("乡镇工业集中区", "工业集中区", "工业园区", "集中区", "工业园", "园区")
_MOST_SUGGESTED = 50


@dataclass(frozen=True, slots=True)
class Called:
    """How a line calls its region: code, name and county as written, and the quarter (ordinals) it speaks of."""

    code: str
    name: str
    county: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Named:
    """The region of a line, or the code of the finding that says why there is none, with the values of its text."""

    region: Region | None
    trouble: str = ""
    value: str = ""
    hint: str = ""
    hint_en: str = ""


class Namer:
    """Finds the regions of all lines of a file with a few look-ups."""

    def __init__(self, directory: Directory, scope: Region | None) -> None:
        self._directory, self._scope = directory, scope
        self._found: dict[str, tuple[RegionName, ...]] = {}
        self._suggested: dict[str, tuple[str, ...]] = {}

    def named(self, calls: Iterable[Called]) -> dict[Called, Named]:
        """What each way of calling a region means."""
        listed = list(calls)
        self._found = dict(
            self._directory.lookup({text for call in listed for text in (call.code, call.county) if text})
        )
        self._found.update(self._directory.lookup({call.name for call in listed if not self._confirmed(call)}))
        self._look_up_variants(
            {call.name for call in listed if not self._confirmed(call) and call.name not in self._found}
        )
        return {call: self._one(call) for call in listed}

    def _confirmed(self, call: Called) -> bool:
        """Whether a line's code is that of one region of its name: then the name needs no look-up of its own."""
        found = self._found.get(call.code, ())
        return not call.name or (len(found) == 1 and found[0].region.name == call.name)

    def _look_up_variants(self, names: set[str]) -> None:
        """Short names and names with an ending too many: 河东 for 河东镇, 河东镇工业集中区 for 河东镇."""
        variants = {name: _variants(name) for name in names}
        if not variants:
            return
        found = self._directory.lookup({text for texts in variants.values() for text in texts})
        for name, texts in variants.items():
            meant = [region for text in texts for region in found.get(text, ())]
            if meant:
                self._found[name] = tuple(dict.fromkeys(meant))

    def _one(self, call: Called) -> Named:
        by_code, by_name = (self._found.get(text, ()) if text else () for text in (call.code, call.name))
        if by_code:
            return self._settled(by_code, call, call.code, other=by_name)
        if by_name:
            return self._settled(by_name, call, call.name)
        if call.code and call.name:
            return self._unknown(f"{call.code} {call.name}", call.name)
        return self._unknown(call.code or call.name, call.code or call.name)

    def _settled(
        self, candidates: Sequence[RegionName], call: Called, text: str, *, other: Sequence[RegionName] = ()
    ) -> Named:
        """The one candidate left after scope, quarter and county; `other` is what the name beside a code may mean."""
        inside = [item for item in candidates if self._in_scope(item.region)]
        if not inside:
            return Named(None, "out_of_scope", text)
        active = [item for item in inside if _bears(item, call) and item.region.active_between(call.first, call.last)]
        if not active:
            return Named(None, "inactive_region", text)
        regions = list({item.region.id: item.region for item in active}.values())
        if len(regions) > 1 and call.county:
            regions = self._in_county(regions, call.county) or regions
        if len(regions) > 1 and other:
            also = {item.region.id for item in other}
            regions = [region for region in regions if region.id in also] or regions
        if len(regions) > 1:
            return self._ambiguous(regions, text)
        if other and regions[0].id not in {item.region.id for item in other}:
            return Named(None, "region_mismatch", f"{call.code} {call.name}", regions[0].name, regions[0].name)
        return Named(regions[0])

    def _in_scope(self, region: Region) -> bool:
        scope = self._scope
        return scope is None or region.node in subtree(node=scope.node, level=scope.level)

    def _in_county(self, regions: Sequence[Region], county: str) -> list[Region]:
        counties = [item.region for item in self._found.get(county, ())]
        return [
            region
            for region in regions
            if any(region.node in subtree(node=above.node, level=above.level) for above in counties)
        ]

    def _ambiguous(self, regions: Sequence[Region], text: str) -> Named:
        parents = self._directory.parents(regions)
        told = [
            f"{region.code}({parents[region.id].name}{region.name})" if region.id in parents else region.code
            for region in regions
        ]
        return Named(None, "ambiguous_region", text, "、".join(told), ", ".join(told))

    def _unknown(self, value: str, text: str) -> Named:
        if text not in self._suggested and len(self._suggested) < _MOST_SUGGESTED:
            self._suggested[text] = self._directory.suggestions(text)
        alike = self._suggested.get(text, ())
        if not alike:
            return Named(
                None,
                "unknown_region",
                value,
                "请核对名称,或先在地区名单中登记",
                "Check the name, or add the region first",
            )
        return Named(None, "unknown_region", value, f"是否指:{'、'.join(alike)}", f"Did you mean {', '.join(alike)}?")


def _bears(name: RegionName, call: Called) -> bool:
    """Whether the region bears the name in any of the quarters."""
    return (name.since is None or name.since <= call.last) and (name.until is None or call.first <= name.until)


def _variants(name: str) -> list[str]:
    variants = [name + suffix for suffix in _SUFFIXES]
    bare = next((name.removesuffix(ending) for ending in _ZONE_ENDINGS if name.endswith(ending)), "")
    if bare:
        variants += [bare, *(bare + suffix for suffix in _SUFFIXES[:3])]
    return variants


def finding_of(
    named: Named,
    *,
    catalogue: Catalogue,
    cell: tuple[int, int],
    column: str,
    quarter: Quarter | None,
    scope: str,
) -> Finding:
    """The finding of a line whose region is not clear."""
    return catalogue.findings[named.trouble].finding(
        row=cell[0] + 1,
        column=column,
        cell=cell,
        value=named.value,
        hint=named.hint,
        hint_en=named.hint_en,
        scope=scope,
        quarter="" if quarter is None else quarter.label("zh"),
        quarter_en="" if quarter is None else quarter.label("en"),
    )


def as_name(text: str) -> str:
    """A naming cell as the region list knows it; a code that a spreadsheet made a number loses its .0."""
    name = normalised(text)
    return name[:-2] if name.endswith(".0") and name[:-2].isdigit() else name

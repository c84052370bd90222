"""Which region a line speaks of: by code, name or alias, in its quarter, inside its scope and below its county."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from zones.domain.quarter import Quarter
from zones.domain.region import Region
from zones.domain.tree import subtree
from zones.intake.draft import Directory, RegionName
from zones.intake.name_forms import may_be_same, other_forms

_MOST_SUGGESTED = 30
_SHORTEST_NAME, _LONGEST_FULL_NAME = 2, 30


@dataclass(frozen=True, slots=True)
class Called:
    """How a line calls its region: code, name and the names above it (nearest first; own: said in that very line).

    `first` and `last` are the quarters (ordinals) that it speaks of.
    """

    code: str
    name: str
    above: tuple[tuple[str, bool], ...]
    first: int
    last: int

    @property
    def text(self) -> str:
        """What is written."""
        return f"{self.code} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Named:
    """The region of a line, or the finding that says why there is none, with the values of its text."""

    region: Region | None
    trouble: str = ""
    value: str = ""
    hint: str = ""
    hint_en: str = ""


class Namer:
    """Finds regions with a few look-ups; what was looked up once is known."""

    def __init__(self, directory: Directory, scope: Region | None) -> None:
        self._directory, self.scope = directory, scope
        self._inside = None if scope is None else subtree(node=scope.node, level=scope.level)
        self._found: dict[str, tuple[RegionName, ...]] = {"": ()}
        self._suggested: dict[str, tuple[str, ...]] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Look up what is not known yet."""
        new = {text for text in texts if text not in self._found}
        if new:
            found = self._directory.lookup(new)
            self._found.update({text: tuple(found.get(text, ())) for text in new})

    def learn_forms(self, names: Iterable[str]) -> None:
        """Look up the other forms of names that nobody bears."""
        forms = {name: other_forms(name) for name in names if name and not self._found[name]}
        self.learn(form for stages in forms.values() for stage in stages for form in stage)
        for name, stages in forms.items():
            borne = [[item for form in stage for item in self._found[form]] for stage in stages]
            found = next((inside for items in borne if (inside := self._wanted(items))), None)
            self._found[name] = found or tuple(item for items in borne for item in items)
        self._learn_full({name for name in forms if not self._found[name]})

    def _learn_full(self, names: Collection[str]) -> None:
        """Look up names with the name of a region above before them: 平川县城关镇."""
        parts = {name: list(_in_two(name)) for name in names}
        self.learn(upper for pairs in parts.values() for upper, _ in pairs)
        known = {name: [pair for pair in pairs if self._found[pair[0]]] for name, pairs in parts.items()}
        lower = {rest for pairs in known.values() for _, rest in pairs}
        self.learn(lower)
        if lower:
            self.learn_forms(lower)
        for name, pairs in known.items():
            found = [item for upper, rest in pairs for item in self._found[rest] if self._lies_below_any(item, upper)]
            self._found[name] = tuple(dict.fromkeys(found))

    def _lies_below_any(self, item: RegionName, upper: str) -> bool:
        return any(_lies_below(item.region, above.region) for above in self._found[upper])

    def meant(self, text: str) -> tuple[RegionName, ...]:
        """Every region that a learnt text may mean."""
        return self._found[text]

    def named(self, call: Called) -> Named:
        """What a way of calling a region means."""
        by_code, by_name = self._found[call.code], self._found[call.name]
        if by_code:
            return self._beside_code(call, self._settled(by_code, call, call.code, by_name), by_name)
        return self._settled(by_name, call, call.name, ()) if by_name and not call.code else self._unknown(call)

    def _wanted(self, candidates: Sequence[RegionName]) -> tuple[RegionName, ...]:
        return tuple(item for item in candidates if self._in_scope(item.region))

    def _in_scope(self, region: Region) -> bool:
        return self._inside is None or region.node in self._inside

    def _settled(self, candidates: Sequence[RegionName], call: Called, text: str, other: Sequence[RegionName]) -> Named:
        """The one candidate left after scope, quarter, county, and the name beside a code."""
        inside = self._wanted(candidates)
        if not inside:
            return Named(None, "out_of_scope", text)
        regions = list({item.region.id: item.region for item in inside if _bears(item, call)}.values())
        if not regions:
            return self._inactive(inside, text)
        regions, contradicted = self._below(regions, call)
        if contradicted and not call.code:
            return Named(None, "county_mismatch", text, contradicted, contradicted)
        also = {item.region.id for item in other}
        regions = [region for region in regions if region.id in also] or regions
        return Named(regions[0]) if len(regions) == 1 else self._ambiguous(regions, text)

    def _beside_code(self, call: Called, named: Named, by_name: Sequence[RegionName]) -> Named:
        """Whether the name beside a code can be that of its region."""
        region = named.region
        if region is None or not call.name:
            return named
        agrees = region.id in {item.region.id for item in by_name} if by_name else may_be_same(call.name, region.name)
        return named if agrees else Named(None, "region_mismatch", call.text, region.name, region.name)

    def _below(self, regions: list[Region], call: Called) -> tuple[list[Region], str]:
        """Those of several that lie below the names above them, and a name above, said in that line, that none lies below."""
        for name, own in call.above:
            above = [item.region for item in self._found[name] if _bears(item, call)]
            if not above:
                continue
            below = [region for region in regions if any(_lies_below(region, upper) for upper in above)]
            if not below and own:
                return regions, name
            regions = below or regions
        return regions, ""

    def _inactive(self, candidates: Sequence[RegionName], text: str) -> Named:
        """No region bears the name in the quarter: the name it bears then may be another one."""
        names = list(dict.fromkeys(f"{item.region.name}({item.region.code})" for item in candidates))
        return Named(None, "inactive_region", text, "、".join(names), ", ".join(names))

    def _ambiguous(self, regions: Sequence[Region], text: str) -> Named:
        parents = self._directory.parents(regions)
        told = [
            f"{region.code}({parents[region.id].name}{region.name})" if region.id in parents else region.code
            for region in regions
        ]
        return Named(None, "ambiguous_region", text, "、".join(told), ", ".join(told))

    def _unknown(self, call: Called) -> Named:
        """A name nobody bears, or a code nobody has: its neighbours in spelling, or those whose name stands beside it."""
        alike = tuple(f"{item.region.name}({item.region.code})" for item in self._wanted(self._found[call.name]))
        text = call.name or call.code
        if not alike and text not in self._suggested and len(self._suggested) < _MOST_SUGGESTED:
            self._suggested[text] = self._directory.suggestions(text)
        alike = alike or self._suggested.get(text, ())
        if not alike:
            return Named(
                None,
                "unknown_region",
                call.text,
                "请核对名称,或先在地区名单中登记",
                "Check the name, or add the region first",
            )
        return Named(
            None, "unknown_region", call.text, f"是否指:{'、'.join(alike)}", f"Did you mean {', '.join(alike)}?"
        )


def _in_two(name: str) -> Iterator[tuple[str, str]]:
    """The ways to read a name as one name behind another, each of two characters or more."""
    if len(name) <= _LONGEST_FULL_NAME:
        yield from ((name[:at].strip(), name[at:].strip(" -_/·")) for at in range(_SHORTEST_NAME, len(name) - 1))


def spoken_of(period: int, *, by_year: bool) -> tuple[int, int]:
    """The first and last quarter (ordinals) of a period; any quarter where the period is not known."""
    if period < 0:
        return 0, 99_999
    return (Quarter(period, 1).ordinal, Quarter(period, 4).ordinal) if by_year else (period, period)


def _bears(name: RegionName, call: Called) -> bool:
    """Whether the region exists and bears the name in any of the quarters."""
    borne = (name.since is None or name.since <= call.last) and (name.until is None or call.first <= name.until)
    return borne and name.region.active_between(call.first, call.last)


def _lies_below(region: Region, upper: Region) -> bool:
    return region.node in subtree(node=upper.node, level=upper.level)

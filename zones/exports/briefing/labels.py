"""How regions are named in a bulletin: a township's name is unique only inside its county, romanised not even there."""

from __future__ import annotations

from collections import Counter

from zones.domain.briefing import Briefing
from zones.domain.region import Region


class Labels:
    """The names of a briefing's regions; of two that bear one name each is told apart by what is around it."""

    def __init__(self, briefing: Briefing, language: str) -> None:
        self._language = language
        children = [rows[0].region for rows in briefing.children if rows]
        self._above = {region.id: region for region in (briefing.region, *children)}
        below = {rows[0].region.id: rows[0].region for rows in (*briefing.children, *briefing.units) if rows}
        below |= {region.id: region for region in briefing.reporting.silent}
        below |= {region.id: region for idle in briefing.reporting.idle for region in idle.regions}
        self._borne = Counter(region.label(language) for region in below.values())
        self._siblings = Counter((region.parent_id, region.label(language)) for region in below.values())

    def __call__(self, region: Region) -> str:
        """The name; where others bear it, with that of the region above, or with what tells siblings apart."""
        name = region.label(self._language)
        if self._borne[name] <= 1:
            return name
        if self._siblings[region.parent_id, name] > 1:
            other = region.code if name == region.name else region.name
            return f"{name}（{other}）" if self._language == "zh" else f"{name} ({other})"
        above = self.parent(region)
        if not above:
            return name
        return f"{above}{name}" if self._language == "zh" else f"{name} ({above})"

    def parent(self, region: Region) -> str:
        """The name of the region above; empty where it is not shown."""
        above = self._above.get(region.parent_id or 0)
        return "" if above is None else above.label(self._language)

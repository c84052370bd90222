"""What a figure shows, read back from the document that a browser is given."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

TAG = re.compile("<[^>]*>")
# All the markup that charts write themselves.
OWN_TAGS = re.compile(r"</?b>|<br>|<span style=\"color:#[0-9a-f]{6}(;font-size:\d+px)?\">|</span>")
_TEXT_KEYS = frozenset({"text", "hovertext", "ticktext", "texttemplate"})


class Drawn:
    """A figure as plain data."""

    def __init__(self, figure: go.Figure) -> None:
        self.document: dict[str, Any] = json.loads(json.dumps(figure.to_plotly_json()))
        self.data: list[dict[str, Any]] = self.document["data"]
        self.layout: dict[str, Any] = self.document["layout"]

    def trace(self, name: str) -> dict[str, Any]:
        """The one trace of that name."""
        (found,) = [trace for trace in self.data if trace.get("name") == name]
        return found

    def names(self) -> list[str]:
        """The names of its traces, in order."""
        return [trace.get("name", "") for trace in self.data]

    @property
    def title(self) -> str:
        """The title on one line."""
        return shown(self.layout["title"]["text"])

    @property
    def words(self) -> list[str]:
        """Its annotations as a reader sees them, on one line each."""
        return [shown(item["text"]) for item in self.layout.get("annotations", [])]

    @property
    def keys(self) -> str:
        """The lines of unit and key below the title."""
        return self.words[-2] if self._has_note else self.words[-1]

    @property
    def note(self) -> str:
        """The lines below the plot."""
        return self.words[-1] if self._has_note else ""

    @property
    def _has_note(self) -> bool:
        return self.layout["annotations"][-1].get("yanchor") == "top"

    def markup(self) -> Iterator[str]:
        """Every text in it that is shown, as handed to plotly: hover texts and tick texts too."""
        yield from _strings(self.document)

    def axes(self) -> dict[str, dict[str, Any]]:
        """Its axes by the name that traces call them: x, y2."""
        found = {name: look for name, look in self.layout.items() if re.match(r"[xy]axis\d*$", name)}
        return {name.replace("axis", ""): look for name, look in found.items()}

    def outside(self) -> list[tuple[str, float]]:
        """Data that lie beyond the range of their axis: what would be cut off."""
        axes, beyond = self.axes(), []
        for trace in self.data:
            for letter in "xy":
                values = [value for value in trace[letter] if value is not None]
                low, high = sorted(axes[trace.get(f"{letter}axis", letter)]["range"])
                beyond += [(trace["name"], value) for value in values if not low <= value <= high]
        return beyond


def shown(markup: str) -> str:
    """A text as a reader sees it: tags gone, entities read, on one line."""
    return html.unescape(TAG.sub("", markup.replace("<br>", " ")))


def points(trace: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """The places of a trace, None where it is broken."""
    return list(zip(trace["x"], trace["y"], strict=True))


def by_code(trace: Mapping[str, Any], values: str = "y") -> dict[str, Any]:
    """What is drawn, by the code that belongs to it; breaks between years have none."""
    return {code: value for code, value in zip(trace["customdata"], trace[values], strict=True) if code}


def segments(trace: Mapping[str, Any]) -> list[list[Any]]:
    """The unbroken parts of a line, each the values along it."""
    parts: list[list[Any]] = [[]]
    for value in trace["y"]:
        if value is None:
            parts.append([])
        else:
            parts[-1].append(value)
    return [part for part in parts if part]


def _strings(document: Any) -> Iterator[str]:
    if isinstance(document, Mapping):
        for key, value in document.items():
            if key in _TEXT_KEYS:
                yield from _flat(value)
            elif key != "template":
                yield from _strings(value)
    elif isinstance(document, Sequence) and not isinstance(document, str):
        for value in document:
            yield from _strings(value)


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _strings(value)
    elif isinstance(value, Sequence):
        for item in value:
            yield from _flat(item)

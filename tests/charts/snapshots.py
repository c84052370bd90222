"""Figures as readable JSON beside the tests: read, written, compared place by place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

FOLDER = Path(__file__).with_name("snapshots")
_LINE = 100
RENEW = "ZONES_CHART_SNAPSHOTS"
"""Set to `renew`, this environment variable has the tests write what is drawn now instead of comparing."""


def document(figure: go.Figure) -> Any:
    """A figure as JSON has it; without the template, which every chart shares and which has a snapshot of its own."""
    whole = figure.to_plotly_json()
    layout = {name: look for name, look in whole["layout"].items() if name != "template"}
    return json.loads(json.dumps({"data": whole["data"], "layout": layout}))


def text(value: Any, indent: str = "") -> str:
    """JSON on as few lines as can be read: what is short, and a list of numbers, stands on one."""
    line, inner = json.dumps(value, ensure_ascii=False, sort_keys=True), f"{indent} "
    if isinstance(value, dict) and len(line) > _LINE:
        parts = [f"{inner}{json.dumps(key)}: {text(value[key], inner)}" for key in sorted(value)]
        return "{\n" + ",\n".join(parts) + f"\n{indent}}}"
    if isinstance(value, list) and len(line) > _LINE and any(isinstance(item, dict | list | str) for item in value):
        return "[\n" + ",\n".join(f"{inner}{text(item, inner)}" for item in value) + f"\n{indent}]"
    return line


def differences(now: Any, then: Any, place: str = "figure") -> Iterator[str]:
    """Where two documents differ, each with both values."""
    if isinstance(now, dict) and isinstance(then, dict):
        for key in sorted(now.keys() | then.keys()):
            if key not in now or key not in then:
                yield f"{place}.{key} is {'new' if key in now else 'gone'}"
            else:
                yield from differences(now[key], then[key], f"{place}.{key}")
    elif isinstance(now, list) and isinstance(then, list) and len(now) == len(then):
        for at, (one, other) in enumerate(zip(now, then, strict=True)):
            yield from differences(one, other, f"{place}[{at}]")
    elif now != then or type(now) is not type(then):
        yield f"{place} is {now!r}, was {then!r}"

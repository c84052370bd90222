"""Loading the shipped sample: the steps of data/samples/manifest.toml, through the same imports as anyone's files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zones.domain.errors import ZonesError
from zones.domain.finding import Severity
from zones.domain.quarter import Quarter
from zones.services import importing
from zones.services.deployment import Deployment
from zones.services.importing import Outcome, Upload
from zones.services.places import find_region
from zones.services.region_import import import_regions


@dataclass(frozen=True, slots=True)
class Step:
    """What one step of a longer work did, in both languages."""

    zh: str
    en: str


class SampleRefusedError(ZonesError):
    """A shipped file does not import; names the file and the first finding."""

    def __init__(self, *, file: str, problem: str, problem_en: str) -> None:
        super().__init__(zh=f"样例 {file} 无法载入:{problem}", en=f"the sample {file} does not load: {problem_en}")


def load_sample(deployment: Deployment, folder: Path) -> Iterator[Step]:
    """Load every step in order; what is loaded already stays as it is. Yields what each step did."""
    manifest = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
    for step in manifest["step"]:
        content = (folder / step["file"]).read_bytes()
        match step["kind"]:
            case "regions":
                yield _regions(deployment, step, content)
            case "targets":
                yield _said(step, _targets(deployment, step, content))
            case _:
                yield _said(step, _report(deployment, step, content))


def _regions(deployment: Deployment, step: dict[str, Any], content: bytes) -> Step:
    outcome = import_regions(deployment, name=Path(step["file"]).name, content=content)
    errors = [finding for finding in outcome.findings if finding.severity is Severity.ERROR]
    if outcome.changes is None:
        raise SampleRefusedError(file=step["file"], problem=errors[0].message, problem_en=errors[0].message_en)
    added = outcome.changes.added
    return Step(f"{step['file']} 新增地区 {added} 个", f"{step['file']}, {added} regions added")


def _upload(deployment: Deployment, step: dict[str, Any], content: bytes) -> Upload:
    return Upload(
        name=Path(step["file"]).name,
        content=content,
        quarter=Quarter.parse(step["quarter"]) if "quarter" in step else None,
        scope=find_region(deployment, step["within"]) if "within" in step else None,
        year=step.get("year"),
    )


def _targets(deployment: Deployment, step: dict[str, Any], content: bytes) -> Outcome:
    return importing.import_targets(deployment, _upload(deployment, step, content), **_remarks(step))


def _report(deployment: Deployment, step: dict[str, Any], content: bytes) -> Outcome:
    return importing.import_report(deployment, _upload(deployment, step, content), **_remarks(step))


def _remarks(step: dict[str, Any]) -> dict[str, Any]:
    sent = step.get("sent")
    words = {name: step.get(name, "") for name in ("author", "reason", "note", "note_en")}
    return words | {"sent_at": None if sent is None else sent.astimezone()}


def _said(step: dict[str, Any], outcome: Outcome) -> Step:
    file = step["file"]
    if not outcome.accepted:
        first = (outcome.checked.errors or outcome.checked.warnings)[0]
        raise SampleRefusedError(file=file, problem=first.message, problem_en=first.message_en)
    if outcome.checked.repeats is not None:
        return Step(f"{file} 已在库中", f"{file} is there already")
    return Step(f"{file} 已导入", f"{file} imported")

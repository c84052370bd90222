"""The deployments that a command opens, and letting go of their connections when it ends."""

from __future__ import annotations

from zones.services import deployment as deployments
from zones.services.deployment import Deployment
from zones.settings import Settings

_OPENED: list[Deployment] = []


def open_deployment(settings: Settings | None = None) -> Deployment:
    """Open what the settings name, until the command ends."""
    deployment = deployments.open_deployment(settings)
    _OPENED.append(deployment)
    return deployment


def close_deployments() -> None:
    """Let go of every connection."""
    while _OPENED:
        _OPENED.pop().engine.dispose()

"""What a deployment sets through the environment (or a .env file): every name starts with ZONES_."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """The settings with their defaults: everything on one machine, in Chinese, with the sample."""

    model_config = SettingsConfigDict(env_prefix="ZONES_", env_file=PROJECT / ".env", extra="ignore")

    database_url: str = f"sqlite:///{PROJECT / 'data' / 'zones.sqlite3'}"
    catalogue: Path = PROJECT / "data" / "catalogue"
    samples: Path = PROJECT / "data" / "samples"
    templates: Path = PROJECT / "data" / "templates"
    sample: Literal["all", "none"] = "all"
    language: Literal["zh", "en"] = "zh"

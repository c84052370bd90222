"""Commands that set up and run a deployment: init, generate, serve."""

from __future__ import annotations

from typing import Annotated

import typer

from zones.cli.opening import open_deployment
from zones.cli.output import say
from zones.services.deployment import initialise
from zones.services.generation import Preset
from zones.services.generation import generate as generate_country
from zones.services.sample import load_sample
from zones.settings import Settings


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command(epilog="Example: zones init --sample")(init)
    app.command(epilog="Example: zones generate --preset province --database sqlite:///province.sqlite3")(generate)
    app.command(epilog="Example: zones serve --port 8501")(serve)


def init(
    sample: Annotated[
        bool, typer.Option("--sample", help="Also load the shipped sample (not when ZONES_SAMPLE=none).")
    ] = False,
) -> None:
    """Create the database or bring it to this version. 初始化数据库。"""
    settings = Settings()
    deployment = open_deployment(settings)
    added = initialise(deployment)
    say(zh="数据库已就绪", en="the database is ready")
    if added:
        say(zh=f"新增 {len(added)} 个数据列", en=f"{len(added)} columns added")
    if sample and settings.sample == "none":
        say(zh="ZONES_SAMPLE=none:不载入样例", en="ZONES_SAMPLE=none: no sample is loaded")
    elif sample:
        for step in load_sample(deployment, settings.samples):
            say(zh=f"样例:{step.zh}", en=f"sample: {step.en}")


def generate(
    preset: Annotated[Preset, typer.Option(help="How large a country.")],
    database: Annotated[str, typer.Option(help="Address of the database to fill.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same country.")] = 2026,
) -> None:
    """Synthetic data for demonstrations and benchmarks, marked synthetic. 生成演示数据。"""
    deployment = open_deployment(Settings(database_url=database))
    initialise(deployment)
    for step in generate_country(deployment, preset, seed=seed):
        say(zh=step.zh, en=step.en)


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8501,
    address: Annotated[str, typer.Option(help="127.0.0.1 keeps it on this machine.")] = "127.0.0.1",
    open_browser: Annotated[bool, typer.Option("--open", help="Open the dashboard in a browser.")] = False,
) -> None:
    """The dashboard. 打开监测页面。"""
    from zones.server import serve as serve_dashboard  # noqa: PLC0415  Streamlit takes a second to import

    serve_dashboard(port=port, address=address, open_browser=open_browser)

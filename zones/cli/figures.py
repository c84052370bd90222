"""Commands that answer with figures: progress, past-half, ranking, history."""

from __future__ import annotations

from typing import Annotated

import typer

from zones.cli.arguments import AsJson, QuarterCode, RegionCode, indicators_of, level_of
from zones.cli.opening import open_deployment
from zones.cli.output import SPEECH, print_bytes, print_json, print_table
from zones.domain.past_half import Yardstick
from zones.domain.quarter import Quarter
from zones.exports import csv_bytes, past_half_table, progress_table, ranking_table
from zones.services import json_forms
from zones.services.history import history as figure_history
from zones.services.past_half import past_half as past_half_of
from zones.services.places import find_region
from zones.services.progress import progress as progress_of
from zones.services.ranking import ranking as ranking_of
from zones.services.tables import history_table


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command(epilog="Example: zones progress --region 320800 --quarter 2006Q1 --json")(progress)
    app.command("past-half", epilog="Example: zones past-half --region 320800 --year 2006 --json")(past_half)
    app.command(
        epilog="Example: zones ranking --region 990000 --level township "
        "--indicator infrastructure_investment --quarter 2026Q2"
    )(ranking)
    app.command(
        epilog="Example: zones history --region 320800 --quarter 2006Q1 --indicator infrastructure_investment --json"
    )(history)


def progress(
    region: RegionCode,
    quarter: QuarterCode,
    children: Annotated[bool, typer.Option("--children", help="Also every direct child.")] = False,
    indicator: Annotated[list[str] | None, typer.Option(help="Only these indicators; may be repeated.")] = None,
    json: AsJson = False,
    csv: Annotated[bool, typer.Option("--csv", help="CSV on standard output.")] = False,
) -> None:
    """Figures against annual targets: completion, schedule, lead, light, growth, rank. 完成进度。"""
    if json and csv:
        raise typer.BadParameter("choose --json or --csv")
    deployment = open_deployment()
    view = progress_of(
        deployment,
        region=find_region(deployment, region),
        quarter=Quarter.parse(quarter),
        indicators=indicators_of(deployment, indicator),
        children=children,
    )
    if json:
        print_json(json_forms.progress_json(view))
        return
    table = progress_table(view.all_rows, SPEECH.language, notes=view.remarks(SPEECH.language))
    if csv:
        print_bytes(csv_bytes(table))
    else:
        print_table(table)


def past_half(
    region: RegionCode,
    year: Annotated[int, typer.Option(min=1949, max=9999, help="The year whose first half is judged.")],
    yardstick: Annotated[Yardstick, typer.Option(help="What a goal is held against.")] = Yardstick.MILESTONE,
    json: AsJson = False,
) -> None:
    """The mid-year verdict of a region and of every region below it. 双过半。"""
    deployment = open_deployment()
    view = past_half_of(deployment, region=find_region(deployment, region), year=year, yardstick=yardstick)
    if json:
        print_json(json_forms.past_half_json(view, deployment))
    else:
        print_table(past_half_table(view.rows, SPEECH.language))


def ranking(
    level: Annotated[str, typer.Option(help="province, city, county, township or zone.")],
    indicator: Annotated[str, typer.Option(help="Code or name of the indicator.")],
    quarter: QuarterCode,
    region: Annotated[str | None, typer.Option(help="Whose regions; without it all of the level.")] = None,
    json: AsJson = False,
) -> None:
    """Ranks among the regions of one level, ties sharing a rank. 排名。"""
    deployment = open_deployment()
    place = None if region is None else find_region(deployment, region)
    chosen, when = deployment.catalogue.indicator(indicator), Quarter.parse(quarter)
    rows = ranking_of(deployment, region=place, level=level_of(level), indicator=chosen, quarter=when)
    if json:
        print_json(json_forms.ranking_json(rows, region=place, indicator=chosen, quarter=when))
    else:
        print_table(ranking_table(rows, chosen, SPEECH.language))


def history(
    region: RegionCode,
    quarter: QuarterCode,
    indicator: Annotated[str, typer.Option(help="Code or name of the indicator.")],
    json: AsJson = False,
) -> None:
    """Every value a figure ever had, with the submission that said it. 数据历史。"""
    deployment = open_deployment()
    place, chosen = find_region(deployment, region), deployment.catalogue.indicator(indicator)
    when = Quarter.parse(quarter)
    values = figure_history(deployment, region=place, quarter=when, indicator=chosen)
    if json:
        print_json(json_forms.history_json(values, region=place, indicator=chosen, quarter=when))
    else:
        print_table(history_table(values, chosen, SPEECH.language))

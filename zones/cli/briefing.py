"""The command for bulletins: brief."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from zones.cli.arguments import AsJson, Author, author_or_user
from zones.cli.opening import open_deployment
from zones.cli.output import SPEECH, print_bytes, print_json, print_table, say
from zones.cli.whole_file import write_whole
from zones.domain.briefing import Choice, Length
from zones.domain.correction import Differences
from zones.domain.quarter import Quarter
from zones.exports.briefing.correction import changes_table
from zones.services.briefing import briefing
from zones.services.briefing_changes import differences
from zones.services.briefing_documents import Format, Press, Rendered, Templates, correction, load_templates
from zones.services.briefing_issues import Issued, Order, issue, reopen
from zones.services.briefing_json import differences_json, issue_json
from zones.services.briefing_layouts import Layout, find_layout, save_layout
from zones.services.deployment import Deployment
from zones.services.places import find_region

_READABLE = frozenset({Format.MARKDOWN, Format.TEXT})

Output = Annotated[Path | None, typer.Option("-o", "--output", help="The file to write.", dir_okay=False)]
Chosen = Annotated[Format | None, typer.Option("--format", help="What to write (default: by the file's ending).")]


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command(
        epilog="Examples: zones brief --region 320800 --quarter 2006Q1 --format docx -o bulletin.docx; "
        "zones brief --region 320800 --quarter 2006Q1 --issue; zones brief --diff CODE"
    )(brief)


def brief(  # noqa: PLR0913, PLR0917  every option of a command is an argument
    region: Annotated[str | None, typer.Option(help="Code or unambiguous name, such as 320800.")] = None,
    quarter: Annotated[str | None, typer.Option(help="Such as 2006Q1.")] = None,
    chosen: Chosen = None,
    output: Output = None,
    indicator: Annotated[list[str] | None, typer.Option(help="Only these indicators; may be repeated.")] = None,
    group: Annotated[list[str] | None, typer.Option(help="Also this group of regions; may be repeated.")] = None,
    no_ranks: Annotated[bool, typer.Option("--no-ranks", help="Without any rank.")] = False,
    length: Annotated[Length | None, typer.Option(help="One page, or everything.")] = None,
    written_in: Annotated[
        str | None, typer.Option("--in", metavar="zh|en", help="Language of the bulletin (default: of the messages).")
    ] = None,
    layout: Annotated[str | None, typer.Option(help="Choices kept under a name.")] = None,
    keep_layout: Annotated[str | None, typer.Option("--save-layout", help="Keep these choices under a name.")] = None,
    issued: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Date printed on it (default: today).")
    ] = None,
    do_issue: Annotated[bool, typer.Option("--issue", help="Number it and freeze it with all its documents.")] = False,
    code: Annotated[str | None, typer.Option("--reopen", help="An issued bulletin, by its snapshot code.")] = None,
    diff: Annotated[
        str | None, typer.Option(help="What changed since an issue; with -o FILE the note of correction.")
    ] = None,
    by: Author = None,
    json: AsJson = False,
) -> None:
    """A bulletin of a region and a quarter. 简报、通报。"""
    if sum([do_issue, code is not None, diff is not None]) > 1:
        raise typer.BadParameter("choose one of --issue, --reopen and --diff")
    wanted = format_of(chosen, output)
    day = issued.date() if issued else datetime.now().astimezone().date()
    deployment = open_deployment()
    if diff is not None:
        _tell_differences(deployment, diff, _language(written_in), output, wanted, day, json=json)
        return
    if code is not None:
        _hand_over(reopen(deployment, code, language=_language(written_in), wanted=wanted), output)
        return
    kept = find_layout(deployment, layout) if layout else Layout(language=_language(None))
    asked = _asked(kept, region, indicator, group, length, written_in, no_ranks=no_ranks)
    if keep_layout:
        save_layout(deployment, name=keep_layout, layout=asked, author=author_or_user(by))
        say(zh=f"版式“{keep_layout}”已保存", en=f"layout {keep_layout} is kept")
        if quarter is None:
            return
    choice = _choice(asked, quarter)
    templates = load_templates()
    if do_issue:
        order = Order(templates, author_or_user(by), day, asked.masthead)
        _issue(deployment, choice, order, asked.language, output, wanted, json=json)
    else:
        _hand_over(_rendered(deployment, choice, templates, asked, day, wanted), output)


def format_of(chosen: Format | None, output: Path | None) -> Format:
    """The format asked for, else the one of the file's ending, else Word."""
    if chosen is not None or output is None:
        return chosen or Format.DOCX
    ending = output.suffix.removeprefix(".").lower()
    if ending not in {str(item) for item in Format}:
        raise typer.BadParameter(f"name a --format of {', '.join(Format)}", param_hint="--output")
    return Format(ending)


def _language(written_in: str | None) -> str:
    if written_in not in {None, "zh", "en"}:
        raise typer.BadParameter("zh or en", param_hint="--in")
    return written_in or SPEECH.language


def _asked(
    kept: Layout,
    region: str | None,
    indicators: list[str] | None,
    groups: list[str] | None,
    length: Length | None,
    written_in: str | None,
    *,
    no_ranks: bool,
) -> Layout:
    """The layout with what the options say in its place."""
    return Layout(
        region=region or kept.region,
        indicators=tuple(indicators) if indicators else kept.indicators,
        groups=tuple(groups) if groups else kept.groups,
        ranks=kept.ranks and not no_ranks,
        length=length or kept.length,
        language=_language(written_in) if written_in else kept.language,
        masthead=kept.masthead,
    )


def _choice(layout: Layout, quarter: str | None) -> Choice:
    if quarter is None:
        raise typer.BadParameter("name a quarter, such as 2006Q1", param_hint="--quarter")
    if not layout.region:
        raise typer.BadParameter("name a region, such as 320800", param_hint="--region")
    return layout.choice(Quarter.parse(quarter))


def _rendered(
    deployment: Deployment, choice: Choice, templates: Templates, layout: Layout, day: date, wanted: Format
) -> Rendered:
    model = briefing(deployment, choice)
    declared = templates.form.imprint(model.region, language=layout.language, issued=day)
    return Press(model, templates, layout.language, layout.masthead.on(declared)).rendered(wanted)


def _hand_over(document: Rendered, output: Path | None) -> None:
    """To the file named, else to standard output; what a terminal cannot show needs a file."""
    if output is not None:
        write_whole(output, document.content)
        say(zh=f"已写入 {output}", en=f"written to {output}")
    elif document.format in _READABLE:
        print_bytes(document.content)
    else:
        raise typer.BadParameter("name the file to write", param_hint="--output")


def _issue(
    deployment: Deployment,
    choice: Choice,
    order: Order,
    language: str,
    output: Path | None,
    wanted: Format,
    *,
    json: bool,
) -> None:
    done: Issued = issue(deployment, choice, order, tell=lambda step: say(zh=step.zh, en=step.en))
    record = done.record
    if done.again:
        say(
            zh=f"这些数据已作为{record.year}年第{record.number}期印发,快照码 {record.code}",
            en=f"these figures were issued before, {record.year} no. {record.number}, snapshot {record.code}",
        )
    else:
        say(
            zh=f"已印发{record.year}年第{record.number}期,快照码 {record.code}",
            en=f"issued as {record.year} no. {record.number}, snapshot {record.code}",
        )
    if json:
        print_json(issue_json(record, again=done.again))
    if output is not None:
        _hand_over(reopen(deployment, record.code, language=language, wanted=wanted), output)


def _tell_differences(
    deployment: Deployment,
    code: str,
    language: str,
    output: Path | None,
    wanted: Format,
    day: date,
    *,
    json: bool,
) -> None:
    found = differences(deployment, code)
    if json:
        print_json(differences_json(found))
    elif output is None:
        _print_differences(found)
    if output is not None:
        templates = load_templates()
        region = find_region(deployment, found.region)
        imprint = templates.form.imprint(region, language=language, issued=day)
        _hand_over(correction(found, templates=templates, language=language, imprint=imprint, wanted=wanted), output)


def _print_differences(found: Differences) -> None:
    language: Any = SPEECH.language
    if not found.anything:
        say(zh="印发后没有变化", en="nothing changed since it was issued")
        return
    say(
        zh=f"印发后 {len(found.figures)} 处数据、{len(found.moves)} 个位次、{len(found.verdicts)} 个判定发生变化",
        en=f"since it was issued {len(found.figures)} figures, {len(found.moves)} ranks and "
        f"{len(found.verdicts)} verdicts changed",
    )
    print_table(changes_table(found.figures, language))

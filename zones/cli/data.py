"""Commands that take files in: regions, targets, check, import, withdraw."""

from __future__ import annotations

from typing import Annotated

import typer

from zones.cli.arguments import (
    AsJson,
    Author,
    Encoding,
    File,
    OptionalQuarter,
    Reason,
    SheetName,
    Within,
    author_or_user,
    quarter_of,
    scope_of,
)
from zones.cli.opening import open_deployment
from zones.cli.output import REFUSED, SPEECH, fail, print_findings, print_json, say
from zones.services import importing
from zones.services.history import withdraw as withdraw_submission
from zones.services.importing import Checked, Outcome, Reading, Upload
from zones.services.region_import import import_regions as add_regions


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    regions, targets = typer.Typer(help="Regions. 地区。"), typer.Typer(help="Annual targets. 年度目标。")
    regions.command("import", epilog="Example: zones regions import regions.csv")(import_regions)
    targets.command("import", epilog="Example: zones targets import targets-2006.csv --year 2006")(import_targets)
    app.add_typer(regions, name="regions")
    app.add_typer(targets, name="targets")
    app.command(epilog="Example: zones check report.xlsx --quarter 2006Q1 --within 320831 --json")(check)
    app.command(
        "import", epilog='Example: zones import report.csv --quarter 2006Q1 --accept-warnings "checked with the county"'
    )(import_report)
    app.command(epilog='Example: zones withdraw 12 --reason "sent by mistake"')(withdraw)


def import_regions(file: File) -> None:
    """Add regions; columns code, name, level, parent, aliases, reports, valid_from, valid_to. 导入地区。"""
    outcome = add_regions(open_deployment(), name=file.name, content=file.read_bytes())
    print_findings(outcome.findings)
    if outcome.changes is None:
        fail(REFUSED, zh=f"{file.name} 未导入", en=f"{file.name} was not imported")
    changes = outcome.changes
    say(
        zh=f"新增地区 {changes.added} 个,变更 {changes.changed} 个",
        en=f"{changes.added} regions added, {changes.changed} changed",
    )


def import_targets(
    file: File,
    year: Annotated[int | None, typer.Option(min=1949, max=9999, help="When the file does not say it.")] = None,
    within: Within = None,
    sheet: SheetName = None,
    encoding: Encoding = None,
    by: Author = None,
    accept_warnings: Reason = None,
    json: AsJson = False,
) -> None:
    """Set annual targets, wide or long. 导入年度目标。"""
    deployment = open_deployment()
    scope, reading = scope_of(deployment, within), Reading(sheet=sheet, encoding=encoding)
    upload = Upload(file.name, file.read_bytes(), scope=scope, year=year, reading=reading)
    outcome = importing.import_targets(deployment, upload, author=author_or_user(by), reason=accept_warnings or "")
    if json:
        print_json(importing.outcome_json(outcome, deployment, SPEECH.language))
    _tell(outcome, json=json)


def check(
    file: File,
    quarter: OptionalQuarter = None,
    within: Within = None,
    sheet: SheetName = None,
    encoding: Encoding = None,
    json: AsJson = False,
) -> None:
    """Every finding of a quarterly report; stores nothing. 检查填报文件。"""
    deployment = open_deployment()
    reading = Reading(sheet=sheet, encoding=encoding)
    upload = Upload(file.name, file.read_bytes(), quarter_of(quarter), scope_of(deployment, within), reading=reading)
    checked = importing.check_report(deployment, upload)
    _tell_doubt(checked)
    outcome = Outcome(checked, accepted=checked.importable)
    if json:
        print_json(importing.outcome_json(outcome, deployment, SPEECH.language))
    else:
        print_findings(checked.findings)
    if not checked.importable:
        fail(REFUSED, zh=_counts_zh(outcome), en=_counts_en(outcome))
    say(zh=_counts_zh(outcome), en=_counts_en(outcome))


def import_report(
    file: File,
    quarter: OptionalQuarter = None,
    within: Within = None,
    sheet: SheetName = None,
    encoding: Encoding = None,
    accept_warnings: Reason = None,
    by: Author = None,
    json: AsJson = False,
) -> None:
    """Check a quarterly report and commit it, whole or not at all. 导入季报。"""
    deployment = open_deployment()
    reading = Reading(sheet=sheet, encoding=encoding)
    upload = Upload(file.name, file.read_bytes(), quarter_of(quarter), scope_of(deployment, within), reading=reading)
    outcome = importing.import_report(deployment, upload, author=author_or_user(by), reason=accept_warnings or "")
    if json:
        print_json(importing.outcome_json(outcome, deployment, SPEECH.language))
    _tell(outcome, json=json)


def withdraw(
    submission: Annotated[int, typer.Argument(help="The number of the submission.")],
    reason: Annotated[str, typer.Option(help="Why it is taken back.")],
    by: Author = None,
) -> None:
    """Take a submission back; the values before it come into force again. 撤回填报。"""
    withdraw_submission(open_deployment(), submission=submission, author=author_or_user(by), reason=reason)
    say(zh=f"第{submission}号填报已撤回", en=f"submission {submission} is withdrawn")


def _tell(outcome: Outcome, *, json: bool) -> None:
    """Say how an import ended; a refusal ends the command."""
    _tell_doubt(outcome.checked)
    if not json:
        print_findings(outcome.checked.findings)
    if outcome.checked.repeats is not None:
        number = outcome.checked.repeats
        say(
            zh=f"这个文件已作为第{number}号填报导入过,没有任何变化",
            en=f"this file is submission {number} already; nothing changed",
        )
    elif outcome.accepted:
        say(
            zh=f"已导入,填报编号 {outcome.submission}:{_counts_zh(outcome)}",
            en=f"imported as submission {outcome.submission}: {_counts_en(outcome)}",
        )
    elif outcome.confirmations_missing:
        fail(
            REFUSED,
            zh=f'未导入:有 {len(outcome.confirmations_missing)} 个警告需要确认,请加 --accept-warnings "原因"',
            en=f"not imported: {len(outcome.confirmations_missing)} warnings need confirming with "
            '--accept-warnings "reason"',
        )
    else:
        fail(REFUSED, zh=f"未导入:{_counts_zh(outcome)}", en=f"not imported: {_counts_en(outcome)}")


def _tell_doubt(checked: Checked) -> None:
    """Say how a text was read where that was a guess among several."""
    decision = None if checked.sheet is None else checked.sheet.decision
    if decision is not None and decision.doubtful:
        say(
            zh=f"文字编码按 {decision.encoding} 读取,不能完全确定;如有乱码,请用 --encoding 指定",
            en=f"read as {decision.encoding}, which is a guess; if texts are garbled, say --encoding",
        )


def _counts_zh(outcome: Outcome) -> str:
    checked = outcome.checked
    return f"{_rows(outcome)} 行,错误 {len(checked.errors)} 个,警告 {len(checked.warnings)} 个"


def _counts_en(outcome: Outcome) -> str:
    checked = outcome.checked
    return f"{_rows(outcome)} rows, {len(checked.errors)} errors, {len(checked.warnings)} warnings"


def _rows(outcome: Outcome) -> int:
    return 0 if outcome.checked.draft is None else len(outcome.checked.draft.regions)

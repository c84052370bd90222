"""No two numbers of a bulletin contradict each other: text, tables and charts of every format against the one model."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from tests.briefing.claims import UnexplainedError, rounded
from tests.briefing.extracts import Drawn, Extract, of_docx, of_html, of_markdown, of_pptx, of_xlsx
from tests.briefing.reading import reader
from zones.domain.briefing import Briefing
from zones.domain.document import Chart, Document, Grid, Paragraph
from zones.domain.figures import ProgressRow, cell_text
from zones.domain.quarter import Quarter
from zones.domain.region import Level
from zones.services.briefing import NothingReportedError
from zones.services.briefing_documents import Format, Press
from zones.services.places import quarters_reported
from zones.store import region_reads

if TYPE_CHECKING:
    from tests.briefing.conftest import Compute, Print
    from zones.services.deployment import Deployment

# One worker, so that a bulletin is made once for all tests that read it.
pytestmark = pytest.mark.xdist_group("briefing-consistency")

LANGUAGES = ("zh", "en")
# The real city, a real county with zones, and of the demonstration: the city at mid-year, a county, a township.
BULLETINS = (
    ("320800", "2006Q1"), ("341525", "2010Q3"), ("630223", "2010Q3"), ("990100", "2026Q2"), ("990106", "2025Q4"),
    ("990101", "2026Q1"), ("990101001", "2025Q3"),
)  # fmt: skip
QUOTED = ("填报说明", "Note of the report")


def prose(document: Document) -> Iterator[str]:
    """The running text of the sections; a report's own words are quoted, not computed."""
    glue = "" if document.language == "zh" else " "
    for block in document.blocks():
        if isinstance(block, Paragraph) and not any(word in block.lead for word in QUOTED):
            yield f"{block.lead}{glue}{block.text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_prose_is_the_models(sample: Deployment, pressed: Print, language: str) -> None:
    """Cities and counties in all quarters; the townships take turns, so that every quarter has some."""
    with sample.reading() as connection:
        regions = region_reads.all_regions(connection)
    quarters = quarters_reported(sample)
    read = 0
    for at, region in enumerate(regions):
        low = region.level >= Level.TOWNSHIP and region.synthetic
        for quarter in [quarters[at % len(quarters)]] if low else quarters:
            read += numbers_read(pressed, region.code, quarter, language)
    assert read > 50_000


def numbers_read(pressed: Print, region: str, quarter: Quarter, language: str) -> int:
    """How many numbers of a bulletin were read and found right; none where nothing is reported."""
    try:
        press = pressed(region, str(quarter), language)
    except NothingReportedError:
        return 0
    claims = reader(press.briefing, language)
    for text in prose(press.document):
        claims.read(text)
    return claims.checked


def test_ranks_asked_away_are_nowhere(pressed: Print) -> None:
    press = pressed("990100", "2026Q2", "zh", ranks=False)
    claims = reader(press.briefing, "zh")
    for text in prose(press.document):
        claims.read(text)
    words = press.rendered(Format.TEXT).content.decode()
    assert not re.search(r"位次|第\d+位|居前|居后|较高|较低", words)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("34.5%", "34.6%"),
        ("1.2亿元", "1.3亿元"),
        ("超序时进度9.5个百分点", "超序时进度9.4个百分点"),
        ("超序时进度9.5个百分点", "欠序时进度9.5个百分点"),
        ("387个", "378个"),
        ("涟水县完成年度目标的64.6%", "金湖县完成年度目标的64.6%"),
        ("3项达到或超过", "2项达到或超过"),
        ("尚缺5,391.3万元", "尚缺5,391.2万元"),
        ("有10项", "有9项"),
    ],
)
def test_the_reader_notices_a_wrong_number(pressed: Print, right: str, wrong: str) -> None:
    press = pressed("320800", "2006Q1", "zh")
    claims = reader(press.briefing, "zh")
    texts = [text for text in prose(press.document) if right in text]
    assert texts
    for text in texts:
        with pytest.raises(UnexplainedError):
            claims.read(text.replace(right, wrong))


# --- tables ------------------------------------------------------------------------------------------------


def shown(value: int | Fraction | None, size: int, decimals: int) -> str:
    """A number as a table prints it."""
    if value is None:
        return "—"
    number = rounded(Fraction(value) / size, decimals)
    return f"{number or abs(number):,.{decimals}f}"


def amount(value: int | Fraction | None, row: ProgressRow) -> str:
    return shown(value, row.indicator.scale, row.indicator.decimals)


def share(value: Fraction | None) -> str:
    return shown(None if value is None else value * 100, 1, 1)


def by_name(model: Briefing, language: str, names: Callable[[Any], str]) -> dict[tuple[str, str], ProgressRow]:
    """Every row of the model by the names of its region and indicator."""
    return {
        (names(row.region), row.indicator.label(language)): row
        for rows in (model.rows, *model.children, *model.units)
        for row in rows
    }


def checked_cells(grid: Grid, press: Press) -> int:
    """How many cells of a table of figures were held against the model."""
    language = press.language
    labels = reader(press.briefing, language).labels
    rows = by_name(press.briefing, language, labels)
    kind = grid.code.partition(":")[2]
    checked = 0
    for line in grid.table.rows:
        if grid.code == "overall":
            row = rows[labels(press.briefing.region), str(line[0])]
            wanted = [amount(row.value, row), amount(row.target, row), share(row.completion), share(row.lead)]
            assert [cell_text(cell) for cell in line[2:6]] == wanted
            assert cell_text(line[7]) == share(row.yoy)
            checked += 5
        elif kind in {"amount", "completion", "rank"}:
            names = sum(not column.numeric for column in grid.table.columns)
            for column, cell in zip(grid.table.columns[names:], line[names:], strict=True):
                row = rows[str(line[names - 1]), named(column.header, press)]
                printed = {
                    "amount": lambda row: amount(row.value, row),
                    "completion": lambda row: share(row.completion),
                    "rank": lambda row: shown(row.rank if row.peers > 1 else None, 1, 0),
                }[kind](row)
                assert cell_text(cell) == printed, (grid.caption, line, column)
                checked += 1
    return checked


def named(header: str, press: Press) -> str:
    """The indicator that a column's header names."""
    names = [row.indicator.label(press.language) for row in press.briefing.rows]
    return max((name for name in names if header.startswith(name)), key=len)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("region", "quarter"), BULLETINS)
def test_every_table_of_figures_is_the_models(pressed: Print, region: str, quarter: str, language: str) -> None:
    press = pressed(region, quarter, language)
    assert sum(checked_cells(grid, press) for grid in press.document.grids) >= len(press.briefing.rows)


# --- charts ------------------------------------------------------------------------------------------------


def expected_chart(chart: Chart, press: Press) -> Drawn:
    """What a chart must show, from the model."""
    model, language = press.briefing, press.language
    labels = reader(model, language).labels
    kind, _, code = chart.code.partition(":")
    if kind == "overall":
        rows = model.targeted_rows
        names = [row.indicator.label(language) for row in rows]
        return Drawn(
            names,
            {
                chart.series[0].name: [rounded(Fraction(row.completion or 0) * 100, 1) for row in rows],
                chart.series[1].name: [rounded(row.schedule * 100, 1) for row in rows],
            },
        )
    if kind == "children":
        known = {labels(row.region): row for rows in model.children for row in rows if row.indicator.code == code}
        values = [rounded(Fraction(known[name].completion or 0) * 100, 1) for name in chart.categories]
        assert len(chart.categories) == sum(row.completion is not None for row in known.values())
        return Drawn(list(chart.categories), {chart.series[0].name: values})
    trend = next(item for item in model.trends if item.indicator.code == code)
    points = {str(point.quarter): point.value for point in trend.points}
    scale, decimals = trend.indicator.scale, trend.indicator.decimals
    numbers = [
        None if points[name] is None else rounded(Fraction(points[name] or 0, scale), decimals)
        for name in chart.categories
    ]
    return Drawn(list(chart.categories), {chart.series[0].name: numbers})


def plain(drawn: Drawn) -> Drawn:
    """Numbers without trailing zeros, to be compared."""
    series = {
        name: [None if value is None else Decimal(value).normalize() + 0 for value in values]
        for name, values in drawn.series.items()
    }
    return Drawn(drawn.categories, series)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("region", "quarter"), BULLETINS)
def test_native_charts_of_word_and_slides_are_the_models(
    pressed: Print, region: str, quarter: str, language: str
) -> None:
    press = pressed(region, quarter, language)
    wanted = [plain(expected_chart(chart, press)) for chart in press.document.charts]
    assert bool(wanted) is (len(press.briefing.targeted_rows) > 1)
    assert of_docx(press.rendered(Format.DOCX).content).charts == wanted
    assert of_pptx(press.rendered(Format.PPTX).content).charts == wanted


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("region", "quarter"), BULLETINS)
def test_interactive_charts_are_drawn_from_the_model(pressed: Print, region: str, quarter: str, language: str) -> None:
    press = pressed(region, quarter, language)
    _, figures = of_html(press.rendered(Format.HTML).content)
    charts = press.document.charts
    assert len(figures) == len(charts) + (press.briefing.half_year.as_of is not None)
    for chart, figure in zip(charts, figures, strict=False):
        kind, _, code = chart.code.partition(":")
        if kind == "trend":
            continue
        rows = press.briefing.targeted_rows if kind == "overall" else rows_of_code(press.briefing, code)
        bars = next(trace for trace in figure["data"] if trace.get("name") == "completion")
        drawn = sorted(value for value in bars["x"] if value is not None)
        wanted = sorted(float(row.completion * 100) for row in rows if row.completion is not None)
        assert drawn == pytest.approx(wanted)


def rows_of_code(model: Briefing, code: str) -> list[ProgressRow]:
    return [row for rows in model.children for row in rows if row.indicator.code == code]


# --- every format says the same ----------------------------------------------------------------------------


def lines_of(document: Document) -> list[str]:
    """Every paragraph, however a format sets its lead."""
    return [squeezed(block.lead + block.text) for block in document.blocks() if isinstance(block, Paragraph)]


def squeezed(text: str) -> str:
    """Without blanks, which formats set as they like."""
    return re.sub(r"\s+", "", text)


def cells_of(document: Document) -> list[list[list[str]]]:
    return [
        [grid.table.headers, *([cell_text(cell) for cell in row] for row in grid.table.rows)] for grid in document.grids
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("region", "quarter"), BULLETINS)
def test_word_page_and_markdown_say_the_same(pressed: Print, region: str, quarter: str, language: str) -> None:
    press = pressed(region, quarter, language)
    document = press.document
    extracts: dict[str, Extract] = {
        "docx": of_docx(press.rendered(Format.DOCX).content),
        "html": of_html(press.rendered(Format.HTML).content)[0],
        "md": of_markdown(press.rendered(Format.MARKDOWN).content),
    }
    for name, found in extracts.items():
        said = {squeezed(text) for text in found.paragraphs}
        assert [line for line in lines_of(document) if line not in said] == [], name
        tables = [table for table in found.tables if table in cells_of(document)]
        assert tables == cells_of(document), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("region", "quarter"), BULLETINS)
def test_slides_say_the_same_on_screen_or_in_the_notes(
    pressed: Print, region: str, quarter: str, language: str
) -> None:
    press = pressed(region, quarter, language)
    found = of_pptx(press.rendered(Format.PPTX).content)
    said = {squeezed(text) for text in (*found.paragraphs, *found.notes)}
    assert [line for line in lines_of(press.document) if line not in said] == []
    shown_rows = {tuple(row) for table in found.tables for row in table}
    for section in press.document.sections:
        for grid in section.grids:
            assert {tuple(cell_text(cell) for cell in row) for row in grid.table.rows} <= shown_rows


# --- the workbook ------------------------------------------------------------------------------------------


def numbers_of(press: Press) -> Iterator[tuple[str, Sequence[Sequence[ProgressRow]]]]:
    """The sheets of regions by indicators, with the regions they show."""
    children, units = ("县区", "乡镇") if press.language == "zh" else ("counties", "townships")
    yield children, press.briefing.children
    yield units, press.briefing.units


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_holds_exact_numbers_and_shares(pressed: Print, language: str) -> None:
    press = pressed("990100", "2026Q2", language)
    sheets = of_xlsx(press.rendered(Format.XLSX).content)
    for level, regions in numbers_of(press):
        by_kind = {
            kind: next(rows for title, rows in sheets.items() if level in title and word in title)
            for kind, word in (("amount", "数值"), ("target", "目标"), ("completion", "完成率"))
        } if language == "zh" else {
            kind: next(rows for title, rows in sheets.items() if level in title and word in title)
            for kind, word in (("amount", "figures"), ("target", "targets"), ("completion", "completion"))
        }  # fmt: skip
        for kind, rows in by_kind.items():
            heads = rows[2]
            for line, own in zip(rows[3:], regions, strict=False):
                by_label = {row.indicator.label(language): row for row in own}
                for head, cell in zip(heads[2:], line[2:], strict=True):
                    row = by_label[named(str(head), press)]
                    wanted: Fraction | int | None = {
                        "amount": None if row.value is None else Fraction(row.value, row.indicator.scale),
                        "target": None if row.target is None else Fraction(row.target, row.indicator.scale),
                        "completion": None if row.completion is None else row.completion * 100,
                    }[kind]
                    assert cell == ("—" if wanted is None else pytest.approx(float(wanted))), (level, kind, head)


def test_totals_are_the_sums_of_the_rows_above(pressed: Print) -> None:
    press = pressed("990100", "2026Q2", "zh")
    rows = of_xlsx(press.rendered(Format.XLSX).content)["县区数值"]
    total = next(row for row in rows if row[0] == "合计")
    above = rows[3 : rows.index(total)]
    own = {row.indicator.label("zh"): row for row in press.briefing.rows}
    for at, head in enumerate(rows[2][2:], start=2):
        numbers = [row[at] for row in above if isinstance(row[at], int | float)]
        row = own[named(str(head), press)]
        assert total[at] == pytest.approx(sum(numbers))
        assert total[at] == pytest.approx(float(Fraction(row.value or 0, row.indicator.scale)))


@pytest.mark.parametrize(("region", "quarter"), [("990100", "2026Q2"), ("320800", "2006Q1")])
def test_formulas_come_to_what_is_printed(
    pressed: Print, region: str, quarter: str, tmp_path: Path, unavailable: Callable[[str], NoReturn]
) -> None:
    """LibreOffice computes every formula anew; what it shows is what was written."""
    office = shutil.which("soffice") or unavailable("no LibreOffice")
    content = pressed(region, quarter, "zh").rendered(Format.XLSX).content
    (tmp_path / "in.xlsx").write_bytes(content)
    arguments = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    arguments += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out")]
    subprocess.run([*arguments, str(tmp_path / "in.xlsx")], check=True, capture_output=True, timeout=120)
    written, computed = of_xlsx(content), of_xlsx((tmp_path / "out" / "in.xlsx").read_bytes())
    compared = 0
    for title, rows in written.items():
        for row, again in zip(rows, computed[title], strict=False):
            for cell, other in zip(row, again, strict=False):
                if isinstance(cell, int | float):
                    assert other == pytest.approx(cell), (title, row)
                    compared += 1
    assert compared > 30


def test_a_model_is_one_text_whatever_the_language(computed: Compute, pressed: Print) -> None:
    model = computed("990100", "2026Q2")
    assert {pressed("990100", "2026Q2", language).document.code for language in LANGUAGES} == {model.code}

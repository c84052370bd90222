"""The demonstration files: the committed bytes are what the generator writes, and they say what the country says."""

from __future__ import annotations

import csv
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from zones.catalogue import Catalogue, load_catalogue
from zones.domain.quarter import Quarter
from zones.synthetic import SEED, SyntheticCountry, country, files
from zones.synthetic.demonstration import ALL_MET, APPROXIMATE, CITY, OWN_REPORT
from zones.synthetic.reports import MISREPORTED
from zones.synthetic.sheets import exact

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
MARK = "合成演示数据"

Row = list[str]
Place = tuple[str, str]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def city(catalogue: Catalogue) -> SyntheticCountry:
    return country("small", seed=SEED, catalogue=catalogue)


@pytest.fixture(scope="module")
def written(catalogue: Catalogue) -> dict[str, bytes]:
    return files(seed=SEED, catalogue=catalogue)


def test_the_committed_files_are_what_the_generator_writes(written: dict[str, bytes]) -> None:
    committed = {
        path.relative_to(SAMPLES).as_posix(): path.read_bytes()
        for folder in ("demonstration", "try")
        for path in (SAMPLES / folder).iterdir()
    }
    assert committed.keys() == written.keys()
    for name, content in written.items():
        assert _unpacked(committed[name]) == _unpacked(content), name


def test_writing_twice_gives_the_same_bytes(written: dict[str, bytes], catalogue: Catalogue) -> None:
    assert files(seed=SEED, catalogue=catalogue) == written


def test_every_file_says_that_it_is_synthetic(written: dict[str, bytes]) -> None:
    for name, content in written.items():
        rows = _rows(name, content)
        assert MARK in ("".join(rows[1]) if name.endswith("regions.csv") else rows[0][0]), name


def test_the_forms_that_real_files_come_in_are_there(written: dict[str, bytes]) -> None:
    contents = written.values()
    assert any(content.startswith(b"PK") for content in contents)
    assert any(content.startswith(b"\xef\xbb\xbf") for content in contents)
    assert any(_is_gb18030(content) for content in contents)


def test_the_files_together_say_what_is_in_force(
    written: dict[str, bytes], city: SyntheticCountry, catalogue: Catalogue
) -> None:
    corrected = {str(quarter) for quarter in MISREPORTED}
    for quarter in city.quarters:
        name = next(name for name in written if name.startswith(f"demonstration/report-{quarter}"))
        said = _amounts(_rows(name, written[name]), catalogue)
        if str(quarter) in corrected:
            correction = f"demonstration/correction-{quarter}.csv"
            said |= _amounts(_rows(correction, written[correction]), catalogue)
        assert said == _in_force(city.report(quarter).drop(index=OWN_REPORT, errors="ignore")), quarter


def test_a_first_report_differs_from_its_correction(
    written: dict[str, bytes], city: SyntheticCountry, catalogue: Catalogue
) -> None:
    for quarter, changes in MISREPORTED.items():
        name = f"demonstration/report-{quarter}.csv"
        first, right = _amounts(_rows(name, written[name]), catalogue), _in_force(city.report(quarter))
        assert {place: first[place] - right[place] for place in first if first[place] != right[place]} == changes


def test_target_files_say_the_targets(written: dict[str, bytes], city: SyntheticCountry, catalogue: Catalogue) -> None:
    for year in range(2023, 2027):
        name = f"demonstration/targets-{year}.csv"
        assert _amounts(_rows(name, written[name]), catalogue) == _in_force(city.targets(year))


def test_the_county_that_reports_itself_has_a_row_a_figure(
    written: dict[str, bytes], city: SyntheticCountry, catalogue: Catalogue
) -> None:
    by_name = {item.name: item for item in catalogue.indicators.values()}
    said = {}
    for quarter, region, _, name, value, unit in _rows("own.csv", written["demonstration/county-own-reports.csv"])[2:]:
        assert unit == by_name[name].unit.name
        said[quarter, region, by_name[name].code] = int(Decimal(value) * by_name[name].scale)
    expected = {
        (str(quarter), *place): amount
        for quarter in city.quarters
        for place, amount in _in_force(city.report(quarter)).items()
        if place[0] == OWN_REPORT
    }
    assert said == expected


def test_approximate_figures_are_written_so(written: dict[str, bytes]) -> None:
    about = [cell for name, content in written.items() for row in _rows(name, content) for cell in row if "约" in cell]
    assert len(about) == len(APPROXIMATE)


def test_a_total_row_is_the_sum(written: dict[str, bytes]) -> None:
    header, *rows, total = _rows("report.xlsx", written["demonstration/report-2026Q1.xlsx"])[1:]
    assert total[2] == "合计"
    for column in range(3, len(header)):
        assert Decimal(total[column]) == sum(Decimal(row[column] or 0) for row in rows), header[column]


def test_the_files_to_try_are_the_next_quarter_with_and_without_mistakes(written: dict[str, bytes]) -> None:
    clean, wrong = (
        _rows("report.csv", written[f"try/report-2026Q3-{ALL_MET}{ending}.csv"]) for ending in ("", "-with-mistakes")
    )
    assert "2026年三季度" in clean[0][0]
    assert all(row[1].startswith(ALL_MET) for row in clean[2:])
    differences = {
        (at, column): (right, cell)
        for at, (right_row, row) in enumerate(zip(clean, wrong, strict=True), start=1)
        for column, (right, cell) in enumerate(zip(right_row, row, strict=True))
        if right != cell
    }
    assert {place: cell for place, (_, cell) in differences.items()} == {
        (5, 1): "",
        (5, 2): "无名镇",
        (8, 3): f"-{differences[8, 3][0]}",
        (11, 4): "待报",
    }


def test_regions_file_is_the_country(written: dict[str, bytes], city: SyntheticCountry) -> None:
    header, *rows = _rows("regions.csv", written["demonstration/regions.csv"])
    assert header == list(city.regions.columns)
    assert rows[0][0] == CITY
    assert [row[0] for row in rows] == city.regions["code"].tolist()


@pytest.mark.parametrize(
    ("amount", "scale", "text"),
    [(0, 10_000, "0"), (5_000_000, 10_000, "500"), (299_999, 10_000, "29.9999"), (1, 100, "0.01"), (7, 1, "7")],
)
def test_amounts_are_written_exactly(amount: int, scale: int, text: str) -> None:
    assert str(exact(amount, scale)) == text


def _unpacked(content: bytes) -> object:
    """A workbook by its parts: how well they are compressed differs between machines and says nothing."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {part.filename: book.read(part) for part in book.infolist()}


def _is_gb18030(content: bytes) -> bool:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return not content.startswith(b"PK") and MARK in content.decode("gb18030")
    return False


def _rows(name: str, content: bytes) -> list[Row]:
    if name.endswith(".xlsx"):
        page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        return [["" if cell is None else str(cell) for cell in row] for row in page.iter_rows(values_only=True)]
    text = content.decode("gb18030" if _is_gb18030(content) else "utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def _amounts(rows: list[Row], catalogue: Catalogue) -> dict[Place, int]:
    """What a wide table says, in smallest units, by region code and indicator; written here a second time on purpose."""
    columns = []
    for header in rows[1][3:]:
        name, unit = header.removesuffix(")").split("(")
        indicator = catalogue.indicator(name)
        smallest = {item.name: item.smallest for item in catalogue.units[indicator.unit.quantity]}[unit]
        columns.append((indicator.code, int(smallest)))
    return {
        (row[1], code): int(Decimal(cell.removeprefix("约")) * smallest)
        for row in rows[2:]
        if row[1]
        for (code, smallest), cell in zip(columns, row[3:], strict=True)
        if cell not in {"", "—", "/"}
    }


def _in_force(frame: pd.DataFrame) -> dict[Place, int]:
    return {(str(region), code): int(value) for code in frame.columns for region, value in frame[code].dropna().items()}


def test_quarters_of_the_files_are_those_of_the_country(written: dict[str, bytes], city: SyntheticCountry) -> None:
    said = {Quarter.parse(name.split("report-")[1][:6]) for name in written if name.startswith("demonstration/report-")}
    assert said == set(city.quarters)

"""init, regions, targets, check, import, withdraw: files in, findings out, and nothing stored by a refusal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from tests.intake.writers import Page, by_openpyxl
from zones.store.engine import open_engine, reading

if TYPE_CHECKING:
    from tests.cli.conftest import Run

REGIONS = """code,name,level,parent,aliases,reports,valid_from,valid_to
900100,清江市,city,,,0,,
900101,甲县,county,900100,,0,,
900101001,河东镇,township,900101,河东,1,,
900101002,河西镇,township,900101,,1,,
"""
TARGETS = "代码,基础设施投入(万元),计划实施项目(个)\n900101001,1000,9\n900101002,2000,6\n"
REPORT = "地区,基础设施投入(万元),落地项目(个)\n河东镇,345,9\n河西镇,500.5,3\n"
MISTAKES = "地区,基础设施投入(万元),落地项目(个)\n无名镇,345,9\n河东镇,-3,9\n河西镇,500.5,许多\n"


@pytest.fixture
def write(tmp_path: Path) -> object:
    def written(name: str, text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return written


def everything(url: str) -> dict[str, list[str]]:
    engine = open_engine(url)
    with reading(engine) as connection:
        names = sa.inspect(connection).get_table_names()
        rows = {
            name: sorted(map(repr, connection.execute(sa.select("*").select_from(sa.table(name))))) for name in names
        }
    engine.dispose()
    return rows


@pytest.fixture
def county(run: Run, empty: str, write: object) -> str:
    """A county with two townships and their targets of 2026."""
    assert run("init").status == 0
    assert run("regions", "import", write("regions.csv", REGIONS)).status == 0
    assert run("targets", "import", write("targets.csv", TARGETS), "--year", 2026).status == 0
    return empty


def test_from_a_report_to_figures(run: Run, county: str, write: object) -> None:
    ended = run("import", write("一季度.csv", REPORT, "gb18030"), "--quarter", "2026Q1", "--by", "王", "--json")
    assert ended.status == 0
    document = ended.json
    assert (document["file"], document["quarter"], document["accepted"]) == ("一季度.csv", "2026Q1", True)
    assert document["submission"] > 0
    assert {"region": "900101002", "quarter": "2026Q1", "indicator": "infrastructure_investment", "value": 500.5,
            "unit": "万元", "approximate": False} in document["figures"]  # fmt: skip
    rows = run("progress", "--region", "900101", "--quarter", "2026Q1", "--json").json["rows"]
    money = next(row for row in rows if row["indicator"] == "infrastructure_investment")
    assert (money["value"], money["target"], money["coverage"]) == (845.5, 3000, {"expected": 2, "reported": 2})


def test_a_check_stores_nothing(run: Run, county: str, write: object) -> None:
    before = everything(county)
    ended = run("check", write("a.csv", REPORT), "--quarter", "2026Q1", "--json")
    assert (ended.status, ended.json["accepted"], ended.json["submission"]) == (0, True, None)
    assert everything(county) == before


def test_three_mistakes_are_three_findings_and_the_database_is_unchanged(run: Run, county: str, write: object) -> None:
    before = everything(county)
    ended = run("import", write("a.csv", MISTAKES), "--quarter", "2026Q1", "--json")
    assert ended.status == 1
    errors = [item for item in ended.json["findings"] if item["severity"] == "error"]
    assert [(item["code"], item["row"], item["column"], item["value"]) for item in errors] == [
        ("unknown_region", 2, "地区", "无名镇"),
        ("negative_value", 3, "基础设施投入(万元)", "-3"),
        ("not_a_number", 4, "落地项目(个)", "许多"),
    ]
    assert (ended.json["accepted"], ended.json["submission"]) == (False, None)
    assert everything(county) == before
    said = run("import", write("a.csv", MISTAKES), "--quarter", "2026Q1")
    assert (said.status, said.out) == (1, "")
    assert all(word in said.err for word in ("第2行", "无名镇", "第3行", "-3", "第4行", "许多"))


def test_the_same_file_again_changes_nothing(run: Run, county: str, write: object) -> None:
    file = write("a.csv", REPORT)
    first = run("import", file, "--quarter", "2026Q1", "--json").json["submission"]
    before = everything(county)
    again = run("import", file, "--quarter", "2026Q1", "--json")
    assert (again.status, again.json["submission"], again.json["accepted"]) == (0, first, True)
    assert everything(county) == before


def test_the_sender_may_say_how_a_file_is_read(run: Run, county: str, write: object, tmp_path: Path) -> None:
    header, *rows = [line.split(",") for line in REPORT.splitlines()]
    book = tmp_path / "two.xlsx"
    book.write_bytes(by_openpyxl(Page([header, *rows], name="一"), Page([header, rows[1]], name="二")))
    both = run("check", book, "--quarter", "2026Q1", "--json").json
    assert "sheet_left_out" in {item["code"] for item in both["findings"]}
    other = run("import", book, "--quarter", "2026Q1", "--sheet", "二", "--json")
    assert (other.status, {item["region"] for item in other.json["figures"]}) == (0, {"900101002"})
    none = run("check", book, "--quarter", "2026Q1", "--sheet", "三")
    assert (none.status, "一、二" in none.err) == (1, True)
    garbled = run("check", write("a.csv", REPORT, "gb18030"), "--quarter", "2026Q1", "--encoding", "utf-8", "--json")
    assert (garbled.status, [item["code"] for item in garbled.json["findings"]]) == (1, ["unreadable_file"])
    unmarked = run(
        "check", write("c.csv", REPORT, "utf-16-le"), "--quarter", "2026Q1", "--encoding", "utf-16", "--json"
    )
    assert unmarked.status == 0
    assert unmarked.json["figures"]
    assert run("check", book, "--encoding", "ebcdic").status == 2
    doubtful = write("b.csv", "code,projects_landed,note\n900101001,9,é\n")
    assert "--encoding" in run("check", doubtful, "--quarter", "2026Q1").err
    assert "--encoding" not in run("check", doubtful, "--quarter", "2026Q1", "--encoding", "utf-8").err


def test_warnings_are_confirmed_with_a_reason(run: Run, county: str, write: object) -> None:
    assert run("import", write("a.csv", REPORT), "--quarter", "2026Q1").status == 0
    lower = write("b.csv", REPORT.replace("345", "300").replace("500.5", "600"))
    refused = run("import", lower, "--quarter", "2026Q2")
    assert refused.status == 1
    assert "--accept-warnings" in refused.err
    accepted = run("import", lower, "--quarter", "2026Q2", "--accept-warnings", "一季度多报", "--json")
    assert (accepted.status, accepted.json["accepted"]) == (0, True)
    told = run("history", "--region", "900101001", "--quarter", "2026Q2", "--indicator", "基础设施投入", "--json").json
    assert told["values"][0]["reason"] == "一季度多报"


def test_a_correction_replaces_and_a_withdrawal_brings_back(run: Run, county: str, write: object) -> None:
    assert run("import", write("a.csv", REPORT), "--quarter", "2026Q1").status == 0
    number = run("import", write("b.csv", REPORT.replace("345", "400")), "--quarter", "2026Q1", "--json").json[
        "submission"
    ]
    ask = ("history", "--region", "河东", "--quarter", "2026Q1", "--indicator", "infrastructure_investment", "--json")
    assert [(item["value"], item["in_force"]) for item in run(*ask).json["values"]] == [(345, False), (400, True)]
    assert run("withdraw", number, "--reason", "重复").status == 0
    assert [(item["value"], item["in_force"]) for item in run(*ask).json["values"]] == [(345, True), (400, False)]
    again = run("withdraw", number, "--reason", "重复")
    assert (again.status, "已撤回" in again.err) == (2, True)
    for which, reason, word in ((1, " ", "写明原因"), (2**31, "重复", str(2**31))):
        refused = run("withdraw", which, "--reason", reason)
        assert (refused.status, word in refused.err) == (2, True)


def test_a_file_outside_its_scope_is_refused(run: Run, county: str, write: object) -> None:
    ended = run("check", write("a.csv", REPORT), "--quarter", "2026Q1", "--within", "900101001", "--json")
    assert ended.status == 1
    assert [(item["code"], item["row"]) for item in ended.json["findings"] if item["severity"] == "error"] == [
        ("out_of_scope", 3)
    ]


def test_a_file_that_names_no_quarter_says_so(run: Run, county: str, write: object) -> None:
    ended = run("check", write("a.csv", REPORT), "--json")
    assert ended.status == 1
    assert "missing_quarter" in {item["code"] for item in ended.json["findings"]}


def test_broken_regions_are_refused_whole(run: Run, county: str, write: object) -> None:
    broken = REGIONS.replace("900101002,河西镇,township", "900101002,河西镇,village").replace(
        "河东镇,township,900101", "河东镇,township,900999"
    )
    before = everything(county)
    ended = run("regions", "import", write("broken.csv", broken))
    assert ended.status == 1
    assert "village" in ended.err
    assert "900999" in ended.err
    assert everything(county) == before


def test_without_a_database_the_environment_failed(run: Run, empty: str, write: object) -> None:
    ended = run("check", write("a.csv", REPORT), "--quarter", "2026Q1")
    assert ended.status == 3
    assert "zones init" in ended.err


@pytest.mark.parametrize("url", ["sqlite:////proc/no/such/folder/zones.db", "postgresql://127.0.0.1:1/zones"])
def test_an_unreachable_database_ends_with_three(run: Run, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("ZONES_DATABASE_URL", url)
    ended = run("init")
    assert (ended.status, ended.out) == (3, "")
    assert "Traceback" not in ended.err


def test_a_file_that_is_not_there_is_wrong_usage(run: Run, county: str) -> None:
    ended = run("check", "/no/such/file.csv")
    assert (ended.status, "/no/such/file.csv" in ended.err) == (2, True)


def test_init_twice_and_the_sample_on_request(run: Run, empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("init").status == 0
    assert run("init").status == 0
    monkeypatch.setenv("ZONES_SAMPLE", "none")
    ended = run("init", "--sample")
    assert (ended.status, "ZONES_SAMPLE=none" in ended.err) == (0, True)
    assert run("progress", "--region", "320800", "--quarter", "2006Q1").status == 2


def test_the_sample_loads_once(run: Run, sample: str) -> None:
    before = everything(sample)
    ended = run("init", "--sample")
    assert ended.status == 0
    assert "已在库中" in ended.err
    assert everything(sample) == before


@pytest.mark.parametrize(
    "command",
    ["init", "regions import", "targets import", "check", "import", "withdraw", "progress", "past-half", "ranking",
     "history", "generate", "serve"],
)  # fmt: skip
def test_every_command_explains_itself_with_an_example(run: Run, command: str) -> None:
    ended = run(*command.split(), "--help")
    assert ended.status == 0
    assert f"Example: zones {command}" in ended.out

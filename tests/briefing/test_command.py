"""zones brief: files whole or not at all, issues, corrections, and a clear word for everything that goes wrong."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from tests.briefing.extracts import of_docx
from tests.sample import build_sample
from zones.cli import main
from zones.settings import Settings

if TYPE_CHECKING:
    from tests.conftest import SqliteDatabases

CITY = ("--region", "320800", "--quarter", "2006Q1")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, sqlite_databases: SqliteDatabases) -> Run:
    """Run `zones brief …` over a copy of the sample: status, standard output, standard error."""
    monkeypatch.setenv("ZONES_DATABASE_URL", sqlite_databases.copy_of("sample", build_sample))

    def run_command(*arguments: object) -> tuple[int, str, str]:
        capfd.readouterr()
        monkeypatch.setattr(sys, "argv", ["zones", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capfd.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run_command


def test_the_ending_of_the_file_says_the_format(run: Run, tmp_path: Path) -> None:
    for ending, start in (("docx", b"PK"), ("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF"), ("md", b"# ")):
        file = tmp_path / f"bulletin.{ending}"
        status, out, _ = run("brief", *CITY, "-o", file)
        assert (status, out) == (0, "")
        assert file.read_bytes().startswith(start)
    status, _, _ = run("brief", *CITY, "--format", "xlsx", "-o", tmp_path / "annex")
    assert status == 0
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "annex", "bulletin.docx", "bulletin.html", "bulletin.md", "bulletin.pdf",
    ]  # fmt: skip


def test_text_goes_to_standard_output_and_other_formats_need_a_file(run: Run) -> None:
    status, out, _ = run("brief", *CITY, "--format", "md", "--in", "en")
    assert status == 0
    assert "infrastructure investment came to 120.0 million yuan" in out
    status, out, err = run("brief", *CITY, "--format", "docx")
    assert (status, out) == (2, "")
    assert "--output" in err


def test_choices_are_honoured(run: Run, tmp_path: Path) -> None:
    status, out, _ = run(
        "brief", *CITY, "--format", "txt", "--indicator", "基础设施投入", "--no-ranks", "--length", "page"
    )
    assert status == 0
    assert "固定资产投资" not in out
    assert "位次" not in out


def test_a_layout_is_kept_and_used(run: Run) -> None:
    status, _, _ = run(
        "brief", "--region", "320800", "--indicator", "projects_completed", "--length", "page", "--save-layout", "季报"
    )
    assert status == 0
    status, out, _ = run("brief", "--layout", "季报", "--quarter", "2006Q1", "--format", "txt")
    assert status == 0
    assert "竣工项目" in out
    assert "基础设施投入" not in out
    status, _, err = run("brief", "--layout", "无", "--quarter", "2006Q1", "--format", "txt")
    assert status == 2
    assert "季报" in err


def test_issue_reopen_and_diff(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "issued.docx"
    status, out, err = run("brief", *CITY, "--issue", "--date", "2006-04-20", "--by", "文秘", "--json", "-o", file)
    record = orjson.loads(out)
    assert status == 0
    assert (record["number"], record["year"], record["again"]) == (1, 2006, False)
    assert "已印发2006年第1期" in err
    assert "第1期" in of_docx(file.read_bytes()).paragraphs
    again = tmp_path / "again.docx"
    status, _, _ = run("brief", "--reopen", record["code"], "-o", again)
    assert status == 0
    assert again.read_bytes() == file.read_bytes()
    status, out, err = run("brief", "--diff", record["code"])
    assert (status, out) == (0, "")
    assert "没有变化" in err


def test_a_correction_is_written(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("brief", *CITY, "--issue", "--json")
    code = orjson.loads(out)["code"]
    report = tmp_path / "correction.csv"
    report.write_text("季度,代码,地区,基础设施投入(万元)\n2006Q1,320800,淮安市,13000\n", encoding="utf-8-sig")
    status, _, err = run("import", report, "--accept-warnings", "补报道路工程款", "--by", "审核员")
    assert status == 0, err
    status, out, _ = run("brief", "--diff", code, "--json")
    figures = orjson.loads(out)["figures"]
    assert [(item["old"]["value"], item["new"]["value"]) for item in figures] == [(12000, 13000)]
    note = tmp_path / "note.docx"
    status, _, _ = run("brief", "--diff", code, "-o", note)
    text = "\n".join(of_docx(note.read_bytes()).paragraphs)
    assert status == 0
    assert "由1.2亿元更正为1.3亿元" in text
    assert "补报道路工程款" in text


# --- what goes wrong ---------------------------------------------------------------------------------------


def test_a_region_without_any_report_is_refused_and_leaves_no_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bulletin.docx"
    status, out, err = run("brief", "--region", "320800", "--quarter", "2007Q1", "-o", file)
    assert (status, out) == (1, "")
    assert "淮安市2007年一季度没有任何上报数据" in err
    assert list(tmp_path.glob("*.docx")) == []


def full_disk(*_arguments: Any) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_leaves_what_was_there(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    file = folder / "bulletin.docx"
    file.write_bytes(b"before")
    monkeypatch.setattr("zones.cli.whole_file.os.fsync", full_disk)
    status, out, err = run("brief", *CITY, "-o", file)
    assert (status, out) == (3, "")
    assert "磁盘已满" in err
    assert "Traceback" not in err
    assert [path.name for path in folder.iterdir()] == ["bulletin.docx"]
    assert file.read_bytes() == b"before"


def test_a_folder_that_is_not_there_is_said(run: Run, tmp_path: Path) -> None:
    status, _, err = run("brief", *CITY, "-o", tmp_path / "nowhere" / "bulletin.docx")
    assert status == 3
    assert "文件夹不存在" in err


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Templates of the deployment's own, to be spoilt."""
    shutil.copytree(Settings().templates, tmp_path / "templates")
    monkeypatch.setenv("ZONES_TEMPLATES", str(tmp_path / "templates"))
    return tmp_path / "templates" / "briefing"


def test_a_template_with_a_mistake_is_said_and_nothing_is_written(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "zh" / "topic.j2").write_text("一\n{{ fcats }}", encoding="utf-8")
    status, _, err = run("brief", *CITY, "-o", tmp_path / "bulletin.docx")
    assert status == 2
    assert "topic.j2" in err
    assert "第2行" in err
    assert "fcats" in err
    assert not (tmp_path / "bulletin.docx").exists()


def test_a_missing_face_is_said_and_nothing_is_written(run: Run, folder: Path, tmp_path: Path) -> None:
    form = folder / "briefing.toml"
    form.write_text(form.read_text(encoding="utf-8").replace('"Noto Sans SC"', '"没有的字体"'), encoding="utf-8")
    status, _, err = run("brief", *CITY, "-o", tmp_path / "bulletin.pdf")
    assert status == 3
    assert "没有的字体" in err
    assert not (tmp_path / "bulletin.pdf").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--quarter", "2006Q1", "-o", "a.docx"),
        ("--region", "320800", "-o", "a.docx"),
        (*CITY, "-o", "a.doc"),
        (*CITY, "--in", "fr", "-o", "a.docx"),
        (*CITY, "--issue", "--diff", "x"),
        ("--region", "没有这里", "--quarter", "2006Q1", "-o", "a.docx"),
        (*CITY, "--group", "没有这组", "-o", "a.docx"),
        (*CITY, "--indicator", "没有这项", "-o", "a.docx"),
        ("--reopen", "ffffffffff", "-o", "a.docx"),
        ("--diff", "ffffffffff"),
    ],
)
def test_a_wrong_use_is_said(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = run("brief", *arguments)
    assert (status, out) == (2, "")
    assert err.strip()
    assert "Traceback" not in err
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []

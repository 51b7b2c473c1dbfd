"""Documents beside the report.yaml of which they were made."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from gxreport.cli import cli

MISTAKES = (Path(__file__).parents[1] / "examples" / "mistakes-2023.yaml").read_text(encoding="utf-8")


def gxreport(*arguments: str):
    return CliRunner().invoke(cli, ["--lang", "zh", *arguments], prog_name="gxreport")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a report that has mistakes, and the Word file and the workbook made of it."""
    monkeypatch.chdir(tmp_path)
    Path("年报").mkdir()
    Path("年报/a.yaml").write_text(MISTAKES.replace("1,    0,   42]", "1,    0,    ~]"), encoding="utf-8")
    for format_ in ("docx", "xlsx"):
        gxreport("render", "年报/a.yaml", "-o", f"年报/a.{format_}")
    return Path("年报")


def test_document_that_says_what_its_report_says_is_not_checked_again(folder):
    alone = gxreport("validate", "年报/a.yaml")
    both = gxreport("validate", "年报")
    assert both.stdout == alone.stdout
    assert "2 个文件是照旁边的 YAML 文件生成的" in both.stderr
    assert "年报/a.docx、年报/a.xlsx" in gxreport("validate", "年报", "-v").stderr


def test_document_of_which_the_report_has_changed_is_checked(folder):
    text = Path("年报/a.yaml").read_text(encoding="utf-8")
    Path("年报/a.yaml").write_text(
        text.replace("行政许可:             12", "行政许可:             13"), encoding="utf-8"
    )
    assert "3 份报告" in gxreport("validate", "年报").stdout


def test_document_that_is_named_is_checked(folder):
    assert "2 份报告" in gxreport("validate", "年报/a.yaml", "年报/a.docx").stdout


def test_document_alone_is_checked(folder):
    Path("年报/a.yaml").unlink()
    assert "2 份报告" in gxreport("validate", "年报").stdout

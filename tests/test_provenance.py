"""Where figures came from: told for every cell, and what has no place is named."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from tests.strategies import reports

from gxreport.cli import cli
from gxreport.readers import read
from gxreport.renderers import docx, html, md, xlsx
from gxreport.renderers.provenance import render
from gxreport.renderers.report_yaml import render as report_yaml

ROOT = Path(__file__).parent.parent
REAL = ROOT / "tests" / "real" / "erqi-2020.txt"


def provenance(name: str, data: bytes) -> dict:
    return json.loads(render(read(name, data)))


def published(*rows: str) -> bytes:
    """A Markdown page with a table of 第二十条 whose rows are given."""
    head = "# 甲局2023年政府信息公开工作年度报告\n\n## 一、总体情况\n\n全年公开。\n\n"
    head += "## 二、主动公开政府信息情况\n\n"
    table = ["| 第二十条第（一）项 | | | |", "| --- | --- | --- | --- |", *rows]
    return (head + "\n".join(table) + "\n").encode()


CAPTION = "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |"


@settings(max_examples=10)
@given(report=reports())
@pytest.mark.parametrize("renderer", [docx, html, md, xlsx], ids=lambda module: module.__name__)
def test_every_cell_has_a_place_of_its_own(renderer, report):
    kind = renderer.__name__.rpartition(".")[2]
    found = provenance(f"a.{kind}", renderer.render(report))
    places = [json.dumps(cell["location"]) for cell in found["cells"].values()]
    assert len(places) == len(report.cells()) == len(set(places))
    assert found["left_over"] == []


def test_place_leads_to_what_is_written():
    lines = REAL.read_text(encoding="utf-8").splitlines()
    for cell in provenance(REAL.name, REAL.read_bytes())["cells"].values():
        place = cell["location"]
        there = lines[place["line"] - 1][place["column"] - 1 :][: place["length"]]
        assert there.strip() == cell["written"].strip()


def test_figure_without_a_place_is_left_over_and_named():
    data = published(
        CAPTION, "| 规章 | 0 | 0 | 0 |", "| 行政规范性文件 | 2 | 0 | 5 |", "| 其他文件 | 7 | 8 | 9 |"
    )
    found = provenance("a.md", data)
    assert [left["written"].split() for left in found["left_over"]] == [["其他文件", "7", "8", "9"]]
    assert "其他文件" in report_yaml(read("a.md", data).report).decode()


def test_figure_that_was_not_read_literally_has_a_comment():
    data = published(CAPTION, "| 规章 | 0 | 0 | 0 |", "| 规范性文件 | 2件 | 无数 | 5（其中修订1件） |")
    text = report_yaml(read("a.md", data).report).decode()
    comments = [line.strip() for line in text.splitlines() if line.strip().startswith("# ")]
    assert "# 原件写作“规范性文件”" in comments
    assert "# “制发件数”写的是“2件”，按 2 计" in comments
    assert "# “废止件数”写的是“无数”，读不出数" in comments
    assert "# “现行有效件数”写的是“5（其中修订1件）”，按 5 计" in comments


def test_command_writes_it_beside_the_report(tmp_path):
    target = tmp_path / "where.json"
    words = ["import", str(REAL), "-o", str(tmp_path / "report.yaml"), "--provenance", str(target)]
    assert CliRunner().invoke(cli, words).exit_code == 0
    found = json.loads(target.read_text(encoding="utf-8"))
    assert found["cells"]["申请办理.本年新收.自然人"]["location"]["line"] > 0
    assert found["texts"]["总体情况"]["location"]["line"] > 0

"""The schema of report.yaml: it takes what people write, and refuses their slips."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from tests.strategies import as_yaml, cell_texts, reports, with_cells

from gxreport.cell import State
from gxreport.cli import cli
from gxreport.editions import EDITIONS, tables
from gxreport.editions.meanings import addresses, meaning
from gxreport.form import layout
from gxreport.keys import FIELD_NAMES
from gxreport.layout import Address
from gxreport.model import OrganKind
from gxreport.readers import read
from gxreport.renderers import report_yaml
from gxreport.schema.written import written_schema

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
REPORT = (EXAMPLES / "report-2023.yaml").read_text("utf-8")
NEW = Address("requests", "new", "natural")


class Core(yaml.SafeLoader):
    """YAML 1.2 core, as editors read it: no dates, `no` is a word, 017 is seventeen."""

    yaml_implicit_resolvers: ClassVar = {}


Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), None)
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|false|False)$"), None)
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), None)
Core.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]*\.[0-9]+$"), None)
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


@lru_cache
def validator(edition: int = 2021) -> Draft7Validator:
    schema = written_schema(edition)
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def errors(text: str, edition: int = 2021) -> list[str]:
    """What an editor would underline: where, and what is wrong there."""
    found = validator(edition).iter_errors(yaml.load(text, Core))
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message[:80]}" for error in found]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["schema", *arguments], prog_name="gxreport")


# What it takes


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.name)
def test_examples_are_valid_but_for_their_mistakes(path):
    edition = read(path.name, path.read_bytes()).report.edition
    found = errors(path.read_text("utf-8"), edition)
    if path.name.startswith("mistakes"):
        assert len(found) == 1
        assert "复议后诉讼" in found[0]  # GX222 says so too
    else:
        assert found == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_reports_of_the_readmes_are_valid(name):
    for block in re.findall(r"^```yaml\n(.*?)^```$", (ROOT / name).read_text("utf-8"), re.M | re.S):
        assert errors(block) == []


@settings(max_examples=30)
@given(reports(), st.booleans(), st.booleans())
def test_every_report_is_valid_in_both_languages_as_lists_and_mappings(report, english, lists):
    assert errors(as_yaml(report, english=english, lists=lists), report.edition) == []
    assert errors(report_yaml.render(report).decode(), report.edition) == []


@settings(max_examples=200)
@given(cell_texts)
def test_whatever_is_read_as_a_figure_or_a_blank_is_taken(written):
    report = with_cells(read("report.yaml", REPORT.encode()).report, {NEW: written})
    cell = report.cells()[NEW]
    right = cell.state is State.NUMBER and cell.value >= 0 and cell.value == int(cell.value)
    if right or cell.state in (State.BLANK, State.MARK):
        assert errors(as_yaml(report)) == []


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("本年新收: [58, 7, 0, 0, 1, 0, 66]", "本年新收: 0"),
        ("本年新收: [58, 7, 0, 0, 1, 0, 66]", "本年新收: ~"),
        ("本年新收: [58, 7, 0, 0, 1, 0, 66]", "本年新收:"),
        ("本年新收: [58, 7, 0, 0, 1, 0, 66]", "本年新收: [58, 7, ~, '', /, 1件, ~]"),
        ("本年新收: [58, 7, 0, 0, 1, 0, 66]", "new: {natural: 58, 商业企业: 22（其中修订16件）}"),
        ("本年新收: [58, 7, 0, 0, 1, 0, 66]", "本年新收: ['1,234', １２, 017, 0, 0, 0, ~]"),
        ("本年新收: [58, 7, 0, 0, 1, 0, 66]", "results: {granted: 0, 不予公开: 0}"),
        ("行政处罚: 3", "行政处罚: [3]"),
        ("行政处罚: 3", "行政处罚: {处理决定数量: 3}"),
        ("年度: 2023", "year: 2023年度"),
        ("机关类型: 部门", "机关类型: department"),
        ("发布日期: 2024-01-25", "发布日期: 2024年1月25日"),
        ("发布日期: 2024-01-25", "published:"),
        ("复议诉讼: 0", "复议诉讼: {说明: 没有。, 行政复议: 0}"),
    ],
)
def test_what_the_reader_takes_is_valid(line, instead):
    """Each is what a person may write by hand; the reader has nothing against it either."""
    text = short().replace(line, instead)
    assert text != short()
    assert errors(text) == []
    odd = read("report.yaml", text.encode()).report.remarks
    assert odd == ()


@lru_cache
def short() -> str:
    return (
        "机关: 甲局\n机关类型: 部门\n年度: 2023\n发布日期: 2024-01-25\n"
        "主动公开:\n  行政处罚: 3\n申请办理:\n  本年新收: [58, 7, 0, 0, 1, 0, 66]\n复议诉讼: 0\n"
    )


# What it refuses


@pytest.mark.parametrize(
    ("line", "instead", "at"),
    [
        ("机关类型: 部门", "机关类型: 局", "机关类型"),
        ("机关: 甲局\n", "", ""),
        ("年度: 2023", "年度: 23", "年度"),
        ("年度: 2023", "年份: 2023", ""),
        ("发布日期: 2024-01-25", "发布日期: 一月", "发布日期"),
        ("本年新收: [58, 7, 0, 0, 1, 0, 66]", "本年新收: [58, 7, 0, 0, 1, 66]", "申请办理.本年新收"),
        ("本年新收: [58, 7, 0, 0, 1, 0, 66]", "本年新收: [58, 7, 0, 0, 1, 0, 0, 66]", "申请办理.本年新收"),
        ("本年新收: [58, 7, 0, 0, 1, 0, 66]", "本年新收: 66", "申请办理.本年新收"),
        ("本年新收: [58, 7, 0, 0, 1, 0, 66]", "本年新收: 66件", "申请办理.本年新收"),
        ("本年新收: [58, 7, 0, 0, 1, 0, 66]", "本年新收: {个人: 58}", "申请办理.本年新收"),
        ("本年新收: [58, 7, 0, 0, 1, 0, 66]", "不予公开: [0, 0, 0, 0, 0, 0, 0]", "申请办理.不予公开"),
        ("本年新收: [58,", "本年新收: [若干,", "申请办理.本年新收.0"),
        ("本年新收: [58,", "本年新收: [-1,", "申请办理.本年新收.0"),
        ("本年新收: [58,", "本年新收: [5.5,", "申请办理.本年新收.0"),
        ("本年新收: [58,", "本年新收: [true,", "申请办理.本年新收.0"),
        ("行政处罚: 3", "行政惩罚: 3", "主动公开"),
        ("行政处罚: 3", "其他对外管理服务事项: 3", "主动公开"),
        ("复议诉讼: 0", "复议诉讼: 1", "复议诉讼"),
        ("复议诉讼: 0", "复议诉讼: []", "复议诉讼"),
        ("复议诉讼: 0", "格式: 2019", "格式"),
    ],
)
def test_slips_are_refused_where_they_stand(line, instead, at):
    text = short().replace(line, instead)
    assert text != short()
    found = errors(text)
    assert found
    assert all(error.partition(":")[0] == at for error in found)


# What it says


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_line_of_the_form_says_what_it_means(edition):
    for table in tables(edition):
        found = layout(table)
        for row in found.rows:
            words = meaning(row.address)
            assert words, row.name
            part = validator(edition).schema["definitions"][f"{found.name}.{row.name}"]
            assert part["title"] == row.label
            assert words.text in part["description"]
            assert words.law in part["description"]


def test_nothing_has_a_meaning_that_no_form_has():
    known = {Address(section) for section in ("overview", "problems", "other")}
    for edition in EDITIONS:
        for found in map(layout, tables(edition)):
            known.add(Address(found.name))
            for row in found.rows:
                known |= {
                    Address(found.name, ".".join(row.names[:depth])) for depth in range(1, len(row.names) + 1)
                }
                known |= {Address(found.name, "", column.name) for column in row.columns}
    assert set(addresses()) <= known


def test_both_languages_of_a_key_mean_the_same():
    properties = validator().schema["properties"]
    assert set(properties) == set(FIELD_NAMES)
    assert properties["申请办理"] == properties["requests"]
    assert set(properties["organ_kind"]["enum"]) >= {kind.value for kind in OrganKind}


@pytest.mark.parametrize("edition", EDITIONS)
def test_examples_in_the_schema_are_valid(edition):
    """An editor offers them to be put in."""
    schema = validator(edition).schema
    parts = [*schema["definitions"].values(), *schema["properties"].values()]
    shown = [(part, example) for part in parts for example in part.get("examples", ())]
    assert len(shown) > 5
    for part, example in shown:
        whole = {**part, "definitions": schema["definitions"]}
        assert Draft7Validator(whole).is_valid(example), (part.get("title"), example)


# The command


def test_the_schema_is_printed_or_written(tmp_path):
    target = tmp_path / "schema.json"
    assert run("-o", str(target)).exit_code == 0
    assert target.read_bytes() == run().stdout_bytes
    assert json.loads(run().stdout) == written_schema(EDITIONS[-1])
    assert json.loads(run("--edition", "2019").stdout) == written_schema(2019)
    assert run("--edition", "2020").exit_code == 2


def test_a_schema_beside_a_report_is_not_taken_for_a_report(tmp_path):
    (tmp_path / "report.yaml").write_text(REPORT, encoding="utf-8")
    run("-o", str(tmp_path / "report.schema.json"))
    done = CliRunner().invoke(cli, ["validate", str(tmp_path)], prog_name="gxreport")
    assert done.exit_code == 0
    assert "1 份报告" in done.stdout

"""GX221 to GX225: what report.yaml itself may get wrong."""

import pytest

from gxreport.catalogue import selected
from gxreport.checking import check
from gxreport.finding import Finding, Severity
from gxreport.readers import read

RULES = selected(["GX221", "GX222", "GX223", "GX224", "GX225"])
BEGIN = "机关: 示例区水务局\n年度: {year}\n"
WRONG = {
    "GX221": "发布日期: 2024-01-25\n发布日期: 2024-01-26\n",
    "GX222": "副标题: 无\n",
    "GX223": "标题: !!str 年报\n",
    "GX224": "发布日期: 明年\n",
    "GX225": "总体情况: 收到{{ 申请办理.新收.总数 }}件。\n",
}


def found(text: str, year: int = 2023) -> tuple[Finding, ...]:
    return check(read("report.yaml", (BEGIN.format(year=year) + text).encode()), RULES).findings


def said(text: str) -> list[str]:
    return [f"{finding.rule} {finding.message}" for finding in found(text)]


@pytest.mark.parametrize("rule", WRONG)
@pytest.mark.parametrize("year", [2019, 2023])
def test_file_that_cannot_be_right_is_an_error_in_the_year_when_the_form_was_only_encouraged_too(rule, year):
    (finding,) = found(WRONG[rule], year)
    assert (finding.rule, finding.severity) == (rule, Severity.ERROR)


def test_one_mistake_hides_no_other():
    wrong = "标题: !!str 年报\n副标题: 无\n标题: 年报\n落款: 明年\n落款: 今年\n正题: 无\n"
    assert sorted(finding.rule for finding in found(wrong)) == ["GX221", "GX221", "GX222", "GX222", "GX223"]


def test_key_that_is_nearly_right_is_told_the_right_one():
    assert said("总体情況: 公开86条。\n") == ["GX222 没有“总体情況”这一项，是不是“总体情况”"]
    assert said("qwertz: 无\n") == ["GX222 没有“qwertz”这一项"]


def test_braces_within_braces_are_told_to_be_too_deep():
    (deep,) = [one for one in found("标题: " + "[" * 80 + "]" * 80 + "\n") if one.rule == "GX223"]
    assert deep.message == "括号或缩进一层套一层，太深了"
    assert "最多五层" in deep.help


def test_tags_and_aliases_are_told_apart():
    assert said("标题: !!str 年报\n") == ["GX223 “!!str”用了 YAML 标签"]
    assert said("标题: &a 年报\n落款: *a\n") == ["GX223 “落款”用了 YAML 别名"]


def test_every_quote_that_has_no_figure_is_told_and_the_nearest_cell_is_named():
    text = (
        "主动公开: {行政处罚: 3}\n"
        "总体情况: 处罚{{ 主动公开.行政处罚 }}件，{{ 主动公开.行政处法 }}件，{{ qwertz }}件，"
        "许可{{ 主动公开.行政许可 }}件。\n"
    )
    assert said(text) == [
        "GX225 没有“主动公开.行政处法”这一格，是不是“主动公开.行政处罚”",
        "GX225 没有“qwertz”这一格",
        "GX225 “主动公开.行政许可”这一格没有数",
    ]

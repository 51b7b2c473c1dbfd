"""What a report may lawfully have, or leave out: no rule on words, dates or single cells asks for more."""

import json
from pathlib import Path

import pytest

from gxreport.catalogue import selected
from gxreport.checking import check
from gxreport.readers import read
from gxreport.rules import Rule

HERE = Path(__file__).parent
# Rules on the report's own words and single cells; those that compare words with tables have their own tests.
RULES = (
    *selected(["GX106", "GX208", "GX209", "GX210", "GX212", "GX213", "GX214", "GX215", "GX216"]),
    *selected(["GX306", "GX307", "GX502", "GX503", "GX504", "GX506"]),
)
CLEAN = (HERE.parent / "examples" / "report-2023.yaml").read_text(encoding="utf-8")
OVERVIEW = "（五）监督保障。"


def said(text: str, carrier: str = "yaml", rules: tuple[Rule, ...] = RULES) -> list[str]:
    found = check(read(f"report.{carrier}", text.encode()), rules).findings
    return [f"{finding.rule} {finding.message}" for finding in found]


def with_sentence(sentence: str) -> str:
    """The clean report with one sentence more in section 一."""
    assert CLEAN.count(OVERVIEW) == 1
    return CLEAN.replace(OVERVIEW, f"{OVERVIEW}{sentence}")


def with_section(key: str, text: str) -> str:
    """The clean report with another text in a section of prose, which is its last or followed by another."""
    start = CLEAN.index(f"{key}: |\n")
    end = CLEAN.find("\n其他", start + 1) + 1 or len(CLEAN)
    return f"{CLEAN[:start]}{key}: {json.dumps(text, ensure_ascii=False)}\n{CLEAN[end:]}"


@pytest.mark.parametrize(
    "sentence",
    [
        "公开2022年度部门决算和2024年度部门预算。",
        "2024年，我局将继续做好政府信息公开工作。",
        "2022年收到申请60件，本年收到66件，增长10%。",
        "上年结转的2件为2022年12月收到，已于2023年1月办结。",
        "按照国办发〔2022〕8号和示例办〔2020〕15号文件要求公开。",
        "2019年修订的《中华人民共和国政府信息公开条例》继续落实到位。",
        "联系电话：0371-12345678，地址：示例路1号，邮编450000。",
        "主动公开信息1200条，其中解读86条、回应31条。",
    ],
)
def test_sentences_of_ordinary_reports(sentence):
    assert said(with_sentence(sentence)) == []


@pytest.mark.parametrize("text", ["无", "无。", "本年度没有其他需要报告的事项。", "不收取信息处理费。"])
def test_section_six_needs_no_content(text):
    assert said(with_section("其他需要报告的事项", text)) == []


def test_fees_ask_for_nothing_in_section_six():
    large = CLEAN.replace("行政事业性收费:       1.25", "行政事业性收费:       316441")
    assert large != CLEAN
    assert said(large.replace("未收取信息处理费。", "")) == []


def test_section_five_may_be_short():
    assert said(with_section("存在的主要问题及改进情况", "解读偏少，下一步多做图解。")) == []


def test_street_office_may_punish():
    text = CLEAN.replace("示例市示例区工业和信息化局\n", "示例市示例区示例街道办事处\n")
    text = text.replace("机关类型: 部门", "机关类型: 乡镇街道").replace(
        "标题: 示例市示例区工业和信息化局", "标题: 示例市示例区示例街道办事处"
    )
    assert said(text) == []


def test_first_real_report_has_only_the_mistakes_that_it_has():
    text = (HERE / "real" / "erqi-2020.txt").read_text(encoding="utf-8")
    assert said(text, "txt") == []


def test_aspects_of_the_first_real_report_are_known_by_their_own_names():
    text = (HERE / "real" / "erqi-2020.txt").read_text(encoding="utf-8").replace("2020年", "2021年")
    assert said(text, "txt", selected(["GX208"])) == []


def test_real_figures_of_governments_are_not_complained_of():
    facts = json.loads((HERE / "real" / "facts.json").read_text(encoding="utf-8"))["reports"]
    for report in facts:
        lines = {"机关": report["organ"], "年度": report["year"]}
        if "published" in report:
            lines["发布日期"] = report["published"]
        for key, value in report["cells"].items():
            *path, last = key.split(".")
            place = lines
            for name in path:
                place = place.setdefault(name, {})
            place[last] = value
        cells = selected(["GX106", "GX306", "GX307", "GX503"])
        assert said(json.dumps(lines, ensure_ascii=False), "json", cells) == []

"""A thousand reports in which all is right, and real ones: no error, and no word on their text."""

import json
import random
from pathlib import Path

import pytest
from tests.corpus.figures import consistent

from gxreport.catalogue import selected
from gxreport.checking import check
from gxreport.readers import read

FACTS = json.loads((Path(__file__).parent / "real" / "facts.json").read_text(encoding="utf-8"))["reports"]
YEARS = {2019: (2019, 2020), 2021: (2021, 2022, 2023, 2024, 2025)}
NEW, IN, OUT, ALL = (f"申请办理.{row}.总计" for row in ("本年新收", "上年结转", "结转下年度", "总计"))
PROBLEMS = "主要问题是目录更新偏慢，个别栏目内容少。下一步按月核对目录，对内容少的栏目逐个补充。"


def overview(figures: dict[str, str], chance: random.Random) -> str:
    """Section one in the words of an office that quotes some of its figures."""
    review = figures["复议诉讼.行政复议.总计"]
    court = [figures[f"复议诉讼.{group}.总计"] for group in ("未经复议直接起诉", "复议后起诉")]
    together = int(figures[NEW]) + int(figures[IN])
    received = [
        (
            f"本年新收政府信息公开申请{figures[NEW]}件，上年结转{figures[IN]}件，办结{figures[ALL]}件，"
            f"结转下年度继续办理{figures[OUT]}件。"
        ),
        (
            f"共收到政府信息公开申请{int(figures[NEW]):,}件"
            f"（自然人{figures[NEW.replace('总计', '自然人')]}件），"
            f"予以公开{figures['申请办理.予以公开.总计']}件，部分公开{figures['申请办理.部分公开.总计']}件。"
        ),
        f"新收申请{figures[NEW]}件，连同上年结转{figures[IN]}件，共{together}件。",
    ]
    disputes = [
        f"因政府信息公开工作被申请行政复议{review}件，提起行政诉讼{sum(map(int, court))}件。",
        f"发生政府信息公开行政复议{review}件，未经复议直接起诉{court[0]}件，复议后起诉{court[1]}件。",
        "",
    ]
    return (
        f"  （一）主动公开。全年通过网站公开信息{chance.randint(2, 900)}条，解读{chance.randint(2, 40)}篇。\n"
        f"  （二）依申请公开。{chance.choice(received)}{chance.choice(disputes)}\n"
        "  （三）政府信息管理。逐件核对公开属性和效力状态。\n"
        f"  （四）政府信息公开平台建设。改版专栏{chance.randint(2, 9)}个，发布信息全部注明来源。\n"
        f"  （五）监督保障。组织培训{chance.randint(2, 9)}次，列入年度考核，开展社会评议。\n"
    )


def clean(edition: int, seed: int) -> str:
    """A report as JSON in which all is right."""
    chance = random.Random(seed)
    figures = consistent(edition, seed, sparse=seed % 2 == 0)
    figures = {key: "0" if ".规章." in key else text for key, text in figures.items()}
    year = chance.choice(YEARS[edition])
    whole: dict = {
        "机关": "示例市示例区水务局",
        "年度": year,
        "统计期限": f"{year}-01-01/{year}-12-31",
        "总体情况": overview(figures, chance),
        "存在的主要问题及改进情况": PROBLEMS,
        "其他需要报告的事项": "本年度收取信息处理费0元，无其他需要报告的事项。",
    }
    return json.dumps(nested(whole, figures), ensure_ascii=False)


def nested(whole: dict, cells: dict[str, str]) -> dict:
    """The cells put in their places by their dotted keys."""
    for key, value in cells.items():
        *path, last = key.split(".")
        here = whole
        for name in path:
            here = here.setdefault(name, {})
        here[last] = str(value)
    return whole


@pytest.mark.parametrize("edition", [2019, 2021])
def test_reports_in_which_all_is_right_have_no_finding(edition):
    rules = selected()
    said = {}
    for seed in range(500):
        findings = check(read("report.json", clean(edition, seed).encode()), rules).findings
        if wrong := [f"{finding.rule} {finding.message}" for finding in findings]:
            said[seed] = wrong
    assert said == {}


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: str(facts["year"]))
def test_real_figures_have_no_error_and_no_word_on_the_text(facts):
    cells = {key: value for key, value in facts["cells"].items() if value is not None}
    whole = nested({"机关": facts["organ"], "年度": facts["year"]}, cells)
    made = json.dumps(whole, ensure_ascii=False).encode()
    findings = check(read("report.json", made), selected(["GX3", "GX4"])).findings
    assert [finding for finding in findings if finding.severity == 3 or finding.rule.startswith("GX4")] == []

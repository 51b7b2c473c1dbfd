"""Rules about single cells: GX101, GX102, GX104, GX105, GX106, GX305, GX306, GX307."""

import json

import pytest

from gxreport.catalogue import selected
from gxreport.finding import Problem, Severity
from gxreport.layout import Address
from gxreport.model import Report
from gxreport.readers import read
from gxreport.rules import Background
from gxreport.rules.grouping import named


def report(disclosure: dict[str, object], **fields: object) -> Report:
    """A report with a table, its rows as lists as in report.yaml."""
    usual = {"organ": "示例县水务局", "year": 2023, "disclosure": disclosure}
    return read("report.yaml", json.dumps(usual | fields, ensure_ascii=False).encode()).report


def problems(
    rule: str, disclosure: dict[str, object], previous: Report | None = None, **fields: object
) -> list[Problem]:
    (found,) = selected([rule])
    return list(found.check(report(disclosure, **fields), Background(previous=previous)))


def fees(amount: object) -> Report:
    return report({"行政事业性收费": amount}, year=2022)


# GX101, GX105: what is no number, and what stands beside one


def test_long_text_in_a_cell_is_quoted_in_part():
    (found,) = problems("GX101", {"行政处罚": "若" * 40 + "干"})
    assert f"“{'若' * 40}”" in found.message
    (found,) = problems("GX105", {"行政处罚": "3（" + "略" * 60 + "）"})
    assert f"“3（{'略' * 38}”" in found.message


def test_three_cells_are_named_and_of_more_their_number_is_told():
    made = report({"行政许可": 3})
    rows = [Address("disclosure", row) for row in ("licences", "penalties", "coercive_measures", "fees")]
    assert named(made, rows[:3]) == "“行政许可”、“行政处罚”、“行政强制”"
    assert named(made, rows) == "“行政许可”、“行政处罚”、“行政强制”等 4 格"


# GX102, blank cells


def test_one_blank_is_named_and_several_are_counted_for_each_table():
    (found,) = problems("GX102", {"行政处罚": None, "行政强制": ""})
    assert [address.row for address in found.at] == ["", "penalties", "coercive_measures"]
    assert "有 2 格空白" in found.message
    blanks = {"行政复议": [None, 0, 0, 0, 0], "未经复议直接起诉": 0, "复议后起诉": 0}
    first, second = problems("GX102", {"行政处罚": ""}, reviews=blanks)
    assert [address.row for address in (*first.at, *second.at)] == ["penalties", "reconsideration"]
    assert "“行政处罚”空白" in first.message
    first, second = problems("GX102", {"行政处罚": "", "行政强制": ""}, reviews=blanks)
    assert (len(first.at), len(second.at)) == (3, 1)


# GX104, what no number of things can be


@pytest.mark.parametrize("impossible", [-1, "-0.5", "1.5"])
def test_impossible_numbers_are_found_wherever_they_stand(impossible):
    before = {"规章": ["1件", "若干", "2件"], "行政许可": "3件"}
    (found,) = problems("GX104", before | {"行政处罚": impossible})
    assert found.at[0].row == "penalties"


@pytest.mark.parametrize("amount", [0, "0元", "0.25", "5000元"])
def test_amounts_may_be_small_and_broken(amount):
    assert problems("GX104", {"行政事业性收费": amount, "行政处罚": "0件"}) == []


@pytest.mark.parametrize("amount", ["-0.5", "-1"])
def test_amounts_below_zero_are_found(amount):
    (found,) = problems("GX104", {"行政事业性收费": amount})
    assert "不能小于 0" in found.message


def test_changes_of_2019_may_be_below_zero_and_are_whole():
    assert problems("GX104", {"行政许可": [3, "-2", 5]}, year=2020) == []
    (found,) = problems("GX104", {"行政许可": [3, "-2.5", 5]}, year=2020)
    assert "不会有小数" in found.message


def test_blank_of_the_table_without_sums_is_to_be_filled():
    (found,) = problems("GX102", {"行政许可": None})
    assert found.message == "“行政许可”空白，没有的填 0"
    (found,) = problems("GX102", {"行政许可": None, "行政处罚": None})
    assert found.message.endswith("没有的填 0")


def test_blank_of_a_table_with_sums_counts_as_zero():
    (found,) = problems("GX102", {}, 复议诉讼={"行政复议": [None, 1, 0, 0, 1]})
    assert found.message == "“行政复议·结果维持”空白，合计时按 0 计"
    (found,) = problems("GX102", {}, 复议诉讼={"行政复议": [None, None, 1, 0, 1]})
    assert "合计时按 0 计" in found.message


# GX106, yuan for 万元


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (12500, "全年收取行政事业性收费12500元。"),
        (12500, "全年收取行政事业性收费 12,500 元，全部上缴。"),
        (40, "本年度收取信息处理费40元。"),
        (12500.5, "行政事业性收费共计12500.5元。"),
        (0.5, "行政事业性收费共计0.5元。"),
        (12500, "投诉费用退还100元。行政事业性收费12500元。"),
    ],
)
def test_same_number_of_yuan_in_the_text_is_found(amount, text):
    (found,) = problems("GX106", {"行政事业性收费": amount}, other=text)
    assert "万元" in found.message
    assert len(found.at) == 2


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (1.25, "全年收取行政事业性收费12500元。"),
        (12500, "全年收取行政事业性收费12500万元。"),
        (12500, "全年收取行政事业性收费12500万元，其中水费12500元。"),
        (12500, "全年投入资金12500元。"),
        (12500, "行政事业性收费情况见表。公开补贴12500元。"),
        (2500, "行政事业性收费12500元。"),
        (500, "行政事业性收费12,500元。"),
        (40, "信息处理费0.40元。"),
        (0, "未收取信息处理费，共0元。"),
        ("12500元", "全年收取行政事业性收费12500元。"),
        ("12500万元", "全年收取行政事业性收费12500元。"),
        ("/", "全年收取行政事业性收费12500元。"),
        (316441, "无其他需要报告的事项。"),
    ],
)
def test_other_amounts_are_not_complained_of(amount, text):
    assert problems("GX106", {"行政事业性收费": amount}, other=text) == []


def test_amount_that_grew_ten_thousandfold_is_found():
    (found,) = problems("GX106", {"行政事业性收费": 12500}, fees(1.5))
    assert found.expected == "1.25"
    assert "1.5" in found.message


@pytest.mark.parametrize("now", [1000, 100_000])
def test_amount_may_have_been_a_tenth_or_ten_times_as_much(now):
    assert problems("GX106", {"行政事业性收费": now}, fees(1))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        *((1.5, 150), (1.5, 1400), (0, 12500), ("/", 12500), (12500, 1.25)),
        *((1, "999.5"), (1, "100000.5"), ("-1.5", -12500), ("1.5万元", 12500)),
    ],
)
def test_amount_may_grow_and_fall(before, now):
    assert problems("GX106", {"行政事业性收费": now}, fees(before)) == []


def test_items_of_2019_are_no_amount():
    previous = report({"行政事业性收费": [1, 0]}, year=2020)
    assert problems("GX106", {"行政事业性收费": 12500}, previous, year=2021) == []
    assert problems("GX106", {"政府集中采购": [6, 482000]}, previous, year=2020) == []


# GX305, sums with a blank


def requests(**rows: list[object]) -> list[Problem]:
    whole: dict[str, object] = {"本年新收": 0, "上年结转": 0, "总计": 0, "结转下年度": 0}
    return problems("GX305", {}, requests=whole | rows)


def test_blank_that_lacks_a_figure_is_named_with_the_figure():
    (found,) = requests(予以公开=[1, "", 0, 0, 0, 0, 3])
    assert found.expected == "2"
    assert "按合计应为 2" in found.message
    assert [address.column for address in found.at[:2]] == ["business", "total"]
    assert len(found.at) == len(set(found.at)) == 7


def test_blanks_that_share_what_is_lacking_are_told_together():
    (found,) = requests(予以公开=[1, "", "", 0, 0, 0, 3])
    assert found.expected == ""
    assert "其中还应有 2" in found.message


def test_blank_totals_are_told_once_for_each_table():
    rows = {"予以公开": [1, 0, 0, 0, 0, 0, ""], "部分公开": [1, 0, 0, 0, 0, 0, ""]}
    (found,) = requests(**rows)
    assert [address.row for address in found.at] == ["results.granted", "results.partly_granted"]
    assert all(address.column == "total" for address in found.at)
    reviews = {"行政复议": [1, 0, 0, 0, ""]}
    first, second = problems("GX305", {}, requests={"予以公开": rows["予以公开"]}, reviews=reviews)
    assert [address.table for address in (*first.at, *second.at)] == ["requests", "reviews"]


def test_total_that_is_blank_among_blanks_is_no_blank_total():
    assert requests(予以公开=["", "", "", "", "", "", ""]) == []


# GX306, in force


@pytest.mark.parametrize("row", [[7, 0, 5], [7, 1, 5], [1, 0, 0]])
def test_fewer_in_force_than_issued_is_found(row):
    (found,) = problems("GX306", {"行政规范性文件": row})
    assert found.actual == str(row[2])
    assert [address.column for address in found.at] == ["in_force", "issued", "repealed"]
    assert found.message.startswith("“行政规范性文件”现行有效")


@pytest.mark.parametrize(
    "row",
    [
        [7, 2, 5],
        [7, 0, 7],
        [0, 9, 0],
        [2, 5, 0],
        [22, 984, 4185],
        [7, 0, None],
        [None, 0, 0],
        [7, "", 5],
        [7, 0, "若干"],
        ["22（其中修订16件）", "55（含自然失效29件）", 40],
    ],
)
def test_documents_that_are_in_force_or_not_known_are_not_complained_of(row):
    assert problems("GX306", {"行政规范性文件": row}) == []


def test_columns_of_2019_are_of_other_things():
    assert problems("GX306", {"规范性文件": [3, 3, 0]}, year=2020) == []


# GX307, who may make 规章


def test_regulations_of_an_organ_that_cannot_make_them_are_found():
    (found,) = problems("GX307", {"规章": [0, 0, 2]})
    assert "按名称判断为部门" in found.message
    (found,) = problems("GX307", {"规章": [1, 1, 0]}, organ="示例街道", organ_kind="乡镇街道")
    assert "机关类型填的是“乡镇街道”" in found.message
    assert len(found.at) == 2
    (found,) = problems("GX307", {"规章": [1, 1, 1]}, year=2020)
    assert len(found.at) == 1


@pytest.mark.parametrize(
    "organ",
    ["示例市人民政府", "示例市人民政府办公室", "河南省人民政府", "示例自治州人民政府", "教育部", "示例", ""],
)
def test_regulations_of_who_may_make_them_are_not_complained_of(organ):
    assert problems("GX307", {"规章": [3, 5, 74]}, organ=organ) == []


def test_regulations_of_others_may_be_published():
    """What 2019's last columns count is published by the organ, and may be made by others."""
    assert problems("GX307", {"规章": [0, 2, 13]}, year=2020) == []


@pytest.mark.parametrize("row", [[0, 0, 0], 0, ["/", "/", "/"], [None, None, None]])
def test_no_regulations_are_right_for_everybody(row):
    assert problems("GX307", {"规章": row}) == []


def test_penalties_by_a_street_office_are_lawful():
    table = {"行政处罚": 12, "行政强制": 1}
    for rule in ("GX106", "GX306", "GX307"):
        assert problems(rule, table, organ="示例街道办事处") == []
    assert {rule.severity for rule in selected(["GX106", "GX306", "GX307"])} == {Severity.WARNING}

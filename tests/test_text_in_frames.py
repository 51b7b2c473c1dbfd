"""Text against tables, where a figure is not what stands nearest: brackets, other years, organs, parts."""

import pytest
from tests.strategies import with_cells
from tests.test_text_against_tables import found, plain

from gxreport.catalogue import selected
from gxreport.checking import check
from gxreport.layout import Address
from gxreport.model import Report
from gxreport.reading import Reading

HONEST = [
    # GX408: what a bracket divides, and what is divided by nothing
    "公开及部分公开51件（其中部分公开11件），占54.8%。",
    "不予公开13件（国家秘密1件、三类内部事务信息12件），占14%。",
    "新收政府信息公开申请90件，其中邮寄27件，占30%。",
    "自然人84件，占93.3%；剩下的6件，占6.7%。",
    "自然人84件，占93.3%；其他6件，占6.7%。",
    "不予处理22件，占23.7%，比2022年（15件，占18.1%）上升5.6个百分点。",
    "新收政府信息公开申请90件，占上年的81.8%。",
    "收办政府信息公开申请98件，占45%。",  # of whatever it may be, not 105.4%
    "51件公开或部分公开，其余42件中，不予处理22件，占52.4%。",
    # GX401 to GX405: another year's
    "新收政府信息公开申请90件，上年结转8件，比2022年（新收100件、上年结转6件）略有变化。",
    "与去年的新收100件、办结95件相比，今年新收政府信息公开申请90件。",
    "相比2022年的新收100件、办结95件，均有变化。",
    "行政复议由9件降为7件，行政诉讼由5件增为7件。",
    "政府信息公开申请中，不予公开由20件减为13件、不予处理由9件增至22件。",
    # GX403: 办理 is not 办结; what the sentence says itself is not inferred
    "收到政府信息公开申请90件，均依法办理。",
    "收到政府信息公开申请90件，全部按时答复，答复93件，转下年度5件。",
    # GX404: names after a number, and whose outcomes
    "公开51件，其余42件为不予公开、无法提供、不予处理和其他处理。",
    "公开51件，其余42件为不予公开、不予处理等。",
    "公开51件，其余42件为不予公开、退件、不予处理。",
    "公开51件，其余42件为不予公开13件、无法提供4件、不予处理22件、其他处理3件。",
    "商业企业提出的政府信息公开申请4件，无法提供4件。",
    "自然人申请中，予以公开40件。",
    "新收政府信息公开申请90件，自然人84件、企业4件、其他2件。",
    "对4件政府信息公开申请因不掌握（4件）未能提供。",
    "另有29件因不掌握等原因未能提供。",
    # GX401: a part of what is settled
    "共办结93件，其中上年结转8件、本年新收85件。",
    "加上上年结转8件，应办理政府信息公开申请98件。",
    "应办结政府信息公开申请93件，待办5件。",
    # GX405: a part of the results, those that are settled
    "因政府信息公开被纠正1件，其中行政复议1件。",
    "因政府信息公开被纠正2件，其中行政复议1件、行政诉讼1件（系2022年案件）。",
    "因政府信息公开被申请行政复议7件，已审结的均未撤诉。",
    "因政府信息公开被申请行政复议7件，审结5件，均获支持；行政诉讼7件，均已审结。",
    "政府信息公开工作不够规范，因此引发行政复议2件、行政诉讼1件。",
    "政府信息公开行政诉讼新收5件。",
    "全年行政复议9件、行政诉讼3件，均为食品抽检类案件。",
    "行政复议9件（食品抽检类）。",
    "行政复议9件、行政诉讼3件，其中，因政府信息公开被申请行政复议7件、被提起行政诉讼7件。",
    # GX406
    "无未办结的上年结转申请。",
    "因政府信息公开被申请行政复议7件，其中5件均已审结，2件尚在审理。",
    "因政府信息公开被申请行政复议7件，4件均获维持。",
    "收到政府信息公开申请90件，其中网上申请均已办结。",
    "收到政府信息公开申请90件，邮寄27件均已办结。",
    "未发生行政复议被撤销案件。",
]


@pytest.mark.parametrize("text", HONEST)
def test_figures_in_frames_are_not_complained_of(text):
    assert [f.message for f in found(plain(overview=text))] == []


WRONG = [
    ("GX408", "公开及部分公开51件（其中部分公开11件），占58.4%。", "按 51÷93 算应是 54.8%"),
    ("GX408", "公开51件（部分公开11件，占18.1%）。", "按 11÷93 算应是 11.8%"),
    ("GX401", "与去年的新收90件相比，今年新收政府信息公开申请95件。", "新收政府信息公开申请95件"),
    ("GX403", "收到政府信息公开申请90件（征地类30件、规划类60件），办结99件。", "办结99件"),
    ("GX404", "公开51件，其余40件为不予公开、无法提供、不予处理和其他处理。", "其余40件为不予公开"),
    ("GX404", "商业企业提出的政府信息公开申请4件，无法提供5件。", "无法提供5件"),
    ("GX404", "收到政府信息公开申请90件，不公开15件。", "不公开15件"),
    ("GX404", "收到政府信息公开申请90件，不公开13件，无法提供5件。", "无法提供5件"),
    ("GX401", "加上上年结转8件，需办理政府信息公开申请99件。", "需办理政府信息公开申请99件"),
    ("GX403", "加上上年结转8件，共需办理政府信息公开申请98件。已办结39件。", "办结39件"),
    ("GX405", "因政府信息公开被纠正2件，其中行政复议2件。", "其中行政复议2件"),
    ("GX405", "因政府信息公开被提起行政诉讼7件，法院维持6件。", "法院维持6件"),
    ("GX406", "因政府信息公开被申请行政复议7件，均已审结。", "均已审结"),
    ("GX406", "因政府信息公开被申请行政复议7件，维持4件，无未审结案件。", "无未审结"),
    ("GX405", "行政复议30件，其中涉及政府信息公开的8件。", "政府信息公开的8件"),
    ("GX403", "（二）依申请公开\n1.总体情况。办结99件。", "办结99件"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "words"), WRONG)
def test_wrong_figure_is_found_in_its_frame(rule, text, words):
    (finding,) = found(plain(overview=text))
    assert finding.rule == rule
    assert words in finding.message


# GX406 where the tables have no disputes at all


def peaceful(overview: str) -> Report:
    """A report without a dispute."""
    report = plain(overview=overview)
    return with_cells(report, {at: "0" for at in report.cells() if at.table == "reviews"})


@pytest.mark.parametrize(
    "text",
    [
        "因食品抽检被申请行政复议3件，被提起行政诉讼2件。",
        "因食品抽检引发的行政复议3件、行政诉讼2件，维持4件。",
        "没有因政府信息公开引发的行政复议、行政诉讼；因食品抽检引发的行政复议3件、行政诉讼2件均已结案。",
        "不涉及政府信息公开的行政复议3件、行政诉讼2件。",
        "行政复议3件、行政诉讼2件，其中涉及政府信息公开的均为0件。",
        "行政复议3件、行政诉讼2件。其中涉及政府信息公开的没有。",
        "做好政府信息公开工作。全年行政复议3件、行政诉讼2件，均为食品抽检类案件。",
        "普法工作方面：行政复议3件，维持3件；行政诉讼2件。",
        "全年行政复议3件，维持3件；行政诉讼2件。",
        "除政府信息公开外，行政复议3件、行政诉讼2件。",
    ],
)
def test_disputes_about_other_matters_are_not_the_forms(text):
    assert [f.message for f in found(peaceful(text))] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("因政府信息公开被申请行政复议3件，被提起行政诉讼2件。", 2),
        ("因食品抽检被申请行政复议3件。因政府信息公开被提起行政诉讼2件。", 1),
        ("行政复议9件，其中涉及政府信息公开的3件。", 1),
    ],
)
def test_disputes_about_information_are(text, count):
    assert [f.rule for f in found(peaceful(text))] == ["GX406"] * count


def test_disputes_of_which_nothing_more_is_said_are_compared_where_the_tables_have_some():
    assert [f.rule for f in found(plain(overview="全年行政复议9件。"))] == ["GX405"]


# A government's report


def county(overview: str) -> Report:
    return plain(overview=overview).model_copy(update={"organ": "示例市示例县人民政府"})


@pytest.mark.parametrize(
    "text",
    [
        "全县各级各部门收到政府信息公开申请250件，其中县政府本级收到90件，部门收到160件。",
        "全县收到政府信息公开申请90件，其中县政府本级收到30件，部门收到60件。",
        "县政府制发行政规范性文件5件，县政府办公室制发行政规范性文件1件。",
        "以县政府名义制发行政规范性文件5件。",
    ],
)
def test_figures_divided_among_organs(text):
    assert [f.message for f in found(county(text))] == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("GX401", "全县收到政府信息公开申请250件，其中县政府本级收到30件，部门收到220件。"),
        ("GX407", "县政府制发行政规范性文件5件。"),
    ],
)
def test_neither_the_whole_nor_the_organs_own_part_is_right(rule, text):
    assert [f.rule for f in found(county(text))] == [rule]


# Tables that are not there, or not right


def test_nothing_is_divided_by_a_total_that_is_not_there():
    report = plain(overview="予以公开40件，占43%；部分公开11件，占11.8%。")
    cells = {at: "" for at in report.cells() if at.table == "requests"}
    assert found(with_cells(report, cells)) == []


TOTAL = Address("reviews", "reconsideration", "total")


def test_text_that_says_what_the_parts_come_to_is_right_and_the_total_wrong():
    right = plain(overview="因政府信息公开被申请行政复议7件。")
    wrong = right.model_copy(update={"reviews": with_cells(right, {TOTAL: "8"}).reviews})
    problems = check(Reading("", wrong, {}, {}), selected(["GX3", "GX4"])).findings
    (finding,) = [one for one in problems if one.rule in ("GX304", "GX405")]
    assert finding.rule == "GX304"
    assert [change.address for one in finding.suspects for change in one.changes] == [TOTAL]
    assert finding.help.startswith("正文写的也是 7。")


def test_text_that_agrees_with_the_total_leaves_the_suspects_as_they_are():
    wrong = with_cells(plain(overview="因政府信息公开被申请行政复议8件。"), {TOTAL: "8"})
    problems = check(Reading("", wrong, {}, {}), selected(["GX3", "GX4"])).findings
    (finding,) = [one for one in problems if one.rule in ("GX304", "GX405")]
    assert len(finding.suspects) > 1


def test_a_single_reading_says_what_to_write():
    (finding,) = found(plain(overview="收到政府信息公开申请90件，上年结转9件。"))
    assert finding.help.startswith("表格若对，这里改成 8；")
    (finding,) = found(plain(overview="收到政府信息公开申请95件。"))
    assert "这里改成" not in finding.help


# GX411


@pytest.mark.parametrize(
    ("other", "complained"),
    [
        ("全年发出收费通知3件，收取元数为420，1件逾期未缴。", False),
        ("无收费情况。", False),
        ("建议提案均已公开。", True),
    ],
)
def test_any_word_on_charging_speaks_of_the_fee(other, complained):
    assert [f.rule for f in found(plain(other=other))] == ["GX411"] * complained

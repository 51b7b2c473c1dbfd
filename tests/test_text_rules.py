"""Rules about text: sentences that must be found, and honest ones that must not be complained of."""

from datetime import date

import pytest

from gxreport.catalogue import selected
from gxreport.finding import Problem, Severity, Span
from gxreport.model import Heading, Period, Report
from gxreport.sections import SECTIONS

WHOLE = Period(date(2023, 1, 1), date(2023, 12, 31))


def problems(rule: str, text: str, **fields: object) -> list[Problem]:
    """What one rule says of a text that stands in section 一 of a report on 2023."""
    (found,) = selected([rule])
    return list(found.check(Report(organ="示例区某局", year=2023, edition=2021, overview=text, **fields)))


def words(rule: str, text: str) -> list[str]:
    """The words of the text that a rule points at."""
    found = []
    for problem in problems(rule, text):
        span = problem.at[0]
        assert isinstance(span, Span)
        assert span.field == "overview"
        found.append(text[span.start : span.end])
    return found


# GX207, numbering


@pytest.mark.parametrize(
    ("text", "pointed_at"),
    [
        ("（一）主动公开\n（2）依申请公开\n（三）管理", "（2）"),
        ("（1）主动公开\n（二）依申请公开\n（3）管理", "（二）"),
        ("（一）主动公开\n（三）管理", "（三）"),
        ("（一）主动公开\n（二）申请\n（二）管理", "（二）"),
        ("1.主动公开\n2.申请\n4.管理", "4."),
        ("（一）主动公开\n1.文件\n2.解读\n2.回应\n（二）申请", "2."),
        ("一、主动公开\n二、申请\n四、管理", "四、"),
        ("（一）主动公开\n（二）申请\n（四）管理\n（五）监督", "（四）"),
        ("0.引言\n1.主动公开", "0."),
        ("三、四季度各组织培训1次。\n（一）主动公开\n（三）管理", "（三）"),
    ],
)
def test_numbers_that_do_not_follow_are_found(text, pointed_at):
    assert words("GX207", text) == [pointed_at]


HONEST_NUMBERING = [
    "（一）主动公开\n（二）申请\n（三）管理",
    "（一）主动公开\n1.文件\n2.解读\n（二）申请\n1.收到\n2.答复\n（三）管理",
    "一、主动公开\n（一）文件\n1.制发\n（1）本级\n（2）转发\n2.废止\n（二）解读\n二、申请\n（一）收到",
    "1.文件\n（1）制发\n（2）废止\n2.解读\n（1）图解\n（2）问答",
    "存在的问题：\n1.更新慢\n2.形式少\n改进措施：\n1.按月核对\n2.制作图解",
    "（一）主动公开。全年公开86条。\n2023年，我局收到申请3件。\n（二）依申请公开。",
    "2023年公开86条。\n2022年公开80条。",
    "3.5万件信息在网站公开。",
    "12.6%的申请来自企业。",
    "12月31日前全部公开。",
    "3、4月份集中清理文件。",
    "10月，开展培训。\n11月，开展自查。",
    "〔2021〕30号文件印发以来，我局照办。",
    "（2021）京01行初30号判决书已公开。",
    "（2023年度）主动公开86条。",
    "一是公开及时。\n二是答复规范。",
    "一、二类事项全部公开。\n五、六月份开展检查。",
    "三、四季度各组织培训1次。",
    "十、二十件案例分两批公开。",
    "2.0版平台上线。\n5.0版规划完成。",
    "2023.12.31前全部公开。",
    "工作中存在三个问题：一、更新慢。\n二、形式少。\n三、回应少。",
    "主要做法有：1.加强领导。\n2.完善制度。\n3.强化培训。",
    "全年工作如下：（一）主动公开。公开86条。\n（二）依申请公开。收到3件。",
    "（一）主动公开；（二）依申请公开；\n（三）管理；（四）平台。",
    "注：1.数据截至年底。\n2.金额含税。",
    "（一）（二）项由办公室负责。\n（三）项由法制科负责。",
    "“十四五”规划公开3件。",
    "二十、三十分钟内办结的事项全部公开流程。",
    "①更新慢\n②形式少\n④回应少",
    "（一）主动公开\n\n（二）申请\n\n　　（三）管理",
    "（一）做法有：1.加强领导。\n2.完善制度。\n（二）问题有：1.更新慢。\n2.形式少。",
    "事项较多：（十）主动公开。\n（十一）申请。\n（十二）管理。",
    "（ 一 ）主动公开\n( 二 )申请\n(三)管理",
    "１．主动公开\n２．申请\n３．管理",
    "(1)文件\n（2）解读\n(3)回应",
]


@pytest.mark.parametrize("text", HONEST_NUMBERING)
def test_honest_numbering_is_not_complained_of(text):
    assert words("GX207", text) == []


def test_numbering_mixed_in_one_part_is_one_finding_that_shows_it():
    text = "（1）主动公开\n（二）申请\n（3）管理\n（四）平台\n（5）监督"
    (found,) = problems("GX207", text)
    assert found.message == "编号不连贯：（1）（二）（3）（四）（5）"
    assert found.actual == "（二）"
    assert [text[span.start : span.end] for span in found.at] == ["（二）", "（3）", "（四）", "（5）"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("（一）甲\n（二）乙\n（四）丙\n（五）丁", "（二）（四）"),
        ("（二）甲\n（三）乙", "（二）"),
        ("（一）甲\n（三）乙\n（四）丙\n（六）丁\n（七）戊", "（一）（三）（四）（六）"),
    ],
)
def test_wrong_numbers_are_shown_from_the_one_before_to_the_last(text, shown):
    (found,) = problems("GX207", text)
    assert found.message == f"编号不连贯：{shown}"


def test_heading_that_the_form_lacks_has_no_wrong_number_too():
    text = "一、主动公开\n五、工作亮点\n二、申请"
    assert len(problems("GX207", text)) == 1
    assert problems("GX207", text, headings=[Heading("五、工作亮点", None)]) == []
    assert len(problems("GX207", text, headings=[Heading("五、工作亮点", 5)])) == 1


def test_headings_of_sections_in_another_style_are_one_finding():
    written = [Heading("1.总体情况", 1), Heading("二、主动公开", 2), Heading(" （3）收到和处理", 3)]
    (found,) = problems("GX207", "公开86条。", headings=written)
    assert found.at == (Span("headings.0", 0, 2), Span("headings.2", 1, 4))
    assert found.actual == "1."
    assert found.message == "部分标题应以“一、二、三、”编号，这里是“1.”“（3）”"


def test_numbering_of_one_part_does_not_go_on_in_the_next():
    report = Report(year=2023, edition=2021, overview="（一）甲\n（二）乙", problems="（一）丙\n（二）丁")
    (rule,) = selected(["GX207"])
    assert list(rule.check(report)) == []


# GX211, left-overs


@pytest.mark.parametrize(
    ("text", "written", "severity"),
    [
        ("该部分以表格形式报告。", "该部分以表格形式报告", Severity.ERROR),
        ("（单位名称）2023年工作如下。", "（单位名称）", Severity.ERROR),
        ("<机关名称>全年公开信息86条。", "<机关名称>", Severity.ERROR),
        ("××局全年公开信息86条。", "××", Severity.ERROR),
        ("全年公开信息××条。", "××", Severity.ERROR),
        ("XX局全年公开信息86条。", "XX", Severity.ERROR),
        ("全年公开信息XXX条。", "XXX", Severity.ERROR),
        ("截至XX年12月31日。", "XX", Severity.ERROR),
        ("此处填写主动公开情况。", "此处填写", Severity.ERROR),
        ("TODO：补数。", "TODO", Severity.ERROR),
        ("某某县政府办全年公开信息86条。", "某某", Severity.ERROR),
        ("按照要求，某某县政府办公开信息86条。", "某某", Severity.WARNING),
        ("收到申请【此处添加数据】件。", "【此处添加数据】", Severity.ERROR),
        ("【请填写主动公开情况】", "【请填写主动公开情况】", Severity.ERROR),
        ("待补充：平台建设情况。", "待补充", Severity.ERROR),
        ("平台建设情况：（待补充）", "待补充", Severity.ERROR),
        ("落实《××年政务公开工作要点》。", "××", Severity.ERROR),
        ("格式：“该部分以表格形式报告”。", "该部分以表格形式报告", Severity.ERROR),
        ("[bookmark: _GoBack]一是更新慢。", "[bookmark: _GoBack]", Severity.WARNING),
        ("见第{ PAGE }页。", "{ PAGE }", Severity.WARNING),
        ("见错误!未找到引用源。", "错误!未找到引用源。", Severity.WARNING),
        ("全年&nbsp;86条。", "&nbsp;", Severity.WARNING),
    ],
)
def test_left_over_is_found(text, written, severity):
    (found,) = problems("GX211", text)
    assert words("GX211", text) == [written]
    assert found.severity is severity


@pytest.mark.parametrize(
    "text",
    [
        "公开区人大XX届三次会议建议办理结果。",
        "公开X光检查收费标准。",
        "公布XXL号工作服采购结果。",
        "新增XX型设备2台的采购信息。",
        "依申请办件使用 {{ 申请办理.本年新收.总计 }} 件。",
        "申请量是上年的2×3倍。",
        "设备外形尺寸为30×20×10厘米。",
        "公开王××诉本局政府信息公开答复一案的判决书。",
        "公开王某诉××局政府信息公开答复一案的判决书。",
        "公布李××、张××等3人的行政处罚决定，当事人姓名已作隐名处理。",
        "身份证号码的中间八位以“＊＊＊＊”代替后公开。",
        "公开前将个人姓名隐去，以××代替。",
        "申请表中“申请人姓名（单位名称）”一栏改为必填。",
        "申请人可以在此处填写的内容更少，系统自动带出其余各项。",
        "公文的机关名称应写全称。",
        "表格形式报告改为图文形式。",
        "错误信息及时更正。",
        "对网站的错误链接清理3次。",
        "TOC类检测项目收费标准已公开。",
        "填写说明随申请表一并公开。",
        "公开（项目）单位名称和联系方式。",
        "“XX+政务公开”模式得到推广。",
        "印发{示例}文本。",
        "公开axx区编号规则。",
        "《示例县人民政府关于××年度国有土地收储情况的公告》类标题不规范问题已整改。",
        "“××局关于××年工作的通知”这样的格式已统一。",
        "公开王某某诉某某县人民政府一案的判决书。",
        "答复申请人王某某等3人。",
        "某某部门单位名称不规范的问题已整改。",
        "部分栏目内容有待补充。",
        "待补充材料后再行答复。",
        "申请材料待补充的，一次告知。",
        "【公开专栏】全年更新12次。",
        "点击【添加关注】可以订阅。",
    ],
)
def test_honest_text_is_no_left_over(text):
    assert words("GX211", text) == []


def test_persons_and_cases_excuse_no_figure_and_no_other_sentence():
    for text in ("收到申请人提出的申请××件。", "公开王某诉××局一案的判决书。由××局负责。"):
        (found,) = problems("GX211", text)
        assert words("GX211", text) == ["××"]
    assert found.at[0].start == text.rindex("××")


# GX501, the statistical period


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("本报告统计期限自2023年1月1日起，至2023年12月30日止。", "2023年1月1日起，至2023年12月30日"),
        ("统计期限为2023年1月1日至12月21日。", "2023年1月1日至12月21日"),
        ("统计期限为2022年1月1日至2022年12月31日。", "2022年1月1日至2022年12月31日"),
        ("本报告数据统计期限自2022年1月1日起至12月31日止。", "2022年1月1日起至12月31日"),
        ("统计期限：2022年1月1日-2023年12月31日。", "2022年1月1日-2023年12月31日"),
    ],
)
def test_wrong_period_is_found_where_it_stands(text, written):
    (found,) = problems("GX501", text)
    assert found.actual == written
    assert words("GX501", text) == [written]


@pytest.mark.parametrize(
    "text", ["", "全年公开信息86条。", "2023年3月1日至4月30日开展专项行动。", "1月1日起施行。"]
)
def test_missing_period_is_found(text):
    (found,) = problems("GX501", text)
    assert found.actual == ""
    assert found.at == (Span("year"),)


@pytest.mark.parametrize(
    "text",
    [
        "统计期限自2023年1月1日起，至2023年12月31日止。",
        "统计期限为2023年1月1日至2023年12月31日。",
        "数据统计期限自2023年1月1日起至12月31日止。",
        "统计期限：2023年1月1日-2023年12月31日",
        "统计期限：2023年1月1日—12月31日",
        "统计期限：2023年1月1日——2023年12月31日",
        "统计期限：2023年1月1日－2023年12月31日",
        "统计期限：2023年1月1日~12月31日",
        "统计期限：2023年1月1日～2023年12月31日",
        "统计期限为1月1日至12月31日。",
        "统计期限为 2023 年 1 月 1 日 至 2023 年 12 月 31 日。",
        "统计期限为2023年01月01日至2023年12月31日。",
        "统计期限自2023年1月1日起，到2023年12月31日止。",
        "统计期限自本年1月1日起，至本年12月31日止。",
        "统计期限自2023年1月1日起，至同年12月31日止。",
        "统计期限自2023年1月1日起，至当年12月31日止。",
        "统计期限自2023年1月1日零时起，至2023年12月31日24时止。",
        "统计期限为2023年1月1日（含）至2023年12月31日（含）。",
        "统计期限为2023年1月至12月。",
        "统计期限为2023年1月—12月。",
        "统计期限为2023年1-12月。",
        "统计期限为2023.1.1—2023.12.31。",
        "统计期限为2023-01-01至2023-12-31。",
        "统计期限为2023/1/1-2023/12/31。",
        "统计期限为二〇二三年一月一日至十二月三十一日。",
        "统计期限自２０２３年１月１日起，至２０２３年１２月３１日止。",
        "统计期限自2023年1月1日起、至2023年12月31日止。",
        "统计期限自2023年1月1日开始，至2023年12月31日结束。",
        "统计期限为2023年1月1日\n至2023年12月31日。",
        "统计期限自2023年\xa01月1日起，至2023年\xa012月31日止。",
    ],
)
def test_whole_year_is_right_in_whatever_form(text):
    assert problems("GX501", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年3月1日至4月30日开展专项行动。",
        "2022年1月1日至12月31日的数据作对比。",
        "与2022年1月1日至2022年12月31日的统计数据相比，申请增加3件。",
        "2023年1月1日至12月15日开展数据治理专项行动。",
        "2021年1月1日至2023年12月31日三年行动计划期限届满。",
        "2024年1月1日至1月31日编制年度报告。",
        "2019年5月15日至2023年12月31日累计公开信息900条。",
        "2023年1月1日至6月30日的数据上半年已报告。",
    ],
)
def test_other_dates_beside_the_right_period_are_not_complained_of(text):
    for whole in (
        f"统计期限自2023年1月1日起，至2023年12月31日止。{text}",
        f"{text}统计期限自2023年1月1日起，至2023年12月31日止。",
    ):
        assert problems("GX501", whole) == []
    assert problems("GX501", text, period=WHOLE) == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年3月1日至4月30日开展数据专项行动。",
        "2023年1月1日至12月15日开展数据治理专项行动。",
        "2022年1月1日至12月31日的数据作对比。",
        "2021年1月1日至2023年12月31日三年行动计划期限届满。",
    ],
)
def test_other_dates_are_not_taken_for_the_period(text):
    (found,) = problems("GX501", text)
    assert found.actual == ""


@pytest.mark.parametrize(
    ("text", "written", "lacking"),
    [
        ("数据的统计期限从2023年1月1日至12月31止。", "2023年1月1日至12月31", "“日”"),
        ("统计期限为2023年1月1至12月31日。", "2023年1月1至12月31日", "“日”"),
        ("统计期限自20231月1日起至202312月31日止。", "20231月1日起至202312月31日", "“年”"),
        ("统计期限自2023年1月1日起，至202312月31日止。", "2023年1月1日起，至202312月31日", "“年”"),
        ("统计期限：1月1日-12月31。", "1月1日-12月31", "“日”"),
        ("统计期限：20231月1日—2023年12月31。", "20231月1日—2023年12月31", "“年”、“日”"),
    ],
)
def test_period_with_a_character_left_out_is_quoted(text, written, lacking):
    (found,) = problems("GX501", text)
    assert words("GX501", text) == [written]
    assert f"“{written}”，缺{lacking}字，应为 2023年1月1日至2023年12月31日" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "2023年1月1至12月31日开展专项行动。",
        "统计期限见封面。2023年1月1日至12月31举办展览。",
        "统计期限为2022年1月1日至12月31。",
        "统计期限为202311月1日至12月31日。",
        "统计期限为2023年1月1日至12月310日。",
        "统计期限为2023年1月1日至6月30。",
    ],
)
def test_other_slips_are_not_taken_for_the_period(text):
    (found,) = problems("GX501", text)
    assert found.at == (Span("year"),)


def test_miswritten_period_beside_the_right_one_is_not_complained_of():
    right = "统计期限自2023年1月1日起，至2023年12月31日止。"
    assert problems("GX501", f"{right}统计期限为2023年1月1日至12月31。") == []
    assert problems("GX501", "统计期限为2023年1月1日至12月31。", period=WHOLE) == []


def test_only_who_writes_report_yaml_is_told_of_its_key():
    (rule,) = selected(["GX501"])
    (found,) = problems("GX501", "全年公开信息86条。")
    assert "report.yaml" in found.help
    published = [Heading(section.heading, section.number) for section in SECTIONS]
    (found,) = problems("GX501", "全年公开信息86条。", headings=published)
    assert "report.yaml" not in found.help + rule.help


def test_period_of_the_yaml_file_goes_before_the_text():
    wrong = Period(date(2023, 1, 1), date(2023, 12, 30))
    text = "统计期限自2023年1月1日起，至2023年12月31日止。"
    (found,) = problems("GX501", text, period=wrong)
    assert found.at == (Span("period"),)


def test_period_of_a_published_report_is_wrong_where_its_sentence_stands():
    wrong = Period(date(2022, 1, 1), date(2022, 12, 31))
    text = "本年公开86条。统计期限自2022年1月1日起，至2022年12月31日止。"
    published = [Heading(section.heading, section.number) for section in SECTIONS]
    (found,) = problems("GX501", text, period=wrong, headings=published)
    assert found.at == (Span("overview", text.index("2022"), text.index("止。")),)


@pytest.mark.parametrize("field", ["preamble", "overview", "other"])
def test_text_must_not_say_another_period_than_the_yaml_file(field):
    text = "公开86条。统计期限自2022年1月1日起，至2022年12月31日止。"
    other = {} if field == "overview" else {field: text}
    (found,) = problems("GX501", "" if other else text, period=WHOLE, **other)
    (span,) = found.at
    assert (span.field, text[span.start : span.end]) == (field, "2022年1月1日起，至2022年12月31日")
    assert "2023年1月1日至2023年12月31日" in found.help


@pytest.mark.parametrize(
    "text",
    [
        "统计期限自2022年1月1日起，至2022年12月31日止。统计期限自2023年1月1日起，至2023年12月31日止。",
        "与上年（统计期限2022年1月1日至2022年12月31日）相比，申请增加3件。",
        "2022年1月1日至2022年12月31日公开80条。",
        "统计期限见封面。",
    ],
)
def test_text_that_says_no_other_period_agrees_with_the_yaml_file(text):
    assert problems("GX501", text, period=WHOLE) == []


def test_advice_on_the_period_can_be_copied():
    (found,) = problems("GX501", "全年公开信息86条。")
    assert "统计期限为2023年1月1日至2023年12月31日" in found.help
    assert "本年" not in found.help


def test_period_without_a_year_is_of_the_reports_year():
    assert words("GX501", "统计期限为1月1日至12月30日。") == ["1月1日至12月30日"]


# GX505, document numbers


@pytest.mark.parametrize(
    ("text", "written", "right"),
    [
        ("国办公开办函[2021]30号", "[2021]30号", "〔2021〕30号"),
        ("国办公开办函（2021）30号", "（2021）30号", "〔2021〕30号"),
        ("国办公开办函(2021)30号", "(2021)30号", "〔2021〕30号"),
        ("国办公开办函【2021】30号", "【2021】30号", "〔2021〕30号"),
        ("国办公开办函［2021］30号", "［2021］30号", "〔2021〕30号"),
        ("国办公开办函[2021] 30 号", "[2021] 30 号", "〔2021〕30号"),
        ("国办公开办函〔2021〕30", "〔2021〕30", "〔2021〕30号"),
        ("国办公开办函〔2021〕30）的要求", "〔2021〕30", "〔2021〕30号"),
        ("国办公开办函〔2021〕30文件", "〔2021〕30", "〔2021〕30号"),
        ("国办公开办函〔202130号", "〔202130号", "〔2021〕30号"),
        ("国办公开办函〔20215号", "〔20215号", "〔2021〕5号"),
        ("国办公开办函〔2021 30号", "〔2021 30号", "〔2021〕30号"),
        ("国办公开办函〔2021]30号", "〔2021]30号", "〔2021〕30号"),
    ],
)
def test_wrong_document_number_is_found(text, written, right):
    text = f"按照{text}，我局编制本报告。"
    (found,) = problems("GX505", text)
    assert words("GX505", text) == [written]
    assert (found.expected, found.actual) == (right, written)
    assert found.message == f"发文字号“{written}”应写成“{right}”"


def test_number_of_something_else_hides_no_document_number_behind_it():
    assert words("GX505", "附件A（2021）30号和示统一[2021]5号文件") == ["[2021]5号"]
    assert words("GX505", "附件A（2021）30号") == []


@pytest.mark.parametrize(
    "text",
    [
        "国办公开办函〔2021〕30号",
        "国办公开办函〔2021〕 30 号",
        "国办发〔2021〕30、31号",
        "国办发〔2021〕30号、31号",
        "国办发〔2021〕30号和〔2022〕5号",
        "国办发〔2021〕30和31号",
        "国办发〔2021〕30及31号",
        "国办发〔2021〕30—32号",
        "国办发〔2021〕30-32号",
        "国办发〔2021〕30至32号",
        "国办发〔2021〕30到32号",
        "国办发〔2021〕30～32号",
        "国办发〔2021〕30－32号",
        "国办发〔2021〕30–32号",
        "国办发〔2021〕30，31，32号",
        "国办发〔2021〕30/31号",
        "国办发〔2021〕12345号",
        "国办发〔2021〕第30号",
        "（2021）京01行初30号",
        "行政判决书（2021）京01行初30号",
        "法院作出（2023）豫0103行初12号判决",
        "国务院令第711号",
        "建设规划（2020）3号线一期工程信息",
        "会议纪要（2023）第5号",
        "公开地铁规划（2019—2024）12号线信息",
        "《土地利用规划（2020）》1号图",
        "处罚决定书（2023）",
        "示例公开〔2023〕15号-告知书",
        "全年收到来信（2023）",
        "示例告字〔2023〕第12-1号",
        "示例告字〔2023〕12-1号",
        "示例告字〔2023〕0012号",
        "示例公告〔2023年〕12号",
        "GB/T 9704—2012",
        "国办公开办函〔2021〕30 \n号",
        "示例公告〔20230115号〕",
        "示例公告〔2023年度〕第1号",
        "示例公告〔2021—2023〕5号",
        "示例公告〔2021、2022〕5号",
        "示例公告〔12〕5号",
        "示例函〔2021〕30号、〔2022〕5号",
        "见附件〔2021〕",
    ],
)
def test_right_document_number_is_not_complained_of(text):
    assert words("GX505", f"{text}，依此办理。") == []
    assert words("GX505", f"按照{text}") == []


# GX507, frequent slips


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("截止2023年12月31日，共公开86条。", "截止"),
        ("截止12月31日，共公开86条。", "截止"),
        ("截止目前，共公开86条。", "截止"),
        ("截止年底，共公开86条。", "截止"),
        ("修定了工作制度。", "修定"),
        ("政务新媒体帐号1个。", "帐号"),
        ("其它事项无。", "其它"),
        ("认真布署年度工作。", "布署"),
        ("上年转结2件。", "转结"),
        ("转结下年度3件。", "转结"),
        ("政务公开公开事项还需完善。", "公开公开"),
        ("推进政务公开公开工作。", "公开公开"),
        ("信息公开公开工作有序。", "公开公开"),
        ("进一步进一步加强培训。", "进一步进一步"),
        ("推进推进平台建设。", "推进推进"),
        ("答复情况情况说明。", "情况情况"),
    ],
)
def test_slip_is_found(text, written):
    (found,) = problems("GX507", text)
    assert words("GX507", text) == [found.actual] == [written]


def test_word_is_told_wherever_it_is_written_twice_and_nowhere_else():
    text = "政务公开公开，推进公开。信息公开公开"
    first, second = problems("GX507", text)
    assert (first.at[0].start, second.at[0].start) == (2, 14)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("收到的的申请均已答复。", "的的"),
        ("完善了了工作制度。", "了了"),
        ("网站和和公众号同步发布。", "和和"),
        ("公开指南与与目录同步更新。", "与与"),
        ("部门及及下属单位全部公开。", "及及"),
        ("统计期限为为2023年1月1日至12月31日。", "为为"),
        ("全年申请数量为为3件。", "为为"),
        ("结转数量为为零。", "为为"),
        ("2023年年，我局收到申请3件。", "年年"),
        ("2023年年1月1日", "年年"),
        ("截至12月31日日，共公开86条。", "日日"),
        ("全年公开信息86条条，均可查阅。", "条条"),
        ("收到申请3件件。", "件件"),
    ],
)
def test_character_written_twice_is_found(text, written):
    assert words("GX507", text) == [written]


HONEST_WORDS = [
    # 截止
    "截止日期为12月31日。",
    "申报截止到年底。",
    "报名截止时间为2023年12月31日。",
    "征集活动已截止。2023年共收到意见3条。",
    "意见征集截止\n2023年共收到意见3条。",
    "截止阀采购结果已公开。",
    "截至2023年12月31日，共公开86条。",
    "截至目前，共公开86条。",
    # 修定, 布署, 帐号, 其它, 转结
    "编修定稿后公开年鉴1部。",
    "公布公务用车维修定点企业名单。",
    "公开房屋维修定额标准。",
    "设备检修定期公示。",
    "公开装修定价依据。",
    "教师进修定向培养计划已公开。",
    "《条例》重修定于明年完成。",
    "主要负责人发布署名解读文章3篇。",
    "公布署名评论2篇。",
    "本局重视公开，尤其它关系群众利益。",
    "办理流转结果全程可查。",
    "流转结束后归档。",
    "中转结算信息已公开。",
    "公开结转结余资金使用情况。",
    "划转结转资金3万元。",
    # words doubled for good reasons
    "一件一件办，一条一条核。",
    "公开各部门部门预算和部门决算。",
    "区直各部门部门决算全部公开。",
    "公开下属单位单位预算。",
    "示例区人民政府政府信息公开工作稳步推进。",
    "区政府政府网站改版上线。",
    "本报告报告期为2023年1月1日至12月31日。",
    "年度报告报告期限与往年相同。",
    "对政府信息公开申请申请人的身份逐一核对。",
    "公开住房保障保障性租赁住房配租结果。",
    "公开重大项目建设建设单位和工期。",
    "开展依法行政行政执法培训2次。",
    "依法行政行政复议决定书上网。",
    "设立社会监督监督员12名。",
    "高高兴兴办事，明明白白公开。",
    "研究研究再答复的做法已纠正。",
    "常态化公开、公开透明。",
    "政务公开，公开为常态。",
    "信息公开“公开是原则”。",
    "好好落实，落实到人。",
    "应公开尽公开，公开率100%。",
    "信息公开、公开办事。",
    "用好政务公开公开栏，向社会公开公开工作进展。",
    # characters doubled for good reasons
    "人人参与、天天更新、常常走访、年年考核、处处留意，等等。",
    "2023年年底完成，2023年年初部署，2023年年度报告按时发布。",
    "件件有着落，条条有回音；3件件件办结。",
    "12月31日日常监测全覆盖，15日日均访问3次。",
    "达到了公开目的的100%，公开采购标的的规格。",
    "工作的的确确有进步，的的士司机也能查询。",
    "为了了解群众需求，进行了了解；除了了解，还不了了之3件。",
    "温和和蔼地答复，总和和分项一致，共和和睦，和和气气。",
    "参与与否自愿，与与会代表座谈，赋予权力。",
    "涉及及时公开的事项，以及及时答复的申请，普及及推广条例。",
    "成为为民服务的窗口，作为为企服务的举措，工作为为民办事。",
    "行为为群众认可，改为为期三年，分为为老和为小两类。",
    "作为为2023年新入学儿童服务的举措。",
    "认为为3件申请补正说明理由是必要的。",
    "问题是是否公开，正在在建项目公示，针对对口支援公开。",
    # 截止到 before a date is what dictionaries explain 截至 with
    "截止到2023年12月，共公开86条。",
    "征集意见截止到12月31日。",
]


@pytest.mark.parametrize("text", HONEST_WORDS)
def test_honest_words_are_no_slips(text):
    assert words("GX507", text) == []


def test_title_of_a_government_is_no_doubled_word():
    (rule,) = selected(["GX507"])
    title = "2023年示例区人民政府政府信息公开工作年度报告"
    assert list(rule.check(Report(organ="示例区人民政府", year=2023, title=title))) == []


# GX202, headings of sections


def headings(*written: tuple[str, int | None]) -> list[Problem]:
    (rule,) = selected(["GX202"])
    report = Report(year=2023, edition=2021, headings=[Heading(*heading) for heading in written])
    return list(rule.check(report))


FORM = [(section.heading, section.number) for section in SECTIONS]


def with_heading(number: int, text: str) -> list[tuple[str, int | None]]:
    return [(text, n) if n == number else (heading, n) for heading, n in FORM]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一、总体情况概述"),
        (1, "一、基本情况"),
        (2, "二、主动公开情况"),
        (3, "三、依申请公开情况"),
        (4, "四、行政复议、行政诉讼情况"),
        (5, "五、存在问题及改进情况"),
        (5, "五、主要问题和改进措施"),
        (6, "六、其他事项"),
        (6, "六、其他需要说明的事项"),
        (3, "五、收到和处理政府信息公开申请情况"),
    ],
)
def test_altered_heading_is_found(number, text):
    (found,) = headings(*with_heading(number, text))
    assert found.at == (Span(f"headings.{number - 1}"),)
    assert found.actual == text


def test_sections_out_of_order_are_found():
    swapped = [*FORM[:4], ("五、其他需要报告的事项", 6), ("六、存在的主要问题及改进情况", 5)]
    found = headings(*swapped)
    assert [problem.at for problem in found] == [(Span("headings.5"),)]


def test_section_that_the_form_does_not_have_is_found():
    (found,) = headings(*FORM, ("七、信息处理费", None))
    assert found.at == (Span("headings.6"),)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "总体情况"),
        (1, "一、总体情况 "),
        (1, "一 、 总体情况"),
        (1, "一.总体情况"),
        (2, "二、行政机关主动公开政府信息的情况"),
        (2, "二、主动公开政府信息的情况"),
        (3, "三、行政机关收到和处理政府信息公开申请的情况"),
        (3, "三、收到和处理政府信息公开申请的情况"),
        (4, "四、因政府信息公开工作被申请行政复议、提起行政诉讼的情况"),
        (4, "四、因政府信息公开工作被申请行政复议,提起行政诉讼的情况"),
        (4, "四、政府信息公开行政复议、行政诉讼情况"),
        (4, "四、政府信息公开行政复议行政诉讼情况"),
        (5, "五、政府信息公开工作存在的主要问题及改进情况"),
        (5, "五、存在的主要问题及改进情况："),
        (6, "六、其他需要报告的事项"),
        (6, "六、其他需要报告的 事项"),
    ],
)
def test_heading_of_form_or_law_is_not_complained_of(number, text):
    assert headings(*with_heading(number, text)) == []


@pytest.mark.parametrize("missing", range(1, 7))
def test_numbers_that_move_up_or_stay_are_not_complained_of(missing):
    left = [(heading, number) for heading, number in FORM if number != missing]
    moved = [("一二三四五六"[at] + heading[1:], number) for at, (heading, number) in enumerate(left)]
    assert headings(*left) == []
    assert headings(*moved) == []


# No rule about text complains of these


@pytest.mark.parametrize(
    "text",
    [
        "全年公开信息1,234条，比上年增长3.5%，其中政策解读12篇。",
        "3.5万件电子证照实现网上公开。",
        "2023年，我局认真贯彻《中华人民共和国政府信息公开条例》（国务院令第711号）。",
        "办理人大建议12件、政协提案8件，办理结果全部公开。",
        "收到（2023）豫0103行初12号行政判决书，驳回原告诉讼请求。",
        "按照国办发〔2021〕30、31号文件要求，逐项落实。",
        "区十五届人大三次会议期间，邀请代表旁听。",
        "结转下年度继续办理3件，上年结转1件。",
        "2022年投诉12件，2023年投诉9件，同比下降25%。",
        "2023年3月1日至4月30日开展“政务公开月”专项行动。",
        "对5G基站X光检测、CT检查等收费项目进行公示。",
        "完成2022年度部门决算、2023年度部门预算公开。",
        "一件一件梳理，一项一项落实，件件有着落。",
        "修订《政府信息公开指南》，截止日期前完成备案。",
        "联系电话：0371-12345678；地址：示例路1号；邮编：450000。",
        "信息公开平台（网址：http://www.example.gov.cn/）运行平稳。",
        "做到“五公开”：决策公开、执行公开、管理公开、服务公开、结果公开。",
        "对涉及个人隐私的信息作去标识化处理后公开。",
    ],
)
def test_ordinary_sentences_are_not_complained_of(text):
    said = {
        rule: problems(rule, text, period=WHOLE) for rule in ("GX207", "GX211", "GX501", "GX505", "GX507")
    }
    assert {rule: [p.message for p in found] for rule, found in said.items() if found} == {}

"""GX201 to GX204, GX206, GX208 to GX210, GX212 to GX216: the parts of a report, and what they have to say."""

import json
from datetime import date

import pytest

from gxreport.catalogue import selected
from gxreport.cell import read
from gxreport.editions import tables
from gxreport.finding import Problem, Severity, Span
from gxreport.form import Table, fill
from gxreport.layout import Address, Kind
from gxreport.limits import Limits
from gxreport.model import Heading, Noticed, Period, Remark, Report
from gxreport.readers import read as read_file
from gxreport.rules import Background
from gxreport.sections import SECTIONS
from gxreport.source import Place


def problems(rule: str, limits: Limits | None = None, **fields: object) -> list[Problem]:
    """What one rule says of a report on 2023 with these fields."""
    (found,) = selected([rule])
    report = Report(**{"organ": "示例区水务局", "year": 2023, **fields})
    return list(found.check(report, Background(limits=limits or Limits())))


def messages(rule: str, **fields: object) -> list[str]:
    return [problem.message for problem in problems(rule, **fields)]


HEADINGS = tuple(Heading(section.heading, section.number) for section in SECTIONS)

# GX201, a part that is lacking

PARTS = ("overview", "disclosure", "requests", "reviews", "problems", "other")
PROSE = {"overview": "公开86条。", "problems": "无。", "other": "无。"}


def filled(edition: int = 2021) -> dict[str, Table]:
    """Three tables, one figure in each."""
    made = {}
    for table in tables(edition):
        name = table.section.name
        first = next(iter(Report(edition=edition).layout(name).addresses()))
        made[name] = fill(table, {first: read("1", Kind.COUNT)})
    return made


@pytest.mark.parametrize(("lacking", "after"), zip(PARTS, ("year", *PARTS), strict=False))
def test_part_that_is_lacking_is_looked_for_after_the_one_before_it(lacking, after):
    parts = {**filled(), **PROSE}
    assert problems("GX201", **parts) == []
    del parts[lacking]
    (found,) = problems("GX201", **parts)
    assert found.at == (Span(after),)
    assert found.message == f"缺少“{SECTIONS[PARTS.index(lacking)].heading}”"


def test_parts_that_are_lacking_are_told_together():
    (found,) = problems("GX201", **filled(), other="无。")
    assert found.at == (Span("year"),)
    assert found.message.count("“") == 2


@pytest.mark.parametrize("field", ["intro", "note"])
def test_table_that_has_a_text_only_is_there(field):
    table = fill(tables(2021)[0], {}, **{field: "见附件。"})
    assert problems("GX201", **{**filled(), **PROSE, "disclosure": table}) == []


@pytest.mark.parametrize("name", ["overview", "problems"])
def test_part_with_nothing_but_its_heading_is_found(name):
    for empty in ("", " \n"):
        (found,) = problems("GX201", **{**filled(), **PROSE, name: empty})
        assert found.at == (Span(name),)
        assert f"“{SECTIONS[PARTS.index(name)].heading}”没有内容" == found.message
    (found,) = problems("GX201", headings=HEADINGS, **{**PROSE, name: None})
    assert found.at == (Span(name),)
    assert problems("GX201", **{**filled(), **PROSE, "other": ""}) == []


def test_parts_of_a_published_report_are_known_by_their_headings():
    assert problems("GX201", headings=HEADINGS, **PROSE) == []
    (found,) = problems("GX201", headings=HEADINGS[:3] + HEADINGS[4:], **filled(), **PROSE)
    assert found.at == (Span("requests"),)


# GX202, altered headings


def headed(*texts: str | tuple[str, int | None]) -> list[tuple[object, str]]:
    headings = [Heading(*text) if isinstance(text, tuple) else Heading(text, None) for text in texts]
    return [(found.at[0], found.message) for found in problems("GX202", headings=tuple(headings))]


def test_heading_that_the_form_lacks_hides_no_other():
    first, second = headed("一、工作亮点", ("二、公开情况", 2))
    assert first == (Span("headings.0"), "“一、工作亮点”不在格式规定的六个部分之内")
    assert second[0] == Span("headings.1")
    assert second[1].startswith("“二、公开情况”应为“二、")


def test_order_of_headings_is_that_of_the_form():
    printed = [(section.heading, section.number) for section in SECTIONS]
    assert headed(*printed) == []
    (found,) = headed(printed[1], printed[0], *printed[2:])
    assert found[1] == f"“{SECTIONS[0].heading}”应在前面一部分之前"
    assert headed(printed[0], printed[0], *printed[1:]) == []


def test_numbers_may_move_up_where_a_part_is_lacking():
    moved = [("一、总体情况", 1), ("二、收到和处理政府信息公开申请情况", 3)]
    assert headed(*moved) == []
    (found,) = headed(moved[0], ("五、收到和处理政府信息公开申请情况", 3))
    assert "编号应为" in found[1]


# GX203, tables under another heading


def test_table_in_another_place_is_a_warning_and_other_remarks_are_none():
    place = Place(line=3)
    misplaced = Remark(Noticed.MISPLACED_TABLE, place, "四、行政复议", "三、收到")
    altered = Remark(Noticed.ALTERED_LABEL, place, "表三", "申请")
    (found,) = problems("GX203", remarks=(altered, misplaced), **filled())
    assert (found.at, found.severity) == ((place,), Severity.WARNING)
    assert "现在放在“四、行政复议”下面" in found.message


# GX204, the edition


@pytest.mark.parametrize(
    ("year", "severity"),
    [(2019, Severity.WARNING), (2020, Severity.WARNING), (2021, Severity.ERROR), (2022, Severity.ERROR)],
)
def test_table_of_another_edition_is_an_error_from_2021_on(year, severity):
    due, used = (2021, 2019) if year >= 2021 else (2019, 2021)
    (found,) = problems("GX204", year=year, edition=used, **filled(used))
    assert found.severity is severity
    assert (found.expected, found.actual) == (str(due), str(used))
    assert found.at == (Address("disclosure"), Address("requests"))


def test_one_table_of_another_edition_is_named_alone():
    mixed = {**filled(2021), "disclosure": filled(2019)["disclosure"]}
    (found,) = problems("GX204", edition=2021, **mixed)
    assert found.at == (Address("disclosure"),)
    (found,) = problems("GX204", edition=2019, **mixed)
    assert found.at == (Address("disclosure"),)


def test_edition_that_is_stated_and_not_used_is_found():
    (found,) = problems("GX204", edition=2019, **filled(2021))
    assert found.at == (Span("edition"),)
    assert (found.expected, found.actual) == ("2021", "2019")


@pytest.mark.parametrize("year", [None, 2007, 2018])
def test_no_edition_is_due_where_no_year_or_no_form_is_known(year):
    assert problems("GX204", year=year, edition=2021, **filled(2021)) == []


# GX206, lines that are lacking, added or moved

REVIEWS = {"行政复议": 0, "未经复议直接起诉": 0, "复议后起诉": 0}


def lines_of(**parts: object) -> list[Problem]:
    """What GX206 says of a report with these parts of report.yaml, or these of a published one."""
    published = {name: parts.pop(name) for name in ("headings", "remarks") if name in parts}
    written = json.dumps({"机关": "示例区水务局", "年度": 2023, **parts}, ensure_ascii=False)
    report = read_file("report.yaml", written.encode()).report.with_parts(**published)
    (rule,) = selected(["GX206"])
    return list(rule.check(report, Background()))


def test_one_figure_that_is_lacking_is_named_and_several_are_named_by_their_rows():
    (found,) = lines_of(复议诉讼={**REVIEWS, "行政复议": {"结果维持": 1, "结果纠正": 0, "其他结果": 0}})
    assert found.at == (Address("reviews"), Address("reviews", "reconsideration", "pending"))
    assert found.message == "“复议诉讼”表缺少“行政复议·尚未审结”"
    (found,) = lines_of(复议诉讼={**REVIEWS, "行政复议": {"结果维持": 1, "总计": 1}})
    assert found.at == (Address("reviews"), Address("reviews", "reconsideration"))
    (found,) = lines_of(复议诉讼={"行政复议": 0})
    assert [address.row for address in found.at] == ["", "direct", "after_reconsideration"]


def test_table_that_is_not_there_at_all_hides_no_line_of_the_next_one():
    (found,) = lines_of(复议诉讼={"行政复议": 0, "复议后起诉": 0})
    assert [address.row for address in found.at] == ["", "direct"]


def test_totals_may_be_left_to_the_program_but_not_in_a_published_report():
    without = {row: dict.fromkeys(("结果维持", "结果纠正", "其他结果", "尚未审结"), 0) for row in REVIEWS}
    assert lines_of(复议诉讼=without) == []
    (found,) = lines_of(复议诉讼=without, headings=HEADINGS)
    assert found.at[1:] == tuple(
        Address("reviews", row) for row in ("reconsideration", "direct", "after_reconsideration")
    )
    requests = {"本年新收": 0, "上年结转": 0, "结转下年度": 0}
    lacking = [address.row for address in lines_of(申请办理=requests)[0].at]
    assert lacking[1] == "results.granted"
    assert "results.total" not in lacking
    lacking = [address.row for address in lines_of(申请办理=requests, headings=HEADINGS)[0].at]
    assert "results.total" in lacking


def test_line_whose_figures_could_not_be_read_is_not_lacking_too():
    place = Place(line=3)
    layout = Report(year=2023).layout("reviews")
    about = tuple(a for a in layout.addresses() if a.row == "direct")
    uneven = Remark(Noticed.UNEVEN_LINE, place, "1 2 3", about=about)
    (found,) = lines_of(复议诉讼={"行政复议": 0, "复议后起诉": 0}, remarks=(uneven,))
    assert found.at == (place, Address("reviews", "direct"))
    assert found.message == "“1 2 3”这一行的数与表的列数对不上，没有读入"


@pytest.mark.parametrize(
    ("noticed", "words", "severity"),
    [
        (Noticed.UNPLACED_TABLE, "“复议诉讼”表的列名不全，或次序与格式不同，数没有读入：甲乙", None),
        (Noticed.MOVED_LINE, "“甲乙”这一行（列）的位置与格式不同（数已按名称读入）", Severity.WARNING),
        (Noticed.EXTRA_LINE, "格式没有“甲乙”这一行（列），这里的数没有读入", None),
    ],
)
def test_line_that_the_form_has_elsewhere_or_not_at_all_is_found(noticed, words, severity):
    about = tuple(Report(year=2023).layout("reviews").addresses())
    remark = Remark(noticed, Place(line=3), "甲乙", about=about)
    unread = {} if noticed is Noticed.UNPLACED_TABLE else {"复议诉讼": REVIEWS}
    altered = Remark(Noticed.ALTERED_LABEL, Place(line=2), "甲", "乙")
    (found,) = lines_of(**unread, remarks=(altered, remark, altered))
    assert (found.at, found.message, found.severity) == ((Place(line=3),), words, severity)


def test_headings_of_a_table_that_could_not_be_read_are_quoted_in_part():
    about = tuple(Report(year=2023).layout("reviews").addresses())
    remark = Remark(Noticed.UNPLACED_TABLE, Place(line=3), "列" * 200, about=about)
    (found,) = lines_of(remarks=(remark,))
    assert found.message.count("列") < 100


@pytest.mark.parametrize("written", ["", " "])
def test_table_without_headings_is_said_to_have_none(written):
    about = tuple(Report(year=2023).layout("reviews").addresses())
    (found,) = lines_of(remarks=(Remark(Noticed.UNPLACED_TABLE, Place(line=3), written, about=about),))
    assert found.message == "“复议诉讼”表里没有读到列名，数没有读入；请照格式补上表头"


# GX208, the five aspects

FIVE = (
    "（一）主动公开。公开86条。",
    "（二）依申请公开。收到3件。",
    "（三）政府信息管理。逐件核对。",
    "（四）政府信息公开平台建设。栏目9个。",
    "（五）监督保障。培训2次。",
)


@pytest.mark.parametrize("at", range(5))
def test_aspect_that_is_left_out_is_named(at):
    text = "\n".join(FIVE[:at] + FIVE[at + 1 :])
    (message,) = messages("GX208", overview=text)
    name = FIVE[at].partition("。")[0].partition("）")[2]
    assert message == f"第一部分没有写“{name}”"


def test_aspects_of_a_section_without_headings_may_stand_anywhere_but_must_stand():
    (message,) = messages("GX208", overview="2023年，我局扎实推进政务公开，公开信息86条。")
    for name in ("依申请公开", "政府信息管理", "平台建设", "监督保障"):
        assert name in message


@pytest.mark.parametrize(
    "rights",
    [
        "保障群众的知情权、参与权和监督权",
        "切实保障公众知情权、参与权、表达权、监督权",
        "保障公民、法人和其他组织依法获取政府信息的权利",
        "保障了人民群众的合法权益",
        "维护群众的知情权和监督权",
    ],
)
def test_what_disclosure_is_for_is_no_account_of_supervision(rights):
    text = f"本着公开透明的原则，{rights}。通过网站发布信息18篇，在平台公示许可76条。"
    (message,) = messages("GX208", overview=text)
    assert message == "第一部分没有写“依申请公开”、“政府信息管理”、“监督保障”"


HONEST_OVERVIEWS = [
    "\n".join(FIVE),
    # names of published reports
    "（一）主动公开情况\n（二）依申请公开办理情况\n（三）信息资源的规范化、标准化管理情况\n（四）政府信息公开平台建设情况\n（五）政府信息公开监督保障及教育培训情况",
    "（一）主动公开\n（二）依申请公开\n（三）信息资源管理\n（四）网站和新媒体\n（五）教育培训",
    "（一）主动公开\n（二）申请办理\n（三）规范性文件管理\n（四）公开载体\n（五）组织领导",
    "（一）主动公开信息\n（二）办理依申请公开\n（三）信息审核发布\n（四）渠道建设\n（五）考核评议",
    "（一）政策公开与解读。\n（二）依申请公开。\n（三）目录管理。\n（四）公开专栏。\n（五）监督检查。",
    "1.主动公开\n2.依申请公开\n3.政府信息管理\n4.平台建设\n5.监督保障",
    "一是主动公开86条；二是依申请公开3件；三是严格信息审核；四是建好网站专栏；五是加强培训考核。",
    "全年主动公开86条，办结申请3件，发布前逐件保密审查，通过网站和公众号公布，组织培训2次。",
    # rights, and supervision beside them
    "主动公开86条，办结申请3件，逐件审核，网站公布，接受社会监督，保障群众知情权。",
    "主动公开86条，办结申请3件，逐件审核，网站公布，强化人员保障、维护群众知情权。",
    "主动公开86条，办结申请3件，逐件审核，网站公布，以监督保障公众的参与权。",
    "主动公开86条，办结申请3件，逐件审核，网站公布，保障群众监督权，组织培训2次。",
    "主动公开86条，办结申请3件，逐件审核，网站公布，保障公开工作权责清晰。",
    "主动公开86条，办结申请3件，逐件审核，网站公布，经费有保障，监督权限分明。",
    "主动公开86条\n办结申请3件\n目录更新\n网站\n加强队伍，保障公民的知情权",
    "（一）主动公开\n（二）依申请公开\n（三）政府信息管理\n（四）平台建设\n（五）保障群众监督权",
    # two aspects under one heading, or one aspect in the text of another
    "（一）主动公开\n（二）依申请公开\n（三）政府信息管理和平台建设\n（四）监督保障",
    "（一）主动公开\n（二）依申请公开\n（三）政府信息管理\n推进平台建设。\n（四）监督保障",
    "（一）主动公开\n公开平台由区政府网站统一建设。\n（二）依申请公开\n（三）政府信息管理\n（四）监督保障",
    # no heading names an aspect
    "（一）聚焦企业需求\n公开政策86条。\n（二）聚焦群众期盼\n答复申请3件。\n（三）聚焦基层基础\n清理文件，更新网站，开展培训。",
    "（一）强化组织保障\n落实专人。\n（二）健全管理机制，完善平台建设\n答复申请3件。\n（三）规范公开内容\n发布38条。",
    "（一）组织领导\n（二）主动公开\n（三）依申请公开\n（四）政府信息管理\n（五）平台建设情况\n（六）教育培训\n（七）监督保障",
    "主动公开\n公开86条。\n依申请公开\n收到3件。\n政府信息管理\n核对。\n平台建设\n栏目。\n监督保障\n培训。",
]


@pytest.mark.parametrize("text", HONEST_OVERVIEWS)
def test_aspects_go_by_many_names(text):
    assert messages("GX208", overview=text) == []


# What a section with sub-headings by aspect says of the fourth: in a heading, or in the text below one.
BY_ASPECT = "（一）主动公开\n（二）依申请公开\n（三）政府信息管理\n{fourth}\n（五）监督保障"


@pytest.mark.parametrize(
    "heading",
    [
        "四是网站和新媒体",
        "网站管理",
        "（四）进一步做好区政府门户网站、专栏和公众号的日常内容更新和维护",
        "优化区政府门户网站和公众号内容的更新维护审查工作",  # as long as a heading may be
    ],
)
def test_sub_heading_that_hints_at_an_aspect_names_it(heading):
    assert messages("GX208", overview=BY_ASPECT.format(fourth=heading)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "本局在网站公开。",
        "局领导说：更新网站",
        "优化区政府门户网站和公众号内容的更新维护和审查工作",  # longer than a heading may be
    ],
)
def test_sentence_that_hints_at_an_aspect_beside_sub_headings_of_the_others_does_not_name_it(sentence):
    (message,) = messages("GX208", overview=BY_ASPECT.format(fourth=sentence))
    assert message == "第一部分没有写“政府信息公开平台建设”"


def test_three_sub_headings_by_aspect_show_how_a_section_is_built():
    two = "（一）主动公开\n（二）聚焦群众\n依申请答复3件。\n（三）政府信息管理\n更新网站，开展培训。"
    assert messages("GX208", overview=two) == []
    (message,) = messages("GX208", overview=two.replace("聚焦群众", "依申请公开"))
    assert message == "第一部分没有写“政府信息公开平台建设”、“监督保障”"


def test_aspects_are_asked_for_in_the_first_year_of_the_form_that_has_them():
    assert len(messages("GX208", year=2021, overview="公开信息86条。")) == 1


@pytest.mark.parametrize("year", [2018, 2019, 2020, None])
def test_aspects_are_asked_for_from_2021_on(year):
    assert messages("GX208", year=year, overview="公开信息86条。") == []


@pytest.mark.parametrize("text", ["", "  \n", None])
def test_empty_section_is_told_by_another_rule(text):
    for rule in ("GX208", "GX215"):
        assert messages(rule, overview=text) == []
    assert messages("GX210", problems=text) == []
    assert messages("GX209", organ="示例县人民政府", overview=text) == []


# GX209, results of a government


def of_a_government(text: str, **fields: object) -> list[str]:
    return messages("GX209", **{"organ": "示例县人民政府", "overview": text, **fields})


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("（五）监督保障。组织考核1次，开展社会评议1次。", ["责任追究"]),
        ("（五）监督保障。组织考核1次，未发生责任追究。", ["社会评议"]),
        ("（五）监督保障。开展社会评议1次，没有追责情形。", ["工作考核"]),
        ("（五）监督保障。组织培训2次。", ["工作考核", "社会评议", "责任追究"]),
    ],
)
def test_result_that_a_government_left_out_is_named(text, lacking):
    (message,) = of_a_government(text)
    assert [name for name in ("工作考核", "社会评议", "责任追究") if name in message] == lacking
    assert "按名称判断为政府" in message


def test_township_is_told_that_it_is_a_government():
    text = "组织考核1次，开展社会评议1次。"
    for fields in ({}, {"organ_kind": "乡镇街道"}):
        (message,) = of_a_government(text, organ="示例县示例镇人民政府", **fields)
        assert message == "乡镇人民政府也是一级政府，报告要写“责任追究”的结果，全文没有提到"


@pytest.mark.parametrize(
    "text",
    [
        "组织考核1次，开展社会评议1次，未发生责任追究。",
        "纳入绩效管理，群众满意度95%，没有因公开工作被问责。",
        "第三方评估得分92分，发放调查问卷200份，约谈1家单位。",
        "公开工作占年度考评4分，公众评价良好，本年无追责情形。",
        "开展政务公开测评，通报批评1家单位。",
        "考核结果全县通报，社会评议优秀率98%，责任追究0人次。",
        "工作考核、社会评议和责任追究结果情况：考核优秀，评议满意，无责任追究。",
        "绩效考核占5分，民意调查2次，追究责任0起。",
    ],
)
def test_results_go_by_many_names(text):
    assert of_a_government(text) == []
    assert of_a_government(text, organ="示例县示例镇人民政府") == []


@pytest.mark.parametrize(
    ("organ", "kind"),
    [
        ("示例县水务局", None),
        ("示例县人民政府办公室", None),
        ("示例区示例街道办事处", None),
        ("示例街道", "乡镇街道"),
        ("示例经济开发区管理委员会", None),
        ("示例", None),
        ("示例县人民政府", "部门"),
    ],
)
def test_results_are_asked_of_governments_only(organ, kind):
    assert of_a_government("组织培训2次。", organ=organ, organ_kind=kind) == []


def test_results_are_asked_for_from_the_first_report_under_the_law_of_2019():
    assert len(of_a_government("组织培训2次。", year=2019)) == 1


def test_results_may_stand_in_another_section():
    text = "组织考核1次，开展社会评议1次。"
    assert of_a_government(text, other="本年度没有责任追究。") == []
    assert of_a_government("组织培训2次。", year=2018) == []
    assert len(of_a_government("组织培训2次。", organ="示例县示例乡人民政府")) == 1


# GX210, section 五


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("无。", "既没有说问题"),
        ("无", "既没有说问题"),
        ("今后将加强培训，提升公开水平。", "没有说存在什么问题"),
        ("我局不断完善制度，将继续落实条例。", "没有说存在什么问题"),
        ("本年度不存在问题。下一步将继续做好公开工作。", "没有说存在什么问题"),
        ("一是更新慢；二是解读形式单一。", "没有说怎么改进"),
        ("一是公开意识有待加强；二是解读形式有待丰富。", "没有说怎么改进"),
        ("公开工作还需进一步完善。", "没有说怎么改进"),
        ("信息公开不够及时、不够规范。", "没有说怎么改进"),
        # held against a standard and found wanting; going on, but badly
        ("对照新要求，仍存在短板：一是主动公开工作还需进一步规范。", "没有说怎么改进"),
        ("对照上级要求仍有差距，解读形式单一。", "没有说怎么改进"),
        ("对照群众期盼，我局工作还存在不足。", "没有说怎么改进"),
        ("在具体推进过程中还存在培训不足等问题，均有待今后重视并加以解决。", "没有说怎么改进"),
        ("公开工作推进缓慢，解读少。", "没有说怎么改进"),
        (
            (
                "公开工作开展以来取得初步成效，但在具体推进过程中，还存在一些问题，如业务不熟，"
                "均有待今后予以高度重视并加以解决。"
            ),
            "没有说怎么改进",
        ),
        ("信息公开推进力度不够。", "没有说怎么改进"),
    ],
)
def test_section_without_a_problem_or_an_improvement_is_found(text, words):
    (message,) = messages("GX210", problems=text)
    assert words in message


@pytest.mark.parametrize(
    "text",
    [
        "问题是目录更新偏慢。下一步逐月对照目录检查。",
        "一是更新慢。改为按月更新。",
        "解读少。今后多配图解。",
        "存在问题：人手不足。改进情况：已增加1人。",
        "一是部分信息公开不够及时，公开事项还需进一步加强。下步，我局将努力改进。",
        "公开的深度有差距，我们将深化重点领域公开。",
        "队伍力量薄弱，正在加强培训。",
        "申请答复说理欠充分。已编印样例，答复前逐件审核，统一规范格式。",
        "上年度提出的解读单一问题，已通过制作图解解决；本年度主要是回应较少，计划每季度开展一次访谈。",
        "政策知晓度低，拓宽公开渠道。",
        "群众对公开内容的需求与供给存在差距，对照需求调整目录。",
        "困难是基层一人多岗，将由县里统一培训。",
        "更新慢。对照要求逐项补发信息。",
        "更新慢，对照上级要求，逐月调整目录。",
        "更新慢。对照存在的问题逐项销号。",
        "对照新要求仍存在短板，已逐项整改。",
        "解读少，正在推进图解全覆盖。",
        "目录陈旧、更新慢，重编工作正在推进中。",
        "更新慢，推进过程中每月抽查一次。",
        "推进过程中还存在更新不及时的问题，已边查边改。",
        "推进公开全覆盖，解决更新不及时的问题。",
        "工作开展以来更新偏慢，已开展自查。",
        "解读形式有待丰富，已制作图解。",
    ],
)
def test_short_and_plain_section_five_is_enough(text):
    assert messages("GX210", problems=text) == []


# GX212, the title


@pytest.mark.parametrize(
    ("title", "lacking"),
    [
        ("2023年政府信息公开工作年度报告", "机关名称"),
        ("政府信息公开工作年度报告（2023年）", "机关名称"),
        ("示例区水务局政府信息公开工作年度报告", "年度"),
        ("示例区水务局2023年政务公开工作报告", "这一名称"),
        ("示例区水务局2023年工作总结", "这一名称"),
        ("二〇二三年政府信息公开工作年度报告", "机关名称"),
        ("关于2023年度工作情况的报告", "机关名称"),
        ("2023年政府信息公开工作报告书", "机关名称"),
    ],
)
def test_title_that_lacks_a_part_is_found(title, lacking):
    (found,) = problems("GX212", title=title)
    assert lacking in found.message
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize(
    "title",
    [
        "",
        "示例区水务局2023年政府信息公开工作年度报告",
        "示例区水务局2023年度政府信息公开工作年度报告",
        "2023年示例区水务局政府信息公开年度报告",
        "示例区水务局2023年政府信息公开年报",
        "示例区水务局政府信息公开2023年度工作报告",
        "示例区水务局二〇二三年政府信息公开工作年度报告",
        "示例区水务局二○二三年度政府信息公开工作年度报告",
        "示例区水务局 2023 年 政府信息公开工作年度报告",
        "示例区水务局政府信息公开工作年度报告（2023年）",
        "示例区水务局（本级）2023年政府信息公开工作年度报告",
        "关于示例区水务局2023年政府信息公开工作年度报告",
        "水务局2023年政府信息公开工作年度报告",
        "示例市示例区水务局2023年政府信息公开工作年度报告",
        "示例区水务局2023年政府信息公开工作年度报告（修订版）",
    ],
)
def test_titles_vary(title):
    assert messages("GX212", title=title) == []


@pytest.mark.parametrize(
    ("organ", "titled"),
    [
        ("示例市示例区工业和信息化局", "示例区工信局"),
        ("示例区卫生健康委员会", "区卫健委"),
        ("示例市示例区人民政府", "示例区政府"),
        ("示例区人民政府", "示例区人民"),
        ("示例区发展和改革委员会", "示例区发改委"),
        ("示例区教育局", "示例区教育体育局"),
        ("示例区水务局（本级）", "示例区水务局"),
    ],
)
def test_short_names_of_an_organ_do_not_contradict_it(organ, titled):
    assert messages("GX212", organ=organ, title=f"{titled}2023年政府信息公开工作年度报告") == []


def test_title_of_another_organ_or_year_is_an_error():
    (found,) = problems("GX212", title="示例区教育局2023年政府信息公开工作年度报告")
    assert (found.expected, found.actual) == ("示例区水务局", "示例区教育局")
    assert found.severity is None
    (found,) = problems("GX212", title="示例区水务局2022年政府信息公开工作年度报告")
    assert found.message == "标题写的是 2022 年，“年度”填的是 2023"
    (found,) = problems("GX212", title="示例区水务局二〇二二年政府信息公开工作年度报告")
    assert "2022" in found.message


def test_name_of_an_organ_may_have_two_characters():
    assert messages("GX212", organ="县府", title="县府2023年政府信息公开工作年报") == []


def test_organs_that_differ_in_one_character_are_two():
    for organ, titled in (("甲区税务局", "乙区税务局"), ("示例省", "示例市")):
        (found,) = problems("GX212", organ=organ, title=f"{titled}2023年政府信息公开工作年度报告")
        assert (found.expected, found.actual) == (organ, titled)


def published(**fields: object) -> dict[str, object]:
    return {"organ": "示例区水务局", "headings": HEADINGS, **fields}


@pytest.mark.parametrize("year", [2022, 2024])
def test_published_title_that_period_and_text_contradict_is_an_error(year):
    text = f"统计期限自{year}年1月1日起，至{year}年12月31日止。"
    fields = published(preamble=text, overview=f"{year}年，我局公开信息86条。")
    (found,) = problems("GX212", **fields)
    assert found.severity is None
    assert found.message == f"标题写的是 2023 年，统计期限和正文说的是 {year} 年"
    assert messages("GX501", **fields) == []


@pytest.mark.parametrize(
    "prose",
    [
        {"overview": "2024年，我局收到申请5件（含2023年结转1件），比2023年增加2件。"},
        {"overview": "收到申请5件（含2023年结转1件）。", "other": "2024年，我局未收费。"},
        {"overview": "2024年，我局落实《2023年政务公开工作要点》，较2023年底有进步。"},
    ],
)
def test_years_that_are_only_looked_back_on_do_not_speak_for_the_title(prose):
    text = "统计期限自2024年1月1日起，至2024年12月31日止。"
    fields = published(preamble=text, period=Period(date(2024, 1, 1), date(2024, 12, 31)), **prose)
    assert messages("GX212", **fields) == ["标题写的是 2023 年，统计期限和正文说的是 2024 年"]
    assert messages("GX501", **fields) == []


@pytest.mark.parametrize(
    "prose",
    [
        {"overview": "2023年，我局收到申请5件，2024年结转1件。"},
        {"overview": "2024年，我局收到申请5件。", "problems": "2023年，解读不多。"},
        {"overview": "收到申请5件。"},
    ],
)
def test_where_the_prose_does_not_speak_more_of_the_other_year_the_period_is_wrong(prose):
    text = "统计期限自2024年1月1日起，至2024年12月31日止。"
    fields = published(preamble=text, **prose)
    assert messages("GX212", **fields) == []
    assert len(messages("GX501", **fields)) == 1


def test_file_that_is_called_one_of_another_year_is_a_warning():
    place = Place(line=3)
    other = Remark(Noticed.OTHER_YEAR, place, "水务局2022年年报", "2023")
    altered = Remark(Noticed.ALTERED_LABEL, place, "表三", "申请")
    (found,) = problems("GX212", **published(remarks=(altered, other)))
    assert (found.at, found.severity) == ((place,), Severity.WARNING)
    assert found.message == "标题写的是 2023 年，文件名或文件自带的标题却是“水务局2022年年报”"


@pytest.mark.parametrize(
    "fields",
    [
        {"overview": "2023年，我局公开信息86条。统计期限自2022年1月1日起，至2022年12月31日止。"},
        {"overview": "2022年，我局公开信息86条。统计期限自2023年1月1日起，至2023年12月31日止。"},
        {"overview": "2022年，我局公开信息86条。"},
        {
            "preamble": "统计期限自2023年1月1日起，至2023年12月31日止。",
            "overview": "与2022年相比，公开增加6条；2022年1月1日至2022年12月31日公开80条。",
        },
        {"overview": "我局公开信息86条。", "other": "2024年1月1日至2024年12月31日为下一个报告年度。"},
    ],
)
def test_title_that_only_one_part_contradicts_may_be_right(fields):
    assert messages("GX212", **published(**fields)) == []


def test_wrong_year_of_report_yaml_is_told_once():
    right = Period(date(2023, 1, 1), date(2023, 12, 31))
    fields = {"year": 2022, "title": "示例区水务局2023年政府信息公开工作年度报告", "period": right}
    assert len(messages("GX212", **fields)) == 1
    assert messages("GX501", **fields) == []


def test_published_report_without_a_title_or_an_organ_is_found():
    (message,) = messages("GX212", organ="", year=None, headings=HEADINGS)
    assert "没有读到标题" in message
    (message,) = messages("GX212", organ="", headings=HEADINGS)
    assert "机关名称" in message
    assert messages("GX212", organ="", year=None) == []


# GX213, the old notice


@pytest.mark.parametrize(
    "text",
    [
        "按照国办公开办函〔2019〕60号的要求编制。",
        "按照《格式》（国办公开办函[2019]60号）编制。",
        "按照国办公开办函（2019） 60 号编制。",
        "依据《政府信息公开工作年度报告格式（试行）》编制。",
        "依据《中华人民共和国政府信息公开工作年度报告格式》（试行）编制。",
    ],
)
def test_old_notice_is_found(text):
    assert len(problems("GX213", preamble=text)) == 1
    assert problems("GX213", preamble=text, year=2020, edition=2019) == []
    assert len(problems("GX213", preamble=text, year=2021)) == 1


def test_old_notice_is_told_once_for_each_part():
    text = "按照《年度报告格式（试行）》编制，表格也按《年度报告格式（试行）》填写。"
    first, second = problems("GX213", preamble=text, other="按照国办公开办函〔2019〕60号编制。")
    assert [found.at[0].field for found in (first, second)] == ["preamble", "other"]
    assert first.at[0].start == text.index("年度报告格式")


@pytest.mark.parametrize(
    "text",
    [
        "按照国办公开办函〔2021〕30号的要求编制。",
        "国办公开办函〔2021〕30号印发后，国办公开办函〔2019〕60号同时废止。",
        "不再使用国办公开办函〔2019〕60号的格式。",
        "按照示例政办〔2019〕60号的要求公开。",
        "国办发〔2019〕60号文件已公开。",
        "公开《示例区公共数据开放办法（试行）》。",
        "公开60件。试行一窗受理。",
    ],
)
def test_other_notices_are_not_complained_of(text):
    assert messages("GX213", preamble=text) == []


# GX214, what the preamble promises

NAMED = "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("本报告由七个部分组成。", "七个部分"),
        ("全文包括总体情况等五部分。", "五部分"),
        ("报告共分为8个部分。", "8个部分"),
        (f"本报告由{NAMED}、存在的主要问题及改进情况等五部分组成。", "五部分"),
        (f"本报告包括{NAMED}、收费及减免情况、存在的主要问题六个部分。", "“其他需要报告的事项”"),
        (
            (
                "全文包括总体情况、主动公开政府信息情况、政府信息公开行政复议、行政诉讼情况、存在的问题及改进情况、"
                "其他需要报告的事项等六个部分组成。"
            ),
            "列举的部分里没有“申请办理”",
        ),
        (f"本报告包括{NAMED}、存在的主要问题及改进情况等五项内容。", "文中说有五项内容"),
        (f"报告分为{NAMED}、存在的主要问题、收费情况、其他事项七个方面。", "七个方面"),
        (
            "全文由总体情况、主动公开情况、复议诉讼情况、存在问题、其他事项等六个方面组成。",
            "列举的部分里没有“申请办理”",
        ),
    ],
)
def test_promise_that_the_report_does_not_keep_is_found(text, words):
    (message,) = messages("GX214", preamble=text)
    assert words in message


@pytest.mark.parametrize(
    "text",
    [
        "本报告由六个部分组成。",
        "本报告包括总体情况、主动公开等六部分。",
        "本报告包括总体情况、主动公开、依申请公开、存在问题等六部分。",
        f"全文包括{NAMED}、存在的主要问题及改进情况、其他需要报告的事项六个部分。",
        "全文由概述、主动公开、依申请公开、复议诉讼、问题和改进、其他事项6个部分构成。",
        "本报告第二部分为表格。",
        "主动公开分为三个部分。",
        "本报告依据《条例》编制。",
        "本报告部分数据由区大数据局提供。",
        "本报告由六大部分组成。",
        # 等 that stands for the middle of the list
        "本报告包括总体情况、主动公开、其他需要报告的事项等六个部分。",
        "本报告包括总体情况、主动公开、依申请公开、其他需要报告的事项等六部分。",
        f"全文包括{NAMED}、存在的主要问题及改进情况、其他需要报告的事项等六个部分。",
        f"全文包括{NAMED}、存在的主要问题及改进情况、其他需要报告的事项等六项内容。",
        # aspects and contents of something else
        "本报告总体情况包括主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面。",
        "本报告的总体情况由主动公开、依申请公开、信息管理、平台建设、监督保障等五项内容组成。",
        "年报公开内容包括总体情况、主动公开、依申请公开三个方面。",
        "全文从五个方面总结，包括存在的问题。",
        "本报告分为基本情况、主要做法、工作成效三个方面。",
        "存在的问题包括公开、解读、回应三方面，报告如下。",
        "全文分为总体情况、主要做法、存在的问题三个方面。",
        # no list, though two parts are named
        "本报告由六个部分组成，总体情况由办公室起草，问题和改进由各科室提供。",
    ],
)
def test_promise_that_is_kept_is_not_complained_of(text):
    assert messages("GX214", preamble=text) == []


def test_three_parts_that_are_named_are_a_list():
    (message,) = messages("GX214", preamble="本报告由总体情况、主动公开和申请办理情况六个部分组成。")
    assert message == "文中列举的部分里没有“复议诉讼”、“存在的主要问题及改进情况”、“其他需要报告的事项”"


@pytest.mark.parametrize(
    "other",
    [
        "主动公开分为三个部分。",
        "本报告的总体情况由主动公开、依申请公开、信息管理、平台建设、监督保障等五项内容组成。",
    ],
)
def test_parts_of_something_else_hide_no_promise_behind_them(other):
    (found,) = problems("GX214", preamble=f"{other}本报告由七个部分组成。")
    assert found.actual == "七个部分"
    assert found.message == "文中说有七个部分，报告是 6 个部分"


def test_preamble_below_the_first_heading_is_looked_at_too():
    assert len(problems("GX214", overview="现公布年度报告。本报告由五部分组成。")) == 1


def test_seven_parts_are_right_where_there_are_seven():
    headings = (*HEADINGS, Heading("七、附表", None))
    assert messages("GX214", preamble="本报告由七个部分组成。", headings=headings) == []


# GX215, figures in section 一


@pytest.mark.parametrize(
    "text",
    [
        "我局扎实推进公开工作，取得明显成效。",
        "2023年，我局扎实推进公开工作。",
        "（一）主动公开。有序开展。\n（二）依申请公开。规范办理。",
        "按照国办公开办函〔2021〕30号和国务院令第711号，扎实推进。",
        "1.主动公开\n2.依申请公开\n截至2023年12月31日，工作平稳。",
    ],
)
def test_section_without_any_figure_is_found(text):
    assert len(problems("GX215", overview=text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "公开信息86条。",
        "公开信息 1,234 条。",
        "公开信息８６条。",
        "组织培训两次。",
        "公开信息八十六条。",
        "公开率达到98.5%。",
        "全年未收到申请。",
        "未发生行政复议。",
        "收到申请{{ 申请办理.本年新收.总计 }}件。",
        "公开86余条信息。",
    ],
)
def test_any_figure_will_do(text):
    assert messages("GX215", overview=text) == []


def test_section_without_a_figure_is_told_so_in_a_whole_sentence():
    assert messages("GX215", overview="有序开展。") == ["第一部分一个数也没有写"]


# GX216, the length of section 一


def test_length_is_asked_for_only_where_the_office_set_it():
    text = "公开 信息，\n" * 300
    assert problems("GX216", overview=text) == []
    (found,) = problems("GX216", limits=Limits(overview=1000), overview=text)
    assert found.actual == "1500"
    assert found.at == (Span("overview"),)
    assert problems("GX216", limits=Limits(overview=1500), overview=text) == []
    assert problems("GX216", limits=Limits(overview=1000), overview=None) == []

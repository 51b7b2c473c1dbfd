"""GX502, GX503, GX504, GX506: years, days, persons and punctuation; above all what is no mistake."""

from datetime import date

import pytest

from gxreport.catalogue import selected
from gxreport.finding import Problem, Severity, Span
from gxreport.limits import Day, Limits
from gxreport.model import Report
from gxreport.rules import Background
from gxreport.rules.gx504 import is_identity_number, passes_luhn


def problems(rule: str, text: str = "", limits: Limits | None = None, **fields: object) -> list[Problem]:
    """What one rule says of a text that stands in section 一 of a report on 2023."""
    (found,) = selected([rule])
    report = Report(**{"organ": "示例区水务局", "year": 2023, "edition": 2021, "overview": text, **fields})
    return list(found.check(report, Background(limits=limits or Limits())))


def words(rule: str, text: str, **fields: object) -> list[str]:
    """The words of the text that a rule points at, in all its findings."""
    spans = [span for problem in problems(rule, text, **fields) for span in problem.at]
    assert all(isinstance(span, Span) and span.field == "overview" for span in spans)
    return [text[span.start : span.end] for span in spans]


# GX502, another year


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2022年，我局认真贯彻落实《中华人民共和国政府信息公开条例》。", "2022年"),
        ("2022年度我局未收到政府信息公开申请。", "2022年度"),
        ("（二）依申请公开。2022年全年收到政府信息公开申请12件。", "2022年"),
        ("（二）依申请公开：2021年共收到申请12件，均已答复。", "2021年"),
        ("（一）2022年，主动公开信息86条。", "2022年"),
        ("全年工作平稳。\n我局2022年共收到信息公开申请3件。", "2022年"),
        ("一是2022年，我局通过网站公开信息86条。", "2022年"),
        ("按照要求，现将2022年政府信息公开工作情况报告如下：", "2022年"),
        ("现将我局2022年度政府信息公开工作情况汇报如下。", "2022年度"),
        ("2024年，我局收到政府信息公开申请3件，均已答复。", "2024年"),
        ("2013年，我局扎实推进政务公开。", "2013年"),
        ("2022年，我镇共制定规范性文件0件。", "2022年"),
        ("（三）管理。2022年，我局共制发行政规范性文件2件，现行有效5件。", "2022年"),
        ("2022年，我局未制定规范性文件。", "2022年"),
        (
            "（二）申请。2023年受理0件。\n（三） 管理情况 2022年，本镇制定规范性文件0件。\n（四）平台。",
            "2022年",
        ),
        (
            (
                "（三）政府信息管理情况 2022年，示例镇人民政府办公室共制定规范性文件0件，"
                "现行有效的规范性文件0件。"
            ),
            "2022年",
        ),
    ],
)
def test_sentence_about_another_year_is_found(text, written):
    assert words("GX502", text) == [written]


def test_year_in_the_name_of_a_document_is_not_the_reports():
    text = "2022年，示例区公开工作落实《2023年政务公开工作要点》，收到申请3件。"
    assert words("GX502", text) == ["2022年"]
    assert words("GX502", f"{text}2023年，收到申请3件。") == []


def test_preamble_that_calls_the_report_by_another_year_is_found():
    (found,) = problems("GX502", preamble="根据《条例》，编制2022年政府信息公开工作年度报告。")
    assert (found.expected, found.actual) == ("2023", "2022")


def test_sentences_of_one_part_are_one_finding():
    (found,) = problems("GX502", "2022年，我局公开信息86条。\n（二）申请。2022年，收到申请3件。")
    assert len(found.at) == 2


@pytest.mark.parametrize(
    "text",
    [
        # this year
        "2023年，我局认真贯彻落实《条例》。",
        "2023年度共收到申请12件，比2022年增加3件。",
        "二〇二三年，我局主动公开信息86条。",
        # comparisons
        "2022年收到申请9件，2023年收到12件。",
        "2022年，收到申请9件；2023年，收到申请12件。",
        "2022年，收到申请9件。\n2023年，收到申请12件。",
        "2022年公开信息80条，今年公开86条，增长7.5%。",
        "与2022年相比，主动公开信息增加6条。",
        "2022年共受理申请20件，本年度较之下降40%。",
        # carried over
        "2022年收到的申请1件结转本年办理。",
        "2022年，收到申请结转下年1件，已于本年办结。",
        "上年结转的1件是2022年12月收到的申请。",
        "2022年遗留的信息公开诉讼1件已审结。",
        "对照《示例市2022年政务公开工作要点》落实。",
        "2022年1月，区政府印发信息公开要点。",
        # budgets and plans
        "2022年度部门决算、2023年度部门预算公开及时。",
        "公开2022年度部门决算。",
        "2024年部门预算在规定时间公开。",
        "公开2022年全区经济运行信息12条。",
        "2024年，我局将继续做好政府信息公开工作。",
        "2024年，我局计划公开信息100条。",
        "2024年，重点做好新收申请的答复，力争答复5件以内。",
        "公开《示例区2024年重大行政决策事项目录》。",
        "2021年至2025年，政务公开规划分步实施。",
        "2021—2025年信息公开规划已经公布。",
        "“十四五”规划（2021—2025年）实施情况公开。",
        # documents, and years in which things were made
        "2019年5月15日起施行的《条例》是公开工作的依据。",
        "2019年修订的《条例》增加了信息公开的要求。",
        "我局公开工作有序。2021年印发的信息公开指南继续有效。",
        "我局公开工作有序。2021年，我局制定信息公开指南，沿用至今。",
        "我局公开工作有序。2022年，我局网站改版上线，公开栏目由9个并为6个。",
        "按照国办公开办函〔2021〕30号编制本报告。",
        "法院作出（2022）豫0103行初12号判决，涉及信息公开。",
        "我局公开工作有序。2022年，我局完成机构改革，重新公开机构职能。",
        # sums over years, other looks back
        "2020年以来，我局累计公开信息900条。",
        "2022年底前的信息公开目录全部清理。",
        "2022年12月收到的申请在法定期限内答复。",
        "2018年至2022年，共收到申请60件。",
        "2022年，第三方评估指出我局信息公开的两个问题。公开栏目已调整。",
        "对2022年政府信息公开工作年度报告反馈的问题逐条整改，情况如下：",
        "2022年政府信息公开工作年度报告已按时公布。",
        "2022年，全区粮食产量12万吨。",
        "截至2022年底，现行有效的规范性文件5件。",
        "公开2022年政府工作报告。",
        # documents made in an earlier year
        "2022年，我局制定的规范性文件《示例办法》继续有效。",
        "2022年，我局制定规范性文件管理办法，沿用至今。",
        "2021年，我局出台规范性文件3件，2023年全部清理。",
        "我局公开工作有序。2022年，我局制定规范性文件2件，均于2022年10月起施行。",
        "2022年以来，我局共制定规范性文件6件。",
        "2022年，我局清理规范性文件12件。",
        "与2022年相比，制定规范性文件减少2件。",
        "截至2022年，共制定规范性文件6件。",
        "2022年制定的规范性文件5件继续有效。",
        "（一）依申请公开情况 2022年，收到申请9件。\n2023年，收到申请12件。",
        "（一）公开情况 2022年，我局公开信息9条，2023年公开12条。",
        "（一）2022年，收到申请9件。\n（二）2023年，收到申请12件。",
        "《示例办法》 2022年，我局制定本办法。",
    ],
)
def test_other_years_have_lawful_reasons(text):
    assert words("GX502", text) == []
    assert words("GX502", f"2023年，我局公开工作有序。\n{text}") == []


def test_this_year_must_be_named_in_the_paragraph_or_at_the_beginning_of_the_next():
    own, other, between = "2023年，公开信息86条。", "我局2022年共收到信息公开申请3件。", "各项工作平稳有序。"
    for near in (f"{own}\n{other}", f"{other}\n{own}", f"{between}{other}{own}", f"{own}{between}{other}"):
        assert words("GX502", near) == []
    late = f"{between * 4}{own}"
    for far in (f"{own}\n{between}\n{other}", f"{other}\n{between}\n{own}", f"{other}\n{late}"):
        assert words("GX502", far) == ["2022年"]


def test_year_in_the_title_is_no_sentence():
    assert problems("GX502", title="2022年我局政务公开工作报告") == []


def test_plans_for_the_next_year_stand_in_section_five():
    text = "一是更新慢。\n2024年，我局公开工作要更快，收到申请5件以上时通报。"
    assert problems("GX502", problems=text) == []


# GX503, the day of publication


@pytest.mark.parametrize(
    ("organ", "day", "severity"),
    [
        ("示例区水务局", date(2024, 2, 1), Severity.ERROR),
        ("示例区水务局", date(2024, 4, 20), Severity.ERROR),
        ("示例县示例镇人民政府", date(2024, 2, 1), Severity.WARNING),
        ("示例街道办事处", date(2024, 5, 1), Severity.WARNING),
        ("示例县人民政府", date(2024, 4, 1), Severity.ERROR),
        ("示例经济开发区管理委员会", date(2024, 4, 1), Severity.WARNING),
        ("示例", date(2024, 4, 1), Severity.WARNING),
        ("示例区水务局", date(2023, 12, 30), Severity.WARNING),
        ("示例县人民政府", date(2023, 1, 25), Severity.WARNING),
    ],
)
def test_publication_too_late_or_too_early_is_found(organ, day, severity):
    (found,) = problems("GX503", organ=organ, published=day)
    assert found.severity is severity
    assert found.at == (Span("published"),)


@pytest.mark.parametrize(
    ("organ", "day"),
    [
        ("示例区水务局", date(2024, 1, 31)),
        ("示例区水务局", date(2024, 1, 1)),
        ("示例区水务局", date(2023, 12, 31)),
        ("示例县示例镇人民政府", date(2024, 1, 31)),
        ("示例县人民政府", date(2024, 3, 31)),
        ("示例县人民政府", date(2024, 2, 20)),
        ("示例经济开发区管理委员会", date(2024, 3, 1)),
        ("示例", date(2024, 2, 20)),
        ("示例区水务局", None),
    ],
)
def test_publication_in_time_is_not_complained_of(organ, day):
    assert problems("GX503", organ=organ, published=day) == []


def test_stated_kind_goes_before_the_name():
    late = date(2024, 2, 20)
    assert problems("GX503", organ="示例区水务局", organ_kind="其他", published=late) == []
    (found,) = problems("GX503", organ="示例", organ_kind="部门", published=late)
    assert "机关类型填的是“部门”" in found.message


def test_before_2019_every_organ_had_more_time():
    assert problems("GX503", year=2018, published=date(2019, 3, 31)) == []


def test_deadline_of_the_office():
    limits = Limits(deadline=Day(1, 20))
    (found,) = problems("GX503", limits=limits, published=date(2024, 1, 25))
    assert found.severity is Severity.WARNING
    assert "1 月 20 日" in found.message
    assert problems("GX503", limits=limits, published=date(2024, 1, 20)) == []
    (found,) = problems("GX503", limits=limits, published=date(2024, 2, 1))
    assert found.severity is Severity.ERROR
    assert problems("GX503", limits=limits, organ="示例县人民政府", published=date(2024, 3, 1)) == []
    (found,) = problems("GX503", limits=limits, organ="示例", published=date(2024, 1, 25))
    assert found.severity is Severity.WARNING


def test_deadline_of_one_year_does_not_concern_others():
    published = date(2024, 1, 25)
    assert problems("GX503", limits=Limits(deadline=Day(1, 20, 2025)), published=published) == []
    assert problems("GX503", limits=Limits(deadline=Day(1, 20, 2024)), published=published) != []


def test_later_day_set_by_the_office_counts_for_townships_only():
    limits = Limits(deadline=Day(2, 10))
    later = {"published": date(2024, 2, 5), "limits": limits}
    assert problems("GX503", organ="示例镇人民政府", **later) == []
    assert len(problems("GX503", organ="示例区水务局", **later)) == 1


def test_day_below_the_report_is_taken_where_no_other_is_given():
    (found,) = problems("GX503", signature="示例区水务局\n2024年2月5日")
    assert found.at == (Span("signature", 7, 16),)
    (found,) = problems("GX503", other="无。\n示例区水务局\n2024 年 2 月 5 日")
    assert found.at[0].field == "other"
    assert problems("GX503", published=date(2024, 1, 5), signature="2024年2月5日") == []


@pytest.mark.parametrize(
    "text",
    [
        "无其他需要报告的事项。",
        "2024年1月25日",
        "本报告于2024年2月5日起公布。",
        "2024年2月30日",
        "2024年2月5日，召开公开工作会议。",
    ],
)
def test_other_days_in_section_six_are_not_complained_of(text):
    assert problems("GX503", other=text) == []


def test_notice_binds_from_2019_on():
    assert len(problems("GX503", year=2019, published=date(2020, 2, 1))) == 1
    assert problems("GX503", year=2018, published=date(2019, 2, 1)) == []


@pytest.mark.parametrize(
    ("day", "meant"),
    [(date(2023, 3, 31), True), (date(2023, 4, 1), False), (date(2022, 1, 25), False)],
)
def test_day_a_year_too_early_is_likely_a_slip_in_the_first_months(day, meant):
    (found,) = problems("GX503", published=day)
    assert ("是不是 2024 年" in found.message) is meant


def test_worst_of_two_deadlines_is_told():
    (found,) = problems("GX503", limits=Limits(deadline=Day(2, 10)), published=date(2024, 2, 20))
    assert found.severity is Severity.ERROR
    assert "晚于期限 2024 年 1 月 31 日" in found.message
    limits = Limits(deadline=Day(1, 20))
    (found,) = problems("GX503", limits=limits, organ="示例镇人民政府", published=date(2024, 5, 1))
    assert "配置文件里的公布期限" in found.message


# GX504, personal data


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        ("11010519491231002X", True),
        ("11010519491231002x", True),
        ("110105194912310020", False),
        ("010105194912310021", False),
        ("110105194913310029", False),
        ("110105194902300027", False),
    ],
)
def test_identity_numbers_have_a_day_of_birth_and_a_check_digit(number, is_one):
    assert is_identity_number(number) is is_one


def test_only_people_of_these_centuries_have_an_identity_number():
    assert [checked(f"110105{year}1231002") for year in (1899, 1900, 2100, 2101)] == [
        False,
        True,
        True,
        False,
    ]


def checked(body: str) -> bool:
    """Whether some check digit makes an identity number of the first seventeen digits."""
    return any(is_identity_number(body + digit) for digit in "0123456789X")


@pytest.mark.parametrize(
    ("number", "passes"),
    [("79927398713", True), ("79927398710", False), ("18", True), ("26", True), ("59", True), ("0", True)],
)
def test_luhn_doubles_every_second_digit_from_the_right(number, passes):
    assert passes_luhn(number) is passes


IDENTITY = "11010519491231002X"  # the number that GB 11643 gives as its example


@pytest.mark.parametrize(
    ("day", "is_one"),
    [
        ("0505", True),
        ("1210", True),
        ("1031", True),
        ("0931", False),
        ("1301", False),
        ("0010", False),
        ("1200", False),
    ],
)
def test_day_of_birth_is_a_day_of_the_calendar(day, is_one):
    assert checked(f"1101051949{day}002") is is_one


CARD = "6222020200112230004"


@pytest.mark.parametrize(
    ("text", "written", "severity"),
    [
        (f"申请人身份证号{IDENTITY}。", IDENTITY, Severity.ERROR),
        (f"申请人（{IDENTITY.lower()}）已领取答复。", IDENTITY.lower(), Severity.ERROR),
        (
            "身份证号１１０１０５１９４９１２３１００２X。",
            "１１０１０５１９４９１２３１００２X",
            Severity.ERROR,
        ),
        # 15 digits were used before 1999; of 18 the month, or the check digit, is wrong
        ("申请人身份证号：410103900307771。", "410103900307771", Severity.WARNING),
        ("身份证号410103199013077715。", "410103199013077715", Severity.WARNING),
        ("（身份证件号码为 110105194912310021）", "110105194912310021", Severity.WARNING),
        ("答复申请人，手机号13812345678。", "13812345678", Severity.WARNING),
        ("当事人联系电话13812345678。", "13812345678", Severity.WARNING),
        (f"退还至其银行卡{CARD}。", CARD, Severity.WARNING),
        ("答复申请人（手机13812345678，凭身份证号领取）。", "13812345678", Severity.WARNING),
        ("答复书发送至zhangsan@qq.com。", "zhangsan@qq.com", Severity.NOTE),
        ("申请人邮箱lisi_66@163.com。", "lisi_66@163.com", Severity.NOTE),
        ("申请人张建国向本局申请公开征地批文。", "张建国", Severity.NOTE),
        ("申请人：李明，申请公开征地批文。", "李明", Severity.NOTE),
        ("原告王五不服答复，提起诉讼。", "王五", Severity.NOTE),
    ],
)
def test_personal_data_are_found_and_not_repeated(text, written, severity):
    (found,) = problems("GX504", text)
    assert words("GX504", text) == [written]
    assert found.severity is severity
    assert written not in found.message + found.actual + found.expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"申请人身份证号{IDENTITY}。", "110************02X"),
        ("答复申请人，手机号13812345678。", "138*****678"),
        ("答复书发送至zhangsan@qq.com。", "zha*********com"),
        ("申请人张建国向本局申请公开征地批文。", "张**"),
        ("原告王五不服答复，提起诉讼。", "王*"),
    ],
)
def test_so_much_of_personal_data_is_shown_that_it_is_found(text, shown):
    (found,) = problems("GX504", text)
    assert found.message.startswith(f"“{shown}”")


def test_number_of_something_else_hides_no_telephone_behind_it():
    assert words("GX504", "支出13812345678元。答复申请人，手机号13912345678。") == ["13912345678"]


@pytest.mark.parametrize(
    "text",
    [
        # how to reach an office
        "联系电话：0371-12345678。",
        "办公电话：037112345678，传真：037112345679。",
        "联系电话：13812345678。",
        "联系人：办公室，13812345678。",
        "监督电话12345，值班电话13812345678。",
        "地址：示例市示例路1号，邮编450000，电话010-12345678-8001。",
        "电子邮箱：slqswj@163.com。",
        "申请人可通过电子邮箱slqswj@163.com提出申请。",
        "群众可拨打咨询电话13812345678。",
        "电子信箱：gkb@example.gov.cn",
        "答复书发送至gkb@example.gov.cn。",
        "缴费账户：6222020200112230004（非税收入专户）。",
        # numbers of other things
        "统一社会信用代码11410103005252100X。",
        "项目代码2020-410103-77-03-012345。",
        "办件编号13812345678。",
        "支出13812345678元。",
        "累计访问13812345678次。",
        "申请编号410103199003077715已办结。",
        "410103199013077715、110105194912310021。",
        "凭身份证领取，单号410103199013077715。",
        "身份证号41010319901307771。",
        "身份证的编号规则见GB11643。",
        "银行账号4100123412341234。",
        "银行卡6222020200112230005。",
        "流水号6222020200112230004。",
        "发票12345678901234567890张。",
        "圆周率3.14159265358979。",
        "示例发〔2023〕13812345678号",
        # persons without a name
        "申请人张某向本局申请公开征地批文。",
        "申请人李某某、王××不服答复。",
        "申请人张先生表示满意。",
        "申请人陈述，其未收到答复。",
        "申请人应当提供身份证明。",
        "不得限制申请人范围，也不设门槛。",
        "申请人高度评价答复工作。",
        "申请人许可证信息已公开。",
        "申请人对答复不服，提起行政复议。",
        "申请人王姓村民提出申请。",
        "申请人向我局提出申请。",
        "原告诉讼请求被驳回。",
        "当事人姓名已隐去。",
        "申请人郑重承诺，信息不作他用。",
        "申请人吴江区居民居多。",
        "申请人谢绝邮寄，当面领取。",
    ],
)
def test_office_numbers_and_ordinary_words_are_no_personal_data(text):
    assert words("GX504", text) == []


# GX506, punctuation


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("全年公开信息,及时准确。", [","]),
        ("主要问题:更新慢。", [":"]),
        ("答复及时;程序规范。", [";"]),
        ("公开及时.答复规范。", ["."]),
        ('做到"五公开"落实到位。', ['"', '"']),
        ("全年公开信息86条，，均可查阅。", ["，，"]),
        ("全年公开信息86条。。", ["。。"]),
        ("全年公开信息86条，。", ["，。"]),
        ("公开财政、、民政信息。", ["、、"]),
        ("做到“五公开，落实到位。", ["“"]),
        ("做到五公开”，落实到位。", ["”"]),
        ("做到”五公开“，落实到位。", ["”", "“"]),
        ("落实《条例，公开及时。", ["《"]),
        ("全年公开，答复 及时。", [" "]),
        ("全年公开，落实《政府 信息公开条例》。", [" "]),
        ("全年公开，落实《条例》，县委办公室 县政府办公室印发要点。", [" "]),
        ("全年公开，落实《中共中央办公厅关于 推进公开的意见》。", [" "]),
        ("未收到依申请公开事项.", ["."]),
        ("公开信息86条，均可查阅.\n答复及时。", ["."]),
        ("公开信息86条.", ["."]),
        ("（一）公开 情况\n全年公开，答复 及时。", [" "]),
        ("公开信息86条，均可查阅，", ["，"]),
        ("一是更新慢；\n二是解读少，\n", ["，"]),
        ("公开信息86条；", ["；"]),
        ("公开信息86条。\n答复及时；", ["；"]),
    ],
)
def test_odd_punctuation_is_found(text, written):
    assert words("GX506", text) == written


def test_punctuation_of_one_part_is_one_finding_with_the_first_places():
    (found,) = problems("GX506", "全年公开信息,及时准确。")
    assert found.message == "标点或空格有 1 处不规范：“开信息,及时准”"
    (found,) = problems("GX506", "甲,乙丙丁，戊己庚,辛壬癸，子丑寅,卯。")
    assert found.message == "标点或空格有 3 处不规范：“甲,乙丙丁”、“戊己庚,辛壬癸”、“子丑寅,卯。”"
    (found,) = problems("GX506", "甲,乙丙丁，戊己庚,辛壬癸，子丑寅,卯,辰。")
    assert len(found.at) == 4
    assert found.message == "标点或空格有 4 处不规范，如“甲,乙丙丁”、“戊己庚,辛壬癸”、“子丑寅,卯,辰”"


def test_line_with_more_than_a_few_blanks_is_laid_out():
    assert words("GX506", "公开，" + " ".join(["及时"] * 6) + "。") == [" "] * 5
    assert words("GX506", "公开，" + " ".join(["及时"] * 7) + "。") == []


@pytest.mark.parametrize(
    "text",
    [
        "全年公开信息1,234条，增长3.5%。",
        "网址：http://www.example.gov.cn/，电话：0371-12345678。",
        "工作时间：9:00-17:30。",
        "占比为3:1。",
        "联系电话:0371-12345678",
        "一.总体情况",
        "全年公开，落实《中共中央办公厅 国务院办公厅印发〈关于全面推进政务公开工作的意见〉的通知》。",
        "全年公开，落实《中共中央 国务院关于支持示例区建设的意见》。",
        "全年公开，落实《国家发展改革委 财政部 司法部关于印发〈示例办法〉的通知》。",
        "（一）主动公开 全年公开信息86条，均可查阅。",
        "依申请公开 全年收到申请3件，均已答复。",
        "第三十七条 行政机关应当区分处理，只提供可以公开的部分。",
        "依照《条例》第十四条 第十五条的规定，不予公开。",
        "统计期限自 2023 年 1 月 1 日起，至 2023 年 12 月 31 日止。",
        "使用 GIS 平台 3 次，效果好。",
        "做到“五公开”（决策、执行、管理、服务、结果），落实《条例》。",
        "“政务公开月”“开放日”等活动，共3次。",
        "落实《关于〈条例〉的意见》，“让‘公开’成为常态”。",
        "“一是公开及时。\n二是答复规范。”",
        "公开了吗？！公开了！",
        "推进中……，成效明显。",
        "信息(含解读)86条，申请(含结转)3件。",
        "本年新收{{ 申请办理.本年新收.总计 }}件，上年结转{{ 申请办理.上年结转.总计 }}件。",
        "| 栏目 | 条数 |\n|---|---|\n| 政策 文件，解读 | 86 |",
        "示例区水务局 2024年1月25日",
        "科 室 负 责 人",
        "表，自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计 本年新收",
        "　　全年公开信息86条，　　均可查阅。",
        "全年公开信息86条， 均可查阅。",
        "A,B两类事项，共3项。",
        "工作情况如下，\n公开信息86条。",
        "主要问题：\n一是更新慢；\n二是解读少；\n三是回应少；",
        "主要问题：\n1.更新慢；\n2.解读少；\n3.回应少。",
        "公开指南、目录、年报等...",
        "一.\n主动公开。",
        "第三.\n主动公开。",
        "| 政策，文件 解读 | 86 |",
        "网址为www.example.gov.cn.",
        "版本为V2.0.",
        "公开信息86条",
        "1.更新慢；2.解读少。",
        "做好“放管服”改革——公开先行，服务跟上。",
    ],
)
def test_ordinary_punctuation_is_not_complained_of(text):
    assert words("GX506", text) == []


def test_comma_before_a_table_is_no_end_of_a_section():
    assert problems("GX506", preamble="现将情况公布如下，", signature="示例区水务局.") == []
    for field in ("problems", "other"):
        assert len(problems("GX506", **{field: "更新慢，"})) == 1


def test_spaces_of_titles_and_signatures_are_layout():
    fields = {"title": "示例区水务局 政府信息公开，工作 年度报告", "signature": "示例区水务局，办公 室"}
    assert problems("GX506", **fields) == []

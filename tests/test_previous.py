"""A report beside last year's: what the rules say, and which file the command takes for last year's."""

import json
import re
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import KINDS_OF_APPLICANT, reports, with_cells

from gxreport import organnames
from gxreport.catalogue import selected
from gxreport.checking import check
from gxreport.cli import cli
from gxreport.editions import edition_for
from gxreport.finding import Finding, Problem, Severity
from gxreport.layout import Address
from gxreport.limits import Limits
from gxreport.model import Report
from gxreport.readers import read
from gxreport.reading import Reading
from gxreport.reporters import Outcome
from gxreport.reporters import text as as_text
from gxreport.rules import Background
from gxreport.rules.likeness import again, sentences

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
SIX = selected(["GX6"])


def compact(path: Path) -> str:
    """Without the blanks that only line figures up."""
    text = re.sub(r"(?<=\S) {2,}", " ", path.read_text(encoding="utf-8"))
    return re.sub(r"(?<=[\[{]) +| +(?=[\]}])", "", text)


NOW, BEFORE = compact(EXAMPLES / "report-2023.yaml"), compact(EXAMPLES / "report-2022.yaml")
NOW_2020 = compact(EXAMPLES / "report-2020.yaml")
BEFORE_2019 = compact(ROOT / "tests" / "clean" / "report-2019.yaml")


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def found(now: str, before: str, limits: Limits = Limits()) -> tuple[Finding, ...]:  # noqa: B008
    """What the rules say of one report.yaml beside another."""
    previous = read("report-2022.yaml", before.encode())
    return check(read("report.yaml", now.encode()), SIX, Background(limits=limits), previous).findings


def said(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{f.rule} {f.severity.name} {f.message}" for f in findings]


# What was carried over

CARRIED_IN = "上年结转: [2, 0, 0, 0, 0, 0, 2]"
CARRIED_OUT = "结转下年度: [2, 0, 0, 0, 0, 0, 2]"


@pytest.mark.parametrize(
    ("carried_in", "sentence"),
    [
        (
            "[3, 0, 0, 0, 0, 0, 3]",
            "GX601 ERROR 上年结转共 3 件，去年报告的结转下年度是 2 件，不同的列有“自然人”",
        ),
        (
            "[0, 1, 0, 0, 0, 0, 1]",
            "GX601 ERROR 上年结转共 1 件，去年报告的结转下年度是 2 件，不同的列有“自然人”、“商业企业”",
        ),
        ('["", "", "", "", "", "", 3]', "GX601 ERROR 上年结转共 3 件，去年报告的结转下年度是 2 件"),
        (
            "[2, 1, 0, 0, 0, 0, ~]",
            "GX601 ERROR 上年结转共 3 件，去年报告的结转下年度是 2 件，不同的列有“商业企业”",
        ),
        (
            "[1, 0, 0, 0, 1, 0, 2]",
            (
                "GX601 WARNING 上年结转与去年报告的结转下年度不同："
                "“自然人”1 件（去年 2 件）、“法律服务机构”1 件（去年 0 件）"
            ),
        ),
    ],
)
def test_what_was_carried_in_must_be_what_was_carried_forward(carried_in, sentence):
    now = changed(NOW, (CARRIED_IN, f"上年结转: {carried_in}"))
    assert said(found(now, BEFORE)) == [sentence]


def test_total_is_told_as_it_was_stated():
    now = changed(NOW, (CARRIED_IN, "上年结转: [3, 0, 0, 0, 0, 0, 4]"))
    before = changed(BEFORE, (CARRIED_OUT, "结转下年度: [2, 0, 0, 0, 0, 0, 5]"))
    (sentence,) = said(found(now, before))
    assert sentence.startswith("GX601 ERROR 上年结转共 4 件，去年报告的结转下年度是 5 件")


@pytest.mark.parametrize(
    ("carried_in", "carried_out"),
    [
        ("[2, 0, 0, 0, 0, 0, 2]", "[2, 0, 0, 0, 0, 0, ~]"),  # computed
        ("[2, 0, 0, 0, 0, 0, ~]", "[2, 0, 0, 0, 0, 0, 2]"),
        ("0", '["", "", "", "", "", "", ""]'),  # blank is not nought
        ('["", "", "", "", "", "", ""]', "[2, 0, 0, 0, 0, 0, 2]"),
        ("[无数, 0, 0, 0, 0, 0, 无数]", "[2, 0, 0, 0, 0, 0, 2]"),
        ("[2件, 0, 0, 0, 0, 0, 2件]", "[2, 0, 0, 0, 0, 0, 2]"),
        # A row that does not add up is told by GX303, in its own year; the other reading agrees.
        ("[2, 0, 0, 0, 0, 0, 3]", "[2, 0, 0, 0, 0, 0, 2]"),
        ("[2, 0, 0, 0, 0, 0, 2]", "[2, 0, 0, 0, 0, 0, 3]"),
        ("[2, 0, 0, 0, 0, 0, 2]", "[1, 0, 0, 0, 0, 0, 2]"),
    ],
)
def test_what_agrees_in_one_reading_or_is_not_known_is_not_told(carried_in, carried_out):
    now = changed(NOW, (CARRIED_IN, f"上年结转: {carried_in}"))
    before = changed(BEFORE, (CARRIED_OUT, f"结转下年度: {carried_out}"))
    assert said(found(now, before)) == []


@pytest.mark.parametrize("note", ["上年结转含随机构改革划入的1件。", "去年的结转下年度少计1件，已更正。"])
def test_what_a_note_explains_is_not_told(note):
    now = changed(NOW, (CARRIED_IN, f"上年结转: [3, 0, 0, 0, 0, 0, 3]\n  注: {note}"))
    assert said(found(now, BEFORE)) == []


FIRST_LINE = "总体情况: |\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "上年结转3件为两局合计（原县文化局1件、原县体育局2件）。",
        "2022年结转的3件中，1件随机构改革由原县体育局划入。",
        "去年年报漏报结转1件。",
        "上年结转3件（原示例区商务局1件、原示例区工业局2件）。",
    ],
)
def test_what_is_explained_anywhere_in_the_report_is_not_told(sentence):
    carried_in = (CARRIED_IN, "上年结转: [3, 0, 0, 0, 0, 0, 3]")
    for heading in (FIRST_LINE, "其他需要报告的事项: |\n"):
        now = changed(NOW, carried_in, (heading, f"{heading}  {sentence}\n"))
        assert "GX601" not in [f.rule for f in found(now, BEFORE)]


@pytest.mark.parametrize(
    "sentence",
    [
        "根据机构改革方案，我局与县体育局合并。上年结转3件，均已办结。",  # says nothing of the figure
        "上年结转3件，新收66件，合计69件。",
        "收到申请66件，上年结转3件，1件未到期，转入下一年度。",
        "结转下年度的申请随机构改革移交县体育局。",
        "清理上年结转申请3件，原因是信息不存在2件。",
    ],
)
def test_a_sentence_that_explains_nothing_does_not_hush_the_rule(sentence):
    carried_in = (CARRIED_IN, "上年结转: [3, 0, 0, 0, 0, 0, 3]")
    now = changed(NOW, carried_in, (FIRST_LINE, f"{FIRST_LINE}  {sentence}\n"))
    assert "GX601" in [f.rule for f in found(now, BEFORE)]


def test_a_note_that_explains_nothing_does_not_hush_the_rule():
    now = changed(NOW, (CARRIED_IN, "上年结转: [3, 0, 0, 0, 0, 0, 3]\n  注: 上年结转的申请均已办结。"))
    assert [f.rule for f in found(now, BEFORE)] == ["GX601"]


def test_finding_points_at_this_year_and_names_last_years_figure_and_file():
    now = changed(NOW, (CARRIED_IN, "上年结转: [3, 0, 0, 0, 0, 0, 3]"))
    (finding,) = found(now, BEFORE)
    assert finding.address == Address("requests", "carried_in", "total")
    assert (finding.expected, finding.actual) == ("2", "3")
    last = [related for related in finding.related if related.last_year]
    assert [(one.label, one.written) for one in last] == [
        ("结转下年度·总计", "2"),
        ("结转下年度·自然人", "2"),
    ]
    lines = BEFORE.splitlines()
    assert all(lines[one.place.line - 1].strip().startswith("结转下年度") for one in last)


# Documents in force

DOCUMENTS = "行政规范性文件: [2, 0, 5]"


def test_documents_in_force_follow_from_last_year():
    now = changed(NOW, (DOCUMENTS, "行政规范性文件: [2, 0, 6]"))
    (finding,) = found(now, BEFORE)
    assert said((finding,)) == [
        "GX602 WARNING “行政规范性文件·现行有效件数”是 6，而去年的 3 加本年制发 2、减本年废止 0，是 5"
    ]
    assert finding.working == "3+2-0"
    regulations = changed(BEFORE, ("规章: [0, 0, 0]", "规章: [1, 0, 4]"))
    assert [f.address.row for f in found(NOW, regulations)] == ["regulations"]
    (finding,) = found(changed(NOW, (DOCUMENTS, "行政规范性文件: [2, 1, 5]")), BEFORE)
    assert finding.message.endswith("而去年的 3 加本年制发 2、减本年废止 1，是 4")
    assert (finding.expected, finding.working) == ("4", "3+2-1")


def test_row_that_another_rule_tells_hides_no_other():
    """Fewer regulations in force than were made this year are GX306's to tell."""
    changes = (("规章: [0, 0, 0]", "规章: [5, 0, 1]"), (DOCUMENTS, "行政规范性文件: [2, 0, 6]"))
    assert [f.address.row for f in found(changed(NOW, *changes), BEFORE)] == ["normative_documents"]


@pytest.mark.parametrize(
    "change",
    [
        (DOCUMENTS, "行政规范性文件: [2, 0, 4（1件到期失效）]"),
        ("主动公开:\n", "主动公开:\n  注: 另有1件行政规范性文件随机构改革划入。\n"),
        ("全年制发行政规范性文件2件", "全年制发行政规范性文件2件，另有1件行政规范性文件到期失效"),
        ("总体情况: |\n", "总体情况: |\n  失效行政规范性文件1件。\n"),
        ("总体情况: |\n", "总体情况: |\n  清理失效目录1个。失效行政规范性文件1件。\n"),
        ("其他需要报告的事项: |\n", "其他需要报告的事项: |\n  合并规范性文件1件。\n"),
        (DOCUMENTS, '行政规范性文件: [2, "", 6]'),
        (DOCUMENTS, '行政规范性文件: [2, 0, "/"]'),
    ],
)
def test_documents_that_come_and_go_in_other_ways_are_believed(change):
    now = changed(NOW, change)
    if change[0] != DOCUMENTS:
        now = changed(now, (DOCUMENTS, "行政规范性文件: [2, 0, 6]"))
    assert said(found(now, BEFORE)) == []


def test_columns_of_another_edition_are_not_compared():
    before = changed(BEFORE_2019, ("年度: 2019\n", "年度: 2022\n"), ("局\n机关类型", "局\n机关类型"))
    before = before.replace("示例市示例县人力资源和社会保障局", "示例市示例区工业和信息化局")
    now = changed(NOW, (CARRIED_IN, "上年结转: 0"))
    assert said(found(now, before)) == []


def test_what_was_carried_over_is_compared_across_editions():
    before = BEFORE_2019.replace("示例市示例县人力资源和社会保障局", "示例市示例区工业和信息化局")
    before = changed(before, ("年度: 2019\n", "年度: 2022\n"))
    assert [f.rule for f in found(NOW, before)] == ["GX601"]


# Matters of 2019


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            ("[37, -2, 5120]", "[36, -2, 5120]"),
            (
                "GX603 WARNING “其他对外管理服务事项·上一年项目数量”是 36，"
                "而去年报告的上一年项目数量 34、本年增/减 +3，合起来是 37"
            ),
        ),
        (
            ("[1, 0] #", "[2, 0] #"),
            (
                "GX603 WARNING “行政事业性收费·上一年项目数量”是 2，"
                "而去年报告的上一年项目数量 2、本年增/减 -1，合起来是 1"
            ),
        ),
    ],
)
def test_matters_of_the_year_before_follow_from_last_years_report(change, sentence):
    assert said(found(changed(NOW_2020, change), BEFORE_2019)) == [sentence]


def test_matters_are_compared_with_nothing_where_a_note_explains_or_no_report_is_known():
    wrong = changed(NOW_2020, ("[37, -2, 5120]", "[30, -2, 5120]"))
    assert [f.rule for f in found(wrong, BEFORE_2019)] == ["GX603"]
    explained = changed(wrong, ("主动公开:\n", "主动公开:\n  注: 去年的统计口径有误，已更正。\n"))
    assert said(found(explained, BEFORE_2019)) == []
    assert check(read("report.yaml", wrong.encode()), SIX).findings == ()


def test_matters_that_did_not_change_stay_as_many():
    before = changed(BEFORE_2019, ("[34, +3, 4986]", "[34, 0, 4986]"))
    (sentence,) = said(found(NOW_2020, before))
    assert sentence.endswith("是 37，而去年报告的上一年项目数量 34、本年增/减 +0，合起来是 34")


def test_matters_are_not_compared_where_either_year_left_them_blank():
    before = changed(BEFORE_2019, ("[34, +3, 4986]", '[34, "", 4986]'))
    now = "[37, -2, 5120]"
    assert said(found(changed(NOW_2020, (now, "[30, -2, 5120]")), before)) == []
    assert said(found(changed(NOW_2020, (now, '["", -2, 5120]')), BEFORE_2019)) == []


# Prose


def section(text: str, key: str) -> str:
    """The text of a section of a report.yaml, as it is written."""
    return re.search(rf"^{key}: \|\n((?:  .*\n)+)", text, re.M)[1]


def with_section(text: str, key: str, words: str) -> str:
    return changed(text, (section(text, key), words))


def test_prose_that_is_last_years_with_other_figures_is_told_once():
    copied = with_section(NOW, "总体情况", section(BEFORE, "总体情况").replace("2022", "2023"))
    copied = changed(
        copied, ("新收政府信息公开申请47件，上年结转1件", "新收政府信息公开申请66件，上年结转2件")
    )
    (finding,) = found(copied, BEFORE)
    assert re.fullmatch(
        r"正文有 7\d% 的文字与去年的报告相同或几乎相同，共 \d+ 句（年份和数不计）", finding.message
    )
    assert finding.severity is Severity.WARNING
    own = [one for one in finding.related if not one.last_year]
    last = [one for one in finding.related if one.last_year]
    assert len(own) == len(last) > 5
    assert all(one.written in copied for one in own)
    assert all(one.written in BEFORE for one in last)
    assert any(one.written != other.written for one, other in zip(own, last, strict=True))


def test_how_much_may_be_repeated_is_for_the_office_to_say():
    copied = with_section(NOW, "总体情况", section(BEFORE, "总体情况"))
    assert [f.rule for f in found(copied, BEFORE)] == ["GX604"]
    assert said(found(copied, BEFORE, Limits(repeated_share=90))) == []


def test_problems_that_are_copied_are_told_though_the_rest_is_new():
    key = "存在的主要问题及改进情况"
    copied = with_section(NOW, key, section(BEFORE, key))
    assert said(found(copied, BEFORE)) == [
        "GX604 WARNING “存在的主要问题及改进情况”与去年的报告相同，像是整段照抄"
    ]
    half = with_section(
        NOW, key, section(BEFORE, key).splitlines()[0] + "\n  下一步，请法律顾问逐件审核答复文书。\n"
    )
    assert said(found(half, BEFORE)) == []


def prose(*numbers: int, length: int = 15) -> str:
    """Sentences that have nothing in common, each of so many characters; a number is always the same one."""
    return "".join(
        "".join(chr(0x6C00 + number * 40 + at) for at in range(length)) + "。" for number in numbers
    )


def repeated(now: dict[str, str], before: dict[str, str]) -> list[Problem]:
    """What GX604 says of the prose of two years."""
    (rule,) = selected(["GX604"])
    reports = [Report(organ="甲局", year=2023 - at, **parts) for at, parts in enumerate((now, before))]
    return list(rule.check(reports[0], Background(reports[1])))


@pytest.mark.parametrize(
    ("own", "copied", "is_told"),
    [
        (range(10), range(7), True),  # seven tenths of 150 characters
        (range(10), range(6), False),
        (range(23), range(16), False),  # not quite seven tenths
        (range(9), range(9), False),  # of 135 characters a few sentences prove nothing
        (range(10), (), False),
        ((), range(10), False),
    ],
)
def test_seven_tenths_of_enough_prose_are_told(own, copied, is_told):
    assert bool(repeated({"overview": prose(*own)}, {"overview": prose(*copied)})) is is_told


def test_enough_prose_is_a_hundred_and_fifty_characters():
    last_year = {"overview": prose(*range(10))}
    assert len(repeated({"overview": prose(*range(10))}, last_year)) == 1
    assert repeated({"overview": prose(*range(9)) + prose(9, length=14)}, last_year) == []


@pytest.mark.parametrize(
    ("now", "before", "is_told"),
    [
        (prose(0, 1, length=20), prose(0, 1, length=20), True),
        (prose(0, length=20) + prose(1, length=19), prose(0, length=20) + prose(1, length=19), False),
        (prose(*range(12), length=19) + prose(12, length=12), prose(*range(12), length=19), True),
        (prose(*range(12), length=17) + prose(12, length=12), prose(*range(12), length=17), False),
    ],
    ids=["40 characters", "39 characters", "95 per cent", "94 per cent"],
)
def test_problems_are_copied_where_nearly_all_of_them_were_last_years(now, before, is_told):
    assert (
        bool(repeated({"overview": prose(*range(30, 40)), "problems": now}, {"problems": before})) is is_told
    )


def test_problems_are_compared_with_last_years_problems():
    fresh, copy = prose(*range(30, 40)), prose(0, 1, 2)
    assert repeated({"overview": fresh, "problems": copy}, {"overview": copy}) == []
    assert repeated({"overview": fresh + copy, "problems": prose(50, 51, 52)}, {"problems": copy}) == []


def test_longest_of_what_was_repeated_is_shown_with_what_it_repeats():
    added, short = prose(58), prose(21, length=14)
    now = {"overview": f"{added}{short}{prose(*range(20))}"}
    before = {"overview": f"{short}{prose(59, length=18)}{prose(*range(20))}"}
    (problem,) = repeated(now, before)
    first, *spans = problem.at
    assert [now["overview"][span.start : span.end] for span in (first, *spans)] == [
        sentence.removesuffix("。") for sentence in (prose(0), *(prose(number) for number in range(20)))
    ]
    assert [before["overview"][span.start : span.end] for span in problem.before] == [
        prose(number).removesuffix("。") for number in range(20)
    ]


def overview(text: str, organ: str = "甲县某局") -> Report:
    return Report(organ=organ, year=2023, overview=text)


@pytest.mark.parametrize(
    "text",
    [
        "（一）主动公开政府信息的基本情况\n",
        "根据《中华人民共和国政府信息公开条例》的规定，现将甲县某局年度报告公布如下。",
        "本报告所列数据的统计期限自2023年1月1日起，至2023年12月31日止。",
        "联系地址：甲县人民路1号甲县某局办公室，邮政编码：123456。",
        "本机关2023年未收到政府信息公开申请，也没有结转的申请。",
        "全年没有发生因政府信息公开引起的行政复议和行政诉讼。",
        "本年度没有收取政府信息公开信息处理费，也没有减免。",
        "本机关没有其他需要报告的事项，特此说明有关情况。",
        "以习近平新时代中国特色社会主义思想为指导，深入贯彻党的二十大精神。",
        "按照《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）要求。",
        "政务公开。工作扎实。",
        "认真贯彻落实《中华人民共和国政府信息公开条例》。",
    ],
)
def test_words_that_everybody_writes_every_year_do_not_count(text):
    assert sentences(overview(text)) == ()


@pytest.mark.parametrize(
    ("before", "now", "alike"),
    [
        ("全年在门户网站公开各类政府信息35条。", "全年在门户网站公开各类政府信息1,208条。", True),
        ("全年在门户网站公开各类政府信息三十五条。", "全年在门户网站公开各类政府信息208条。", True),
        ("办公室负责公开工作，配备专职人员两名。", "办公室负责公开工作，配备专职人员 3 名。", True),
        (
            "办公室负责公开工作，配备专职人员两名，经费列入预算。",
            "办公室负责公开工作，配备专门人员两名，经费列入预算。",
            True,
        ),
        (
            "办公室负责公开工作，配备专职人员两名，经费列入预算。",
            "政务服务股负责公开，聘用法律顾问一名，经费列入预算。",
            False,
        ),
        (
            "办公室负责公开工作，配备专职人员两名。",
            "办公室负责公开工作，配备专职人员两名，其中一名取得法律职业资格，另一名派往县政府办公室学习半年。",
            False,
        ),
        ("对历年文件逐件核对公开属性。", "培训基层平台的工作人员三次。", False),
    ],
)
def test_sentences_are_alike_but_for_figures_and_a_word(before, now, alike):
    pairs = again(sentences(overview(now)), sentences(overview(before)))
    assert bool(pairs) is alike


def test_name_of_the_organ_makes_no_sentence_alike():
    organ = "示例市示例区工业和信息化局"
    one, other = (
        overview(f"{organ}{rest}。", organ)
        for rest in ("组织干部培训活动五次共计百余人", "走访企业宣讲惠企政策并发放汇编")
    )
    assert again(sentences(one), sentences(other)) == []


def test_name_of_the_organ_does_not_make_a_sentence_long_enough():
    organ = "示例市示例区工业和信息化局"
    assert sentences(overview(f"{organ}认真组织落实。", organ)) == ()
    assert len(sentences(overview(f"{organ}认真组织落实。"))) == 1


def bare(text: str) -> list[str]:
    return [sentence.bare for sentence in sentences(overview(text))]


def test_sentence_counts_from_twelve_characters_on():
    assert bare("政务公开各项工作都很扎实。") == ["政务公开各项工作都很扎实"]
    assert bare("政务公开各项工作都扎实。") == bare("政务公开，各项工作，都扎实。") == []


def test_numbered_line_of_up_to_thirty_characters_is_a_heading():
    heading = "（一）以群众需求为导向进一步做好政策解读和回应关切的有关工作"
    assert len(heading) == 30
    assert bare(f"{heading}\n{heading}") == []
    assert len(bare(f"{heading}。{heading}情\n{heading[3:]}\n")) == 3


def test_words_that_everybody_writes_hide_no_other_sentence():
    own = "办公室负责公开工作，配备专职人员两名"
    everybody = "全年没有发生行政复议和行政诉讼案件"
    assert bare(f"{everybody}。{own}。") == bare(f"政务公开。{own}。") == bare(f"{own}。")


def test_sentence_begins_at_its_first_character():
    (found,) = sentences(overview("　　办公室负责公开工作，配备专职人员两名。"))
    assert (found.start, found.end) == (2, 20)


def test_figures_are_one_whatever_they_are():
    assert bare("网站发布的政策解读增长3.5%。") == bare("网站发布的政策解读增长１２．７５％。")
    assert bare("全年收到{{ 申请办理.本年新收.总计 }}件信息公开申请。") == bare("全年收到66件信息公开申请。")


COMMON = "建立政务信息发布审查制度"  # twelve characters, so ten runs of three
LONGER = "每季度组织政务服务中心窗口单位交叉检查信息公开栏目内容更新情况"  # twenty-nine runs


def altered(text: str, *places: int) -> str:
    """The text with another character in some places; counted from the end where they are below zero."""
    found = list(text)
    for place in places:
        found[place] = "某"
    return "".join(found)


@pytest.mark.parametrize(
    ("text", "places", "alike"),
    [
        (COMMON, (-1,), True),  # nine runs of ten are the same
        (COMMON, (-2,), True),  # eight
        (COMMON, (-3,), False),  # seven
        (LONGER, (10, -2), True),  # twenty-four
        (LONGER, (10, 20), False),  # twenty-three, which is not quite four fifths
        (LONGER, (10, -3), False),
    ],
)
def test_four_fifths_of_a_sentence_make_it_alike(text, places, alike):
    before, now = sentences(overview(f"{text}。")), sentences(overview(f"{altered(text, *places)}。"))
    assert bool(again(now, before)) is alike


@pytest.mark.parametrize(("count", "alike"), [(1, True), (5, True), (6, False)])
def test_what_many_sentences_have_tells_none_of_them(count, alike):
    last_year = "".join(f"{COMMON}{one}{one}。" for one in "甲乙丙丁戊己"[:count])
    pairs = again(sentences(overview(f"{COMMON}庚庚。")), sentences(overview(last_year)))
    assert bool(pairs) is alike
    if alike:
        assert pairs[0][1].start == 0


def test_sentence_is_like_the_one_that_has_most_of_it():
    near, far = altered(LONGER, -2), altered(LONGER, 4, 8, -1)
    for last_year in (f"{near}。{far}。", f"{far}。{near}。", f"{near}。{near}。"):
        ((_now, like),) = again(sentences(overview(f"{LONGER}。")), sentences(overview(last_year)))
        assert like.start == last_year.index(near)


def long_prose(kind: str) -> str:
    """Two hundred kilobytes of prose that would take long to compare pair by pair."""
    characters = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
    size = 67_000
    match kind:
        case "one sentence":
            return "".join(characters[at * 7919 % 3000] for at in range(size))
        case "all alike":
            return "".join(
                f"认真做好政府信息公开的各项工作取得明显成效{characters[at % 3000]}{characters[at // 3000]}。"
                for at in range(size // 25)
            )
        case "one run":
            return "甲乙丙丁" * (size // 4)
    return "。".join(
        "".join(characters[at * at * 31 % 2999 + step % 2] for step in range(30)) for at in range(size // 31)
    )


@pytest.mark.parametrize("kind", ["one sentence", "all alike", "one run", "many sentences"])
def test_two_hundred_kilobytes_of_prose_are_compared_in_a_moment(kind):
    text = long_prose(kind)
    now = Report(organ="甲", year=2023, overview=text, problems=text)
    before = Report(
        organ="甲", year=2022, overview=text[::-1], problems=text.replace("进", "迎").replace("取得", "有了")
    )
    started = time.process_time()
    check(Reading("", now, {}, {}), SIX, Background(before))
    assert time.process_time() - started < 3


# Implausible changes


def test_implausible_changes_are_told_where_an_office_says_what_that_is():
    now = changed(NOW, ("行政许可: 12\n", "行政许可: 150\n"), ("行政处罚: 3\n", "行政处罚: 40\n"))
    assert said(found(now, BEFORE)) == []
    assert said(found(now, BEFORE, Limits(implausible_factor=10))) == [
        "GX605 NOTE “行政许可”去年 15，本年 150，相差 10 倍以上"
    ]
    assert said(found(now, BEFORE, Limits(implausible_factor=11))) == []


def implausible(now: tuple[object, ...], before: tuple[object, ...], factor: int = 10) -> list[str]:
    """What GX605 says of the figures of licences, penalties, coercive measures and fees in two years."""
    keys = ("行政许可", "行政处罚", "行政强制", "行政事业性收费")
    tables = (", ".join(f"{key}: {n}" for key, n in zip(keys, year, strict=False)) for year in (now, before))
    texts = [f"机关: 甲局\n年度: {2023 - at}\n主动公开: {{{table}}}\n" for at, table in enumerate(tables)]
    limits = Limits(implausible_factor=factor)
    return [f.message for f in found(texts[0], texts[1], limits) if f.rule == "GX605"]


@pytest.mark.parametrize(
    ("now", "before", "factor", "is_told"),
    [
        (50, 5, 10, True),
        (5, 50, 10, True),
        (49, 4, 10, False),  # small figures may well change tenfold
        (50, 6, 10, False),
        (59, 6, 10, False),
        (50, 0, 50, True),  # nothing counts as one
        (50, 0, 51, False),
        ('"/"', 500, 10, False),
        (500, "~", 10, False),
    ],
)
def test_figure_that_changed_so_many_times_is_implausible_unless_it_is_small(now, before, factor, is_told):
    assert bool(implausible((now,), (before,), factor)) is is_told


def test_implausible_figures_of_a_table_are_one_finding():
    two = "“行政许可”去年 5，本年 500；“行政处罚”去年 5，本年 500；"
    (three,) = implausible((500, 500, 7, 500), (5, 5, 7, 5))
    assert three == f"{two}“行政事业性收费”去年 5，本年 500，相差 10 倍以上"
    (four,) = implausible((500, 500, 500, 500), (5, 5, 5, 5))
    assert four == f"{two}“行政强制”去年 5，本年 500；共 4 格相差 10 倍以上"


def test_of_applications_only_totals_are_compared():
    now = changed(NOW, ("本年新收: [58, 7, 0, 0, 1, 0, 66]", "本年新收: [58, 7, 0, 0, 1, 0, 660]"))
    (sentence,) = said(found(now, BEFORE, Limits(implausible_factor=10)))
    assert sentence.startswith("GX605 NOTE “本年新收·总计”去年 47，本年 660")
    now = changed(NOW, ("本年新收: [58, 7, 0, 0, 1, 0, 66]", "本年新收: [580, 7, 0, 0, 1, 0, 66]"))
    assert said(found(now, BEFORE, Limits(implausible_factor=10))) == []


def test_every_column_of_documents_is_compared():
    now = changed(NOW, (DOCUMENTS, "行政规范性文件: [2, 0, 500]"))
    (finding,) = [f for f in found(now, BEFORE, Limits(implausible_factor=10)) if f.rule == "GX605"]
    assert finding.message == "“行政规范性文件·现行有效件数”去年 3，本年 500，相差 10 倍以上"


def test_changes_of_2019_may_be_of_any_size():
    now = changed(NOW_2020, ("[37, -2, 5120]", "[37, -2000, 5120]"))
    assert said(found(now, BEFORE_2019, Limits(implausible_factor=10))) == []


# Which report is last year's


@pytest.mark.parametrize(
    "change",
    [
        ("年度: 2022\n", "年度: 2021\n"),
        ("年度: 2022\n", "年度: 2023\n"),
        ("年度: 2022\n", ""),
        ("机关: 示例市示例区工业和信息化局", "机关: 示例市示例区财政局"),
    ],
)
def test_report_of_another_year_or_organ_is_not_compared(change):
    now = changed(NOW, (CARRIED_IN, "上年结转: [3, 0, 0, 0, 0, 0, 3]"))
    assert [f.rule for f in found(now, BEFORE)] == ["GX601"]
    assert said(found(now, changed(BEFORE, change))) == []


@pytest.mark.parametrize(
    ("one", "other", "compatible"),
    [
        ("示例县财政局", "示例县 财政局", True),
        ("甲市市场监督管理局（知识产权局）", "甲市市场监督管理局(知识产权局)", True),
        ("甲市市场监督管理局（知识产权局）", "甲市市场监督管理局", True),
        ("示例市示例县财政局", "示例县财政局", True),
        ("财政局", "示例县财政局", True),
        ("", "示例县财政局", True),
        ("示例县财政局", "示例县教育局", False),
        ("示例县人民政府", "示例县人民政府办公室", False),
        ("乙县财政局", "甲县财政局", False),
        ("局", "甲县财政局", False),
    ],
)
def test_names_of_one_organ(one, other, compatible):
    assert organnames.compatible(one, other) is organnames.compatible(other, one) is compatible


# Any report

CELLS_601 = [Address("requests", "carried_in", name) for name in (*KINDS_OF_APPLICANT, "total")]


@st.composite
def pairs(draw) -> tuple[Report, Report]:
    """A report and one of the year before that fits it."""
    now = draw(reports().filter(lambda report: report.year > 2019))
    before = draw(reports((edition_for(now.year - 1),)))
    cells = now.cells()
    changes = {a._replace(row="carried_out"): cells[a].raw for a in CELLS_601}
    for row in before.layout("disclosure").rows:
        columns = [column.name for column in row.columns]
        value = {name: cells.get(Address("disclosure", row.name, name)) for name in columns}
        if now.edition == before.edition == 2021 and "in_force" in columns:
            in_force = value["in_force"].value - value["issued"].value + value["repealed"].value
            changes[Address("disclosure", row.name, "in_force")] = str(in_force)
        if now.edition == before.edition == 2019 and "change" in columns:
            more = before.cells()[Address("disclosure", row.name, "change")].value
            changes[Address("disclosure", row.name, "last_year")] = str(value["last_year"].value - more)
    return now, with_cells(before, changes).model_copy(update={"organ": now.organ, "year": now.year - 1})


def rules_of(now: Report, before: Report) -> list[tuple[str, Severity]]:
    findings = check(Reading("", now, {}, {}), SIX, Background(before)).findings
    return [(finding.rule, finding.severity) for finding in findings]


@given(pairs())
@settings(max_examples=40, deadline=None)
def test_report_that_follows_from_last_years_is_not_complained_of(pair):
    assert rules_of(*pair) == []


@given(pairs(), st.data())
@settings(max_examples=60, deadline=None)
def test_one_change_makes_exactly_its_finding(pair, data):
    now, before = pair
    column = data.draw(st.sampled_from(KINDS_OF_APPLICANT))
    one, total = (Address("requests", "carried_in", name) for name in (column, "total"))
    more = data.draw(st.integers(1, 50))
    plus = {cell: str(now.cells()[cell].value + more) for cell in (one, total)}
    assert rules_of(with_cells(now, plus), before) == [("GX601", Severity.ERROR)]
    other = Address("requests", "carried_in", data.draw(st.sampled_from(KINDS_OF_APPLICANT)))
    if other != one:
        moved = {one: str(now.cells()[one].value + more), other: str(now.cells()[other].value - more)}
        assert rules_of(with_cells(now, moved), before) == [("GX601", Severity.WARNING)]
    rows = [row.name for row in now.layout("disclosure").rows if len(row.columns) > 1]
    row = data.draw(st.sampled_from(rows))
    column, rule = ("in_force", "GX602") if now.edition == 2021 else ("last_year", "GX603")
    cell = Address("disclosure", row, column)
    if cell in now.cells():
        wrong = with_cells(now, {cell: str(now.cells()[cell].value + more)})
        expected = [(rule, Severity.WARNING)] if now.edition == before.edition else []
        assert rules_of(wrong, before) == expected


# The command


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def validate(*arguments: object, stdin: str = "") -> Result:
    spoken = {"LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANGUAGE": None, "GXREPORT_LANG": "zh"}
    words = ["validate", "--select", "GX6", *map(str, arguments)]
    done = CliRunner(env=spoken).invoke(cli, words, input=stdin, prog_name="gxreport")
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done


def put(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def compared(*arguments: object) -> dict[str, str | None]:
    """By file, the file of last year's report."""
    output = json.loads(validate("--format", "json", "--fail-on", "never", *arguments).stdout)
    return {report["path"]: report["previous"] for report in output["reports"]}


WRONG = changed(NOW, (CARRIED_IN, "上年结转: [3, 0, 0, 0, 0, 0, 3]"))


def minimal(organ: str, year: int, carried_in: int = 0, carried_out: int = 0) -> str:
    return (
        f"机关: {organ}\n年度: {year}\n申请办理:\n"
        f"  上年结转: [{carried_in}, 0, 0, 0, 0, 0, ~]\n  结转下年度: [{carried_out}, 0, 0, 0, 0, 0, ~]\n"
    )


def test_previous_names_the_file(folder):
    put("report.yaml", WRONG)
    put("去年.yaml", BEFORE)
    done = validate("--previous", "去年.yaml")
    assert (done.exit_code, done.stderr) == (1, "")
    line, column = BEFORE.splitlines().index(f"  {CARRIED_OUT}") + 1, len(f"  {CARRIED_OUT}") - 1
    assert (
        f"   去年报告  去年.yaml:{line}:{column}  “结转下年度·总计” 2、“结转下年度·自然人” 2\n" in done.stdout
    )
    assert "应为 2，实填 3" in done.stdout
    assert "1 份报告" in done.stdout
    assert "1 份同去年的报告对比" in done.stdout


def test_json_says_in_which_file_what_is_related_stands(folder):
    put("report.yaml", WRONG)
    put("去年.yaml", BEFORE)
    output = json.loads(validate("--previous", "去年.yaml", "--format", "json").stdout)
    (finding,) = output["reports"][0]["findings"]
    assert [related["path"] for related in finding["related"]] == [None, "去年.yaml", "去年.yaml"]
    last = finding["related"][1]
    assert (last["address"]["key"], last["text"]) == ("申请办理.结转下年度.总计", "2")
    assert last["location"]["line"] == BEFORE.splitlines().index(f"  {CARRIED_OUT}") + 1


def test_previous_may_come_in_any_carrier(folder):
    put("report.yaml", WRONG)
    put("去年.yaml", BEFORE)
    made = CliRunner().invoke(cli, ["render", "去年.yaml", "-o", "去年.docx"])
    assert made.exit_code == 0
    done = validate("--previous", "去年.docx")
    assert done.exit_code == 1
    assert re.search(
        r"去年报告  去年\.docx: 第 2 张表，第 \d+ 行，第 \d+ 格  “结转下年度·总计” 2", done.stdout
    )


def test_repeated_sentences_are_shown_side_by_side(folder):
    put("report.yaml", with_section(NOW, "总体情况", section(BEFORE, "总体情况").replace("2022", "2023")))
    put("去年.yaml", BEFORE)
    lines = validate("--previous", "去年.yaml", "--fail-on", "warning").stdout.splitlines()
    shown = [line for line in lines if re.match(r"   (本年|去年) ", line)]
    assert len(shown) == 6
    for now, before in zip(shown[::2], shown[1::2], strict=True):
        assert re.match(r"   本年 +report\.yaml:\d+:\d+  “.+”$", now)
        assert re.match(r"   去年 +去年\.yaml:\d+:\d+  “.+”$", before)


def test_folder_of_three_years_and_two_organs_finds_each_its_predecessor(folder):
    for organ, name in (("示例县财政局", "财政"), ("示例县教育局", "教育")):
        put(f"all/2021/{name}.yaml", minimal(organ, 2021, 0, 4))
        put(f"all/2022/{name}.yaml", minimal(organ, 2022, 4, 5))
        put(f"all/2023/{name}.yaml", minimal(organ, 2023, 5 if name == "财政" else 6))
    paths = {
        f"{year}{name}": f"all/{year}/{name}.yaml" for year in (2021, 2022, 2023) for name in ("财政", "教育")
    }
    assert compared("all") == {
        paths[f"{year}{name}"]: paths.get(f"{year - 1}{name}")
        for year in (2021, 2022, 2023)
        for name in ("财政", "教育")
    }
    done = validate("-v", "all")
    assert (done.exit_code, done.stderr) == (1, "")
    assert re.findall(r"^(\S+?):\d+:\d+: 错误 (GX\d+) (.*)$", done.stdout, re.M) == [
        (
            "all/2023/教育.yaml",
            "GX601",
            "上年结转共 6 件，去年报告的结转下年度是 5 件，不同的列有“自然人”",
        )
    ]


def test_order_of_the_reports_does_not_matter(folder):
    put("a.yaml", minimal("甲局", 2023, 1))
    put("b.yaml", minimal("甲局", 2022))
    for paths in (("a.yaml", "b.yaml"), ("b.yaml", "a.yaml")):
        assert compared(*paths) == {"a.yaml": "b.yaml", "b.yaml": None}


def test_names_may_differ_in_blanks_and_brackets(folder):
    put("now.yaml", minimal("甲市监局（知识产权局）", 2023, 1))
    put("before.yaml", minimal("甲市监局 (知识产权局)", 2022))
    put("other.yaml", minimal("甲市监局", 2022))
    assert compared("now.yaml", "before.yaml", "other.yaml")["now.yaml"] == "before.yaml"


def test_of_two_candidates_none_is_taken(folder):
    put("now.yaml", minimal("甲局", 2023, 1))
    put("one.yaml", minimal("甲局", 2022, 0, 1))
    put("two.yaml", minimal("甲局", 2022, 0, 2))
    assert validate(".").stderr == ""
    done = validate("-v", ".")
    assert done.stderr.splitlines() == [
        "./now.yaml: 没有同去年的报告对比：去年的报告有几份，内容不同：./one.yaml、./two.yaml"
    ]
    assert done.exit_code == 0
    assert compared("now.yaml", "one.yaml", "two.yaml", "--previous", "two.yaml")["now.yaml"] == "two.yaml"


def test_copies_of_one_report_are_no_two_candidates(folder):
    put("now.yaml", WRONG)
    put("before.yaml", BEFORE)
    assert CliRunner().invoke(cli, ["render", "before.yaml", "-o", "before.docx"]).exit_code == 0
    assert compared(".")["./now.yaml"] == "./before.yaml"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("年度: 2022\n", "年度: 2021\n"), "去年.yaml 是 2021 年度的报告，要的是 2022 年度的"),
        (("年度: 2022\n", ""), "去年.yaml 没有写年度"),
        (
            ("机关: 示例市示例区工业和信息化局", "机关: 示例市示例区财政局"),
            "去年.yaml 是“示例市示例区财政局”的报告，不是“示例市示例区工业和信息化局”的",
        ),
    ],
)
def test_a_report_that_is_not_last_years_is_told_and_not_used(folder, change, why):
    put("report.yaml", WRONG)
    put("去年.yaml", changed(BEFORE, change))
    done = validate("-q", "--previous", "去年.yaml")
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"report.yaml: 没有同去年的报告对比：{why}\n" in done.stderr


@pytest.mark.parametrize("previous", ["没有.yaml", "坏.yaml"])
def test_unreadable_previous_is_told_and_the_report_is_checked_all_the_same(folder, previous):
    put("report.yaml", WRONG)
    put("坏.yaml", "a: [1, 2\n")
    done = validate("--previous", previous)
    assert done.exit_code == 3
    assert done.stderr.count("\n") == 1
    assert re.match(rf"{previous}(:\d+:\d+)?: 读不了：", done.stderr)
    assert "没有发现问题（1 份报告" in done.stdout
    output = json.loads(validate("--previous", previous, "--format", "json").stdout)
    assert [failure["path"] for failure in output["unreadable"]] == [previous]


def test_previous_may_be_a_folder_in_which_it_is_looked_for(folder):
    put("now/a.yaml", minimal("甲局", 2023, 1))
    put("now/b.yaml", minimal("乙局", 2023, 2))
    put("now/c.yaml", minimal("丙局", 2023, 2))
    for at, organ in enumerate(("甲局", "乙局", "丁局")):
        for year in (2021, 2022):
            put(f"old/{year}/{at}.yaml", minimal(organ, year, 0, at + 1))
    put("old/notes.md", "# 说明\n")
    assert compared("now", "--previous", "old") == {
        "now/a.yaml": "old/2022/0.yaml",
        "now/b.yaml": "old/2022/1.yaml",
        "now/c.yaml": None,
    }
    assert validate("now", "--previous", "old").stderr == (
        "now/c.yaml: 没有同去年的报告对比：old 里没有“丙局”2022 年度的报告\n"
    )
    put("now/d.yaml", minimal("", 2023, 2))
    assert validate("now", "--previous", "old").stderr == "2 份报告没有同去年的报告对比（-v 看原因）\n"
    assert len(validate("-v", "now", "--previous", "old").stderr.splitlines()) == 2


def test_previous_may_be_standard_input_but_not_both(folder):
    put("report.yaml", WRONG)
    done = validate("report.yaml", "--previous", "-", stdin=BEFORE)
    assert done.exit_code == 1
    assert "去年报告  标准输入:" in done.stdout
    assert validate("-", "--previous", "-", stdin=BEFORE).exit_code == 2


def test_result_is_not_written_over_last_years_report(folder):
    put("report.yaml", WRONG)
    put("去年.yaml", BEFORE)
    assert validate("--previous", "去年.yaml", "-o", "去年.yaml").exit_code == 2
    assert Path("去年.yaml").read_text(encoding="utf-8") == BEFORE


def test_text_of_a_report_without_a_file_of_last_years_has_its_figures():
    """As a program has it that gives the rules a report and no reading."""
    before = read("b", BEFORE.encode()).report
    done = check(read("report.yaml", WRONG.encode()), SIX, Background(before))
    assert "   去年报告  “结转下年度·总计” 2、“结转下年度·自然人” 2\n" in as_text.report(Outcome([done], ()))

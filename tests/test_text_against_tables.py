"""Text against tables: sentences made of a report's own figures, and the same with one figure changed."""

import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import number, reports, with_cells

from gxreport.catalogue import selected
from gxreport.cell import MISSING
from gxreport.checking import check
from gxreport.claims import Outcome, claims, settled
from gxreport.finding import Finding, Severity, Span
from gxreport.form import fill
from gxreport.layout import Address
from gxreport.model import Report
from gxreport.readers import read
from gxreport.reading import Reading
from gxreport.reporters import Outcome as Outcomes
from gxreport.reporters import text as text_reporter
from gxreport.rules.claimed import close, sentence_of, words

HERE = Path(__file__).parent
GX4 = selected(["GX4"])


def found(report: Report) -> list[Finding]:
    return list(check(Reading("", report, {}, {}), GX4).findings)


def cell(report: Report, table: str, row: str, column: str = "total") -> int:
    value = report.cells()[Address(table, row, column)].value
    assert value is not None
    return int(value)


def summed(report: Report, *rows: str, column: str = "total") -> int:
    return sum(cell(report, "requests", row, column) for row in rows)


def group(report: Report, prefix: str) -> int:
    return sum(
        int(c.value or 0)
        for a, c in report.cells().items()
        if a.table == "requests" and a.column == "total" and a.row.startswith(prefix)
    )


def disputes(report: Report, *rows: str, column: str = "total") -> int:
    return sum(cell(report, "reviews", row, column) for row in rows)


ORGANISATIONS = ("business", "research", "welfare", "legal_services", "other")
BOTH = ("direct", "after_reconsideration")
# The rule, the figure by the printed form's arithmetic, and the wordings in which it is quoted.
FIGURES = {
    "new": (
        "GX401",
        lambda r: summed(r, "new"),
        [
            "本年新收政府信息公开申请{}件",
            "共收到政府信息公开申请{}件",
            "受理依申请公开申请 {} 件",
            "收到{}件信息公开申请",
        ],
    ),
    "all": (
        "GX401",
        lambda r: summed(r, "new", "carried_in"),
        ["共收办政府信息公开申请{}件", "共受理政府信息公开申请{}宗", "收到政府信息公开申请{}件"],
    ),
    "natural": (
        "GX404",
        lambda r: summed(r, "new", column="natural"),
        ["收到政府信息公开申请若干，其中自然人申请{}件", "收到自然人提出的政府信息公开申请{}件"],
    ),
    "organisations": (
        "GX404",
        lambda r: sum(summed(r, "new", column=column) for column in ORGANISATIONS),
        ["收到法人或其他组织提出的政府信息公开申请{}件"],
    ),
    "in": (
        "GX402",
        lambda r: summed(r, "carried_in"),
        ["政府信息公开申请上年结转{}件", "上年度结转政府信息公开申请{}件", "结转上年政府信息公开申请{}件"],
    ),
    "out": (
        "GX402",
        lambda r: summed(r, "carried_out"),
        [
            "政府信息公开申请结转下年度继续办理{}件",
            "有{}件政府信息公开申请转下年度办理",
            "另有{}件申请顺延到下年度答复",
        ],
    ),
    "settled": (
        "GX403",
        lambda r: summed(r, "results.total"),
        ["办结政府信息公开申请{}件", "答复政府信息公开申请{}件", "按期办结依申请公开事项{}件"],
    ),
    "granted": (
        "GX404",
        lambda r: summed(r, "results.granted"),
        ["办结的政府信息公开申请中，予以公开{}件", "政府信息公开申请予以公开的{}件"],
    ),
    "open": (
        "GX404",
        lambda r: summed(r, "results.granted", "results.partly_granted"),
        ["政府信息公开申请中，公开及部分公开{}件"],
    ),
    "refused": (
        "GX404",
        lambda r: group(r, "results.refused."),
        ["对政府信息公开申请决定不予公开{}件", "政府信息公开申请不予公开的{}件"],
    ),
    "unable": ("GX404", lambda r: group(r, "results.unavailable."), ["政府信息公开申请无法提供{}件"]),
    "others": ("GX404", lambda r: group(r, "results.other"), ["政府信息公开申请作其他处理{}件"]),
    "review": (
        "GX405",
        lambda r: disputes(r, "reconsideration"),
        ["因政府信息公开被申请行政复议{}件", "政府信息公开行政复议案件{}件"],
    ),
    "upheld": (
        "GX405",
        lambda r: disputes(r, "reconsideration", column="upheld"),
        ["政府信息公开行政复议结果维持{}件"],
    ),
    "litigation": (
        "GX405",
        lambda r: disputes(r, *BOTH),
        ["因政府信息公开被提起行政诉讼{}件", "政府信息公开行政诉讼案件{}件"],
    ),
    "disputes": (
        "GX405",
        lambda r: disputes(r, "reconsideration", *BOTH),
        ["因政府信息公开发生的行政复议、行政诉讼共{}件"],
    ),
}


def chinese(value: int) -> str:
    """A number below ten thousand in Chinese numerals."""
    digits, powers = "零一二三四五六七八九", ("", "十", "百", "千")
    text = str(value)
    words = ""
    for place, digit in enumerate(text):
        power = powers[len(text) - place - 1]
        words += digits[int(digit)] + (power if digit != "0" else "")
    while "零零" in words:
        words = words.replace("零零", "零")
    words = words.removesuffix("零") if len(text) > 1 else words
    return words.removeprefix("一") if words.startswith("一十") else words


@st.composite
def written(draw, value: int) -> str:
    """A number as people write it."""
    ways = [
        str(value),
        f"{value:,}",
        str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    ]
    if value < 10_000:
        ways.append(chinese(value))
    return draw(st.sampled_from(ways))


@st.composite
def quoting(draw) -> tuple[Report, list[str], list[str]]:
    """A consistent report, the names of some of its figures, and a sentence for each."""
    report = draw(reports())
    report = report.model_copy(
        update={"organ": "示例市示例区某局", "overview": "", "problems": "", "other": "未收取信息处理费。"}
    )
    names = draw(st.lists(st.sampled_from(sorted(FIGURES)), min_size=1, max_size=6, unique=True))
    sentences = []
    for name in names:
        _rule, figure, wordings = FIGURES[name]
        wording = draw(st.sampled_from(wordings))
        sentences.append(wording.replace("{}", draw(written(figure(report)))))
    return report, names, sentences


def told(report: Report, sentences: list[str]) -> Report:
    text = f"{report.year}年，本机关" + "。本年度".join(sentences) + "。"
    return report.model_copy(update={"overview": text})


@given(quoting())
@settings(max_examples=40, deadline=None)
def test_own_figures_are_never_complained_of(drawn):
    report, _names, sentences = drawn
    report = told(report, sentences)
    assert [f.message for f in found(report)] == []
    assert all(settled(report, claim).outcome is not Outcome.DIFFERS for claim in claims(report))
    assert len(claims(report)) == len(sentences), report.overview


@given(quoting(), st.data())
@settings(max_examples=40, deadline=None)
def test_one_wrong_figure_is_one_finding(drawn, data):
    report, names, sentences = drawn
    name = data.draw(st.sampled_from(names))
    rule, _figure, wordings = FIGURES[name]
    # Greater than any sum of cells, 本年增/减 of whichever sign, so that it fits no reading.
    wrong = sum(abs(int(c.value or 0)) for c in report.cells().values()) + data.draw(st.integers(1, 99))
    sentences[names.index(name)] = wordings[0].replace("{}", str(wrong))
    problems = found(told(report, sentences))
    assert [f.rule for f in problems] in ([rule], ["GX406"])
    assert str(wrong) in problems[0].message


# What stands in the real reports


def test_no_claim_of_a_real_report_is_complained_of():
    reading = read("erqi-2020.txt", (HERE / "real" / "erqi-2020.txt").read_bytes())
    assert [f.message for f in check(reading, GX4).findings] == []
    assert [str(claim.quantity) for claim in claims(reading.report)] == ["received"]


@pytest.mark.parametrize("facts", yaml.safe_load((HERE / "real" / "facts.json").read_text())["reports"])
def test_figures_of_real_tables_quoted_in_prose_agree(facts):
    cells = {key: value for key, value in facts["cells"].items() if value is not None}
    total = cells["申请办理.本年新收.总计"]
    carried = cells["申请办理.上年结转.总计"]
    settled_ = cells["申请办理.总计.总计"]
    out = cells["申请办理.结转下年度.总计"]
    review = cells["复议诉讼.行政复议.总计"]
    text = (
        f"{facts['year']}年，本机关共收到政府信息公开申请{total:,}件，上年结转{carried}件，办结{settled_:,}件，"
        f"结转下年度{out}件。因政府信息公开被申请行政复议{review}件。"
    )
    blank = Report(organ=facts["organ"], year=facts["year"], edition=facts["edition"], overview=text)
    by_key = {blank.key_of(address): address for address in blank.cells()}
    report = with_cells(blank, {by_key[key]: str(value) for key, value in cells.items() if key in by_key})
    assert found(report) == []
    assert [settled(report, claim).outcome for claim in claims(report)] == [Outcome.AGREES] * 5


# Sentence by sentence: a report whose figures are all different


def plain(**prose: str) -> Report:
    """Received 90, carried in 8, settled 93, carried out 5; disputes 7 with 2 pending, 3 and 4 in court."""
    figures = {
        ("new", "natural"): 84, ("new", "business"): 4, ("new", "research"): 2, ("new", "total"): 90,
        ("carried_in", "natural"): 8, ("carried_in", "total"): 8,
        ("results.granted", "natural"): 40, ("results.granted", "total"): 40,
        ("results.partly_granted", "natural"): 11, ("results.partly_granted", "total"): 11,
        ("results.refused.secret", "natural"): 1, ("results.refused.secret", "total"): 1,
        ("results.refused.internal", "natural"): 12, ("results.refused.internal", "total"): 12,
        ("results.unavailable.not_held", "business"): 4, ("results.unavailable.not_held", "total"): 4,
        ("results.rejected.repeated", "natural"): 22, ("results.rejected.repeated", "total"): 22,
        ("results.other.unpaid", "natural"): 3, ("results.other.unpaid", "total"): 3,
        ("results.total", "natural"): 89, ("results.total", "business"): 4, ("results.total", "total"): 93,
        ("carried_out", "natural"): 3, ("carried_out", "research"): 2, ("carried_out", "total"): 5,
    }  # fmt: skip
    shown = {Address("requests", *at): number(value) for at, value in figures.items()}
    for row, values in {
        "reconsideration": (4, 1, 0, 2),
        "direct": (3, 0, 0, 0),
        "after_reconsideration": (4, 0, 0, 0),
    }.items():
        for column, value in zip(("upheld", "corrected", "other", "pending"), values, strict=True):
            shown[Address("reviews", row, column)] = number(value)
        shown[Address("reviews", row, "total")] = number(sum(values))
    documents = {"issued": 6, "repealed": 2, "in_force": 31}
    shown |= {Address("disclosure", "normative_documents", name): number(v) for name, v in documents.items()}
    shown[Address("disclosure", "fees", "collected")] = number(Decimal("1.5"))
    blank = Report(organ="示例市示例区某局", year=2023, edition=2021)
    cells = {address: shown.get(address, number(0)) for address in blank.cells()}
    parts = {table.section.name: fill(type(table), cells) for table in blank.tables}
    prose = {"other": "本年度未收取信息处理费。", **prose}
    return blank.model_copy(update={**parts, **prose})


RIGHT = [
    "受理90件（自然人84、法人6），答复93件（含上年结转8件，另有5件转下年）。",
    "收办98件，其中新收90件，上年结转8件。",
    "新收90件、上年结转8件、办结93件、结转5件。",
    "公开及部分公开51件，不予公开13件，不予处理22件。",
    "政府信息公开申请中，公开51件。",
    "因政府信息公开被申请行政复议7件，维持4件，尚未审结2件；行政诉讼7件，均获维持。",
    "行政复议、行政诉讼共14件。",
    "予以公开40件，占43%；部分公开11件，占11.8%。",
    "制发行政规范性文件6件，废止2件，现行有效31件。",
    "没有规章。本年度无上年结转的研究。",
    "本机关全年受理政府信息公开申请93件，已全部按期办结。",
    "共收到政府信息公开申请93件，均在规定时限内完成答复，确保申请人及时知晓。",
    "共收到政府信息公开申请93件。上述申请已全部依法答复到位。",
    "收到政府信息公开申请{{ 申请办理.本年新收.总计 }}件，办结{{申请办理.总计.总计}}件。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_honest_sentence_is_not_complained_of(text):
    assert [f.message for f in found(plain(overview=text))] == []


WRONG = [
    ("GX401", "共收到政府信息公开申请95件，办结93件。", "收到政府信息公开申请95件"),
    ("GX401", "受理政府信息公开申请94件，已全部按期办结。", "受理政府信息公开申请94件"),
    ("GX401", "新收政府信息公开申请93件，已全部按期办结。", "新收政府信息公开申请93件"),
    ("GX402", "新收政府信息公开申请90件，上年结转9件。", "上年结转9件"),
    ("GX402", "收到政府信息公开申请90件，另有6件结转下一年。", "6件结转下一年"),
    ("GX403", "收到政府信息公开申请90件，办结92件。", "办结92件"),
    ("GX404", "公开及部分公开258件。", "公开及部分公开258件"),
    ("GX404", "不予公开12件，无法提供4件。", "不予公开12件"),
    ("GX404", "收到政府信息公开申请90件（自然人84、法人5）。", "法人5"),
    ("GX405", "复议7件均获维持。", "均获维持"),
    ("GX405", "行政诉讼3件。", "行政诉讼3件"),
    ("GX406", "2023年未收到政府信息公开申请。", "未收到政府信息公开申请"),
    ("GX406", "本年度未发生因政府信息公开引起的行政诉讼。", "行政诉讼"),
    ("GX406", "收到政府信息公开申请90件，其中法律服务机构3件。", "法律服务机构3件"),
    ("GX407", "制发行政规范性文件6件，现行有效30件。", "现行有效30件"),
    ("GX408", "予以公开40件，占45%。", "予以公开40件，占45%"),
    ("GX409", "召开会议3次，其中专题会议5次。", "5次"),
    ("GX410", "全年公开信息  条，收到申请  件。", "  条"),
    ("GX410", "受理政府信息公开申请__件。", "__件"),
    ("GX410", "全年在政府网上共主动公开条，其中信息公开指南1条。", "条"),
    ("GX410", "通过网站发布条，微信发布3条。", "条"),
    ("GX410", "全年收到件，均已答复。", "件"),
    ("GX410", "累计答复件；按时答复率100%。", "件"),
    ("GX410", "全年收到条，均已公开。", "条"),
    ("GX410", "收到来信三  件，整改__次。", "__次"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "words"), WRONG)
def test_wrong_figure_is_found_once_and_pointed_at(rule, text, words):
    report = plain(overview=text)
    problems = [(r.id, p) for r in GX4 for p in r.check(report)]
    assert {name for name, _ in problems} == {rule}, problems
    span = problems[0][1].at[0]
    assert isinstance(span, Span)
    assert words in text[span.start : span.end] + text[span.start :][: len(words)]


def test_figure_that_nothing_else_can_be_is_an_error_only_where_there_are_none():
    assert found(plain(overview="本年度未收到政府信息公开申请。"))[0].severity is Severity.ERROR
    assert found(plain(overview="本年度收到政府信息公开申请95件。"))[0].severity is Severity.WARNING


def test_wrong_figure_shows_every_reading_with_its_cells():
    report = plain(overview="本年度收到政府信息公开申请95件。")
    (problem,) = (problem for rule in GX4 for problem in rule.check(report))
    assert "：本年新收 90；也可能指本年新收+上年结转 98" in problem.message
    assert (problem.expected, problem.actual) == ("", "")  # which of both is wrong is not known
    assert set(problem.at[1:]) == {
        Address("requests", "new", "total"),
        Address("requests", "carried_in", "total"),
    }


def test_no_carrying_over_may_mean_either_way():
    carried_out = Address("requests", "carried_out", "total")
    report = with_cells(plain(overview="收到政府信息公开申请90件，无结转。"), {carried_out: "0"})
    assert found(report) == []
    assert [f.rule for f in found(plain(overview="收到政府信息公开申请90件，无结转。"))] == ["GX406"]


def test_what_follows_from_a_wrong_figure_is_no_second_mistake():
    assert len(found(plain(overview="因政府信息公开被申请行政复议9件，均获维持。"))) == 1


def test_blank_cells_are_compared_with_nothing():
    blank = Report(
        organ="示例区某局", year=2023, edition=2021, overview="收到政府信息公开申请5件，未发生行政复议。"
    )
    assert found(blank) == []
    assert [settled(blank, claim).outcome for claim in claims(blank)] == [Outcome.OPEN, Outcome.OPEN]


def test_none_is_held_against_the_parts_of_a_total_that_is_left_blank():
    report = with_cells(
        plain(overview="未发生行政复议。"), {Address("reviews", "reconsideration", "total"): ""}
    )
    assert [f.rule for f in found(report)] == ["GX406"]


# What a finding says


def complaints(**prose: str) -> list[tuple[str, str, str]]:
    """What is said of a report with these texts: rule, message, the words that it points at."""
    report = plain(**prose)
    texts = dict(report.prose())
    problems = [(rule.id, problem) for rule in GX4 for problem in rule.check(report)]
    spans = [(id, one.message, one.at[0]) for id, one in problems]
    return [(id, message, texts[span.field][span.start : span.end]) for id, message, span in spans]


@pytest.mark.parametrize(
    ("text", "rule", "message", "written"),
    [
        (
            "因政府信息公开被申请行政复议7件，均获维持。",
            "GX405",
            "正文写“均获维持”，即 7 件，与表中的数不符：行政复议·结果维持 4",
            "均获维持",
        ),
        ("未发生行政复议。", "GX406", "正文写“未发生行政复议”，表中却有：行政复议 7", "未发生行政复议"),
        (
            "因政府信息公开被申请行政复议0件。",
            "GX406",
            "正文写“政府信息公开被申请行政复议0件”，表中却有：行政复议 7",
            "政府信息公开被申请行政复议0件",
        ),
        (
            "政府信息公开申请予以公开 41 件。",
            "GX404",
            "正文写“政府信息公开申请予以公开41件”，与表中的数不符：予以公开 40；也可能指予以公开+部分公开 51",
            "政府信息公开申请予以公开 41 件",
        ),
        (
            "予以公开40件，占45%。",
            "GX408",
            "正文写“予以公开40件，占45%”，按 40÷93 算应是 43%",
            "予以公开40件，占45%",
        ),
        (
            "部分公开11件，占12.8%。",
            "GX408",
            "正文写“部分公开11件，占12.8%”，按 11÷93 算应是 11.8%",
            "部分公开11件，占12.8%",
        ),
        (
            "召开会议3次，其中专题会议2次、现场会5次。",
            "GX409",
            "“3次，其中专题会议2次、现场会5次”：前面的总数是 3，其中一项却有 5",
            "5次",
        ),
        (
            "召开会议3次，其中 ：专题会议5次",
            "GX409",
            "“3次，其中：专题会议5次”：前面的总数是 3，其中一项却有 5",
            "5次",
        ),
        ("工作有序。\n公开信息__条。", "GX410", "“公开信息__条”里的“条”前面没有数", "__条"),
        ("共__条。", "GX410", "“共__条”里的“条”前面没有数", "__条"),
        ("受理政府信息公开申请（ ）件。", "GX410", "“息公开申请（ ）件”里的“件”前面没有数", "（ ）件"),
    ],
)
def test_finding_quotes_the_text_and_tells_the_figures(text, rule, message, written):
    assert complaints(overview=text) == [(rule, message, written)]


def test_long_words_of_the_text_are_cut_short():
    report = plain(overview="甲" * 40 + "乙" * 41)
    assert words(report, "overview", 0, 40) == "甲" * 40
    assert words(report, "overview", 40, 81) == "乙" * 39 + "…"


def test_none_is_held_against_cells_whose_sum_is_not_known():
    blank = {Address("reviews", "reconsideration", column): "" for column in ("pending", "total")}
    (finding,) = found(with_cells(plain(overview="未发生行政复议。"), blank))
    assert (finding.rule, finding.message) == ("GX406", "正文写“未发生行政复议”，表中却有：有不为零的格")


def test_sentence_goes_on_over_semicolons():
    assert sentence_of("\n甲。", 1, 1) == (1, 2)
    text = "甲。乙；丙！丁"
    assert [text[slice(*sentence_of(text, at, at))] for at in range(0, 7, 2)] == [
        "甲",
        "乙；丙",
        "乙；丙",
        "丁",
    ]


@pytest.mark.parametrize(
    ("part", "whole", "percent", "places", "right"),
    [
        (1, 8, "12", 0, True),  # 12.5: half a unit either way
        (1, 8, "13", 0, True),
        (1, 8, "11", 0, False),
        (1, 8, "14", 0, False),
        (1, 16, "6.2", 1, True),
        (1, 16, "6.3", 1, True),
        (1, 16, "6.1", 1, False),
        (1, 16, "6.4", 1, False),
        (1, 1, "100", 0, True),
        (1, 200, "1", 0, True),
        (0, 0, "0", 0, False),
    ],
)
def test_percentage_is_right_to_half_a_unit_of_its_last_digit(part, whole, percent, places, right):
    assert close(Decimal(part), Decimal(whole), Decimal(percent), places) is right


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("予以公开占43%。", None),
        ("予以公开占45%。", "43%"),
        ("收到政府信息公开申请90件，其中自然人84件，占83.3%。", "93.3%"),
        ("因政府信息公开被申请行政复议7件，其中维持4件，占57.1%。", None),
        ("因政府信息公开被申请行政复议7件，其中维持4件，占67.1%。", "57.1%"),
        ("因政府信息公开被申请行政复议7件，占67%。", None),  # of what, nobody says
    ],
)
def test_percentage_is_of_what_the_text_is_about(text, expected):
    assert [f.expected for f in found(plain(overview=text))] == ([expected] if expected else [])


def test_percentage_that_is_right_hides_none_that_is_wrong():
    for right in ("予以公开40件，占43%", "予以公开41件，占45%", "召开会议3次，占50%"):
        said = complaints(overview=f"{right}。政府信息公开申请中，部分公开11件，占15%。")
        assert said[-1][0] == "GX408"
        assert said[-1][2].endswith("部分公开11件，占15%")


def test_percentage_is_no_percentage_of_what_the_table_does_not_tell():
    text = "收到政府信息公开申请90件，予以公开40件，占43%。"
    blank = Report(organ="示例区某局", year=2023, edition=2021, overview=text)
    assert found(blank) == []
    total = [address for address in plain().cells() if address.row == "results.total"]
    assert found(with_cells(plain(overview=text), dict.fromkeys(total, "若干"))) == []


def test_sum_that_is_wrong_hushes_what_follows_from_it_in_its_sentence_only():
    percent, meetings = "部分公开11件，占15%", "召开会议3次，其中专题会议5次"
    wrong = "政府信息公开申请予以公开41件"
    for text, rules in (
        (f"{wrong}，{percent}。", ["GX404"]),
        (f"{percent}；{wrong}。", ["GX404"]),
        (f"{wrong}。{percent}。", ["GX404", "GX408"]),
        (f"{percent}。{wrong}。", ["GX404", "GX408"]),
        (f"{wrong}，{meetings}。", ["GX404"]),
        (f"{wrong}。{meetings}。", ["GX404", "GX409"]),
        (f"{meetings}。{wrong}。", ["GX404", "GX409"]),
    ):
        assert sorted(rule for rule, _message, _written in complaints(overview=text)) == rules, text
    for text, rule in ((percent, "GX408"), (meetings, "GX409")):
        said = complaints(overview=f"{text}。", problems=f"{wrong}。")
        assert [one for one, _message, _written in said] == ["GX404", rule]


def test_every_gap_is_told_once():
    told = complaints(overview="公开信息  条，收到申请__件，办结 件。")
    assert [written for _rule, _message, written in told] == ["  条", "__件", " 件"]


def test_part_may_be_as_great_as_all_that_goes_before_it():
    for text in ("召开会议3次，其中专题会议3次。", "办理建议5件、提案7件，其中主办12件。"):
        assert complaints(overview=text) == []
    text = "办理建议5件、提案7件，其中主办13件。"
    ((rule, message, written),) = complaints(overview=text)
    assert (rule, written) == ("GX409", "13件")
    assert message == "“5件、提案7件，其中主办13件”：前面的总数是 12，其中一项却有 13"
    (problem,) = (problem for one in GX4 for problem in one.check(plain(overview=text)))
    assert [text[span.start : span.end] for span in problem.at] == ["13件", "5件、提案7件"]


@pytest.mark.parametrize(
    "text", ["其中一项工作：召开会议3次，其中专题会议5次。", "召开会议3次，其中：5次为专题会议。"]
)
def test_part_is_found_wherever_it_stands(text):
    ((rule, _message, written),) = complaints(overview=text)
    assert (rule, written) == ("GX409", "5次")


def test_part_that_may_be_right_hides_no_other():
    text = "网站公开60条；其中转载30条。召开会议3次，其中专题会议5次。"
    assert [written for _rule, _message, written in complaints(overview=text)] == ["5次"]
    assert complaints(overview="召开会议十余次，其中专题会议20次。") == []
    assert complaints(overview="召开会议3次，其中专题会议二十余次。") == []


# GX411


@pytest.mark.parametrize(
    ("other", "complained"),
    [
        ("无其他需要报告的事项。", True),
        ("本年度未收取信息处理费。", False),
        ("全年收取信息处理费130元。", False),
        ("收取信息处理费15000元。", False),
        ("收取信息处理费15001元。", True),
        ("收取信息处理费2万元。", True),
        ("信息处理费的收费标准为每件100000元。", False),
        ("信息处理费20000元以上的须经审批。", False),
        ("信息处理费未收取。另有罚款20000元。", False),
        ("收取信息处理费1.5万元。", False),
        ("收取信息处理费1.6万元", True),
        ("信息处理费每件10元。全年收取信息处理费15,001元。", True),
        ("收取信息处理费10元。收取信息处理费20000元，另有信息处理费30000元。", True),
    ],
)
def test_processing_fee(other, complained):
    assert [f.rule for f in found(plain(other=other))] == ["GX411"] * complained


def test_fee_is_held_against_no_blank():
    fees = Address("disclosure", "fees", "collected")
    assert found(with_cells(plain(other="收取信息处理费20000元。"), {fees: ""})) == []


def test_fee_that_is_too_much_is_told_with_the_sum_of_all_fees():
    ((rule, message, written),) = complaints(other="收取信息处理费1.6万元。")
    assert (rule, written) == ("GX411", "信息处理费1.6万元")
    assert message == "信息处理费 16000 元，比表中全年的行政事业性收费 1.5 万元还多"


def test_silence_on_the_fee_is_right_where_nobody_failed_to_pay():
    unpaid = {column: Address("requests", "results.other.unpaid", column) for column in ("natural", "total")}
    assert found(with_cells(plain(other="无。"), {unpaid["total"]: "0"})) == []
    left_out = with_cells(plain(other="无。"), {unpaid["total"]: MISSING})
    assert [f.message for f in found(left_out)] == [
        "表中“其他处理·逾期未缴费·总计”有 3 件，第六部分没有提信息处理费"
    ]
    assert found(with_cells(left_out, {unpaid["natural"]: "0"})) == []
    one = with_cells(plain(other="无。"), dict.fromkeys(unpaid.values(), "1"))
    assert [f.rule for f in found(one)] == ["GX411"]
    assert found(plain(other=" ")) == []
    assert found(plain(other="无。", overview="向3名申请人发出信息处理费的缴费通知。")) == []


# GX408, GX409, GX410: near misses


@pytest.mark.parametrize(
    "text",
    [
        "予以公开40件，占44.4%。",  # of the 90 that were new
        "予以公开40件，占40.8%。",  # of 98
        "收到政府信息公开申请90件，其中自然人84件，占93.3%。",
        "不予公开13件，其中国家秘密1件，占7.7%。",
        "办结率100%。",
        "按期答复率100%，满意度99%。",
        "共发布信息86条，其中网站60条、微信50条。",
        "办理建议5件、提案7件，其中主办10件。",
        "公开信息50条，其中网站30条，办理建议60条。",
        "召开会议2次，其中较上年增加3次。",
        "本次、每件、一条、多个。",
        "《条例》 条文。 各类文 件，",
        "公开信息 12 条，受理咨询 3 件。",
        "公开信息5  条，办结1  件。",
        "收到来信三  件，采纳两  条，发布信息若干  条。",
        "____条，由各科室填写，均已公开",
        "印发文件、条目、项目。",
        "《中华人民共和国政府信息公开条\n例》",
        "《政府信息公开条例》，公开条目12个，发布条数不限。",
        "受理件、办结件、答复件分别归档。",
        "受理件，即时登记；办结件，及时归档。",
        "对每一收到件，逐一编号。",
        "上年受理件，已全部归档。",
        "政府信息公开条",
        "做到逐条公开，逐件答复，全年公开条理清楚。",
    ],
)
def test_near_misses(text):
    assert [f.message for f in found(plain(overview=text))] == []


def test_reading_takes_little_time(capsys):
    paragraph = (
        "（二）依申请公开。2023年，本机关共收到政府信息公开申请90件，上年结转8件，办结93件，结转下年度5件。"
        "办理结果中，予以公开40件，部分公开11件，不予公开13件。\n"
        "（三）政府信息管理。对历年制发的文件逐件核对公开属性和效力状态，失效的及时标注，改名的注明沿革，"
        "网上网下保持一致，每季度抽查一次，发现问题当场改正，责任到人，记录在案，纳入年度考核。\n"
    )
    text = (paragraph * 30)[:4000]
    taken = []
    for _turn in range(20):
        report = plain(overview=text)
        start = time.perf_counter()
        claims(report)
        taken.append(time.perf_counter() - start)
    with capsys.disabled():
        sys.stdout.write(f"\nclaims of {len(text)} characters: {min(taken) * 1000:.2f} ms\n")
    assert min(taken) < 0.1


# gxreport validate -v


def listed(report: Report) -> list[str]:
    """What the text reporter lists in detail, without its last line."""
    checked = check(Reading("report.yaml", report, {}, {}), ())
    lines = text_reporter.report(Outcomes([checked], []), in_detail=True).splitlines()
    return [line.strip() for line in lines[:-1] if line.strip()]


def test_claims_are_listed_with_how_they_were_settled():
    text = "收到政府信息公开申请90件，办结95件，结转下年度十余件。未发生行政复议。"
    assert listed(plain(overview=text)) == [
        "report.yaml：正文里读出 4 个数",
        "report.yaml: “收到政府信息公开申请90件” ✓ 本年新收 90",
        "report.yaml: “办结95件” ✗ 正文 95，表中 （七）总计 93，本年新收-结转下年度 85",
        "report.yaml: “结转下年度十余件” 未比较：结转下年度，约数",
        "report.yaml: “未发生行政复议” ✗ 正文 0，表中 行政复议 7",
    ]


def test_claims_that_cannot_be_compared_say_why():
    blank = Report(organ="示例区某局", year=2023, edition=2021, overview="收到政府信息公开申请5件。")
    assert "未比较：本年新收 ?" in listed(blank)[1]
    old = Report(organ="示例区某局", year=2020, edition=2019, overview="现行有效规范性文件5件。")
    assert "这一年的格式没有这个数" in listed(old)[1]


def test_nothing_is_listed_of_a_text_without_figures_and_nothing_without_being_asked():
    assert listed(plain(overview="全年公开信息86条。")) == []
    checked = check(Reading("r", plain(overview="收到政府信息公开申请90件。"), {}, {}), ())
    assert "读出" not in text_reporter.report(Outcomes([checked], []))


# Spans


@pytest.mark.parametrize("entry", ["own", "corpus"])
def test_words_of_every_claim_stand_in_the_text(entry):
    for sentence in yaml.safe_load((HERE / "prose" / f"{entry}.yaml").read_text(encoding="utf-8")):
        report = Report(organ="示例市示例区某局", year=2023, edition=2021, overview=sentence["text"])
        for claim in claims(report):
            assert 0 <= claim.start < claim.end <= len(report.overview or "")
            assert (report.overview or "")[claim.start : claim.end].strip()


# Any text

PIECES = [
    *(
        "2023年",
        "本年",
        "上年",
        "2022年",
        "1月",
        "收到",
        "办结",
        "申请",
        "政府信息公开申请",
        "行政复议",
        "诉讼",
    ),
    *(
        "予以公开",
        "不予公开",
        "自然人",
        "法人",
        "其他",
        "均",
        "未",
        "无",
        "其中",
        "分别",
        "占",
        "结转",
        "下年度",
    ),
    *(
        "规章",
        "制发",
        "废止",
        "有效",
        "，",
        "。",
        "、",
        "；",
        "：",
        "（",
        "）",
        "\n",
        " ",
        "和",
        "全市",
        "我局",
        "一是",
    ),
    *(
        "12件",
        "十余件",
        "百分之",
        "%",
        "3",
        "1,234",
        "０",
        "{{",
        "}}",
        "百",
        "万",
        "件",
        "《",
        "》",
        "第",
        "公开",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_no_text_stops_the_reader(text):
    report = BUSY.model_copy(update={"overview": text})
    found(report)
    for claim in claims(report):
        assert 0 <= claim.start < claim.end <= len(text)


BUSY = plain()


@pytest.mark.parametrize(
    "text",
    [
        "收到政府信息公开申请90件。因本机关不掌握等原因无法提供{unable}件。",
        "收到政府信息公开申请90件。由于本机关不掌握相关政府信息而无法提供{row}件。",
        "收到政府信息公开申请90件。其中，予以公开{granted}件，逾期不补正{uncorrected}件，其他处理{rest}件。",
    ],
)
def test_a_group_named_beside_its_rows_may_be_the_whole_or_the_rest(text):
    figures = {
        "results.unavailable.not_held": 20,
        "results.unavailable.to_be_made": 6,
        "results.granted": 30,
        "results.other.not_corrected": 3,
        "results.other.unpaid": 1,
        "results.other.other": 3,
    }
    words = {"unable": 26, "row": 20, "granted": 30, "uncorrected": 3, "rest": 4}
    report = plain(overview=text.format(**words))
    cells = {Address("requests", row, "total"): str(value) for row, value in figures.items()}
    assert found(with_cells(report, cells)) == []

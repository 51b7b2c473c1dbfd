"""`validate --format html`: no finding is lost, each is drawn where it belongs, nothing in a report runs."""

import re
from base64 import b64encode
from collections import Counter
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import lxml.html
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import cell_texts, reports, with_cells
from tests.test_html import HOSTILE

from gxreport import messages
from gxreport.catalogue import catalogue
from gxreport.checking import Checked, Waived, check
from gxreport.cli import cli
from gxreport.finding import Finding, Severity, Span
from gxreport.layout import Address
from gxreport.markup import Mark, Paragraph, blocks
from gxreport.model import Report
from gxreport.quotes import filled
from gxreport.readers import read
from gxreport.reading import Reading
from gxreport.renderers.docx import render as docx
from gxreport.reporters import Failure, Outcome, Unchecked
from gxreport.reporters.html import report as page
from gxreport.reporters.html.drawing import Stroke, drawn
from gxreport.source import Place
from gxreport.waivers import Waiver

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
MISTAKES = (EXAMPLES / "mistakes-2023.yaml").read_text(encoding="utf-8")
CLEAN = (EXAMPLES / "report-2023.yaml").read_text(encoding="utf-8")
BEFORE = (EXAMPLES / "report-2022.yaml").read_text(encoding="utf-8")
RULES = catalogue()
MARK = Mark("r1-f1", "error", "1", "错误 1")


@lru_cache
def checked(text: str = MISTAKES, name: str = "report.yaml", before: str = "") -> Checked:
    last = read("before.yaml", before.encode()) if before else None
    return check(read(name, text.encode()), RULES, previous=last)


def saying(*findings: Finding, text: str = CLEAN) -> Checked:
    return checked(text)._replace(findings=findings)


def about(span: Span | None = None, address: Address | None = None, place: Place | None = None) -> Finding:
    return Finding("GX303", Severity.ERROR, "不对", address, place, span=span)


def opened(*some: Checked, failures: tuple[Failure, ...] = ()) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page(Outcome(some, failures)))


def listed(root) -> list[lxml.html.HtmlElement]:
    return root.cssselect(".finding")


def signs(root) -> list[lxml.html.HtmlElement]:
    return root.cssselect(".paper .sign:not(.guess)")


def words_of(root, id: str = "r1-f1") -> str:
    """The words that the mark of a finding is drawn over."""
    return "".join(
        mark.text_content() for mark in root.cssselect(".paper mark") if id in mark.get("data-of").split()
    )


def one(root, selector: str):
    (found,) = root.cssselect(selector)
    return found


# Nothing is lost


def every_kind_of_report() -> list[Checked]:
    published = (ROOT / "tests" / "clean" / "report-2023.txt").read_bytes()
    report = read("report.yaml", MISTAKES.encode()).report
    return [
        checked(),
        checked(before=BEFORE.replace("工业和信息化局", "卫生健康委员会")),
        checked(MISTAKES.replace("年度: 2023", "年度: 2020")),  # a table of another year's form
        checked(CLEAN.replace("总体情况: |", "总体情况: |\n  截止今天。截止今天。\n", 1)),
        checked("机关: 某局\n年度: 2023\n副标题: 无\n总体情况: 很好\n"),
        check(read("report.docx", docx(report)), RULES),
        check(read("report.txt", published.replace("（七）总计".encode(), "（七）合计".encode())), RULES),
        *(
            check(read("example.yaml", CLEAN.replace(rule.example.good, rule.example.bad, 1).encode()), RULES)
            for rule in RULES
            if rule.example.carrier == "yaml" and rule.example.year == 2023
        ),
    ]


@lru_cache
def all_kinds() -> tuple[Checked, ...]:
    return tuple(every_kind_of_report())


def test_every_finding_is_listed_once_with_its_sentence():
    root = opened(*all_kinds())
    expected = [finding.message for one in all_kinds() for finding in one.findings]
    assert len(expected) > 70
    said = [one(entry, ".message").text_content() for entry in listed(root)]
    assert Counter(said) == Counter(" ".join(m.split("\n")) if "\n" in m else m for m in expected)


def test_every_finding_that_has_a_home_is_drawn_exactly_once():
    root = opened(*all_kinds())
    placed = [e.get("id") for e in listed(root) if not e.cssselect("h4 .sign.loose")]
    drawn_ones = [sign.get("href")[1:] for sign in signs(root)]
    assert sorted(drawn_ones) == sorted(placed)
    assert len(drawn_ones) > 50


def test_ids_are_unique_and_links_lead_somewhere():
    root = opened(*all_kinds(), failures=(Failure("坏.yaml", "缺冒号"),))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    for link in root.xpath("//@href"):
        assert link == "data:," or link[1:] in ids, link
    for cells in root.xpath("//@data-cells"):
        assert set(cells.split()) <= set(ids)


def test_waived_findings_are_listed_with_their_reason_and_not_drawn():
    done = checked()
    first, *rest = done.findings
    waiver = Waiver(first.rule, "上级<b>同意</b>", until=date(2030, 1, 1))
    root = opened(done._replace(findings=tuple(rest), waived=(Waived(first, (waiver,)),)))
    entry = one(root, ".finding.waived")
    assert first.message in entry.text_content()
    assert "上级<b>同意</b>（2030-01-01 起不再豁免）" in entry.text_content()
    assert len(listed(root)) == len(done.findings)
    assert not [sign for sign in signs(root) if sign.get("href") == f"#{entry.get('id')}"]


def test_file_that_cannot_be_read_is_named_with_its_place():
    root = opened(checked(), failures=(Failure("坏 的.yaml", "缺<冒号>", Place(3, 4)),))
    assert one(root, ".failure").text_content().strip() == "坏 的.yaml:3:4缺<冒号>"
    assert opened(failures=(Failure("坏.yaml", "缺冒号"),)).cssselect(".failure")


def test_nothing_at_all_is_a_page():
    assert one(opened(), "h1").text_content() == "检查结果"


@given(reports(), st.data())
@settings(max_examples=40)
def test_no_finding_of_any_report_is_lost(report, data):
    cells = data.draw(st.lists(st.sampled_from(list(report.cells())), max_size=5, unique=True))
    texts = {address: data.draw(cell_texts) for address in cells}
    done = check(Reading("any", with_cells(report, texts), {}, {}), RULES)
    root = opened(done)
    assert len(listed(root)) == len(done.findings)
    placed = {e.get("id") for e in listed(root) if not e.cssselect("h4 .sign.loose")}
    assert Counter(sign.get("href")[1:] for sign in signs(root)) == Counter(placed)


# Where it is drawn


def test_figure_is_marked_in_its_own_cell():
    root = opened(saying(about(address=Address("requests", "results.granted", "total"))))
    cell = one(root, "td.error")
    row = cell.getparent()
    assert row.cssselect("th")[-1].text_content() == "（一）予以公开"
    assert cell is row.cssselect("td")[-1]


@pytest.mark.parametrize(
    ("row", "label"),
    [
        (Address("requests", "results.granted"), "（一）予以公开"),
        (Address("requests", "results.refused"), "（三）不予公开"),
        (Address("reviews", "direct_suits"), "未经复议直接起诉"),
        (Address("disclosure", "penalties"), "行政处罚"),
    ],
)
def test_row_is_marked_at_its_label(row, label):
    layout = checked(CLEAN).reading.report.layout(row.table)
    if not any(known.name == row.row or known.name.startswith(f"{row.row}.") for known in layout.rows):
        row = next(known.address for known in layout.rows if known.label == label or label in known.labels)
    root = opened(saying(about(address=row)))
    assert one(root, ".paper th.error").text_content().removesuffix("1") == label


def test_table_is_marked_at_the_heading_of_its_section():
    root = opened(saying(about(address=Address("reviews"))))
    assert words_of(root) == "四、政府信息公开行政复议、行政诉讼情况"


@pytest.mark.parametrize("field", ["overview", "disclosure", "problems", "other", "requests.note"])
def test_whole_section_is_marked_at_its_heading(field):
    root = opened(saying(about(Span(field))))
    assert one(root, f"#r1-{field.partition('.')[0]}-heading mark").text_content()


@pytest.mark.parametrize("field", ["title", "preamble", "signature"])
def test_text_around_the_sections_is_marked_itself(field):
    text = (
        CLEAN + "落款: 某局\n前言: |\n  第一行\n  第二行\n" if "前言" not in CLEAN else CLEAN + "落款: 某局\n"
    )
    root = opened(saying(about(Span(field)), text=text))
    assert words_of(root)
    assert len(signs(root)) == 1


@pytest.mark.parametrize("field", ["organ", "year", "edition", "published"])
def test_fact_is_marked_above_the_form(field):
    root = opened(saying(about(Span(field))))
    assert one(root, ".facts mark").text_content()


def test_wrong_period_of_a_document_has_a_place_and_its_sentence_is_marked():
    wrong = CLEAN.replace("2023-01-01/2023-12-31", "2022-01-01/2022-12-31")
    done = check(read("a.docx", docx(read("report.yaml", wrong.encode()).report)), RULES)
    (found,) = (finding for finding in done.findings if finding.rule == "GX501")
    assert found.place
    assert found.place.paragraph
    assert "2022年1月1日起，至2022年12月31日止" in words_of(opened(saying(found, text=wrong)))


def test_what_has_no_home_has_the_line_of_the_file():
    text = CLEAN.replace("年度: 2023", "年度: 2023\n副标题: 无")
    root = opened(checked(text))
    assert one(root, ".finding .excerpt mark").text_content() == "副标题"
    assert "第 4 行" in one(root, ".finding .place").text_content()
    assert not signs(root)


def test_words_that_occur_twice_are_marked_where_they_are_meant():
    text = CLEAN.replace("总体情况: |\n", "总体情况: |\n  甲截止乙。甲截止乙。\n", 1)
    overview = dict(checked(text).reading.report.prose())["overview"]
    second = overview.index("截止", overview.index("截止") + 1)
    root = opened(saying(about(Span("overview", second, second + 2)), text=text))
    paragraph = one(root, ".paper p mark").getparent()
    assert paragraph.text_content().startswith("甲截止乙。甲截止1乙。")
    assert paragraph.cssselect("mark")[0].getprevious() is None
    assert paragraph.text == "甲截止乙。甲"


def test_suspect_says_what_it_may_have_to_be():
    root = opened(checked())
    guess = one(root, ".paper .sign.guess")
    assert guess.text_content() == "24?"
    assert guess.get("title") == "最可能应为 24（问题 6）"
    assert "guess" in guess.getparent().getparent().get("class").split()


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("前**35条**后", "35条", "35条"),
        ("- 甲\n- 乙丙", "丙", "丙"),
        ("| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |", "丁", "丁"),
        ("| 甲\\|乙 | 丙 |\n| 丁 | 戊 |", "甲\\|乙", "甲|乙"),
        ("（一）小标题。正文", "（一）", "（一）"),
        ("（一）小标题。正文", "题。正", "题。正"),
        ("　　缩进　\n第二行", "缩进　\n第二", "缩进第二"),
        ("新收{{ 申请办理.本年新收.总计 }}件", "{{ 申请办理.本年新收.总计 }}", "66"),
        ("新收{{ 申请办理.本年新收.总计 }}件", "收{{ 申", "收66"),
        ("2 * 3 ** 4", "** 4", "** 4"),
    ],
)
def test_mark_covers_the_printed_words(text, words, shown):
    report = read("report.yaml", CLEAN.encode()).report
    start = text.index(words)
    made, found = drawn(
        report, text, list(blocks(filled(report, text))), [Stroke(start, start + len(words), MARK)]
    )
    assert found == {MARK}
    assert "".join(run.text for run in runs_of(made) if MARK in run.marks) == shown
    assert sum(MARK in run.ends for run in runs_of(made)) == 1


def runs_of(made):
    for block in made:
        if block.kind == "table":
            yield from (run for row in block.rows for cell in row for run in cell)
        elif block.kind == "items":
            yield from (run for words in block.items for run in words)
        else:
            yield from (*block.heading, *block.words)


@given(st.text("甲乙*-| \n（一）。1.\\{}", max_size=40), st.integers(0, 40), st.integers(1, 10))
@settings(max_examples=150)
def test_marks_change_no_word(text, start, length):
    report = read("report.yaml", CLEAN.encode()).report
    plain = list(blocks(text))
    made, _found = drawn(report, text, plain, [Stroke(start, start + length, MARK)])
    written = "".join(
        it.heading + "".join(run.text for run in it.words) if isinstance(it, Paragraph) else
        "".join(run.text for run in runs_of([it])) for it in plain
    )  # fmt: skip
    assert "".join(run.text for run in runs_of(made)) == written


# Many reports


def test_overview_has_a_row_for_every_report_and_forms_only_where_there_is_something_to_see():
    clean = checked(CLEAN, "好.yaml")
    root = opened(checked(), clean, checked(MISTAKES, "第三.yaml"))
    rows = root.cssselect(".overview tbody tr")
    assert [[c.text_content() for c in row.cssselect(".number")] for row in rows] == [
        ["3", "5", "1"], ["0", "0", "0"], ["3", "5", "1"]
    ]  # fmt: skip
    assert [bool(row.cssselect("a")) for row in rows] == [True, False, True]
    assert len(root.cssselect(".paper")) == 2
    assert opened(clean).cssselect(".paper td.figure")  # one alone is always shown


def test_files_that_were_passed_over_are_counted_and_listed():
    outcome = Outcome((checked(), checked()), (), (Unchecked("f/<通知>.html", "不是年度报告"),))
    root = lxml.html.document_fromstring(page(outcome))
    assert one(root, ".unchecked li").text_content() == "f/<通知>.html 不是年度报告"
    assert one(root, ".top [href='#unchecked']").text_content() == "没有检查 1"
    assert not opened(checked()).cssselect(".unchecked")


def test_a_report_takes_little_room():
    most = max(len(page(Outcome((checked(),) * 20, ()))), 1) / 20
    assert most < 32_000


# Hostile text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_everywhere(text):
    report = checked().reading.report.model_copy(
        update={"organ": text, "title": text, "preamble": text, "overview": text, "signature": text}
    )
    report = with_cells(report, dict.fromkeys(report.cells(), text))
    reading = Reading(text, report, {}, {}, (text,))
    findings = tuple(
        Finding(
            text, severity, text, address, Place(1, 1, 3), text, expected=text, actual=text, working=text,
            cite=text, help=text, span=span,
        )
        for severity in Severity
        for address, span in (
            (Address("requests", "new", "total"), None),
            (None, Span("overview", 0, 5)),
            (None, Span("organ")),
            (None, Span("title", 0, 3)), (None, None),
        )
    )  # fmt: skip
    hostile = check(reading, ())._replace(findings=findings)
    root = opened(hostile, hostile, failures=(Failure(text, text),))
    assert len(root.xpath("//script")) == 1
    assert not root.xpath("//img | //iframe | //svg | //@onerror | //@onload")
    assert len(listed(root)) == 30
    assert len(signs(root)) == 24
    # None of it takes part of the page with it.
    assert one(root, ".foot") is not None


# The page as such


def test_policy_lets_run_what_the_page_came_with_and_nothing_else():
    text = page(Outcome((checked(),), ()))
    root = lxml.html.document_fromstring(text)
    policy = one(root, "meta[http-equiv]").get("content")
    for tag in ("script", "style"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)[1]
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "connect-src" not in policy
    assert not root.xpath("//@style | //@onclick")


def test_page_is_not_read_as_a_report(tmp_path):
    (tmp_path / "report.yaml").write_text(MISTAKES, encoding="utf-8")
    target = tmp_path / "findings.html"
    run = CliRunner().invoke(cli, ["validate", "--format", "html", "-o", str(target), str(tmp_path)])
    assert run.exit_code == 1
    assert run.stderr == f"已写入 {target}：3 个错误，5 个警告，1 个提示\n"
    first = target.read_bytes()
    again = CliRunner().invoke(cli, ["validate", "--format", "html", "-o", str(target), str(tmp_path)])
    assert again.exit_code == 1
    assert target.read_bytes() == first
    alone = CliRunner().invoke(cli, ["validate", str(target)])
    assert alone.exit_code == 3
    assert "检查结果，不是年度报告" in alone.stderr


def test_a_folder_is_accounted_for_to_the_last_file(tmp_path):
    for name, text in (("report.yaml", MISTAKES), ("通知.md", "开会")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    target = tmp_path / "findings.html"
    CliRunner().invoke(cli, ["validate", "--format", "html", "-o", str(target), str(tmp_path)])
    root = lxml.html.document_fromstring(target.read_text(encoding="utf-8"))
    assert one(root, ".unchecked li").text_content() == f"{tmp_path / '通知.md'} 不是年度报告"


def test_page_speaks_english():
    messages.use("en")
    root = opened(checked())
    assert root.get("lang") == "en"
    assert one(root, ".paper").get("lang") == "zh-CN"
    assert "error" in one(root, "#r1-f6 h4").text_content()


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_same_reports_give_the_same_page(language):
    messages.use(language)
    outcome = Outcome((checked(),), ())
    assert page(outcome) == page(outcome)


def test_edition_of_2019_has_its_own_form():
    text = (EXAMPLES / "report-2020.yaml").read_text(encoding="utf-8")
    report: Report = checked(text).reading.report
    root = opened(saying(about(address=Address("requests", "new", "total")), text=text))
    assert len(root.cssselect("td.figure")) == len(report.cells())

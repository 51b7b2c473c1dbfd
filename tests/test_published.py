"""Published reports as they vary: what is read from them, what is said of them, and never a wrong figure."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from tests.corpus.forms import HEADINGS
from tests.witness import Seen, witness

from gxreport.catalogue import selected
from gxreport.cell import State
from gxreport.checking import check
from gxreport.finding import Finding, Severity
from gxreport.form import layout
from gxreport.layout import Address
from gxreport.readers import read
from gxreport.reading import NotAReport, Reading

REAL = Path(__file__).parent / "real" / "erqi-2020.txt"
YEARS = {2019: 2020, 2021: 2023}
ORGAN = "示例市示例区工业和信息化局"
NAMES = ("disclosure", "requests", "reviews")
FIVE = "全年公开信息86条，答复申请3件；信息发布前逐条审核，网站栏目按季检查，组织培训1次。"
PROSE = {1: FIVE, 5: "信息更新不够及时。今后逐月核对。", 6: "无其他需要报告的事项。"}

Rows = list[list[str]]


# Published text, built from the witness of the form: it shares nothing with gxreport


def printed(edition: int, number: int) -> Rows:
    """A table as Word's text has it: its nth figure is n; below a merged cell stands an empty one."""
    count = 0
    rows: Rows = []
    covered: list[tuple[int, int, int]] = []  # rows still covered, column, width
    for line in witness(edition).tables[number].lines:
        waiting = [seen if seen.height else Seen(seen.text, 1, 1) for seen in line]
        covered = [(left - 1, column, width) for left, column, width in covered if left > 1]
        row: list[str] = []
        column = 0
        fresh = []
        while waiting or any(at >= column for _left, at, _width in covered):
            above = next((c for c in covered if c[1] == column), None)
            if above:
                row.append("")
                column += above[2]
                continue
            seen = waiting.pop(0)
            if not seen.text:
                count += 1
            row.append(seen.text or str(count))
            fresh.append((seen.height, column, seen.width))
            column += seen.width
        covered += fresh
        rows.append(row)
    return rows


def as_text(rows: Rows) -> str:
    """Rows as Word's text has them: a cell a line, led by a tab; a blank line after each row."""
    return "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows)


@dataclass
class Published:
    """A published report that keeps to the form, to be varied."""

    edition: int = 2021
    title: tuple[str, ...] = ()
    headings: list[str] = field(default_factory=lambda: list(HEADINGS))
    prose: dict[int, str] = field(default_factory=lambda: dict(PROSE))
    tables: dict[int, Rows] = field(default_factory=dict)
    order: tuple[int, ...] = (1, 2, 3, 4, 5, 6)

    def __post_init__(self):
        year = YEARS[self.edition]
        self.title = self.title or (f"{ORGAN}{year}年政府信息公开工作年度报告",)
        self.preamble = f"本报告统计期限自{year}年1月1日起，至{year}年12月31日止。"
        for number in range(3):
            self.tables.setdefault(number + 2, printed(self.edition, number))

    def text(self) -> str:
        parts = ["\n".join(self.title), "", self.preamble, ""]
        for number in self.order:
            parts.append(self.headings[number - 1])
            if number in self.prose:
                parts.append(self.prose[number])
            if number in self.tables:
                parts.append(as_text(self.tables[number]))
        return "\n".join(parts) + "\n"


def reading(report: Published | str) -> Reading:
    return read("report.txt", (report.text() if isinstance(report, Published) else report).encode())


def found(report: Published | Reading | str, *families: str) -> list[Finding]:
    """What the rules of some families say; figures that only count up break sums, so GX3 is left out."""
    got = report if isinstance(report, Reading) else reading(report)
    return list(check(got, selected(list(families) or ["GX1", "GX2"])).findings)


def ids(findings: list[Finding]) -> list[str]:
    return sorted(finding.rule for finding in findings)


def said(findings: list[Finding]) -> str:
    return "\n".join(f"{finding.rule} {finding.message}" for finding in findings)


def figures(got: Reading, table: str) -> list[str | None]:
    return [cell.raw for address, cell in got.report.cells().items() if address.table == table]


def misplaced(got: Reading, table: str) -> dict[Address, str]:
    """The cells of a table that hold another figure than theirs; one that holds none is not among them."""
    cells = [(address, cell) for address, cell in got.report.cells().items() if address.table == table]
    return {a: c.raw for n, (a, c) in enumerate(cells, 1) if c.state is State.NUMBER and c.raw != str(n)}


def whole(got: Reading, table: str) -> bool:
    """Whether every figure of the table was read, each in its cell."""
    return figures(got, table) == [str(n) for n in range(1, len(figures(got, table)) + 1)]


both_editions = pytest.mark.parametrize("edition", YEARS)
each_table = pytest.mark.parametrize("number", range(3), ids=NAMES)


def body(rows: Rows) -> Iterator[int]:
    """The rows that hold figures."""
    return (index for index, row in enumerate(rows) if row[-1].isdigit())


# The report as it should be


@both_editions
def test_report_on_the_form_is_read_whole_and_nothing_is_said(edition):
    got = reading(Published(edition))
    assert all(whole(got, name) for name in NAMES)
    assert (got.report.organ, got.report.year, got.report.edition) == (ORGAN, YEARS[edition], edition)
    assert got.report.overview == PROSE[1]
    assert got.report.problems == PROSE[5]
    assert got.report.other == PROSE[6]
    assert said(found(got, "GX1", "GX2", "GX5")) == ""


@both_editions
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_encoding_does_not_matter(edition, encoding):
    text = Published(edition).text()
    assert read("a.txt", text.encode(encoding)).report == read("a.txt", text.encode()).report


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_do_not_matter(end):
    text = Published().text()
    assert read("a.txt", text.replace("\n", end).encode()).report == read("a.txt", text.encode()).report


@pytest.mark.parametrize("text", ["购物清单\n鸡蛋\n", "一、总体情况\n无\n", "\t1\n\t2\n\n\t3\n\t4\n"])
def test_other_text_is_no_report(text):
    with pytest.raises(NotAReport):
        reading(text)


# The first real input


def real() -> Reading:
    return read("erqi-2020.txt", REAL.read_bytes())


def line_of(sign: str) -> int:
    """The one line of the real report that begins with a sign."""
    lines = REAL.read_text(encoding="utf-8").split("\n")
    (number,) = [number for number, line in enumerate(lines, 1) if line.strip().startswith(sign)]
    return number


def real_figures() -> list[list[tuple[int, str]]]:
    """Line and text of every figure of the real report, table by table, found without gxreport.

    A row of figures ends with as many cells as there are columns; 本年新 goes on in the next line.
    """
    lines = REAL.read_text(encoding="utf-8").split("\n")
    tables: list[list[tuple[int, str]]] = []
    widths = {"信息": 0, "规章": 3, "规范": 3, "行政许": 3, "其他对": 3, "行政处": 3, "行政强": 3}
    widths |= {"行政事": 2, "政府集": 2}
    starts = ("第二十条第（一）项", "（本列数据", "行政复议")
    row: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("\t"):
            row.append((number, line[1:].strip(" \u3000\xa0")))
            continue
        if not row or line.strip():
            continue
        if len(tables) < 3 and row[0][1].startswith(starts[len(tables)]):
            tables.append([])
        if len(tables) == 1:
            width = next((w for sign, w in widths.items() if row[0][1].startswith(sign)), 0)
            tables[-1] += row[len(row) - width :] if width else []
        elif len(tables) == 2 and re.match("[一二四三]、|（[一二三四五六七]）|[1-8]\\.", _label(row)):
            tables[-1] += row[-7:]
        elif len(tables) == 3 and not any(re.search(r"[\u4e00-\u9fff]", text) for _line, text in row):
            tables[-1] += row
        row = []
    return tables


def _label(row: list[tuple[int, str]]) -> str:
    return next((text for _line, text in reversed(row[:-7]) if text), "")


def test_real_report_has_198_cells_each_read_from_its_line():
    got = real()
    expected = real_figures()
    assert [len(table) for table in expected] == [22, 161, 15]
    for name, table in zip(NAMES, expected, strict=True):
        cells = [(a, cell) for a, cell in got.report.cells().items() if a.table == name]
        assert [(got.figures[a].line, cell.raw) for a, cell in cells] == table


def test_real_report_cells_stand_at_the_place_that_the_reading_gives():
    got = real()
    lines = REAL.read_text(encoding="utf-8").split("\n")
    for address, cell in got.report.cells().items():
        place = got.figures[address]
        text = lines[place.line - 1]
        assert text.startswith("\t")
        if cell.raw:
            assert text[place.column - 1 :][: place.length] == cell.raw
        else:
            assert cell.state is State.BLANK
            assert not text.strip()
    assert len(got.report.cells()) == 198


def test_real_report_is_read_part_by_part():
    report = real().report
    assert report.organ == "二七区工业和信息化局"
    assert (report.year, report.edition, report.title) == (2020, 2019, "")
    assert [heading.section for heading in report.headings] == [1, 2, 3, 4, 5, 6]
    assert report.remarks == ()
    text = REAL.read_text(encoding="utf-8").split("\n")
    assert report.overview.split("\n") == [line.strip() for line in text[3:14]]
    assert report.problems == text[line_of("[bookmark") - 1].strip()
    assert report.other == text[line_of("六、")].strip()
    assert [(name, words) for name, words in report.prose() if "." in name and words] == []


def test_real_report_gets_the_findings_of_its_mistakes_and_no_other():
    findings = check(real(), selected()).findings
    assert {finding.rule for finding in findings if finding.severity is Severity.ERROR} == set()
    warning, note = Severity.WARNING, Severity.NOTE
    assert [(f.rule, f.severity, f.place.line) for f in findings] == [
        ("GX501", warning, 1),
        ("GX207", warning, line_of("（二）依申请")),
        ("GX507", note, line_of("一是加强组织领导")),
        ("GX102", warning, line_of("第二十条第（一）项")),
        ("GX102", warning, line_of("（本列数据")),
        ("GX207", warning, line_of("4、")),
        ("GX102", warning, line_of("行政复议")),
        ("GX211", warning, line_of("[bookmark")),
        ("GX507", note, line_of("[bookmark")),
    ]
    by_rule = {rule: [f for f in findings if f.rule == rule] for rule in Counter(f.rule for f in findings)}
    assert [f.actual for f in by_rule["GX507"]] == ["修定", "公开公开"]
    assert "（1）（二）（3）（四）（5）" in by_rule["GX207"][0].message
    blanks = [[text for _line, text in table].count("") for table in real_figures()]
    for finding, count in zip(by_rule["GX102"], blanks, strict=True):
        assert f" {count} 格" in finding.message
        assert len(finding.related) == count


# Titles


def titled(*lines: str) -> Published:
    return Published(title=lines)


@pytest.mark.parametrize(
    ("lines", "organ", "year"),
    [
        ((f"{ORGAN}2023年政府信息公开工作年度报告",), ORGAN, 2023),
        ((f"{ORGAN}2023年度政府信息公开工作年度报告",), ORGAN, 2023),
        ((f"{ORGAN}2023年政府信息公开年度报告",), ORGAN, 2023),
        ((f"{ORGAN}2023年度政府信息公开工作报告",), ORGAN, 2023),
        ((f"{ORGAN}2023年政府信息公开年报",), ORGAN, 2023),
        ((f"2023年{ORGAN}政府信息公开工作年度报告",), ORGAN, 2023),
        ((f"2023年度{ORGAN}政府信息公开工作年度报告",), ORGAN, 2023),
        ((ORGAN, "2023年政府信息公开工作年度报告"), ORGAN, 2023),
        ((f"{ORGAN}2023年", "政府信息公开工作年度报告"), ORGAN, 2023),
        ((f"{ORGAN}2023年政府信息公开", "工作年度报告"), ORGAN, 2023),
        (("示例市示例区", "工业和信息化局", "2023年政府信息公开工作年度报告"), ORGAN, 2023),
        (("　　示例市示例区工业和信息化局 2023 年　政府信息公开工作年度报告",), ORGAN, 2023),
        (("2023年政府信息公开工作年度报告",), "", 2023),
        ((f"{ORGAN}政府信息公开工作年度报告",), ORGAN, None),
        (("2023年示例区人民政府政府信息公开工作年度报告",), "示例区人民政府", 2023),
        (("示例区信息公开办公室2023年政府信息公开工作年度报告",), "示例区信息公开办公室", 2023),
        (("示例市第28区水利局2023年政府信息公开工作年度报告",), "示例市第28区水利局", 2023),
        (("示例市第 28 区水利局", "2023 年政府信息公开工作年度报告"), "示例市第28区水利局", 2023),
        (("示例市第28区", "水利局", "2023年政府信息公开工作年度报告"), "示例市第28区水利局", 2023),
        (("示例市88中学2023年政府信息公开工作年度报告",), "示例市88中学", 2023),
    ],
)
def test_title_says_organ_and_year(lines, organ, year):
    report = reading(titled(*lines)).report
    assert (report.organ, report.year) == (organ, year)
    assert "".join("".join(lines).split()) in (report.title, f"{organ}{year}年政府信息公开工作年度报告")
    assert report.preamble.startswith("本报告统计期限")


@pytest.mark.parametrize(
    "line",
    [
        f"{ORGAN}政府信息公开工作年度报告（2023年度）",
        f"{ORGAN}政府信息公开工作年度报告(2023年)",
        f"{ORGAN}政府信息公开工作2023年度报告",
        f"{ORGAN}2023年政府信息公开年度工作报告",
        f"{ORGAN}2023年政府信息公开工作情况报告",
    ],
)
def test_title_in_other_words_still_says_organ_and_year(line):
    report = reading(titled(line)).report
    assert (report.organ, report.year) == (ORGAN, 2023)


@pytest.mark.parametrize("line", ["附件", "附件1", "首页", "政府信息公开年报", "示例区政务公开文件"])
def test_line_above_the_title_is_no_part_of_the_organ(line):
    report = reading(titled(line, f"{ORGAN}2023年政府信息公开工作年度报告")).report
    assert (report.organ, report.year) == (ORGAN, 2023)


@pytest.mark.parametrize("line", ["点击12次", "点击数 128", "附件2", "第2页", "第12期"])
def test_number_above_a_title_without_an_organ_is_no_organ(line):
    report = reading(titled(line, "2023年政府信息公开工作年度报告")).report
    assert (report.organ, report.year) == ("", 2023)


@pytest.mark.parametrize("line", ["示例市", "示例市示例区"])
def test_place_above_the_title_is_not_said_twice(line):
    report = reading(titled(line, f"{ORGAN}2023年政府信息公开工作年度报告")).report
    assert (report.organ, report.year) == (ORGAN, 2023)


# Headings


def headed(number: int, heading: str) -> Published:
    report = Published()
    report.headings[number - 1] = heading
    return report


def sections(got: Reading) -> list[int | None]:
    return [heading.section for heading in got.report.headings]


def all_there(got: Reading) -> bool:
    texts = (got.report.overview, got.report.problems, got.report.other)
    return texts == (PROSE[1], PROSE[5], PROSE[6]) and all(whole(got, name) for name in NAMES)


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        (1, "一、 总体情况"),
        (1, "一 、总体情况"),
        (1, "总体情况"),
        (2, "二、行政机关主动公开政府信息的情况"),
        (2, "二、行政机关主动公开政府信息情况"),
        (3, "三、行政机关收到和处理政府信息公开申请的情况"),
        (3, "三、行政机关收到和处理政府信息公开申请情况"),
        (4, "四、因政府信息公开工作被申请行政复议、提起行政诉讼的情况"),
        (4, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        (4, "四、政府信息公开行政复议 、 行政诉讼情况"),
        (5, "五、政府信息公开工作存在的主要问题及改进情况"),
        (6, "六、 其他需要报告的事项 "),
    ],
)
def test_heading_in_the_words_of_form_or_law_is_right(number, heading):
    got = reading(headed(number, heading))
    assert sections(got) == [1, 2, 3, 4, 5, 6]
    assert all_there(got)
    assert said(found(got)) == ""


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        (1, "一、总体情况概述"),
        (1, "一、工作概述"),
        (1, "一、概述"),
        (1, "一、2023年工作回顾"),
        (2, "二、主动公开情况"),
        (2, "二、信息发布情况"),
        (3, "三、依申请公开情况"),
        (4, "四、复议和诉讼"),
        (5, "五、存在问题及改进情况"),
        (5, "五、主要问题和改进措施"),
        (5, "五、困难与打算"),
        (6, "六、其他需要说明的事项"),
        (6, "六、其他事项"),
        (6, "六、需要说明的其他情况"),
    ],
)
def test_heading_in_other_words_is_understood_and_named(number, heading):
    got = reading(headed(number, heading))
    assert sections(got) == [1, 2, 3, 4, 5, 6]
    assert all_there(got)
    (finding,) = found(got)
    assert finding.rule == "GX202"
    assert finding.actual == heading
    assert got.lines[finding.place.line - 1] == heading


@pytest.mark.parametrize(
    "heading", ["一.总体情况", "一．总体情况", "1、总体情况", "1.总体情况", "一、一、总体情况"]
)
def test_numbering_of_a_heading_does_not_hide_its_section(heading):
    got = reading(headed(1, heading))
    assert sections(got) == [1, 2, 3, 4, 5, 6]
    assert all_there(got)
    assert set(ids(found(got))) <= {"GX202", "GX207"}


def test_heading_with_arabic_number_is_one_finding():
    assert ids(found(headed(4, "4、政府信息公开行政复议、行政诉讼情况"))) == ["GX207"]


def test_report_numbered_in_arabic_throughout_is_one_finding():
    report = Published()
    report.headings = [f"{n}、{heading[2:]}" for n, heading in enumerate(HEADINGS, 1)]
    got = reading(report)
    assert all_there(got)
    assert ids(found(got)) == ["GX207"]


@pytest.mark.parametrize("number", range(1, 7))
def test_missing_section_is_one_finding_and_the_numbers_move_up(number):
    report = Published(order=tuple(n for n in range(1, 7) if n != number))
    for position, left in enumerate(report.order):
        report.headings[left - 1] = "一二三四五六"[position] + HEADINGS[left - 1][1:]
    got = reading(report)
    assert sections(got) == list(report.order)
    (finding,) = found(got)
    assert finding.rule == "GX201"
    assert HEADINGS[number - 1] in finding.message


@pytest.mark.parametrize("number", range(1, 7))
def test_missing_section_is_one_finding_where_the_numbers_stay(number):
    got = reading(Published(order=tuple(n for n in range(1, 7) if n != number)))
    assert ids(found(got)) == ["GX201"]


@pytest.mark.parametrize(("first", "second"), [(5, 6), (2, 3), (3, 4)])
def test_sections_out_of_order_are_read_and_named(first, second):
    order = [1, 2, 3, 4, 5, 6]
    order[first - 1], order[second - 1] = second, first
    got = reading(Published(order=tuple(order)))
    assert all_there(got)
    assert set(ids(found(got))) == {"GX202"}


def test_heading_at_a_loose_end_names_its_own_line():
    report = Published(prose={5: PROSE[5], 6: PROSE[6]})
    got = reading(report)
    (finding,) = found(got)
    assert finding.rule == "GX201"
    assert got.lines[finding.place.line - 1] == HEADINGS[0]


@pytest.mark.parametrize(
    "subheadings",
    [
        ("1.主动公开情况", "2.依申请公开情况"),
        ("1、主动公开情况", "2、依申请公开情况"),
        ("（一）主动公开情况", "（二）依申请公开情况"),
        ("（1）主动公开情况", "（2）依申请公开情况"),
        ("主动公开情况", "依申请公开情况"),
        ("（一）政府信息主动公开情况", "（二）依申请公开政府信息情况"),
        ("一、主动公开情况", "二、依申请公开情况"),
        ("一、主动公开", "二、依申请公开"),
    ],
)
def test_subheadings_of_the_overview_are_no_sections(subheadings):
    one, two = subheadings
    report = Published()
    report.prose[1] = f"{one}\n{FIVE}\n{two}\n未收到申请。"
    got = reading(report)
    assert got.report.overview == report.prose[1]
    assert [heading.text for heading in got.report.headings] == list(HEADINGS)
    assert said(found(got)) == ""


def test_numbered_points_of_the_last_sections_are_no_sections():
    report = Published()
    report.prose[5] = "一、存在的问题\n更新不及时。\n二、改进措施\n逐月核对。"
    got = reading(report)
    assert got.report.problems == report.prose[5]
    assert said(found(got)) == ""


@pytest.mark.parametrize("lines", [HEADINGS, ("目录", *HEADINGS), tuple(f"{h}……3" for h in HEADINGS)])
def test_list_of_contents_is_no_section(lines):
    text = Published().text().replace("\n一、总体情况\n", "\n".join(["", *lines, "", "一、总体情况", ""]), 1)
    got = reading(text)
    assert sections(got) == [1, 2, 3, 4, 5, 6]
    assert all_there(got)


def test_section_that_the_form_does_not_have_is_named_and_its_text_kept():
    text = Published().text() + "七、信息处理费收取情况\n全年未收取信息处理费。\n"
    got = reading(text)
    (finding,) = found(got)
    assert finding.rule == "GX202"
    assert "七、信息处理费收取情况" in finding.message
    assert "全年未收取信息处理费。" in got.report.other


@pytest.mark.parametrize(
    "heading", ["六、其他需要报告的事项：无", "六、其他需要报告的事项：无。", "六、其他需要报告的事项　无"]
)
def test_text_on_the_line_of_its_heading_hides_no_section(heading):
    report = headed(6, heading)
    del report.prose[6]
    assert "GX201" not in ids(found(report))


@pytest.mark.parametrize("heading", ["一、总体情况。", "一、总体情况："])
def test_stop_after_a_heading_hides_no_section(heading):
    got = reading(headed(1, heading))
    assert sections(got) == [1, 2, 3, 4, 5, 6]
    assert all_there(got)


def test_text_around_a_table_stays_with_the_table():
    report = Published()
    report.prose[3] = "本年度申请情况如下。"
    text = report.text().replace("四、政府", "注：含上年结转。\n四、政府")
    got = reading(text)
    assert got.report.requests.intro == "本年度申请情况如下。"
    assert got.report.requests.note == "注：含上年结转。"
    assert all(whole(got, name) for name in NAMES)
    assert said(found(got)) == ""


def test_paragraph_led_by_a_tab_is_no_table():
    report = Published()
    report.prose[1] = f"\t2023年，我局公开信息86条，办理申请3件。\n\t{FIVE}"
    got = reading(report)
    assert got.report.overview.split() == report.prose[1].split()
    assert said(found(got)) == ""


def test_table_of_another_matter_is_no_line_of_the_form():
    report = Published()
    report.prose[1] += "\n" + as_text([["公开渠道", "条数"], ["门户网站", "60"], ["政务新媒体", "26"]])
    got = reading(report)
    assert all(whole(got, name) for name in NAMES)
    assert "GX206" not in ids(found(got))


# Labels


def relabelled(edition: int, number: int, old: str, new: str) -> Published:
    report = Published(edition)
    rows = report.tables[number + 2]
    hits = [(r, c) for r, row in enumerate(rows) for c, text in enumerate(row) if text == old]
    assert hits, old
    for r, c in hits:
        rows[r][c] = new
    return report


@pytest.mark.parametrize(
    ("edition", "number", "old", "new"),
    [
        (2021, 0, "行政规范性文件", "规范性文件"),
        (2019, 0, "规范性文件", "行政规范性文件"),
        (2021, 0, "现行有效件数", "现行有效件"),
        (2021, 0, "行政事业性收费", "行政事业型收费"),
        (2019, 0, "行政事业性收费", "行政事业型收费"),
        (2021, 0, "本年收费金额（单位：万元）", "本年收费金额"),
        (2021, 1, "二、上年结转政府信息公开申请数量", "二、上年结转政府信息公开数量"),
        (2019, 1, "二、上年结转政府信息公开申请数量", "二、上年结转政府信息公开数量"),
        (2021, 1, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
        (2021, 1, "2.没有现成信息需要另行制作", "2.没有现成信息需另行制作"),
        (2021, 1, "（七）总计", "（七）合计"),
        (2021, 1, "总计", "合计"),
        (2019, 1, "总计", "合计"),
        (2021, 1, "社会公益组织", "公益组织"),
    ],
)
def test_altered_label_is_one_finding_and_the_figures_are_used(edition, number, old, new):
    got = reading(relabelled(edition, number, old, new))
    assert whole(got, NAMES[number])
    (finding,) = found(got)
    assert finding.rule == "GX205"
    assert (finding.actual, finding.expected) == (new, old)
    assert new in got.lines[finding.place.line - 1]


@pytest.mark.parametrize(
    ("edition", "old", "new"),
    [(2021, "本年处理决定数量", "本年处理绝对数量"), (2019, "本年增/减", "本年增/")],
)
def test_altered_heading_of_several_blocks_is_named_and_the_figures_are_used(edition, old, new):
    got = reading(relabelled(edition, 0, old, new))
    assert whole(got, "disclosure")
    findings = found(got)
    assert set(ids(findings)) == {"GX205"}
    assert {(f.actual, f.expected) for f in findings} == {(new, old)}


@pytest.mark.parametrize(("old", "new"), [("总计", "合计"), ("结果维持", "维持"), ("尚未审结", "未审结")])
def test_altered_heading_of_the_last_table_is_named(old, new):
    got = reading(relabelled(2021, 2, old, new))
    assert misplaced(got, "reviews") == {}
    assert set(ids(found(got))) & {"GX205", "GX206", "GX203"}


SILENT = [
    (2021, 1, "商业企业", "商业 企业"),
    (2021, 1, "商业企业", "商业\n企业"),
    (2021, 1, "自然人", "自\n然\n人"),
    (2021, 1, "自然人", "自　然　人"),
    (2021, 1, "总计", "总\xa0计"),
    (2021, 1, "社会公益组织", "社会\n公益\n组织"),
    (2021, 1, "（一）予以公开", "(一)予以公开"),
    (2021, 1, "1.属于国家秘密", "1、属于国家秘密"),
    (2021, 1, "1.属于国家秘密", "1．属于国家秘密"),
    (2021, 1, "1.属于国家秘密", "1. 属于国家秘密"),
    (2021, 1, "3.危及“三安全一稳定”", '3.危及"三安全一稳定"'),
    (2021, 1, "3.危及“三安全一稳定”", "3.危及「三安全一稳定」"),
    (2021, 1, "一、本年新收政府信息公开申请数量", "一、本年新收政府\n信息公开申请数量"),
    (2021, 0, "第二十条第（一）项", "第二十条第(一)项"),
    (2021, 0, "第二十条第（一）项", "第二十条  第（一）项"),
    (2021, 0, "第二十条第（一）项", "第二十条（一）项"),
    (2021, 0, "第二十条第（一）项", "第二十条第〔一〕项"),
    (2021, 0, "本年收费金额（单位：万元）", "本年收费金额(单位:万元)"),
    (2021, 0, "本年收费金额（单位：万元）", "本年收费金额\n（单位：万元）"),
    (2019, 0, "本年新制作数量", "本年新\n制作数量"),
    (2019, 0, "本年增/减", "本年增／减"),
    (2021, 2, "未经复议直接起诉", "未经复议\n直接起诉"),
    (2021, 2, "结果维持", "结果\n维持"),
]


@pytest.mark.parametrize(("edition", "number", "old", "new"), SILENT)
def test_blanks_breaks_and_width_of_labels_do_not_matter(edition, number, old, new):
    got = reading(relabelled(edition, number, old, new))
    assert whole(got, NAMES[number])
    assert said(found(got)) == ""


def test_balance_sentence_over_two_cells_does_not_matter():
    report = Published()
    rows = report.tables[3]
    rows[0] = ["（本列数据的勾稽关系为：第一项加第二项之和，", "申请人情况"]
    rows[1][0] = "等于第三项加第四项之和）"
    got = reading(report)
    assert whole(got, "requests")
    assert said(found(got)) == ""


def test_total_in_the_third_row_of_the_heading_does_not_matter():
    report = Published()
    rows = report.tables[3]
    assert (rows[1][-1], rows[2][-1]) == ("总计", "")
    rows[1][-1], rows[2][-1] = "", "总计"
    got = reading(report)
    assert whole(got, "requests")
    assert said(found(got)) == ""


@both_editions
def test_missing_captions_lose_no_figure(edition):
    report = Published(edition)
    report.tables[2] = [row for row in report.tables[2] if not row[0].startswith("第二十条")]
    got = reading(report)
    assert whole(got, "disclosure")


@both_editions
@pytest.mark.parametrize("ordinal", range(1, 4))
def test_one_missing_caption_loses_no_figure(edition, ordinal):
    report = Published(edition)
    captions = [row for row in report.tables[2] if row[0].startswith("第二十条")]
    report.tables[2].remove(captions[ordinal])
    got = reading(report)
    assert whole(got, "disclosure")


@both_editions
def test_empty_cells_beside_captions_and_figures_do_not_matter(edition):
    report = Published(edition)
    report.tables[2] = [row + [""] * (4 - len(row)) for row in report.tables[2]]
    got = reading(report)
    assert whole(got, "disclosure")
    assert said(found(got)) == ""


# Lines that are missing, added or moved


def cells_of(row: list[str]) -> int:
    """Where the figures of a row begin."""
    return next(index for index in range(len(row)) if all(text.isdigit() for text in row[index:]))


def is_total(row: list[str]) -> bool:
    return "总计" in row[cells_of(row) - 1]


@both_editions
@pytest.mark.parametrize("number", [0, 1], ids=NAMES[:2])
def test_deleted_row_is_one_finding_and_no_other_figure_is_lost(edition, number):
    rows = printed(edition, number)
    for index in body(rows):
        report = Published(edition, tables={number + 2: rows[:index] + rows[index + 1 :]})
        got = reading(report)
        gone = rows[index][cells_of(rows[index]) :]
        all_of_them = range(1, len(figures(got, NAMES[number])) + 1)
        kept = [None if str(n) in gone else str(n) for n in all_of_them]
        assert figures(got, NAMES[number]) == kept
        assert ids(found(got)) == ["GX206"], rows[index]


@both_editions
@pytest.mark.parametrize("number", [0, 1], ids=NAMES[:2])
def test_doubled_row_is_one_finding_and_no_figure_is_lost(edition, number):
    rows = printed(edition, number)
    for index in body(rows):
        report = Published(edition, tables={number + 2: rows[: index + 1] + rows[index:]})
        got = reading(report)
        assert whole(got, NAMES[number])
        assert ids(found(got)) == ["GX206"], rows[index]


@both_editions
@pytest.mark.parametrize(
    ("number", "label"),
    [(0, "行政裁决"), (0, "行政征收"), (1, "其中：网上申请"), (1, "（八）转办"), (1, "小计")],
)
def test_added_row_is_one_finding_and_no_figure_is_lost(edition, number, label):
    rows = printed(edition, number)
    for index in list(body(rows)):
        start = cells_of(rows[index])
        added = [""] * (start - 1) + [label] + ["9999"] * (len(rows[index]) - start)
        got = reading(
            Published(edition, tables={number + 2: [*rows[: index + 1], added, *rows[index + 1 :]]})
        )
        assert whole(got, NAMES[number])
        (finding,) = found(got)
        assert finding.rule == "GX206"
        assert label in finding.message


@both_editions
def test_rows_that_changed_places_keep_their_figures(edition):
    rows = printed(edition, 1)
    for one, two in pairwise(body(rows)):
        swapped = [list(row) for row in rows]
        a, b = cells_of(rows[one]) - 1, cells_of(rows[two]) - 1
        swapped[one][a:], swapped[two][b:] = rows[two][b:], rows[one][a:]
        assert whole(reading(Published(edition, tables={3: swapped})), "requests")


@both_editions
def test_rows_that_changed_places_in_one_block_keep_their_figures(edition):
    rows = printed(edition, 0)
    for index in range(len(rows) - 1):
        if rows[index][-1].isdigit() and rows[index + 1][-1].isdigit():
            swapped = [*rows[:index], rows[index + 1], rows[index], *rows[index + 2 :]]
            assert whole(reading(Published(edition, tables={2: swapped})), "disclosure")


def without_column(rows: Rows, column: int) -> Rows:
    """The table of applications without a column, its heading and all its figures."""
    name = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"][column]
    kept = []
    for index, row in enumerate(rows):
        if row[-1].isdigit():
            start = cells_of(row)
            kept.append(row[: start + column] + row[start + column + 1 :])
        elif name in row:
            kept.append([text for text in row if text != name])
        elif index == 2 and name in ("自然人", "总计"):
            kept.append(row[:1] + row[2:] if name == "自然人" else row[:-1])
        else:
            kept.append(row)
    return kept


@both_editions
@pytest.mark.parametrize("column", range(7))
def test_deleted_column_is_said_and_no_figure_stands_in_a_wrong_cell(edition, column):
    got = reading(Published(edition, tables={3: without_column(printed(edition, 1), column)}))
    assert misplaced(got, "requests") == {}
    assert set(ids(found(got))) & {"GX203", "GX206"}


@both_editions
@pytest.mark.parametrize("column", range(7))
def test_deleted_column_is_not_said_a_hundred_times(edition, column):
    report = Published(edition, tables={3: without_column(printed(edition, 1), column)})
    assert len(found(report)) <= 3


@both_editions
@pytest.mark.parametrize("blank", range(7))
def test_added_column_puts_no_figure_in_a_wrong_cell(edition, blank):
    rows = printed(edition, 1)
    for row in rows:
        if row[-1].isdigit():
            row[cells_of(row) + blank] = ""
    rows = [[*row, {0: "备注"}.get(index, "")] for index, row in enumerate(rows)]
    got = reading(Published(edition, tables={3: rows}))
    assert misplaced(got, "requests") == {}
    assert "GX206" in ids(found(got))


@both_editions
@pytest.mark.parametrize(
    ("one", "two"), [("商业企业", "科研机构"), ("自然人", "总计"), ("社会公益组织", "其他")]
)
def test_figures_do_not_go_below_headings_that_changed_places(edition, one, two):
    rows = [[{one: two, two: one}.get(text, text) for text in row] for row in printed(edition, 1)]
    got = reading(Published(edition, tables={3: rows}))
    columns = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    for position, raw in enumerate(figures(got, "requests")):
        column, first = columns[position % 7], position - position % 7
        heading = {one: two, two: one}.get(column, column)
        assert raw in (None, str(first + columns.index(heading) + 1))
    assert set(ids(found(got))) & {"GX203", "GX205", "GX206"}


def test_figures_of_blocks_follow_headings_that_changed_places():
    rows = printed(2021, 0)
    names = {"本年制发件数": "现行有效件数", "现行有效件数": "本年制发件数"}
    rows[1] = [names.get(text, text) for text in rows[1]]
    got = reading(Published(tables={2: rows}))
    assert figures(got, "disclosure")[:6] in (["3", "2", "1", "6", "5", "4"], [None] * 6)


@pytest.mark.parametrize("column", [1, 2, 3])
@pytest.mark.parametrize("new", ["", "备注", "本年制发件数"])
def test_heading_that_names_no_column_lends_it_no_figure(column, new):
    rows = printed(2021, 0)
    right = ["1", "2", "3", "4", "5", "6"]
    if rows[1][column] == new:
        return
    rows[1][column] = new
    got = reading(Published(tables={2: rows}))
    for raw, mine in zip(figures(got, "disclosure"), right, strict=False):
        assert raw in (None, mine)
    if new:
        assert set(ids(found(got))) & {"GX203", "GX205", "GX206"}


@pytest.mark.parametrize("column", [1, 2, 3])
def test_deleted_column_of_a_block_is_said_and_no_figure_stands_in_a_wrong_cell(column):
    rows = printed(2021, 0)
    for index in (1, 2, 3):
        del rows[index][column]
    got = reading(Published(tables={2: rows}))
    assert misplaced(got, "disclosure") == {}
    assert ids(found(got)) == ["GX206"]


def test_heading_row_of_a_block_that_lost_one_cell_lends_no_wrong_figure():
    rows = printed(2021, 0)
    del rows[1][2]
    got = reading(Published(tables={2: rows}))
    assert misplaced(got, "disclosure") == {}
    assert set(ids(found(got))) & {"GX203", "GX205", "GX206"}


def test_row_that_lost_one_cell_lends_no_wrong_figure():
    for index in body(printed(2021, 1)):
        rows = printed(2021, 1)
        del rows[index][cells_of(rows[index]) + 2]
        got = reading(Published(tables={3: rows}))
        assert misplaced(got, "requests") == {}
        assert "GX206" in ids(found(got))


@pytest.mark.parametrize("filled", ["9999", ""])
def test_row_that_got_a_cell_too_many_lends_no_wrong_figure(filled):
    for index in body(printed(2021, 1)):
        rows = printed(2021, 1)
        start = cells_of(rows[index])
        rows[index][start] = ""
        rows[index].insert(start + 3, filled)
        got = reading(Published(tables={3: rows}))
        assert misplaced(got, "requests") == {}


def test_table_without_column_headings_gives_no_figure_unsaid():
    report = Published(tables={3: printed(2021, 1)[3:]})
    assert set(ids(found(report))) & {"GX203", "GX206"}


# The last table: all figures in one line


def swapped_last(row: int, one: int, two: int) -> Published:
    rows = printed(2021, 2)
    rows[row][one], rows[row][two] = rows[row][two], rows[row][one]
    return Published(tables={4: rows})


@pytest.mark.parametrize(("row", "one", "two"), [(2, 5, 6), (1, 0, 1), (2, 9, 8)])
def test_figures_of_the_last_table_do_not_go_below_headings_that_changed_places(row, one, two):
    got = reading(swapped_last(row, one, two))
    order = list(range(1, 16))
    order[one], order[two] = order[two], order[one]
    by_heading = [str(n) for n in order]
    assert figures(got, "reviews") in (by_heading, [None] * 15)
    assert set(ids(found(got))) & {"GX203", "GX205", "GX206"}


def test_groups_of_the_last_table_that_changed_places_keep_their_figures():
    got = reading(swapped_last(1, 5, 6))
    moved = [*range(1, 6), *range(11, 16), *range(6, 11)]
    assert figures(got, "reviews") in ([str(n) for n in moved], [None] * 15)


def test_headings_of_the_last_table_may_stand_in_its_lowest_heading_line():
    rows = printed(2021, 2)
    outcomes = rows[1][:5]
    rows[1][:5], rows[2][:5] = [""] * 5, outcomes
    got = reading(Published(tables={4: rows}))
    assert whole(got, "reviews")
    assert said(found(got)) == ""


@each_table
def test_empty_column_before_the_labels_does_not_matter(number):
    got = reading(Published(tables={number + 2: [["", *row] for row in printed(2021, number)]}))
    assert whole(got, NAMES[number])
    assert said(found(got)) == ""


def test_heading_lines_said_again_on_the_next_page_do_not_matter():
    rows = printed(2021, 1)
    got = reading(Published(tables={3: [*rows[:12], *rows[:3], *rows[12:]]}))
    assert whole(got, "requests")
    assert said(found(got)) == ""


@pytest.mark.parametrize("again", [0, 3], ids=["heading said once", "heading said again"])
def test_table_cut_by_the_end_of_a_page_is_one_table(again):
    rows = printed(2021, 1)
    cut = as_text(rows[:12]) + "— 5 —\n" + as_text(rows[:again] + rows[12:])
    got = reading(Published().text().replace(as_text(rows), cut))
    assert whole(got, "requests")
    assert "GX204" not in ids(found(got))


@pytest.mark.parametrize("column", range(15))
def test_last_table_that_lost_a_figure_gives_no_wrong_one(column):
    rows = printed(2021, 2)
    del rows[3][column]
    got = reading(Published(tables={4: rows}))
    assert misplaced(got, "reviews") == {}
    assert set(ids(found(got))) & {"GX203", "GX206"}


@pytest.mark.parametrize("nothing", ["", " ", "　", "\xa0"])
def test_last_table_all_blank_is_blank_and_not_missing(nothing):
    rows = printed(2021, 2)
    rows[3] = [nothing] * 15
    got = reading(Published(tables={4: rows}))
    assert figures(got, "reviews") == [""] * 15
    assert ids(found(got)) == ["GX102"]


@pytest.mark.parametrize("mark", ["/", "-", "—", "无"])
def test_last_table_all_marks_is_marks_and_not_missing(mark):
    rows = printed(2021, 2)
    rows[3] = [mark] * 15
    got = reading(Published(tables={4: rows}))
    assert figures(got, "reviews") == [mark] * 15
    assert ids(found(got)) == ["GX103"]


@both_editions
@pytest.mark.parametrize("number", [0, 1], ids=NAMES[:2])
@pytest.mark.parametrize(("nothing", "rule"), [("", "GX102"), ("/", "GX103"), ("\xa0", "GX102")])
def test_table_all_blank_is_blank_and_not_missing(edition, number, nothing, rule):
    rows = [[nothing if text.isdigit() else text for text in row] for row in printed(edition, number)]
    got = reading(Published(edition, tables={number + 2: rows}))
    assert set(figures(got, NAMES[number])) == {nothing.strip()}
    assert ids(found(got)) == [rule]


# Editions


def mixed(edition: int, *wrong: int) -> Published:
    other = next(e for e in YEARS if e != edition)
    return Published(edition, tables={number + 2: printed(other, number) for number in wrong})


@both_editions
@pytest.mark.parametrize("wrong", [(0,), (1,), (0, 1), (0, 1, 2)])
def test_tables_of_another_edition_are_read_and_named(edition, wrong):
    got = reading(mixed(edition, *wrong))
    other = next(e for e in YEARS if e != edition)
    assert got.report.edition == edition
    for number, table in enumerate(got.report.tables[:2]):
        assert layout(type(table)).edition == (other if number in wrong else edition)
    assert all(whole(got, name) for name in NAMES)
    (finding,) = found(got)
    assert finding.rule == "GX204"
    assert finding.severity is (Severity.ERROR if edition == 2021 else Severity.WARNING)
    named = [finding.address, *(related.address for related in finding.related)]
    assert named == [Address(NAMES[number]) for number in wrong if number < 2]


def test_title_without_a_year_leaves_the_edition_to_the_tables():
    for edition in YEARS:
        report = Published(edition, title=(f"{ORGAN}政府信息公开工作年度报告",))
        got = reading(report)
        assert (got.report.year, got.report.edition) == (None, edition)
        assert all(whole(got, name) for name in NAMES)


# Tables that are not there


@both_editions
@each_table
def test_missing_table_is_one_finding_at_its_heading(edition, number):
    report = Published(edition)
    del report.tables[number + 2]
    report.prose[number + 2] = "详见附件。"
    got = reading(report)
    (finding,) = found(got)
    assert (finding.rule, finding.severity) == ("GX203", Severity.ERROR)
    assert got.lines[finding.place.line - 1] == HEADINGS[number + 1]
    assert all(whole(got, name) for name in NAMES if name != NAMES[number])


@each_table
def test_table_that_stands_twice_is_named(number):
    report = Published()
    report.tables[number + 2] = printed(2021, number)
    text = report.text().replace(
        HEADINGS[number + 2], "再列一次：\n" + as_text(printed(2021, number)) + HEADINGS[number + 2]
    )
    got = reading(text)
    assert whole(got, NAMES[number])
    (finding,) = found(got)
    assert finding.rule == "GX206"
    assert "表出现了两次，数都相同" in finding.message


@each_table
def test_second_table_with_another_figure_says_which(number):
    again = printed(2021, number)
    line, at = next((row, at) for row in again for at, cell in enumerate(row) if cell == "5")
    line[at] = "505"
    text = (
        Published()
        .text()
        .replace(HEADINGS[number + 2], "再列一次：\n" + as_text(again) + HEADINGS[number + 2])
    )
    got = reading(text)
    (finding,) = found(got)
    assert f"数不同的有“{got.report.label(address_of(got, NAMES[number]))}”" in finding.message


def address_of(got: Reading, name: str) -> Address:
    """The cell of a table that was read as 5, or as 505."""
    cells = got.report.cells()
    return next(a for a in cells if a.table == name and cells[a].raw in ("5", "505"))


def with_block(edition: int, *blocks: int) -> Published:
    """The first table with blocks that are printed, and filled, as the other edition has them."""
    other = next(e for e in YEARS if e != edition)
    parts = {e: split(printed(e, 0)) for e in YEARS}
    own = parts[edition]
    for block in blocks:
        own[block] = parts[other][block]
    return Published(edition, tables={2: [row for part in own for row in part]})


def split(rows: Rows) -> list[Rows]:
    starts = [at for at, row in enumerate(rows) if row[0].startswith("第二十条")]
    return [rows[start:end] for start, end in pairwise([*starts, len(rows)])]


@both_editions
def test_block_of_another_edition_is_one_finding_that_names_it(edition):
    got = reading(with_block(edition, 0))
    (finding,) = found(got)
    assert (finding.rule, finding.severity) == (
        "GX204",
        Severity.ERROR if edition == 2021 else Severity.WARNING,
    )
    for words in ("规章", "规范性文件", "本年新制作数量", "本年制发件数"):
        assert words in finding.message
    assert got.lines[finding.place.line - 1].strip() in ("本年新制作数量", "本年制发件数")
    unread = [address for address, cell in got.report.cells().items() if cell.state is State.MISSING]
    assert {address.row for address in unread} == {"regulations", "normative_documents"}


def test_each_block_of_another_edition_has_its_finding():
    first, second = found(reading(with_block(2021, 1, 2)))
    assert {first.rule, second.rule} == {"GX204"}
    assert "行政处罚" in second.message


def test_rows_that_the_other_edition_alone_has_are_named_too():
    report = with_block(2021)
    purchases = split(printed(2019, 0))[-1]
    report.tables[2] += purchases
    got = reading(report)
    (finding,) = found(got)
    assert finding.rule == "GX204"
    assert "采购项目数量、采购总金额" in finding.message
    assert whole(got, "disclosure")


def test_headings_that_no_edition_has_are_not_taken_for_another_edition():
    report = Published()
    renamed = {"本年制发件数": "本年新做数量"}
    report.tables[2] = [[renamed.get(cell, cell) for cell in row] for row in report.tables[2]]
    assert "GX204" not in ids(found(report))


# What stands in cells


@pytest.mark.parametrize(
    ("written", "raw", "state", "rules"),
    [
        ("12", "12", State.NUMBER, []),
        (" 12 ", "12", State.NUMBER, []),
        ("　12\xa0", "12", State.NUMBER, []),
        ("12件", "12件", State.NUMBER, ["GX105"]),
        ("22（其中修订16件）", "22（其中修订16件）", State.NUMBER, ["GX105"]),
        ("1,234", "1,234", State.NUMBER, ["GX105"]),
        ("１２", "１２", State.NUMBER, ["GX105"]),
        ("1\n2", "1\n2", State.TEXT, ["GX101"]),
        ("12\n件", "12\n件", State.NUMBER, ["GX105"]),
        ("若干", "若干", State.TEXT, ["GX101"]),
        ("", "", State.BLANK, ["GX102"]),
        ("\xa0", "", State.BLANK, ["GX102"]),
        ("　", "", State.BLANK, ["GX102"]),
        ("/", "/", State.MARK, ["GX103"]),
        ("-", "-", State.MARK, ["GX103"]),
        ("—", "—", State.MARK, ["GX103"]),
        ("无", "无", State.MARK, ["GX103"]),
        ("-3", "-3", State.NUMBER, ["GX104"]),
        ("? 0", "? 0", State.NUMBER, ["GX105"]),
    ],
)
@each_table
def test_text_of_a_cell_is_kept_as_written(number, written, raw, state, rules):
    rows = printed(2021, number)
    at = next(iter(body(rows)))
    rows[at][cells_of(rows[at])] = written
    got = reading(Published(tables={number + 2: rows}))
    cell = next(cell for address, cell in got.report.cells().items() if address.table == NAMES[number])
    assert (cell.raw, cell.state) == (raw, state)
    others = figures(got, NAMES[number])[1:]
    assert others == [str(n) for n in range(2, len(others) + 2)]
    # The figures only count up, so a blank among applications breaks a sum, and GX305 tells of it.
    told_by_sums = state is State.BLANK and number == 1
    assert ids(found(got)) == ([] if told_by_sums else rules)


# Any damage


Damage = Callable[[list[str], int], list[str]]
DAMAGE: dict[str, Damage] = {
    "line lost": lambda lines, at: lines[:at] + lines[at + 1 :],
    "line doubled": lambda lines, at: lines[: at + 1] + lines[at:],
    "line emptied": lambda lines, at: [*lines[:at], "", *lines[at + 1 :]],
    "cell emptied": lambda lines, at: [*lines[:at], "\t" if lines[at][:1] == "\t" else "", *lines[at + 1 :]],
}


@both_editions
@each_table
@pytest.mark.parametrize("damage", DAMAGE)
def test_one_damaged_line_puts_no_figure_in_a_wrong_cell(edition, number, damage):
    """A line of the table is lost, doubled or emptied; of the long table each kind of damage hits a third."""
    first, step = (list(DAMAGE).index(damage) % 3, 3) if number == 1 else (0, 1)
    lines = Published(edition, order=(number + 2,)).text().split("\n")
    for at in range(lines.index(HEADINGS[number + 1]) + 1 + first, len(lines), step):
        got = reading("\n".join(DAMAGE[damage](lines, at)))
        wrong = misplaced(got, NAMES[number])
        assert wrong == {}, (lines[at], wrong)


WHOLE = "甲局2023年政府信息公开工作年度报告"
BODY = "<h2>一、总体情况</h2><p>全年公开。</p><h2>二、主动公开政府信息情况</h2><p>见下表。</p>"


@pytest.mark.parametrize(
    ("name", "head", "heading", "expected"),
    [
        ("甲局2023年政府信息公开工作年度报告.html", "", "政府信息公开工作年度报告", ("甲局", 2023)),
        ("a.html", f"<title>{WHOLE}_甲市人民政府</title>", "2023年政府信息公开工作年度报告", ("甲局", 2023)),
        ("a.html", f'<meta name="ArticleTitle" content="{WHOLE}">', "甲局政府信息公开年报", ("甲局", 2023)),
        ("乙局2022年政府信息公开工作年度报告.html", "", "2023年政府信息公开工作年度报告", ("", 2023)),
        ("乙局2022年政府信息公开工作年度报告.html", "", "甲局2023年政府信息公开工作年度报告", ("甲局", 2023)),
    ],
)  # fmt: skip
def test_what_the_title_lacks_is_taken_from_where_else_it_is_said(name, head, heading, expected):
    page = f"<html><head>{head}</head><body><h1>{heading}</h1>{BODY}</body></html>"
    reading = read(name, page.encode())
    assert (reading.report.organ, reading.report.year) == expected
    assert bool(reading.asides) == (expected == ("甲局", 2023) and not heading.startswith("甲局2023"))


@pytest.mark.parametrize("note", ["（县级无此项）", "(历史累计)", " （件）"])
@pytest.mark.parametrize("label", ["规章", "现行有效件数", "上年结转政府信息公开申请数量"])
def test_note_behind_a_label_does_not_make_it_another(label, note):
    report = Published(2021)
    for rows in report.tables.values():
        for row in rows:
            row[:] = [cell + note if cell.endswith(label) else cell for cell in row]
    got = reading(report)
    assert all(whole(got, table) for table in NAMES)
    assert ids(found(got)) == ["GX205"]


# Text from Word with a bar between its cells


def with_bars(report: Published, lost: Callable[[int], bool]) -> str:
    """A report with a bar on a line of its own after each cell; the nth figure is `lost` with its bar."""
    lines = []
    number = 0
    for line in report.text().split("\n"):
        if not line.startswith("\t"):
            lines += [line] if line else []
        elif cell := line.strip():
            number += cell.isdigit()
            lines += [] if cell.isdigit() and lost(number) else [cell, "|"]
    return "\n".join(lines)


def test_table_with_a_bar_after_each_cell_is_read_whole():
    got = reading(with_bars(Published(), lambda _number: False))
    assert all(whole(got, name) for name in NAMES)


def test_table_of_which_many_lines_are_unread_is_one_finding():
    chosen = random.Random(3)
    text = with_bars(Published(), lambda number: number > 8 and chosen.random() < 0.3)
    (finding,) = (f for f in found(text) if f.rule == "GX206" and "申请办理" in f.message)
    first, last = map(int, re.search(r"第 (\d+) 行至第 (\d+) 行", finding.message).groups())
    assert finding.place.line == first < last <= len(text.split("\n"))
    assert not misplaced(reading(text), "requests")
    assert len(found(text)) < 12


def test_figure_without_a_label_is_named_by_its_line():
    rows = printed(2021, 1)
    index = next(body(rows))
    text = Published(tables={3: [*rows[: index + 1], ["", "", "9999"], *rows[index + 1 :]]}).text()
    messages = [f.message for f in found(text) if f.rule == "GX206"]
    assert len(messages) == 1
    line = text.split("\n").index("\t9999") + 1
    assert messages == [f"第 {line} 行的“9999”不知道属于哪一格，没有读入"]

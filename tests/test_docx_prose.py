"""Prose with mark-up in a Word document, and how it is read back."""

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from hypothesis import given, settings
from hypothesis import strategies as st

from gxreport.markup import blocks, written
from gxreport.model import Report
from gxreport.readers import read
from gxreport.renderers.docx import render
from gxreport.renderers.pdf.tables import text_table
from gxreport.renderers.titlelines import title_lines

EXAMPLE = Path(__file__).parent.parent / "examples" / "report-2023.yaml"


def reported(overview: str) -> Report:
    report = read(EXAMPLE.name, EXAMPLE.read_bytes(), None).report
    return report.model_copy(update={"overview": overview})


def opened(overview: str) -> Document:
    return docx.Document(io.BytesIO(render(reported(overview))))


def read_back(overview: str) -> str | None:
    return read("report.docx", render(reported(overview))).report.overview


def styled(overview: str) -> list[tuple[str, str]]:
    """Style and text of the paragraphs of 总体情况."""
    found = [(p.style.name, p.text) for p in opened(overview).paragraphs]
    start = [text for _style, text in found].index("一、总体情况")
    end = [text for _style, text in found].index("二、主动公开政府信息情况")
    return found[start + 1 : end]


def prose_table(overview: str) -> Table:
    return opened(overview).tables[0]


def widths(table: Table) -> list[int]:
    return [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]


TABLE = "| 类别 | 件数 |\n| --- | --- |\n| 解读 | 3 |"


def test_bold_words_have_a_style_and_no_type_of_their_own():
    paragraph = next(p for p in opened("全年**35条**。").paragraphs if p.text == "全年35条。")
    assert [(run.text, run.style.name) for run in paragraph.runs] == [
        ("全年", "Default Paragraph Font"),
        ("35条", "Strong"),
        ("。", "Default Paragraph Font"),
    ]
    assert all(run._r.rPr.find(qn("w:b")) is None for run in paragraph.runs)


def test_items_are_a_list_of_word():
    assert styled("如下：\n- 一\n- **二**") == [
        ("公文正文", "如下："),
        ("公文列表", "一"),
        ("公文列表", "二"),
    ]
    word = opened("- 一")
    style = next(style for style in word.styles if style.name == "公文列表")
    number = style.element.pPr.numPr.numId.val
    numbers = word.part.numbering_part.element
    assert [one.numId for one in numbers.num_lst] == [number]
    assert next(numbers.iter(qn("w:lvlText"))).get(qn("w:val")) == "•"
    assert next(numbers.iter(qn("w:pStyle"))).get(qn("w:val")) == style.style_id


def test_heading_of_a_table_is_bold_and_repeated():
    table = prose_table(TABLE)
    assert [cell.paragraphs[0].style.name for cell in table.rows[0].cells] == ["表头文字"] * 2
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.style.name == "年报表格"
    description = table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    assert description == "表格，共2行2列，第1行是表头。"


def test_table_without_a_heading_has_none():
    table = prose_table("| 甲 | 1 |\n| 乙 | 2 |")
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is None
    assert [cell.paragraphs[0].style.name for cell in table.rows[0].cells] == ["表格数字"] * 2


def test_column_of_sentences_is_wider_and_begins_at_the_left():
    table = prose_table(f"| 类别 | 说明 |\n| --- | --- |\n| 解读 | {'均与文件同步发布' * 4} |\n| 其他 | 无 |")
    first, second = widths(table)
    assert first * 2 < second
    assert [cell.paragraphs[0].style.name for cell in table.rows[1].cells] == ["表格数字", "表格文句"]
    assert table.rows[2].cells[1].paragraphs[0].style.name == "表格文句"


@pytest.mark.parametrize("columns", [1, 2, 7, 15])
def test_table_fills_the_width_of_the_text(columns):
    cells = " | ".join("1234567" if at % 2 else "x" for at in range(columns))
    assert sum(widths(prose_table(f"| {cells} |\n| {cells} |"))) == 8845


def test_two_tables_do_not_touch():
    word = opened(f"{TABLE}\n\n| 甲 | 1 |\n| 乙 | 2 |")
    assert len(word.tables) == 5
    after = [table._tbl.getnext() for table in word.tables[:2]]
    assert all(paragraph.tag == qn("w:p") for paragraph in after)


@pytest.mark.parametrize(
    "overview",
    [
        "全年**35条**，**同比**增长。",
        "**全段**",
        "（一）主动公开。全年**35条**。\n1.政府网站\n（1）内容更新",
        "如下：\n- 一\n- **二**：三\n其他。",
        TABLE,
        f"前文。\n{TABLE}\n后文。\n- 一",
        "| 甲 | 1 |\n| 乙 | 2 |",
        "| 类别 | 说明 |\n| --- | --- |\n| **合计** |  |",
        "| 甲\\|乙 | 2 |\n| 丙 | 3 |",
        "三个 * 和两个 ** 都是星号。",
        "-不是列表\n－也不是",
    ],
)
def test_what_was_written_is_read_back(overview):
    assert read_back(overview) == overview


_words = st.text(st.sampled_from("全年公开件12a，。（）"), min_size=1, max_size=12)
_marked = st.lists(st.one_of(_words, _words.map("**{}**".format)), min_size=1, max_size=3).map("".join)
_lines = st.one_of(
    _marked, _marked.map("- {}".format), st.tuples(_marked, _marked).map(lambda c: f"| {c[0]} | {c[1]} |")
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_lines, min_size=1, max_size=5).map("\n".join).filter(lambda text: "****" not in text))
def test_prose_is_read_back_as_it_is_understood(overview):
    got = read_back(f"起。\n{overview}\n止。")
    assert got == written(blocks(f"起。\n{overview}\n止。"))


# The title

YEAR = "2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("organ", "expected"),
    [
        ("某局", (f"某局{YEAR}",)),
        ("示例市示例区财政局", ("示例市示例区财政局", YEAR)),
        (
            "示例壮族自治区示例市示例县市场监督管理局知识产权局",
            ("示例壮族自治区示例市示例县", "市场监督管理局知识产权局", YEAR),
        ),
        (
            "示例市示例经济技术开发区管理委员会行政审批和政务服务局",
            ("示例市示例经济技术开发区管理委员会", "行政审批和政务服务局", YEAR),
        ),
        (
            "示例省示例市示例区城市管理和综合行政执法局（城市管理委员会）",
            ("示例省示例市示例区城市管理", "和综合行政执法局（城市管理委员会）", YEAR),
        ),
        ("某" * 27, ("某" * 13, "某" * 14, YEAR)),
    ],
)
def test_title_is_broken_where_the_sense_allows(organ, expected):
    assert tuple(title_lines(organ + YEAR, organ)) == expected


@given(st.text(st.sampled_from("示例省市区县局委会人民政府办公室（）、2023ab"), max_size=70))
def test_no_line_of_a_title_is_lost_or_a_single_character(title):
    found = list(title_lines(title, ""))
    assert "".join(found).replace(" ", "") == title.replace(" ", "")
    assert len(found) == 1 or min(map(len, found)) > 1


@pytest.mark.parametrize("length", [22, 30, 40])
def test_long_title_is_read_back(length):
    report = reported("一。").model_copy(update={"organ": "某" * length, "title": ""})
    got = read("report.docx", render(report)).report
    assert (got.organ, got.overview, got.preamble) == (
        "某" * length,
        "一。",
        read("r.docx", render(reported("一。"))).report.preamble,
    )


# Tables in prose: what must not be broken is not


def ten_columns(figure: str) -> str:
    return f"| {' | '.join([figure] * 10)} |\n" * 2


SIZES = {"表格数字": 12, "小表格数字": 10.5, "小五表格数字": 9, "六号表格数字": 7.5, "七号表格数字": 5.5}


@pytest.mark.parametrize("digits", range(1, 10))
def test_no_figure_in_prose_is_wider_than_its_column(digits):
    table = prose_table(ten_columns("7" * digits))
    size = SIZES[table.rows[0].cells[0].paragraphs[0].style.name]
    assert all(digits * size * 10 <= width - 2 * 28 for width in widths(table))
    assert size >= (9 if digits < 9 else 7.5)


def test_column_has_room_for_its_figure_and_others_share_the_rest():
    table = prose_table(f"| {'说' * 40} | 010-12345678 | 1 |\n| {'明' * 40} | 010-12345678 | 2 |")
    words, telephone, count = widths(table)
    assert telephone >= 12 * 120 + 2 * 28
    assert words > telephone > count
    assert table.rows[0].cells[1].paragraphs[0].style.name == "表格数字"


def test_heading_of_a_narrow_column_leaves_no_character_over():
    cells = " | ".join(["1234567"] * 10)
    table = prose_table(f"| {' | '.join(['第一季度'] * 10)} |\n| {' | '.join(['---'] * 10)} |\n| {cells} |")
    assert table.rows[0].cells[0].paragraphs[0].style.name == "小表头双字"


def test_word_and_pdf_have_the_same_columns():
    block = next(
        iter(blocks("| 类别 | 件数 | 说明 |\n| 解读 | 1234567 | 均与文件同步发布，并在网站上公开 |"))
    )
    in_pdf = text_table(block)
    in_word = prose_table("| 类别 | 件数 | 说明 |\n| 解读 | 1234567 | 均与文件同步发布，并在网站上公开 |")
    for tenths, twips in zip(in_pdf["widths"], widths(in_word), strict=True):
        assert abs(tenths * 1440 / 254 - twips) < 3


def test_no_table_says_that_it_has_bands():
    look = prose_table(TABLE)._tbl.tblPr.find(qn("w:tblLook"))
    assert look.get(qn("w:val")) == "0600"
    assert (look.get(qn("w:noHBand")), look.get(qn("w:noVBand"))) == ("1", "1")


# Before a signature; in a note


def signed(other: str) -> Document:
    report = Report(organ="某局", signature="某局", other=other)
    return docx.Document(io.BytesIO(render(report)))


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        ("无。", True),
        ("甲。\n（一）乙。无。", True),
        ("字" * 200, False),
    ],
)
def test_signature_does_not_stand_alone_on_a_page(other, kept):
    paragraphs = signed(other).paragraphs
    before = paragraphs[[p.text for p in paragraphs].index("某局", 1) - 1]
    assert bool(before.style.paragraph_format.keep_with_next) is kept
    assert before.paragraph_format.keep_with_next is None  # the style says it


def test_last_item_goes_with_the_signature():
    items = [p for p in signed("如下：\n- 一\n- 二").paragraphs if p.style.name == "公文列表"]
    assert [p.paragraph_format.keep_with_next for p in items] == [None, True]


def test_what_stands_in_a_note_is_small():
    report = Report(organ="某局")
    note = "注：下文。\n（一）口径\n（二）来源。各单位。\n- 甲\n- **乙**\n| 一 | 二 |\n| 三 | 四 |"
    reviews = report.reviews.model_copy(update={"note": note})
    content = render(report.model_copy(update={"reviews": reviews}))
    word = docx.Document(io.BytesIO(content))
    found = {p.text: p for p in word.paragraphs}
    for text in ("注：下文。", "（一）口径", "（二）来源。各单位。"):
        assert found[text].style.name == "表格附注"
    for text in ("甲", "乙"):
        assert found[text].style.name == "公文列表"
        assert {run.font.size.pt for run in found[text].runs} == {12}
    assert word.tables[-1].rows[0].cells[0].paragraphs[0].style.name == "小表格数字"
    assert read("报告.docx", content).report.reviews.note.replace("\n\n", "\n") == note

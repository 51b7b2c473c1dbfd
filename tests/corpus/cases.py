"""The corpus: published reports as they vary, each with what must come out.

`phrase` quotes how published reports vary. A case without `lost` is to be read whole.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from tests.corpus.figures import Figures
from tests.corpus.forms import HEADINGS, NAMES, ORGAN, Box, Published, Table, Words, flat, with_placeholders
from tests.corpus.make_docx import word
from tests.corpus.make_html import body, html, page, site
from tests.corpus.make_md import markdown
from tests.corpus.make_text import boxes, cut, from_pdf, from_word, on_one_line, with_bars, with_tabs
from tests.corpus.make_xlsx import workbook


@dataclass(frozen=True, eq=False)
class Case:
    """A document and what must be read from it, or said of it.

    `says` are the rules that must speak, `may` those that may besides; no other of the families that
    the corpus knows does. Of the tables or rows that begin with a key in `lost` nothing needs to be read,
    but then a finding must say so. `refused` is the name of the exception where there is no report.
    """

    name: str
    carrier: str
    phrase: str
    make: Callable[[], bytes]
    report: Published
    cells: Figures
    says: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    lost: tuple[str, ...] = ()
    organ: str = ORGAN
    year: int | None = 2023
    title: str = ""
    prose: dict[str, list[str]] = field(default_factory=dict)
    refused: str = ""

    @property
    def id(self) -> str:
        return f"{self.carrier}-{self.name}"


def case(
    name: str,
    carrier: str,
    phrase: str,
    report: Published,
    make: Callable[[Published], bytes],
    says: str = "",
    may: str = "",
    lost: tuple[str, ...] = (),
    **other,
) -> Case:
    """A case whose expectations follow from the report that it shows."""
    fields = {
        1: "overview",
        2: "disclosure.intro",
        3: "requests.intro",
        4: "reviews.intro",
        5: "problems",
        6: "other",
    }
    prose = {fields[at]: lines for at, lines in report.prose.items() if at in report.order}
    notes = {2: "disclosure.note", 3: "requests.note", 4: "reviews.note"}
    prose |= {
        notes[at]: lines
        for at, after in report.after.items()
        if at in notes and (lines := [block for block in after if isinstance(block, str)])
    }
    prose["preamble"] = report.preamble
    title = other.pop("title", "".join("".join(report.title).split()))
    expected = {
        "organ": report.organ,
        "year": report.year,
        "title": title,
        "prose": prose,
        "cells": report.cells(),
    }
    rules = frozenset(says.split()), frozenset(may.split())
    return Case(
        name,
        carrier,
        phrase,
        lambda: make(report),
        report,
        says=rules[0],
        may=rules[1],
        lost=lost,
        **expected | other,
    )


# Changes to a report


def blank(report: Published, *tables: int, but: str = "", only: str = "", text: str = "") -> Published:
    """Cells without a figure: of whole tables, all `but` those whose key ends so, or `only` those."""
    for number in tables:
        for line in report.table(number):
            for box in line:
                if box.key and not (but and box.key.endswith(but)) and (not only or box.key.endswith(only)):
                    box.text = text
    return report


def zero(report: Published, *tables: int, only: str = "") -> Published:
    return blank(report, *tables, only=only, text="0")


def sprinkled(report: Published) -> Published:
    """Every second 0 left blank."""
    count = 0
    for number in (2, 3, 4):
        for line in report.table(number):
            for box in line:
                if box.key and box.text == "0":
                    count += 1
                    box.text = "" if count % 2 else "0"
    return report


def captions(report: Published, *new: str) -> Published:
    """Other captions; a row without one is left out."""
    table = report.table(2)
    rows = [line for line in table if line[0].text.startswith("第二十条")]
    for line, text in zip(rows, new, strict=True):
        line[0].text = text
    report.tables[2] = [line for line in table if line[0].text or line[0].key]
    return report


def split_captions(report: Published) -> Published:
    """Captions in a row of their own, with empty cells beside them."""
    for line in report.table(2):
        if line[0].text.startswith("第二十条"):
            line[:] = [Box(line[0].text), *(Box("") for _ in range(line[0].width - 1))]
    return report


def extra_row(report: Published, label: str, above: str, *texts: str) -> Published:
    """A row that the form does not have, below another; merged labels reach one row further."""
    table = report.table(2 if len(texts) < 7 else 3)
    at = next(n for n, line in enumerate(table) if any(box.text == above and not box.key for box in line)) + 1
    for row, line in enumerate(table):
        for box in line:
            if row < at < row + box.height and not box.key:
                box.height += 1
    width = 3 // len(texts) if len(texts) < 7 else 1
    table.insert(at, [Box(label), *(Box(text, 1, width) for text in texts)])
    return report


def split_corner(report: Published, *, down: bool = False) -> Published:
    """The printed sentence of balance over two cells."""
    table = report.table(3)
    first, second = "（本列数据的勾稽关系为：第一项加第二项之和，", "等于第三项加第四项之和）"
    if down:
        table[0][0] = Box(first, 1, 3)
        table[1].insert(0, Box(second, 2, 3))
    else:
        table[0][:1] = [Box(first, 3, 2), Box(second, 3, 1)]
    return report


def total_in_third_row(report: Published) -> Published:
    table = report.table(3)
    assert table[1][-1].text == "总计"
    table[1][-1] = Box("")
    table[2].append(Box("总计"))
    return report


def brackets(report: Published) -> Published:
    """（） and () and 〔〕, ： and : exchanged everywhere."""
    swaps = [str.maketrans("（）：", "():"), str.maketrans("（）", "〔〕"), str.maketrans("（）：", "（):")]
    count = 0
    for number in (2, 3, 4):
        for line in report.table(number):
            for box in line:
                if not box.key and any(mark in box.text for mark in "（）："):
                    box.text = box.text.translate(swaps[count % 3])
                    count += 1
    return report


def header_cut(report: Published, columns: int) -> Published:
    """The headings of the last table cut; all its figures are there."""
    table = report.table(4)
    table[2] = table[2][: max(columns - 5, 0)]
    if columns == 6:
        table[:3] = [
            [Box("行政复议", 1, 5), Box("行政诉讼")],
            [Box(t) for t in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "未经复议直接起诉")],
        ]
        del table[2:-1]
    return report


def one_heading_row(report: Published) -> Published:
    """The last table as one row of fifteen figures under one row of headings."""
    table = report.table(4)
    leaves = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    report.tables[4] = [[Box(text) for _ in range(3) for text in leaves], table[-1]]
    return report


def one_cell(report: Published) -> Published:
    """Fifteen figures in one cell of one row."""
    table = report.table(4)
    table[-1] = [Box(" ".join(box.text for box in table[-1]), 1, 15)]
    return report


def placeholders(report: Published) -> Published:
    for number in (3, 4):
        report.tables[number] = with_placeholders(report.table(number))
    return report


def paged(report: Published, *, again: int = 0, mark: str = "— 5 —") -> Published:
    """The tables of sections 2 and 3 cut by page ends."""
    for number, ats in ((2, (5,)), (3, (9, 19))):
        first, *rest = cut(report.table(number), *ats, again=again if number == 3 else 0)
        report.tables[number] = first
        report.after[number] = [block for piece in rest for block in (Words(mark, "mark"), piece)]
    return report


def all_cells(report: Published) -> Figures:
    """The cells of all pieces of a report that is cut by page ends."""
    tables = [block for block in report.blocks() if isinstance(block, list)]
    return {box.key: box.text for table in tables for line in table for box in line if box.key}


def pictured(report: Published, *numbers: int, kind: str = "picture") -> Published:
    for number in numbers:
        report.tables[number] = Words("W020240125.png" if kind == "picture" else "附表.xlsx", kind)
    return report


def broken_labels(report: Published, how: str = "\n") -> Published:
    changes = [
        ("商业企业", f"商业{how}企业"),
        ("科研机构", f"科研{how}机构"),
        ("社会公益组织", f"社会{how}公益{how}组织"),
        ("法律服务机构", f"法律{how}服务{how}机构"),
        ("自然人", f"自{how}然{how}人"),
        ("一、本年新收政府信息公开申请数量", f"一、本年新收政府{how}信息公开申请数量"),
        ("三、本年度办理结果", f"三、本年度{how}办理{how}结果"),
    ]
    report.relabel(3, *changes)
    changes = [
        ("结果维持", f"结果{how}维持"),
        ("未经复议直接起诉", f"未经复议{how}直接起诉"),
        ("尚未审结", f"尚未{how}审结"),
    ]
    return report.relabel(4, *changes)


def odd_cells(report: Published) -> Published:
    """Marks for nothing, and a 0 after a blank that was lost on the way."""
    zero(report, 4)
    report.write(
        4,
        {
            "行政复议.结果维持": "/",
            "行政复议.结果纠正": "-",
            "行政复议.其他结果": "? 0",
            "未经复议直接起诉.尚未审结": "\xa0",
        },
    )
    return report


def noted_cells(report: Published) -> Published:
    """Figures with a note or a unit beside them."""
    wrote = {
        "行政规范性文件.制发件数": "22（其中修订16件）",
        "行政规范性文件.废止件数": "55（含自然失效29件）",
        "行政事业性收费.收费金额": "251000元",
    }
    return report.write(2, wrote)


def signed_cells(report: Published) -> Published:
    """The table of 2019 with signs before changes and amounts with a unit."""
    wrote = {
        "行政许可.本年增减": "+2",
        "其他对外管理服务事项.本年增减": "减4",
        "行政处罚.本年增减": "增10",
        "行政强制.本年增减": "-3",
        "政府集中采购.采购总金额": "1276.5534万元",
    }
    return report.write(2, wrote)


def reordered(report: Published, *order: int) -> Published:
    """The columns of the table of applications in another order, headings and figures alike."""
    table = report.table(3)
    leaves = table[1][:1] + table[2] + table[1][-1:]
    table[1:3] = [[Box("")] * 0, [leaves[at] for at in order]]
    for box in table[2]:
        box.height = 1
    table[0][1].height = 2
    for line in table[3:]:
        line[-7:] = [line[-7:][at] for at in order]
    return report


def swapped_groups(report: Published) -> Published:
    """行政诉讼 before 行政复议 in the last table."""
    first, second, third, figures = report.table(4)
    report.tables[4] = [first[::-1], second[5:] + second[:5], third, figures[5:] + figures[:5]]
    return report


def swapped_documents(report: Published) -> Published:
    """The last column of documents first, headings and figures alike."""
    for line in report.table(2)[1:4]:
        line[1:] = [line[3], line[1], line[2]]
    return report


def split_measures(report: Published) -> Published:
    """行政强制 as two rows of other names."""
    table = report.table(2)
    at = next(n for n, line in enumerate(table) if line[0].text == "行政强制")
    table[at : at + 1] = [[Box("行政强制措施"), Box("17", 1, 3)], [Box("行政强制执行"), Box("16", 1, 3)]]
    return report


def similar_row(report: Published) -> Published:
    """A row whose name is like that of the row below it."""
    table = report.table(2)
    at = next(n for n, line in enumerate(table) if line[0].text == "行政许可")
    table.insert(at, [Box("其他行政许可"), Box("37", 1, 3)])
    return report


def same_name(report: Published) -> Published:
    """Under 不予处理 a row with the name of one under 其他处理."""
    return extra_row(report, "6.其他", "5.要求行政机关确认或重新出具已获取信息", *"1234569")


def page_mark_row(report: Published) -> Published:
    """The mark of a page as a row of the table."""
    report.table(3).insert(9, [Box("— 5 —", 1, 8)])
    for line in report.table(3)[:9]:
        for box in line:
            if box.text in ("三、本年度办理结果", "（三）不予公开"):
                box.height += 1
    return report


def blocks_of_both_editions(report: Published) -> Published:
    """The first table with the blocks of 2021, but those of 2019 for items 五 and 六."""
    other = Published(report.seed + 500, 2020).table(2)
    heads = [n for n, line in enumerate(other) if line[0].text.startswith("第二十条")]
    own = report.table(2)
    ours = [n for n, line in enumerate(own) if line[0].text.startswith("第二十条")]
    report.tables[2] = own[: ours[1]] + other[heads[1] : heads[3]] + own[ours[3] :]
    return report


def other_spans(report: Published) -> Published:
    """Headings and figures of one block with other spans."""
    for line in report.table(2):
        if len(line) == 3 and line[0].text == "信息内容":
            line[1].width, line[2].width = 2, 1
    return report


def heading_lost(report: Published, ordinal: int) -> Published:
    """A block without its own headings."""
    table = report.table(2)
    heads = [n for n, line in enumerate(table) if line[0].text == "信息内容"]
    del table[heads[ordinal]]
    return report


def with_subtotals(report: Published) -> Published:
    """A column 小计 for legal persons."""
    table = report.table(3)
    table[0][1].width, table[1][1].width = 8, 6
    table[2].append(Box("小计"))
    for line in table[3:]:
        line.insert(-1, Box(str(sum(int(box.text) for box in line[-6:-1]))))
    return report


def note_in_table(report: Published) -> Published:
    """A footnote as the last row of the table."""
    report.table(4).append([Box("注：以上数量含上年度结转案件。", 1, 15)])
    return report


def compared(report: Published, *rows: tuple[str, ...]) -> Published:
    """A table of another matter in the first section that has words of the form."""
    report.after[1] = [[[Box(text) for text in row] for row in rows]]
    return report


def title_row(report: Published) -> Published:
    """The title of the table as its first row."""
    report.table(3).insert(0, [Box("收到和处理政府信息公开申请情况", 1, 10)])
    return report


def ragged(report: Published) -> Published:
    """Headings with an empty cell for every covered place; rows with a cell each, filled up at the end.

    The first two figures of every row are blank.
    """
    table = blank(report, 3, only="自然人").table(3)
    blank(report, 3, only="商业企业")
    heads = flat(table)[:3]
    rows = [[Box(text) for text in line] for line in heads]
    report.tables[3] = rows + [line + [Box("")] * (10 - len(line)) for line in table[3:]]
    return report


def cut_before_figures(report: Published) -> Published:
    """The last table cut by a page end between its headings and its figures."""
    first, second = cut(report.table(4), 3)
    report.tables[4] = first
    report.after[4] = [Words("— 6 —", "mark"), second]
    return report


def cut_in_a_row(report: Published) -> Published:
    """A row cut by a page end: its label goes on in a row without figures."""
    table = report.table(3)
    at = next(n for n, line in enumerate(table) if line[0].text.startswith("4.无正当理由"))
    table[at][0].text = "4.无正当理由大"
    table.insert(at + 1, [Box("量反复申请"), *(Box("") for _ in range(7))])
    for line in table[:at]:
        for box in line:
            if box.text in ("三、本年度办理结果", "（五）不予处理"):
                box.height += 1
    return report


def padded(table: Table) -> list[list[str]]:
    """Rows as converters write them that know no spans: their cells, and empty ones up to the widest."""
    width = max(sum(box.width for box in line) for line in table)
    return [[box.text for box in line] + [""] * (width - len(line)) for line in table]


def gap(report: Published) -> Published:
    """Empty rows between the blocks of the first table."""
    table = report.table(2)
    report.tables[2] = [
        row
        for n, line in enumerate(table)
        for row in (([[Box("", 1, 4)]] if n and line[0].width == 4 else []) + [line])
    ]
    return report


def full_width(report: Published) -> Published:
    """Digits in full width, thousands separators."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    boxes = [box for line in report.table(4) for box in line if box.key]
    for box in boxes[:5]:
        box.text = box.text.translate(wide)
    for box in boxes[5:]:
        box.text = f"{int(box.text):,}"
    return report


CONTACT = (
    "如对本报告有疑问，请与示例区水务局办公室联系（地址：示例路1号，邮编：000000，"
    "电话：0000-1234567，传真：0000-1234568，电子邮箱：bgs@example.com）。"
)
CONTACT_LINES = [
    "联系地址：示例市示例区示例路1号",
    "邮政编码：000000",
    "联系电话：0000-1234567",
    "传真：0000-1234568",
    "电子邮箱：bgs@example.com",
]
SIGNED = ["示例市示例区水务局", "2024年1月25日"]
BEFORE = {
    2: ["本部分各项按来源登记，行政许可含变更和延续。"],
    3: ["本年度申请都通过信函和网站提交，逐件登记答复。"],
    4: ["有关案件由法规科统一登记。"],
}
TALLY = "注：上表数量含上年结转的申请。"
SHORT = ["第二十条第(一)项", "第二十条  第（五）项", "第二十条（六）项", "第二十条第八项"]


def _docx() -> Iterator[Case]:
    def docx(
        name: str, phrase: str, report: Published, says: str = "", may: str = "", *, how=None, **other
    ) -> Case:
        return case(name, "docx", phrase, report, lambda it: word(it, **(how or {})), says, may, **other)

    yield docx("form-2021", "the form", Published(1))
    yield docx("form-2019", "the form", Published(2, 2020))
    yield docx(
        "old-form-on-2022", "2019 tables in reports on 2022 and later", Published(3, 2022, 2019), "GX204"
    )
    yield docx("mixed-forms", "both mixed in one report", Published(4, editions=(2019, 2021, 2021)), "GX204")
    yield docx(
        "mixed-forms-requests", "both mixed in one report", Published(5, editions=(2021, 2019, 2021)), "GX204"
    )
    yield docx("table-blank", "A whole table blank", blank(Published(6), 3), "GX102")
    report = blank(zero(Published(7), 3, 4), 3, 4, but="总计")
    yield docx("only-totals", "only 总计 = 0 and the rest blank", report, "GX102")
    yield docx(
        "notes-in-cells",
        "22（其中修订16件）, 55（含自然失效29件）, 251000元",
        noted_cells(Published(8)),
        "GX105",
    )
    yield docx(
        "labels-in-paragraphs",
        "Labels. Broken by spaces, <br> or paragraphs",
        broken_labels(Published(9)),
        how={"paragraphs": True},
    )
    yield docx(
        "valid-documents", "现行有效件", Published(10).relabel(2, ("现行有效件数", "现行有效件")), "GX205"
    )
    yield docx("no-captions", "caption missing", captions(Published(11), "", "", "", ""), may="GX205 GX206")
    yield docx(
        "captions-in-cells", "caption in a row of its own with empty cells", split_captions(Published(12))
    )
    yield docx("placeholders", "empty placeholder cells instead of row spans", placeholders(Published(13)))
    report = paged(Published(14))
    yield docx("cut-by-pages", "a table cut by a page end", report, cells=all_cells(report))
    report = paged(Published(15, 2020), again=3, mark="—5—")
    yield docx("cut-by-pages-with-heads", "a table cut by a page end", report, cells=all_cells(report))
    yield docx("auto-numbers", "Headings", Published(16), how={"numbered": True})
    headings = [
        "一、工作概述",
        "二、主动公开情况",
        "三、依申请公开情况",
        "四、行政复议、行政诉讼情况",
        "五、存在问题及改进情况",
        "六、其他事项",
    ]
    yield docx(
        "auto-numbers-other-words",
        "工作概述; 存在问题及改进情况; 其他事项",
        Published(17, headings=headings),
        "GX202",
        how={"numbered": True},
    )
    yield docx("tracked-changes", "Word with tracked changes", Published(18), how={"tracked": True})
    yield docx("title-in-text-box", "Word with text boxes", Published(19), how={"boxed": True})
    yield docx("nested-tables", "a table inside layout tables", Published(20), how={"nested": True})
    yield docx(
        "content-controls", "Word templates with content controls", Published(21), how={"controls": True}
    )
    yield docx("pictures", "tables only as pictures", pictured(Published(22), 2, 3, 4), "GX203", lost=NAMES)
    yield docx(
        "one-picture", "tables only as pictures", pictured(Published(23), 3), "GX203", lost=("申请办理",)
    )
    yield docx(
        "prose-before",
        "prose before a table inside sections 二–四",
        Published(24, prose=BEFORE, after={3: [TALLY]}),
    )
    report = Published(25, title=["示例市示例区水务局", "2023年政府信息公开工作年度报告"], ending=SIGNED)
    report.preamble += [CONTACT]
    yield docx(
        "signed", "signature and date; address, postcode, telephone, fax and e-mail in a sentence", report
    )
    report = Published(26)
    report.prose[1] += ["图1 主动公开信息分布", "图2 申请渠道分布"]
    chart: Table = [[Box("渠道"), Box("网站"), Box("信函")], [Box("条数"), Box("31"), Box("7")]]
    report.after[1] = [chart]
    yield docx("charts", "charts 图1, 图2", report)
    headings = [
        HEADINGS[0],
        HEADINGS[1],
        "",
        "三、政府信息公开行政复议、行政诉讼情况",
        "四、存在的主要问题及改进情况",
        "五、其他需要报告的事项",
    ]
    report = Published(27, headings=headings, order=(1, 2, 4, 5, 6))
    yield docx(
        "section-missing",
        "one section missing so that all move up",
        report,
        "GX201",
        may="GX203",
        cells={k: v for k, v in report.cells().items() if not k.startswith("申请办理")},
    )
    yield docx(
        "total-in-third-row", "总计 printed in the third header row", total_in_third_row(Published(28))
    )
    yield docx(
        "corner-split-down",
        "the printed balance sentence split over two cells",
        split_corner(Published(29), down=True),
    )
    yield docx(
        "header-of-12",
        "header cut to 12 or 6 columns by PDF extraction",
        header_cut(Published(30), 12),
        "GX206",
        lost=("复议诉讼",),
    )
    report = extra_row(Published(31), "4.其他情形", "3.其他", "1", "1", "1", "1", "1", "1", "6")
    yield docx("provincial-row", "a provincial variant with an extra row", report, "GX206")
    yield docx(
        "cut-before-figures",
        "a table cut by a page end",
        cut_before_figures(Published(32)),
        cells=all_cells(cut_before_figures(Published(32))),
    )
    yield docx(
        "row-cut",
        "a table cut by a page end",
        cut_in_a_row(Published(33)),
        may="GX205 GX206",
        lost=("申请办理.不予处理.无正当理由大量反复申请",),
    )
    yield docx(
        "columns-in-other-order",
        "header",
        reordered(Published(34), 6, 0, 1, 2, 3, 4, 5),
        "GX206",
        lost=("申请办理",),
    )
    yield docx(
        "two-rows-for-measures",
        "a provincial variant with an extra row",
        split_measures(Published(35)),
        "GX206",
    )
    yield docx(
        "comparison",
        "charts 图1, 图2",
        compared(
            Published(36),
            ("信息内容", "2022年", "2023年"),
            ("规章", "0", "1"),
            ("行政规范性文件", "3", "4"),
            ("行政许可", "5", "6"),
            ("行政处罚", "7", "8"),
            ("行政强制", "9", "10"),
            ("行政事业性收费", "11", "12"),
        ),
    )
    yield docx(
        "note-in-table", "a footnote that says carried-over cases are included", note_in_table(Published(37))
    )
    report = paged(Published(169), mark="第 5 页 共 9 页")
    yield docx(
        "page-marks-in-words", "page marks; a table cut by a page end", report, cells=all_cells(report)
    )
    yield docx("title-row", "caption in a row of its own", title_row(Published(170)))
    yield docx("full-width", "Full-width digits and thousands separators", full_width(Published(38)), "GX105")


def _html() -> Iterator[Case]:
    def web(
        name: str, phrase: str, report: Published, says: str = "", may: str = "", *, make=html, **other
    ) -> Case:
        return case(name, "html", phrase, report, make, says, may, **other)

    def pasted(report: Published) -> bytes:
        return html(report, pasted=True)

    yield web("form-2021", "the form", Published(40))
    yield web(
        "pasted-2021",
        "HTML pasted from Word (<span>, <font>, <o:p>, mso- styles, nowrap, a <p> in every cell)",
        Published(41),
        make=pasted,
    )
    yield web(
        "pasted-2019",
        "HTML pasted from Word (<span>, <font>, <o:p>, mso- styles, nowrap, a <p> in every cell)",
        Published(42, 2020),
        make=pasted,
    )
    yield web(
        "layout-tables",
        "a table inside layout tables, beside navigation, sharing buttons, a metadata table (索引号 …)"
        " and visit counters",
        Published(43),
        make=site,
    )
    yield web(
        "site-of-divs",
        "navigation and 访问次数 mixed in",
        Published(44, 2020),
        make=lambda it: site(it, divs=True),
    )
    yield web(
        "site-pasted",
        "HTML pasted from Word inside layout tables",
        Published(45, 2022),
        make=lambda it: site(it, pasted=True),
    )
    yield web("labels-by-spaces", "商业 企业, 科研 机构", broken_labels(Published(46), " "))
    yield web("labels-by-br", "自/然/人, Broken by <br>", broken_labels(Published(47, 2020), "\n"))
    yield web("labels-by-paragraphs", "Broken by paragraphs", broken_labels(Published(48), "\n"), make=pasted)
    yield web(
        "normative-documents",
        "规范性文件 in 2021 tables",
        Published(49).relabel(2, ("行政规范性文件", "规范性文件")),
        "GX205",
    )
    typos = Published(50).relabel(
        2, ("本年处理决定数量", "本年处理绝对数量"), ("行政事业性收费", "行政事业型收费")
    )
    typos.relabel(3, ("二、上年结转政府信息公开申请数量", "二、上年结转政府信息公开数量"))
    yield web("typos", "本年处理绝对数量, 行政事业型收费 (typos); 上年结转政府信息公开数量", typos, "GX205")
    yield web(
        "corner-split", "the printed balance sentence split over two cells", split_corner(Published(51))
    )
    yield web("brackets", "（） and () and 〔〕, ： and : exchanged everywhere", brackets(Published(52)))
    yield web(
        "captions",
        "第二十条第(一)项, 第二十条  第（一）项, 第二十条（一）项",
        captions(Published(53), *SHORT),
    )
    yield web(
        "one-caption-missing",
        "caption missing",
        captions(Published(54), "第二十条第（一）项", "", "第二十条第（六）项", "第二十条第（八）项"),
        may="GX205 GX206",
    )
    yield web(
        "captions-in-cells",
        "caption in a row of its own with empty cells",
        split_captions(Published(55, 2020)),
    )
    yield web("blanks-with-0", "blanks mixed with 0", sprinkled(Published(56, sparse=True)), "GX102", "GX305")
    yield web(
        "all-blank",
        "A whole table blank",
        blank(Published(57, 2020), 2, 3, 4, text="\xa0"),
        "GX102",
        make=pasted,
    )
    yield web("odd-cells", "/, -, ? 0, &nbsp;", odd_cells(Published(58)), "GX102 GX103 GX105")
    yield web("signed-cells", "+2, 减4, 增10; 1276.5534万元", signed_cells(Published(59, 2020)), "GX105")
    yield web(
        "header-of-6",
        "header cut to 12 or 6 columns by PDF extraction",
        header_cut(Published(60), 6),
        "GX206",
        lost=("复议诉讼",),
    )
    yield web(
        "header-of-12",
        "header cut to 12 or 6 columns by PDF extraction",
        header_cut(Published(61), 12),
        "GX206",
        lost=("复议诉讼",),
    )
    yield web(
        "fifteen-in-a-cell", "Fifteen values in one row", one_cell(Published(62)), "GX206", lost=("复议诉讼",)
    )
    yield web(
        "fifteen-in-a-row",
        "Fifteen values in one row",
        one_heading_row(Published(63)),
        "GX206",
        lost=("复议诉讼",),
    )
    yield web(
        "placeholders",
        "empty placeholder cells instead of row spans",
        placeholders(Published(64, 2020)),
        make=pasted,
    )
    yield web(
        "pictures",
        "tables only as pictures or attachments",
        pictured(Published(65), 2, 3, 4),
        "GX203",
        lost=NAMES,
        make=site,
    )
    yield web(
        "attachments",
        "tables only as pictures or attachments",
        pictured(Published(66), 3, 4, kind="attachment"),
        "GX203",
        lost=NAMES[1:],
    )
    yield web(
        "gbk-says-utf8",
        "GBK and GB18030 pages whose meta says otherwise",
        Published(67),
        make=lambda it: page(body(it)).encode("gbk"),
    )
    rare = Published(68)
    rare.prose[5] += ["与㙍塘、𠮷山两处水站的核对仍靠人工。"]
    yield web(
        "gb18030-says-gb2312",
        "GBK and GB18030 pages whose meta says otherwise",
        rare,
        make=lambda it: page(body(it), charset="gb2312").encode("gb18030"),
    )
    yield web(
        "utf8-says-gbk",
        "pages whose meta says otherwise",
        Published(69),
        make=lambda it: page(body(it), charset="gbk").encode(),
    )
    yield web("new-form-on-2020", "2021 tables on 2020", Published(70, 2020, 2021), "GX204")
    report = extra_row(Published(71), "行政确认", "行政许可", "36")
    yield web("provincial-row", "a provincial variant with an extra row", report, "GX206")
    report = paged(Published(72), mark="— 5 —")
    yield web("cut-by-pages", "page marks — 5 —, a table cut by a page end", report, cells=all_cells(report))
    report = paged(Published(73, 2020), again=3, mark="- 5 -")
    yield web("cut-by-pages-with-heads", "a table cut by a page end", report, cells=all_cells(report))
    report = Published(74, prose=BEFORE, after={3: [TALLY]}, ending=["特向社会公布。", *SIGNED])
    yield web(
        "prose-before",
        "prose before a table inside sections 二–四; 特向社会公布;"
        " a footnote that says carried-over cases are included",
        report,
        make=pasted,
    )
    report = Published(
        75,
        headings=[*HEADINGS[:5], "七、其他需要报告的事项"],
        after={5: ["六、信息处理费收取情况", "本年度未收取信息处理费。"]},
    )
    yield web("section-for-fees", "an extra section for processing fees", report, "GX202")
    report = Published(76, ending=CONTACT_LINES)
    yield web(
        "contact-lines",
        "Address, postcode, telephone, fax and e-mail line by line",
        report,
        make=lambda it: site(it, divs=True),
    )
    report = Published(77)
    wrapped = [f"<table><tr><td>{part}</td></tr></table>" for part in body(report).split("\n<p>　　三")]
    yield web(
        "each-part-in-a-table",
        "nested tables",
        report,
        make=lambda _it: page(
            "\n".join([wrapped[0], wrapped[1].replace("<td>", "<td><p>　　三", 1)])
        ).encode(),
    )
    both = noted_cells(broken_labels(brackets(Published(78)), " "))
    both.prose |= BEFORE
    yield web(
        "many-at-once",
        "labels broken, brackets exchanged, notes in cells, layout tables",
        both,
        "GX105",
        make=lambda it: site(it, pasted=True),
    )
    two = split_corner(total_in_third_row(Published(79, 2022, 2019)))
    yield web(
        "old-form-many-at-once",
        "2019 tables in reports on 2022, corner split, 总计 in the third row",
        two,
        "GX204",
        make=pasted,
    )
    one = Published(80)
    yield web(
        "one-paragraph",
        "HTML pasted from Word: all lines in one paragraph, parted by <br>",
        one,
        make=lambda it: html(it).replace(b"</p>\n<p>", b"<br/>"),
    )
    yield web(
        "similar-row-above",
        "a provincial variant with an extra row",
        similar_row(Published(81)),
        "GX206",
        lost=("主动公开.行政许可",),
        may="GX205",
    )
    yield web("groups-swapped", "last table", swapped_groups(Published(82)), "GX206", lost=("复议诉讼",))
    yield web(
        "documents-swapped", "look at the headers, block by block", swapped_documents(Published(83)), "GX206"
    )
    yield web("other-spans", "look at the headers, block by block", other_spans(Published(84, 2020)))
    yield web(
        "heading-lost",
        "look at the headers, block by block",
        heading_lost(Published(85, 2020), 4),
        may="GX205 GX206",
        lost=("主动公开.政府集中采购",),
    )
    yield web(
        "subtotal-column", "a provincial variant", with_subtotals(Published(86)), "GX206", lost=("申请办理",)
    )
    yield web(
        "rows-filled-up",
        "pipe rows with trailing bars, empty placeholder cells",
        ragged(Published(167)),
        "GX206",  # the figures may stand behind the labels or below the headings: there are two readings
        lost=("申请办理",),
    )
    yield web(
        "one-bad-byte",
        "GBK and GB18030 pages",
        Published(168),
        make=lambda it: (
            page(body(it)).encode("gbk").replace("逐条".encode("gbk"), b"\xff" + "逐条".encode("gbk"))
        ),
        prose={"overview": ["按目录逐项公开，链接\ufffd逐条点开看过。"]},
    )
    yield web(
        "same-name-of-rows",
        "a provincial variant with an extra row",
        same_name(Published(89)),
        "GX206",
        lost=("申请办理.其他处理.其他",),
    )
    yield web("page-mark-row", "page marks — 5 —", page_mark_row(Published(160)))
    yield web(
        "tags-not-closed",
        "HTML",
        Published(161),
        make=lambda it: html(it).replace(b"</td>", b"").replace(b"</tr>", b"").replace(b"<td", b"<TD"),
    )
    both = blocks_of_both_editions(Published(162))
    yield web(
        "blocks-of-both-editions",
        "both mixed in one report; look at the headers, block by block",
        both,
        may="GX203 GX204 GX205 GX206",
        lost=("主动公开",),
    )
    summary = (
        ("类别", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"),
        ("行政复议", "91", "92", "93", "94", "370"),
    )
    yield web("summary-of-disputes", "charts 图1, 图2", compared(Published(87), *summary))
    yield web(
        "note-in-table", "a footnote that says carried-over cases are included", note_in_table(Published(88))
    )


def _xlsx() -> Iterator[Case]:
    def sheet(
        name: str, phrase: str, report: Published, says: str = "", may: str = "", *, how=None, **other
    ) -> Case:
        return case(name, "xlsx", phrase, report, lambda it: workbook(it, **(how or {})), says, may, **other)

    yield sheet("one-sheet", "a workbook with one sheet for everything, merged cells", Published(90))
    yield sheet(
        "a-sheet-a-table", "a workbook with a sheet a table", Published(91), how={"a_sheet_a_table": True}
    )
    yield sheet(
        "not-merged", "empty placeholder cells instead of row spans", Published(92), how={"merged": False}
    )
    yield sheet("numbers-as-text", "numbers as text", Published(93, 2020), how={"text": True})
    report = Published(94, 2020).write(2, {"政府集中采购.采购总金额": "1276.553412"})
    yield sheet("decimals", "amounts with up to six decimals", report, how={"a_sheet_a_table": True})
    yield sheet(
        "blanks-with-0", "blanks mixed with 0", sprinkled(Published(95, sparse=True)), "GX102", "GX305"
    )
    yield sheet("labels-broken", "商业 企业, 自/然/人", broken_labels(Published(96)))
    report = extra_row(Published(97), "行政确认", "行政许可", "36")
    yield sheet("provincial-row", "a provincial variant with an extra row", report, "GX206")
    yield sheet(
        "odd-cells", "/, -, ? 0", odd_cells(Published(98)), "GX102 GX103 GX105", how={"a_sheet_a_table": True}
    )
    yield sheet("prose-before", "prose before a table inside sections 二–四", Published(99, prose=BEFORE))
    yield sheet(
        "old-form",
        "2019 tables in reports on 2022 and later",
        Published(100, 2023, 2019),
        "GX204",
        how={"merged": False, "text": True},
    )
    report = blank(zero(Published(101), 3, 4), 3, 4, but="总计")
    yield sheet("only-totals", "only 总计 = 0 and the rest blank", report, "GX102")
    yield sheet("captions", "第二十条第(一)项 / 第二十条（一）项", captions(Published(102), *SHORT))
    yield sheet("totals-as-formulas", "a workbook with formulas", Published(163), how={"formulas": True})
    yield sheet("not-in-the-corner", "a workbook that begins in C4", Published(164), how={"corner": (3, 2)})
    named = Published(165, order=(2, 3, 4))
    yield sheet(
        "named-sheets",
        "a workbook with a sheet a table, named after the section",
        named,
        "GX201",
        how={"named": True},
    )
    report = Published(166).relabel(2, ("本年收费金额（单位：万元）", "本年收费金额（单位：元）"))
    report.write(2, {"行政事业性收费.收费金额": "251000"})
    fees = {"主动公开.行政事业性收费.收费金额": "251000元"}
    yield sheet("fees-in-yuan", "251000元", report, "GX205 GX105", cells={**report.cells(), **fees})
    yield sheet("empty-rows", "rows separated by blank lines", gap(Published(103)))
    yield sheet(
        "other-spans",
        "look at the headers, block by block",
        other_spans(Published(104, 2020)),
        how={"merged": False},
    )
    yield sheet(
        "full-width",
        "Full-width digits and thousands separators",
        full_width(Published(105)),
        "GX105",
        how={"text": True},
    )


def _md() -> Iterator[Case]:
    def mark(
        name: str, phrase: str, report: Published, says: str = "", may: str = "", *, how=None, **other
    ) -> Case:
        return case(name, "md", phrase, report, lambda it: markdown(it, **(how or {})), says, may, **other)

    yield mark("form-2021", "pipe rows", Published(110))
    yield mark("form-2019", "pipe rows", Published(111, 2020))
    yield mark(
        "bars-and-empty-column",
        "pipe rows with trailing bars and an empty first column",
        Published(112),
        how={"first": " |", "trailing": "||"},
    )
    yield mark("trailing-bars", "pipe rows with trailing bars", Published(113, 2020), how={"trailing": "|||"})
    yield mark("no-rule", "pipe rows", Published(114), how={"rule": False, "marks": False})
    yield mark(
        "blanks-with-0", "blanks mixed with 0", sprinkled(Published(115, 2020, sparse=True)), "GX102", "GX305"
    )
    yield mark("labels-broken", "Broken by <br>", broken_labels(Published(116)))
    yield mark("brackets", "（） and () and 〔〕, ： and : exchanged everywhere", brackets(Published(117)))
    yield mark(
        "header-of-12",
        "header cut to 12 or 6 columns by PDF extraction",
        header_cut(Published(118), 12),
        "GX206",
        lost=("复议诉讼",),
    )
    yield mark(
        "many-at-once",
        "empty first column, captions, notes in cells",
        noted_cells(captions(Published(119), *SHORT)),
        "GX105",
        how={"first": " |", "marks": False},
    )
    report = paged(Published(120))
    yield mark(
        "cut-by-pages", "a table cut by a page end", report, cells=all_cells(report), how={"rule": False}
    )
    yield mark("pictures", "tables only as pictures", pictured(Published(121), 2, 3, 4), "GX203", lost=NAMES)
    yield mark("other-spans", "look at the headers, block by block", other_spans(Published(122, 2020)))
    yield mark("padded", "pipe rows with trailing bars", Published(123), how={"rows": padded})
    yield mark(
        "padded-blank",
        "pipe rows with trailing bars, blanks mixed with 0",
        sprinkled(Published(124, sparse=True)),
        "GX102",
        "GX305",
        how={"rows": padded},
    )
    yield mark(
        "padded-2019",
        "pipe rows with trailing bars",
        blank(Published(125, 2020), 2, only="本年增减"),
        "GX102",
        how={"rows": padded},
    )
    yield mark(
        "cut-before-figures",
        "a table cut by a page end",
        cut_before_figures(Published(126)),
        cells=all_cells(cut_before_figures(Published(126))),
        how={"rule": False},
    )


def _txt() -> Iterator[Case]:
    def text(
        name: str, phrase: str, report: Published, says: str = "", may: str = "", *, make=from_word, **other
    ) -> Case:
        return case(name, "txt", phrase, report, make, says, may, **other)

    yield text(
        "form-2021", "one cell a line, rows separated by blank lines, cells led by a tab", Published(130)
    )
    yield text(
        "form-2019",
        "one cell a line, rows separated by blank lines, cells led by a tab",
        Published(131, 2020),
    )
    yield text(
        "no-tab",
        "one cell a line, rows separated by blank lines",
        Published(132),
        make=lambda it: from_word(it, tab=""),
    )
    yield text("signed-cells", "+2, 减4, 增10; 1276.5534万元", signed_cells(Published(133, 2020)), "GX105")
    yield text(
        "lost-minus",
        "本年增/ with 减 lost",
        Published(134, 2020).relabel(2, ("本年增/减", "本年增/")),
        "GX205",
    )
    yield text("pipe-rows", "pipe rows", Published(135), make=with_bars)
    yield text(
        "pipe-rows-empty-column",
        "pipe rows with trailing bars and an empty first column",
        Published(136, 2020),
        make=lambda it: with_bars(it, lead="| |", trail="||"),
    )
    yield text(
        "bars-between",
        "values alternating with |",
        Published(137),
        make=lambda it: with_bars(it, lead="", trail=""),
    )
    yield text(
        "bars-on-lines",
        "values alternating with |",
        Published(138),
        make=lambda it: with_bars(
            it, lead="|\n", trail="\n|", rows=lambda table: [["\n".join(row)] for row in flat(table)]
        ),
    )
    copied = "rows a line with tabs between the cells, copied from"
    yield text("tabs-from-word", f"{copied} Word", Published(180), make=with_tabs)
    yield text("tabs-from-word-2019", f"{copied} Word", Published(181, 2020), make=with_tabs)
    yield text(
        "tabs-from-a-page", f"{copied} a browser", Published(182), make=lambda it: with_tabs(it, rows=boxes)
    )
    yield text(
        "tabs-from-a-sheet", f"{copied} Excel", Published(183), make=lambda it: with_tabs(it, rows=flat)
    )
    yield text(
        "tabs-and-blank-figures",
        f"{copied} Word, zeros left out",
        sprinkled(Published(184, sparse=True)),
        "GX102",
        "GX305",
        make=with_tabs,
    )
    yield text(
        "tabs-and-a-blank-table",
        f"{copied} Word, without figures",
        blank(Published(185), 3),
        "GX102",
        make=with_tabs,
    )
    yield text("on-one-line", "a whole table on one line", Published(139), make=on_one_line)
    yield text(
        "on-one-line-with-bars",
        "a whole table on one line",
        Published(140, 2020),
        make=lambda it: on_one_line(it, " | "),
    )
    yield text(
        "from-pdf",
        "PDF text with labels and numbers on different lines, page marks — 5 —, words broken in mid-line",
        Published(141),
        make=from_pdf,
    )
    yield text(
        "from-pdf-apart",
        "PDF text with labels and numbers on different lines",
        Published(142, 2020),
        "GX206",
        "GX203",
        lost=NAMES,
        make=lambda it: from_pdf(it, together=True),
    )
    report = paged(Published(143))
    yield text("cut-by-pages", "page marks — 5 —, a table cut by a page end", report, cells=all_cells(report))
    report = paged(Published(144, 2020), again=3, mark="5")
    yield text("cut-by-pages-with-heads", "a table cut by a page end", report, cells=all_cells(report))
    yield text("gbk", "GBK and GB18030", Published(145), make=lambda it: from_word(it).decode().encode("gbk"))
    yield text(
        "fifteen-in-a-cell",
        "Fifteen values in one row",
        one_cell(Published(146)),
        "GX206",
        lost=("复议诉讼",),
    )
    yield text(
        "captions-missing", "caption missing", captions(Published(147, 2020), *[""] * 5), may="GX205 GX206"
    )
    yield text(
        "windows-and-blanks",
        "blanks mixed with 0",
        sprinkled(Published(148, sparse=True)),
        "GX102",
        "GX305",
        make=lambda it: from_word(it).replace(b"\n", b"\r\n"),
    )
    headings = [
        "1、总体情况",
        "2、主动公开政府信息情况",
        "3、收到和处理政府信息公开申请情况",
        "一、政府信息公开行政复议、行政诉讼情况",
        "二、存在的主要问题及改进情况",
        "三、其他需要报告的事项",
    ]
    yield text(
        "numbers-begin-again",
        "Numbering that starts again half-way",
        Published(149, headings=headings),
        may="GX202 GX207",
    )
    headings = [*HEADINGS[:3], "四、复议诉讼", *HEADINGS[4:]]
    yield text(
        "from-pdf-other-heading",
        "PDF text with labels and numbers on different lines",
        Published(150, headings=headings),
        "GX202",
        make=from_pdf,
    )
    yield text(
        "from-pdf-broken-headings",
        "PDF text, words broken in mid-line",
        Published(151),
        make=lambda it: from_pdf(it, widest=17),
    )
    yield text(
        "cut-before-figures",
        "a table cut by a page end",
        cut_before_figures(Published(152)),
        cells=all_cells(cut_before_figures(Published(152))),
    )
    headings = [*HEADINGS[:4], "六、存在的主要问题及改进情况", "七、其他需要报告的事项"]
    report = Published(
        153, headings=headings, after={4: ["五、信息处理费收取情况", "本年度未收取信息处理费。"]}
    )
    yield text(
        "fees-before-problems",
        "an extra section for processing fees",
        report,
        "GX202",
        prose={"overview": report.prose[1], "problems": report.prose[5], "other": report.prose[6]},
    )


TITLES = (
    # The first lines of a report, the organ and year that they say, how they vary.
    ([f"{ORGAN}2023年度政府信息公开工作年度报告"], ORGAN, 2023, "年度 doubled"),
    (
        [f"2023年度{ORGAN}政府信息公开年度报告"],
        ORGAN,
        2023,
        "年度 doubled, 工作 missing, year before the organ",
    ),
    ([f"{ORGAN}2023年政府信息公开年度报告"], ORGAN, 2023, "工作 missing"),
    ([f"{ORGAN}2023年政府信息公开工作报告"], ORGAN, 2023, "年度 missing"),
    (["2023年政府信息公开工作年度报告"], "", 2023, "no organ"),
    ([f"{ORGAN}政府信息公开工作年度报告"], ORGAN, None, "no year"),
    ([ORGAN, "2023年政府信息公开工作年度报告"], ORGAN, 2023, "broken over two lines"),
    ([f"{ORGAN}2023年政府信息", "公开工作年度报告"], ORGAN, 2023, "broken over two lines"),
    (
        [f"2023年{ORGAN}", "政府信息公开工作年度报告"],
        ORGAN,
        2023,
        "broken over two lines, year before the organ",
    ),
    ([f"{ORGAN}政府信息公开2023年度工作报告"], ORGAN, 2023, "year after the organ"),
    ([f"{ORGAN}关于2023年政府信息公开工作年度报告"], ORGAN, 2023, "year after the organ"),
    ([f"{ORGAN}二〇二三年政府信息公开工作年度报告"], ORGAN, 2023, "year after the organ"),
    (
        ["示例市示例区水务局（本级） 2023 年 度 政府信息公开工作年度报告"],
        "示例市示例区水务局（本级）",
        2023,
        "年度 doubled",
    ),
)

OTHER_WORDS = (
    # Which section, its heading, whether it is right as it is.
    (1, "一、总体情况概述"),
    (1, "一、概述"),
    (1, "一.总体情况"),
    (1, "1、总体情况"),
    (1, "一、一、总体情况"),
    (2, "二、行政机关主动公开政府信息情况"),
    (3, "三、行政机关收到和处理政府信息公开申请情况"),
    (3, "三、收到和处理政府信息公开申请的情况"),
    (4, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
    (4, "四、政府信息公开行政复议、 行政诉讼情况"),
    (5, "五、政府信息公开工作存在的主要问题及改进情况"),
    (5, "五、主要问题和改进措施"),
    (5, "五、政府信息公开工作存在的主要问题及改进措施"),
    (6, "六、其他需要说明的事项"),
    (6, "六、其他事项"),
    (6, "六、需要报告的其他事项"),
)

PERIODS = (
    ("本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。", ""),
    ("统计期限为2023年1月1日-2023年12月31日。", ""),
    ("统计期限为2023年1月1日至12月31日。", ""),
    ("统计期限自2023年1月1日至2023年12月30日。", "GX501"),
    ("统计期限自2023年1月1日起，至2023年12月21日止。", "GX501"),
    ("本报告统计期限自2022年1月1日起，至2022年12月31日止。", "GX501"),
)

MAKERS: tuple[tuple[str, Callable[[Published], bytes]], ...] = (
    ("html", site),
    ("docx", word),
    ("md", markdown),
    ("txt", from_word),
    ("xlsx", workbook),
)


def _around() -> Iterator[Case]:
    """Titles, headings and periods, in turn over the carriers."""
    for number, (lines, organ, year, phrase) in enumerate(TITLES):
        carrier, make = MAKERS[number % 5]
        report = Published(200 + number, title=list(lines))
        may = "" if organ and year else "GX212"
        yield case(f"title-{number}", carrier, phrase, report, make, may=may, organ=organ, year=year)
    right = (2, 3, 4)
    for number, (section, heading) in enumerate(OTHER_WORDS):
        carrier, make = MAKERS[(number + 1) % 5]
        report = Published(220 + number)
        report.headings[section - 1] = heading
        may = "" if section in right else "GX202 GX207"
        yield case(f"heading-{number}", carrier, heading, report, make, may=may)
    for number, (sentence, says) in enumerate(PERIODS):
        carrier, make = MAKERS[(number + 2) % 5]
        report = Published(240 + number, period=sentence)
        yield case(f"period-{number}", carrier, sentence, report, make, says)


def _mixtures() -> Iterator[Case]:
    """Several variants at once, by number: each change in turn with the next ones."""
    changes: tuple[tuple[str, Callable[[Published], Published], str], ...] = (
        ("brackets", brackets, ""),
        ("broken labels", broken_labels, ""),
        ("corner split", split_corner, ""),
        ("captions in cells", split_captions, ""),
        ("odd cells", odd_cells, "GX102 GX103 GX105"),
        ("total in third row", total_in_third_row, ""),
        ("placeholders", placeholders, ""),
    )
    for number in range(15):
        carrier, make = MAKERS[number % 5]
        chosen = [changes[(number + step) % len(changes)] for step in (0, 2, 3)]
        report = Published(260 + number, 2020 if number % 2 else 2023, prose=BEFORE if number % 3 else {})
        # Placeholders come last: they are made of whatever stands there.
        for _name, change, _says in sorted(chosen, key=lambda one: one[1] is placeholders):
            report = change(report)
        says = " ".join(says for _name, _change, says in chosen)
        yield case(f"mixture-{number}", carrier, ", ".join(name for name, *_ in chosen), report, make, says)


def _refused() -> Iterator[Case]:
    none = Published(300)

    def refused(name: str, carrier: str, data: Callable[[], bytes], error: str) -> Case:
        return Case(name, carrier, "not a report", data, none, {}, refused=error)

    yield refused(
        "other-page",
        "html",
        lambda: page(
            "<h1>水务局机构职能</h1><p>负责供水。</p><table><tr><td>科室</td><td>电话</td></tr><tr><td>办公室</td><td>1234567</td></tr></table>"
        ).encode(),
        "NotAReport",
    )
    yield refused("half-a-file", "docx", lambda: word(none)[:9000], "Unreadable")
    yield refused("half-a-book", "xlsx", lambda: workbook(none)[:4000], "Unreadable")
    yield refused("shopping", "txt", lambda: "购物清单\n一、鸡蛋\n二、牛奶\n".encode(), "NotAReport")
    yield refused(
        "readme", "md", lambda: "# 说明\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n".encode(), "NotAReport"
    )


def all_cases() -> tuple[Case, ...]:
    """Every case, by carrier."""
    groups: tuple[Iterable[Case], ...] = (
        _docx(),
        _html(),
        _xlsx(),
        _md(),
        _txt(),
        _around(),
        _mixtures(),
        _refused(),
    )
    return tuple(one for group in groups for one in group)

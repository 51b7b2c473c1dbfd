"""Text with rows in lines and tabs between cells; tests/corpus has whole reports of the kind."""

import pytest

from gxreport.document import Grid, Paragraph
from gxreport.readers.tabbed import document_of, has_rows

TABLE = ("收到\t办结", "3\t2", "4\t4")


def shown(*lines: str) -> list[str | list[list[str]]]:
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows]
        for block in document_of(lines).blocks
    ]


def test_lines_with_tabs_are_a_table():
    assert shown("一、总体情况", *TABLE, "二、主动公开") == [
        "一、总体情况",
        [["收到", "办结"], ["3", "2"], ["4", "4"]],
        "二、主动公开",
    ]


def test_blank_lines_between_rows_do_not_part_a_table():
    assert shown(TABLE[0], "", TABLE[1], "\t", TABLE[2]) == [[["收到", "办结"], ["3", "2"], ["4", "4"]]]


def test_blank_cells_are_cells_wherever_they_stand():
    assert shown("\t收到\t", "规章\t\t0", "许可\t\t\t")[0] == [
        ["", "收到", ""],
        ["规章", "", "0"],
        ["许可", "", "", ""],
    ]


def test_a_label_with_one_blank_cell_ends_a_table():
    assert shown("行政处罚\t3", "行政强制\t0", "行政收费\t", "以上为全年数")[0][2] == ["行政收费", ""]


def test_short_lines_between_rows_are_captions_and_so_is_the_line_above_them():
    assert shown("第一项", "甲\t乙", "第二项", "丙\t丁") == [
        [["第一项"], ["甲", "乙"], ["第二项"], ["丙", "丁"]]
    ]


def test_a_line_above_a_table_without_captions_is_a_paragraph():
    assert shown("单位：件", *TABLE)[0] == "单位：件"


@pytest.mark.parametrize("line", ["（二）办理情况", "全年收到申请3件。", "具体如下：", "一" * 31])
def test_headings_and_sentences_part_tables(line):
    tables = document_of((*TABLE, line, *TABLE)).blocks
    assert [type(block) for block in tables] == [Grid, Paragraph, Grid]


@pytest.mark.parametrize(
    "lines",
    [
        ("1.\t加强培训；", "2.\t严格审核。", "3.\t按期公布。"),
        ("联系人\t政务公开股",),
        ("全年收到申请3件。\t", "其中办结2件\t", "结转1件\t"),
    ],
)
def test_tabs_in_running_text_make_no_table(lines):
    assert shown(*lines) == [line.strip() for line in lines]


def test_a_cell_is_found_by_line_and_column():
    (grid,) = document_of(("", "收到\t 办结", "3\t2")).blocks
    assert isinstance(grid, Grid)
    done, two = grid.rows[0][1].place, grid.rows[1][1].place
    assert (done.line, done.column, done.length) == (2, 5, 2)
    assert (two.line, two.column, two.length) == (3, 3, 1)


def test_cells_that_are_each_led_by_a_tab_are_no_rows():
    assert not has_rows(("\t收到", "\t办结", "", "\t3", "\t2", "", "\t4", "\t4", "", "甲\t乙", "丙\t丁"))
    assert has_rows((*TABLE, "5\t5"))

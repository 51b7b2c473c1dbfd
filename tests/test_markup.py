"""The mark-up of prose: what is a heading, a list, a table, bold; and that no text is lost on the way."""

import re
import time

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from gxreport.markup import (
    BLANKS,
    Items,
    Paragraph,
    Run,
    TextTable,
    blocks,
    marked,
    plain,
    row_of,
    rule_of,
    unmarked,
    words,
    written,
)

MARKERS = re.compile(r"[*|\\\-:\s]")
PIECES = (
    *("*", "**", "***", "|", "\\", "\\|", "- ", "-", "---", ":-:", "（一）", "（1）", "1.", "1、", "一、"),
    *("\n", "\n\n", "\r\n", "\u3000", "\xa0", "\t", " ", "\x85", "\u2028", "甲", "乙。", "：", "，", "#"),
    *("| a | b |\n", "| --- | --- |\n", "| c |\n", "- 甲\n", "（一）甲。乙\n", "**甲**"),
)
# What the same blank line parts, or a pair of stars that only a lost blank kept apart.
LISTS = "- 甲\n\n- 乙"
TABLES = "| a | b |\n| c | d |\n\n| e |\n| f |"
ROWS = "| a |\n\n| b |"
STARS = "（1）甲**。 ** 乙"

UNSHRUNK = (Phase.explicit, Phase.generate)

texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))


def of(text: str) -> list:
    return list(blocks(text))


def only(text: str):
    (block,) = blocks(text)
    return block


def cells(table: TextTable) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


def bold(text: str) -> str:
    """The bold words of a line, in brackets."""
    return "".join(f"[{run.text}]" if run.bold else run.text for run in words(text))


# Any text


@settings(max_examples=300, phases=UNSHRUNK)
@given(texts)
@example(LISTS)
@example(TABLES)
@example(ROWS)
@example(STARS)
def test_blocks_come_back_from_what_is_written_of_them(text):
    found = of(text)
    assert of(written(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        LISTS,
        TABLES,
        ROWS,
        STARS,
        "- 甲\n乙\n- 丙",
        "| a | b |\n| c | d |\n乙\n| e |\n| f |",
        "（一）甲。**乙**丙",
        "**（一）甲。**乙",
        "甲\n\n\n乙",
        "",
        "\n\n",
    ],
)
def test_text_is_the_same_after_being_written(text):
    assert of(written(of(text))) == of(text)


@settings(max_examples=200)
@given(texts)
def test_what_was_written_twice_is_written_no_otherwise(text):
    once = written(blocks(written(blocks(text))))
    assert written(blocks(once)) == once


@pytest.mark.parametrize(
    "text",
    [
        LISTS,
        TABLES,
        ROWS,
    ],
)
def test_what_is_written_is_written_so_again(text):
    once = written(blocks(text))
    assert written(blocks(once)) == once


@settings(max_examples=300, phases=UNSHRUNK)
@given(texts)
@example("| a | 甲\\|\n| c | d |")
def test_no_character_is_lost_but_marks_and_blanks(text):
    assert MARKERS.sub("", unmarked(blocks(text))) == MARKERS.sub("", text)


@settings(max_examples=200)
@given(texts.filter(lambda text: "\\|" not in text))
def test_no_character_is_lost_where_no_bar_is_escaped(text):
    assert MARKERS.sub("", unmarked(blocks(text))) == MARKERS.sub("", text)


@given(st.text(max_size=40).filter(lambda text: "\n" not in text))
def test_words_are_the_line_without_the_stars_around_bold_ones(line):
    found = words(line)
    assert marked(found) == line
    assert plain(found).replace("*", "") == line.replace("*", "")
    assert all(run.text for run in found)


@given(st.text(st.characters(exclude_characters="*|-\n\\（(" + BLANKS), min_size=1, max_size=29))
def test_plain_line_is_itself(line):
    assert unmarked(blocks(line)) == line == written(blocks(line))


@given(st.integers(1, 5), st.data())
def test_rows_of_any_cells_come_back(columns, data):
    some = st.text(st.characters(exclude_characters="\n*", exclude_categories=("Cs",)), max_size=9)
    some = some.map(lambda text: text.strip(BLANKS).rstrip("\\"))
    some = some.filter(lambda text: "\\|" not in text and not re.fullmatch(":?-+:?", text))
    rows = data.draw(st.lists(st.lists(some, min_size=columns, max_size=columns), min_size=2, max_size=4))
    headed = data.draw(st.booleans())
    lines = [row_of(row) for row in rows]
    if headed:
        lines.insert(1, rule_of(columns))
    table = only("\n".join(lines))
    assert isinstance(table, TextTable)
    assert (cells(table), table.headed) == (rows, headed)


# Bold words


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("甲**乙**丙", "甲[乙]丙"),
        ("**甲**", "[甲]"),
        ("**甲****乙**", "[甲][乙]"),
        ("**甲**乙**丙**", "[甲]乙[丙]"),
        ("**甲", "**甲"),
        ("甲**", "甲**"),
        ("**甲**乙**", "[甲]乙**"),
        ("** 甲**", "** 甲**"),
        ("**甲 **", "**甲 **"),
        ("**\u3000甲**", "**\u3000甲**"),
        ("** ** **甲**", "** ** [甲]"),
        ("****", "****"),
        ("******", "******"),
        ("***甲***", "[*甲]*"),
        ("*甲*", "*甲*"),
        ("2**3", "2**3"),
        ("", ""),
    ],
)
def test_stars_in_pairs_around_words_make_them_bold(line, seen):
    assert bold(line) == seen


def test_bold_words_do_not_reach_over_the_end_of_a_line():
    assert [block.words for block in blocks("**甲\n乙**")] == [(Run("**甲"),), (Run("乙**"),)]


# Headings


@pytest.mark.parametrize(
    ("line", "heading", "rest", "level"),
    [
        ("（一）主动公开", "（一）主动公开", "", 2),
        ("(一) 主动公开", "(一) 主动公开", "", 2),
        ("1.平台建设", "1.平台建设", "", 3),
        ("1、平台建设", "1、平台建设", "", 3),
        ("（1）新媒体", "（1）新媒体", "", 4),
        ("　　（一）主动公开", "（一）主动公开", "", 2),
        ("（一）主动公开。全年35条。", "（一）主动公开。", "全年35条。", 2),
        ("（一）主动公开：全年35条。", "（一）主动公开：", "全年35条。", 2),
        ("（一）主动公开。 全年35条。", "（一）主动公开。", "全年35条。", 2),
        ("（十二）主动公开？是。", "（十二）主动公开？", "是。", 2),
        ("**（一）主动公开。**全年35条。", "（一）主动公开。", "全年35条。", 2),
    ],
)
def test_line_with_a_number_is_a_heading_and_may_run_on(line, heading, rest, level):
    block = only(line)
    assert (block.heading, plain(block.words), block.level) == (heading, rest, level)


@pytest.mark.parametrize(
    "line",
    [
        "一、总体情况",
        "3.5万件",
        "2023年，本局公开。",
        "（一）主动公开，",
        "（一）主动公开；",
        "1.主动公开、",
        "（一）" + "很" * 28 + "。长",
        "（一）" + "很" * 40,
        "（甲）主动公开",
        "（一",
        "（100）主动公开",
    ],
)
def test_other_lines_are_no_headings(line):
    block = only(line)
    assert (block.heading, block.level, plain(block.words)) == ("", 0, line)


def test_heading_is_at_most_thirty_characters():
    assert only("（一）" + "甲" * 26 + "。乙").heading == "（一）" + "甲" * 26 + "。"
    assert only("（一）" + "甲" * 27 + "。乙").heading == ""


def test_bold_words_behind_a_heading_stay_bold():
    block = only("（一）主动公开。全年**35条**。")
    assert block.words == (Run("全年"), Run("35条", bold=True), Run("。"))


def test_bold_words_that_a_heading_cuts_stay_bold_behind_it():
    block = only("**（一）主动公开。全年**35条。")
    assert (block.heading, block.words) == ("（一）主动公开。", (Run("全年", bold=True), Run("35条。")))


# Lists


def test_lines_with_a_dash_are_one_list():
    assert of("- 甲\n- **乙**") == [Items(((Run("甲"),), (Run("乙", bold=True),)))]


@pytest.mark.parametrize("line", ["-甲", "-", "- ", "—甲", "* 甲", "-\u3000甲", "--- 甲"])
def test_other_dashes_are_text(line):
    assert isinstance(only(line), Paragraph)


def test_blank_before_a_dash_is_no_matter():
    assert only("\u3000\u3000- 甲\n  -  乙 ") == Items(((Run("甲"),), (Run("乙"),)))


# Tables


def test_line_between_bars_alone_is_text():
    assert only("| 甲 | 乙 |") == Paragraph((Run("| 甲 | 乙 |"),))
    assert only("|") == Paragraph((Run("|"),))


def test_two_lines_between_bars_are_a_table():
    table = only("| 甲 | 乙 |\n|丙|丁|")
    assert (cells(table), table.headed) == ([["甲", "乙"], ["丙", "丁"]], False)


@pytest.mark.parametrize(
    "rule", ["| --- | --- |", "|---|---|", "| :--- | ---: |", "|:---:|:---:|", "| ---------- |"]
)
def test_rule_below_the_first_line_makes_it_a_heading(rule):
    table = only(f"| 甲 | 乙 |\n{rule}\n| 丙 | 丁 |")
    assert (cells(table), table.headed) == ([["甲", "乙"], ["丙", "丁"]], True)


@pytest.mark.parametrize("rule", ["| --- | 甲 |", "| --- |  |", "| —— | —— |", "| - - | --- |"])
def test_other_second_lines_are_rows(rule):
    table = only(f"| 甲 | 乙 |\n{rule}\n| 丙 | 丁 |")
    assert (len(table.rows), table.headed) == (3, False)


def test_heading_without_rows_is_a_table():
    table = only("| 甲 | 乙 |\n| --- | --- |")
    assert (cells(table), table.headed) == ([["甲", "乙"]], True)


def test_second_rule_is_a_row():
    table = only("| 甲 |\n| --- |\n| --- |")
    assert (cells(table), table.headed) == ([["甲"], ["---"]], True)


def test_short_rows_are_filled_up():
    assert cells(only("| 甲 |\n| 乙 | 丙 | 丁 |\n||")) == [["甲", "", ""], ["乙", "丙", "丁"], ["", "", ""]]


def test_bar_behind_a_stroke_is_text_of_the_cell():
    assert cells(only("| 甲\\|乙 | 丙 |\n| a\\b | \\ |")) == [["甲|乙", "丙"], ["a\\b", "\\"]]


@pytest.mark.parametrize("row", ["| 甲 | 乙\\|", "|甲\\|"])
def test_row_that_ends_in_an_escaped_bar_keeps_its_words(row):
    assert "甲" in unmarked(blocks(f"{row}\n{row}"))
    assert unmarked(blocks(f"{row}\n{row}")).count("乙") == 2 * row.count("乙")


def test_text_between_tables_parts_them():
    assert [block.kind for block in blocks("|a|\n|b|\n甲\n|c|\n|d|")] == ["table", "paragraph", "table"]


# Long texts


def seconds(unit: str, length: int) -> float:
    text = (unit * (length // len(unit) + 1))[:length]
    started = time.process_time()
    written(blocks(text))
    unmarked(blocks(text))
    return time.process_time() - started


@pytest.mark.parametrize(
    "unit",
    [
        "**",
        "甲**",
        "**甲**",
        *(
            "|",
            "\\",
            "\\|",
            "\\|\n",
            "| a ",
            "（一）",
            "（一",
            "（一）甲",
            "1.",
            "- ",
            "* ",
            "甲",
            " ",
            "\n",
            "甲。",
        ),
        *("| a | b |\n", "- 甲\n", "（一）甲。\n", "|\n", "||\n", ":-"),
    ],
)
def test_long_text_takes_time_in_proportion(unit):
    short = min(seconds(unit, 12_500) for _try in range(3))
    long = min(seconds(unit, 200_000) for _try in range(2))
    # 16 times as long; 256 times where time grows with the square. A busy machine is no defect.
    assert long < max(80 * short, 0.5)

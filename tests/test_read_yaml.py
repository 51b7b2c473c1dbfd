"""report.yaml and its JSON: every cell with its text and place; what is odd is noticed, never dropped."""

import contextlib
import json
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.strategies import as_yaml, reports, words
from tests.witness import key_lines

from gxreport.cell import MISSING, State
from gxreport.editions import EDITIONS, tables
from gxreport.form import layout
from gxreport.layout import Address
from gxreport.model import Noticed, OrganKind
from gxreport.readers import read
from gxreport.reading import NotAReport, Reading, Unreadable

YEARS = {2019: 2020, 2021: 2023}
NEW = Address("requests", "new", "natural")
SECRET = Address("requests", "results.refused.secret", "natural")
PENALTIES = Address("disclosure", "penalties", "decisions")


def reading(text: str, name: str = "report.yaml", edition: int | None = None) -> Reading:
    return read(name, text.encode(), edition)


def report_with(tables_text: str, head: str = "机关: 某局\n年度: 2023\n") -> Reading:
    return reading(head + tables_text)


def noticed(found: Reading) -> list[tuple[Noticed, str]]:
    return [(remark.noticed, remark.written) for remark in found.report.remarks]


def places(found: Reading) -> list[tuple[int | None, int | None]]:
    return [(remark.place.line, remark.place.column) for remark in found.report.remarks]


def raw(found: Reading, address: Address) -> str | None:
    return found.report.cells()[address].raw


def at(found: Reading, address: Address) -> str:
    """The characters of the file at the place of a cell, row or table."""
    place = found.figures[address]
    start = place.column - 1
    return found.lines[place.line - 1][start : start + place.length]


# Shapes of figures


def test_list_gives_every_column_of_its_row():
    found = report_with("主动公开:\n  规章: [1, 2, 3]\n")
    row = [raw(found, Address("disclosure", "regulations", c)) for c in ("issued", "repealed", "in_force")]
    assert row == ["1", "2", "3"]


def test_mapping_gives_the_columns_that_it_names():
    found = report_with("主动公开:\n  规章: {现行有效件数: 3, 制发件数: 1}\n")
    row = [raw(found, Address("disclosure", "regulations", c)) for c in ("issued", "repealed", "in_force")]
    assert row == ["1", None, "3"]


@pytest.mark.parametrize("written", ["12", "[12]", "{处理决定数量: 12}", "{decisions: 12}", "'12'"])
def test_row_of_one_column_is_written_in_any_way(written):
    found = report_with(f"主动公开:\n  行政处罚: {written}\n")
    assert (raw(found, PENALTIES), noticed(found)) == ("12", [])


def test_one_nought_fills_a_row():
    found = report_with("申请办理:\n  本年新收: 0\n")
    row = [cell for a, cell in found.report.cells().items() if a[:2] == ("requests", "new")]
    assert [cell.value for cell in row] == [0] * 7
    assert noticed(found) == []


def test_one_nought_fills_a_group_and_nothing_beside_it():
    found = report_with("申请办理:\n  不予公开: 0\n")
    filled = {a.row for a, cell in found.report.cells().items() if cell.state is State.NUMBER}
    assert len(filled) == 8
    assert all(row.startswith("results.refused.") for row in filled)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("key", ["主动公开", "申请办理", "复议诉讼"])
def test_one_nought_fills_a_table(key, edition):
    found = report_with(f"{key}: 0\n", f"机关: 某局\n年度: {YEARS[edition]}\n")
    name = {"主动公开": "disclosure", "申请办理": "requests", "复议诉讼": "reviews"}[key]
    for address, cell in found.report.cells().items():
        assert cell.value == (0 if address.table == name else None)
    assert noticed(found) == []


@pytest.mark.parametrize("written", ["5", "x", "[0]", "[[0]]"])
def test_only_nought_fills_a_table(written):
    found = report_with(f"复议诉讼: {written}\n")
    assert [kind for kind, _written in noticed(found)] == [Noticed.WRONG_SHAPE]
    assert {cell.state for cell in found.report.cells().values()} == {State.MISSING}


@pytest.mark.parametrize("written", ["[1, 2]", "[1, 2, 3, 4]", "[]", "5", "若干", "[[1], 2, 3]"])
def test_wrong_shape_is_no_guess(written):
    found = report_with(f"主动公开:\n  规章: {written}\n")
    assert Noticed.WRONG_SHAPE in [kind for kind, _written in noticed(found)]
    assert raw(found, Address("disclosure", "regulations", "issued")) is None
    about = {address for remark in found.report.remarks for address in remark.about}
    assert Address("disclosure", "regulations", "issued") in about


def test_wrong_length_says_how_many_there_should_be():
    found = report_with("申请办理:\n  本年新收: [1, 2, 3, 4, 5, 6]\n")
    (remark,) = found.report.remarks
    assert "7" in remark.meant
    assert "6" in remark.meant
    assert (remark.place.line, remark.place.column) == (4, 9)
    assert len(remark.about) == 7


# What is not there


def test_tilde_leaves_a_total_to_be_computed():
    found = report_with("申请办理:\n  本年新收: [1, 0, 0, 0, 0, 0, ~]\n  总计: ~\n")
    cells = found.report.cells()
    assert cells[Address("requests", "new", "total")] == MISSING
    assert {cell for a, cell in cells.items() if a.row == "results.total"} == {MISSING}


@pytest.mark.parametrize("written", ["~", "null", "", '""', "''", '" "'])
def test_empty_cell_that_is_no_total_is_blank(written):
    found = report_with(f"主动公开:\n  行政处罚: {written}\n")
    assert found.report.cells()[PENALTIES].state is State.BLANK


def test_quoted_blank_total_is_blank_and_not_left_out():
    found = report_with('申请办理:\n  本年新收: [1, 0, 0, 0, 0, 0, ""]\n')
    assert found.report.cells()[Address("requests", "new", "total")].state is State.BLANK


def test_missing_key_is_not_blank():
    found = report_with("主动公开:\n  行政许可: 1\n")
    assert found.report.cells()[PENALTIES] == MISSING
    assert PENALTIES not in found.figures


def test_missing_table_has_only_missing_cells():
    found = report_with("总体情况: 甲\n")
    assert set(found.report.cells().values()) == {MISSING}
    assert len(found.report.cells()) == 200
    assert found.report.problems is None
    assert found.report.overview == "甲"


def test_organ_and_year_are_needed():
    found = reading("总体情况: 甲\n")
    assert noticed(found) == [(Noticed.WRONG_SHAPE, "organ"), (Noticed.WRONG_SHAPE, "year")]


# Keys


def by_keys(edition: int, leaf) -> str:
    """report.yaml with every key of the list; `leaf` gives a row's value from its columns."""
    tree: dict[str, object] = {}
    for line in key_lines(edition):
        *groups, row = line.key.split(".")
        below = tree
        for group in groups:
            below = below.setdefault(group, {})
        below[row] = leaf(line.columns)
    return json.dumps({"机关": "某局", "年度": YEARS[edition], **tree}, ensure_ascii=False)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_key_of_the_list_is_known(edition):
    count = iter(range(1000))
    found = reading(by_keys(edition, lambda columns: {column: next(count) for column in columns}))
    assert noticed(found) == []
    assert [cell.raw for cell in found.report.cells().values()] == [str(n) for n in range(next(count))]


@pytest.mark.parametrize("edition", EDITIONS)
def test_lists_are_in_the_order_of_the_list_of_keys(edition):
    count = iter(range(1000))
    found = reading(by_keys(edition, lambda columns: [next(count) for _column in columns]))
    assert noticed(found) == []
    assert [cell.raw for cell in found.report.cells().values()] == [str(n) for n in range(next(count))]


@given(reports(), st.booleans(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_what_is_written_is_read(report, english, lists):
    found = reading(as_yaml(report, english=english, lists=lists)).report
    assert found.cells() == report.cells()
    assert [layout.edition for layout in found.layouts] == [layout.edition for layout in report.layouts]
    for field in ("organ", "year", "edition", "overview", "problems", "other", "remarks"):
        assert getattr(found, field) == getattr(report, field)


@pytest.mark.parametrize("edition", EDITIONS)
def test_english_names_may_leave_out_the_results(edition):
    for table in tables(edition):
        for row in layout(table).rows:
            names = row.names[len(row.names) - len(row.keys) :]
            nested = "0"
            for name in reversed(names):
                nested = f"{{{name}: {nested}}}"
            found = report_with(f"{table.section.name}: {nested}\n", f"organ: a\nyear: {YEARS[edition]}\n")
            filled = {a.row for a, cell in found.report.cells().items() if cell.state is State.NUMBER}
            assert (filled, noticed(found)) == ({row.name}, [])


@pytest.mark.parametrize(
    "written",
    [
        "申请办理: {不予公开: {国家秘密: {自然人: 3}}}",
        "申请办理: {不予公开: {secret: {自然人: 3}}}",
        "申请办理: {refused: {国家秘密: {natural: 3}}}",
        "requests: {不予公开: {国家秘密: [3, 0, 0, 0, 0, 0, 3]}}",
        "requests: {results: {refused: {国家秘密: {自然人: 3}}}}",
        "申请办理: {results: {不予公开: {secret: {自然人: 3}}}}",
    ],
)
def test_keys_of_both_languages_may_be_mixed(written):
    found = report_with(written)
    assert (raw(found, SECRET), noticed(found)) == ("3", [])


@pytest.mark.parametrize(
    ("written", "key", "meant", "place"),
    [
        ("发布日斯: 2024-01-25\n", "发布日斯", "发布日期", (3, 1)),
        ("主动公开:\n  行政处法: 3\n", "行政处法", "行政处罚", (4, 3)),
        ("申请办理:\n  不予公开:\n    国家机密: 0\n", "国家机密", "国家秘密", (5, 5)),
        ("申请办理:\n  本年新收: {自燃人: 1}\n", "自燃人", "自然人", (4, 10)),
        ("reviews:\n  reconsiderations: 0\n", "reconsiderations", "reconsideration", (4, 3)),
    ],
)
def test_unknown_key_is_noticed_with_the_key_that_was_meant(written, key, meant, place):
    found = report_with(written)
    remark = next(r for r in found.report.remarks if r.noticed is Noticed.UNKNOWN_KEY)
    assert (remark.written, remark.meant) == (key, meant)
    assert (remark.place.line, remark.place.column, remark.place.length) == (*place, len(key))


def test_unknown_key_like_no_other_is_noticed_too():
    found = report_with("天气: 晴\n? [甲, 乙]\n: 丙\n")
    assert [kind for kind, _written in noticed(found)] == [Noticed.UNKNOWN_KEY] * 2
    assert places(found)[0] == (3, 1)


@pytest.mark.parametrize(
    ("written", "again"),
    [
        ("年度: 2024\n", (3, 1)),
        ("year: 2024\n", (3, 1)),
        ("主动公开:\n  行政处罚: 3\n  行政处罚: 4\n", (5, 3)),
        ("主动公开:\n  行政处罚: 3\n  penalties: 4\n", (5, 3)),
        ("主动公开: {行政处罚: 3}\ndisclosure: {行政处罚: 4}\n", (4, 1)),
        ("申请办理:\n  本年新收: {自然人: 1, natural: 2}\n", (4, 18)),
        ("申请办理:\n  予以公开: 0\n  results: {granted: [1, 0, 0, 0, 0, 0, 1]}\n", (5, 13)),
        ("申请办理:\n  results: {granted: 0}\n  予以公开: [1, 0, 0, 0, 0, 0, 1]\n", (5, 3)),
        ("申请办理:\n  不予公开: {国家秘密: 0}\n  results: {refused: {secret: 1}}\n", (5, 23)),
    ],
)
def test_key_given_twice_is_noticed_and_the_first_one_counts(written, again):
    found = report_with(written)
    assert [kind for kind, _written in noticed(found)] == [Noticed.REPEATED_KEY]
    assert places(found) == [again]
    assert found.report.year == 2023
    assert raw(found, PENALTIES) in ("3", None)


@pytest.mark.parametrize(
    "written",
    [
        "申请办理:\n  不予公开: 0\n  results: {refused: {secret: [9, 0, 0, 0, 0, 0, 9]}}\n",
        "申请办理:\n  results: {refused: {secret: [9, 0, 0, 0, 0, 0, 9]}}\n  不予公开: 0\n",
        "申请办理:\n  results: 0\n  予以公开: [9, 0, 0, 0, 0, 0, 9]\n",
        "申请办理:\n  予以公开: [9, 0, 0, 0, 0, 0, 9]\n  results: 0\n",
    ],
)
def test_row_filled_through_its_group_and_by_itself_is_noticed(written):
    assert Noticed.REPEATED_KEY in [kind for kind, _written in noticed(report_with(written))]


# What YAML can do and a report does not need


@pytest.mark.parametrize(
    "written",
    [
        "复议诉讼:\n  行政复议: &a [1, 0, 0, 0, 1]\n  复议后起诉: *a\n",
        "主动公开: {行政许可: &a 1, 行政处罚: *a}\n",
        "总体情况: &a 甲\n其他需要报告的事项: *a\n",
        "主动公开: {规章: [&a 1, *a, 5]}\n",
        "主动公开: {规章: [&a 1, 0, 5], 行政处罚: *a}\n",
        "主动公开: {规章: [&a 1, 0, 5], 行政规范性文件: {制发件数: *a}}\n",
        "天气: &a 3\n主动公开: {行政处罚: *a}\n",
    ],
)
def test_alias_is_noticed(written):
    found = report_with(written)
    assert Noticed.REFUSED_YAML in [kind for kind, _written in noticed(found)]


@pytest.mark.parametrize(
    "written",
    ["主动公开: &a {规章: *a}\n", "主动公开: &a {主动公开: *a}\n", "复议诉讼: &a [*a]\n", "天气: &a [*a]\n"],
)
def test_recursive_alias_ends(written):
    assert noticed(report_with(written))


def test_billion_laughs_are_over_at_once():
    lines = ["a0: &a0 [0, 0]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    start = time.process_time()
    found = report_with("\n".join([*lines, "主动公开: *a29", "总体情况: *a29"]))
    assert time.process_time() - start < 1
    assert noticed(found)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("主动公开: {行政处罚: !!int 3}\n", (3, 14)),
        ("主动公开: {规章: [0, !x 0, 0]}\n", (3, 16)),
        ("主动公开: !!map {}\n", (3, 7)),
        ("主动公开: {!!str 行政处罚: 3}\n", (3, 8)),
        ("总体情况: !!python/object/apply:os.system [ls]\n", (3, 7)),
    ],
)
def test_tag_is_noticed(written, place):
    found = report_with(written)
    assert Noticed.REFUSED_YAML in [kind for kind, _written in noticed(found)]
    assert place in places(found)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
@pytest.mark.parametrize("levels", [40, 400])
def test_deep_nesting_is_noticed(opening, levels):
    closing = {"[": "]", "{a: ": "}", "- ": "x"}[opening]
    nested = opening * levels + closing * (1 if opening == "- " else levels)
    found = report_with(f"总体情况:\n  {nested}\n")
    assert Noticed.TOO_DEEP in [remark.noticed for remark in found.report.remarks]


@pytest.mark.parametrize("name", ["report.yaml", "report.json"])
@pytest.mark.parametrize("end", ["", "]" * 100_000 + "}"])
def test_bottomless_nesting_is_refused_at_once(name, end):
    start = time.process_time()
    with pytest.raises(Unreadable):
        reading('{"总体情况":' + "[" * 100_000 + end, name)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("017", 17),
        ("no", None),
        ("1:30", None),
        ("0x1F", None),
        ("1e3", None),
        ("1_000", None),
        ("0o17", None),
    ],
)
def test_scalars_are_not_those_of_yaml_1_1(written, value):
    found = report_with(f"主动公开: {{行政处罚: {written}}}\n")
    cell = found.report.cells()[PENALTIES]
    assert (cell.raw, cell.value) == (written, value)


def test_words_stay_words():
    found = report_with(
        "总体情况: no\n存在的主要问题及改进情况: 2023-01-01\n其他需要报告的事项: 1:30\n"
    ).report
    assert (found.overview, found.problems, found.other) == ("no", "2023-01-01", "1:30")


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85"])
def test_only_line_feeds_end_a_line(character):
    """YAML 1.2 has no other line ends; these come with text that is pasted from web pages and slides."""
    block = report_with(f"总体情况: |\n  甲{character}乙\n  丙\n主动公开: {{行政处罚: 3}}\n")
    assert block.report.overview == f"甲{character}乙\n丙"
    assert at(block, PENALTIES) == "3"


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85"])
def test_places_after_an_odd_line_separator_are_right(character):
    found = report_with(f'总体情况: "甲{character}乙"  # {character}\n主动公开: {{行政处罚: 3}}\n')
    assert at(found, PENALTIES) == "3"


@pytest.mark.parametrize("written", ["总体情况: 甲\x07乙\n", "总体情况: 甲\x1b[0m\n", "总体情况: 甲\ufffe\n"])
def test_control_character_is_refused_with_a_sentence(written):
    with pytest.raises(Unreadable):
        report_with(written)


# Single values


@pytest.mark.parametrize("written", ["2023", "'2023'", "2023年", "2023年度", "２０２３", " 2023 "])
def test_year_is_read(written):
    assert reading(f"机关: 某局\n年度: {written}\n").report.year == 2023


@pytest.mark.parametrize(
    "written", ["二〇二三", "23", "20230", '"0000020230"', "-2023", "2023.0", "[2023]", "~", '""']
)
def test_year_that_is_none_is_noticed(written):
    found = reading(f"机关: 某局\n年度: {written}\n")
    assert found.report.year is None
    assert [kind for kind, _written in noticed(found)] == [Noticed.WRONG_SHAPE]
    assert places(found)[0][0] == 2


@pytest.mark.parametrize("digits", [10, 400, 5000, 100_000])
def test_year_of_many_digits_is_noticed(digits):
    found = reading(f'机关: 某局\n年度: "000002023{"0" * digits}"\n')
    assert (found.report.year, places(found)) == (None, [(2, 5)])


@pytest.mark.parametrize(
    ("written", "kind"),
    [("部门", OrganKind.DEPARTMENT), ("乡镇街道", OrganKind.TOWNSHIP), ("government", OrganKind.GOVERNMENT)],
)
def test_kind_of_organ_is_read_in_both_languages(written, kind):
    assert report_with(f"机关类型: {written}\n").report.organ_kind is kind


@pytest.mark.parametrize(
    "written",
    [
        "机关类型: 公司\n",
        "格式: 2020\n",
        "发布日期: 2024-02-30\n",
        "发布日期: 一月\n",
        "统计期限: 2023\n",
        "统计期限: 2023-01-01/2023-13-01\n",
        "统计期限: [2023-01-01, 2023-12-31]\n",
        "标题: [甲]\n",
        "总体情况: {甲: 乙}\n",
    ],
)
def test_value_that_makes_no_sense_is_noticed(written):
    found = report_with(written)
    assert [kind for kind, _written in noticed(found)] == [Noticed.WRONG_SHAPE]
    assert places(found)[0][0] == 3


# Which edition


@pytest.mark.parametrize(
    ("head", "edition"),
    [
        ("年度: 2019\n", 2019),
        ("年度: 2020\n", 2019),
        ("年度: 2021\n", 2021),
        ("年度: 2030\n", 2021),
        ("年度: 2020\n格式: 2021\n", 2021),
        ("年度: 2023\n格式: 2019\n", 2019),
        ("格式: 2019\n", 2019),
        ("格式: 2019\n年度: 2023\n", 2019),
    ],
)
def test_edition_is_the_stated_one_or_that_of_the_year(head, edition):
    found = report_with("主动公开: {规章: [0, 0, 0]}\n复议诉讼: 0\n", f"机关: 某局\n{head}").report
    assert found.edition == edition
    assert [layout.edition for layout in found.layouts] == [edition, edition, None]


@pytest.mark.parametrize("edition", EDITIONS)
def test_keys_show_the_edition_where_nothing_else_does(edition):
    text = by_keys(edition, lambda columns: dict.fromkeys(columns, 0))
    found = reading(text.replace(f'"年度": {YEARS[edition]}, ', ""))
    assert found.report.edition == edition
    assert [kind for kind, _written in noticed(found)] == [Noticed.WRONG_SHAPE]  # no year


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("year", [2020, 2023])
def test_keys_show_the_edition_of_each_table(edition, year):
    text = by_keys(edition, lambda columns: dict.fromkeys(columns, 0))
    found = reading(text.replace(str(YEARS[edition]), str(year)))
    assert [layout.edition for layout in found.report.layouts] == [edition, edition, None]
    assert noticed(found) == []


def test_mixed_forms_are_read_table_by_table():
    found = report_with("主动公开: {规范性文件: [0, 0, 0]}\n申请办理: {其他处理: {逾期未缴费: 0}}\n").report
    assert [layout.edition for layout in found.layouts] == [2019, 2021, None]


def test_one_key_of_another_edition_is_a_wrong_key_and_no_other_edition():
    """规范性文件 for 行政规范性文件 is common; the five lines beside it fit the edition of 2021 alone."""
    others = "规章: 0, 行政许可: 12, 行政处罚: 3, 行政强制: 1, 行政事业性收费: 1.25"
    found = report_with(f"主动公开: {{规范性文件: [2, 0, 5], {others}}}\n")
    assert found.report.layouts[0].edition == 2021
    assert [(r.noticed, r.written, r.meant) for r in found.report.remarks] == [
        (Noticed.UNKNOWN_KEY, "规范性文件", "行政规范性文件")
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_edition_of_the_command_line_wins(edition):
    found = reading("机关: 某局\n年度: 2023\n格式: 2021\n主动公开: {规范性文件: 0}\n", edition=edition)
    assert found.report.edition == edition
    assert [layout.edition for layout in found.report.layouts] == [edition, edition, None]
    assert bool(noticed(found)) == (edition == 2021)


# Places


@given(
    reports(),
    st.booleans(),
    st.booleans(),
    st.sampled_from([" ", "  ", "    "]),
    st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=40, deadline=None)
def test_text_at_the_place_of_a_cell_is_the_cells_text(report, english, lists, gap, end):
    found = reading(as_yaml(report, english=english, lists=lists, gap=gap).replace("\n", end))
    for address, cell in report.cells().items():
        assert at(found, address).strip('"') == cell.raw
    for table in report.layouts:
        assert at(found, Address(table.name)) in (table.name, table.section.key)
        for row in table.rows:
            assert at(found, Address(table.name, row.name)) in (row.names[-1], row.keys[-1])


def test_cell_of_a_row_of_noughts_stands_at_the_nought():
    found = report_with("申请办理:\n  不予公开: 0   # 没有\n")
    assert (at(found, SECRET), found.figures[SECRET].line, found.figures[SECRET].column) == ("0", 4, 9)


def spelled(found: Reading, field: str, text: str) -> list[str]:
    """What stands in the file at the place of each character of a text."""
    passage = found.passages[field]
    seen = []
    for offset, character in enumerate(text):
        if character != "\n":
            place = passage.place(offset, offset + 1)
            seen.append(found.lines[place.line - 1][place.column - 1 :][:1])
    return seen


PROSE = "甲乙、\n  1. 丙 \n\n丁“戊”：己 # 庚"


@pytest.mark.parametrize("header", ["|", "|-", "|+", "| # 注", "|2", "|2-"])
@pytest.mark.parametrize("indent", [2, 4])
def test_characters_of_a_literal_block_are_where_they_stand(header, indent):
    if "2" in header and indent == 4:
        header = header.replace("2", "4")
    body = "".join(f"{' ' * indent}{line}\n" if line else "\n" for line in PROSE.split("\n"))
    found = report_with(f"总体情况: {header}\n{body}其他需要报告的事项: 无\n")
    assert found.report.overview == PROSE
    assert spelled(found, "overview", PROSE) == list(PROSE.replace("\n", ""))


@pytest.mark.parametrize("header", ["|2", "|"])
def test_literal_block_may_begin_with_blanks(header):
    first = "    " if header == "|2" else ""
    found = report_with(f"总体情况: {header}\n\n  {first}甲\n  乙\n")
    assert found.report.overview == f"\n{first}甲\n乙"
    assert spelled(found, "overview", found.report.overview) == list(f"{first}甲乙")


@given(words)
@settings(max_examples=60)
@example("一句 '引' “话”")
def test_characters_of_a_quoted_line_are_where_they_stand(text):
    single = "'" + text.replace("'", "''") + "'"
    for written in (single, json.dumps(text, ensure_ascii=False), json.dumps(text, ensure_ascii=True)):
        found = report_with(f"总体情况: {written}\n")
        assert found.report.overview == text
        marks = "\\" + "'"
        for seen, character in zip(spelled(found, "overview", text), text, strict=True):
            assert seen in (character, *marks)  # of an escape the place is its first character
            assert seen == character or character in "\"'\\" or not character.isascii()


@pytest.mark.parametrize("text", ["甲'乙丙", "it''s", "''", "甲'", "'乙'丙'丁"])
def test_places_after_a_doubled_quote_are_right(text):
    found = report_with(f"总体情况: '{text.replace(chr(39), chr(39) * 2)}'\n")
    assert found.report.overview == text
    assert spelled(found, "overview", text) == list(text)


def test_characters_of_a_plain_line_are_where_they_stand():
    text = "甲乙 丙，丁“戊”"
    found = report_with(f"总体情况:   {text}   # 注\n")
    assert spelled(found, "overview", text) == list(text)


@pytest.mark.parametrize(
    "written",
    [
        ">\n  甲乙丙\n  丁戊己\n\n  庚辛\n",
        ">-\n  甲乙丙\n  丁戊己\n\n  庚辛\n",
        "\n  甲乙丙\n  丁戊己\n\n  庚辛\n",
        "甲乙丙\n  丁戊己\n\n  庚辛\n",
        '"甲乙丙\n  丁戊己\n\n  庚辛"\n',
        "'甲乙丙\n  丁戊己\n\n  庚辛'\n",
    ],
)
def test_words_of_a_folded_text_are_found_on_their_line(written):
    found = report_with(f"总体情况: {written}")
    assert found.report.overview == "甲乙丙 丁戊己\n庚辛"
    for word in ("甲", "丙", "丁", "己", "庚", "辛"):
        assert spelled(found, "overview", found.report.overview.replace(" ", ""))
        start = found.report.overview.index(word)
        place = found.passages["overview"].place(start, start + 1)
        assert found.lines[place.line - 1][place.column - 1] == word


def test_greater_than_in_a_folded_text_is_not_its_header():
    found = report_with("总体情况: >\n  甲 > 乙\n  丙\n")
    text = found.report.overview
    place = found.passages["overview"].place(text.index("丙"), text.index("丙") + 1)
    assert (place.line, place.column) == (5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "甲乙丙",
        'say "甲"',
        "a\\b",
        "甲\t乙",
        "/甲",
        "\x01甲",
        "甲\n乙",
        "\U00020bb7野家",
        "甲\U0001f600\U0001f600乙",
    ],
)
@pytest.mark.parametrize("ascii_only", [True, False])
def test_characters_of_a_json_string_are_where_they_stand(text, ascii_only):
    written = json.dumps({"机关": "某局", "总体情况": text, "年度": 2023}, ensure_ascii=ascii_only)
    if not ascii_only:
        written = written.replace("/", "\\/")
    found = reading(written, "report.json")
    assert found.report.overview == text
    passage = found.passages["overview"]
    for offset, character in enumerate(text):
        place = passage.place(offset, offset + 1)
        assert place.line == 1
        rest = written[place.column - 1 :]
        forms = (character, json.dumps(character)[1:-1], "\\/" if character == "/" else character)
        assert rest.startswith(forms)


def test_places_behind_a_surrogate_pair_are_right():
    written = '{"标题": "\\ud83d\\ude00", "年度": 2023, "机关": "某局", "disclosure": {"penalties": 7}}'
    found = reading(written, "report.json")
    assert found.report.title == "\U0001f600"
    assert at(found, PENALTIES) == "7"


# JSON


def test_json_is_read_like_yaml():
    text = by_keys(2021, lambda columns: [0] * len(columns))
    assert reading(text, "report.json").report == reading(text, "report.yaml").report


@pytest.mark.parametrize("white", [" ", "\n", "\t", "\r\n", "\n\t"])
def test_json_may_have_white_space_anywhere(white):
    tokens = ["{", '"机关"', ":", '"某局"', ",", '"年度"', ":", "2023", ",", '"主动公开"', ":", "{", '"规章"']
    tokens += [":", "[", "1", ",", "2", ",", "3", "]", "}", "}"]
    found = reading(white + white.join(tokens) + white, "report.json")
    assert noticed(found) == []
    assert at(found, Address("disclosure", "regulations", "in_force")) == "3"


@pytest.mark.parametrize(
    "written",
    [
        "{机关: 某局}",
        "{'机关': '某局'}",
        '{"机关": "某局",}',
        '{"机关": "某局"} # 注',
        '{"机关": "某\n局"}',
        '{"机关": "某\t局"}',
        '{"年度": NaN}',
        '{"年度": -Infinity}',
        '{"年度": 02023}',
        '{"年度": +2023}',
        '{"年度": 2023',
        '{"年度": 2023}}',
        '{"机关": "\\x41"}',
        "机关: 某局",
    ],
)
def test_what_is_not_json_is_refused(written):
    with pytest.raises(Unreadable) as refused:
        reading(written, "report.json")
    assert "JSON" in refused.value.sentence


def test_json_key_given_twice_is_noticed():
    found = reading('{"机关": "某局", "年度": 2023, "主动公开": {"规章": 0, "规章": 1}}', "report.json")
    assert noticed(found) == [(Noticed.REPEATED_KEY, "规章")]


def test_json_null_is_tilde():
    found = reading(
        '{"机关": "某局", "年度": 2023, "申请办理": {"本年新收": {"自然人": null, "总计": null}}}'
    )
    assert found.report.cells()[NEW].state is State.BLANK
    assert found.report.cells()[Address("requests", "new", "total")] == MISSING


# Files that are no report


@pytest.mark.parametrize(
    "written",
    ["", "  \n", "# 只有注释\n", "---\n", "- 甲\n- 乙\n", "a: [1\n", "\ta: 1\n", "a: 1\n---\nb: 2\n"],
)
def test_file_that_is_no_yaml_is_unreadable(written):
    with pytest.raises(Unreadable) as refused:
        reading(written)
    assert refused.value.sentence


@pytest.mark.parametrize("written", ["甲\n", "name: x\n", "甲: 乙\n"])
def test_yaml_that_is_no_report_is_no_report(written):
    with pytest.raises(NotAReport):
        reading(written)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le"])
def test_other_encoding_is_named(encoding):
    with pytest.raises(Unreadable) as refused:
        read("report.yaml", "机关: 某某局某某局\n年度: 2023\n".encode(encoding))
    assert encoding[:6].upper() in refused.value.sentence


def test_byte_order_mark_is_no_part_of_the_first_key():
    found = read("report.yaml", "\ufeff机关: 某局\n年度: 2023\n".encode())
    assert (found.report.organ, noticed(found)) == ("某局", [])


# Anything


def reads_or_refuses(name: str, data: bytes) -> None:
    start = time.process_time()
    with contextlib.suppress(Unreadable):
        assert isinstance(read(name, data), Reading)
    assert time.process_time() - start < 1


any_name = st.sampled_from(["report.yaml", "report.json"])


@given(st.binary(max_size=200), any_name)
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(data, name):
    reads_or_refuses(name, data)


@given(st.text(max_size=200), any_name)
@settings(deadline=None)
def test_any_text_is_read_or_refused(text, name):
    reads_or_refuses(name, text.encode("utf-8", "surrogatepass"))


fragments = st.one_of(
    st.text(max_size=4),
    st.sampled_from(list("{}[],:#&*!|>'\"%@`?-~ \n\t\r\x85\u2028\ufeff\x00\x07")),
    st.sampled_from(
        ["\n  ", ": ", "- ", "? ", "&a ", "*a", "!!int ", "<<: ", "---\n", "...\n", "%YAML 1.1\n"]
    ),
    st.sampled_from(
        ["机关", "年度", "申请办理", "results", "统计期限", "不予公开", "\\ud83d", "\\ude00", "9" * 30]
    ),
)


@given(reports(), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), fragments), max_size=4), any_name)
@settings(max_examples=60, deadline=None)
def test_damaged_report_is_read_or_refused(report, damages, name):
    text = as_yaml(report, lists=False) if name.endswith("yaml") else by_keys(2021, lambda columns: 0)
    for where, cut, put in damages:
        start = int(where * len(text))
        text = text[:start] + put + text[start + cut :]
    reads_or_refuses(name, text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    "written",
    [
        "".join(f"键名字{n}: 1\n" for n in range(10_000)),
        "主动公开: {" + ", ".join(f"行政处{n}: 1" for n in range(10_000)) + "}\n",
        "总体情况: |\n" + "  甲\n" * 20_000,
        "总体情况: '" + "甲\n  " * 20_000 + "'\n",
        'organ_: "' + "\\u7532" * 20_000 + '"\n',
        "本年新收" * 5000 + ": 1\n",
        "申请办理: {本年新收: [" + "0, " * 50_000 + "0]}\n",
        "主动公开: {行政处罚: " + "9" * 100_000 + "}\n",
        "主动公开: {行政处罚: '" + "1" * 50_000 + " " * 50_000 + "x'}\n",
        "统计期限: '" + "2023-01-01/" * 10_000 + "'\n",
        "年度: '" + "9" * 100_000 + "'\n",
    ],
    ids=lambda text: text[:12],
)
def test_large_odd_file_is_read_or_refused_within_a_second(written):
    reads_or_refuses("report.yaml", f"机关: 某局\n年度: 2023\n{written}".encode())

"""The form in code is the form in print: compared with the witness, which was typed by hand."""

from collections import Counter
from dataclasses import FrozenInstanceError, fields

import pytest
from pydantic import ValidationError
from tests.witness import Seen, key_lines, witness

from gxreport.cell import MISSING, read
from gxreport.editions import EDITIONS, edition_for, tables
from gxreport.form import layout
from gxreport.grid import Placed, PrintedTable, place
from gxreport.layout import Address, Kind, TableLayout
from gxreport.sections import SECTIONS

PAIRS = [
    pytest.param(layout(table), seen, id=f"{edition}-{table.section.name}")
    for edition in EDITIONS
    for table, seen in zip(tables(edition), witness(edition).tables, strict=True)
]
both_editions = pytest.mark.parametrize("edition", EDITIONS)
each_table = pytest.mark.parametrize(("ours", "seen"), PAIRS)


def path(ours: TableLayout, address: Address) -> tuple[str, ...]:
    """The printed labels that lead to a figure: of its row, then of its column."""
    return (*ours.row(address.row).labels, *ours.column(address).labels)


def in_print(printed: PrintedTable) -> list[Placed]:
    """The cells as one reads them: line by line, from left to right."""
    return sorted(printed.cells, key=lambda cell: (cell.row, cell.column))


@both_editions
def test_the_witness_knows_these_editions(edition):
    assert witness(edition).title == "<机关名称><年度>年政府信息公开工作年度报告"
    assert len(witness(edition).tables) == 3


@both_editions
def test_sections_are_those_of_the_form(edition):
    assert [section.heading for section in SECTIONS] == witness(edition).sections
    assert [section.number for section in SECTIONS] == [1, 2, 3, 4, 5, 6]


@both_editions
def test_table_tells_its_edition_unless_all_print_it_alike(edition):
    for table in tables(edition):
        is_alike = all(table in tables(other) for other in EDITIONS)
        assert layout(table).edition == (None if is_alike else edition)


@pytest.mark.parametrize(
    ("year", "edition"), [(2018, None), (2019, 2019), (2020, 2019), (2021, 2021), (2030, 2021)]
)
def test_form_of_a_reporting_year(year, edition):
    assert edition_for(year) == edition


@each_table
def test_table_stands_in_the_section_of_its_name(ours, seen):
    assert ours.section.title == seen.title


@each_table
def test_every_line_is_printed_with_its_labels(ours, seen):
    lines: list[list[str]] = [[] for _ in range(place(ours).rows)]
    for cell in in_print(place(ours)):
        lines[cell.row].append(cell.label)
    assert lines == [[cell.text for cell in line] for line in seen.lines]


@each_table
def test_every_cell_spans_what_the_form_prints(ours, seen):
    printed = in_print(place(ours))
    stated = [cell for line in seen.lines for cell in line]
    assert len(printed) == len(stated)
    for ours_here, cell in zip(printed, stated, strict=True):
        here = Seen(
            ours_here.label,
            ours_here.height if cell.height else None,
            ours_here.width if cell.width else None,
        )
        assert here == cell


def test_captions_of_2019_span_the_table():
    # The witness states no other span for this table, so the test above compares its labels only.
    printed = place(layout(tables(2019)[0]))
    captions = [cell for cell in printed.cells if cell.label.startswith("第二十条")]
    assert len(captions) == 5
    assert all((cell.column, cell.width, cell.height) == (0, printed.columns, 1) for cell in captions)


@each_table
def test_cells_tile_the_grid(ours, seen):
    printed = place(ours)
    covered = Counter(
        (row, column)
        for cell in printed.cells
        for row in range(cell.row, cell.row + cell.height)
        for column in range(cell.column, cell.column + cell.width)
    )
    whole = {(row, column) for row in range(printed.rows) for column in range(printed.columns)}
    assert set(covered) == whole
    assert set(covered.values()) == {1}


@each_table
def test_every_figure_has_the_labels_of_the_form(ours, seen):
    assert [path(ours, address) for address in ours.addresses()] == [
        (*figure.row, *figure.column) for figure in seen.figures
    ]


@each_table
def test_figures_are_placed_in_the_order_of_the_form(ours, seen):
    figures = [cell.address for cell in in_print(place(ours)) if cell.address]
    assert [path(ours, address) for address in figures] == [
        (*figure.row, *figure.column) for figure in seen.figures
    ]


@each_table
def test_every_figure_stands_below_and_beside_its_labels(ours, seen):
    printed = place(ours)
    headings = [cell for cell in printed.cells if cell.heads]
    for figure in printed.cells:
        if figure.address is None:
            continue
        over = [h for h in headings if h.heads == "col" and h.row < figure.row and _shares_column(h, figure)]
        beside = [h for h in headings if h.heads == "row" and h.row <= figure.row < h.row + h.height]
        assert max(over, key=lambda h: h.row).label == path(ours, figure.address)[-1]
        assert set(path(ours, figure.address)) <= {h.label for h in (*over, *beside)}
        if beside:
            assert max(beside, key=lambda h: h.column).label == ours.row(figure.address.row).label
        assert printed.heading_rows <= figure.row


def _shares_column(heading: Placed, figure: Placed) -> bool:
    return heading.column <= figure.column < heading.column + heading.width


@each_table
def test_every_figure_holds_what_the_form_says(ours, seen):
    assert [ours.column(address).kind.value for address in ours.addresses()] == [
        figure.holds for figure in seen.figures
    ]


@each_table
def test_equalities_are_those_of_the_form(ours, seen):
    found = {
        frozenset(
            frozenset(path(ours, address) for address in side) for side in (equation.left, equation.right)
        )
        for equation in ours.equations
    }
    assert found == seen.equalities
    assert len(ours.equations) == len(found)


@each_table
def test_counts_are_those_that_the_witness_states(ours, seen):
    printed = place(ours)
    counts = {
        "value cells": len(list(ours.addresses())),
        "grid columns": printed.columns,
        "grid rows": printed.rows,
    }
    assert seen.stated == {what: counts[what] for what in seen.stated}
    assert "value cells" in seen.stated


def test_there_are_398_cells_in_all():
    counts = [len(list(layout(table).addresses())) for edition in EDITIONS for table in tables(edition)]
    assert counts == [22, 161, 15, 10, 175, 15]
    assert sum(counts) == 398


def test_grids_of_2021_have_the_size_of_the_form():
    sizes = [(place(layout(table)).rows, place(layout(table)).columns) for table in tables(2021)]
    assert sizes == [(14, 4), (28, 10), (4, 15)]


@both_editions
def test_keys_are_those_of_the_list(edition):
    ours = []
    for found in map(layout, tables(edition)):
        for row in found.rows:
            # Within 申请办理 the list gives a row's own label, elsewhere also what is printed over it.
            labels = row.labels[-1:] if found.section.key == "申请办理" else row.labels
            key = found.key_of(Address(found.name, row.name))
            ours.append((key, " / ".join(labels), [column.key for column in row.columns]))
    assert ours == [(line.key, line.label, line.columns) for line in key_lines(edition)]


@both_editions
def test_every_cell_has_the_key_of_the_list(edition):
    ours = [found.key_of(a) for found in map(layout, tables(edition)) for a in found.addresses()]
    assert ours == [f"{line.key}.{column}" for line in key_lines(edition) for column in line.columns]
    assert len(ours) == len(set(ours))


@both_editions
def test_a_name_and_a_key_mean_the_same_thing_wherever_they_stand(edition):
    """Each English name is unique at its level, each Chinese key at its own, and they go together."""
    pairs = set()
    for found in map(layout, tables(edition)):
        for row in found.rows:
            hidden = row.names[: len(row.names) - len(row.keys)]
            for depth in range(1, len(row.keys) + 1):
                name = (found.name, *hidden, *row.names[len(hidden) : len(hidden) + depth])
                pairs.add((name, (found.section.key, *row.keys[:depth])))
            for column in row.columns:
                pairs.add(((found.name, *row.names, column.name), (found.section.key, *row.keys, column.key)))
            assert len({column.name for column in row.columns}) == len(row.columns)
            assert len({column.key for column in row.columns}) == len(row.columns)
        names = [row.names for row in found.rows]
        assert not any(a != b and b[: len(a)] == a for a in names for b in names)
    assert len({name for name, _key in pairs}) == len({key for _name, key in pairs}) == len(pairs)


@both_editions
def test_sections_and_tables_have_a_name_and_a_key_of_their_own(edition):
    assert len({section.name for section in SECTIONS}) == len({section.key for section in SECTIONS}) == 6
    assert [table.section.name for table in tables(edition)] == ["disclosure", "requests", "reviews"]


def test_a_table_may_be_made_of_plain_values_by_name_or_by_key():
    requests = tables(2021)[1]
    named = {"new": {"natural": 3, "total": None}, "carried_in": None}
    keyed = {"本年新收": {"自然人": "3", "总计": None}, "上年结转": None}
    one, other = requests.model_validate(named), requests.model_validate(keyed)
    assert one == other
    assert one.new.natural == read("3", Kind.COUNT)
    assert one.new.total is one.carried_in.natural is one.results.granted.other is MISSING
    with pytest.raises(ValidationError):
        requests.model_validate({"newest": {}})
    with pytest.raises(ValidationError):
        one.new = other.new


def test_lines_of_a_form_are_the_same_only_if_they_are_one():
    """Two forms may print a line alike; which of them is meant must stay known."""
    ours, row = PAIRS[0].values[0], PAIRS[0].values[0].rows[0]
    column = row.columns[0]
    for one in (ours, row, column):
        values = {field.name: getattr(one, field.name) for field in fields(one)}
        assert type(one)(**values) != one
        with pytest.raises(FrozenInstanceError):
            setattr(one, next(iter(values)), None)
    assert column.label == column.labels[-1]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("", "", ("申请办理",)),
        ("new", "", ("本年新收",)),
        ("new", "natural", ("本年新收", "自然人")),
        ("results.refused.secret", "natural", ("不予公开", "国家秘密", "自然人")),
        ("results.total", "", ("（七）总计",)),
        ("results.total", "total", ("（七）总计", "总计")),
    ],
)
def test_cells_are_called_by_their_keys_and_totals_as_they_are_printed(row, column, words):
    found = layout(tables(2021)[1])
    assert found.words(Address("requests", row, column)) == words


def test_columns_are_not_named_where_there_is_one():
    found = layout(tables(2021)[0])
    assert found.words(Address("disclosure", "penalties", found.row("penalties").columns[0].name)) == (
        "行政处罚",
    )
    assert found.words(Address("disclosure", "regulations", "issued")) == ("规章", "制发件数")


def test_columns_below_several_headings_are_called_by_their_own():
    business = layout(tables(2021)[1]).row("new").columns[1]
    assert business.labels == ("申请人情况", "法人或其他组织", "商业企业")
    assert business.label == "商业企业"


def test_the_witness_counts_its_own_figures():
    for edition in EDITIONS:
        for seen in witness(edition).tables:
            drawn = sum(cell.text == "" for line in seen.lines for cell in line)
            assert drawn == len(seen.figures) == seen.stated["value cells"]

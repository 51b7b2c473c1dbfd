"""The sums of the form: a true report has no finding, any changed figure has one, a blank is no error."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import figures, governed, reports, with_cells

from gxreport.catalogue import selected
from gxreport.cell import MISSING, Cell, State
from gxreport.checking import check
from gxreport.finding import Finding, Severity
from gxreport.layout import Address, Equation, Relation
from gxreport.model import Report
from gxreport.readers import read
from gxreport.reading import Reading
from gxreport.sums import Sum, Term, blank_totals, computed, known, open_blanks, written

FACTS = json.loads((Path(__file__).parent / "real" / "facts.json").read_text(encoding="utf-8"))["reports"]
APPLICANTS = ("natural", "business", "research", "welfare", "legal_services", "other")
EQUALITIES = {"GX301", "GX302", "GX303", "GX304"}
ARITHMETIC = selected(["GX3"])
BY_EQUALITY = selected(sorted(EQUALITIES))

CLEAN = read("report.yaml", (Path(__file__).parents[1] / "examples" / "report-2023.yaml").read_bytes()).report


def findings(report: Report) -> tuple[Finding, ...]:
    return check(Reading("", report, {}, {}), ARITHMETIC).findings


def broken(report: Report) -> set[str]:
    """The equality rules that a report breaks."""
    return {finding.rule for finding in findings(report)} & EQUALITIES


def compared(report: Report) -> int:
    """How many equations have two known sides."""
    return check(Reading("", report, {}, {}), ()).equations


def equations_with(report: Report, address: Address) -> list[Equation]:
    """The equations in which a cell stands."""
    every = [equation for table in report.layouts for equation in table.equations]
    return [equation for equation in every if address in (*equation.left, *equation.right)]


def errors(found: tuple[Finding, ...]) -> list[str]:
    return [f"{f.rule} {f.message}" for f in found if f.severity is Severity.ERROR]


def touched(found: tuple[Finding, ...]) -> set[Address | None]:
    return {address for f in found for address in (f.address, *(r.address for r in f.related))}


def cell(row: str, column: str = "natural", table: str = "requests") -> Address:
    return Address(table, row, column)


def changed(changes: Mapping[Address, str | Cell]) -> Report:
    """The clean report of the examples with other text in some cells."""
    return with_cells(CLEAN, changes)


# Of any report


@given(reports())
@settings(max_examples=40, deadline=None)
def test_consistent_report_breaks_no_sum(report):
    found = findings(report)
    assert errors(found) == []
    assert EQUALITIES.isdisjoint(f.rule for f in found)


@given(reports(), st.data())
@settings(max_examples=100, deadline=None)
def test_any_changed_figure_is_found(report, data):
    address = data.draw(st.sampled_from(governed(report)))
    now = report.cells()[address].value
    other = data.draw(figures.filter(lambda value: value != now))
    found = findings(with_cells(report, {address: str(other)}))
    assert address in touched(tuple(f for f in found if f.rule in EQUALITIES))
    assert errors(found)


def test_every_single_cell_is_guarded():
    """The same for each of the 190 cells of the example that take part in a sum."""
    for address in governed(CLEAN):
        value = CLEAN.cells()[address].value
        assert address in touched(findings(changed({address: str(value + 1)}))), address


@given(reports(), st.data())
@settings(max_examples=50, deadline=None)
def test_blank_cell_is_no_error(report, data):
    address = data.draw(st.sampled_from(list(report.cells())))
    blank = data.draw(st.sampled_from(["", " ", "\u3000"]))
    assert errors(findings(with_cells(report, {address: blank}))) == []


def test_no_single_blank_is_an_error():
    for address in CLEAN.cells():
        assert errors(findings(changed({address: ""}))) == [], address


@given(reports(), st.data())
@settings(max_examples=50, deadline=None)
def test_many_blank_cells_are_no_error_either(report, data):
    """What a true report keeps to itself makes nothing of what it says wrong."""
    addresses = data.draw(st.sets(st.sampled_from(list(report.cells())), max_size=60))
    blanked = with_cells(report, dict.fromkeys(addresses, ""))
    assert errors(findings(blanked)) == []


@given(reports(), st.data())
@settings(max_examples=50, deadline=None)
def test_cells_that_are_not_there_are_no_error(report, data):
    addresses = data.draw(st.sets(st.sampled_from(list(report.cells())), max_size=60))
    assert errors(findings(with_cells(report, dict.fromkeys(addresses, MISSING)))) == []


@given(reports(), st.data())
@settings(max_examples=50, deadline=None)
def test_text_is_unknown_and_never_zero(report, data):
    address = data.draw(st.sampled_from(governed(report)))
    spoiled = with_cells(report, {address: "若干"})
    assert errors(findings(spoiled)) == []
    assert compared(spoiled) == compared(report) - len(equations_with(report, address))


@given(reports(), st.data())
@settings(max_examples=50, deadline=None)
def test_totals_left_out_are_computed(report, data):
    totals = [a for a in governed(report) if a.column == "total" or a.row == "results.total"]
    left_out = data.draw(st.sets(st.sampled_from(totals)))
    without = with_cells(report, dict.fromkeys(left_out, MISSING))
    assert findings(without) == findings(report)
    # A total that is not there is compared with nothing, and stands for its parts everywhere else.
    unsaid = [
        equation
        for address in left_out
        for equation in equations_with(report, address)
        if equation.left == (address,)
    ]
    assert compared(without) == compared(report) - len(unsaid)


@given(reports(), st.data())
@settings(max_examples=50, deadline=None)
def test_computed_totals_take_part_in_the_balance(report, data):
    totals = [a for a in governed(report) if a.column == "total" or a.row == "results.total"]
    leaves = [a for a in governed(report) if a.table == "requests" and a not in totals]
    address = data.draw(st.sampled_from(leaves))
    now = report.cells()[address].value
    other = data.draw(figures.filter(lambda value: value != now))
    wrong = with_cells(report, {**dict.fromkeys(totals, MISSING), address: str(other)})
    assert broken(wrong) == {"GX301"}


# Of the example


def test_all_equations_of_the_form_are_compared():
    # Seven balances, seven columns of results, twenty-five rows, three groups of disputes.
    assert compared(CLEAN) == 7 + 7 + 25 + 3
    assert findings(CLEAN) == ()


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({cell("new"): "59", cell("new", "total"): "67"}, {"GX301"}),
        ({cell("carried_out"): "4", cell("carried_out", "total"): "5"}, {"GX301"}),
        ({cell("new", "total"): "67", cell("carried_in", "total"): "1"}, {"GX303"}),
        ({cell("new", "business"): "8", cell("new"): "57"}, {"GX301"}),
        ({cell("results.granted", "total"): "25"}, {"GX303"}),
        ({cell("results.granted"): "21", cell("results.granted", "total"): "25"}, {"GX302"}),
        ({cell("reconsideration", "pending", "reviews"): "2"}, {"GX304"}),
        ({cell("after_reconsideration", "total", "reviews"): "2"}, {"GX304"}),
    ],
)
def test_each_equality_has_its_rule(changes, rules):
    assert broken(changed(changes)) == rules


def test_finding_says_what_was_expected_and_what_stands_there():
    found = findings(changed({cell("direct", "upheld", "reviews"): "4"}))
    assert [(f.rule, f.address, f.expected, f.actual) for f in found] == [
        ("GX304", cell("direct", "total", "reviews"), "4", "0")
    ]


def test_column_that_does_not_balance_is_named():
    (found,) = findings(changed({cell("carried_out", "business"): "3", cell("carried_out", "total"): "8"}))
    assert found.message.startswith("“商业企业”列：新收加上年结转 7 件（7+0），办结加结转下年 9 件")


def test_blank_cannot_take_away():
    """A blank may hold more than nothing, never less: five are not three, whatever is blank beside them."""
    row = "results.rejected.repeated"
    report = changed({cell(row): "5", cell(row, "business"): "", cell(row, "total"): "3"})
    assert ("GX303", cell(row, "total")) in {(f.rule, f.address) for f in findings(report)}


def test_blank_that_may_hold_the_rest_is_a_warning():
    row = "results.rejected.repeated"
    report = changed({cell(row): ""})
    found = findings(report)
    assert errors(found) == []
    assert cell(row) in touched(found)


def test_blank_total_is_not_compared():
    report = changed({cell("results.granted", "total"): ""})
    assert compared(report) == compared(CLEAN) - 1
    assert broken(report) == set()


def test_mark_counts_as_nothing():
    assert broken(changed({cell("new", "research"): "/"})) == set()
    assert broken(changed({cell("new", "business"): "/"})) == {"GX301"}


def test_unit_and_note_beside_a_figure_change_no_sum():
    assert broken(changed({cell("new"): "58件", cell("new", "total"): "６６（含信函3件）"})) == set()
    assert broken(changed({cell("new"): "59件"})) == {"GX301"}


def test_groups_of_disputes_are_not_compared_with_each_other():
    more = dict.fromkeys(("upheld", "total"), "9")
    report = changed({cell("after_reconsideration", column, "reviews"): n for column, n in more.items()})
    assert findings(report) == ()


def test_disputes_may_outnumber_applications():
    rows = ("reconsideration", "direct")
    many = {cell(row, column, "reviews"): "500" for row in rows for column in ("pending", "total")}
    upheld = {cell("reconsideration", "upheld", "reviews"): "0"}
    assert findings(changed(many | upheld)) == ()


def test_figures_of_any_size_are_added_exactly():
    most = "9" * 15
    row = dict.fromkeys(("upheld", "corrected", "other", "pending"), "0")
    right = row | {"upheld": most, "corrected": "1", "total": "1"}
    report = changed({cell("direct", column, "reviews"): n for column, n in right.items()})
    (found,) = findings(report)
    assert (found.rule, found.expected) == ("GX304", "1" + "0" * 15)


# Of sums


def term(value: str | None, *blanks: str) -> Term:
    at = cell("new")
    return Term(at, None if value is None else Decimal(value), (at,), tuple(map(cell, blanks)))


@pytest.mark.parametrize(
    ("left", "right", "open"),
    [
        (term("3"), term("2", "carried_in"), ("carried_in",)),
        (term("2", "new"), term("3", "carried_in"), ("new",)),
        (term("2", "new"), term("2", "carried_in"), ()),
        (term("2", "new"), term("1"), ()),
        (term(None, "new"), term("1", "carried_in"), ()),
        (term("1", "new"), term(None, "carried_in"), ()),
        (term(None, "new"), term(None, "carried_in"), ()),
    ],
)
def test_only_blanks_of_the_lesser_side_may_hold_what_is_lacking(left, right, open):
    equation = CLEAN.layout("requests").equations[0]
    found = Sum(equation, (left,), (right,))
    assert found.open == tuple(map(cell, open))
    assert found.fails is (None not in (left.value, right.value) and left.value != right.value)
    assert found.broken is (found.fails and not open)


def test_sums_of_up_to_six_are_written_whole_and_longer_ones_without_zeros():
    def shown(*values: str) -> str:
        return written(map(term, values))

    assert shown("1", "0", "0", "0", "0", "2") == "1+0+0+0+0+2"
    assert shown("1", "0", "0", "0", "0", "0", "2") == "1+2"
    assert shown("0", "0", "0", "0", "0", "0", "0") == "0"
    assert written([term(None), term("1.50")]) == "1.5"


def test_blank_that_stands_alone_in_a_sum_is_told_by_that_sum():
    """Two blanks of a column share what the column lacks; the row of each says how much is its own."""
    blanks = [cell("results.granted"), cell("results.partly_granted")]
    found = open_blanks(changed(dict.fromkeys(blanks, "")))
    assert list(found) == [(blank,) for blank in blanks]
    assert [one.equation.relation for one in found.values()] == [Relation.ROW, Relation.ROW]


def test_every_sum_with_two_known_sides_is_known():
    assert len(list(known(CLEAN))) == compared(CLEAN) == 42
    spoiled = changed({cell("new"): "若干"})
    assert len(list(known(spoiled))) == compared(spoiled) == 40


def test_totals_that_are_blank_though_a_part_is_filled():
    total = cell("results.granted", "total")
    assert blank_totals(CLEAN) == ()
    assert blank_totals(changed({total: "", cell("new"): ""})) == (total,)
    marks = {cell("results.granted", column): "/" for column in APPLICANTS}
    assert blank_totals(changed({**marks, total: ""})) == ()
    assert blank_totals(changed({**marks, cell("results.granted"): "1", total: ""})) == (total,)


def test_totals_that_are_left_out_are_computed_and_no_other_cells():
    total, unknown = cell("results.granted", "total"), cell("new", "total")
    assert computed(CLEAN) == {}
    assert computed(changed({total: "", cell("new"): "若干"})) == {}
    left_out = {total: MISSING, unknown: MISSING, cell("new"): MISSING, cell("carried_in"): "二"}
    assert computed(changed(left_out)) == {total: "24"}


# Of real reports


def as_mapping(facts: dict) -> str:
    """A published report as report.yaml: its figures as mappings, null for a cell that was blank."""
    tree: dict = {"机关": facts["organ"], "年度": facts["year"]}
    for key, value in facts["cells"].items():
        *groups, last = key.split(".")
        below = tree
        for group in groups:
            below = below.setdefault(group, {})
        below[last] = value
    return json.dumps(tree, ensure_ascii=False)


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: facts["id"])
def test_published_report_adds_up(facts):
    found = read("report.yaml", as_mapping(facts).encode()).report
    assert found.remarks == ()
    assert found.edition == facts["edition"]
    assert errors(findings(found)) == []
    states = [cell.state for cell in found.cells().values()]
    assert states.count(State.NUMBER) == sum(value is not None for value in facts["cells"].values())
    assert len(states) == len(facts["cells"])

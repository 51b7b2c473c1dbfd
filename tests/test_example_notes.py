"""What is said beside the examples of rules is true of the reports that they change."""

import pytest
from tests.test_rules import CLEAN, PREVIOUS

from gxreport.catalogue import catalogue
from gxreport.explaining import explained
from gxreport.model import Report
from gxreport.readers import read
from gxreport.rules.examplenotes import NOTES, told

RULES = {rule.id: rule for rule in catalogue()}
each_note = pytest.mark.parametrize("id", NOTES)


def standing(report: Report) -> dict[str, str | None]:
    return {report.label(address): cell.raw for address, cell in report.cells().items()}


@each_note
def test_figures_stand_in_the_clean_reports(id):
    example, note = RULES[id].example, NOTES[id]
    now = read("report.yaml", CLEAN["yaml", example.year].encode()).report
    before = read("report.yaml", PREVIOUS[example.year].read_bytes()).report
    for figures, report in ((note.figures, now), (note.before, before)):
        shown = standing(report)
        assert {figure.label: shown.get(figure.label) for figure in figures} == {
            figure.label: figure.written for figure in figures
        }


@each_note
def test_notes_are_shown_with_the_rule(id):
    assert explained(RULES[id]).notes == told(NOTES[id]) != ()


def test_rules_on_figures_in_prose_say_what_the_table_has():
    without = {"GX409", "GX410"}  # what these compare stands in the sentence
    compared = [id for id in RULES if id.startswith("GX4") and id not in without]
    assert [id for id in compared if not NOTES[id].figures] == []


@pytest.mark.parametrize("id", [id for id, note in NOTES.items() if note.right])
def test_words_that_are_shown_instead_are_right_and_wrong(id):
    note = NOTES[id]
    for text, count in ((note.right, 0), (note.wrong, 1)):
        report = Report(organ="示例县人民政府", year=2023, overview=text)
        assert len(list(RULES[id].check(report))) == count


def test_last_years_text_and_the_whole_before_the_parts_are_where_the_notes_say():
    before = PREVIOUS[2023].read_text(encoding="utf-8")
    assert all(line.strip() in before for line in RULES["GX604"].example.bad.splitlines())
    assert "收到意见4条，" + RULES["GX409"].example.good in CLEAN["yaml", 2023]


def test_advice_on_a_governments_results_does_not_change_the_kind_of_organ():
    shown = explained(RULES["GX209"])
    assert "机关类型" not in shown.right + shown.wrong

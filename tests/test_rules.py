"""Every rule is documented, and its example breaks that rule and no other."""

import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import cell_texts, reports, with_cells

from gxreport.catalogue import catalogue, selected
from gxreport.checking import check
from gxreport.finding import Finding, Severity
from gxreport.limits import Limits
from gxreport.readers import read
from gxreport.reading import Reading, Unreadable
from gxreport.rules import Background, Rule

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
RULES = catalogue()
USUAL = Limits()
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def compact(text: str) -> str:
    """Without the blanks that only line figures up: snippets of rules are written without them."""
    text = re.sub(r"(?<=\S) {2,}", " ", text)
    return re.sub(r"(?<=[\[{]) +| +(?=[\]}])", "", text)


# The clean reports by carrier and year, as the examples of rules know them, and those before them.
CLEAN = {
    ("yaml", 2023): compact((EXAMPLES / "report-2023.yaml").read_text(encoding="utf-8")),
    ("txt", 2023): (HERE / "clean" / "report-2023.txt").read_text(encoding="utf-8"),
    ("yaml", 2020): compact((EXAMPLES / "report-2020.yaml").read_text(encoding="utf-8")),
}
PREVIOUS = {2023: EXAMPLES / "report-2022.yaml", 2020: HERE / "clean" / "report-2019.yaml"}
each_clean = pytest.mark.parametrize(("carrier", "year"), CLEAN)


def findings(text: str, carrier: str, year: int = 2023, limits: Limits = USUAL) -> tuple[Finding, ...]:
    previous = read(PREVIOUS[year].name, PREVIOUS[year].read_bytes())
    background = Background(limits=limits)
    return check(read(f"report.{carrier}", text.encode()), RULES, background, previous).findings


def broken(rule: Rule) -> tuple[Finding, ...]:
    """What is said of a clean report with the example of a rule in it."""
    good, bad, carrier, year, limits = rule.example
    return findings(CLEAN[carrier, year].replace(good, bad), carrier, year, limits)


def said(found: tuple[Finding, ...]) -> list[str]:
    return [f"{f.rule} {f.message}" for f in found]


@pytest.mark.parametrize(
    "path", [*PREVIOUS.values(), EXAMPLES / "report-2023.yaml", EXAMPLES / "report-2020.yaml"]
)
def test_clean_example_has_no_finding(path):
    assert said(check(read(path.name, path.read_bytes()), RULES).findings) == []


@each_clean
def test_clean_report_has_no_finding_beside_that_of_the_year_before(carrier, year):
    assert said(findings(CLEAN[carrier, year], carrier, year)) == []


def test_clean_reports_say_the_same_in_each_carrier():
    carriers = ("yaml", "txt")
    reports = [read(f"report.{carrier}", CLEAN[carrier, 2023].encode()).report for carrier in carriers]
    assert reports[0].cells() == reports[1].cells()
    for field in ("organ", "year", "edition", "overview", "problems", "other"):
        assert getattr(reports[0], field) == getattr(reports[1], field)


@each_rule
def test_example_changes_one_spot_of_the_clean_report(rule):
    assert CLEAN[rule.example.carrier, rule.example.year].count(rule.example.good) == 1
    assert rule.example.good != rule.example.bad


@each_rule
def test_example_breaks_its_rule_and_no_other(rule):
    found = broken(rule)
    assert {f.rule for f in found} == {rule.id}, said(found)


@each_rule
def test_finding_of_an_example_says_all_that_a_person_needs(rule):
    for finding in broken(rule):
        assert finding.message.strip()
        assert finding.help.strip()
        assert finding.place is not None
        assert finding.severity <= rule.severity
        assert "{" not in finding.message + finding.cite + finding.help


@each_rule
def test_rule_has_a_title_a_cure_and_more_than_a_line_of_documentation(rule):
    assert rule.title.strip()
    assert rule.help.strip()
    title, blank, *body = rule.doc.splitlines()
    assert title.endswith("。")
    assert blank == ""
    assert any(line.strip() for line in body)


@each_rule
def test_rule_stands_in_the_file_of_its_id(rule):
    assert rule.check.__module__ == f"gxreport.rules.{rule.id.lower()}"


def test_titles_and_ids_are_given_once():
    assert len({rule.id for rule in RULES}) == len({rule.title for rule in RULES}) == len(RULES)
    assert [rule.id for rule in RULES] == sorted(rule.id for rule in RULES)


@each_rule
def test_rule_is_selected_by_its_id_and_its_family(rule):
    assert selected([rule.id]) == (rule,)
    assert rule in selected([rule.id[:3]])
    assert rule not in selected(ignore=[rule.id])
    assert rule not in selected([rule.id[:3]], [rule.id])


@pytest.mark.parametrize(("year", "severity"), [(2019, Severity.WARNING), (2020, Severity.ERROR)])
def test_form_was_only_encouraged_for_2019(year, severity):
    reading = read("report.yaml", f"机关: 示例区水务局\n年度: {year}\n".encode())
    (found,) = check(reading, selected(["GX201"])).findings
    assert found.severity is severity


# Any report


@given(reports(), st.data())
@settings(max_examples=40, deadline=None)
def test_no_content_of_cells_stops_a_rule(report, data):
    addresses = data.draw(st.lists(st.sampled_from(list(report.cells())), max_size=8))
    report = with_cells(report, {address: data.draw(cell_texts) for address in addresses})
    check(Reading("", report, {}, {}), RULES)


@given(st.sampled_from(sorted(CLEAN)), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 200)), max_size=5))
@settings(max_examples=40, deadline=None)
def test_no_missing_part_stops_a_rule(clean, cuts):
    carrier, year = clean
    text = CLEAN[clean]
    for where, length in cuts:
        start = int(where * len(text))
        text = text[:start] + text[start + length :]
    with contextlib.suppress(Unreadable):
        assert in_order(findings(text, carrier, year))


def in_order(found: tuple[Finding, ...]) -> bool:
    """By place in the file, then by rule."""
    order = [(f.place.order if f.place else (0,) * 5, f.rule) for f in found]
    return order == sorted(order)


def test_rules_are_functions_of_the_report_alone():
    text = CLEAN["yaml", 2023].replace("行政处罚: 3", "行政处罚: 若干").replace("2, 0, 5", "2, 5")
    assert findings(text, "yaml") == findings(text, "yaml")
    assert all(isinstance(rule, Rule) for rule in RULES)

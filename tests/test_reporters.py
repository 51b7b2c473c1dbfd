"""What reporters print: JSON that programs can rely on, and text whose carets stand where they should."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import as_yaml, cell_texts, governed, reports, with_cells

from gxreport import messages
from gxreport.catalogue import catalogue
from gxreport.checking import Checked, check
from gxreport.editions import EDITIONS, tables
from gxreport.finding import Severity, Slip
from gxreport.form import layout
from gxreport.layout import Address
from gxreport.limits import Limits
from gxreport.readers import read
from gxreport.readers.yaml import read as read_yaml
from gxreport.renderers.docx import render
from gxreport.reporters import Failure, Outcome, Unchecked, md
from gxreport.reporters import json as as_json
from gxreport.reporters import text as as_text
from gxreport.reporters.suspected import SLIPS
from gxreport.rules import Background
from gxreport.source import Place

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
SCHEMA = json.loads((ROOT / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
RULES = catalogue()
USUAL = Limits()
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)


@pytest.fixture(autouse=True)
def chinese_again():
    """The language is a global of the process: leave it as other tests expect it."""
    messages.use("zh")
    yield
    messages.use("zh")


def checked(name: str, data: str | bytes, limits: Limits = USUAL) -> Checked:
    background = Background(limits=limits)
    return check(read(name, data.encode() if isinstance(data, str) else data), RULES, background)


def in_json(*results: Checked, failures: tuple[Failure, ...] = ()) -> dict:
    """The JSON output, which fits its schema."""
    output = json.loads(as_json.report(Outcome(results, failures)))
    VALIDATOR.validate(output)
    return output


def test_files_that_were_passed_over_are_accounted_for_where_there_are_any():
    passed = Unchecked("f/通知*.html", "不是年度报告")
    output = json.loads(as_json.report(Outcome((), (), (passed,))))
    VALIDATOR.validate(output)
    assert output["passed_over"] == [{"path": "f/通知*.html", "message": "不是年度报告"}]
    assert "passed_over" not in in_json()
    assert "1 个文件没有检查。\n\n- **没有检查** f/通知\\*.html: 不是年度报告\n" in md.report(
        Outcome((), (), (passed,))
    )
    many = md.report(Outcome((), (), (passed,) * 1000), most=5000)
    assert len(many.encode()) <= 5000
    listed = many.count("**没有检查**")
    assert 0 < listed < 1000
    assert f"还有 {1000 - listed} 个没有检查的文件没有列出。" in many


def findings(*results: Checked) -> Iterator[dict]:
    return (finding for report in in_json(*results)["reports"] for finding in report["findings"])


def clean(carrier: str, year: int) -> Path:
    """The clean report of a carrier and year."""
    name = f"report-{year}.{carrier}"
    return next(path for path in (ROOT / "examples" / name, ROOT / "tests/clean" / name) if path.exists())


def beside_last_year(name: str, data: str, rule) -> Checked:
    """A report of the year of a rule's example, with its limits and beside a clean one of the year before."""
    previous = clean("yaml", rule.example.year - 1)
    background = Background(limits=rule.example.limits)
    return check(read(name, data.encode()), RULES, background, read(previous.name, previous.read_bytes()))


def broken(rule) -> tuple[str, str]:
    """Name and text of a report that breaks this rule: its example, put into the clean report."""
    carrier = rule.example.carrier
    path = clean(carrier, rule.example.year)
    text = re.sub(r"(?<=\S) {2,}", " ", path.read_text(encoding="utf-8"))
    text = re.sub(r"(?<=[\[{]) +| +(?=[\]}])", "", text) if carrier == "yaml" else path.read_text("utf-8")
    changed = text.replace(rule.example.good, rule.example.bad)
    assert changed != text
    return f"report.{carrier}", changed


# YAML refuses these even in quotes.
UNPRINTABLE = re.compile("[\x7f-\x84\x86-\x9f\ufffe\uffff]")


@st.composite
def odd_reports(draw, languages=(False, True)) -> str:
    """A report.yaml with odd text in some cells, and its sums hence wrong, blank or unknown."""
    report = draw(reports())
    cells = draw(st.lists(st.sampled_from(governed(report)), min_size=1, max_size=5, unique=True))
    changed = with_cells(report, {address: UNPRINTABLE.sub("", draw(cell_texts)) for address in cells})
    return as_yaml(changed, english=draw(st.sampled_from(languages)), lists=draw(st.booleans()))


# JSON


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@each_example
def test_json_of_an_example_fits_its_schema(example):
    (report,) = in_json(checked(str(example), example.read_bytes()))["reports"]
    assert report["path"] == str(example)
    assert str(report["year"]) in example.name
    assert bool(report["findings"]) == example.name.startswith("mistakes")


@each_rule
def test_json_of_a_broken_rule_fits_its_schema(rule):
    found = list(findings(beside_last_year(*broken(rule), rule)))
    assert {finding["rule"] for finding in found} == {rule.id}
    assert {finding["severity"] for finding in found} <= {"error", "warning", "note"}
    assert all(finding["location"] for finding in found)


def test_json_of_a_word_file_names_tables_rows_and_cells():
    report = checked("mistakes.yaml", (ROOT / "examples" / "mistakes-2023.yaml").read_bytes()).reading.report
    found = list(findings(checked("report.docx", render(report))))
    in_tables = [finding for finding in found if finding["address"] and finding["address"]["column"]]
    assert {finding["rule"] for finding in in_tables} >= {"GX303"}
    for finding in in_tables:
        assert {"table", "row", "cell"} <= finding["location"].keys()
        assert "line" not in finding["location"]


def test_json_counts_what_it_lists():
    results = [checked(str(example), example.read_bytes()) for example in EXAMPLES]
    output = in_json(*results, failures=(Failure("a", "读不了"), Failure("b", "读不了", Place(1, 2))))
    severities = [finding["severity"] for report in output["reports"] for finding in report["findings"]]
    assert output["summary"] == {
        "reports": len(EXAMPLES),
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "notes": severities.count("note"),
        "unreadable": 2,
    }
    assert min(severities.count(severity) for severity in ("error", "warning", "note")) > 0
    assert [failure["location"] for failure in output["unreadable"]] == [
        None,
        {"line": 1, "column": 2, "length": 1},
    ]


def test_json_of_nothing_fits_its_schema():
    assert in_json()["reports"] == []


@pytest.mark.parametrize("spoil", ["severity", "rule", "location"])
def test_the_schema_refuses_what_is_not_json_output(spoil):
    output = in_json(checked("mistakes.yaml", (ROOT / "examples" / "mistakes-2023.yaml").read_bytes()))
    del output["reports"][0]["findings"][0][spoil]
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(output)


def test_the_schema_knows_the_editions_and_tables():
    assert SCHEMA["$defs"]["report"]["properties"]["edition"]["enum"] == list(EDITIONS)
    names = {table.section.name for edition in EDITIONS for table in tables(edition)}
    assert set(SCHEMA["$defs"]["address"]["oneOf"][1]["properties"]["table"]["enum"]) == names


def test_the_schema_and_the_text_know_every_slip():
    slips = get_args(Slip)
    assert SCHEMA["$defs"]["change"]["properties"]["reason"]["enum"] == [*slips, None]
    assert {*SLIPS, "follows"} == set(slips)


def test_json_keeps_its_keys_in_every_language():
    shapes = []
    for language in messages.LANGUAGES:
        messages.use(language)
        found = findings(checked("a.yaml", (ROOT / "examples" / "mistakes-2023.yaml").read_bytes()))
        shapes.append(
            [
                {
                    **finding,
                    **dict.fromkeys(("message", "cite", "help", "expected", "actual"), ""),
                    "also": [{**also, "message": ""} for also in finding["also"]],
                }
                for finding in found
            ]
        )
    assert shapes[0] == shapes[1]


@given(odd_reports())
@settings(max_examples=50, deadline=None)
def test_json_of_any_report_fits_its_schema(text):
    in_json(checked("report.yaml", text))


# Places


def value_at(tree: object, key: str) -> object:
    """What stands under a dotted key of a report.yaml, as somebody else's YAML reader sees it."""
    for step in key.split("."):
        assert isinstance(tree, Mapping), key
        tree = tree[step]
    return tree


def cell_under(key: str, tree: object, address: dict, edition: int) -> object:
    """The value of a cell, which may stand in a list in the order of the form's columns."""
    row_key, _dot, column_key = key.rpartition(".")
    row = value_at(tree, row_key)
    if isinstance(row, Mapping):
        return row[column_key]
    table = next(table for table in tables(edition) if table.section.name == address["table"])
    columns = [column.key for column in layout(table).row(address["row"]).columns]
    return row[columns.index(column_key)] if isinstance(row, list) else row


def written(finding: dict, lines: list[str]) -> str:
    """The words of the file that a place points at."""
    place = finding["location"]
    line = lines[place["line"] - 1]
    return line[place["column"] - 1 : place["column"] - 1 + place["length"]]


@given(odd_reports(languages=(False,)))
@settings(max_examples=60, deadline=None)
def test_key_and_place_lead_to_the_same_cell(text):
    result = checked("report.yaml", text)
    tree = yaml.load(text, yaml.BaseLoader)  # strings only
    lines = re.split(r"\r\n|\r|\n", text)
    edition = result.reading.report.edition
    for finding in findings(result):
        address, place = finding["address"], finding["location"]
        if address and address["column"] and place:
            cell = cell_under(address["key"], tree, address, edition)
            (node,) = yaml.load(f"[{written(finding, lines)}]", yaml.BaseLoader)
            assert node == cell
        for related in finding["related"]:
            cell_address = related["address"]
            if cell_address and cell_address["column"] and related["text"]:
                cell = cell_under(cell_address["key"], tree, cell_address, edition)
                assert related["text"] in cell


@pytest.mark.parametrize("lists", [True, False])
@pytest.mark.parametrize("edition", EDITIONS)
@given(st.data())
@settings(max_examples=20, deadline=None)
def test_wrong_total_is_found_under_its_key_and_at_its_place(lists, edition, data):
    report = data.draw(reports((edition,)))
    totals = [
        (address, equation)
        for found in report.layouts
        for equation in found.equations
        if len(equation.left) == 1
        for address in equation.left
    ]
    address, _equation = data.draw(st.sampled_from(totals))
    wrong = str(int(report.cells()[address].raw) + 7)
    text = as_yaml(with_cells(report, {address: wrong}), lists=lists)
    found = [finding for finding in findings(checked("report.yaml", text)) if finding["address"]]
    key = report.layout(address.table).key_of(address)
    named = [finding for finding in found if finding["address"]["key"] == key]
    assert named
    lines = text.splitlines()
    for finding in named:
        place = finding["location"]
        assert Address(*(finding["address"][part] for part in ("table", "row", "column"))) == address
        assert lines[place["line"] - 1] == place["excerpt"]
        assert written(finding, lines) == wrong


@each_rule
def test_words_that_a_finding_quotes_as_actual_stand_at_its_place(rule):
    name, text = broken(rule)
    for finding in findings(beside_last_year(name, text, rule)):
        lines = text.split("\n")
        place = finding["location"]
        assert 1 <= place["line"] <= len(lines)
        assert 1 <= place["column"] <= len(lines[place["line"] - 1]) + 1
        if finding["actual"] and finding["actual"] in text:
            # A whole line may be underlined where a label in it is meant.
            assert finding["actual"] in written(finding, lines) or finding["actual"] in place["excerpt"]


# Text

FRAME = re.compile(r"^ *\d* │ ")


def cells(text: str) -> int:
    """Terminal cells, counted here again: two for wide characters, none for marks that combine."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.category(character) in ("Mn", "Me", "Cf") for character in text)


def in_text(*results: Checked) -> str:
    return as_text.report(Outcome(results, ()))


def excerpts(text: str) -> Iterator[tuple[str, str, str]]:
    """The heading of each finding, the line of the file, and the line with the caret."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if re.match(r" +\d+ │ ", line):
            yield lines[number - 1], line, lines[number + 1]


def underlined(line: str, caret_line: str) -> str:
    """The characters of a line that carets stand below, counted in terminal cells."""
    start, marks = caret_line.index("^"), re.search(r"\^+", caret_line)[0]
    begin, end = cells(caret_line[:start]), cells(caret_line[:start]) + len(marks)
    found, at = "", 0
    for character in line:
        if begin <= at < end:
            found += character
        at += cells(character)
    assert cells(found) == len(marks), (line, caret_line)
    return found


@each_rule
def test_carets_stand_under_the_words_that_are_meant(rule):
    name, text = broken(rule)
    result = beside_last_year(name, text, rule)
    # Without what may not be shown: lines stay as long as they are.
    lines = result.reading.lines
    for finding, (_heading, line, caret_line) in zip(
        findings(result), excerpts(in_text(result)), strict=True
    ):
        assert FRAME.match(line)[0].index("│") == FRAME.match(caret_line)[0].index("│")
        meant = written(finding, lines)
        found = underlined(line, caret_line)
        # A long line is cut at the edge of the screen, and so are the words that reach beyond it.
        assert found == meant or (line.endswith("…") and meant.startswith(found) and found)


@each_example
def test_carets_of_examples_stand_under_the_words_that_are_meant(example):
    lines = example.read_text(encoding="utf-8").splitlines()
    result = checked(example.name, example.read_bytes())
    shown = list(excerpts(in_text(result)))
    assert len(shown) == len(result.findings)
    for finding, (heading, line, caret_line) in zip(findings(result), shown, strict=True):
        place = finding["location"]
        assert heading.startswith(f"{example.name}:{place['line']}:{place['column']}: ")
        assert underlined(line, caret_line) == written(finding, lines)


WIDE = "年度甲，（）“”〔〕１２Ａ😀ab12é·…　"


@given(
    before=st.text(WIDE, max_size=150),
    meant=st.text(WIDE.strip(), min_size=1, max_size=12),
    after=st.text(WIDE, max_size=150),
)
@settings(max_examples=200, deadline=None)
def test_caret_stands_under_the_words_on_a_line_of_any_length(before, meant, after):
    line = before + meant + after
    result = checked("a.yaml", (ROOT / "examples" / "mistakes-2023.yaml").read_bytes())
    place = Place(7, len(before) + 1, len(meant))
    finding = result.findings[0]._replace(place=place, excerpt=line)
    if not line.strip():
        return
    ((_heading, shown, caret_line),) = excerpts(in_text(result._replace(findings=(finding,))))
    assert underlined(shown, caret_line) == meant
    body = FRAME.sub("", shown)
    assert body.removeprefix("…").removesuffix("…") in line
    assert cells(body) <= 130


@pytest.mark.parametrize("odd", ["\t", "\u200b", "e\u0301", "\x07", "\ufeff", "\u3000"])
def test_characters_of_odd_width_do_not_move_the_caret(odd):
    result = checked("a.yaml", (ROOT / "examples" / "mistakes-2023.yaml").read_bytes())
    line = f"甲{odd}乙: 丙丁"
    finding = result.findings[0]._replace(place=Place(7, line.index("丙") + 1, 2), excerpt=line)
    ((_heading, shown, caret_line),) = excerpts(in_text(result._replace(findings=(finding,))))
    assert underlined(shown, caret_line) == "丙丁"


def test_text_has_one_block_a_finding_and_counts_them():
    result = checked("a.yaml", (ROOT / "examples" / "mistakes-2023.yaml").read_bytes())
    blocks = in_text(result).split("\n\n")
    *found, summary = blocks
    assert len(found) == len(result.findings)
    for block, finding in zip(found, result.findings, strict=True):
        first = block.splitlines()[0]
        assert finding.rule in first
        assert finding.message in first
        assert finding.help in block
        assert finding.cite in block
    counts = [
        sum(f.severity is severity for f in result.findings) for severity in sorted(Severity, reverse=True)
    ]
    assert [int(number) for number in re.findall(r"\d+", summary)[:3]] == counts


def test_word_files_are_shown_by_table_row_and_cell():
    report = read_yaml("a.yaml", (ROOT / "examples" / "mistakes-2023.yaml").read_bytes()).report
    shown = in_text(checked("报告.docx", render(report)))
    assert re.search(r"^报告\.docx: 第 2 张表，第 \d+ 行，第 \d+ 格: 错误 GX303 ", shown, re.M)
    assert "│" not in shown


def test_colours_change_nothing_but_colour():
    result = checked("a.yaml", (ROOT / "examples" / "mistakes-2023.yaml").read_bytes())
    painted = as_text.report(Outcome([result], ()), lambda text, colour: f"<{colour}>{text}</>")
    assert set(re.findall(r"<(\w+)>", painted)) == {"bold", "red", "yellow", "cyan"}
    assert re.sub(r"<\w+>|</>", "", painted) == in_text(result)

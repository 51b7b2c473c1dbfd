"""What reporters write for other programs: SARIF, JUnit, GitHub's commands, GitLab's code quality."""

import json
import os
import re
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.strategies import as_yaml, cell_texts, governed, reports, with_cells

from gxreport import __version__, messages
from gxreport.catalogue import catalogue, selected
from gxreport.checking import Checked, check
from gxreport.cli import cli
from gxreport.finding import Finding, Severity, Span
from gxreport.fingerprints import fingerprint
from gxreport.readers import read
from gxreport.renderers.docx import render
from gxreport.reporters import Failure, Outcome, github, gitlab, junit, sarif
from gxreport.reporters.fingerprints import fingerprinted
from gxreport.reporters.regions import region
from gxreport.source import Place

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
SCHEMAS = ROOT / "tests" / "schemas"
MISTAKES = (ROOT / "examples" / "mistakes-2023.yaml").read_text(encoding="utf-8")
CLEAN = (ROOT / "examples" / "report-2023.yaml").read_text(encoding="utf-8")
RULES = catalogue()
SARIF = jsonschema.Draft202012Validator(
    json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8")),
    format_checker=jsonschema.FormatChecker(),
)
JUNIT = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
REPORTERS = {"sarif": sarif, "junit": junit, "github": github, "gitlab": gitlab}
GITLAB_SEVERITIES = {"info", "minor", "major", "critical", "blocker"}
NOTHING = Outcome((), ())
UNREADABLE = (Failure("坏 的.yaml", "缺冒号", Place(3, 4)), Failure("没有.docx", "没有这个文件"))
each_format = pytest.mark.parametrize("format_", REPORTERS)
# A line break is what XML and workflow commands most easily lose; the others are what neither can write.
any_text = st.text(
    st.one_of(st.sampled_from("\r\n\x00\x1b\x85\u2028%:,]<>&\"'{}[]()😀年\ud800\ufffe"), st.characters())
)


def checked(data: str | bytes, name: str = "report.yaml", rules=RULES) -> Checked:
    return check(read(name, data.encode() if isinstance(data, str) else data), rules)


def outcome_of(*results: Checked, failures: tuple[Failure, ...] = ()) -> Outcome:
    return Outcome(results, failures)


def in_sarif(outcome: Outcome) -> dict:
    """The run of a SARIF output, which fits the official schema."""
    output = json.loads(sarif.report(outcome))
    SARIF.validate(output)
    (run,) = output["runs"]
    return run


def in_junit(outcome: Outcome) -> etree._Element:
    """The root of a JUnit output, which fits the schema."""
    root = etree.fromstring(junit.report(outcome).encode("utf-8", "backslashreplace"))
    JUNIT.assertValid(root)
    return root


def in_gitlab(outcome: Outcome) -> list[dict]:
    """The issues of a code quality report, with all that GitLab asks for."""
    issues = json.loads(gitlab.report(outcome))
    for issue in issues:
        assert issue["description"].strip()
        assert issue["check_name"]
        assert issue["severity"] in GITLAB_SEVERITIES
        assert not issue["location"]["path"].startswith("./")
        assert issue["location"]["lines"]["begin"] >= 1
    fingerprints = [issue["fingerprint"] for issue in issues]
    assert len(set(fingerprints)) == len(fingerprints)
    return issues


def commands(outcome: Outcome) -> list[tuple[str, dict[str, str], str]]:
    """The workflow commands of an output, read as GitHub's runner reads them."""
    found = []
    text = github.report(outcome)
    for line in re.split(r"\r\n|\r|\n", text.removesuffix("\n")):
        name, properties, message = re.fullmatch(r"::(error|warning|notice) (.*?)::(.*)", line, re.S).groups()
        pairs = (pair.split("=", 1) for pair in properties.split(","))
        found.append((name, {key: unescaped(value) for key, value in pairs}, unescaped(message)))
    return found


def unescaped(text: str) -> str:
    for written, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(written, sign)
    return text


def fingerprints(*results: Checked) -> list[str]:
    return [mark for _checked, _finding, mark in fingerprinted(outcome_of(*results))]


def utf16(text: str) -> str:
    """The text with one character for each UTF-16 code unit."""
    units = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(low | high << 8) for low, high in zip(units[::2], units[1::2], strict=True))


def plain(text: str) -> str:
    """The signs of a text that no output may change."""
    return "".join(character for character in text if "!" <= character <= "~")


@lru_cache
def clean() -> Checked:
    """A report without findings, of which one rule is told: the descriptions of all take long to validate."""
    return checked(CLEAN)._replace(rules=("GX303",))


def saying(text: str, place: Place | None = None, name: str = "report.yaml") -> Checked:
    """A report of this name with one finding that says this."""
    reading = clean().reading._replace(name=name)
    return clean()._replace(findings=(Finding("GX303", Severity.ERROR, text, None, place),), reading=reading)


@st.composite
def odd_reports(draw) -> str:
    report = draw(reports())
    cells = draw(st.lists(st.sampled_from(governed(report)), min_size=1, max_size=4, unique=True))
    texts = {address: re.sub("[\x7f-\x84\x86-\x9f\ufffe\uffff]", "", draw(cell_texts)) for address in cells}
    return as_yaml(with_cells(report, texts))


# All of them


@each_format
@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_nothing_and_unreadable_files_only_are_valid_documents(format_, language):
    messages.use(language)
    for outcome in (NOTHING, outcome_of(checked(CLEAN)), outcome_of(failures=UNREADABLE)):
        READERS[format_](outcome)


READERS = {"sarif": in_sarif, "junit": in_junit, "github": commands, "gitlab": in_gitlab}


@each_format
@given(odd_reports())
@settings(max_examples=15, deadline=None)
def test_any_report_gives_a_valid_document(format_, text):
    READERS[format_](outcome_of(checked(text), failures=UNREADABLE))


@each_format
@given(any_text, any_text)
@settings(max_examples=100, deadline=None)
def test_any_words_give_a_valid_document(format_, words, name):
    if "\x00" not in name and not re.search("[\ud800-\udfff]", name):  # no file is called so
        READERS[format_](outcome_of(saying(words or "x", name="a" + name), failures=(Failure("b", words),)))


@each_format
def test_output_is_the_same_every_time(format_):
    outcome = outcome_of(checked(MISTAKES), checked(CLEAN, "b.yaml"), failures=UNREADABLE)
    assert REPORTERS[format_].report(outcome) == REPORTERS[format_].report(outcome)


@each_format
@pytest.mark.parametrize("where", ["stdout", "file"])
def test_command_writes_utf_8_whatever_the_console(format_, where, tmp_path):
    (tmp_path / "report.yaml").write_text(MISTAKES, encoding="utf-8")
    command = [sys.executable, "-m", "gxreport", "validate", "--format", format_, "--lang", "zh"]
    done = subprocess.run(
        [*command, *(["-o", "out"] if where == "file" else [])],
        cwd=tmp_path,
        env=os.environ | {"PYTHONIOENCODING": "gbk"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    written = (tmp_path / "out").read_bytes() if where == "file" else done.stdout
    assert "GX303" in written.decode("utf-8")
    assert "予以公开" in written.decode("utf-8")


@each_format
def test_small_output_is_as_it_was(format_, monkeypatch):
    monkeypatch.chdir(ROOT / "examples")
    arguments = ["validate", "--lang", "zh", "--select", "GX303", "--format", format_, "mistakes-2023.yaml"]
    done = CliRunner().invoke(cli, arguments, prog_name="gxreport")
    expected = (GOLDEN / f"machine.{format_}").read_text(encoding="utf-8")
    assert done.stdout == expected.replace("VERSION", __version__)


def test_structure_is_the_same_in_every_language():
    shapes = []
    for language in messages.LANGUAGES:
        messages.use(language)
        outcome = outcome_of(checked(MISTAKES), failures=UNREADABLE)
        run = in_sarif(outcome)
        for result in run["results"]:
            del result["message"], result["partialFingerprints"]
            for related in result.get("relatedLocations", ()):
                related.pop("message", None)
        issues = [{**issue, "description": "", "fingerprint": ""} for issue in in_gitlab(outcome)]
        rules = [(rule["id"], rule["name"]) for rule in run["tool"]["driver"]["rules"]]
        places = [(name, {**properties, "title": ""}) for name, properties, _said in commands(outcome)]
        shapes.append((run["results"], rules, issues, places))
    assert shapes[0] == shapes[1]


def test_english_output_is_english():
    messages.use("en")
    finding = Finding("GX303", Severity.ERROR, "a total is wrong", None, Place(table=2, row=6))
    outcome = outcome_of(checked(CLEAN)._replace(findings=(finding,)), failures=(Failure("b", "no file"),))
    for format_, reporter in REPORTERS.items():
        rules = [rule.id for rule in RULES if rule.id == "GX303"]
        one_rule = outcome._replace(checked=(outcome.checked[0]._replace(rules=tuple(rules)),))
        text = reporter.report(one_rule)
        if format_ == "sarif":  # the law and the examples quote Chinese
            run = json.loads(text)["runs"][0]
            del run["tool"]
            text = json.dumps(run)
        assert text.isascii(), format_


@each_format
def test_a_finding_says_what_is_expected_the_guess_and_what_to_do(format_):
    text = REPORTERS[format_].report(outcome_of(checked(MISTAKES)))
    for words in ("应为 24（20+3+0+0+1+0），实填 42", "数字颠倒", "核对该行"):
        assert words in text


def test_what_the_message_says_is_not_said_again():
    (said,) = {
        said
        for _name, properties, said in commands(outcome_of(checked(MISTAKES)))
        if "GX507" in properties["title"]
    }
    assert said.count("应为") == 1


# Columns


@given(
    before=st.text("甲a😀𠀀é", max_size=20),
    words=st.text("甲a😀𠀀", min_size=1, max_size=6),
    after=st.text("甲a😀", max_size=9),
)
def test_columns_count_utf_16_units(before, words, after):
    line = before + words + after
    found = region(Place(1, len(before) + 1, len(words)), [line])
    assert utf16(line)[found.column - 1 : found.end - 1] == utf16(words)
    assert found.words == words


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (None, None),
        (Place(table=1, row=2, cell=3), None),
        (Place(1), (1, None, None)),
        (Place(1, 2, 99), (1, 2, 4)),  # words that go on in the next line
        (Place(1, 4), (1, 4, 4)),  # behind the last character
        (Place(9, 2, 5), (9, 2, 2)),  # a line that is not there: the end of the file
    ],
)
def test_region_stays_on_its_line(place, expected):
    found = region(place, ["abc", "def"])
    assert (tuple(found[:3]) if found else None) == expected


@pytest.mark.parametrize("format_", ["sarif", "github"])
def test_columns_of_a_finding_behind_an_emoji(format_):
    result = checked(MISTAKES.replace("截止2023", "😀𠀀截止2023", 1))
    (finding,) = (finding for finding in result.findings if finding.rule == "GX507")
    if format_ == "sarif":
        (found,) = (r for r in in_sarif(outcome_of(result))["results"] if r["ruleId"] == "GX507")
        place = found["locations"][0]["physicalLocation"]
        columns = place["region"]["startColumn"], place["region"]["endColumn"]
        assert place["region"]["snippet"]["text"] == "截止"
        assert place["contextRegion"]["snippet"]["text"] == finding.excerpt
    else:
        (found,) = (p for _n, p, _s in commands(outcome_of(result)) if p["title"].startswith("GX507"))
        columns = int(found["col"]), int(found["endColumn"])
    assert utf16(finding.excerpt)[columns[0] - 1 : columns[1] - 1] == "截止"
    assert columns[0] == finding.place.column + 2


# Fingerprints


def test_fingerprints_stay_when_lines_move():
    moved = "# 一行\n\n" + MISTAKES.replace("总体情况: |", "# 又一行\n总体情况: |")
    assert fingerprints(checked(moved)) == fingerprints(checked(MISTAKES))


def test_fingerprints_stay_when_the_file_is_renamed():
    assert fingerprints(checked(MISTAKES)) == fingerprints(checked(MISTAKES, "other.yaml"))


def test_another_wrong_figure_in_a_cell_is_another_finding():
    before, after = checked(MISTAKES), checked(MISTAKES.replace("0,   42]", "0,   43]"))
    assert len(set(fingerprints(before)) ^ set(fingerprints(after))) == 2


def test_findings_are_known_by_the_same_fingerprint_as_in_a_baseline():
    result = checked(MISTAKES)
    report = result.reading.report
    own = [fingerprint(finding, report.organ, report.year) for finding in result.findings]
    assert fingerprints(result) == own


def test_fingerprints_are_the_same_in_every_language():
    found = []
    for language in messages.LANGUAGES:
        messages.use(language)
        found.append(fingerprints(checked(MISTAKES)))
    # The period is meant as a whole: what is wrong with it is told by the message alone.
    rules = [finding.rule for finding in checked(MISTAKES).findings]
    assert [rule for rule, here, there in zip(rules, *found, strict=True) if here != there] == ["GX501"]


def test_fingerprints_stay_when_another_finding_is_mended():
    mended = MISTAKES.replace("行政处罚:             3件", "行政处罚:             3")
    assert set(fingerprints(checked(mended))) < set(fingerprints(checked(MISTAKES)))


def test_fingerprints_differ_by_organ_and_year():
    other = MISTAKES.replace("示例市示例区卫生健康委员会", "示例市示例区教育局")
    assert set(fingerprints(checked(other))).isdisjoint(fingerprints(checked(MISTAKES)))


@given(st.sets(st.sampled_from(governed(read("r.yaml", CLEAN.encode()).report)), min_size=2, max_size=6))
@settings(max_examples=30, deadline=None)
def test_fingerprints_of_different_cells_differ(cells):
    result = checked(CLEAN)
    findings = tuple(Finding("GX303", Severity.ERROR, "x", address, None) for address in sorted(cells))
    backwards = result._replace(findings=findings[::-1])
    found = fingerprints(result._replace(findings=findings))
    assert len(set(found)) == len(cells)
    assert fingerprints(backwards) == found[::-1]


def test_the_same_word_twice_is_two_findings():
    words = Span("overview", 0, 2)
    result = checked(CLEAN)
    alike = Finding("GX507", Severity.NOTE, "x", None, None, span=words)
    assert len(set(fingerprints(result._replace(findings=(alike, alike))))) == 2


def test_blanks_in_words_do_not_count():
    with_blank = MISTAKES.replace("[2021]30号", "[2021] 30号")
    ids = [finding.rule for finding in checked(with_blank).findings]
    assert "GX505" in ids
    assert fingerprints(checked(with_blank)) == fingerprints(checked(MISTAKES))


# SARIF


def test_sarif_describes_every_rule_that_was_run():
    run = in_sarif(outcome_of(checked(MISTAKES)))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in RULES]
    assert len({rule["name"] for rule in rules}) >= len(rules) - 3  # names are for people, ids tell apart
    for rule in rules:
        assert re.fullmatch("[A-Z][A-Za-z0-9]*", rule["name"])
        assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"])
        assert "```" in rule["help"]["markdown"]
        assert rule["properties"]["tags"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_describes_only_the_rules_that_were_run():
    run = in_sarif(outcome_of(checked(MISTAKES, rules=selected(["GX3"]))))
    assert {rule["id"][:3] for rule in run["tool"]["driver"]["rules"]} == {"GX3"}


def test_sarif_of_a_word_file_names_the_place_in_words_and_the_key():
    data = render(checked(MISTAKES).reading.report)
    results = in_sarif(outcome_of(checked(data, "年报.docx")))["results"]
    (total,) = (result for result in results if result["ruleId"] == "GX303")
    (location,) = total["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "%E5%B9%B4%E6%8A%A5.docx", "uriBaseId": "SRCROOT"}
    }
    names = [logical["fullyQualifiedName"] for logical in location["logicalLocations"]]
    assert names == ["第 2 张表，第 6 行，第 9 格", "申请办理.予以公开.总计"]


def test_sarif_related_locations_lead_to_the_cells_that_are_named():
    lines = MISTAKES.splitlines()
    results = in_sarif(outcome_of(checked(MISTAKES)))["results"]
    (total,) = (result for result in results if result["ruleId"] == "GX303")
    assert len(total["relatedLocations"]) > 6
    for related in total["relatedLocations"]:
        found = related["physicalLocation"]["region"]
        words = lines[found["startLine"] - 1][found["startColumn"] - 1 : found["endColumn"] - 1]
        assert words == found["snippet"]["text"]
    said = [related["message"]["text"] for related in total["relatedLocations"]]
    assert said[0] == "予以公开·自然人 20"
    assert "推测：“予以公开·总计”应为 24" in said


def test_sarif_leads_to_last_years_report():
    last = read("去年/report.yaml", CLEAN.replace("2023", "2022").encode())
    changed = CLEAN.replace("上年结转:             [    2,", "上年结转:             [    3,")
    now = check(read("report.yaml", changed.encode()), RULES, previous=last)
    results = in_sarif(outcome_of(now))["results"]
    uris = {
        unquote(related["physicalLocation"]["artifactLocation"]["uri"])
        for result in results
        if result["ruleId"].startswith("GX6")
        for related in result.get("relatedLocations", ())
    }
    assert "去年/report.yaml" in uris


def test_sarif_tells_of_files_that_could_not_be_read():
    (invocation,) = in_sarif(outcome_of(checked(CLEAN), failures=UNREADABLE))["invocations"]
    assert invocation["executionSuccessful"] is False
    first, second = invocation["toolExecutionNotifications"]
    assert "缺冒号" in first["message"]["text"]
    assert first["locations"][0]["physicalLocation"]["region"]["startLine"] == 3
    assert second["level"] == "error"
    assert in_sarif(outcome_of(checked(CLEAN)))["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("report.yaml", "report.yaml"),
        ("./a b/报告#1.yaml", "a%20b/%E6%8A%A5%E5%91%8A%231.yaml"),
        ("a:b%.yaml", "a%3Ab%25.yaml"),
        ("../last/r.yaml", "../last/r.yaml"),
        ("/tmp/a b.yaml", "file:///tmp/a%20b.yaml"),
        ("\udcb1\udca8.yaml", "%B1%A8.yaml"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="names of another system")
def test_sarif_names_files_by_uri(name, uri):
    result = checked(MISTAKES)
    run = in_sarif(outcome_of(result._replace(reading=result.reading._replace(name=name))))
    artifact = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"] == uri
    assert ("uriBaseId" in artifact) == (not uri.startswith("file:"))


@pytest.mark.parametrize(
    ("words", "written"),
    [("见[这里](http://x)", r"见\[这里](http://x)"), ("国办函[2021]30号（一）", "国办函[2021]30号（一）")],
)
def test_sarif_makes_no_link_of_what_a_report_says(words, written):
    (result,) = in_sarif(outcome_of(saying(words)))["results"]
    assert result["message"]["text"].startswith(written)


# JUnit


def test_junit_has_a_test_for_every_rule_of_every_report():
    root = in_junit(outcome_of(checked(MISTAKES, "a.yaml"), checked(CLEAN, "b/c.yaml")))
    assert [suite.get("name") for suite in root] == ["a.yaml", "b/c.yaml"]
    for suite in root:
        assert [case.get("name").split()[0] for case in suite] == [rule.id for rule in RULES]
        assert {case.get("classname") for case in suite} == {suite.get("name")}
    assert int(root.get("tests")) == 2 * len(RULES) == len(root.findall(".//testcase"))
    assert int(root.get("failures")) == len(root.findall(".//failure")) > 0


def test_junit_fails_for_errors_and_tells_of_the_rest():
    result = checked(MISTAKES)
    (suite,) = in_junit(outcome_of(result))
    worst = {}
    for finding in result.findings:
        worst[finding.rule] = max(worst.get(finding.rule, Severity.NOTE), finding.severity)
    for case in suite:
        severity = worst.get(case.get("name").split()[0])
        assert (case.find("failure") is not None) == (severity is Severity.ERROR)
        if severity in (Severity.WARNING, Severity.NOTE):
            assert case.findtext("system-out").startswith("report.yaml:")
        if severity is None:
            assert len(case) == 0


def test_junit_has_one_failure_for_several_errors_of_a_rule():
    one = Finding("GX303", Severity.ERROR, "甲", None, Place(1, 1))
    result = checked(CLEAN)._replace(findings=(one, one._replace(message="乙")))
    (failure,) = in_junit(outcome_of(result)).iter("failure")
    assert failure.get("message") == "甲等 2 处"
    assert "乙" in failure.text


def test_junit_tells_of_files_that_could_not_be_read_as_errors():
    root = in_junit(outcome_of(failures=UNREADABLE))
    assert (root.get("tests"), root.get("errors"), root.get("failures")) == ("2", "2", "0")
    assert [error.get("message") for error in root.iter("error")] == ["缺冒号", "没有这个文件"]


@given(any_text)
def test_junit_keeps_what_xml_can_write(words):
    def kept(text):
        allowed = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "·", text)
        return re.sub(r"\s+", "", allowed)

    (failure,) = in_junit(outcome_of(saying("“" + words + "”"))).iter("failure")
    assert kept(failure.get("message")) == kept("“" + words + "”")
    assert kept("“" + words + "”") in kept(failure.text)


# GitHub


def test_github_prints_a_command_for_every_finding_and_a_summary():
    result = checked(MISTAKES)
    *found, summary = commands(outcome_of(result, failures=UNREADABLE))
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    assert [name for name, _p, _s in found] == [
        *(names[finding.severity] for finding in result.findings),
        "error",
        "error",
    ]
    assert [int(p["line"]) for _n, p, _s in found[:-2]] == [f.place.line for f in result.findings]
    assert found[-2][1] == {
        "file": "坏 的.yaml", "line": "3", "endLine": "3", "col": "4", "endColumn": "4", "title": "读不了"
    }  # fmt: skip
    assert summary == (
        "notice", {"title": "gxreport"}, "检查了 1 份报告：3 个错误，5 个警告，1 个提示；2 个文件读不了"
    )  # fmt: skip


def test_github_of_a_word_file_has_the_place_in_the_message():
    data = render(checked(MISTAKES).reading.report)
    found = commands(outcome_of(checked(data, "年报.docx")))
    (total,) = (c for c in found if c[1]["title"].startswith("GX303"))
    assert set(total[1]) == {"file", "title"}
    assert "第 2 张表，第 6 行，第 9 格" in total[2]


@given(any_text, any_text)
@example("::error::x", "a,title=b::c")
@example("100%0A", "%2C:")
def test_github_takes_no_command_from_what_a_report_says(words, name):
    named = saying("“" + words + "”", name="a" + name)
    (command, properties, said), _summary = commands(outcome_of(named))
    assert command == "error"
    assert set(properties) == {"file", "title"}
    assert plain("“" + words + "”") in plain(said)


# GitLab


def test_gitlab_lists_findings_and_unreadable_files():
    result = checked(MISTAKES)
    issues = in_gitlab(outcome_of(result, failures=UNREADABLE))
    assert [issue["check_name"] for issue in issues] == [
        *(finding.rule for finding in result.findings),
        "unreadable",
        "unreadable",
    ]
    lines = [issue["location"]["lines"]["begin"] for issue in issues]
    assert lines == [*(finding.place.line for finding in result.findings), 3, 1]
    assert {issue["severity"] for issue in issues} == {"critical", "major", "minor", "info"}
    assert not any("\n" in issue["description"] for issue in issues)


def test_gitlab_of_a_word_file_points_at_its_first_line():
    data = render(checked(MISTAKES).reading.report)
    issues = in_gitlab(outcome_of(checked(data, "年报.docx")))
    assert {issue["location"]["lines"]["begin"] for issue in issues} == {1}
    assert any("第 2 张表，第 6 行，第 9 格" in issue["description"] for issue in issues)


# Others' programs


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("npm"), reason="needs npm")
def test_microsofts_validator_finds_no_mistake_in_sarif(tmp_path):
    data = render(checked(MISTAKES).reading.report)
    outcome = outcome_of(checked(MISTAKES), checked(data, "年报.docx"), failures=UNREADABLE)
    (tmp_path / "found.sarif").write_text(sarif.report(outcome), encoding="utf-8")
    # A connection that hangs is tried anew after a minute; npm alone would wait for five.
    patience = ("--fetch-timeout=60000", "--fetch-retries=4")
    npm = [shutil.which("npm"), "install", "--silent", *patience, "--prefix", str(tmp_path)]
    subprocess.run([*npm, "@microsoft/sarif-multitool@5"], check=True, capture_output=True)
    done = subprocess.run(
        [str(tmp_path / "node_modules" / ".bin" / "sarif-multitool"), "validate", "found.sarif"],
        cwd=tmp_path,
        env=os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "1 files scanned" in done.stdout
    told = re.findall(r": (error|warning) (SARIF\d+)", done.stdout)
    # That gxreport has no page on the web; that a cell of a Word file is on no line.
    assert set(told) <= {("warning", "SARIF2005"), ("warning", "SARIF2017")}


@pytest.mark.slow
def test_other_readers_count_what_we_count(tmp_path):
    outcome = outcome_of(checked(MISTAKES), failures=UNREADABLE)
    for format_, reporter in (("xml", junit), ("sarif", sarif)):
        (tmp_path / f"found.{format_}").write_text(reporter.report(outcome), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(tmp_path / "lib")]
    subprocess.run([*pip, "junitparser", "sarif-tools"], check=True, capture_output=True)
    program = """
from junitparser import JUnitXml
from sarif.loader import load_sarif_file
xml = JUnitXml.fromfile("found.xml")
print(xml.tests, xml.failures, xml.errors)
print(load_sarif_file("found.sarif").get_report().get_issue_count_for_severity("error"))
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "lib")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    errors = sum(finding.severity is Severity.ERROR for finding in outcome.checked[0].findings)
    failed = {f.rule for f in outcome.checked[0].findings if f.severity is Severity.ERROR}
    assert done.stdout.split() == [str(len(RULES) + 2), str(len(failed)), "2", str(errors)], done.stderr

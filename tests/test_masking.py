"""What GX504 finds in a report stands in none of the results: whoever reads them is not to learn it there."""

from datetime import date
from pathlib import Path

import pytest

from gxreport.baselines import baseline
from gxreport.catalogue import catalogue
from gxreport.checking import Checked, check
from gxreport.masking import masked, without
from gxreport.readers import read
from gxreport.reporters import Outcome, github, gitlab, junit, md, sarif
from gxreport.reporters import json as as_json
from gxreport.reporters import text as as_text
from gxreport.waivers import Waiver, covers

ROOT = Path(__file__).parent.parent
GOOD = (ROOT / "examples" / "report-2023.yaml").read_text(encoding="utf-8")
IDENTITY, PHONE, NAME = "110101199003072316", "13812345678", "张建国"
LETTER = f"申请人{NAME}（手机{PHONE}，身份证号{IDENTITY}）按国办公开办函[2021]30号来函"
REPORTERS = {
    "text": as_text.report,
    "json": as_json.report,
    "sarif": sarif.report,
    "github": github.report,
    "gitlab": gitlab.report,
    "junit": junit.report,
    "md": md.report,
}


def checked(letter: str = LETTER) -> Checked:
    text = GOOD.replace("其中采纳3条，均已答复", f"其中采纳3条，均已答复。{letter}")
    assert text != GOOD
    return check(read("report.yaml", text.encode()), catalogue())


@pytest.mark.parametrize("name", REPORTERS)
def test_personal_data_stand_in_no_result(name):
    result = REPORTERS[name](Outcome((checked(),), ()))
    assert "GX504" in result
    for private in (IDENTITY, PHONE, NAME):
        assert private not in result


def test_another_finding_in_the_same_line_does_not_show_them_either():
    (other,) = (finding for finding in checked().findings if finding.rule == "GX505")
    assert masked(IDENTITY) in other.excerpt
    assert IDENTITY not in other.excerpt + other.message


def test_masked_line_is_as_long_as_the_line_so_that_carets_stay_below_the_words():
    line = next(line for line in checked().reading.lines if "来函" in line)
    assert f"申请人{masked(NAME)}（手机{masked(PHONE)}，身份证号{masked(IDENTITY)}）按" in line
    assert len(masked(IDENTITY)) == len(IDENTITY)


def test_number_that_is_written_with_an_escape_is_masked_by_its_place():
    head, _found, _rest = GOOD.partition("其他需要报告的事项:")
    quoted = f'{head}其他需要报告的事项: "申请人，手机1381234567\\x38。"\n'
    found = check(read("report.yaml", quoted.encode()), catalogue())
    (finding,) = (finding for finding in found.findings if finding.rule == "GX504")
    assert "1381234567" not in finding.excerpt


def test_report_without_personal_data_keeps_its_lines():
    found = checked("来函")
    assert "来函" in "".join(found.reading.lines)
    assert not any(finding.private for finding in found.findings)


def test_baseline_does_not_write_them_down_and_waivers_still_know_them():
    found = checked()
    written = baseline([("report.yaml", found)], date(2026, 1, 1))
    assert not any(private in written for private in (IDENTITY, PHONE, NAME))
    finding = next(f for f in found.findings if f.words.text == PHONE)
    assert covers(Waiver(rule="GX504", reason="公布的号码", text=PHONE), finding, "", None)


@pytest.mark.parametrize(
    ("written", "shown"), [("王五", "王*"), ("张建国", "张**"), ("a@q.c", "a*q.c"), ("1234567", "123*567")]
)
def test_both_ends_are_shown_and_something_is_hidden(written, shown):
    assert masked(written) == shown


def test_longer_name_is_masked_as_a_whole():
    assert without("王五一和王五", ("王五一", "王五")) == "王**和王*"

"""Figures quoted in prose."""

import io

import docx
import pytest

from gxreport.catalogue import selected
from gxreport.checking import check
from gxreport.quotes import filled, quoted
from gxreport.readers import read
from gxreport.renderers.docx import render

REPORT = """\
机关: 某局
年度: 2023
总体情况: |
  新收{{ 申请办理.本年新收.总计 }}件，许可{{主动公开.行政许可}}件。
  {{ requests.results.refused.secret.natural }}件涉密，{{ 申请办理.没有.这个 }}。
主动公开: {行政许可: 12, 行政处罚: ~}
申请办理:
  本年新收: [58, 7, 0, 0, 1, 0, ~]
  不予公开: {国家秘密: [3, 0, 0, 0, 0, 0, 3]}
"""


def reading(text=REPORT):
    return read("report.yaml", text.encode())


def test_quote_becomes_the_figure_and_a_total_left_out_is_computed():
    report = reading().report
    assert filled(report, report.overview).splitlines() == [
        "新收66件，许可12件。",
        "3件涉密，{{ 申请办理.没有.这个 }}。",
    ]


@pytest.mark.parametrize(
    "key",
    [
        "",
        ".",
        "申请办理",
        "申请办理.本年新收",
        "申请办理.本年新收.总计.总计",
        "机关",
        "主动公开.规章",
        "__class__",
        "申请办理.__init__",
    ],
)
def test_only_a_cell_can_be_quoted(key):
    assert quoted(reading().report, key) is None


def test_quote_of_nothing_is_found_at_its_place():
    (finding,) = check(reading(), selected(["GX225"])).findings
    assert finding.actual == "申请办理.没有.这个"
    assert (finding.place.line, finding.excerpt[finding.place.column - 1 :][:4]) == (5, "{{ 申")


def test_quote_of_a_blank_cell_is_found():
    found = check(
        reading(
            REPORT.replace("没有.这个", "本年新收.没有").replace(
                "申请办理.本年新收.没有", "主动公开.行政处罚"
            )
        ),
        selected(["GX225"]),
    )
    assert [f.message for f in found.findings] == ["“主动公开.行政处罚”这一格没有数"]


def test_word_file_has_the_figure():
    words = "\n".join(p.text for p in docx.Document(io.BytesIO(render(reading().report))).paragraphs)
    assert "新收66件，许可12件。" in words


@pytest.mark.parametrize(
    "text", ["{{", "}}", "{{}}", "{{ {{ a }} }}", "{{ a\nb }}", "{{" * 10_000, "{{ 1+1 }}", "{% x %}"]
)
def test_other_braces_stay_as_they_are(text):
    assert filled(reading().report, text) == text

"""A document says what its report says: read back, it is the same, cell by cell and sentence by sentence."""

from datetime import date
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import reports, with_cells

from gxreport import form
from gxreport.cell import MISSING
from gxreport.markup import blocks, written
from gxreport.model import OrganKind, Period, Report
from gxreport.quotes import filled
from gxreport.readers import read
from gxreport.renderers.figures import printed

FORMATS = ("docx", "html", "md", "json", "xlsx")

words = st.text(
    st.sampled_from("公开政府信息申请答复件条0123456789（），；“”《》〔〕aB*_#<>&|`\\$~[]=+@!'\"-"),
    min_size=1,
    max_size=24,
)
sentences = words.map(lambda text: f"本局{text.strip()}。")
bold = st.tuples(sentences, words).map(
    lambda pair: f"{pair[0]}**重{pair[1].replace('*', '')}点**，余下照旧。"
)
items = st.lists(sentences, min_size=1, max_size=3).map(
    lambda lines: "\n".join(f"- {line}" for line in lines)
)
headings = st.sampled_from(
    ["（一）主动公开", "（二）依申请公开。本年收到3件。", "1.平台建设", "（1）政务新媒体"]
)


@st.composite
def tables(draw) -> str:
    """A table in prose, as our mark-up writes it."""
    columns = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(words, min_size=columns, max_size=columns), min_size=2, max_size=4))
    lines = [
        "| " + " | ".join(cell.replace("\\", "").replace("|", "\\|").strip() or "空" for cell in row) + " |"
        for row in rows
    ]
    if draw(st.booleans()):
        lines.insert(1, "| " + " | ".join(["---"] * columns) + " |")
    return "\n".join(lines)


prose = st.lists(st.one_of(sentences, bold, items, headings, tables()), min_size=1, max_size=5).map("\n".join)
quotes = st.sampled_from(["", "\n本年新收{{ 申请办理.本年新收.总计 }}件。"])
periods = st.sampled_from([None, Period(date(2023, 1, 1), date(2023, 12, 31))])
days = st.sampled_from([None, date(2024, 1, 25)])
organs = st.text(st.sampled_from("示例市区县政府办公室委局（）"), min_size=2, max_size=70)


@st.composite
def whole_reports(draw) -> Report:
    """Consistent reports with everything that a report can have, and some odd cells."""
    report = draw(reports())
    odd = draw(
        st.dictionaries(
            st.sampled_from(list(report.cells())),
            st.sampled_from(["", "/", "12件", "1,234", "１２", "=1+1", "+3", "017", MISSING]),
            max_size=4,
        )
    )
    report = with_cells(report, odd)
    around = st.one_of(st.just(""), sentences, tables(), st.tuples(sentences, tables()).map("\n".join))
    parts = {
        table.section.name: form.fill(type(table), dict(form.cells(table)), draw(around), draw(around))
        for table in report.tables
    }
    return report.model_copy(
        update={
            **parts,
            "organ": draw(organs),
            "organ_kind": draw(st.sampled_from([None, *OrganKind])),
            "period": draw(periods),
            "published": draw(days),
            "title": draw(st.sampled_from(["", "关于2023年度政务公开的报告"])),
            "preamble": draw(st.one_of(st.just(""), prose)),
            "overview": draw(prose) + draw(quotes),
            "problems": draw(prose),
            "other": draw(prose),
            "signature": draw(st.sampled_from(["", "示例区人民政府办公室"])),
        }
    )


def said(report: Report) -> dict[str, object]:
    """What a report says: its short fields, its sentences, its cells."""
    short = ("organ", "organ_kind", "year", "edition", "period", "published", "title", "signature")
    texts = {
        "preamble": report.preamble,
        "overview": report.overview,
        "problems": report.problems,
        "other": report.other,
    }
    for table in report.tables:
        texts |= {f"{table.section.name}.intro": table.intro, f"{table.section.name}.note": table.note}
    return {
        **{name: getattr(report, name) for name in short},
        **{name: written(blocks(filled(report, text or ""))) for name, text in texts.items()},
        **printed(report),
    }


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=25)
@given(data=st.data())
def test_report_comes_back_from_its_document(format_, data):
    report = data.draw(whole_reports().map(Shown)).report
    document = import_module(f"gxreport.renderers.{format_}").render(report)
    found, expected = said(read(f"report.{format_}", document).report), said(report)
    wrong = [name for name in expected if found[name] != expected[name]]
    assert {name: found[name] for name in wrong} == {name: expected[name] for name in wrong}


class Shown:
    """A report whose cells are not printed when a test fails."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def __repr__(self) -> str:
        return "a report"

"""The PDF document of a report: read by other programs, and made of hostile words."""

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from io import BytesIO
from itertools import pairwise, takewhile
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import reports, with_cells

from gxreport import form
from gxreport.editions import tables
from gxreport.layout import Address
from gxreport.model import Report
from gxreport.readers import read
from gxreport.renderers import Setting, Unrenderable, UserFile
from gxreport.renderers.figures import printed
from gxreport.renderers.pdf import Typesetter, asides, made, render
from gxreport.renderers.pdf.fonts import TYPES, choose, replaced
from gxreport.renderers.pdf.tables import table
from gxreport.renderers.printed import printed as printed_report
from gxreport.sections import SECTIONS

EXAMPLES = Path(__file__).parent.parent / "examples"
poppler = pytest.mark.skipif(
    not (shutil.which("pdftotext") or os.environ.get("CI")), reason="needs poppler-utils, as CI has it"
)
NAMES = ("report-2020.yaml", "report-2023.yaml")
MM = 72 / 25.4


def example(name: str) -> Report:
    return read(name, (EXAMPLES / name).read_bytes(), None).report


@pytest.fixture(params=NAMES)
def report(request) -> Report:
    return example(request.param)


def template(source: str) -> Setting:
    return Setting(template=UserFile("mine.typ", source.encode()))


def refusal(source: str) -> str:
    with pytest.raises(Unrenderable) as caught:
        render(Report(title="题"), template(source))
    assert "\n" not in caught.value.sentence
    return caught.value.sentence


# What other programs see


def text_of(content: bytes, *words: str) -> str:
    """The text of a PDF file as poppler reads it."""
    command = ["pdftotext", *words, "-", "-"]
    return subprocess.run(command, input=content, check=True, capture_output=True, timeout=60).stdout.decode()


def bare(content: bytes) -> str:
    return re.sub(r"\s", "", text_of(content, "-raw"))


def trailing_numbers(line: str) -> list[str]:
    return list(takewhile(str.isdigit, reversed(line.split())))[::-1]


def figures_are_shown(content: bytes, report: Report) -> None:
    """Poppler finds every figure: those of the tables with fixed columns line by line, in their order."""
    text = text_of(content, "-layout")
    lines = [trailing_numbers(line) for line in text.splitlines()]
    figures = printed(report)
    for name, columns in (("requests", 7), ("reviews", 15)):
        found = [figure for line in lines if len(line) == columns for figure in line]
        assert found == [figures[address] for address in report.layout(name).addresses()]
    assert {figures[address] for address in report.layout("disclosure").addresses()} <= set(text.split())


@pytest.mark.office
@poppler
def test_headings_and_figures_are_in_the_text(report):
    content = render(report)
    text = bare(content)
    assert all(section.heading in text for section in SECTIONS)
    assert report.organ in text
    figures_are_shown(content, report)


@pytest.mark.office
@poppler
@settings(max_examples=8, deadline=None)
@given(reports())
def test_every_figure_of_any_report_is_in_the_text(report):
    figures_are_shown(render(report), report)


HOSTILE = (
    '#read("/etc/passwd")',
    "$x$ *a* _b_ @ref <label> `raw`",
    "= heading",
    "\\ \\u{41} ~ --- // c /* d */ https://example.org",
    "{{ 7*7 }} #{1+1} #sys.inputs ]#[ \"'",
    "${HOME} %(x)s",
)


@pytest.mark.office
@poppler
def test_markup_and_code_are_only_text():
    content = render(Report(organ="#panic()", title=HOSTILE[0], overview="\n".join(HOSTILE), signature="#a"))
    text = bare(content)
    for line in HOSTILE:
        assert re.sub(r"\s", "", line) in text
    assert text.count("read(") == 2


@pytest.mark.office
@poppler
@pytest.mark.parametrize("digits", [5, 7, 9])
def test_long_figures_are_not_broken_and_stay_on_one_page(digits):
    report = example("report-2023.yaml")
    cells = {a: f"{10**digits - 1 - at}" for at, a in enumerate(report.cells())}
    report = with_cells(report, cells)
    content = render(report)
    figures_are_shown(content, report)
    pages = text_of(content, "-layout").split("\f")
    whole = next(page for page in pages if SECTIONS[2].heading in page)
    assert "四、结转下年度继续办理" in whole


@pytest.mark.office
@poppler
def test_long_words_and_numbers_stay_on_the_page():
    for long in ("a" * 500, "１" * 200, "https://example.org/" + "x1" * 200):
        assert long in bare(render(Report(overview=long)))


@pytest.mark.office
@poppler
def test_control_characters_are_replaced():
    text = bare(render(Report(overview="一\x00二\ud800三\x1b四\ufffe五\t六")))
    assert "一\ufffd二\ufffd三\ufffd四\ufffd五六" in text


# What is in the file


def opened(content: bytes):
    return pdfplumber.open(BytesIO(content))


def test_page_is_that_of_gb_t_9704(report):
    with opened(render(report)) as file:
        first = file.pages[0]
        assert (round(first.width / MM), round(first.height / MM)) == (210, 297)
        for number, page in enumerate(file.pages, 1):
            body = [c for c in page.chars if c["top"] < (297 - 35) * MM]
            # The empty half of a bracket at the beginning of a line hangs over the margin.
            assert min(c["x0"] for c in body) > 28 * MM - 9
            assert max(c["x1"] for c in body) < 184 * MM + 9
            assert min(c["top"] for c in body) > 36 * MM
            foot = [c for c in page.chars if c["top"] > (297 - 35) * MM]
            assert "".join(c["text"] for c in foot) == f"— {number} —"
            assert round(foot[0]["size"]) == 14
            assert (foot[0]["x0"] > 105 * MM) == (number % 2 == 1)
            lines = [*page.lines, *page.rects]
            assert all(line["x0"] > 28 * MM - 1 and line["x1"] < 184 * MM + 1 for line in lines)


def test_a_page_has_22_lines_of_28_characters():
    with opened(render(Report(title="题", overview="字" * 3000))) as file:
        page = file.pages[1]
        lines = sorted({round(c["top"], 1) for c in page.chars if c["text"] == "字"})
        assert len(lines) == 22
        assert {round(b - a, 1) for a, b in pairwise(lines)} <= {28.9, 29.0}
        assert len([c for c in page.chars if round(c["top"], 1) == lines[0]]) == 28
        assert {round(c["size"], 3) for c in page.chars if c["text"] == "字"} == {16}


def test_the_example_has_four_pages(report):
    with opened(render(report)) as file:
        assert len(file.pages) == 4


def test_a_signature_does_not_stand_alone_on_a_page():
    for lines in range(20, 44):
        prose = "\n".join(["字"] * lines)
        with opened(render(Report(title="题", other=prose, signature="某局"))) as file:
            assert "字" in file.pages[-1].extract_text()


def test_headings_are_bookmarks(report):
    with opened(render(report)) as file:
        outline = [(level, title) for level, title, *_ in file.doc.get_outlines()]
    assert [title for level, title in outline if level == 1] == [section.heading for section in SECTIONS]
    assert (2, "（一）主动公开。") in outline


def test_bookmarks_skip_no_level():
    with opened(render(Report(preamble="1.前言", overview="（1）甲\n（一）乙\n（1）丙"))) as file:
        outline = [(level, title) for level, title, *_ in file.doc.get_outlines()]
    assert outline[:5] == [
        (1, "1.前言"),
        (1, "一、总体情况"),
        (2, "（1）甲"),
        (2, "（一）乙"),
        (3, "（1）丙"),
    ]


def test_the_file_says_what_it_is():
    with opened(render(example("report-2023.yaml"))) as file:
        about, catalog = file.metadata, file.doc.catalog
        assert about["Title"] == "示例市示例区工业和信息化局2023年政府信息公开工作年度报告"
        assert about["Author"] == "示例市示例区工业和信息化局"
        assert "政府信息公开" in about["Keywords"]
        assert about["CreationDate"].startswith("D:20240125")
        assert catalog["Lang"] == b"zh-CN"
        assert catalog["MarkInfo"]["Marked"] is True
    with opened(render(Report(year=2023))) as file:
        assert "CreationDate" not in file.metadata


def test_the_file_is_accessible_by_its_own_word(report):
    assert b"pdfuaid" in render(report)


def test_same_report_gives_same_bytes(report):
    assert render(report) == render(report.model_copy()) == Typesetter().made(report).content


def test_prose_of_every_kind_is_accessible():
    prose = (
        "（一）甲。话**粗**话\n1.乙\n- 项**粗**\n- 项\n| 类 | 数 |\n| --- | --- |\n| 解 | **3** |\n| a |\n末"
    )
    reviews = form.fill(tables(2021)[2], {}, intro=prose, note=prose)
    report = Report(preamble=prose, overview=prose, reviews=reviews, signature="某局\n某科")
    report = report.model_copy(update={"published": date(2024, 1, 5)})
    assert b"pdfuaid" in render(report)


@settings(max_examples=10, deadline=None)
@given(st.text(st.characters(exclude_categories=())), st.text(st.characters(exclude_categories=())))
def test_any_text_makes_a_document(organ, text):
    report = Report(organ=organ, title=text, overview=text, signature=text)
    report = with_cells(report, {Address("reviews", "direct", "upheld"): text})
    assert render(report).startswith(b"%PDF")


@pytest.mark.parametrize(
    "prose",
    [
        "字1，" * 60_000,
        "a" * 200_000,
        "（一）主动公开。全年12件。\n" * 3000,
        "| a | 1 |\n" * 3000,
        "**a**字" * 20_000,
    ],
    ids=["paragraph", "word", "headings", "table", "bold"],
)
def test_much_prose_is_set(prose):
    assert render(Report(overview=prose)).startswith(b"%PDF")


def test_many_columns_share_the_page():
    report = example("report-2023.yaml")
    for figures in ("0", "1234567", "1" * 40, "很长的话" * 100):
        changed = with_cells(report, dict.fromkeys(report.cells(), figures))
        for section in printed_report(changed).sections:
            if section.table:
                made_of = table(section.table, section.rows)
                assert sum(made_of["widths"]) == 1560
                assert min(made_of["widths"]) > 0
        assert render(changed).startswith(b"%PDF")


# Fonts

OFFICIAL = {type_.official: 400 for type_ in TYPES.values()}


def test_official_fonts_come_first_and_nothing_is_said():
    chosen = choose({**OFFICIAL, "Noto Serif CJK SC": 700}, {})
    assert {name: font.family for name, font in chosen.items()} == {n: t.official for n, t in TYPES.items()}
    assert replaced(chosen) == ""


def test_the_same_font_may_have_another_name():
    chosen = choose({**OFFICIAL, "仿宋_GB2312": 0} | {"fangsong": 400}, {"仿宋": ("FangSong",)})
    assert chosen["仿宋"].family == "fangsong"


def test_replaced_fonts_are_named_in_one_sentence():
    installed = {"Noto Serif CJK SC": 700, "Noto Sans CJK SC": 400, "Liberation Serif": 700}
    chosen = choose(installed, {})
    assert replaced(chosen) == (
        "没有装 仿宋_GB2312、楷体_GB2312、宋体、方正小标宋简体，用 Noto Serif CJK SC 代替；"
        "没有装 黑体，用 Noto Sans CJK SC 代替"
    )
    assert (chosen["小标宋"].bold, chosen["黑体"].bold) == (True, False)


def test_wanted_fonts_come_before_the_official_ones():
    installed = {**OFFICIAL, "Mine": 400}
    assert choose(installed, {"仿宋": ("None", "Mine")})["仿宋"][:] == ("Mine", False, "")
    missing = choose(installed, {"仿宋": ("None",)})
    assert replaced(missing) == "没有装 None，用 仿宋_GB2312 代替"


def test_no_chinese_font_is_a_sentence():
    with pytest.raises(Unrenderable, match="fonts-noto-cjk"):
        choose({"Times New Roman": 400}, {})
    with pytest.raises(Unrenderable, match="fonts-noto-cjk"):
        Typesetter(system_fonts=False).made(Report())


def test_any_chinese_font_will_do():
    chosen = choose({"Noto Sans CJK JP": 400}, {})
    assert {font.family for font in chosen.values()} == {"Noto Sans CJK JP"}


def test_fonts_are_spoken_of_once_and_not_with_every_document():
    wanted = Setting(fonts={"黑体": ("None",)})
    assert asides(wanted)[0].count("没有装 None") + asides(wanted)[0].count("、None") == 1
    assert made(Report(), wanted).asides == ()


def test_characters_that_no_font_has_are_named():
    (said,) = made(Report(overview="字\U000f1234\U000f4321字\U000f1234")).asides
    assert "2 个字" in said
    assert "U+F1234" in said


def test_without_typst_it_is_said_how_to_install_it():
    run = """
import sys
sys.modules["typst"] = None
from gxreport.model import Report
from gxreport.renderers import Unrenderable, pdf
try:
    pdf.render(Report())
except Unrenderable as error:
    assert "pip install typst" in error.sentence
    print("told")
"""
    ran = subprocess.run([sys.executable, "-c", run], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout == "told\n"


# Templates


def test_a_template_gets_the_same_data():
    with opened(render(Report(title="题目"), template("#json(bytes(sys.inputs.report)).title"))) as file:
        assert file.pages[0].extract_text() == "题目"


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("#let x =", 1, "expected expression"),
        ("\n\n#nothing", 3, "unknown variable: nothing"),
        ('\n#panic("停\n下")', 2, "停"),
        ("@nowhere", 1, "nowhere"),
    ],
)
def test_a_mistake_in_a_template_is_named_with_its_line(source, line, words):
    sentence = refusal(source)
    assert f"mine.typ 第 {line} 行" in sentence
    assert words in sentence


@pytest.mark.parametrize(
    "source",
    [
        '#read("/etc/passwd")',
        '#read("../../../../../../etc/passwd")',
        '#read("/etc/" + "passwd")',
        '#include "other.typ"',
        '#image("/etc/passwd")',
        '#import "@preview/cetz:0.3.0"',
        '#let a = "@preview/cetz:0.3.0"',
        '#import "@local/a:1.0.0"',
        '#let a = "@lo" + "cal/a:1.0.0"; #import a: *',
    ],
)
def test_a_template_reaches_nothing_but_its_data(source):
    sentence = refusal(source)
    assert "mine.typ 第 1 行要用别的文件或程序包" in sentence
    assert "/tmp" not in sentence


def test_a_template_that_is_no_text_is_refused():
    with pytest.raises(Unrenderable, match="UTF-8"):
        render(Report(), Setting(template=UserFile("mine.typ", b"\xff\xfe")))


def test_a_template_has_no_clock():
    assert "1970" in refusal("#panic(str(datetime.today().year()))")


# Tables in prose and notes


def sizes(content: bytes, text: str) -> set[float]:
    """The sizes of the characters of the words that hold a text."""
    with opened(content) as file:
        words = [word for page in file.pages for word in page.extract_words(extra_attrs=["size"])]
    return {round(word["size"], 2) for word in words if text in word["text"]}


def test_figures_in_ten_columns_are_whole_and_large_enough_to_read():
    row = f"| {' | '.join(['1234567'] * 9)} | 010-12345678 |\n"
    content = render(Report(title="题", overview=row * 2))
    assert min(sizes(content, "1234567")) >= 9
    with opened(content) as file:
        words = [word["text"] for word in file.pages[0].extract_words()]
    assert (words.count("1234567"), words.count("010-12345678")) == (18, 2)


def test_one_telephone_number_makes_no_other_figure_smaller():
    content = render(Report(title="题", overview="| 科室 | 010-1234567890 | 7654321 |\n" * 2))
    assert sizes(content, "7654321") == {12.0}


def test_all_of_a_note_is_small():
    note = "（一）口径\n（二）来源。各单位。\n- 甲项\n| 乙列 | 丙列 |\n| 丁格 | 戊格 |"
    reviews = form.fill(tables(2021)[2], {}, note=note)
    content = render(Report(title="题", reviews=reviews))
    for text in ("口径", "来源", "各单位", "甲项"):
        assert sizes(content, text) == {12.0}, text
    assert sizes(content, "丁格") == {10.5}


def test_heading_that_runs_on_goes_with_the_signature_too():
    for lines in range(20, 44):
        prose = "\n".join([*["字"] * lines, "（一）末。尾"])
        with opened(render(Report(title="题", other=prose, signature="某局"))) as file:
            assert "尾" in file.pages[-1].extract_text()

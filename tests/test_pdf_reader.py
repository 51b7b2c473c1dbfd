"""PDF files: what stands on their pages is read as it is seen, each figure into its own cell."""

import contextlib
import json
import re
import shutil
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import reports, with_cells

from gxreport import form
from gxreport.editions import tables
from gxreport.model import Report
from gxreport.quotes import filled
from gxreport.readers import read
from gxreport.readers.pdf.lines import Char, joined, lines_of
from gxreport.reading import NotAReport, Reading, Unreadable
from gxreport.renderers.docx import render as word
from gxreport.renderers.figures import printed
from gxreport.renderers.pdf import render
from gxreport.reporters.places import where

ROOT = Path(__file__).parent.parent
EXAMPLES = ("report-2023", "report-2020", "mistakes-2023")
ORGAN = "示例市示例区教育局"
TEXTS = ("preamble", "overview", "problems", "other")


def example(name: str) -> Report:
    return read(f"{name}.yaml", (ROOT / "examples" / f"{name}.yaml").read_bytes()).report


def reading(data: bytes) -> Reading:
    return read("a.pdf", data)


def sentence(data: bytes, name: str = "a.pdf") -> str:
    with pytest.raises(Unreadable) as caught:
        read(name, data)
    assert "\n" not in caught.value.sentence
    assert not re.search(r"Error|Traceback|pdfminer|None", caught.value.sentence)
    return caught.value.sentence


def bare(text: str | None) -> str:
    """The characters of a text without white space and mark-up."""
    return re.sub(r"\s|\*\*|^\|( ---? ?-* ?\|)+$|[|\\]|^- ", "", text or "", flags=re.MULTILINE)


def paragraphs(text: str | None) -> list[str]:
    return [bare(line) for line in (text or "").split("\n") if line.strip()]


def assert_same(found: Report, expected: Report) -> None:
    shown, wanted = printed(found), printed(expected)
    assert {a: shown.get(a) for a in wanted if shown.get(a) != wanted[a]} == {}
    assert (found.organ, found.year, found.edition) == (expected.organ, expected.year, expected.edition)
    for name in TEXTS[1:]:
        assert paragraphs(getattr(found, name)) == paragraphs(filled(expected, getattr(expected, name) or ""))
    assert paragraphs(found.preamble)[: len(paragraphs(expected.preamble))] == paragraphs(expected.preamble)
    for table, wanted_table in zip(found.tables, expected.tables, strict=True):
        assert bare(table.intro) == bare(wanted_table.intro)
        assert bare(table.note) == bare(wanted_table.note)


# PDF files of our own


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_comes_back_whole(name):
    report = example(name)
    found = reading(render(report))
    assert_same(found.report, report)
    assert not found.report.remarks
    assert not found.asides
    assert [heading.section for heading in found.report.headings] == [1, 2, 3, 4, 5, 6]


class Shown:
    """A report whose cells are not printed when a test fails."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def __repr__(self) -> str:
        return f"a report: {self.report.overview!r} {self.report.problems!r}"


sentences = st.text(
    st.sampled_from("公开政府信息申请答复件条0123456789（），；“”《》〔〕aB-"), min_size=1, max_size=90
).map(lambda text: f"本局{text.strip()}。")
headings = st.sampled_from(
    ["（一）主动公开", "（二）依申请公开。本年收到3件。", "1.平台建设", "（1）政务新媒体"]
)
items = st.lists(sentences, min_size=1, max_size=3).map(
    lambda lines: "\n".join(f"- {line}" for line in lines)
)
rows = st.lists(st.tuples(sentences, st.integers(0, 999)), min_size=2, max_size=4).map(
    lambda lines: "\n".join(f"| {words} | {number} |" for words, number in lines)
)
prose = st.lists(st.one_of(sentences, headings, items, rows), min_size=1, max_size=12).map("\n".join)
# Two tables that touch are one on a page, so words stand between a table in prose and that of the form.
before_a_table = prose.map(lambda text: f"{text}\n本局情况如下。")
organs = st.sampled_from(
    [
        "示例局",
        "示例市人民政府",
        "示例市示例区人民政府办公室",
        "示例市示例区示例街道办事处",
        "示例自治区示例自治州示例县农业农村局（乡村振兴局）",
        "示例市示例经济技术开发区管理委员会自然资源和规划建设综合服务局",
    ]
)


@st.composite
def documents(draw) -> Shown:
    """Reports with prose of every kind and some odd cells."""
    report = draw(reports())
    odd = draw(
        st.dictionaries(
            st.sampled_from(list(report.cells())),
            st.sampled_from(["", "/", "12件", "1,234", "22（其中修订16件）", "+3", "-", "1276.5534"]),
            max_size=8,
        )
    )
    report = with_cells(report, odd)
    parts = {
        table.section.name: form.fill(
            type(table),
            dict(form.cells(table)),
            draw(st.just("") | before_a_table),
            draw(st.just("") | sentences),
        )
        for table in report.tables
    }
    texts = {name: draw(prose) for name in ("overview", "problems", "other")}
    return Shown(report.model_copy(update={**parts, **texts, "organ": draw(organs)}))


@settings(max_examples=12, deadline=None)
@given(documents())
def test_any_report_comes_back_from_its_pdf(shown):
    assert_same(reading(render(shown.report)).report, shown.report)


LONG = f"（其中{'修订' * 12}的不计）"


@pytest.mark.parametrize("lines", [0, 5, 11, 14, 17, 20])
@pytest.mark.parametrize("edition", [2021, 2019])
def test_tables_cut_by_a_page_end_are_whole(edition, lines):
    """A table that is too long for a page is cut, wherever it begins."""
    year = 2023 if edition == 2021 else 2020
    layouts = {table: form.layout(table) for table in tables(edition)}
    parts = {
        table.section.name: form.fill(
            table,
            {
                address: form.read(f"{number}{LONG if number % 23 == 0 else ''}", layout.column(address).kind)
                for number, address in enumerate(layout.addresses(), 101)
            },
        )
        for table, layout in layouts.items()
    }
    report = Report(
        organ=ORGAN, year=year, edition=edition, overview="\n".join(["字。"] * (lines + 1)), **parts
    )
    content = render(report)
    assert_same(reading(content).report, report)


# PDF files of other programs


office = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")


def exported(folder: Path, data: bytes, filter_: str = "pdf", ending: str = "docx") -> bytes:
    """What LibreOffice makes of a document."""
    source = folder / f"a.{ending}"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        filter_,
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "a.pdf").read_bytes()


def exporting(**settings: bool | str) -> str:
    """How LibreOffice is told to set a PDF file."""
    typed = {
        name: {"type": "boolean" if isinstance(value, bool) else "string", "value": str(value).lower()}
        for name, value in settings.items()
    }
    return f"pdf:writer_pdf_Export:{json.dumps(typed)}"


@office
@pytest.mark.office
@pytest.mark.parametrize("name", EXAMPLES)
def test_word_file_printed_by_libreoffice_comes_back_whole(name, tmp_path):
    report = example(name)
    found = reading(exported(tmp_path, word(report)))
    assert_same(found.report, report)
    assert not found.report.remarks


@office
@pytest.mark.office
@pytest.mark.parametrize("lines", [3, 8, 12, 15, 18])
def test_tables_that_libreoffice_cuts_are_whole(lines, tmp_path):
    report = example("report-2023").model_copy(update={"overview": "\n".join(["本局公开信息。"] * lines)})
    found = reading(exported(tmp_path, word(report)))
    assert_same(found.report, report)


@office
@pytest.mark.office
def test_password_is_named_and_a_ban_on_copying_is_no_password(tmp_path):
    report = example("report-2023")
    secret = exporting(EncryptFile=True, DocumentOpenPassword="x")
    assert "密码" in sentence(exported(tmp_path, word(report), secret))
    ban = exporting(RestrictPermissions=True, PermissionPassword="x", EnableCopyingOfContent=False)
    assert_same(reading(exported(tmp_path, word(report), ban)).report, report)


# Places


def test_places_name_page_table_and_row():
    report = example("report-2023")
    found = reading(render(report))
    address = next(iter(report.layout("requests").addresses()))
    place = found.figures[address]
    assert (place.page, place.table, place.row) == (3, 2, 4)
    assert where("a.pdf", place).startswith("a.pdf: 第 3 页，第 2 张表，第 4 行，第 ")
    assert found.passages["problems"].place(0, 0).page == 4
    assert where("a.pdf", found.passages["overview"].place(0, 2)).startswith(
        "a.pdf: 第 1 页，“一、总体情况”下，第 "
    )


# Files made by hand


def pdf(*pages: bytes, filter_: bytes = b"", size: bytes = b"0 0 595 842", more: bytes = b"") -> bytes:
    """A PDF file of pages that draw this; its characters are those of UTF-16."""
    parts = [b"%PDF-1.4\n"]
    starts = []

    def add(content: bytes) -> None:
        starts.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (len(starts), content))

    first = 7
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(pages)))
    add(b"<</Type/Catalog/Pages 2 0 R>>")
    add(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids))
    about = b"/Type/Font/BaseFont/STSong-Light"
    add(b"<<%s/Subtype/Type0/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>" % about)
    info = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    add(b"<<%s/Subtype/CIDFontType0/DW 1000%s/FontDescriptor 5 0 R>>" % (about, info))
    add(b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]>>")
    add(more or b"null")
    for content in pages:
        font = b"/Resources<</Font<</F 3 0 R>>/XObject<</X 6 0 R>>>>"
        add(b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents %d 0 R%s>>" % (size, len(starts) + 2, font))
        add(b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filter_, content))
    table = sum(map(len, parts))
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(starts) + 1))
    parts.extend(b"%010d 00000 n \n" % start for start in starts)
    parts.append(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(starts) + 1, table))
    return b"".join(parts)


def text(words: str, x: float, y: float, size: int = 16) -> bytes:
    """Words at a place, counted in points from the top left."""
    code = words.encode("utf-16-be").hex().encode()
    return b"BT /F %d Tf %.2f %.2f Td <%s> Tj ET\n" % (size, x, 842 - y, code)


def lines(*words: str, top: float = 100, pitch: float = 28) -> bytes:
    """Lines of 28 characters, those that begin with > indented."""
    return b"".join(
        text(line.removeprefix(">"), 79 + 32 * line.startswith(">"), top + at * pitch)
        for at, line in enumerate(words)
    )


FULL = "本局公开政府信息答复申请事项并且及时更新目录和指南还要"  # 27 characters
TITLE = (f">{ORGAN}2023年", ">政府信息公开工作年度报告", ">一、总体情况")
ENDS = (">五、存在的主要问题及改进情况", ">没有。", ">六、其他需要报告的事项", ">没有。")


def overview(*pages: bytes) -> str:
    return reading(pdf(*pages)).report.overview or ""


def test_lines_of_a_paragraph_are_joined_and_paragraphs_are_not():
    page = lines(*TITLE, f">{FULL[:-2]}到", f"{FULL}了", "好。", f">{FULL[:25]}。", ">第二段。", *ENDS)
    assert overview(page) == f"{FULL[:-2]}到{FULL}了好。\n{FULL[:25]}。\n第二段。"


@pytest.mark.parametrize(
    "mark",
    [
        "— 1 —",
        "-1-",
        "1",
        "第 1 页 共 8 页",
        "第1页",
        "1/8",
        "Page 1 of 8",
        "－１－",
        "·1·",
        "第 1 页，共 8 页",
    ],
)
def test_paragraph_goes_on_behind_the_mark_of_a_page(mark):
    first = lines(*TITLE, f">{FULL[:-2]}到", f"{FULL}了", top=400) + text(mark, 280, 780, 14)
    second = lines("好。", ">第二段。", *ENDS) + text(mark.replace("1", "2"), 280, 780, 14)
    assert overview(first, second) == f"{FULL[:-2]}到{FULL}了好。\n第二段。"


def test_headers_and_footers_of_pages_are_left_out():
    def around(number: int) -> bytes:
        return text("示例区人民政府门户网站", 79, 40, 9) + text(f"2024-01-25 10:0{number} 打印", 79, 800, 9)

    first = lines(*TITLE, f">{FULL[:-2]}到", f"{FULL}了") + around(1)
    assert overview(first, lines("好。", *ENDS) + around(2)) == f"{FULL[:-2]}到{FULL}了好。"


def test_words_of_letters_are_joined_with_a_blank_and_numbers_with_chinese_are_not():
    page = lines(*TITLE, f">{FULL[:-10]}open data", f"open {FULL[:-6]}12", "件。", *ENDS)
    assert "open data open 本局" in overview(page)
    assert "12件" in overview(page)


def test_radicals_that_fonts_write_for_characters_are_characters():
    page = lines(*TITLE, ">⼀⽇之内公开，⻓期⻅效。", *ENDS)
    assert overview(page) == "一日之内公开，长期见效。"


def test_radicals_become_the_form_of_a_character_that_is_in_use():
    chars = [Char(c, 16 * at, 16 * at + 16, 0, 16, 16) for at, c in enumerate("门\u2f3e\u2fad年")]
    assert joined(lines_of(chars), 400) == "门户青年"


def test_characters_that_are_drawn_twice_to_look_bold_are_read_once():
    page = lines(*TITLE, ">全年公开十一件。", *ENDS)
    assert (
        overview(page + lines(*TITLE, ">全年公开十一件。", *ENDS).replace(b"111.00", b"111.40"))
        == "全年公开十一件。"
    )


def rule(x0: float, y0: float, x1: float, y1: float) -> bytes:
    return b"%.1f %.1f m %.1f %.1f l S\n" % (x0, 842 - y0, x1, 842 - y1)


def grid(*, sides: bool, top: float = 300) -> bytes:
    """行政许可 … of the form, with or without rules at its sides."""
    made = b"".join(rule(79, top + 30 * at, 521, top + 30 * at) for at in range(4))
    made += b"".join(rule(x, top + 30, x, top + 90) for x in ((79, 300, 521) if sides else (300,)))
    made += b"".join(rule(x, top, x, top + 30) for x in ((79, 521) if sides else ()))
    made += text("第二十条第（五）项", 220, top + 20, 12)
    for at, (label, figure) in enumerate((("信息内容", "本年处理决定数量"), ("行政许可", "12"))):
        made += text(label, 100, top + 50 + 30 * at, 12) + text(figure, 320, top + 50 + 30 * at, 12)
    return made


@pytest.mark.parametrize("sides", [True, False])
def test_table_may_have_no_rules_at_its_sides(sides):
    page = lines(*TITLE, ">好。", ">二、主动公开政府信息情况") + grid(sides=sides) + lines(*ENDS, top=500)
    found = reading(pdf(page)).report
    # The other tables of 第二十条 are missing: this is a table, but not of the form.
    assert found.disclosure.intro == "第二十条第（五）项\n信息内容  本年处理决定数量\n行政许可  12"


def test_box_around_text_is_no_table():
    box = b"".join(
        rule(*side)
        for side in ((70, 80, 530, 80), (70, 800, 530, 800), (70, 80, 70, 800), (530, 80, 530, 800))
    )
    page = (
        box + lines(*TITLE, ">好。", ">二、主动公开政府信息情况") + grid(sides=True) + lines(*ENDS, top=500)
    )
    found = reading(pdf(page)).report
    assert (found.organ, found.overview, found.problems) == (ORGAN, "好。", "没有。")
    assert found.disclosure.intro == "第二十条第（五）项\n信息内容  本年处理决定数量\n行政许可  12"


def test_number_broken_in_a_narrow_cell_is_one_number():
    chars = [
        Char(c, 10 + 6 * (at % 5), 16 + 6 * (at % 5), 15 * (at // 5), 12 + 15 * (at // 5), 12)
        for at, c in enumerate("1234567")
    ]
    assert joined(lines_of(chars), 32) == "1234567"


# Files that cannot be read


def picture() -> bytes:
    about = b"/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1"
    return b"<</Type/XObject%s>>stream\n\0\nendstream" % about


SCAN = b"q 595 0 0 842 0 0 cm /X Do Q\n"


@pytest.mark.parametrize("content", [SCAN, SCAN + text("— 1 —", 280, 780), b""])
def test_scanned_file_is_named(content):
    assert sentence(pdf(content, content, more=picture())).startswith("这是扫描件，没有文字层；")


def test_page_that_is_a_picture_is_named():
    page = lines(*TITLE, ">好。", *ENDS)
    found = read("a.pdf", pdf(page, SCAN, more=picture()))
    assert found.asides == ("第 2 页是图片，没有文字，没有读入",)


GOOD = render(example("report-2020"))


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.4\n", GOOD[: len(GOOD) // 2], GOOD[:-1], GOOD[:-40], b"%PDF-1.7\n" + bytes(500) + b"%%EOF"],
    ids=["nothing", "half", "less-one", "no-end", "zeros"],
)
def test_file_that_is_not_whole_is_named(data):
    assert sentence(data) == "不是完整的 PDF 文件，可能没有下载完或已损坏"


def test_other_content_is_named_and_other_names_are_no_matter():
    assert "内容却不是 PDF" in sentence(b"plain text")
    assert read("a.txt", GOOD).report.year == read("", GOOD).report.year == 2020
    assert read("a.pdf", word(example("report-2020"))).report.year == 2020


def test_other_documents_are_no_reports():
    with pytest.raises(NotAReport):
        reading(pdf(lines(f">{FULL}", f"{FULL}。")))


@pytest.mark.parametrize(
    "size", [b"0 0 0 0", b"0 0 1e30 1e30", b"0 0 /a 0", b"", b"595 842 0 0", b"0 0 -1 -1"]
)
def test_pages_of_odd_sizes_end_in_a_sentence(size):
    sentence(pdf(lines(FULL, FULL), size=size))


def test_too_many_pages_are_too_many():
    assert "500 页" in sentence(pdf(*[text("字", 79, 100)] * 500))


HEAVY = {
    "bomb": lambda: pdf(zlib.compress(bytes(300 * 1024 * 1024), 9), filter_=b"/Filter/FlateDecode"),
    "bomb-in-bomb": lambda: pdf(
        zlib.compress(zlib.compress(bytes(300 * 1024 * 1024), 9)),
        filter_=b"/Filter[/FlateDecode/FlateDecode]",
    ),
    "form-in-form": lambda: pdf(
        b"/X Do",
        more=b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 12>>"
        b"stream\n/X Do /X Do \nendstream",
    ),
    "long": lambda: pdf(b"q Q " * 3_000_000),
    "characters": lambda: pdf(text("字" * 1000, 79, 100) * 500),
    "rules": lambda: pdf(rule(0, 0, 9, 9) * 30_000),
    "grids": lambda: pdf(
        *[b"".join(rule(x, 0, x, 842) + rule(0, x, 595, x) for x in range(0, 590, 10))] * 60
    ),
}


@pytest.mark.parametrize("case", HEAVY)
def test_heavy_file_ends_in_a_sentence_and_in_time(case):
    data = HEAVY[case]()
    started = time.process_time()
    sentence(data)
    assert time.process_time() - started < 30


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_damaged_file_is_read_or_ends_in_a_sentence(data):
    start = data.draw(st.integers(0, len(GOOD)))
    end = start + data.draw(st.integers(0, 200))
    with contextlib.suppress(Unreadable):
        read("a.pdf", GOOD[:start] + data.draw(st.binary(max_size=60)) + GOOD[end:])


def test_libraries_say_nothing_by_themselves(tmp_path):
    (tmp_path / "a.pdf").write_bytes(GOOD.replace(b"/Type/Font", b"/Type/Fond").replace(b"/W ", b"/V "))
    command = [sys.executable, "-m", "gxreport", "validate", "--lang", "zh", str(tmp_path / "a.pdf")]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert len(done.stderr.decode().splitlines()) <= 1
    assert "Traceback" not in done.stderr.decode()


def test_missing_library_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    assert sentence(GOOD) == "没有装 pdfplumber，读不了 PDF；请运行 pip install pdfplumber"

"""`import`: what is read of a published report is what its report.yaml says, and what is printed from it."""

import io
import re
import unicodedata
from datetime import date
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from docx.table import Table as WordTable
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from tests.strategies import as_yaml, cell_texts, reports, with_cells

from gxreport.catalogue import selected
from gxreport.cell import MISSING, State
from gxreport.checking import check
from gxreport.cli.main import cli
from gxreport.editions import EDITIONS, edition_for, tables
from gxreport.form import fill
from gxreport.model import Heading, Noticed, OrganKind, Period, Remark, Report
from gxreport.readers import read
from gxreport.renderers import docx as word_file
from gxreport.renderers import report_yaml
from gxreport.source import Place

HERE = Path(__file__).parent
REAL = HERE / "real" / "erqi-2020.txt"
CLEAN = HERE / "clean" / "report-2023.txt"
PROSE = ("overview", "problems", "other")
# A whole report is shrunk for minutes; what went wrong with it is seen from the first one as well.
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
NAMES = ("disclosure", "requests", "reviews")


def run(*arguments: str, data: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [*arguments], input=data)


def again(report: Report) -> Report:
    """The report after it was written to report.yaml and read back."""
    return read("report.yaml", report_yaml.render(report)).report


# The command


def test_import_of_a_published_report_says_what_the_report_says(tmp_path):
    for published in (REAL, CLEAN):
        target = tmp_path / f"{published.stem}.yaml"
        result = run("import", str(published), "-o", str(target))
        assert result.exit_code == 0
        assert target.name in result.stderr
        was, now = (read(path.name, path.read_bytes()).report for path in (published, target))
        assert now.cells() == was.cells()
        assert dict(now) | {"headings": ()} == dict(was) | {"headings": ()}


def test_import_writes_to_standard_output_what_it_writes_to_a_file(tmp_path):
    target = tmp_path / "report.yaml"
    run("import", str(REAL), "-o", str(target))
    assert run("import", str(REAL)).stdout_bytes == target.read_bytes()


def test_import_reads_standard_input():
    assert run("import", "-", data=REAL.read_bytes()).stdout_bytes == run("import", str(REAL)).stdout_bytes


def test_imported_real_report_has_the_findings_that_do_not_hang_on_its_headings(tmp_path):
    target = tmp_path / "report.yaml"
    run("import", str(REAL), "-o", str(target), "-q")
    findings = check(read(target.name, target.read_bytes()), selected()).findings
    assert sorted(finding.rule for finding in findings) == sorted(
        ["GX102"] * 3 + ["GX207", "GX211", "GX501", "GX507", "GX507"]
    )
    assert run("validate", str(target)).exit_code == 0


def test_import_never_writes_over_what_it_reads(tmp_path):
    source = tmp_path / "report.txt"
    source.write_bytes(REAL.read_bytes())
    assert run("import", str(source), "-o", str(source)).exit_code == 2
    assert source.read_bytes() == REAL.read_bytes()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", "购物清单\n".encode(), b"\xff\xfe\x00"])
def test_import_of_what_is_no_report_fails_and_writes_nothing(tmp_path, content):
    source, target = tmp_path / "report.txt", tmp_path / "report.yaml"
    source.write_bytes(content)
    result = run("import", str(source), "-o", str(target))
    assert result.exit_code == 3
    assert result.stdout == ""
    assert source.name in result.stderr
    assert not target.exists()


def test_import_of_a_file_that_is_not_there_fails(tmp_path):
    assert run("import", str(tmp_path / "no.txt")).exit_code == 3


def test_encoding_is_said_and_does_not_matter(tmp_path):
    source = tmp_path / "report.txt"
    source.write_bytes(REAL.read_text(encoding="utf-8").encode("gb18030"))
    result = run("import", str(source))
    assert "GB18030" in result.stderr
    assert result.stdout_bytes == run("import", str(REAL)).stdout_bytes


def test_quiet_import_says_nothing(tmp_path):
    target = tmp_path / "report.yaml"
    assert run("import", str(REAL), "-o", str(target), "-q").stderr == ""


def test_what_had_no_place_is_kept_as_comments_and_counted(tmp_path):
    source = tmp_path / "report.txt"
    text = CLEAN.read_text(encoding="utf-8")
    row = "\t其中：网上申请\n" + "\t77\n" * 7 + "\n"
    source.write_text(text.replace("\t二、上年结转", row + "\t二、上年结转"), encoding="utf-8")
    result = run("import", str(source))
    comments = [line for line in result.stdout.splitlines() if line.startswith("#")]
    assert any("其中：网上申请" in line and line.count("77") == 7 for line in comments)
    assert "1" in result.stderr
    clean = read("a.txt", CLEAN.read_bytes()).report.model_copy(update={"headings": ()})
    assert read("report.yaml", result.stdout_bytes).report == clean


def test_heading_of_a_section_that_the_form_does_not_have_is_kept(tmp_path):
    source = tmp_path / "report.txt"
    text = CLEAN.read_text(encoding="utf-8").rstrip() + "\n七、信息处理费收取情况\n未收取。\n"
    source.write_text(text, encoding="utf-8")
    result = run("import", str(source))
    assert "未收取。" in result.stdout
    assert "信息处理费收取情况" in result.stdout


@given(st.text(max_size=40))
@example("a\n机关: b")
@example("\u2028机关: b")
@example("\x85机关: b\x07\ud800")
@settings(max_examples=50, deadline=None)
def test_no_lost_words_break_out_of_their_comment(written):
    report = Report(organ="某局", year=2023, remarks=(Remark(Noticed.EXTRA_LINE, Place(), written),))
    assert dict(again(report)) == dict(report.model_copy(update={"remarks": ()}))


# report.yaml says what the report says

ODD = [
    *("公开", "86条", "（一）", "“”", "é", "😀", "～", "A", "0", "1.5"),
    *(" ", "  ", "\t", "\n", "\n\n", "\n  ", "\xa0", "\u3000", "\u200b", "\ufeff", "\u2028", "\u2029"),
    *('"', "'", "#", " # ", "\t#", ": ", ":\t", ":", "- ", "-", "---", "...", "~", "|", ">", "? "),
    *("%", "@", "&", "*", "!", "!!int", "`", "=", "<<", "{", "}", "[", "]", ",", ", ", "{{ 年度 }}"),
    *("null", "true", "no", "017", "0x1f", "\\", "\\n", "\r", "\r\n", "\x85", "\x07", "\x7f", "\x1b[0m"),
    *("\ufffe", "\U0010ffff"),
]
# Line ends after a piece of prose do not belong to it: the reader leaves them off.
prose = st.lists(st.sampled_from(ODD), max_size=8).map(lambda pieces: "".join(pieces).rstrip("\n"))
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
_MARKS = st.sampled_from(
    ["", "/", "-", "—", "无", "12件", "1,234", "１２", "~", "null", "若干", "0", "12\n件"]
)


@st.composite
def odd_reports(draw) -> Report:
    """A report with anything in its texts and some of its cells, and with holes."""
    report = draw(reports())
    addresses = draw(st.lists(st.sampled_from(list(report.cells())), max_size=12, unique=True))
    written = st.one_of(st.just(MISSING), _MARKS, cell_texts)
    report = with_cells(report, {address: draw(written) for address in addresses})
    fields = (*PROSE, "title", "preamble", "signature")
    parts: dict[str, object] = {name: draw(prose) for name in fields}
    parts["organ"] = draw(prose) or "某局"
    for name in PROSE:
        if draw(st.booleans()):
            parts[name] = None
    for table in report.tables:
        cells = {} if draw(st.integers(0, 4)) == 0 else report.cells()
        parts[table.section.name] = fill(type(table), cells, draw(prose), draw(prose))
    parts["organ_kind"] = draw(st.one_of(st.none(), st.sampled_from(OrganKind)))
    parts["published"] = draw(st.one_of(st.none(), days))
    parts["period"] = draw(st.one_of(st.none(), st.builds(Period, days, days)))
    return report.model_copy(update=parts)


def same(one: Report, other: Report) -> None:
    """Fails at the first field or cell that differs."""
    for address, cell in one.cells().items():
        assert (address, other.cells()[address]) == (address, cell)
    for name, value in one:
        assert (name, getattr(other, name)) == (name, value)
    assert one == other


@given(odd_reports())
@settings(max_examples=150, deadline=None, phases=UNSHRUNK)
def test_report_written_and_read_back_is_the_same(report):
    same(report, again(report))


@given(reports(), st.booleans(), st.booleans())
@settings(max_examples=15, deadline=None, phases=UNSHRUNK)
def test_file_written_by_hand_read_written_and_read_is_the_same(report, english, lists):
    by_hand = read("report.yaml", as_yaml(report, english=english, lists=lists).encode()).report
    same(by_hand, again(by_hand))


@given(st.sampled_from([*PROSE, "title", "organ", "preamble", "signature", "intro", "note"]), prose)
@settings(max_examples=400, deadline=None)
@example("organ", "某局\t")
@example("organ", "某\t#局")
@example("title", "某局:\t报告")
@example("overview", "\n\n  公开\n 情况\n\n")
@example("overview", "公开  \n\t情况\t")
@example("overview", "   ")
@example("intro", "\n \n公开")
@example("note", "  公开\n情况")
def test_text_is_kept_character_for_character(field, text):
    text = text.rstrip("\n")
    report = Report(organ="某局", year=2023, edition=2021)
    if field in ("intro", "note"):
        table = tables(2021)[0]
        texts = {"intro": "", "note": ""} | {field: text}
        report = report.model_copy(update={"disclosure": fill(table, {}, **texts)})
        assert getattr(again(report).disclosure, field) == text
    elif text or field != "organ":
        report = report.model_copy(update={field: text})
        found = again(report)
        assert getattr(found, field) == text
        assert found.remarks == ()


@given(cell_texts)
@settings(max_examples=200, deadline=None)
@example("a\t#b")
@example("[1]")
@example("{a: b}")
@example("1: 2")
@example("'")
@example('"')
@example("~")
@example("NULL")
@example("*a")
@example("12\n件")
@example("a\u2028b")
def test_text_of_a_cell_is_kept_character_for_character(text):
    report = Report(organ="某局", year=2023, edition=2021)
    cells = [a for a in report.cells() if a.row in ("penalties", "new", "results.total", "direct")]
    report = with_cells(report, dict.fromkeys(cells, text))
    assert [again(report).cells()[a] for a in cells] == [report.cells()[a] for a in cells]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", NAMES[:2])
def test_table_of_another_edition_stays_one(edition, name):
    other = next(e for e in EDITIONS if e != edition)
    year = next(year for year in range(2019, 2026) if edition_for(year) == edition)
    table = next(table for table in tables(other) if table.section.name == name)
    whole = Report(organ="某局", year=2020, edition=other)
    cells = with_cells(whole, dict.fromkeys(whole.cells(), "3")).cells()
    report = Report(organ="某局", year=year, edition=edition, **{name: fill(table, cells)})
    same(report, again(report))


def test_report_without_anything_is_the_same():
    report = Report(organ="某局", year=2023, edition=2021)
    same(report, again(report))


def test_headings_are_no_part_of_report_yaml():
    report = Report(organ="某局", year=2023, overview="无", headings=(Heading("一、总体情况", 1),))
    assert again(report) == report.model_copy(update={"headings": ()})


# Columns


def cells_wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def right_edges(line: str) -> list[int]:
    """Where the columns of a list end, on the screen."""
    return [cells_wide(line[: found.start()]) for found in re.finditer(r"[,\]]", line.split("#")[0])]


def heading_edges(line: str) -> list[int]:
    """Where the names of the columns end that stand in a comment above the figures."""
    return [cells_wide(line[: found.end()]) for found in re.finditer(r"[^\s#]+", line)]


def blocks_of(text: str) -> dict[str, list[str]]:
    """The lines below each key that begins in the first column."""
    found: dict[str, list[str]] = {}
    for line in text.split("\n"):
        if line and line[0] not in " #":
            found[line.split(":")[0]] = body = []
        else:
            body.append(line)
    return found


@given(st.data())
@settings(max_examples=40, deadline=None, phases=UNSHRUNK)
def test_figures_stand_in_columns_below_their_names(data):
    report = data.draw(reports())
    addresses = data.draw(st.lists(st.sampled_from(list(report.cells())), max_size=20))
    written = st.sampled_from(["", "/", "12件", "若干", "0", "1234567890", "二十三万零五件"])
    report = with_cells(report, {address: data.draw(written) for address in addresses})
    parts = blocks_of(report_yaml.render(report).decode())
    for key in ("申请办理", "复议诉讼"):
        (names,) = [line for line in parts[key] if line.strip().startswith("#")]
        lists = [line for line in parts[key] if "[" in line]
        assert len(lists) in (23, 25) if key == "申请办理" else len(lists) == 3
        assert {tuple(right_edges(line)) for line in lists} == {tuple(heading_edges(names))}
    lists = [line for line in parts["主动公开"] if "[" in line]
    for count in (2, 3):
        edges = {
            tuple(right_edges(line)[:-1]) for line in lists if line.split("#")[0].count(",") == count - 1
        }
        assert len(edges) <= 1
    assert len({cells_wide(line.split("#")[0]) for line in parts["主动公开"] if "#" in line}) == 1


def test_imported_file_can_be_read_by_a_person():
    text = run("import", str(CLEAN)).stdout
    assert "  本年新收:" in text
    assert "|\n  2023年，示例区工业和信息化局围绕" in text
    assert max(len(line) for line in blocks_of(text)["申请办理"]) < 110
    assert not re.search(r"[ \t]$", text, re.MULTILINE)


# The Word file


def word_figures(file: bytes) -> list[list[str]]:
    """The figures of each table of a Word file in the order of the form; merged cells count once.

    Nothing here is shared with gxreport: figures are found by where the official form has them.
    """
    disclosure, requests, reviews = docx.Document(io.BytesIO(file)).tables
    labels = re.compile("第二十条|信息内容")
    blocks = [texts for row in once(disclosure) if not labels.match((texts := row)[0])]
    return [
        [text for row in blocks for text in row[1:]],
        [text for row in list(once(requests))[3:] for text in row[-7:]],
        list(once(reviews))[-1],
    ]


def once(table: WordTable) -> list[list[str]]:
    """The texts of every row; a cell that goes on from the left or from above is not said again."""
    met: set[int] = set()
    columns = len(table.columns)
    cells = table._cells
    rows = []
    for start in range(0, len(cells), columns):
        row = []
        for cell in cells[start : start + columns]:
            if id(cell._tc) not in met:
                met.add(id(cell._tc))
                row.append(cell.text)
        rows.append(row)
    return rows


def table_texts(report: Report) -> list[list[str | None]]:
    cells = report.cells()
    return [[cell.raw for address, cell in cells.items() if address.table == name] for name in NAMES]


def test_real_report_imported_and_rendered_holds_the_same_198_cells(tmp_path):
    source, target = tmp_path / "report.yaml", tmp_path / "report.docx"
    run("import", str(REAL), "-o", str(source))
    result = run("render", str(source), "--format", "docx", "-o", str(target))
    assert result.exit_code == 0
    report = read(REAL.name, REAL.read_bytes()).report
    figures = word_figures(target.read_bytes())
    assert [len(table) for table in figures] == [22, 161, 15]
    assert figures == table_texts(report)


def test_real_report_imported_and_rendered_is_the_same_report(tmp_path):
    source, target = tmp_path / "report.yaml", tmp_path / "report.docx"
    run("import", str(REAL), "-o", str(source))
    run("render", str(source), "--format", "docx", "-o", str(target))
    was = read(REAL.name, REAL.read_bytes()).report
    now = read(target.name, target.read_bytes()).report
    assert now.cells() == was.cells()
    assert (now.organ, now.year, now.edition, now.title) == (was.organ, was.year, was.edition, was.title)
    for name in PROSE:
        assert sentences(getattr(now, name)) == sentences(getattr(was, name))
    assert now.remarks == ()


def sentences(text: str) -> list[str]:
    return [sentence for line in text.split("\n") for sentence in re.split("(?<=[。；：])", line) if sentence]


_CHARACTERS = "本局公开情况一二三四（）《》“”，。：；、0123件 aB'\"#:-\\<>&{}%[]😀～…·"
paragraphs = st.text(st.sampled_from(_CHARACTERS), min_size=1, max_size=40).map(lambda t: "文" + t.strip())
numbered = st.tuples(
    st.sampled_from(["（一）", "（二）", "1.", "2、", "（1）", "一是", "（3） "]),
    st.sampled_from(["主动公开", "申请", "全年公开信息情况", "a<b"]),
    st.sampled_from(["", "。", "：", "。公开86条。", "：公开；答复。", "，公开86条。"]),
).map("".join)
texts = st.lists(st.one_of(paragraphs, numbered), min_size=1, max_size=6).map("\n".join)
organs = st.sampled_from(["示例市人民政府", "示例市示例区工业和信息化局", "示例县示例镇人民政府", "某局"])


@st.composite
def printable_reports(draw) -> Report:
    """A report whose texts are such that a reader of the printed page can tell its parts."""
    report = draw(reports())
    addresses = draw(st.lists(st.sampled_from(list(report.cells())), max_size=12))
    written = st.sampled_from(
        ["", "/", "—", "无", "12件", "22（其中修订16件）", "1,234", "１２", "若干", "<&>"]
    )
    report = with_cells(report, {address: draw(written) for address in addresses})
    parts = {table.section.name: table for table in report.tables}
    for name, table in parts.items():
        intro, note = (draw(st.one_of(st.just(""), texts)) for _ in range(2))
        parts[name] = fill(type(table), report.cells(), intro, note)
    return report.model_copy(
        update={**parts, **{name: draw(texts) for name in (*PROSE, "preamble")}, "organ": draw(organs)}
    )


@given(printable_reports())
@settings(max_examples=25, deadline=None, phases=UNSHRUNK)
def test_rendered_report_read_back_is_the_same(report):
    found = read("report.docx", word_file.render(report)).report
    for address, cell in report.cells().items():
        assert (address, found.cells()[address]) == (address, cell)
    assert (found.organ, found.year, found.edition) == (report.organ, report.year, report.edition)
    for field, text in report.prose():
        if field not in ("title", "signature"):
            now = dict(found.prose())[field]
            assert (field, now.split("\n")) == (field, text.split("\n"))
    assert found.remarks == ()


@given(printable_reports())
@settings(max_examples=10, deadline=None, phases=UNSHRUNK)
def test_rendered_figures_are_seen_by_another_program(report):
    assert word_figures(word_file.render(report)) == table_texts(report)


@given(printable_reports())
@settings(max_examples=10, deadline=None, phases=UNSHRUNK)
def test_imported_word_file_and_its_report_yaml_say_the_same(report):
    found = read("report.docx", word_file.render(report)).report
    assert again(found) == found.model_copy(update={"headings": ()})


def test_blank_cells_of_a_rendered_report_are_blank_when_read_back():
    report = Report(organ="某局", year=2023, edition=2021)
    report = with_cells(report, dict.fromkeys(report.cells(), ""))
    found = read("report.docx", word_file.render(report)).report
    assert {cell.state for cell in found.cells().values()} == {State.BLANK}


def test_schema_is_written_beside_and_named_in_the_first_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    example = Path(__file__).parents[1] / "examples" / "report-2020.yaml"
    plain = CliRunner().invoke(cli, ["import", str(example)]).stdout
    done = CliRunner().invoke(cli, ["import", str(example), "--schema", "-o", "report.yaml"])
    first, _, rest = Path("report.yaml").read_text(encoding="utf-8").partition("\n")
    assert (done.exit_code, rest) == (0, plain)
    assert first == "# yaml-language-server: $schema=gxreport-2019.schema.json"
    assert "properties" in Path("gxreport-2019.schema.json").read_text(encoding="utf-8")
    refused = CliRunner().invoke(cli, ["import", str(example), "--schema"])
    assert (refused.exit_code, refused.stdout) == (2, "")

"""Files that are damaged, hostile, too large or no reports: one sentence, in time, in little memory."""

import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.corpus import bad_files as bad
from tests.corpus.bad_files import MEGABYTE
from tests.corpus.forms import Published
from tests.corpus.make_html import html, page
from tests.corpus.make_md import markdown
from tests.corpus.make_text import from_word
from tests.test_bad_input import CHINESE, INTERNAL, gxreport, process

from gxreport.readers import read
from gxreport.reading import Unreadable

if sys.platform == "win32":
    pytest.skip("needs the limits of POSIX", allow_module_level=True)

SECONDS = 10
MEGABYTES = 600
# Runs a command under a limit, and writes down how much memory it took. Linux counts in KB, macOS in bytes.
MEASURING = """
import resource, subprocess, sys
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
code = subprocess.run(sys.argv[2:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w") as file:
    file.write(f"{used.ru_maxrss} {used.ru_utime + used.ru_stime}")
sys.exit(code)
"""
PASSWD = "/etc/passwd"


class Ran(NamedTuple):
    """A command that ended: its code, what it said, the time of the processor and the memory it took."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: int


def run(folder: Path, *arguments: object) -> Ran:
    """Run the command under a limit of memory."""
    measured = folder / "measured"
    before = (sys.executable, "-c", MEASURING, str(measured))
    done: subprocess.CompletedProcess = process(*arguments, before=before, timeout=120)
    used, seconds = measured.read_text(encoding="utf-8").split()
    unit = MEGABYTE if sys.platform == "darwin" else 1024
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode(), float(seconds), int(used) // unit)


def assert_told(ran: Ran, path: Path) -> None:
    """That one clear sentence on the file was all."""
    assert ran.code == 3
    (line,) = ran.err.splitlines()
    assert line.startswith(f"{path}:")
    assert CHINESE.search(line)
    assert not INTERNAL.search(line)
    assert "读不了：" in line


def assert_bounded(ran: Ran) -> None:
    assert ran.seconds < SECONDS
    assert ran.megabytes < MEGABYTES
    assert not INTERNAL.search(ran.err)


def both(folder: Path, path: Path) -> list[Ran]:
    """The file validated, and imported."""
    return [run(folder, "validate", path), run(folder, "import", path, "-o", folder / "made.yaml")]


# Bombs


def _many(opening: bytes, unit: bytes, closing: bytes, size: int) -> bytes:
    return opening + unit * (size // len(unit)) + closing


def _styles() -> bytes:
    names = b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    xml = _many(names, b'<w:style w:styleId="a"/>', b"</w:styles>", 48 * MEGABYTE)
    return bad.with_part(bad.good_word(), "word/styles.xml", xml)


def _merged() -> bytes:
    names = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    row = b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>'
    area = b'<mergeCell ref="A1:XFD1048576"/>'
    xml = _many(names + row, area, b"</mergeCells></worksheet>", 6 * MEGABYTE)
    return bad.with_part(bad.good_book(), "xl/worksheets/sheet1.xml", xml)


def _lying(data: bytes, part: str) -> bytes:
    return bad.smaller_than_it_is(bad.with_part(data, part, b" " * 200 * MEGABYTE), part)


BOMBS: dict[str, Callable[[], bytes]] = {
    "paragraphs.docx": lambda: bad.body_of(b"<w:p/>" * 3_000_000),
    "runs.docx": lambda: bad.body_of(_many(b"<w:p>", b"<w:r><w:t>a</w:t></w:r>", b"</w:p>", 23 * MEGABYTE)),
    "text.docx": lambda: bad.body_of(_many(b"<w:p><w:r><w:t>", b"a ", b"</w:t></w:r></w:p>", 200 * MEGABYTE)),
    "cells.docx": lambda: bad.body_of(
        b"<w:tbl>%s</w:tbl>" % ((b"<w:tr>%s</w:tr>" % (b"<w:tc><w:p/></w:tc>" * 50)) * 40_000)
    ),
    "spans.docx": lambda: bad.body_of(
        b"<w:tbl>%s</w:tbl>"
        % (
            b'<w:tr><w:trPr><w:gridBefore w:val="99999999"/></w:trPr>%s</w:tr>'
            % (b'<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc>' * 50)
            * 200
        )
    ),
    "pictures.docx": lambda: bad.repacked(
        bad.good_word(), lambda _name, old: old, word__media__a_dot_png=bytes(300 * MEGABYTE)
    ),
    "size-not-true.docx": lambda: _lying(bad.good_word(), "word/document.xml"),
    "styles.docx": _styles,
    "cells.xlsx": lambda: bad.sheet_of(
        b"".join(b'<row r="%d">%s</row>' % (at, b"<c><v>1</v></c>" * 30) for at in range(1, 30_000))
    ),
    "rows.xlsx": lambda: bad.sheet_of(b"<row/>" * 8_000_000),
    "strings.xlsx": lambda: bad.with_part(
        bad.good_book(),
        "xl/sharedStrings.xml",
        _many(
            b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
            b"<si><t>a</t></si>",
            b"</sst>",
            50 * MEGABYTE,
        ),
    ),
    "pictures.xlsx": lambda: bad.repacked(
        bad.good_book(), lambda _name, old: old, xl__media__a_dot_png=bytes(100 * MEGABYTE)
    ),
    "size-not-true.xlsx": lambda: _lying(bad.good_book(), "xl/worksheets/sheet1.xml"),
    "merged.xlsx": _merged,
}


@pytest.mark.slow
@pytest.mark.parametrize("case", sorted(BOMBS))
def test_small_file_that_becomes_a_large_one_is_refused_in_bounded_time_and_memory(case, tmp_path):
    path = tmp_path / case
    path.write_bytes(BOMBS[case]())
    assert path.stat().st_size < MEGABYTE
    ran = run(tmp_path, "validate", path)
    assert_bounded(ran)
    if case != "styles.docx":  # there is a good report in it
        assert_told(ran, path)
        assert "（）" not in ran.err


def test_bomb_inside_a_document_is_left_alone(tmp_path):
    inner = bad.body_of(b"<w:p/>" * 5_000_000)
    data = bad.repacked(bad.good_word(), lambda _name, old: old, word__embeddings__a_dot_docx=inner)
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    ran = run(tmp_path, "validate", path)
    assert_bounded(ran)
    assert (ran.code, ran.err) == (0, "")


# Entities

PARTS = {
    "docx": (
        "word/document.xml",
        "word/styles.xml",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        "docProps/core.xml",
    ),
    "xlsx": ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "[Content_Types].xml"),
    "html": ("",),
}
ENTITIES = [(carrier, part) for carrier, parts in PARTS.items() for part in parts]


def with_entity(carrier: str, part: str, front: bytes) -> bytes:
    if carrier == "html":
        return front + html(Published(3)).replace(b"<body>", b"<body><p>&a8;</p>")
    whole = bad.good_word() if carrier == "docx" else bad.good_book()
    return bad.with_front(whole, part, front, b"&a8;")


@pytest.mark.parametrize(("carrier", "part"), ENTITIES)
def test_entities_are_not_expanded(carrier, part, tmp_path):
    path = tmp_path / f"a.{carrier}"
    path.write_bytes(with_entity(carrier, part, bad.laughs()))
    ran = run(tmp_path, "validate", path)
    assert_bounded(ran)
    assert ran.megabytes < 150
    if ran.code:
        assert_told(ran, path)


@pytest.mark.parametrize(("carrier", "part"), ENTITIES)
def test_entities_bring_no_other_file_in(carrier, part, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("geheim", encoding="utf-8")
    path = tmp_path / f"a.{carrier}"
    path.write_bytes(with_entity(carrier, part, bad.outside(str(secret))))
    done = gxreport("import", path, "-o", tmp_path / "made.yaml")
    assert done.exit_code in (0, 3)
    assert "geheim" not in done.stderr
    if done.exit_code == 0:
        assert "geheim" not in (tmp_path / "made.yaml").read_text(encoding="utf-8")


# Macros


@pytest.mark.parametrize("name", ["a.docx", "a.docm", "a.xlsx", "a.xlsm"])
def test_macros_are_left_alone(name, tmp_path):
    kind, whole = ("word", bad.good_word()) if "doc" in name else ("xl", bad.good_book())
    path = tmp_path / name
    path.write_bytes(bad.with_macros(whole, kind))
    for ran in both(tmp_path, path):
        assert_bounded(ran)
        assert ran.code == 0
    assert read(name, path.read_bytes()).report.cells() == read(name, whole).report.cells()


# Files that are cut off, and files of another name


@cache
def whole(ending: str) -> bytes:
    """The same report in every carrier."""
    if ending in ("pdf", "json", "yaml"):
        if ending == "pdf":
            pytest.importorskip("typst")
        module = {"yaml": "report_yaml"}.get(ending, ending)
        report = read("a.txt", from_word(Published(3))).report
        data: bytes = import_module(f"gxreport.renderers.{module}").render(report)
        return data
    makers = {"html": html, "md": markdown, "txt": from_word}
    if ending in makers:
        return makers[ending](Published(3))
    return bad.good_word() if ending == "docx" else bad.good_book()


ENDINGS = ("docx", "xlsx", "pdf", "html", "md", "txt", "yaml", "json")
PACKED = ("docx", "xlsx", "pdf")


def raws(ending: str, data: bytes) -> dict:
    return {address: cell.raw for address, cell in read(f"a.{ending}", data).report.cells().items()}


@pytest.mark.parametrize("ending", ENDINGS)
def test_file_cut_off_anywhere_is_told_or_read_as_far_as_it_goes(ending, tmp_path):
    data = whole(ending)
    paths = []
    for at in range(20):
        path = tmp_path / f"{at:02}.{ending}"
        path.write_bytes(data[: len(data) * at // 20])
        paths.append(path)
    ran = run(tmp_path, "validate", *paths)
    assert_bounded(ran)
    assert ran.code in ((3,) if ending in PACKED else (1, 3))
    named = [line.partition(":")[0] for line in ran.err.splitlines()]
    assert set(named) <= set(map(str, paths))
    assert len(set(named)) == len(named)
    if ending in PACKED:
        assert named == list(map(str, paths))
    right = raws(ending, data)
    cut_cells = 0
    for path in paths:
        try:
            found = raws(ending, path.read_bytes())
        except Unreadable:
            continue
        cut_cells += sum(bool(raw) and raw != right[address] for address, raw in found.items())
    assert cut_cells <= 20  # the last figure of each file may itself be cut


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("named", ENDINGS)
def test_content_decides_or_it_is_told_what_is_wrong(ending, named, tmp_path):
    """A file under the ending of another carrier is read as what it is, or it is said that it cannot be."""
    data = whole(ending)
    path = tmp_path / f"a.{named}"
    path.write_bytes(data)
    done = gxreport("import", path, "-o", tmp_path / "made.yaml")
    if done.exit_code == 3:
        assert ending != named
        assert ending not in PACKED
        (line,) = done.stderr.splitlines()
        assert line.startswith(f"{path}:")
        assert CHINESE.search(line)
        assert not INTERNAL.search(line)
    else:
        assert done.exit_code == 0
        found = {address: raw for address, raw in raws(named, data).items() if raw}
        assert found == {address: raw for address, raw in raws(ending, data).items() if raw}


@pytest.mark.parametrize("named", ["docx", "xlsx", "pdf", "txt", "md"])
def test_web_page_of_another_name_is_read(named):
    """Sites and WPS give pages the names of documents; a page shows itself by its first bytes."""
    assert raws(named, whole("html")) == raws("html", whole("html"))


# Large and deep files

_PARAGRAPH = "<p>今年公开了很多信息。</p>"
_PASTED = (
    '<p class="MsoNormal" style="text-indent:32.0pt;mso-char-indent-count:2.0000;line-height:28.95pt">'
    '<span lang="EN-US" style="font-size:16.0pt;font-family:仿宋_GB2312;mso-bidi-font-family:宋体">'
    "今年公开了很多信息，逐条点开看过。<o:p></o:p></span></p>\n"
)
_TABLE = f"<table>{'<tr><td>1</td><td>2</td></tr>' * 3000}</table>"


def _page(unit: str, *, above: bool = False) -> Callable[[], bytes]:
    return lambda: bad.large_page(20 * MEGABYTE, unit, above=above)


def _text(make: Callable[[Published], bytes], unit: str) -> Callable[[], bytes]:
    return lambda: make(Published(3)) + unit.encode() * (20 * MEGABYTE // len(unit.encode()))


LARGE: dict[str, Callable[[], bytes]] = {
    "pasted.html": _page(_PASTED),
    "scripts.html": _page("<script>var a=1;if(a<2){}</script>"),
    "one-paragraph.html": _page("很长的一段话，没有完。"),
    "pictures.html": _page(f'<p><img src="data:image/png;base64,{"QUJD" * 500_000}"/></p>'),
    "paragraphs-above.html": _page(_PARAGRAPH, above=True),
    "breaks.html": _page("<br>"),
    "tables.html": _page(_TABLE),
    "bars.md": _text(markdown, "|甲|乙|\n"),
    "cells.txt": _text(from_word, "\t甲\n\t1\n\n"),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", sorted(LARGE))
def test_file_of_twenty_megabytes_is_read_or_refused_in_bounded_time_and_memory(case, tmp_path):
    path = tmp_path / case
    path.write_bytes(LARGE[case]())
    ran = run(tmp_path, "validate", path)
    assert_bounded(ran)
    if ran.code == 3:
        assert_told(ran, path)


def test_tables_in_tables_in_a_page_are_read(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(bad.nested_in_page(500))
    for ran in both(tmp_path, path):
        assert_bounded(ran)
        assert ran.code == 0


def test_tables_in_tables_in_a_word_file_are_read_or_told(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(bad.nested_in_word(500))
    for ran in both(tmp_path, path):
        assert_bounded(ran)
        assert_told(ran, path)


# Passwords, empty files, other documents

SECRET = {
    "a.docx": lambda: bad.encrypted_package("EncryptionInfo", "EncryptedPackage"),
    "a.xlsx": lambda: bad.encrypted_package("EncryptionInfo", "EncryptedPackage"),
    "a.pdf": bad.encrypted_pdf,
}


@pytest.mark.parametrize("name", SECRET)
def test_password_is_named_with_the_way_out(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(SECRET[name]())
    for ran in both(tmp_path, path):
        assert_told(ran, path)
        assert_bounded(ran)
        assert "加了密码" in ran.err
        assert "再试" in ran.err


def _letter(join: str) -> Callable[[], bytes]:
    return lambda: join.join(bad.LETTER).encode()


OTHERS: dict[str, Callable[[], bytes]] = {
    "letter.docx": bad.letter_in_word,
    "letter.txt": _letter("\n"),
    "letter.md": _letter("\n\n"),
    "letter.html": lambda: page("".join(f"<p>{line}</p>" for line in bad.LETTER)).encode(),
    "shop.html": bad.shop,
    "accounts.xlsx": bad.accounts,
    "services.yaml": lambda: b"services:\n  web:\n    image: x\n",
    "orders.json": lambda: b'{"orders": [{"price": 1}]}',
    "empty.docx": lambda: bad.body_of(b""),
    "empty.xlsx": bad.empty_book,
    "empty.html": lambda: page("").encode(),
    "empty.md": lambda: b"# \n\n",
    "empty.txt": lambda: "　\n".encode(),
    "empty.yaml": lambda: b"{}",
    "empty.json": lambda: b"{}",
} | {f"nothing.{ending}": lambda: b"" for ending in ENDINGS}


@pytest.mark.parametrize("case", OTHERS)
def test_what_is_no_report_is_called_so_in_one_sentence(case, tmp_path):
    path = tmp_path / case
    path.write_bytes(OTHERS[case]())
    for ran in both(tmp_path, path):
        assert_told(ran, path)
        assert_bounded(ran)
        assert ran.megabytes < 100
        assert re.search("不是|空的|空白", ran.err)
    assert not (tmp_path / "made.yaml").exists()


def test_folder_of_word_files_takes_no_more_memory_than_a_few(tmp_path):
    for number in range(60):
        (tmp_path / f"{number}.docx").write_bytes(bad.good_word())
    assert run(tmp_path, "validate", tmp_path).megabytes < 250

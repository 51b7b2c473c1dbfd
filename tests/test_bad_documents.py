"""Documents of reports with odd text in them, and documents that cannot be written, or only in part."""

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from importlib import import_module
from pathlib import Path

import pytest
from lxml import etree
from tests.strategies import with_cells
from tests.test_bad_input import AS_A_PERSON, CHINESE, INTERNAL, process
from tests.test_cli import gxreport

from gxreport import form
from gxreport.cli.render import FORMATS
from gxreport.model import Report
from gxreport.readers import ENDINGS, read
from gxreport.renderers.printed import printed

ROOT = Path(__file__).parent.parent
REPORT = (ROOT / "examples" / "report-2023.yaml").read_bytes()
EXAMPLE = read("report.yaml", REPORT).report
QUICK = ("docx", "html", "md", "json")
READ = tuple(name for name in FORMATS if f".{name}" in ENDINGS)
# What no XML holds, and what no Unicode text holds.
ODD = "甲\x00\x01\x08\x0b\x0c\x1b\x1f\x7f\x80\x9f\ufdd0\ufffe\uffff\ud800乙\udfff丙"
WORDS = {
    "equals": "=1+1",
    "command": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(1)",
    "tab": "\t=1",
    "formula-in-full-width": "＝1",
    "script": "<script>alert(1)</script>",
    "end-of-script": "</script><img src=x onerror=alert(1)>",
    "comment": "<!-- 甲 ]]> &amp; &lt; &#0;",
    "jinja": "{{ 7*7 }}甲{% include 'x' %}",
    "typst": "#panic(1) $ x $ @ref *甲* _乙_ `丙` \\ <x> ~ // /* */",
    "tex": "\\input{/etc/passwd} ${7*7}",
    "front-matter": "---\n机关: 乙\n---",
    "markdown": "# 甲\n> 乙\n1. 丙\n***\n[a](javascript:x) ![b](x) `c`",
    "path": "../../etc/passwd",
    "right-to-left": "甲\u202e乙\u2066丙\u200b\u200d\ufeff",
    "line-ends": "甲\r\n乙\r丙\u2028丁\u2029戊\x85己",
    "beyond": "\U00020000\U0001f600\U0010fffd",
    "combining": "甲" + "\u0301" * 200,
}

each_format = pytest.mark.parametrize("format_", FORMATS)
posix = pytest.mark.skipif(os.name == "nt", reason="needs signals and limits of POSIX")


def saying(text: str) -> Report:
    """The example with the same text in all its fields and in two cells."""
    report = with_cells(EXAMPLE, dict.fromkeys(list(EXAMPLE.cells())[6:8], text))
    tables = {
        table.section.name: form.fill(type(table), dict(form.cells(table)), text, text)
        for table in report.tables
    }
    fields = ("organ", "title", "preamble", "overview", "problems", "other", "signature")
    return report.model_copy(update={**tables, **dict.fromkeys(fields, text)})


def rendered(format_: str, report: Report) -> bytes:
    if format_ == "pdf":
        pytest.importorskip("typst")
    document: bytes = import_module(f"gxreport.renderers.{format_}").render(report)
    return document


def parts(document: bytes) -> dict[str, etree._Element]:
    """The XML of a package."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        assert package.testzip() is None
        return {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }


def assert_whole(format_: str, document: bytes) -> None:
    """That a file is what its name says, and that all of it is there."""
    if format_ in ("docx", "xlsx"):
        assert parts(document)
    elif format_ == "pdf":
        assert document.startswith(b"%PDF-")
        assert document.rstrip().endswith(b"%%EOF")
    elif format_ == "json":
        assert isinstance(json.loads(document), dict)
    else:
        text = document.decode()
        assert "\0" not in text
        assert format_ != "html" or text.rstrip().endswith("</html>")


# Odd text


@each_format
@pytest.mark.parametrize("case", WORDS)
def test_odd_words_make_a_whole_document(case, format_):
    if format_ == "pdf" and case not in ("script", "typst", "line-ends", "combining"):
        pytest.skip("takes long; these are the ones that matter to typst")
    assert_whole(format_, rendered(format_, saying(WORDS[case])))


@each_format
def test_characters_that_no_document_holds_make_a_whole_document(format_):
    document = rendered(format_, saying(ODD))
    assert_whole(format_, document)
    if format_ in READ:
        found = read(f"a.{format_}", document).report
        assert re.fullmatch("甲.*乙.*丙", found.overview or "", re.DOTALL)
        assert not re.search("[\ud800-\udfff]", found.overview or "")


@pytest.mark.parametrize("format_", QUICK)
def test_documents_are_utf_8_whatever_is_in_the_report(format_):
    document = rendered(format_, saying("\ud800甲"))
    texts = (
        [document]
        if format_ != "docx"
        else [etree.tostring(x, encoding="utf-8") for x in parts(document).values()]
    )
    for text in texts:
        text.decode("utf-8")


@pytest.mark.parametrize("field", ["机关", "总体情况", "标题", "落款", "前言"])
def test_surrogates_of_json_never_reach_a_document(field, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(f'{{"年度": 2023, "{field}": "甲\\ud800乙"}}', encoding="utf-8")
    for format_ in QUICK:
        done = gxreport("render", path, "--format", format_, "-o", tmp_path / f"made.{format_}")
        assert done.exit_code == 3
        assert CHINESE.search(done.stderr)
        assert not INTERNAL.search(done.stderr)
    assert [found.name for found in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("pair", ["\\ud83d\\ude00", "\\u0000", "\\u001b[31m", "\\uffff"])
def test_escapes_of_json_are_no_matter(pair, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(f'{{"年度": 2023, "机关": "甲{pair}局", "总体情况": "{pair}"}}', encoding="utf-8")
    for format_ in QUICK:
        made = tmp_path / f"made.{format_}"
        done = gxreport("render", path, "-o", made)
        if done.exit_code != 3:  # or the reader says that there is such a character
            assert_whole(format_, made.read_bytes())
        assert "\x1b" not in done.stderr


@pytest.mark.parametrize(
    "case", ["equals", "command", "plus", "minus", "at", "tab", "script", "path", "jinja"]
)
@pytest.mark.parametrize("format_", READ)
def test_odd_words_come_back(case, format_):
    text = WORDS[case]
    report = EXAMPLE.model_copy(update={"overview": text, "organ": "甲局", "title": ""})
    found = read(f"a.{format_}", rendered(format_, report)).report
    assert (found.organ, found.year) == ("甲局", 2023)
    assert (found.overview or "").strip() == text.strip()
    assert {a: c.raw for a, c in found.cells().items()} == {a: c.raw for a, c in EXAMPLE.cells().items()}


def elements(document: bytes) -> list[str]:
    """What a page is made of but its text: tags, and attributes that could run something."""
    page = etree.fromstring(document, etree.HTMLParser(huge_tree=True))
    return sorted({element.tag for element in page.iter(etree.Element)}) + sorted(
        {name for element in page.iter(etree.Element) for name in element.attrib}
    )


@pytest.mark.parametrize("case", ["script", "end-of-script", "comment"])
def test_words_never_become_elements_of_a_page(case):
    assert elements(rendered("html", saying(WORDS[case]))) == elements(rendered("html", saying("甲")))


def test_words_never_become_formulas_of_a_workbook():
    for case in ("equals", "command", "plus", "at", "minus", "tab"):
        report = saying(WORDS[case])
        formulas = [
            element.text or ""
            for name, part in parts(rendered("xlsx", report)).items()
            for element in part.iter("{*}f")
            if name.startswith("xl/worksheets/")
        ]
        assert not [text for text in formulas if WORDS[case].strip(" \t=") == text.strip("=")]
        assert not [text for text in formulas if "cmd" in text]


@pytest.mark.parametrize("case", ["script", "comment", "jinja", "right-to-left"])
def test_title_is_printed_as_it_is_written(case):
    assert printed(saying(WORDS[case])).title == WORDS[case].strip()


def test_braces_of_the_organ_are_never_run():
    for format_ in ("html", "md", "json"):
        document = rendered(format_, EXAMPLE.model_copy(update={"organ": "甲{{ 7*7 }}局", "title": ""}))
        assert "甲{{ 7*7 }}局" in document.decode().replace("\\", "")


# Long text

LONG = {
    "one-line": "很长" * 33_000,
    "sentences": "（一）主动公开。全年公开很多条。" * 5_000,
    "words": "word " * 40_000,
    "ampersands": "&" * 200_000,
    "bars": "|" * 200_000,
    "backslashes": "\\" * 200_000,
    "braces": "{{ " * 70_000,
    "lines": "很长。\n" * 10_000,
    "headings": "（一）主动公开。全年。\n" * 6_000,
    "rows": "| 甲 | 乙 |\n" * 10_000,
}


@pytest.mark.parametrize("case", LONG)
@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "pdf"])
def test_long_prose_is_rendered_in_bounded_time(case, format_):
    report = EXAMPLE.model_copy(update={"overview": LONG[case]})
    started = time.process_time()
    document = rendered(format_, report)
    assert time.process_time() - started < 6
    assert_whole(format_, document)


@pytest.mark.parametrize("field", ["signature", "preamble"])
@pytest.mark.parametrize("format_", ["docx", "html", "md", "json"])
def test_long_short_field_is_rendered_in_bounded_time(field, format_):
    report = EXAMPLE.model_copy(update={field: "示例市" * 20_000})
    started = time.process_time()
    document = rendered(format_, report)
    assert time.process_time() - started < 6
    assert_whole(format_, document)


@pytest.mark.parametrize("field", ["organ", "title"])
def test_long_title_is_broken_in_bounded_time(field):
    def seconds(count: int) -> float:
        report = EXAMPLE.model_copy(update={"title": "", field: "示例市" * count})
        started = time.process_time()
        printed(report)
        return time.process_time() - started

    assert seconds(400) < 16 * max(seconds(50), 0.02)  # eight times as long


@pytest.mark.parametrize("format_", QUICK)
def test_long_cell_is_rendered_in_bounded_time(format_):
    report = with_cells(EXAMPLE, {next(iter(EXAMPLE.cells())): "9" * 60_000})
    started = time.process_time()
    assert_whole(format_, rendered(format_, report))
    assert time.process_time() - started < 6


@pytest.mark.parametrize("format_", ["html", "md"])
def test_document_with_many_paragraphs_is_read_in_proportion(format_):
    def seconds(count: int) -> float:
        document = rendered(format_, EXAMPLE.model_copy(update={"overview": "很长。\n" * count}))
        started = time.process_time()
        read(f"a.{format_}", document)
        return time.process_time() - started

    assert seconds(8_000) < 32 * max(seconds(500), 0.02)  # sixteen times as many


# Documents that cannot be written


@pytest.fixture
def old(tmp_path) -> Path:
    """A folder with a report and the document that was made of it once."""
    (tmp_path / "a.yaml").write_bytes(REPORT)
    for format_ in FORMATS:
        (tmp_path / f"old.{format_}").write_bytes(b"old")
    return tmp_path


def assert_untouched(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["a.yaml", *(f"old.{format_}" for format_ in FORMATS)]
    )
    assert {path.read_bytes() for path in folder.glob("old.*")} == {b"old"}


def one_sentence(done: subprocess.CompletedProcess) -> str:
    """The last line on standard error; before it only what is said of fonts."""
    line = done.stderr.decode().splitlines()[-1]
    assert done.returncode == 2
    assert line.startswith(("错误：", "写不出结果：")), line
    assert CHINESE.search(line)
    assert not INTERNAL.search(done.stderr.decode())
    return line


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("format_", QUICK)
def test_full_device_is_told(format_, old):
    done = process("render", old / "a.yaml", "--format", format_, "-o", "/dev/full")
    assert one_sentence(done) == "错误：写不了 /dev/full：磁盘满了"
    assert_untouched(old)


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("format_", ["docx", "json"])
def test_full_standard_output_is_told(format_, old):
    with Path("/dev/full").open("wb") as full:
        done = process("render", old / "a.yaml", "--format", format_, "-o", "-", stdout=full)
    assert one_sentence(done) == "写不出结果：磁盘满了"


def no_longer_than(most: int):
    """Let no file of the process that begins grow longer than this."""

    def limited() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return limited


@posix
@each_format
def test_document_that_does_not_fit_leaves_the_old_one(format_, old):
    if format_ == "pdf":
        pytest.importorskip("typst")
    done = process(*("render", old / "a.yaml", "-o", old / f"old.{format_}"), preexec_fn=no_longer_than(2000))
    assert one_sentence(done) == f"错误：写不了 {old / f'old.{format_}'}：文件太大"
    assert_untouched(old)


@posix
def test_documents_that_do_not_fit_leave_the_folder_as_it_was(old):
    (old / "a.md").write_bytes(b"old")
    done = process("render", old, "--format", "md", "--force", preexec_fn=no_longer_than(2000))
    assert done.returncode == 2
    assert "文件太大" in done.stderr.decode()
    assert (old / "a.md").read_bytes() == b"old"
    (old / "a.md").unlink()
    assert_untouched(old)


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs a file system of its own")
def test_full_disk_leaves_the_old_document(old, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    own = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    mount = f"mount -t tmpfs -o size=12k tmpfs '{disk}'"
    if subprocess.run([*own, mount], capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    command = (
        f"{mount} && cd '{disk}' && printf old > a.html || exit 9; "
        f"'{sys.executable}' -m gxreport render '{old / 'a.yaml'}' -o a.html; echo $?; ls -A; cat a.html"
    )
    done = subprocess.run(
        [*own, command],
        capture_output=True,
        env=os.environ | {"GXREPORT_LANG": "zh"},
        check=False,
        timeout=60,
    )
    assert done.stdout.decode() == "2\na.html\nold"
    assert done.stderr.decode() == "错误：写不了 a.html：磁盘满了\n"


@pytest.fixture
def as_a_person(tmp_path) -> tuple[str, ...]:
    """What to put before a command so that permissions hold even for root."""
    if os.name != "posix":
        pytest.skip("permissions are others here")
    before = (sys.executable, "-c", AS_A_PERSON) if os.geteuid() == 0 else ()
    (tmp_path / "secret").touch(mode=0)
    looking = [*before, sys.executable, "-c", f"open({str(tmp_path / 'secret')!r})"]
    seen = subprocess.run(looking, capture_output=True, check=False).returncode == 0
    (tmp_path / "secret").unlink()
    if seen:
        pytest.skip("permissions do not hold here")
    return before


@pytest.mark.parametrize("below", ["", "甲/"])
def test_read_only_folder_for_many_is_named_and_left_as_it_was(below, tmp_path, as_a_person):
    for name in (f"in/{below}a.yaml", f"in/{below}b.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(REPORT)
    out = tmp_path / "out"
    out.mkdir(mode=0o500)
    done = process("render", tmp_path / "in", "--format", "md", "-o", out, before=as_a_person)
    out.chmod(0o700)
    assert "没有权限" in one_sentence(done)
    assert list(out.iterdir()) == []


def test_document_in_a_read_only_folder_is_not_replaced(tmp_path, as_a_person):
    (tmp_path / "a.yaml").write_bytes(REPORT)
    (tmp_path / "b.yaml").write_bytes(REPORT)
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.md").write_bytes(b"old")
    out.chmod(0o500)
    done = process(
        "render",
        tmp_path / "a.yaml",
        tmp_path / "b.yaml",
        *("--format", "md", "-o", out, "--force"),
        before=as_a_person,
    )
    out.chmod(0o700)
    assert "没有权限" in one_sentence(done)
    assert [(path.name, path.read_bytes()) for path in out.iterdir()] == [("a.md", b"old")]


def test_folder_without_permission_is_named_and_the_others_are_made(tmp_path, as_a_person):
    for name in ("甲", "乙"):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "report.yaml").write_bytes(REPORT)
    closed = tmp_path / "in" / "乙"
    closed.chmod(0)
    done = process("render", tmp_path / "in", "--format", "md", "-o", tmp_path / "out", before=as_a_person)
    closed.chmod(0o700)
    assert done.returncode == 3
    assert done.stderr.decode().splitlines()[0] == f"{closed}: 读不了：没有权限"
    assert [path.name for path in (tmp_path / "out").rglob("*.*")] == ["report.md"]


# Work that is broken off


@posix
@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM", "SIGKILL"])
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_work_that_is_broken_off_leaves_whole_documents(how, force, tmp_path):
    made = rendered("html", EXAMPLE)
    out = tmp_path / "out"
    out.mkdir()
    for number in range(150):
        (tmp_path / f"in{number:03}.yaml").write_bytes(REPORT)
    for number in range(0, 150, 2):
        (out / f"in{number:03}.html").write_bytes(b"old")
    command = [sys.executable, "-m", "gxreport", "render", str(tmp_path), "--format", "html", "-o", str(out)]
    running = subprocess.Popen(
        [*command, *force],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell that runs the tests in the background has them ignore SIGINT.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 60
    while not (out / "in005.html").exists() and time.monotonic() < deadline:
        time.sleep(0.002)
    running.send_signal(getattr(signal, how))
    said = running.communicate(timeout=30)[1].decode()
    found = {path.name: path.read_bytes() for path in out.iterdir() if not path.name.startswith(".")}
    assert running.returncode != 0
    assert "Traceback" not in said
    assert len(found) < 150
    kept = {name for name, content in found.items() if content == b"old"}
    assert {content for name, content in found.items() if name not in kept} == {made}
    if not force:
        assert kept == {f"in{number:03}.html" for number in range(0, 150, 2)}
    if how == "SIGINT":
        assert not list(out.glob(".*"))

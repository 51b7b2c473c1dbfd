"""Old Word, WPS and Excel files: read as what LibreOffice makes of them, or a sentence says what to do."""

import os
import re
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gxreport.model import Report
from gxreport.readers import carrier_of, office, read
from gxreport.reading import NotAReport, Unreadable
from gxreport.renderers.docx import render as word
from gxreport.renderers.figures import printed
from gxreport.renderers.html import render as html
from gxreport.renderers.xlsx import render as excel

ROOT = Path(__file__).parent.parent
HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice")


def example(name: str = "report-2023") -> Report:
    return read(f"{name}.yaml", (ROOT / "examples" / f"{name}.yaml").read_bytes()).report


def ole(*streams: str) -> bytes:
    """The beginning of an OLE file whose directory names these streams, and nothing else."""
    return HEAD + bytes(504) + b"".join(f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in streams)


def sentence(name: str, data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(name, data)
    assert "\n" not in caught.value.sentence
    return caught.value.sentence


def saved(folder: Path, data: bytes, ending: str, target: str) -> bytes:
    """A document as LibreOffice saves it in an old format."""
    (folder / f"a{ending}").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        SOFFICE,
        profile,
        "--headless",
        "--convert-to",
        target,
        "--outdir",
        folder,
        folder / f"a{ending}",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"a.{target.partition(':')[0]}").read_bytes()


def assert_same(found: Report, expected: Report) -> None:
    assert printed(found) == printed(expected)
    assert (found.organ, found.year, found.edition) == (expected.organ, expected.year, expected.edition)
    assert (found.problems, found.other) == (expected.problems, expected.other)


# With LibreOffice


@needs_office
@pytest.mark.office
@pytest.mark.parametrize(
    ("target", "name"),
    [("doc", "a.doc"), ("doc", "a.wps"), ("doc", "a.xls"), ("doc", ""), ("rtf", "a.doc"), ("rtf", "a.rtf")],
)
def test_old_word_file_is_read_whatever_its_name(target, name, tmp_path):
    report = example()
    assert_same(read(name, saved(tmp_path, word(report), ".docx", target)).report, report)


@needs_office
@pytest.mark.office
@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.doc"])
def test_old_excel_file_is_read_whatever_its_name(name, tmp_path):
    report = example("report-2020")
    assert_same(read(name, saved(tmp_path, excel(report), ".xlsx", "xls")).report, report)


@needs_office
@pytest.mark.office
def test_word_file_of_2003_in_xml_is_read(tmp_path):
    report = example()
    data = saved(tmp_path, word(report), ".docx", "xml:MS Word 2003 XML")
    assert b"mso-application" in data[:500]
    assert_same(read("a.doc", data).report, report)


@needs_office
@pytest.mark.office
def test_damaged_files_end_in_a_sentence(tmp_path):
    data = saved(tmp_path, word(example()), ".docx", "doc")
    for damaged in (
        data[:5000],
        data[: len(data) // 2],
        data[:512] + bytes(len(data) - 512),
        ole("WordDocument"),
    ):
        with pytest.raises(Unreadable) as caught:
            read("a.doc", damaged)
        assert "\n" not in caught.value.sentence


@needs_office
@pytest.mark.office
def test_other_documents_are_no_reports(tmp_path):
    data = saved(tmp_path, "今天天气很好。".encode(), ".txt", "doc")
    with pytest.raises(NotAReport):
        read("a.doc", data)


@needs_office
@pytest.mark.office
def test_nothing_is_left_behind(tmp_path, monkeypatch):
    data = saved(tmp_path, word(example()), ".docx", "doc")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    read("a.doc", data)
    assert list((tmp_path / "temporary").iterdir()) == []


# Without LibreOffice


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.doc", ole("Root Entry", "WordDocument"), "这是旧版 Word/WPS 文件，装了 LibreOffice 才能读"),
        ("a.wps", ole("WordDocument"), "另存为 .docx"),
        ("a.docx", ole("WordDocument"), "另存为 .docx"),
        ("a.xls", ole("Root Entry", "Workbook"), "这是旧版 Excel/WPS 文件，装了 LibreOffice 才能读"),
        ("a.et", ole("Book"), "另存为 .xlsx"),
        ("a.xls", ole("Workbook", "WordDocument"), "Excel"),
        ("a.doc", ole("WordDocument", "Workbook"), "Word"),
        ("a.doc", b"{\\rtf1}", "另存为 .docx"),
        ("a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "另存为 .xlsx"),
    ],
)
def test_missing_libreoffice_is_named_with_the_way_out(name, data, said, monkeypatch):
    monkeypatch.setenv("GXREPORT_OFFICE", "no-such-program")
    assert said in sentence(name, data)


@pytest.mark.parametrize(("name", "ending"), [("a.doc", ".docx"), ("a.xls", ".xlsx"), ("a.xlsx", ".xlsx")])
def test_password_is_named(name, ending):
    said = sentence(name, ole("EncryptionInfo", "EncryptedPackage"))
    assert said.startswith("文件加了密码；")
    assert f"另存为 {ending}" in said


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.docx", ""])
def test_file_without_a_document_is_named(name):
    assert "已损坏" in sentence(name, HEAD + bytes(600))


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.xls", "a.et"])
def test_content_decides(name):
    report = example()
    for document in (word(report), html(report), excel(report)):
        assert_same(read(name, document).report, report)
    kind = "Excel" if name in ("a.xls", "a.et") else "Word"
    for data in (b"\0" * 100, "今天天气很好。".encode()):
        assert sentence(name, data) == f"文件名是 {name[1:]}，内容却不是 {kind} 文件，可能没有下载完整"


def test_content_of_other_carriers_is_not_taken_for_office():
    assert carrier_of("a.txt", b"rtf") == "wordtext"
    assert carrier_of("a.html", b"<p>mso-application") == "html"


# The program itself


def program(folder: Path, *lines: str) -> str:
    file = folder / "office"
    file.write_text("\n".join((f"#!{sys.executable}", *lines)), encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)


posix = pytest.mark.skipif(os.name != "posix", reason="needs programs that are scripts")


@posix
def test_program_that_never_ends_is_ended_with_all_that_it_started(tmp_path, monkeypatch):
    named = program(
        tmp_path,
        "import pathlib, subprocess, time",
        "child = subprocess.Popen(['sleep', '300'])",
        f"pathlib.Path({str(tmp_path / 'child')!r}).write_text(str(child.pid))",
        "time.sleep(300)",
    )
    monkeypatch.setenv("GXREPORT_OFFICE", named)
    monkeypatch.setattr(office, "_SECONDS", 2)
    started = time.monotonic()
    assert sentence("a.doc", ole("WordDocument")).startswith("LibreOffice 2 秒内没有转换完")
    assert time.monotonic() - started < 10
    child = int((tmp_path / "child").read_text())
    state = Path(f"/proc/{child}/stat")
    time.sleep(0.2)
    assert not state.exists() or ") Z " in state.read_text()


@posix
@pytest.mark.parametrize("does", ["", "raise SystemExit(1)", "print('x' * 10**6)"])
def test_program_that_makes_nothing_is_no_riddle(does, tmp_path, monkeypatch):
    monkeypatch.setenv("GXREPORT_OFFICE", program(tmp_path, does))
    assert "加了密码或已损坏" in sentence("a.doc", ole("WordDocument"))


@posix
def test_program_gets_its_own_profile_that_forbids_macros_and_the_network(tmp_path, monkeypatch):
    named = program(
        tmp_path,
        "import pathlib, sys, urllib.parse",
        "profile = next(a for a in sys.argv if a.startswith('-env:UserInstallation=file://'))",
        "folder = pathlib.Path(urllib.parse.unquote(profile.partition('file://')[2]))",
        "settings = (folder / 'user' / 'registrymodifications.xcu').read_text()",
        f"pathlib.Path({str(tmp_path / 'settings')!r}).write_text(settings)",
    )
    monkeypatch.setenv("GXREPORT_OFFICE", named)
    sentence("a.doc", ole("WordDocument"))
    settings = (tmp_path / "settings").read_text()
    assert re.search(r'"DisableMacrosExecution" oor:op="fuse"><value>true<', settings)
    assert "127.0.0.1" in settings

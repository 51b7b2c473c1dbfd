"""Old Word, WPS and Excel files (.doc .wps .xls .et), RTF: read as what LibreOffice makes of them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path, PurePath

from gxreport.messages import _
from gxreport.reading import Reading, Unreadable

_OLE, _RTF = b"\xd0\xcf\x11\xe0", b"{\\rtf"
_SNIFFED = 4096
_SECONDS = 60
_NAMED = "GXREPORT_OFFICE"  # the environment variable that names LibreOffice
_PROGRAMS = ("soffice", "libreoffice", "soffice.com")
_USUAL = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files*/LibreOffice/program/soffice.com",
)
_EXCEL = (".xls", ".et", ".xlsx", ".xlsm")
# Nothing that a document brings is run or fetched: no macros, no links, and a proxy that is not there.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
_SETTING = (
    '<item oor:path="/org.openoffice.{path}">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SET = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def read(name: str, data: bytes, edition: int | None = None) -> Reading:
    """Read a published report from an old office file. Places are those of the document made of it."""
    excel = _is_excel(name, data)
    office = _office()
    if office is None:
        raise Unreadable(_missing(excel=excel))
    made = _converted(office, data, _ending(data, excel=excel), excel=excel)
    reader = import_module(f"gxreport.readers.{'xlsx' if excel else 'docx'}")
    found: Reading = reader.read(name, made, edition)
    return found


def _is_excel(name: str, data: bytes) -> bool:
    """Whether a file is a workbook. Raises Unreadable for one that is protected, or neither."""
    if not data.startswith(_OLE):
        return b"Excel.Sheet" in data[:_SNIFFED]
    excel = PurePath(name).suffix.lower() in _EXCEL
    if _has(data, "EncryptedPackage"):
        raise Unreadable(_protected(excel=excel))
    word, book = _has(data, "WordDocument"), _has(data, "Workbook") or _has(data, "Book")
    if not word and not book:
        raise Unreadable(_broken(excel=excel))
    # One of them may be inside the other.
    return book and (excel or not word)


def _has(data: bytes, stream: str) -> bool:
    """Whether an OLE file has a stream of this name: names begin every 128 bytes of its directory."""
    name = f"{stream}\0".encode("utf-16-le")
    at = data.find(name)
    while at >= 0 and at % 128:
        at = data.find(name, at + 1)
    return at >= 0


def _ending(data: bytes, *, excel: bool) -> str:
    """The ending under which LibreOffice knows such a file."""
    if data.startswith(_OLE):
        return ".xls" if excel else ".doc"
    return ".rtf" if data.startswith(_RTF) else ".xml"


def _missing(*, excel: bool) -> str:
    if excel:
        return _("这是旧版 Excel/WPS 文件，装了 LibreOffice 才能读；也可以用 Excel 或 WPS 另存为 .xlsx 再试")
    return _("这是旧版 Word/WPS 文件，装了 LibreOffice 才能读；也可以用 Word 或 WPS 另存为 .docx 再试")


def _protected(*, excel: bool) -> str:
    if excel:
        return _("文件加了密码；请用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx 再试")
    return _("文件加了密码；请用 Word 或 WPS 打开，去掉密码，另存为 .docx 再试")


def _broken(*, excel: bool) -> str:
    if excel:
        return _("这是旧版 Excel/WPS 文件，但加了密码或已损坏；请用 Excel 或 WPS 打开，另存为 .xlsx 再试")
    return _("这是旧版 Word/WPS 文件，但加了密码或已损坏；请用 Word 或 WPS 打开，另存为 .docx 再试")


# LibreOffice


def _office() -> str | None:
    """The program, if it is installed; GXREPORT_OFFICE may name it."""
    if named := os.environ.get(_NAMED):
        return shutil.which(named)
    for program in _PROGRAMS:
        if found := shutil.which(program):
            return found
    return next((found for pattern in _USUAL for found in _matching(pattern)), None)


def _matching(pattern: str) -> Iterator[str]:
    path = Path(pattern)
    if Path(path.anchor).exists():
        yield from (
            str(found) for found in sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor))))
        )


def _converted(office: str, data: bytes, ending: str, *, excel: bool) -> bytes:
    """The file as .docx or .xlsx. Raises Unreadable where LibreOffice cannot make it in time."""
    with tempfile.TemporaryDirectory(prefix="gxreport-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        settings = place / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        items = (_SETTING.format(path=path, name=name, value=value) for path, name, value in _SET)
        settings.write_text(_SETTINGS.format(items="\n".join(items)), encoding="utf-8")
        source = place / f"report{ending}"
        source.write_bytes(data)
        target = "xlsx" if excel else "docx"
        command = [
            office,
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
            *("--convert-to", target, "--outdir", str(place / "made"), str(source)),
        ]
        try:
            _run(command, folder)
        except subprocess.TimeoutExpired:
            message = _(
                "LibreOffice {seconds} 秒内没有转换完；请用 Word、Excel 或 WPS 另存为 .docx 或 .xlsx 再试"
            )
            raise Unreadable(message.format(seconds=_SECONDS)) from None
        except OSError:
            raise Unreadable(_("LibreOffice 启动不了；请检查它能不能打开文件")) from None
        made = place / "made" / f"report.{target}"
        if not made.is_file():
            raise Unreadable(_broken(excel=excel))
        return made.read_bytes()


def _run(command: list[str], folder: str) -> None:
    """Run a program to its end, and end it with all that it has started if that takes too long."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=folder, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    ) as running:
        try:
            running.wait(_SECONDS)
        except BaseException:
            if os.name == "posix":
                os.killpg(running.pid, signal.SIGKILL)
            else:
                running.kill()
            raise

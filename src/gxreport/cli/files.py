"""Files in and out: what is named on the command line, and results that are written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

from gxreport.cli import console
from gxreport.messages import _
from gxreport.readers import ENDINGS, read
from gxreport.reading import NotAReport, Reading, Unreadable
from gxreport.reporters import Failure

DEFAULT = "report.yaml"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. `named` says that the person named it, and not only a folder around it."""

    name: str
    named: bool = True


def sources(paths: Iterable[str]) -> Iterator[Source | Failure]:
    """The files behind the given paths: files as they are, folders with all reports below them.

    No path means report.yaml in the current folder; `-` is standard input.
    """
    paths = list(paths)
    if not paths:
        if not Path(DEFAULT).exists():
            yield Failure(DEFAULT, _("当前文件夹里没有 report.yaml；请写明要检查的文件或文件夹"))
            return
        paths = [DEFAULT]
    for path in paths:
        if path != "-" and Path(path).is_dir():
            yield from _below(path)
        else:
            yield Source(path)


def _below(folder: str) -> Iterator[Source | Failure]:
    problems: list[OSError] = []
    found = False
    for parent, folders, files in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            # ~$x.docx is what Word leaves beside an open document.
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in ENDINGS:
                found = True
                yield Source(os.path.join(parent, name), named=False)
    for problem in problems:
        yield Failure(str(problem.filename), why(problem))
    if not found and not problems:
        yield Failure(folder, _("文件夹里没有能读的报告（{endings}）").format(endings=" ".join(ENDINGS)))


def load(source: Source, edition: int | None) -> Reading | Failure | None:
    """Read one file; None for a file in a folder that is no annual report."""
    name = _("标准输入") if source.name == "-" else source.name
    try:
        data = sys.stdin.buffer.read() if source.name == "-" else Path(source.name).read_bytes()
    except OSError as error:
        return Failure(name, why(error))
    try:
        reading = read("" if source.name == "-" else name, data, edition)
        return replace(reading, name=name)
    except NotAReport as error:
        return Failure(name, error.sentence, error.place) if source.named else None
    except Unreadable as error:
        return Failure(name, error.sentence, error.place)


def load_one(path: str, edition: int | None) -> Reading:
    """Read the one file that a command is about; ends the program with a sentence where that fails."""
    found = load(Source(path), edition)
    if isinstance(found, Failure):
        console.fail(found)
        sys.exit(3)
    assert found is not None  # a file that is named is read or fails
    for aside in found.asides:
        console.say(f"{found.name}: {aside}")
    return found


def why(error: OSError) -> str:
    """Why a file cannot be read or written."""
    if isinstance(error, FileNotFoundError):
        return _("没有这个文件或文件夹")
    if isinstance(error, PermissionError):
        return _("没有权限")
    if isinstance(error, IsADirectoryError):
        return _("这是文件夹，不是文件")
    if isinstance(error, NotADirectoryError):
        return _("路径中间有一段不是文件夹")
    return error.strerror or str(error)


def write(target: str, content: bytes, *, inputs: Iterable[str] = ()) -> None:
    """Write a result to the file that the person named, whole or not at all; `-` is standard output.

    A result is never written over a file that it was made from.
    """
    if target == "-":
        sys.stdout.buffer.write(content)
        return
    path = Path(target)
    for name in inputs:
        if name != "-" and path.exists() and path.samefile(name):
            raise click.UsageError(
                _("{target} 就是读入的文件，不能写回去；请换一个文件名").format(target=target)
            )
    try:
        _replace(path, content)
    except OSError as error:
        raise click.UsageError(_("写不了 {target}：{why}").format(target=target, why=why(error))) from None


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent or Path(), prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes a private file; the result is as readable as any new file, or as the old one.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~mask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise

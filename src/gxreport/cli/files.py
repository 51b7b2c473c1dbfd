"""Files in and out: what is named on the command line, and results that are written whole or not at all."""

from __future__ import annotations

import gc
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from errno import EISDIR, ENOENT
from pathlib import Path
from typing import NamedTuple

import click

from gxreport.cli import console
from gxreport.cli.why import why
from gxreport.keys import FIELDS
from gxreport.messages import _
from gxreport.model import Noticed
from gxreport.readers import ENDINGS, MOST_BYTES, read
from gxreport.reading import NotAReport, Reading, Unreadable
from gxreport.reporters import Failure

DEFAULT = "report.yaml"
_USUAL_GARBAGE = (2_000, 10, 10)


# Carriers of reports that are not read: in a folder they are passed over, but not in silence.
_NOT_READ = (".ofd",)


class Source(NamedTuple):
    """A file to read. `named` says that the person named it, and not only a folder around it."""

    name: str
    named: bool = True


class PassedOver(NamedTuple):
    """A file in a folder that may hold a report, but in a carrier that is not read."""

    name: str


def sources(paths: Iterable[str]) -> Iterator[Source | PassedOver | Failure]:
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
        if path and path != "-" and Path(path).is_dir():
            yield from _below(path)
        else:
            yield Source(path)


def _below(folder: str) -> Iterator[Source | PassedOver | Failure]:
    problems: list[OSError] = []
    found = False
    for parent, folders, files in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(parent, name)
            ending = Path(name).suffix.lower()
            if is_hidden(name) or not Path(path).is_file():  # a pipe would be waited for
                continue
            if ending in ENDINGS:
                found = True
                yield Source(path, named=False)
            elif ending in _NOT_READ:
                yield PassedOver(path)
    for problem in problems:
        yield Failure(str(problem.filename), why(problem))
    if not found and not problems:
        yield Failure(folder, _("文件夹里没有能读的报告（{endings}）").format(endings=" ".join(ENDINGS)))


def is_hidden(name: str) -> bool:
    """Whether a name in a folder means no report: ~$x.docx is what Word leaves beside an open document.

    A README tells of the folder, in a repository of annual reports often under their title.
    """
    return name.startswith((".", "~$")) or name.lower().startswith("readme.")


def load(source: Source, edition: int | None) -> Reading | Failure | None:
    """Read one file; None for a file in a folder that is no annual report."""
    # From now on garbage is looked for as usual (see `cli`): each Word file leaves megabytes of it.
    gc.set_threshold(*_USUAL_GARBAGE)
    name = _("标准输入") if source.name == "-" else source.name or '""'
    try:
        data = _bytes(source.name)
    except OSError as error:
        return Failure(name, why(error))
    try:
        reading = read("" if source.name == "-" else name, data, edition)
        return reading._replace(name=name)
    except NotAReport as error:
        return Failure(name, error.sentence, error.place) if source.named else None
    except Unreadable as error:
        return Failure(name, error.sentence, error.place)


def is_standard_input(name: str) -> bool:
    """Whether a reading of this name came from standard input."""
    return name == _("标准输入")


def load_guarded(source: Source, edition: int | None) -> Reading | Failure | None:
    """Read one of several files: a mistake of ours in it does not stop the others."""
    try:
        return load(source, edition)
    except Exception as error:
        if os.environ.get("GXREPORT_DEBUG"):
            raise
        return Failure(source.name, console.our_mistake(error))


def _bytes(name: str) -> bytes:
    """What a file holds, up to a byte more than will be read."""
    if name == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    if not name:
        raise FileNotFoundError(ENOENT, "no name")
    with Path(name).open("rb") as file:
        return file.read(MOST_BYTES + 1)


NOT_READ = (
    Noticed.UNKNOWN_KEY,
    Noticed.REPEATED_KEY,
    Noticed.REFUSED_YAML,
    Noticed.WRONG_SHAPE,
    Noticed.UNPLACED_TABLE,
)
"""What a reader notices that means: something in the file is not in the report."""


def load_one(path: str, edition: int | None) -> Reading:
    """Read the one file that a command is about; ends the program with a sentence where that fails."""
    found = load(Source(path), edition)
    if isinstance(found, Failure):
        console.fail(found)
        sys.exit(3)
    assert found is not None  # a file that is named is read or fails
    tell_lost(found)
    return found


def tell_lost(found: Reading) -> None:
    """Say how a file was read, and how much of it was not, where its findings are not told."""
    for aside in found.asides:
        console.say(f"{found.name}: {aside}")
    # A key that is lacking is a finding, but nothing that was there and not read.
    lost = sum(r.noticed in NOT_READ and r.written not in FIELDS for r in found.report.remarks)
    if lost:
        message = _("{name}: 有 {count} 处没有读入，请先运行 gxreport validate 看是哪里")
        console.complain(message.format(name=found.name, count=lost))


def brought(path: str) -> bytes:
    """A file that belongs to the command, not to the reports: without it nothing is made."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise console.Refused(_("读不了 {path}：{why}").format(path=path, why=why(error))) from None


def write(target: str, content: bytes, *, inputs: Iterable[str] = ()) -> None:
    """Write a result to the file that the person named, whole or not at all; `-` is standard output.

    A result is never written over a file that it was made from. A link is followed; what is no plain
    file, such as a pipe, is written to and not replaced.
    """
    if target == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = Path(os.path.realpath(target))
    try:
        mode = path.stat().st_mode if path.exists() else None
        if mode is not None and stat.S_ISDIR(mode):
            raise IsADirectoryError(EISDIR, "a folder")
        if any(name not in ("", "-") and path.exists() and path.samefile(name) for name in inputs):
            raise click.UsageError(
                _("{target} 就是读入的文件，不能写回去；请换一个文件名").format(target=target)
            )
        if mode is None or stat.S_ISREG(mode):
            _replace(path, content)
        else:
            path.write_bytes(content)
    except OSError as error:
        reason = why(error)
        if isinstance(error, FileNotFoundError):
            reason = _("没有 {folder} 这个文件夹，请先建好").format(folder=path.parent.name)
        raise console.Refused(_("写不了 {target}：{why}").format(target=target, why=reason)) from None


def _replace(path: Path, content: bytes) -> None:
    from tempfile import mkstemp  # only where something is written: it brings a good deal with it

    handle, name = mkstemp(dir=path.parent or Path(), prefix=".gxreport-")
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

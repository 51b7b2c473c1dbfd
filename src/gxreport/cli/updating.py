"""Documents kept as their reports are: made where they are lacking, made anew where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from gxreport.cli import console
from gxreport.cli.copies import WRITTEN, written_beside
from gxreport.cli.files import DEFAULT, Source, is_hidden, load, sources, write
from gxreport.cli.rendering import Rendering
from gxreport.cli.targets import beside
from gxreport.messages import _
from gxreport.reporters import Failure

FORMATS = ("docx", "xlsx", "md", "json")
"""What depends on the report alone: a PDF file depends on the fonts there are, a web page on last year."""


def updated(paths: Iterable[str], rendering: Rendering) -> int:
    """Bring the document beside each report up to date; the exit code, 1 where one was not."""
    if rendering.format not in FORMATS:
        message = _("--update 只用于 {formats}，不用于 {format}")
        raise click.UsageError(message.format(formats=_("、").join(FORMATS), format=rendering.format))
    code = 0
    for source in _reports(list(paths) or [DEFAULT]):
        reading = source if isinstance(source, Failure) else load(source, rendering.edition)
        if isinstance(reading, Failure):
            console.fail(reading)
            code = 3
        elif reading is not None:
            content = rendering.document(reading.report, None, source.name)
            if content is None:
                code = max(code, 1)
            else:
                code = max(code, _kept(source.name, content, rendering.format))
    return code


def _reports(paths: Iterable[str]) -> Iterator[Source | Failure]:
    """The reports that are given, in folders too, and those beside documents that are given; each once."""
    seen = set()
    for path in paths:
        if Path(path).is_dir():
            found = [one for one in sources([path]) if isinstance(one, (Source, Failure))]
        else:
            found = [Source(path, named=False)]
        for one in found:
            name = one.name if Path(one.name).suffix.lower() in WRITTEN else written_beside(one.name)
            if isinstance(one, Failure):
                yield one
            elif name and name not in seen and not is_hidden(Path(name).name):
                seen.add(name)
                yield Source(name, named=False)


def _kept(name: str, content: bytes, format_: str) -> int:
    """Write a document unless it is there as it should be: 1 if it was not."""
    target = Path(beside(name, format_))
    if target.is_file() and target.read_bytes() == content:
        return 0
    message = _("{target} 已照报告更新，请一起提交") if target.exists() else _("{target} 已生成，请一起提交")
    write(str(target), content, inputs=[name])
    console.complain(message.format(target=target))
    return 1

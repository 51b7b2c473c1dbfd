"""Documents of one report or of many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import click

from gxreport.cli import console
from gxreport.cli.files import Source, load, sources, write
from gxreport.cli.progress import progress
from gxreport.cli.setting import previous_of
from gxreport.cli.targets import beside, inside, is_folder, made
from gxreport.messages import _
from gxreport.model import Report
from gxreport.organnames import plain
from gxreport.quotes import figure, quoted, quotes
from gxreport.renderers import Setting, Unrenderable
from gxreport.renderers.figures import unfilled, zero_filled
from gxreport.reporters import Failure

_SOURCES = (".yaml", ".yml")


@dataclass(frozen=True)
class Rendering:
    """How documents are made: the format and all that was asked for."""

    format: str
    setting: Setting
    fill_zero: bool
    edition: int | None

    def prepare(self) -> None:
        """Say before the first document what concerns them all. Raises console.Refused."""
        if self.format == "pdf":
            from gxreport.renderers.pdf import asides

            try:
                for aside in asides(self.setting):
                    console.say(aside)
            except Unrenderable as error:
                raise console.Refused(error.sentence) from None

    def document(self, report: Report, previous: Report | None, name: str = "") -> bytes | None:
        """The document of a report; None where the person must mend the report first, which is told.

        Raises console.Refused where the document cannot be made as it was asked for.
        """
        report = zero_filled(report) if self.fill_zero else report
        about = f"{name}: " if name else ""
        if key := _open_quote(report):
            message = _("正文引用的“{key}”没有数，没有生成文档；请先运行 gxreport validate 看是哪里")
            console.complain(about + message.format(key=key))
            return None
        renderer = import_module(f"gxreport.renderers.{self.format}")
        setting = self.setting._replace(previous=previous)
        try:
            if self.format == "pdf":
                content, asides = renderer.made(report, setting)
                for aside in asides:
                    console.say(about + aside)
            else:
                content = renderer.render(report, setting)
        except Unrenderable as error:
            raise console.Refused(about + error.sentence) from None
        return bytes(content)


def tell_zeros(report: Report) -> None:
    """Say which cells were printed as 0 though nobody filled them in."""
    blanks = unfilled(report)
    if blanks and console.verbose():
        for address in blanks:
            console.say(_("没有填写，印成 0：{label}").format(label=report.label(address)))
    elif blanks:
        console.say(_("{count} 个没有填写的格印成了 0（-v 列出）").format(count=len(blanks)))


def _open_quote(report: Report) -> str:
    """The first quote in the prose whose figure is not there: braces are no document."""
    for _field, text in report.prose():
        for quote in quotes(text):
            address = quoted(report, quote.key)
            if address is None or not figure(report, address):
                return quote.key
    return ""


def several(paths: Sequence[str], output: str | None, rendering: Rendering, *, force: bool) -> int:
    """Make a document of each report; the exit code. A report that fails does not stop the others."""
    if "-" in (*paths, output):
        raise click.UsageError(_("几份报告一起时，不能用 -（标准输入、标准输出）"))
    if output is not None and not is_folder(output):
        if Path(output).exists() or Path(output).suffix:
            raise click.UsageError(_("报告不止一份，-o 要写文件夹，如 -o out/"))
        output += "/"
    found, code = _found(paths, output, rendering.format)
    _refuse_same(found)
    known = _known(found, rendering) if rendering.format == "html" else {}
    written = 0
    for source, target in progress(found, _("生成文档")):
        reading = load(source, rendering.edition)
        if isinstance(reading, Failure):
            console.fail(reading)
            code = 3
        elif reading is not None:
            previous = previous_of(reading.report, known)
            try:
                content = rendering.document(reading.report, previous, source.name)
            except console.Refused as error:
                error.show()
                code = max(code, 2)
                continue
            done = content is not None and _written(source.name, target, content, force=force)
            code = max(code, 0 if done else 1 if content is None else 2)
            written += done
    if not written and not code:
        console.fail(Failure(", ".join(paths), _("文件夹里没有报告（只取 .yaml 和 .yml）")))
        return 3
    if written:
        console.say(_("已生成 {count} 份文档").format(count=written))
    return code


def _found(paths: Sequence[str], output: str | None, format_: str) -> tuple[list[tuple[Source, str]], int]:
    """The reports, each with the document that it becomes; 3 if some could not be looked for, else 0."""
    found: list[tuple[Source, str]] = []
    seen: set[Path] = set()
    code = 0
    for path in paths:
        for source in sources([path]):
            if isinstance(source, Failure):
                console.fail(source)
                code = 3
            elif isinstance(source, Source) and (source.named or _is_source(source.name)):
                if (itself := Path(source.name).resolve()) in seen:
                    continue
                seen.add(itself)
                below = "" if source.named else path
                target = inside(output, source.name, below, format_) if output else ""
                found.append((source, target or beside(source.name, format_)))
    return found, code


def _is_source(name: str) -> bool:
    """Whether a file in a folder is a report to make documents of. JSON may be a document made of one."""
    return Path(name).suffix.lower() in _SOURCES


def _written(name: str, target: str, content: bytes, *, force: bool) -> bool:
    """Write a document; False, and a sentence, where it cannot be written or would replace a file."""
    if Path(target).exists() and not force:
        message = _("{target} 已经有了，没有替换；要替换就加上 --force")
        console.complain(message.format(target=target))
        return False
    try:
        made(Path(target).parent)
        write(target, content, inputs=[name])
    except click.ClickException as error:
        console.Refused(error.message).show()
        return False
    if console.verbose():
        console.say(_("已生成 {target}").format(target=target))
    return True


def _known(found: Sequence[tuple[Source, str]], rendering: Rendering) -> dict[tuple[str, int], Report]:
    """All reports by organ (its plain name) and year, so that each finds that of the year before."""
    known = {}
    for source, _target in progress(found, _("读入报告")):
        reading = load(source, rendering.edition)
        if reading is not None and not isinstance(reading, Failure) and reading.report.year:
            known[plain(reading.report.organ), reading.report.year] = reading.report
    given = rendering.setting.previous
    if given and given.year:
        known[plain(given.organ), given.year] = given
    return known


def _refuse_same(found: Sequence[tuple[Source, str]]) -> None:
    """Two reports must not become one document."""
    by_target: dict[str, str] = {}
    for source, target in found:
        if other := by_target.get(target):
            raise click.UsageError(
                _("{one} 和 {other} 会写成同一个文件 {target}；请分开运行").format(
                    one=other, other=source.name, target=target
                )
            )
        by_target[target] = source.name

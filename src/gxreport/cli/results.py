"""Where the findings of `gxreport validate` go: to standard output or a file, and to other files as well."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import NamedTuple

import click

from gxreport.cli import console
from gxreport.cli.files import write
from gxreport.cli.targets import refuse_report
from gxreport.messages import _
from gxreport.reporters import Outcome, Unchecked
from gxreport.reporters.wording import counted

FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab", "md", "html")


class Also(NamedTuple):
    """One more output of the same findings."""

    format: str
    file: str


def also(context: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> tuple[Also, ...]:
    """Outputs written as FORMAT=FILE."""
    found = []
    for text in given:
        format_, _equals, file = text.partition("=")
        if format_ not in FORMATS or file in ("", "-"):
            message = _("写的是“{text}”，要写成 格式=文件，如 sarif=gxreport.sarif；格式有 {formats}")
            raise click.BadParameter(message.format(text=text, formats=_("、").join(FORMATS)))
        found.append(Also(format_, file))
    return tuple(found)


def without_results(unchecked: Iterable[Unchecked], output: str, others: Iterable[Also]) -> list[Unchecked]:
    """The files that were passed over, but for the results of an earlier run, which this one writes anew."""
    own = {os.path.realpath(name) for name in _files(output, others)}
    return [one for one in unchecked if os.path.realpath(one.name) not in own]


def _files(output: str, others: Iterable[Also]) -> tuple[str, ...]:
    return (*(one.file for one in others), *([output] if output != "-" else []))


def refuse_unsafe(output: str, others: Iterable[Also]) -> None:
    """Two results must not become one file, and none takes the place of a report."""
    seen: set[str] = set()
    for name in _files(output, others):
        refuse_report(name)
        if (whole := os.path.realpath(name)) in seen:
            raise click.UsageError(_("两个结果不能写到同一个文件 {file}").format(file=name))
        seen.add(whole)


def refuse_screen(format_: str, output: str) -> None:
    """A page is not for a terminal."""
    if format_ == "html" and output == "-" and sys.stdout.isatty():
        raise click.UsageError(_("网页不能显示在屏幕上；请用 -o 写明文件名，如 -o findings.html"))


def hand_out(
    outcome: Outcome, format_: str, output: str, others: Sequence[Also], inputs: Sequence[str], *, worth: bool
) -> None:
    """Write all results. On a screen text is only shown where it is `worth` saying."""
    if worth or format_ != "text" or output != "-":
        _hand_out(outcome, format_, output, inputs)
    for one in others:
        _hand_out(outcome, one.format, one.file, inputs)


def _hand_out(outcome: Outcome, format_: str, output: str, inputs: Sequence[str]) -> None:
    reporter = import_module(f"gxreport.reporters.{format_}")
    detail = {"in_detail": True} if format_ == "text" and console.verbose() else {}
    if output != "-":
        if format_ == "text":
            detail["alone"] = True
        write(output, console.for_programs(reporter.report(outcome, **detail)), inputs=inputs)
        if format_ == "html":  # made for people, who want to know that it is there
            console.say(_("已写入 {target}：{counts}").format(target=output, counts=counted(outcome)))
    elif format_ == "text" and console.coloured():
        console.show(reporter.report(outcome, console.paint, **detail))
    elif format_ == "text":
        console.show(reporter.report(outcome, **detail))
    else:
        console.hand_over(reporter.report(outcome))

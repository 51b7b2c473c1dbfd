"""`gxreport explain`: one rule with its law, why it matters, an example, and the cure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import click

from gxreport.catalogue import catalogue, unknown
from gxreport.cli import console
from gxreport.cli.command import argument, subcommand
from gxreport.cli.misused import no_rule
from gxreport.explaining import explained
from gxreport.messages import _, marked
from gxreport.reporters.text import SEVERITIES
from gxreport.rules import Rule


@subcommand(
    "explain",
    marked("说明一条规则：依据、为什么、怎么改，并举例。"),
    examples=(
        ("gxreport explain GX303", marked("一条规则")),
        ("gxreport explain GX6", marked("一类规则：同去年对比的")),
    ),
)
@argument("id", metavar="ID")
def command(id: str) -> None:
    wanted = id.strip().upper()
    rules = [rule for rule in catalogue() if rule.id.startswith(wanted)]
    if not wanted or unknown([wanted]):
        raise click.UsageError(no_rule([id]))
    console.show("\n\n".join("\n".join(_lines(rule)) for rule in rules))


def _lines(rule: Rule) -> Iterator[str]:
    said = explained(rule)
    word, _colour = SEVERITIES[said.severity]
    yield f"{said.id}  {_(word)}  {said.title}"
    yield ""
    yield said.body
    yield ""
    if said.basis:
        yield _("依据：{cite}").format(cite=said.basis)
    yield _("怎么办：{help}").format(help=said.cure)
    if said.notes:
        yield ""
        yield from said.notes
    for label, text in ((_("例子，对："), said.right), (_("例子，错："), said.wrong)):
        yield from ("", label, textwrap.indent(text, "    "))

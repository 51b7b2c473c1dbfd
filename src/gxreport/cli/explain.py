"""`gxreport explain`: one rule with its law, why it matters, an example, and the cure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import click

from gxreport.catalogue import catalogue, unknown
from gxreport.cli import console
from gxreport.cli.main import subcommand
from gxreport.editions import EDITIONS, notice
from gxreport.messages import _, marked
from gxreport.reporters.text import SEVERITIES
from gxreport.rules import Rule


@subcommand("explain", marked("说明一条规则：依据、为什么、怎么改，并举例。"))
@click.argument("id", metavar="ID")
def command(id: str) -> None:
    wanted = id.strip().upper()
    rules = [rule for rule in catalogue() if rule.id.startswith(wanted)]
    if not wanted or unknown([wanted]):
        raise click.UsageError(_("没有规则 {ids}；运行 gxreport rules 看全部规则").format(ids=id))
    console.show("\n\n".join("\n".join(_explained(rule)) for rule in rules))


def _explained(rule: Rule) -> Iterator[str]:
    title, _rest, body = _(rule.doc).partition("\n")
    word, _colour = SEVERITIES[rule.severity]
    yield f"{rule.id}  {_(word)}  {title.rstrip('。.')}"
    yield ""
    if body.strip():
        yield body.strip()
        yield ""
    if rule.cite:
        yield _("依据：{cite}").format(cite=_(rule.cite).format(notice=notice(EDITIONS[-1])))
    yield _("怎么办：{help}").format(help=_(rule.help))
    for label, text in ((_("例子，对："), rule.example.good), (_("例子，错："), rule.example.bad)):
        yield ""
        yield label
        yield textwrap.indent(textwrap.dedent(text.strip("\n")) or _("（没有）"), "    ")

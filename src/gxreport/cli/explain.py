"""`gxreport explain`: one rule with its law, why it matters, an example, and the cure."""

from __future__ import annotations

import textwrap

import click

from gxreport.catalogue import catalogue, unknown
from gxreport.cli import console
from gxreport.cli.main import subcommand
from gxreport.editions import EDITIONS, notice
from gxreport.messages import _, marked
from gxreport.reporters.text import SEVERITIES


@subcommand("explain", marked("说明一条规则：依据、为什么、怎么改，并举例。"))
@click.argument("id", metavar="ID")
def command(id: str) -> None:
    wanted = id.strip().upper()
    rules = [rule for rule in catalogue() if rule.id.startswith(wanted)]
    if not wanted or unknown([wanted]):
        raise click.UsageError(_("没有规则 {ids}；运行 gxreport rules 看全部规则").format(ids=id))
    for rule in rules:
        title, _blank, body = _(rule.doc).partition("\n")
        word, _colour = SEVERITIES[rule.severity]
        console.show(f"{rule.id}  {_(word)}  {title.rstrip('。.')}\n")
        if body.strip():
            console.show(f"{body.strip()}\n")
        if rule.cite:
            console.show(_("依据：{cite}").format(cite=_(rule.cite).format(notice=notice(EDITIONS[-1]))))
        console.show(_("怎么办：{help}").format(help=_(rule.help)))
        for label, text in ((_("例子，对："), rule.example.good), (_("例子，错："), rule.example.bad)):
            console.show(label)
            console.show(textwrap.indent(text.strip("\n") or _("（没有）"), "    "))
        console.show()

"""`gxreport rules`: the catalogue."""

from __future__ import annotations

from gxreport.catalogue import catalogue
from gxreport.cli import console
from gxreport.cli.command import subcommand
from gxreport.editions import EDITIONS, notice
from gxreport.messages import _, marked
from gxreport.reporters.text import SEVERITIES


@subcommand(
    "rules",
    marked("列出全部规则。用 gxreport explain GX301 看一条规则的依据、例子和改法。"),
    examples=(("gxreport rules -v", marked("每条规则连同依据")),),
)
def command() -> None:
    for rule in catalogue():
        if console.quiet():
            console.show(rule.id)
            continue
        word, _colour = SEVERITIES[rule.severity]
        console.show(f"{rule.id}  {_(word)}  {_(rule.doc).splitlines()[0].rstrip('。.')}")
        if console.verbose() and rule.cite:
            console.show(
                "       " + _("依据：{cite}").format(cite=_(rule.cite).format(notice=notice(EDITIONS[-1])))
            )

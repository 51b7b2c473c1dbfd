"""A rule in words: what it is, its law, how to mend it, an example. The command and the docs say the same."""

from __future__ import annotations

import textwrap
from typing import NamedTuple

from gxreport.editions import EDITIONS, notice
from gxreport.finding import Severity
from gxreport.messages import _, marked
from gxreport.rules import Rule
from gxreport.rules.examplenotes import NOTES, Note, told

FAMILIES = {
    "GX1": marked("表格里的格"),
    "GX2": marked("文档的结构"),
    "GX3": marked("算术"),
    "GX4": marked("文字与表格"),
    "GX5": marked("日期、发布、隐私和文字"),
    "GX6": marked("与去年相比"),
    "GX7": marked("各单位之间"),
}
"""What the families of rules are about, by the beginning of their ids."""


class Explanation(NamedTuple):
    """The words on one rule, in the language in use. `basis` is empty where no law is behind the rule.

    `notes` are sentences on what one must know to see why the examples are right and wrong.
    """

    id: str
    severity: Severity
    title: str
    body: str
    basis: str
    cure: str
    right: str
    wrong: str
    notes: tuple[str, ...] = ()


def explained(rule: Rule) -> Explanation:
    """What there is to say about a rule."""
    title, _rest, body = _(rule.doc).partition("\n")
    nothing = _("（没有）")
    note = NOTES.get(rule.id, Note())
    right, wrong = (
        textwrap.dedent(text.strip("\n")) or nothing
        for text in (note.right or rule.example.good, note.wrong or rule.example.bad)
    )
    basis = _(rule.cite).format(notice=notice(EDITIONS[-1])) if rule.cite else ""
    return Explanation(
        rule.id,
        rule.severity,
        title.rstrip("。."),
        body.strip(),
        basis,
        _(rule.help),
        right,
        wrong,
        told(note),
    )

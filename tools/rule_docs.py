"""Writes docs/rules.md and docs/rules.zh-CN.md from the words that `gxreport explain` shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from gxreport import messages
from gxreport.catalogue import catalogue
from gxreport.explaining import FAMILIES, explained
from gxreport.messages import _
from gxreport.reporters.text import SEVERITIES
from gxreport.rules import Rule

DOCS = Path(__file__).parent.parent / "docs"
FILES = {"zh": DOCS / "rules.zh-CN.md", "en": DOCS / "rules.md"}
HEADS = {
    "zh": (
        "# 规则\n\n[English](rules.md)\n\n`gxreport explain 编号` 在命令行里说同样的话。"
        "错误：格式或法规写明，或算术上不可能；警告：多半错了，或常被退回；提示：值得看一眼。\n"
    ),
    "en": (
        "# The rules\n\n[中文](rules.zh-CN.md)\n\n`gxreport explain ID` says the same on the command line. "
        "error: the form or the law says so, or it is arithmetically impossible; warning: very likely wrong, "
        "or sent back by reviewers; note: worth a look. Examples are in Chinese, as reports are.\n"
    ),
}


def page(language: str) -> str:
    """The whole page in one language."""
    messages.use(language)
    lines = [HEADS[language]]
    for family, title in FAMILIES.items():
        rules = [rule for rule in catalogue() if rule.id.startswith(family)]
        if rules:
            lines += [f"## {family} {_(title)}", ""]
            for rule in rules:
                lines += _rule(rule)
    return "\n".join(lines).rstrip("\n") + "\n"


def _rule(rule: Rule) -> Iterator[str]:
    said = explained(rule)
    word, _colour = SEVERITIES[said.severity]
    yield f"### {said.id} {said.title}"
    yield from ("", f"**{_(word)}** {_unwrapped(said.body)}", "")
    if said.basis:
        yield "- " + _("依据：{cite}").format(cite=said.basis)
    yield "- " + _("怎么办：{help}").format(help=said.cure)
    yield from (f"- {note}" for note in said.notes)
    for label, text in ((_("例子，对："), said.right), (_("例子，错："), said.wrong)):
        yield from ("", label, "", "```", text, "```")
    yield ""


def _unwrapped(body: str) -> str:
    """Paragraphs on one line each: between Chinese characters a line end would show as a blank."""
    return re.sub(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f\n])", "", body)


if __name__ == "__main__":
    for language, file in FILES.items():
        file.write_text(page(language), encoding="utf-8")

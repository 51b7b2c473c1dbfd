"""The rules as SARIF describes them: names, levels, and help in plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypedDict

from gxreport.catalogue import catalogue
from gxreport.explaining import FAMILIES, Explanation, explained
from gxreport.finding import Severity
from gxreport.messages import _
from gxreport.rules import Rule

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


class Text(TypedDict, total=False):
    """A text of SARIF, with its Markdown where it has one."""

    text: str
    markdown: str


def descriptors(ids: Iterable[str]) -> list[dict[str, object]]:
    """A description of each of these rules; of an id that no rule has, the bare id."""
    rules = {rule.id: rule for rule in catalogue()}
    return [_descriptor(rules[id]) if id in rules else {"id": id} for id in ids]


def _descriptor(rule: Rule) -> dict[str, object]:
    said = explained(rule)
    short, full = _ended(said.title), _ended(said.title)
    if said.body:
        full += "\n" + said.body
    return {
        "id": rule.id,
        # The name of the function: a word for programs, the same in every language.
        "name": "".join(word.capitalize() for word in rule.check.__name__.split("_")),
        "shortDescription": Text(text=short),
        "fullDescription": Text(text=full),
        "help": Text(text=_plain(said), markdown=_markdown(said)),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [_(FAMILIES[rule.id[:3]])]},
    }


def _ended(title: str) -> str:
    return _("{sentence}。").format(sentence=title)


def _plain(said: Explanation) -> str:
    examples = (f"{label}\n{text}" for label, text in _examples(said))
    return "\n\n".join([*_advice(said.basis, said.cure), *said.notes, *examples])


def _markdown(said: Explanation) -> str:
    examples = (f"{label}\n\n{_fenced(text)}" for label, text in _examples(said))
    notes = map(_unmarked, said.notes)
    return "\n\n".join([*_advice(_unmarked(said.basis), _unmarked(said.cure)), *notes, *examples])


def _advice(basis: str, cure: str) -> Iterator[str]:
    if basis:
        yield _("依据：{cite}").format(cite=basis)
    yield _("怎么办：{help}").format(help=cure)


def _examples(said: Explanation) -> list[tuple[str, str]]:
    return [(_("例子，对："), said.right), (_("例子，错："), said.wrong)]


def _unmarked(text: str) -> str:
    """Text that Markdown takes for text."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)


def _fenced(text: str) -> str:
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`{3,}", text))])
    return f"{fence}\n{text}\n{fence}"

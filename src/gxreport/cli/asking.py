"""What a person is asked where options do not say it: on a terminal only, a script is never kept waiting."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

import click

from gxreport.messages import _
from gxreport.model import OrganKind

FIRST_YEAR = 2019
"""The first year that there is a form for."""
_LAST_YEAR = 2099

T = TypeVar("T")


def on_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


def ask(question: str, default: str, understood: Callable[[str], T]) -> T:
    """A person's answer, asked again until it is understood."""
    # With no default at all click would ask again without a word; so the empty answer is judged too.
    return click.prompt(
        question, default=default, show_default=bool(default), err=True, value_proc=understood
    )


def organ(answer: str) -> str:
    """The name of an organ, on one line."""
    name = " ".join(answer.split())
    if not name:
        raise click.UsageError(_("机关名称不能为空"))
    return name


def kind(answer: str) -> OrganKind:
    """A kind of organ by its word in either language, or by its number in the list of them."""
    word = answer.strip()
    for number, one in enumerate(OrganKind, 1):
        if word.lower() in (one.value, one.name.lower(), str(number)):
            return one
    raise click.UsageError(_("没有“{word}”这一类；请写 {kinds}").format(word=word, kinds=kinds()))


def kinds() -> str:
    """The kinds of organ with their numbers: 1 政府、2 部门."""
    return _("、").join(f"{number} {one.value}" for number, one in enumerate(OrganKind, 1))


def year(answer: str) -> int:
    """A reporting year that there is a form for."""
    word = answer.strip().removesuffix("年度").removesuffix("年")
    if word.isascii() and word.isdigit() and FIRST_YEAR <= int(word) <= _LAST_YEAR:
        return int(word)
    raise click.UsageError(
        _("年度应写四位数，从 {first} 年起，如 {first}；写的是“{word}”").format(first=FIRST_YEAR, word=answer)
    )

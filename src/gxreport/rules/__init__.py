"""The rules: one file each, found by being there.

A rule is a function from a report to problems. Its docstring is its documentation: the first line
is its title. What it yields speaks of cells and words; `checking` makes findings of it.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from gxreport.finding import Problem, Severity
from gxreport.model import Report

Check = Callable[[Report], Iterator[Problem]]


class Example(NamedTuple):
    """The smallest change to a clean report that this rule complains of, and no other.

    `bad` stands in place of `good`, which the clean report has once. `carrier` says which clean
    report: the YAML file, or the text of a published one for what YAML cannot get wrong.
    """

    good: str
    bad: str
    carrier: str = "yaml"


class Rule(NamedTuple):
    """A rule with what people ask about it. `cite` names the law; {notice} is the edition's notice.

    In a report on 2019 the errors of family GX2 are warnings, as the notice only encouraged its form
    for that year; `firm` exempts what is no matter of the form.
    """

    id: str
    severity: Severity
    cite: str
    help: str
    example: Example
    firm: bool
    doc: str
    check: Check

    @property
    def title(self) -> str:
        """The first line of the documentation, without its full stop."""
        return self.doc.splitlines()[0].rstrip("。")


def rule(
    id: str, severity: Severity, *, cite: str, help: str, example: Example, firm: bool = False
) -> Callable[[Check], Rule]:
    """Make a rule of a function. `help` says what to do; `cite` is empty where no law is behind it."""
    if not re.fullmatch(r"GX[1-9]\d\d", id):
        raise ValueError(f"not a rule id: {id}")

    def made(check: Check) -> Rule:
        doc = inspect.getdoc(check)
        if not doc:
            raise ValueError(f"{id} has no docstring")
        return Rule(id, severity, cite, help, example, firm, doc, check)

    return made

"""The rules: one file each, found by being there.

A rule is a function from a report to problems; one that needs more takes the background as well. Its
docstring is its documentation: the first line is its title. What it yields speaks of cells and words;
`checking` makes findings of it.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import NamedTuple

from gxreport.finding import Problem, Severity
from gxreport.limits import Limits
from gxreport.model import Report


class Background(NamedTuple):
    """What a rule may know besides the report: last year's report of the organ, and the office's limits."""

    previous: Report | None = None
    limits: Limits = Limits()


NOTHING_ELSE = Background()
Check = Callable[[Report], Iterator[Problem]] | Callable[[Report, Background], Iterator[Problem]]


class Example(NamedTuple):
    """The smallest change to a clean report that this rule complains of, and no other.

    `bad` stands in place of `good`, which the clean report has once. `carrier` says which clean
    report: the YAML file, or the text of a published one for what YAML cannot get wrong; `year` is
    its year. It follows a clean report of the year before. `limits` are those of the office, for a rule
    that is off without them.
    """

    good: str
    bad: str
    carrier: str = "yaml"
    year: int = 2023
    limits: Limits = Limits()


class Rule(NamedTuple):
    """A rule with what people ask about it. `cite` names the law; {notice} is the edition's notice.

    In a report on 2019 the errors of family GX2 are warnings, as the notice only encouraged its form
    for that year; `firm` exempts what is no matter of the form. What a `private` rule points at no result
    may repeat.
    """

    id: str
    severity: Severity
    cite: str
    help: str
    example: Example
    firm: bool
    doc: str
    check: Callable[[Report, Background], Iterator[Problem]]
    private: bool = False

    @property
    def title(self) -> str:
        """The first line of the documentation, without its full stop."""
        return self.doc.splitlines()[0].rstrip("。")


def rule(
    id: str,
    severity: Severity,
    *,
    cite: str,
    help: str,
    example: Example,
    firm: bool = False,
    private: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of a function. `help` says what to do; `cite` is empty where no law is behind it."""
    if not re.fullmatch(r"GX[1-9]\d\d", id):
        raise ValueError(f"not a rule id: {id}")

    def made(check: Check) -> Rule:
        doc = inspect.getdoc(check)
        if not doc:
            raise ValueError(f"{id} has no docstring")
        return Rule(id, severity, cite, help, example, firm, doc, _with_background(check), private)

    return made


def _with_background(check: Check) -> Callable[[Report, Background], Iterator[Problem]]:
    """The check as one that takes the background, whether it needs it or not."""
    if check.__code__.co_argcount > 1:
        return check  # type: ignore[return-value]

    @wraps(check)
    def alone(report: Report, background: Background = NOTHING_ELSE) -> Iterator[Problem]:
        return check(report)  # type: ignore[call-arg]

    return alone

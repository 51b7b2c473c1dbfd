"""Findings as a page that holds all it needs: each report in its form, with its findings drawn on it."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from operator import attrgetter
from pathlib import PurePath
from typing import NamedTuple

from markupsafe import Markup

from gxreport.catalogue import catalogue
from gxreport.checking import Checked
from gxreport.explaining import explained
from gxreport.finding import Severity
from gxreport.messages import spoken
from gxreport.renderers.html.tables import text_table
from gxreport.renderers.templates import filled
from gxreport.reporters import Outcome
from gxreport.reporters.html.entries import Entry, drawing, entries, waived
from gxreport.reporters.html.sheet import Sheet, sheet
from gxreport.reporters.html.words import words
from gxreport.reporters.places import where
from gxreport.textwidth import shown

_LANGUAGES = {"zh": "zh-CN", "en": "en"}


class Part(NamedTuple):
    """A report on the page: its name, its form (None where nothing is to be shown on it), its findings."""

    id: str
    path: str
    organ: str
    year: str
    edition: str
    counts: tuple[int, int, int]
    compared: str
    form: Sheet | None
    findings: tuple[Entry, ...]
    waived: tuple[Entry, ...]

    @property
    def shown(self) -> bool:
        """Whether there is more to see of it than its line in the overview."""
        return bool(self.form or self.findings or self.waived)


class RuleOption(NamedTuple):
    """A rule that has findings, and how many."""

    id: str
    title: str
    findings: int


def report(outcome: Outcome) -> str:
    """The findings of all reports on one page, which asks nothing of any network."""
    return page(outcome)


def page(outcome: Outcome, *, live: str = "", aside: str = "") -> str:
    """The page. One that is `live` asks the server that sent it whether there is a newer one than this.

    `aside` is a sentence beneath the files that could not be read.
    """
    parts = [_part(checked, f"r{number}", outcome) for number, checked in enumerate(outcome.checked, 1)]
    script = filled("html", "findings.js", {}) + (filled("html", "live.js", {}) if live else "")
    style = filled("html", "style.css", {}) + filled("html", "findings.css", {})
    values = {
        "lang": _LANGUAGES[spoken()],
        "words": words(),
        "live": live,
        "aside": aside,
        "policy": _policy(script, style, live=bool(live)),
        # Files of ours, without any text of a report: their hashes say so to the browser.
        "script": Markup(script),
        "style": Markup(style),
        "parts": parts,
        "failures": [(shown(where(f.name, f.place)), shown(f.sentence)) for f in outcome.failures],
        "unchecked": [(shown(one.name), one.sentence) for one in outcome.unchecked],
        "counts_of": tuple(outcome.count(severity) for severity in sorted(Severity, reverse=True)),
        "rules": _rules(outcome),
        "table_of": attrgetter("table"),
    }
    return filled("html", "findings.html", values, {"text_table": text_table})


def _part(checked: Checked, id: str, outcome: Outcome) -> Part:
    report = checked.reading.report
    prefix = f"{id}-"
    listed = entries(checked, prefix)
    # Where there are many reports, the forms without a finding would make most of the page.
    with_form = listed or len(outcome.checked) == 1
    return Part(
        id,
        shown(checked.reading.name),
        shown(report.organ) or shown(PurePath(checked.reading.name).name),
        str(report.year or ""),
        str(report.edition),
        _counts(listed),
        shown(checked.previous.name) if checked.previous else "",
        sheet(report, drawing(checked, listed, prefix)) if with_form else None,
        listed,
        tuple(waived(checked, prefix)),
    )


def _counts(listed: Sequence[Entry]) -> tuple[int, int, int]:
    found = Counter(entry.kind for entry in listed)
    return found["error"], found["warning"], found["hint"]


def _rules(outcome: Outcome) -> list[RuleOption]:
    found = Counter(finding.rule for checked in outcome.checked for finding in checked.findings)
    titles = {rule.id: explained(rule).title for rule in catalogue() if rule.id in found}
    return [RuleOption(id, titles.get(id, ""), found[id]) for id in sorted(found)]


def _policy(script: str, style: str, *, live: bool) -> str:
    """What the browser may do with the page: run and apply what it came with, and nothing else."""
    server = " connect-src 'self';" if live else ""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:;{server}"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

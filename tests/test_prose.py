"""Sentences of annual reports: what is claimed in them, and what is not."""

import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from gxreport.claims import claims
from gxreport.model import OrganKind, Report

HERE = Path(__file__).parent / "prose"
# The words of the sentences' authors, who have not seen the names of rows in the code.
ROWS = {
    "results.partial": "results.partly_granted",
    "granted_or_partial": "results.granted+results.partly_granted",
    "refused.state_secret": "results.refused.secret",
    "refused.forbidden": "results.refused.forbidden",
    "refused.safety": "results.refused.security",
    "refused.third_party": "results.refused.third_party",
    "refused.internal": "results.refused.internal",
    "refused.process": "results.refused.deliberative",
    "refused.enforcement_files": "results.refused.enforcement_files",
    "refused.inquiries": "results.refused.inquiry",
    "unable.not_held": "results.unavailable.not_held",
    "unable.not_made": "results.unavailable.to_be_made",
    "unable.unclear": "results.unavailable.unclear",
    "rejected.petition": "results.rejected.petition",
    "rejected.repeated": "results.rejected.repeated",
    "rejected.publications": "results.rejected.publications",
    "rejected.mass": "results.rejected.excessive",
    "rejected.confirm": "results.rejected.confirmation",
    "others.unclear": "results.other.not_corrected",
    "others.unpaid": "results.other.unpaid",
    "others.other": "results.other.other",
}
ENTRIES = [
    pytest.param(entry, id=f"{file.stem}-{number}")
    for file in sorted(HERE.glob("*.yaml"))
    for number, entry in enumerate(yaml.safe_load(file.read_text(encoding="utf-8")), 1)
]


def report(entry: dict) -> Report:
    """The report in which a sentence stands."""
    organ = entry.get("organ", "示例市示例区某局")
    kind = OrganKind.GOVERNMENT if organ.endswith("人民政府") else OrganKind.DEPARTMENT
    text = {entry.get("field", "overview"): entry["text"]}
    return Report(
        organ=organ,
        organ_kind=kind,
        year=entry.get("year", 2023),
        edition=entry.get("edition", 2021),
        **text,
    )


def expected(entry: dict) -> Counter[tuple[str, Decimal]]:
    """What the author of a sentence says that it claims."""
    found: Counter[tuple[str, Decimal]] = Counter()
    for words, value in entry.get("claims") or ():
        name, at, part = words.partition("@")
        found[ROWS.get(name, name) + at + part, Decimal(str(value))] += 1
    return found


def read(entry: dict) -> Counter[tuple[str, Decimal]]:
    """What is read in it; figures that are not exact are compared with nothing."""
    return Counter((str(claim.quantity), claim.value) for claim in claims(report(entry)) if claim.exact)


@pytest.mark.parametrize("entry", ENTRIES)
def test_nothing_is_read_that_is_not_claimed(entry):
    assert dict(read(entry) - expected(entry)) == {}


def test_most_of_what_is_claimed_is_read(capsys):
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed = []
    for parameter in ENTRIES:
        (entry,) = parameter.values
        claimed = expected(entry)
        lacking = claimed - read(entry)
        kind = entry.get("kind", "")
        wanted[kind] += sum(claimed.values())
        found[kind] += sum(claimed.values()) - sum(lacking.values())
        if lacking:
            words = ", ".join(f"{name} {value}" for name, value in lacking)
            missed.append(f"{parameter.id}: {words}\n      {entry['text']}")
    with capsys.disabled():
        lines = [f"\nread {found.total()} of {wanted.total()} claims in {len(ENTRIES)} sentences"]
        for kind in sorted(wanted):
            if wanted[kind]:
                lines.append(f"  {kind:<20} {found[kind]:4} of {wanted[kind]:4}")
        sys.stdout.write("\n".join([*lines, "missed:", *missed, ""]))
    assert found.total() >= wanted.total() * 0.9

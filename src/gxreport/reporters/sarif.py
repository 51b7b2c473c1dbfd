"""Findings as SARIF 2.1.0, which code scanning of GitHub, Azure and editors read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from gxreport import __version__
from gxreport.checking import Checked, place_of
from gxreport.finding import Finding, Related, Severity, Suspect
from gxreport.messages import _, spoken
from gxreport.reading import Reading
from gxreport.reporters import Failure, Outcome
from gxreport.reporters.fingerprints import fingerprinted
from gxreport.reporters.paths import uri
from gxreport.reporters.places import in_words
from gxreport.reporters.regions import Region, region
from gxreport.reporters.sarifrules import LEVELS, descriptors
from gxreport.reporters.wording import told
from gxreport.source import Place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "SRCROOT"
# Counted up when fingerprints are made in another way: trackers then see all findings as new.
_FINGERPRINT = "gxreport/v1"
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}


def report(outcome: Outcome) -> str:
    """One run with all findings; files that could not be read are notifications of the tool."""
    ids = sorted({id for checked in outcome.checked for id in _ids(checked)})
    places = {id: index for index, id in enumerate(ids)}
    run = {
        "tool": {
            "driver": {
                "name": "gxreport",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": descriptors(ids),
            }
        },
        "language": _LANGUAGES[spoken()],
        "columnKind": "utf16CodeUnits",
        # A lone CR ends a line to gxreport, as it does to YAML.
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": _("运行 gxreport 的文件夹")}},
        },
        "invocations": [
            {
                "executionSuccessful": not outcome.failures,
                "toolExecutionNotifications": [_notification(failure) for failure in outcome.failures],
            }
        ],
        "results": [
            _result(checked, finding, places[finding.rule], fingerprint)
            for checked, finding, fingerprint in fingerprinted(outcome)
        ],
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _ids(checked: Checked) -> Iterator[str]:
    """The rules that were run, and whatever else has findings."""
    yield from checked.rules
    yield from (finding.rule for finding in checked.findings)


def _result(checked: Checked, finding: Finding, index: int, fingerprint: str) -> dict[str, object]:
    reading = checked.reading
    keys = [reading.report.key_of(finding.address)] if finding.address else []
    related = [
        {"id": number, **location} for number, location in enumerate(_related_locations(checked, finding), 1)
    ]
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": _message(told(checked, finding)),
        "locations": [_location(reading.name, finding.place, reading.lines, keys)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }


def _related_locations(checked: Checked, finding: Finding) -> Iterator[dict[str, object]]:
    """The other cells and words, then what else the same mistake breaks, then the suspected cells."""
    for related in finding.related:
        reading = checked.previous if related.last_year and checked.previous else checked.reading
        yield _related(reading, related, " ".join(f"{related.label} {related.written}".split()))
    for other in finding.also:
        yield _related(checked.reading, other, other.label)
    for suspect in finding.suspects:
        yield from _suspected(checked.reading, suspect)


def _suspected(reading: Reading, suspect: Suspect) -> Iterator[dict[str, object]]:
    for change in suspect.changes:
        said = _("推测：“{label}”应为 {wanted}").format(
            label=reading.report.label(change.address), wanted=change.wanted
        )
        place = place_of(reading, change.address)
        yield _related(reading, Related("", change.written, place, change.address), said)


def _related(reading: Reading, related: Related, said: str) -> dict[str, object]:
    """A related location. Last year's report may have come without a file: then it has words only."""
    keys = [reading.report.key_of(related.address)] if related.address else []
    location = _location(reading.name, related.place, reading.lines, keys)
    return {**location, "message": _message(said)} if said else location


def _location(name: str, place: Place | None, lines: tuple[str, ...], keys: list[str]) -> dict[str, object]:
    """Where something stands: in a file with lines its region, in another the place in words; and its key."""
    found = region(place, lines)
    words = [in_words(place)] if place and not found else []
    logical = [{"fullyQualifiedName": name} for name in (*words, *keys) if name]
    physical = {"artifactLocation": _artifact(name), **(_regions(found) if found else {})}
    return {
        **({"physicalLocation": physical} if name else {}),
        **({"logicalLocations": logical} if logical else {}),
    }


def _artifact(name: str) -> dict[str, object]:
    found = uri(name)
    return {"uri": found} if found.startswith("file:") else {"uri": found, "uriBaseId": _ROOT}


def _regions(found: Region) -> dict[str, object]:
    """The words that are meant and, where they are not the whole line, the line around them."""
    if not found.column or not found.end:
        return {"region": {"startLine": found.line, **_snippet(found.whole)}}
    words = {
        "startLine": found.line,
        "startColumn": found.column,
        "endColumn": found.end,
        **_snippet(found.words),
    }
    around = {"startLine": found.line, **_snippet(found.whole)}
    return {"region": words, **({"contextRegion": around} if found.words != found.whole else {})}


def _snippet(text: str) -> dict[str, object]:
    return {"snippet": {"text": text}} if text else {}


def _message(text: str) -> dict[str, object]:
    """A message. Brackets that would be a link of SARIF's are escaped; no report makes a link of ours."""
    return {"text": re.sub(r"\[(?=[^\[\]]*\]\()", r"\\[", text)}


def _notification(failure: Failure) -> dict[str, object]:
    return {
        "level": LEVELS[Severity.ERROR],
        "message": _message(_("读不了：{sentence}").format(sentence=failure.sentence)),
        "locations": [_location(failure.name, failure.place, (), [])],
    }

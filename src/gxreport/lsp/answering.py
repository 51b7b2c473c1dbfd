"""What is answered to each kind of request about an open document, in the words of the protocol."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from gxreport.checking import Checked
from gxreport.lsp.analysis import MOST_CHARACTERS
from gxreport.lsp.completing import offers
from gxreport.lsp.fixing import fixes
from gxreport.lsp.hints import hints
from gxreport.lsp.hovering import rules_shown, shown
from gxreport.lsp.kept import kept
from gxreport.lsp.opened import Opened
from gxreport.lsp.outlining import outline
from gxreport.lsp.pointing import meant, root_of, spot
from gxreport.lsp.quoting import quoted_cell
from gxreport.lsp.recognised import carried, recognised
from gxreport.lsp.spoken import Speaker, content
from gxreport.lsp.telling import stretch
from gxreport.lsp.texts import Point, Stretch


def hover(opened: Opened, here: Point, *, marked: bool) -> types.Hover | None:
    """What stands there, and the rules of the findings there. Of a broken text, what it was before."""
    last = opened.last
    line = kept(opened.lines, last.lines)(here.line) if last else None
    if last is None or last.checked is None or line is None:
        return None
    there = Point(line, here.column)
    report = last.checked.reading.report
    found = spot(root_of(last.document), there)
    address = meant(report, found) if found else None
    thing = shown(report, address, found) if found and address else None
    where = Stretch(there, there)
    findings = [one for one in last.checked.findings if stretch(one.place, last.lines).touches(where)]
    told = [*([thing] if thing else []), *rules_shown(last.checked, [finding.rule for finding in findings])]
    return types.Hover(content(told, marked=marked)) if told else None


def completions(opened: Opened, here: Point, speaker: Speaker) -> types.CompletionList | None:
    """The keys or values that may stand there; the text may be broken."""
    document = opened.document
    in_yaml = carried(document.path, document.language).endswith(".yaml")
    too_long = len(document.text) > MOST_CHARACTERS
    if not in_yaml or too_long or not recognised(document.path, document.text):
        return None
    found = enumerate(offers(opened.lines, here))
    return types.CompletionList(
        is_incomplete=False, items=[speaker.completion(offer, place) for place, offer in found]
    )


def inlays(opened: Opened, wanted: types.Range, speaker: Speaker) -> list[types.InlayHint] | None:
    """The sums behind totals. Of a broken text, those of before, where their lines are still there."""
    last = opened.last
    if last is None or last.checked is None:
        return None
    now = kept(last.lines, opened.lines)
    found = []
    for hint in hints(last.checked.reading, last.lines):
        line = now(hint.at.line)
        if line is not None and wanted.start.line <= line <= wanted.end.line:
            at = speaker.position(Point(line, hint.at.column))
            found.append(types.InlayHint(at, hint.text, tooltip=hint.working or None, padding_left=True))
    return found


def actions(
    opened: Opened, where: Stretch, given: Sequence[types.Diagnostic], speaker: Speaker
) -> list[types.CodeAction] | None:
    """The cures for what is there."""
    checked = _checked(opened)
    if checked is None:
        return None
    return [speaker.action(fix, given) for fix in fixes(checked, opened.lines, where)]


def symbols(opened: Opened, speaker: Speaker) -> list[types.DocumentSymbol] | None:
    """The outline."""
    checked = _checked(opened)
    if checked is None:
        return None
    entries = outline(checked.reading.report, root_of(opened.document))
    return [speaker.symbol(entry) for entry in entries]


def definition(opened: Opened, here: Point, speaker: Speaker) -> types.Location | None:
    """The cell that prose quotes there."""
    checked = _checked(opened)
    where = quoted_cell(checked.reading, opened.lines, here) if checked else None
    return types.Location(opened.uri, speaker.range(where)) if where else None


def _checked(opened: Opened) -> Checked | None:
    """A document that is checked as it is now."""
    return opened.analysis.checked if opened.analysis else None

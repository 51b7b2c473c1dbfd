"""From stretches in characters to what the protocol says, in the units of the client."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from lsprotocol import types

from gxreport.finding import Severity
from gxreport.lsp.completing import Offer
from gxreport.lsp.fixing import Fix
from gxreport.lsp.hovering import Shown
from gxreport.lsp.outlining import Entry
from gxreport.lsp.telling import Told, stretch
from gxreport.lsp.texts import Point, Stretch, units

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_MARKED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#|~&"})


class Speaker:
    """Speaks of one document to one client: its lines, and the encoding in which positions are counted."""

    def __init__(self, uri: str, lines: Sequence[str], encoding: str) -> None:
        self._uri = uri
        self._lines = lines
        self._encoding = encoding

    def position(self, point: Point) -> types.Position:
        """A point."""
        line = self._lines[point.line] if point.line < len(self._lines) else ""
        return types.Position(point.line, units(line[: point.column], self._encoding))

    def range(self, stretch: Stretch) -> types.Range:
        """A stretch."""
        return types.Range(self.position(stretch.start), self.position(stretch.end))

    def diagnostic(self, told: Told, previous: Sequence[str], *, related: bool) -> types.Diagnostic:
        """An entry of the list; `previous` are the lines of last year's report, which it may refer to."""
        beside = []
        for one in told.beside if related else ():
            uri = Path(one.path).absolute().as_uri() if one.path else self._uri
            speaker = Speaker(uri, previous, self._encoding) if one.path else self
            location = types.Location(uri, speaker.range(one.stretch))
            beside.append(types.DiagnosticRelatedInformation(location, one.message))
        return types.Diagnostic(
            range=self.range(told.stretch),
            severity=_SEVERITIES[told.severity],
            code=told.rule or None,
            source="gxreport",
            message=told.message,
            related_information=beside or None,
        )

    def completion(self, offer: Offer, place: int) -> types.CompletionItem:
        """A key or value to choose, at its place in the list."""
        return types.CompletionItem(
            label=offer.label,
            kind=types.CompletionItemKind.Property,
            detail=offer.detail or None,
            documentation=offer.words or None,
            sort_text=f"{place:03}",
            filter_text=offer.label,
            text_edit=types.TextEdit(self.range(offer.stretch), offer.text),
        )

    def action(self, fix: Fix, given: Iterable[types.Diagnostic]) -> types.CodeAction:
        """A quick fix; `given` are the client's own entries, of which one is what it mends."""
        finding = fix.finding
        where = self.range(stretch(finding.place, self._lines)) if finding else None
        mended = [one for one in given if finding and (one.code, one.range) == (finding.rule, where)]
        edits = [types.TextEdit(self.range(one.stretch), one.text) for one in fix.replacements]
        return types.CodeAction(
            title=fix.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=mended or None,
            is_preferred=fix.certain or None,
            edit=types.WorkspaceEdit(changes={self._uri: edits}),
        )

    def symbol(self, entry: Entry) -> types.DocumentSymbol:
        """An entry of the outline, with all below it."""
        return types.DocumentSymbol(
            name=entry.key or "?",
            detail=entry.detail or None,
            kind=types.SymbolKind.Object if entry.below else types.SymbolKind.Field,
            range=self.range(entry.whole),
            selection_range=self.range(entry.own),
            children=[self.symbol(below) for below in entry.below],
        )


def content(shown: Iterable[Shown], *, marked: bool) -> types.MarkupContent:
    """What stands in a hover, one thing below the other."""
    if not marked:
        text = "\n\n".join("\n".join((one.title, *one.paragraphs)) for one in shown)
        return types.MarkupContent(types.MarkupKind.PlainText, text)
    parts = (
        "\n\n".join((f"**{one.title.translate(_MARKED)}**", *(p.translate(_MARKED) for p in one.paragraphs)))
        for one in shown
    )
    return types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts))

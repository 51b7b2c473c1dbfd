"""Times what a person waits for in an editor: the findings of a report of 10 KB. Prints; passes no judgement.

Each is timed by a client, over pipes, from the message it sends to the one it gets. Medians in milliseconds.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from bench import ten_kilobytes

_STARTS = 20
_KEYSTROKES = 20
_URI = "file:///nowhere/report.yaml"


class Editor:
    """A client that waits for diagnostics."""

    def __init__(self) -> None:
        self.client = LanguageClient("bench", "1")
        self.told: asyncio.Queue[int | None] = asyncio.Queue()

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def told(params: types.PublishDiagnosticsParams) -> None:
            self.told.put_nowait(params.version)

    async def begin(self) -> None:
        """Start the server."""
        await self.client.start_io(sys.executable, "-m", "gxreport", "lsp")
        await self.client.initialize_async(types.InitializeParams(capabilities=types.ClientCapabilities()))
        self.client.initialized(types.InitializedParams())

    async def open(self, text: str) -> None:
        """Open a document and wait for its findings."""
        document = types.TextDocumentItem(_URI, "yaml", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        await self.told.get()

    async def type(self, version: int, line: int, character: int) -> None:
        """Type one character and wait for the findings."""
        at = types.Position(line, character)
        change = types.TextDocumentContentChangePartial(types.Range(at, at), "字")
        document = types.VersionedTextDocumentIdentifier(version, _URI)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
        while await self.told.get() != version:
            pass

    async def end(self) -> None:
        """Stop the server."""
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()  # type: ignore[no-untyped-call]


async def timed(wait: Callable[[], Awaitable[None]]) -> float:
    """The time that something takes, in milliseconds."""
    start = time.perf_counter()
    await wait()
    return (time.perf_counter() - start) * 1000


async def measured(text: str) -> dict[str, list[float]]:
    """All times, by what they are of."""
    started, opened, later, typed = [], [], [], []
    for _turn in range(_STARTS):
        editor = Editor()
        begun = await timed(editor.begin)
        opened.append(await timed(lambda editor=editor: editor.open(text)))  # type: ignore[misc]
        started.append(begun + opened[-1])
        await editor.end()
    editor = Editor()
    await editor.begin()
    await editor.open(text)
    line = next(at for at, words in enumerate(text.split("\n")) if words.startswith("  ") and "，" in words)
    for version in range(2, 2 + _KEYSTROKES):
        typed.append(await timed(lambda version=version: editor.type(version, line, 2)))  # type: ignore[misc]
    for _turn in range(_KEYSTROKES):
        later.append(await timed(lambda: editor.open(text)))
    await editor.end()
    return {
        "from the start of the process to the findings": started,
        "from opening the first report, right at the start": opened,
        "from opening another report": later,
        "from a keystroke, the pause after it included": typed,
    }


def main() -> None:
    """Run all."""
    text = ten_kilobytes()
    medians = {name: statistics.median(times) for name, times in asyncio.run(measured(text)).items()}
    print(f"\nThe language server, a report of {len(text.encode()) / 1024:.1f} KB")
    for name, median in medians.items():
        print(f"  {name:<52} {median:9.2f} ms")


if __name__ == "__main__":
    main()

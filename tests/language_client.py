"""An editor for tests: pygls' own client, and the server as a process."""

import asyncio
import sys
from contextlib import asynccontextmanager
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

ENOUGH = 12  # seconds: a busy machine is no defect
CAPABILITIES = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=True),
        hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
    )
)


class Editor:
    """What a person sees: the diagnostics of each document, by its URI, and what was said on the way."""

    def __init__(self, client):
        self.client = client
        self.server = client._server
        self.published = []
        self.messages = []
        self.news = asyncio.Event()

    def listen(self):
        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _published(params):
            self.published.append(params)
            self.news.set()

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def _message(params):
            self.messages.append(params.message)

    def open(self, path, text, language="yaml"):
        uri = path.as_uri() if isinstance(path, Path) else path
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri, version, *changes):
        """Changes: (line, unit, line, unit, text), or a whole text."""
        made = [
            types.TextDocumentContentChangeWholeDocument(change)
            if isinstance(change, str)
            else types.TextDocumentContentChangePartial(span(*change[:4]), change[4])
            for change in changes
        ]
        document = types.VersionedTextDocumentIdentifier(version, uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, made))

    async def diagnostics(self, uri, version=1, until=lambda diagnostics: True):
        """The diagnostics of a version of a document, once they are as they should be."""

        async def wanted():
            while True:
                for params in reversed(self.published):
                    if params.uri == uri and params.version == version and until(params.diagnostics):
                        return params.diagnostics
                self.news.clear()
                await self.news.wait()

        return await asyncio.wait_for(wanted(), ENOUGH)

    async def hover(self, uri, line, unit):
        place = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, unit))
        found = await asyncio.wait_for(self.client.text_document_hover_async(place), ENOUGH)
        return found.contents.value if found else ""

    async def completions(self, uri, line, unit):
        place = types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(line, unit))
        found = await asyncio.wait_for(self.client.text_document_completion_async(place), ENOUGH)
        return found.items if found else []

    async def hints(self, uri):
        everything = types.InlayHintParams(types.TextDocumentIdentifier(uri), span(0, 0, 9999, 0))
        found = await asyncio.wait_for(self.client.text_document_inlay_hint_async(everything), ENOUGH)
        return [(hint.position.line, hint.position.character, hint.label) for hint in found or []]

    async def actions(self, uri, diagnostic):
        context = types.CodeActionContext([diagnostic])
        asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), diagnostic.range, context)
        return await asyncio.wait_for(self.client.text_document_code_action_async(asked), ENOUGH) or []


def span(line, unit, to_line, to_unit):
    return types.Range(types.Position(line, unit), types.Position(to_line, to_unit))


async def begun(*arguments, locale="zh-CN", capabilities=CAPABILITIES, root=None):
    """An editor whose server is ready."""
    client = LanguageClient("tests", "1")
    await client.start_io(sys.executable, "-X", "utf8", "-m", "gxreport", "lsp", *arguments)
    editor = Editor(client)
    editor.listen()
    asked = types.InitializeParams(capabilities=capabilities, locale=locale, root_uri=root)
    editor.initialized = await asyncio.wait_for(client.initialize_async(asked), ENOUGH)
    client.initialized(types.InitializedParams())
    return editor


async def ended(editor):
    """Say goodbye: the exit code of the server, and what it said on standard error."""
    await asyncio.wait_for(editor.client.shutdown_async(None), ENOUGH)
    editor.client.exit(None)
    said = await asyncio.wait_for(editor.server.stderr.read(), ENOUGH)
    return await asyncio.wait_for(editor.server.wait(), ENOUGH), said.decode()


@asynccontextmanager
async def editing(*arguments, **how):
    """An editor, with a server that must end well and have nothing to complain of."""
    editor = await begun(*arguments, **how)
    try:
        yield editor
        assert await ended(editor) == (0, "")
        assert editor.messages == []
    finally:
        if editor.server.returncode is None:
            editor.server.kill()
            await editor.server.wait()

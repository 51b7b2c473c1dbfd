"""The language server: what it does when the editor says something, and who answers what is asked."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcServerNotInitialized
from pygls.uris import to_fs_path

from gxreport.cli.language import speak
from gxreport.lsp import answering
from gxreport.lsp.analysis import Document
from gxreport.lsp.opened import Desk, Opened
from gxreport.lsp.protocol import Server, complain
from gxreport.lsp.spoken import Speaker
from gxreport.lsp.telling import tellings
from gxreport.lsp.texts import Edit, Point, Stretch, point

P = TypeVar("P")
R = TypeVar("R")

_WATCHED = "**/{gxreport.toml,*.yaml,*.yml,*.json,*.docx,*.xlsx,*.html,*.htm,*.md,*.txt}"


class Session:
    """One run of the server: what the editor said of itself, and the documents that it has opened.

    `settled_language` says that the person chose the language; else it is the editor's.
    """

    def __init__(self, *, settled_language: bool) -> None:
        self.server = Server()
        self.desk = Desk(self._publish, complain)
        self.stopped = False
        self._settled_language = settled_language
        self._client: types.ClientCapabilities | None = None
        self._encoding = "utf-16"
        self._listen()

    def _listen(self) -> None:
        listen, answer, heard = self.server.feature, self._answer, self._heard
        listen(types.INITIALIZE)(heard(self._initialize))
        listen(types.INITIALIZED)(heard(self._initialized))
        listen(types.SHUTDOWN)(heard(self._shutdown))
        listen(types.TEXT_DOCUMENT_DID_OPEN)(heard(self._open))
        listen(types.TEXT_DOCUMENT_DID_CHANGE)(heard(self._change))
        listen(types.TEXT_DOCUMENT_DID_CLOSE)(heard(self._close))
        listen(types.TEXT_DOCUMENT_DID_SAVE)(heard(self._look_again))
        listen(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(heard(self._look_again))
        listen(types.TEXT_DOCUMENT_HOVER)(answer(self._hover))
        listen(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[" ", "{", ","]))(
            answer(self._complete)
        )
        listen(types.TEXT_DOCUMENT_INLAY_HINT)(answer(self._hints))
        listen(
            types.TEXT_DOCUMENT_CODE_ACTION,
            types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
        )(answer(self._actions))
        listen(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(answer(self._symbols))
        listen(types.TEXT_DOCUMENT_DEFINITION)(answer(self._definition))

    def _heard(self, hear: Callable[[P], None]) -> Callable[[P], None]:
        """What is done when the editor tells something. A mistake of ours is a line in the log."""

        def heard(params: P) -> None:
            try:
                hear(params)
            except Exception as error:  # noqa: BLE001  # the server outlives any mistake
                complain(error)

        return heard

    def _answer(
        self, respond: Callable[[P], Coroutine[None, None, R | None]]
    ) -> Callable[[P], Coroutine[None, None, R | None]]:
        """An answer to a request. A mistake of ours is a line in the log and no answer."""

        async def answered(params: P) -> R | None:
            if self._client is None:
                raise JsonRpcServerNotInitialized
            try:
                return await respond(params)
            except Exception as error:  # noqa: BLE001  # the server outlives any mistake
                complain(error)
                return None

        return answered

    def _initialize(self, params: types.InitializeParams) -> None:
        self._client = params.capabilities
        agreed = self.server.workspace.position_encoding or types.PositionEncodingKind.Utf16
        self._encoding = types.PositionEncodingKind(agreed).value
        if params.locale and not self._settled_language:
            speak("zh" if params.locale.lower().startswith("zh") else "en")
        self.desk.warm_up()

    def _initialized(self, params: types.InitializedParams) -> None:
        workspace = self._client.workspace if self._client else None
        watching = workspace.did_change_watched_files if workspace else None
        if watching and watching.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_WATCHED)])
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            wanted = types.Registration(id="files", method=method, register_options=options)
            self.server.client_register_capability(types.RegistrationParams([wanted]))

    def _shutdown(self, _nothing: None) -> None:
        self.stopped = True
        self.desk.stop()

    def _open(self, params: types.DidOpenTextDocumentParams) -> None:
        if self.stopped:
            return
        opened = params.text_document
        document = Document(to_fs_path(opened.uri) or "", opened.language_id, opened.text)
        self.desk.open(opened.uri, document, opened.version)

    def _change(self, params: types.DidChangeTextDocumentParams) -> None:
        edits = [_edit(change) for change in params.content_changes]
        self.desk.edit(params.text_document.uri, edits, params.text_document.version, self._encoding)

    def _close(self, params: types.DidCloseTextDocumentParams) -> None:
        self.desk.close(params.text_document.uri)

    def _look_again(
        self, params: types.DidSaveTextDocumentParams | types.DidChangeWatchedFilesParams
    ) -> None:
        self.desk.check_all()

    def _publish(self, opened: Opened) -> None:
        if self.stopped:
            return
        found, speaker = opened.analysis, self._speaker(opened)
        checked = found.checked if found else None
        previous: Sequence[str] = checked.previous.lines if checked and checked.previous else ()
        text = self._client.text_document if self._client else None
        publishing = text.publish_diagnostics if text else None
        related = bool(publishing and publishing.related_information)
        told = tellings(found) if found else []
        listed = [speaker.diagnostic(one, previous, related=related) for one in told]
        self.server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(opened.uri, listed, opened.version)
        )

    async def _hover(self, params: types.HoverParams) -> types.Hover | None:
        opened = await self.desk.settled(params.text_document.uri)
        text = self._client.text_document if self._client else None
        formats = (text.hover.content_format if text and text.hover else None) or ()
        marked = types.MarkupKind.Markdown in formats
        return (
            answering.hover(opened, self._point(opened, params.position), marked=marked) if opened else None
        )

    async def _complete(self, params: types.CompletionParams) -> types.CompletionList | None:
        opened = self.desk.text(params.text_document.uri)
        if opened is None:
            return None
        return answering.completions(opened, self._point(opened, params.position), self._speaker(opened))

    async def _hints(self, params: types.InlayHintParams) -> list[types.InlayHint] | None:
        opened = await self.desk.settled(params.text_document.uri)
        return answering.inlays(opened, params.range, self._speaker(opened)) if opened else None

    async def _actions(self, params: types.CodeActionParams) -> list[types.CodeAction] | None:
        only = params.context.only
        if only is not None and not any(_includes(kind, types.CodeActionKind.QuickFix) for kind in only):
            return None
        opened = await self.desk.settled(params.text_document.uri)
        if opened is None:
            return None
        where = Stretch(*(self._point(opened, end) for end in (params.range.start, params.range.end)))
        return answering.actions(opened, where, params.context.diagnostics, self._speaker(opened))

    async def _symbols(self, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        opened = await self.desk.settled(params.text_document.uri)
        return answering.symbols(opened, self._speaker(opened)) if opened else None

    async def _definition(self, params: types.DefinitionParams) -> types.Location | None:
        opened = await self.desk.settled(params.text_document.uri)
        if opened is None:
            return None
        return answering.definition(opened, self._point(opened, params.position), self._speaker(opened))

    def _speaker(self, opened: Opened) -> Speaker:
        return Speaker(opened.uri, opened.lines, self._encoding)

    def _point(self, opened: Opened, position: types.Position) -> Point:
        return point(opened.lines, position.line, position.character, self._encoding)


def _includes(kind: str, one: str) -> bool:
    """Whether a kind of action is this one, or one that it is among."""
    return not kind or one == kind or one.startswith(f"{kind}.")


def _edit(change: types.TextDocumentContentChangeEvent) -> Edit:
    """A change to a part of the text, or with no range to all of it."""
    if isinstance(change, types.TextDocumentContentChangePartial):
        start, end = change.range.start, change.range.end
        return Edit((start.line, start.character), (end.line, end.character), change.text)
    return Edit((0, 0), (_LAST, 0), change.text)


_LAST = 2**31

"""pygls as it is wanted here: no texts, mistakes on one line, and an end as the protocol has it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Generator
from typing import Any, BinaryIO

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidRequest
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.protocol.json_rpc import RPCMessage, RPCRequest

from gxreport import __version__

_Asked = Generator[tuple[Any, tuple[types.DidChangeTextDocumentParams], None], None, None]


class _Protocol(LanguageServerProtocol):
    """pygls would change its own copy of a text, with lines that are not the protocol's: we keep the text."""

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> _Asked:
        """A text was changed: only our own handler is asked."""
        handler = self.fm.features.get(types.TEXT_DOCUMENT_DID_CHANGE)
        if handler is not None:
            yield handler, (params,), None

    def handle_message(self, message: RPCMessage) -> None:
        """After `shutdown` a request is refused: pygls would let the editor wait."""
        if self._shutdown and isinstance(message, RPCRequest):
            self._send_response(message.id, error=JsonRpcInvalidRequest().to_response_error())
        else:
            super().handle_message(message)


class Server(LanguageServer):
    """pygls' server, which never shows a mistake to the person."""

    def __init__(self) -> None:
        super().__init__(
            "gxreport",
            __version__,
            types.TextDocumentSyncKind.Incremental,
            protocol_cls=_Protocol,
        )

    def report_server_error(self, error: Exception, source: object) -> None:
        """Log it; editors would pop up a window."""
        complain(error)

    def run(self, come: BinaryIO, go: BinaryIO) -> None:
        """Talk until the editor says `exit` or is gone."""
        self.start_io(come, go)


def complain(error: Exception) -> None:
    """One line on standard error, which editors keep in a log."""
    words = " ".join(f"{type(error).__name__}: {error}".split())
    print(f"gxreport lsp: {words[:500]}", file=sys.stderr, flush=True)  # noqa: T201


def log_on_one_line() -> None:
    """What pygls and asyncio log as errors, without what Python adds to it."""

    def shortened(record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        first, *_rest = record.getMessage().splitlines() or [""]
        record.msg = " ".join(f"{first}: {error}".split())[:500] if error else first
        record.args = ()
        record.exc_info = record.exc_text = None
        return True

    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(shortened)
    handler.setFormatter(logging.Formatter("gxreport lsp: %(message)s"))
    logging.basicConfig(level=logging.ERROR, handlers=[handler])

"""The documents that are open in the editor, and what was last found out about each.

Checking goes on in a thread of its own, a moment after the last keystroke. What was found out about a text
that has changed since is thrown away.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from gxreport.cli import console
from gxreport.lsp.analysis import MOST_CHARACTERS, Analysis, Document, analysed
from gxreport.lsp.surroundings import Surroundings
from gxreport.lsp.texts import Edit, edited, split
from gxreport.reading import Unreadable

T = TypeVar("T")

_PAUSE = 0.04  # seconds: shorter than the time between two keystrokes would check each for nothing


@dataclass(slots=True)
class Opened:
    """One document. `revision` counts its changes; `checked` is the one that `analysis` is about.

    `last` is the last analysis of a text that could be read.
    """

    uri: str
    document: Document
    version: int | None
    lines: Sequence[str]
    revision: int = 1
    checked: int = 0
    analysis: Analysis | None = None
    last: Analysis | None = None
    told: bool = False
    task: asyncio.Task[None] | None = None
    now: asyncio.Event = field(default_factory=asyncio.Event)


class Desk:
    """All open documents. `publish` is called with each that was checked, or closed after it was told of."""

    def __init__(self, publish: Callable[[Opened], None], complain: Callable[[Exception], None]) -> None:
        self._publish = publish
        self._complain = complain
        self._opened: dict[str, Opened] = {}
        self._around = Surroundings()
        self._thread = ThreadPoolExecutor(1, "checking")

    def warm_up(self) -> None:
        """Load, before the first document comes, what checking takes."""
        self._thread.submit(
            analysed, Document("", "yaml", "机关: 甲\n年度: 2023\n申请办理: 0\n"), self._around
        )

    def open(self, uri: str, document: Document, version: int | None) -> None:
        """A document was opened: it is checked at once."""
        opened = self._opened[uri] = Opened(uri, document, version, _lines(document.text))
        opened.now.set()
        self._begin(opened)

    def edit(self, uri: str, edits: Iterable[Edit], version: int | None, encoding: str) -> None:
        """A document was changed, by one edit after the other."""
        if (opened := self._opened.get(uri)) is None:
            return
        text = opened.document.text
        for one in edits:
            text = edited(text, one, encoding)
        opened.document = opened.document._replace(text=text)
        opened.lines, opened.version = _lines(text), version
        opened.now.clear()
        self._again(opened)

    def close(self, uri: str) -> None:
        """A document was closed: nothing more is said of it."""
        opened = self._opened.pop(uri, None)
        if opened is not None:
            if opened.task is not None:
                opened.task.cancel()
            opened.analysis = opened.last = opened.version = None
            self._tell(opened)

    def check_all(self) -> None:
        """Something around the documents was changed: check all of them again."""
        for opened in self._opened.values():
            opened.now.set()
            self._again(opened)

    def text(self, uri: str) -> Opened | None:
        """An open document as it is now, whether it is checked or not."""
        return self._opened.get(uri)

    async def settled(self, uri: str) -> Opened | None:
        """An open document, once it is checked as it is now; None if it is not open, or could not be."""
        while (opened := self._opened.get(uri)) is not None and opened.checked != opened.revision:
            task = opened.task
            if task is None or (task.done() and not task.cancelled()):
                return None
            opened.now.set()
            await asyncio.wait([task])
        return opened

    def stop(self) -> None:
        """Begin nothing more."""
        for opened in self._opened.values():
            if opened.task is not None:
                opened.task.cancel()
        self._opened = {}
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _again(self, opened: Opened) -> None:
        opened.revision += 1
        if opened.task is not None:
            opened.task.cancel()
        self._begin(opened)

    def _begin(self, opened: Opened) -> None:
        opened.task = asyncio.get_running_loop().create_task(self._check(opened))
        opened.task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Exception):
            self._complain(error)

    async def _check(self, opened: Opened) -> None:
        """Check a document. Whoever changes it cancels this, so nothing is told of a text that was."""
        revision, document = opened.revision, opened.document
        with suppress(TimeoutError):
            await asyncio.wait_for(opened.now.wait(), _PAUSE)
        # At first without reports beside it that would have to be read: a Word file takes its time.
        for hurried in (True, False):
            found = await self._in_thread(partial(self._analysed, document, hurried=hurried))
            opened.analysis, opened.checked = found, revision
            if found is not None and found.checked is not None:
                opened.last = found
            self._tell(opened)
            if (
                found is None
                or not document.path
                or not await self._in_thread(partial(self._unread, document))
            ):
                return

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _unread(self, document: Document) -> bool:
        return self._around.unread(Path(document.path))

    def _analysed(self, document: Document, *, hurried: bool) -> Analysis | None:
        try:
            return analysed(document, self._around, hurried=hurried)
        except Exception as error:  # noqa: BLE001  # the server outlives any mistake
            self._complain(error)
            return Analysis(document, split(document.text), failure=Unreadable(console.our_mistake(error)))

    def _tell(self, opened: Opened) -> None:
        if opened.analysis is not None or opened.told:
            self._publish(opened)
            opened.told = opened.analysis is not None


def _lines(text: str) -> Sequence[str]:
    """The lines of a text; of one that is too long to be checked, none are asked for."""
    return split(text) if len(text) <= MOST_CHARACTERS else ("",)

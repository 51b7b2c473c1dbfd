"""A preview that runs: shows the report, looks for changes, and shows it again, until somebody ends it."""

from __future__ import annotations

import os
import sys
from threading import Thread
from time import time_ns

from gxreport.checking import Checked
from gxreport.cli import console
from gxreport.cli.previewing import View, choices_of, shown, viewed
from gxreport.cli.serving import Board, Server
from gxreport.cli.wanted import Wanted
from gxreport.cli.watching import Look, changed, look
from gxreport.cli.why import why
from gxreport.messages import _

_MOST_NEW = 3  # times


def run(wanted: Wanted, port: int, *, open_browser: bool) -> None:
    """Serve the preview until Ctrl-C. Raises console.Refused for a port that cannot be had."""
    choices_of(wanted)  # what is wrong with the settings is told at once
    board = Board()
    try:
        server = Server(port, board)
    except OSError as error:
        message = _("用不了端口 {port}：{why}；换一个端口，或不写 --port")
        raise console.Refused(message.format(port=port, why=why(error))) from None
    try:
        _serve(wanted, board, server, open_browser=open_browser)
    except KeyboardInterrupt:
        console.say(_("预览已结束"))
    finally:
        server.server_close()


def _serve(wanted: Wanted, board: Board, server: Server, *, open_browser: bool) -> None:
    """Show the report, and show it again whenever a file that it is made of has changed."""
    begun, number = time_ns(), 0
    view, seen = _read(wanted, look([wanted.path]))
    _draw(board, view, None, f"{begun}.{number}")
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        console.show(server.address)
        console.say(_("保存 {path} 后网页自动更新；按 Ctrl-C 结束").format(path=wanted.path))
        if open_browser and _has_screen():
            Thread(target=_open, args=(server.address,), daemon=True).start()
        last = view.checked
        while True:
            view, seen = _read(wanted, changed(seen))
            number += 1
            _draw(board, view, last, f"{begun}.{number}")
            last = view.checked or last
    finally:
        server.shutdown()


def _read(wanted: Wanted, seen: Look) -> tuple[View, Look]:
    """The report, and how all its files looked before it was read: what is saved in between is a change.

    Which files there are is known only when they have been read, so a new one has all read once more.
    """
    view = viewed(wanted)
    for _time in range(_MOST_NEW):
        if all(name in seen for name in view.files):
            break
        seen = look(view.files)
        view = viewed(wanted)
    return view, {name: seen[name] for name in view.files if name in seen}


def _draw(board: Board, view: View, last: Checked | None, version: str) -> None:
    """Put a view on the board. A mistake of ours leaves what is there."""
    try:
        board.put(shown(view, last, version), version)
    except Exception as error:
        if os.environ.get("GXREPORT_DEBUG"):
            raise
        console.complain(console.our_mistake(error))


def _has_screen() -> bool:
    """Whether a browser can be seen; without a screen some systems start one for the terminal."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return named or not sys.platform.startswith("linux")


def _open(address: str) -> None:
    import webbrowser  # only where one is wanted

    webbrowser.open(address)

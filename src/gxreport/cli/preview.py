"""`gxreport preview`: a report beside its findings, drawn anew when it is saved."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from threading import Thread
from time import time_ns

import click

from gxreport.checking import Checked
from gxreport.cli import console
from gxreport.cli.files import DEFAULT
from gxreport.cli.main import READS, argument, edition_option, option, subcommand
from gxreport.cli.previewing import View, Wanted, choices_of, shown, viewed
from gxreport.cli.serving import Board, Server
from gxreport.cli.validate import ids
from gxreport.cli.watching import changed, look
from gxreport.cli.why import why
from gxreport.messages import _, marked
from gxreport.reporters import Failure

_HIGHEST = 65535


def _port(context: click.Context, parameter: click.Parameter, number: int) -> int:
    if not 0 <= number <= _HIGHEST:
        raise click.BadParameter(_("端口是 0 到 {highest} 的整数").format(highest=_HIGHEST))
    return number


@subcommand(
    "preview",
    marked(
        "在浏览器里看报告和查出的问题，保存文件后自动更新。\n\n"
        "PATH 是一份报告，能读的文件都可以；不写就用当前文件夹的 report.yaml。\n\n"
        "网页只有本机能打开。按 Ctrl-C 结束。"
    ),
    exits=READS,
    examples=(
        ("gxreport preview", marked("看当前文件夹的 report.yaml")),
        ("gxreport preview 2023.docx --previous 2022.docx", marked("看一份 Word 文件，同去年的对比")),
    ),
)
@argument("path", metavar="[PATH]", required=False)
@option(
    "--port",
    type=int,
    default=0,
    metavar="N",
    callback=_port,
    help=marked("网页的端口；不写就用一个空闲的。"),
)
@option("--no-browser", is_flag=True, help=marked("只显示网址，不打开浏览器。"))
@option("--previous", metavar="PATH", help=marked("去年的报告，或放去年报告的文件夹。"))
@edition_option
@option("--select", metavar="IDS", multiple=True, callback=ids, help=marked("只用这些规则，如 GX3,GX102。"))
@option("--ignore", metavar="IDS", multiple=True, callback=ids, help=marked("不用这些规则。"))
@option(
    "--config", "config_", metavar="FILE", help=marked("配置文件；不写就从当前文件夹往上找 gxreport.toml。")
)
def command(
    path: str | None,
    port: int,
    no_browser: bool,
    previous: str | None,
    edition: int | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config_: str | None,
) -> None:
    if path == "-" or (path and Path(path).is_dir()):
        raise click.UsageError(_("预览一次看一份报告，请写一个文件名"))
    if not Path(path or DEFAULT).exists():
        sentence = _("没有这个文件或文件夹") if path else _("当前文件夹里没有 report.yaml；请写明报告的文件")
        console.fail(Failure(path or DEFAULT, sentence))
        sys.exit(3)
    wanted = Wanted(path or DEFAULT, config_, previous, edition, select, ignore)
    choices_of(wanted)  # what is wrong with the settings is told at once
    board = Board()
    try:
        server = Server(port, board)
    except OSError as error:
        message = _("用不了端口 {port}：{why}；换一个端口，或不写 --port")
        raise console.Refused(message.format(port=port, why=why(error))) from None
    try:
        _serve(wanted, board, server, open_browser=not no_browser)
    except KeyboardInterrupt:
        console.say(_("预览已结束"))
    finally:
        server.server_close()


def _serve(wanted: Wanted, board: Board, server: Server, *, open_browser: bool) -> None:
    """Show the report, and show it again whenever a file that it is made of has changed."""
    begun, number = time_ns(), 0
    # Looked at before it is read: what is saved in between is a change.
    seen = look([wanted.path])
    view = viewed(wanted)
    _draw(board, view, None, f"{begun}.{number}")
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        console.show(server.address)
        console.say(_("保存 {path} 后网页自动更新；按 Ctrl-C 结束").format(path=wanted.path))
        if open_browser and _has_screen():
            Thread(target=_open, args=(server.address,), daemon=True).start()
        last = view.checked
        while True:
            known = {name: seen[name] for name in view.files if name in seen}
            seen = changed({**look(view.files), **known})
            view = viewed(wanted)
            number += 1
            _draw(board, view, last, f"{begun}.{number}")
            last = view.checked or last
    finally:
        server.shutdown()


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

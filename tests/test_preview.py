"""`gxreport preview`: what the server answers and refuses, and that the page follows the files."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from gxreport.cli import cli
from gxreport.readers import read
from gxreport.renderers.docx import render as docx

EXAMPLES = Path(__file__).parent.parent / "examples"
CLEAN = (EXAMPLES / "report-2023.yaml").read_text(encoding="utf-8")
WRONG = CLEAN.replace("总体情况: |\n", "总体情况: |\n  截止2023年12月31日，一切正常。\n", 1)
SOON = 8  # seconds, on a busy machine


@dataclass
class Preview:
    """A running preview of a file."""

    process: subprocess.Popen
    address: str
    path: Path

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rpartition(":")[2])

    def page(self) -> str:
        with urlopen(self.address, timeout=10) as answer:
            return answer.read().decode()

    def save(self, text: str) -> None:
        self.path.write_text(text, encoding="utf-8")

    def replace(self, text: str) -> None:
        """Save as many editors do: another file takes the name."""
        beside = self.path.with_suffix(".tmp")
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.path)

    def asked(self, *lines: str) -> str:
        """What the server answers to a request of these lines."""
        with closing(socket.create_connection(("127.0.0.1", self.port), timeout=10)) as line:
            line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            answer = b""
            while more := line.recv(65536):
                answer += more
        return answer.decode()

    def host(self) -> str:
        return f"Host: 127.0.0.1:{self.port}"


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-c", "from gxreport.cli import main; main()", "preview", *map(str, arguments)]


@contextmanager
def previewing(path: Path, *options: object) -> Iterator[Preview]:
    environment = {**os.environ, "GXREPORT_LANG": "zh", "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(
        command(path, "--no-browser", *options),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment,
        cwd=path.parent,
        # A shell that runs the tests in the background has them ignore SIGINT.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), process.stderr.read()
        yield Preview(process, address, path)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


@pytest.fixture
def preview(tmp_path) -> Iterator[Preview]:
    path = tmp_path / "report.yaml"
    path.write_text(CLEAN, encoding="utf-8")
    with previewing(path) as running:
        yield running


@pytest.fixture(scope="module")
def standing(tmp_path_factory) -> Iterator[Preview]:
    """A preview of a file that nobody changes."""
    path = tmp_path_factory.mktemp("standing") / "report.yaml"
    path.write_text(CLEAN, encoding="utf-8")
    with previewing(path) as running:
        yield running


def soon(true: Callable[[], bool]) -> bool:
    """Whether something becomes true before long."""
    end = time.monotonic() + SOON
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


def has(preview: Preview, words: str) -> Callable[[], bool]:
    return lambda: words in preview.page()


def lacks(preview: Preview, words: str) -> Callable[[], bool]:
    return lambda: words not in preview.page()


# What it answers


def test_page_comes_with_headers_that_keep_others_out(standing):
    head, _blank, page = standing.asked("GET / HTTP/1.1", standing.host()).partition("\r\n\r\n")
    assert head.startswith("HTTP/1.0 200 ")
    for line in (
        "X-Content-Type-Options: nosniff",
        "Content-Security-Policy: frame-ancestors 'none'",
        "Cross-Origin-Resource-Policy: same-origin",
        "Cache-Control: no-store",
    ):
        assert line in head
    (policy,) = re.findall('Content-Security-Policy" content="([^"]*)', page)
    assert unescape(policy).startswith("default-src 'none'; script-src 'sha256-")
    assert "connect-src 'self';" in unescape(policy)


@pytest.mark.parametrize(
    "lines",
    [
        ["Host: evil.example"],
        ["Host: 127.0.0.1"],
        ["Host: 127.0.0.1.evil.example:{port}"],
        ["Host: evil.example:{port}"],
        ["Host: 127.0.0.1:{port}", "Host: evil.example"],
        [],
    ],
)
@pytest.mark.parametrize("path", ["/", "/events", "/nothing"])
def test_another_host_is_refused(standing, lines, path):
    answer = standing.asked(f"GET {path} HTTP/1.1", *(line.format(port=standing.port) for line in lines))
    assert answer.startswith("HTTP/1.0 421 ")
    assert "工业和信息化局" not in answer


def test_another_origin_is_refused(standing):
    for origin in ("http://evil.example", "null", f"http://localhost:{standing.port}"):
        answer = standing.asked("GET / HTTP/1.1", standing.host(), f"Origin: {origin}")
        assert answer.startswith("HTTP/1.0 403 "), origin
        assert "Access-Control" not in answer
    own = standing.asked("GET / HTTP/1.1", standing.host(), f"Origin: http://127.0.0.1:{standing.port}")
    assert own.startswith("HTTP/1.0 200 ")
    by_name = standing.asked("GET /events HTTP/1.1", f"Host: localhost:{standing.port}")
    assert by_name.startswith("HTTP/1.0 200 ")


@pytest.mark.parametrize(
    "path",
    [
        *("/report.yaml", "/../report.yaml", "/%2e%2e/report.yaml", "//etc/passwd", "/etc/passwd"),
        *("/?x", "/events/", "/favicon.ico", "/index.html", "http://127.0.0.1/", "*", "/\\..\\x"),
    ],
)
def test_other_paths_are_not_there(standing, path):
    answer = standing.asked(f"GET {path} HTTP/1.1", standing.host())
    assert answer.startswith("HTTP/1.0 404 ")
    assert answer.endswith("\r\n404 Not Found\n")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"])
def test_only_get_is_answered(standing, method):
    answer = standing.asked(f"{method} / HTTP/1.1", standing.host())
    assert answer.startswith("HTTP/1.0 405 ")
    assert "\r\nAllow: GET\r\n" in answer


@pytest.mark.parametrize("line", ["BREW / HTTP/1.1", "GET", "GET / HTTP/9.9", "\x00\x01", "G" * 70_000])
def test_nonsense_is_refused_and_the_server_goes_on(standing, line):
    try:
        answer = standing.asked(line, standing.host())
    except ConnectionError:  # closed while more of it was still to come
        answer = ""
    assert "工业和信息化局" not in answer
    assert "<html" in standing.page()


def test_only_this_computer_is_listened_to(standing):
    for _family, _kind, _protocol, _name, address in socket.getaddrinfo(socket.gethostname(), standing.port):
        if not address[0].startswith(("127.", "::1")):
            with pytest.raises(OSError, match=r".*"):
                socket.create_connection(address[:2], timeout=2)


def test_browsers_that_say_nothing_stop_nobody(standing):
    hanging = [socket.create_connection(("127.0.0.1", standing.port)) for _ in range(40)]
    try:
        began = time.monotonic()
        assert "<html" in standing.page()
        assert time.monotonic() - began < SOON
    finally:
        for line in hanging:
            line.close()


# Following the files


@pytest.mark.parametrize("way", ["save", "replace"])
def test_saving_is_seen(preview, way):
    assert "没有发现问题" in preview.page()
    began = preview.page()
    getattr(preview, way)(WRONG)
    assert soon(has(preview, "“截止”应为“截至”"))
    assert began != preview.page()
    getattr(preview, way)(CLEAN)
    assert soon(lacks(preview, "“截止”应为“截至”"))


def test_change_of_the_same_length_is_seen(preview):
    right = WRONG.replace("截止2023", "截至2023")
    assert len(right) == len(WRONG)
    preview.save(WRONG)
    assert soon(has(preview, "“截止”应为“截至”"))
    preview.save(right)
    assert soon(lacks(preview, "“截止”应为“截至”"))


@pytest.mark.skipif(sys.platform == "win32", reason="numbers files in its own way")
def test_another_file_of_the_same_length_and_time_is_seen(preview):
    preview.save(WRONG)
    assert soon(has(preview, "“截止”应为“截至”"))
    time.sleep(0.5)
    when = preview.path.stat().st_mtime_ns
    beside = preview.path.with_suffix(".tmp")
    beside.write_text(WRONG.replace("截止2023", "截至2023"), encoding="utf-8")
    os.utime(beside, ns=(when, when))
    beside.replace(preview.path)
    assert soon(lacks(preview, "“截止”应为“截至”"))


def test_version_changes_with_the_page_only(preview):
    def version():
        with urlopen(preview.address + "events", timeout=10) as answer:
            return answer.read().decode()

    first = version()
    assert f'data-live="{first}"' in preview.page()
    time.sleep(0.6)
    assert version() == first
    preview.save(WRONG)
    assert soon(lambda: version() != first)
    assert f'data-live="{version()}"' in preview.page()


def test_what_cannot_be_read_leaves_the_last_that_could(preview):
    preview.save(WRONG)
    assert soon(has(preview, "“截止”应为“截至”"))
    preview.save(WRONG + "落款: [\n")
    assert soon(has(preview, "读不了的文件"))
    page = preview.page()
    assert re.search(r"report\.yaml:\d+:\d+", page)
    assert "下面是上一次读得了的样子" in page
    assert "“截止”应为“截至”" in page
    preview.save(CLEAN)
    assert soon(lacks(preview, "读不了的文件"))
    assert "没有发现问题" in preview.page()


def test_deleted_file_is_missed_and_comes_back(preview):
    preview.path.unlink()
    assert soon(has(preview, "没有这个文件或文件夹"))
    assert "工业和信息化局" in preview.page()
    preview.save(WRONG)
    assert soon(has(preview, "“截止”应为“截至”"))
    assert "没有这个文件或文件夹" not in preview.page()


def test_settings_are_followed(preview):
    preview.save(WRONG)
    assert soon(has(preview, "“截止”应为“截至”"))
    settings = preview.path.with_name("gxreport.toml")
    settings.write_text('[validate]\nignore = ["GX507"]\n', encoding="utf-8")
    assert soon(lacks(preview, "“截止”应为“截至”"))
    settings.write_text("[validate\n", encoding="utf-8")
    assert soon(has(preview, "gxreport.toml"))
    settings.unlink()
    assert soon(has(preview, "“截止”应为“截至”"))
    assert "gxreport.toml" not in preview.page()


def test_last_years_report_is_followed(tmp_path):
    path, before = tmp_path / "report.yaml", tmp_path / "2022.yaml"
    path.write_text(CLEAN, encoding="utf-8")
    old = (EXAMPLES / "report-2022.yaml").read_text(encoding="utf-8")
    before.write_text(old, encoding="utf-8")
    with previewing(path, "--previous", before) as preview:
        assert "同去年的报告对比" in preview.page()
        assert "没有发现问题" in preview.page()
        row = re.search(r"  结转下年度: .*", old)[0]
        before.write_text(old.replace(row, "  结转下年度: [9, 0, 0, 0, 0, 0, 9]"), encoding="utf-8")
        assert soon(lacks(preview, "没有发现问题"))
        before.unlink()
        assert soon(has(preview, "没有这个文件或文件夹"))


def test_word_files_are_previewed(tmp_path):
    path = tmp_path / "report.docx"
    path.write_bytes(docx(read("report.yaml", WRONG.encode()).report))
    with previewing(path) as preview:
        assert "“截止”应为“截至”" in preview.page()


def test_file_that_is_broken_from_the_beginning_is_awaited(tmp_path):
    path = tmp_path / "report.yaml"
    path.write_text("机关: [\n", encoding="utf-8")
    with previewing(path) as preview:
        assert "读不了的文件" in preview.page()
        preview.save(CLEAN)
        assert soon(has(preview, "没有发现问题"))


# Beginning and end


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
def test_ctrl_c_ends_it_quietly(preview):
    assert preview.page()
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(timeout=10) == 0
    told = preview.process.stderr.read()
    assert told.endswith("预览已结束\n")
    assert "Traceback" not in told
    assert preview.process.stdout.read() == ""


def test_taken_port_is_one_sentence(tmp_path):
    path = tmp_path / "report.yaml"
    path.write_text(CLEAN, encoding="utf-8")
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            command(path, "--no-browser", "--port", port), capture_output=True, encoding="utf-8",
            env={**os.environ, "GXREPORT_LANG": "zh", "PYTHONIOENCODING": "utf-8"}, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert f"用不了端口 {port}" in done.stderr
    assert done.stderr.count("\n") == 1


def test_what_cannot_be_previewed_ends_as_elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def code(*arguments: str) -> int:
        return CliRunner().invoke(cli, ["preview", "--no-browser", *arguments]).exit_code

    assert code() == 3
    assert code("nothing.yaml") == 3
    assert code(".") == 2
    assert code("-") == 2
    shutil.copy(EXAMPLES / "report-2023.yaml", "report.yaml")
    assert code("--port", "70000") == 2
    assert code("--select", "GX999") == 2
    assert code("--config", "nothing.toml") == 2

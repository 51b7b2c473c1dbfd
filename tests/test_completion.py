"""What Tab offers, in real shells."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from gxreport.catalogue import catalogue
from gxreport.cli import cli
from gxreport.cli.completing import _OFFERS
from gxreport.cli.completion import SHELLS
from gxreport.cli.results import FORMATS

PROGRAM = Path(sys.executable).with_name("gxreport")
TAB, START, ENTER = "\t", "\x01", "\r"


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")


each_shell = pytest.mark.parametrize("shell", [pytest.param(name, marks=needs(name)) for name in SHELLS])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with files that can be read and others, and names with blanks."""
    monkeypatch.chdir(tmp_path)
    for name in ("年报 终稿.docx", "年图.png", "once.yaml", "only/a.yaml", "大写.PDF", "x.toml"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("", encoding="utf-8")
    return tmp_path


def environment(lang: str = "zh") -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    path = f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"
    return kept | {"PATH": path, "GXREPORT_LANG": lang, "LC_ALL": "C.UTF-8", "TERM": "dumb", "HISTFILE": ""}


def script(shell: str) -> str:
    done = CliRunner().invoke(cli, ["completion", shell])
    assert done.exit_code == 0
    return done.stdout


@each_shell
def test_script_is_one_that_the_shell_takes(shell, folder):
    Path("script").write_text(script(shell), encoding="utf-8")
    done = subprocess.run([shell, "-n", "script"], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


# bash and zsh: Tab is really pressed


def typed(shell: str, line: str, lang: str = "zh") -> list[str]:
    """The words on the command line after a line and Tab were typed into a shell."""
    Path("script").write_text(script(shell), encoding="utf-8")
    start = {"bash": ["bash", "--norc", "--noprofile", "-i"], "zsh": ["zsh", "-f", "-i"]}[shell]
    ready = {
        "bash": "bind 'set bell-style none'; source ./script",
        "zsh": "bindkey -e; autoload -Uz compinit; compinit -u -D; source ./script",
    }[shell]
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(start[0], start, environment(lang))
    try:
        send(terminal, f"PS1=; PROMPT=; unset zle_bracketed_paste; {ready}; echo READ''Y{ENTER}")
        wait_for(terminal, "READY")
        send(terminal, line + TAB)
        time.sleep(2.5)
        send(terminal, f"{START}printf '<%s>' {ENTER}")
        send(terminal, f"echo DON''E{ENTER}")
        shown = wait_for(terminal, "DONE")
    finally:
        os.close(terminal)
        os.waitpid(pid, 0)
    return re.findall(r"<([^<>%]*)>", shown)


def send(terminal: int, text: str) -> None:
    os.write(terminal, text.encode())


def wait_for(terminal: int, word: str, seconds: float = 30) -> str:
    """All that a shell shows, up to a word."""
    end = time.monotonic() + seconds
    shown = b""
    while word.encode() not in shown and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            shown += os.read(terminal, 65536)
    assert word.encode() in shown, shown.decode(errors="replace")
    return shown.decode(errors="replace")


@pytest.mark.slow
@pytest.mark.parametrize("shell", [pytest.param(name, marks=needs(name)) for name in ("bash", "zsh")])
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("gxreport val", ["gxreport", "validate"]),
        ("gxreport validate 年", ["gxreport", "validate", "年报 终稿.docx"]),
        ("gxreport validate 大", ["gxreport", "validate", "大写.PDF"]),
        ("gxreport validate onl", ["gxreport", "validate", "only/"]),
        ("gxreport validate --form", ["gxreport", "validate", "--format"]),
        ("gxreport validate --format sa", ["gxreport", "validate", "--format", "sarif"]),
        ("gxreport validate --select GX303,gx50", ["gxreport", "validate", "--select", "GX303,GX50"]),
        ("gxreport explain GX50", ["gxreport", "explain", "GX50"]),
        ("gxreport validate --config ", ["gxreport", "validate", "--config", "x.toml"]),
        ("gxreport validate --config=x", ["gxreport", "validate", "--config=x.toml"]),
        ("gxreport validate '年", ["gxreport", "validate", "年报 终稿.docx"]),
        ("gxreport diff on", ["gxreport", "diff", "on"]),  # once.yaml or only/
    ],
)
def test_tab_completes(shell, line, words, folder):
    if "--config" in words:
        shutil.rmtree("only")  # folders lead to files
    found = typed(shell, line)
    if shell == "zsh" and words[-1] == "only/":
        found[-1] += "/"  # zsh takes the slash back when nothing follows
    assert found == words


# fish has a command that says what Tab would offer


def fish(line: str, lang: str = "zh") -> dict[str, str]:
    """What fish offers for a line, each with what it says of it."""
    Path("script").write_text(script("fish"), encoding="utf-8")
    done = subprocess.run(
        ["fish", "--no-config", "-c", "source ./script; complete -C $argv[1]", line],
        env=environment(lang) | {"HOME": str(Path.cwd())},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    pairs = (found.partition("\t") for found in done.stdout.splitlines())
    return {word: said for word, _tab, said in pairs}


@needs("fish")
def test_fish_offers_commands_with_what_they_do_in_the_language_of_the_person(folder):
    assert fish("gxreport ")["validate"] == "检查年度报告"
    assert fish("gxreport ", "en")["validate"] == "Check annual reports"
    assert fish("gxreport --lang en ")["validate"] == "Check annual reports"


@needs("fish")
def test_fish_offers_files_that_can_be_read_and_folders(folder):
    assert set(fish("gxreport validate ")) == {"年报 终稿.docx", "once.yaml", "only/", "大写.PDF"}
    assert set(fish("gxreport validate --among ")) == {"only/"}
    assert "x.toml" in fish("gxreport validate --config ")
    assert "年图.png" in fish("gxreport validate -o ")


# What is offered


def offers(line: str, lang: str = "zh") -> list[str]:
    """What gxreport answers to a shell, as bash asks."""
    words = line.split(" ")
    done = subprocess.run(
        [PROGRAM],
        env=environment(lang)
        | {"_GXREPORT_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_rules_and_families_are_offered_for_the_last_of_a_list():
    assert offers("gxreport explain GX30") == [
        f"plain,{rule.id}" for rule in catalogue() if rule.id.startswith("GX30")
    ]
    assert "plain,GX3" in offers("gxreport validate --select ")
    assert "plain,GX1,GX303" in offers("gxreport validate --ignore GX1,gx30")


def test_formats_are_offered_with_the_sign_before_the_file():
    assert offers("gxreport validate --also ") == [f"plain,{name}=" for name in FORMATS]
    assert offers("gxreport validate --also sarif=x") == ["file,*"]
    assert "plain,sarif" in offers("gxreport validate --format ")


def test_every_value_that_names_a_file_a_folder_or_rules_is_offered():
    context = click.Context(cli)
    for name in cli.list_commands(context):
        for parameter in cli.get_command(context, name).params:
            wanted = re.search("PATH|FILE|FOLDER|IDS?$|OLD|NEW$|KIND", parameter.metavar or "")
            assert bool(wanted) == (parameter.name in _OFFERS), (name, parameter.name)


@pytest.mark.parametrize("shell", ["tcsh", ""])
def test_another_shell_is_refused(shell):
    assert CliRunner().invoke(cli, ["completion", shell]).exit_code == 2

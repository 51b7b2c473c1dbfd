"""The manual pages say what the help says, and every program that sets them takes them."""

import re
import runpy
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from gxreport import messages
from gxreport.cli import cli
from gxreport.cli.command import Command

TOOL = runpy.run_path(str(Path(__file__).parent.parent / "tools" / "man.py"))
FILES, page = TOOL["FILES"], TOOL["page"]
COMMANDS = cli.list_commands(click.Context(cli))
each_language = pytest.mark.parametrize("language", FILES)
each_command = pytest.mark.parametrize("name", COMMANDS)


def text(language: str) -> str:
    return FILES[language].read_text(encoding="utf-8")


@each_language
def test_page_is_what_the_help_says(language):
    """When a help was changed: make man."""
    assert text(language) == page(language)


@each_language
def test_page_has_every_command_and_every_option(language):
    plain = re.sub(r"\\f[BR]|\\:|\\(?=-)", "", text(language))
    for name in COMMANDS:
        section = re.search(rf'^\.SH "gxreport {name}"\n(.*?)(?=^\.SH )', plain, re.MULTILINE | re.DOTALL)[1]
        for parameter in cli.get_command(None, name).params:
            if isinstance(parameter, click.Option):
                assert all(word in section for word in parameter.opts), (name, parameter.opts)


def test_english_page_is_english():
    assert not re.search(r"[\u4e00-\u9fff]", text("en"))


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
@each_language
def test_groff_sets_the_page_without_a_warning(language):
    command = ["groff", "-ww", "-man", "-Kutf8", "-Tutf8", "-P-cbou", str(FILES[language])]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    shown = done.stdout
    assert re.search(r"^ +gxreport validate \[", shown, re.MULTILINE)
    assert "--write-baseline" in shown
    # A character of Chinese takes two cells; nothing runs over the edge, where roff does break lines.
    wide = [line for line in shown.splitlines() if sum(1 + (c > "\u2e80") for c in line) > 84]
    assert [line for line in wide if "completion" not in line] == []


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
@each_language
def test_mandoc_takes_the_page(language):
    command = ["mandoc", "-T", "lint", "-W", "warning", str(FILES[language])]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    # A page that is made of the help has no day of its own.
    assert [line for line in done.stdout.splitlines() if "missing date" not in line] == []


# What the pages are made of


@each_command
def test_examples_are_commands_that_exist(name):
    command = cli.get_command(None, name)
    assert isinstance(command, Command)
    assert command.examples
    for line, said in command.examples:
        program, subcommand, *words = re.split(r" +>>? ", line)[0].split()
        assert (program, subcommand) == ("gxreport", name)
        cli.get_command(None, name).make_context(name, words)
        assert said.strip()


@each_command
@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_help_ends_with_exit_codes_and_examples(name, language):
    messages.use(language)
    command = cli.get_command(None, name)
    help = command.get_help(click.Context(command, info_name=name, **command.context_settings))
    codes, examples = (messages._(word) for word in ("退出码", "例子"))
    assert help.index(f"\n{codes}:") < help.index(f"\n{examples}:")
    for code, said in command.exits.items():
        assert f"\n  {code}  {messages._(said)}" in help
    assert set(command.exits) <= {0, 1, 2, 3}
    assert command.get_short_help_str() == command.get_short_help_str().rstrip(".。…")

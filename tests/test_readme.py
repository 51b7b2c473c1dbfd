"""What both READMEs show is what happens, and what they name exists."""

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from gxreport.catalogue import catalogue
from gxreport.cli import cli
from gxreport.cli.validate import FORMATS
from gxreport.readers import ENDINGS
from gxreport.readers.yaml import read

ROOT = Path(__file__).parent.parent
NAMES = ("README.md", "README.zh-CN.md")
ELISION = "…"
TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in NAMES}
COMMANDS = cli.list_commands(click.Context(cli))
RULES = {rule.id for rule in catalogue()}
each_readme = pytest.mark.parametrize("name", NAMES)


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXTS[name], re.MULTILINE | re.DOTALL)


def shown(name: str) -> list[tuple[str, str]]:
    """The commands of a README, each with the output that it shows."""
    found = []
    for block in blocks(name, "console"):
        first, *commands = re.split(r"^\$ ", block, flags=re.MULTILINE)
        assert first == "", f"output without a command: {first}"
        found += [tuple(command.split("\n", 1)) for command in commands]
    return found


def pattern(output: str) -> str:
    """What output is right: a line `…` stands for any lines, and `…` in a line for any words of it."""
    return "".join(
        r"(?:.*\n)*?" if line == f"{ELISION}\n" else re.escape(line).replace(ELISION, ".*")
        for line in output.splitlines(keepends=True)
    )


def mentioned(name: str) -> set[str]:
    """The subcommands that stand behind `gxreport` in code."""
    code = re.findall(r"(?<!`)`([^`\n]+)`(?!`)|^\$ (.*)$", TEXTS[name], re.MULTILINE)
    lines = ("".join(words) for words in code)
    return {found[1] for line in lines if (found := re.match(r"gxreport ([a-z]+)\b", line))}


@each_readme
def test_commands_give_the_output_that_is_shown(name, tmp_path, monkeypatch):
    """In the order of the README, in a folder with the examples; later commands use files of earlier ones."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    environment = {"GXREPORT_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "", "LANGUAGE": None}
    assert len(shown(name)) >= 5
    for command, output in shown(name):
        program, *arguments = shlex.split(command)
        assert program == "gxreport"
        done = CliRunner(env=environment).invoke(cli, arguments, prog_name="gxreport")
        assert isinstance(done.exception, SystemExit | None), command
        assert done.exit_code in (0, 1), command
        assert re.fullmatch(pattern(output), done.output), f"{command}\n{done.output}"


def test_an_elision_hides_lines_and_words_only_where_it_stands():
    right = pattern("a\n…\nb … d\n")
    assert re.fullmatch(right, "a\nx\ny\nb c d\n")
    assert re.fullmatch(right, "a\nb  d\n")
    assert not re.fullmatch(right, "a\nx\nb c\n")
    assert not re.fullmatch(right, "x\na\nb c d\n")
    assert not re.fullmatch(right, "a\nb c d\nx\n")


@each_readme
def test_every_command_is_mentioned_and_no_other(name):
    assert mentioned(name) == set(COMMANDS)


def test_both_readmes_show_the_same_commands():
    def bare(name):
        """Without the language, and whatever the files are called."""
        words = [re.sub(r" --lang en", "", command) for command, _output in shown(name)]
        return [re.sub(r"\S+\.(docx|yaml)\b", r"*.\1", command) for command in words]

    assert bare("README.md") == bare("README.zh-CN.md")


def test_both_readmes_show_the_same_report():
    english, chinese = (read("report.yaml", blocks(name, "yaml")[0].encode()).report for name in NAMES)
    assert english == chinese


@each_readme
def test_report_that_is_shown_is_clean(name, tmp_path):
    (report,) = blocks(name, "yaml")
    (tmp_path / "report.yaml").write_text(report, encoding="utf-8")
    done = CliRunner().invoke(cli, ["validate", "--fail-on", "note", str(tmp_path / "report.yaml")])
    assert done.exit_code == 0, done.output


@each_readme
def test_links_lead_to_files(name):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", TEXTS[name])
    assert len(links) > 5
    for link in links:
        assert (ROOT / link).is_file(), link


@each_readme
def test_rules_that_are_mentioned_exist(name):
    ids = set(re.findall(r"\bGX\d+\b", TEXTS[name]))
    assert ids
    for id in ids:
        assert any(rule.startswith(id) for rule in RULES), id


@each_readme
def test_options_that_are_mentioned_exist(name):
    known = {
        word
        for command in COMMANDS
        for option in cli.get_command(None, command).params
        for word in option.opts
    }
    pip = {"--no-index", "--find-links"}
    assert set(re.findall(r"(?<!\w)--[a-z][a-z-]+", TEXTS[name])) <= known | pip | {"--help"}


@each_readme
def test_every_kind_of_file_that_is_read_is_named(name):
    for ending in ENDINGS:
        assert f"`{ending}`" in TEXTS[name], ending


@each_readme
def test_every_format_of_findings_is_named(name):
    for format_ in set(FORMATS) - {"text"}:  # text is what is shown
        assert re.search(rf"`(?:gxreport validate --format )?{format_}`", TEXTS[name]), format_


@each_readme
def test_exit_codes_are_told(name):
    assert re.findall(r"^\| (\d) \|", TEXTS[name], re.MULTILINE) == ["0", "1", "2", "3"]


@each_readme
def test_make_targets_that_are_mentioned_exist(name):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", TEXTS[name], re.MULTILINE))
    assert {"demo", "test"} <= named <= targets


@each_readme
def test_readme_is_short(name):
    assert len(TEXTS[name].splitlines()) <= 170

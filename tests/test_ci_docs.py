"""What docs/ci.md and its Chinese twin tell people to copy: YAML that loads, commands that exist."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from gxreport.cli import cli
from gxreport.cli.validate import FORMATS

ROOT = Path(__file__).parent.parent
NAMES = ("ci.md", "ci.zh-CN.md")
TEXTS = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in NAMES}
each_document = pytest.mark.parametrize("name", NAMES)


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXTS[name], re.MULTILINE | re.DOTALL)


def strings(tree: object) -> Iterator[str]:
    """All texts in a YAML document, in order."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from strings(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from strings(value)


def commands(name: str) -> list[list[str]]:
    """The gxreport commands of all recipes, as words."""
    lines = [text for block in blocks(name, "yaml") for text in strings(yaml.safe_load(block))]
    lines += [line for block in blocks(name, "groovy") for line in re.findall(r"sh '([^']*)'", block)]
    words = (shlex.split(line) for line in lines)
    return [found[1:] for found in words if found and Path(found[0]).name == "gxreport" and len(found) > 1]


def parsed(words: list[str]) -> click.Context:
    """What click makes of a command; raises where there is no such command, option or choice."""
    return cli.get_command(None, words[0]).make_context(words[0], words[1:])


@each_document
def test_commands_parse(name):
    found = commands(name)
    assert len(found) == 8
    for words in found:
        context = parsed(words)
        assert context.params["paths"] == ("reports",)


@pytest.mark.parametrize(
    "words", [["validate", "--format", "sariff"], ["validate", "--fail", "x"], ["validate", "--nonsense"]]
)
def test_a_wrong_command_would_not_parse(words):
    with pytest.raises(click.UsageError):
        parsed(words)


@each_document
def test_every_host_has_a_recipe_and_every_format_a_line(name):
    text = TEXTS[name]
    assert re.findall("^## (.*)$", text, re.MULTILINE)[1:] == [
        "GitHub Actions",
        "GitLab CI",
        "Gitee Go",
        "Jenkins",
    ]
    assert len(blocks(name, "yaml")) == 3
    assert len(blocks(name, "groovy")) == 1
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == [
        "text", "json", "github", "sarif", "gitlab", "junit", "html"
    ]  # fmt: skip
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == set(FORMATS)


@each_document
def test_files_that_a_later_step_reads_are_written_by_a_command(name):
    written = {parsed(words).params["output"] for words in commands(name)} - {"-"}
    assert written == {"gxreport.sarif", "gl-code-quality-report.json", "gxreport.xml", "findings.html"}
    github, gitlab, gitee = (yaml.safe_load(block) for block in blocks(name, "yaml"))
    (upload,) = (
        step for step in github["jobs"]["gxreport"]["steps"] if "upload-sarif" in step.get("uses", "")
    )
    assert upload["with"]["sarif_file"] in written
    (kept,) = (
        step for step in github["jobs"]["gxreport"]["steps"] if "upload-artifact" in step.get("uses", "")
    )
    assert kept["with"]["path"] in written
    assert gitlab["annual-reports"]["artifacts"]["reports"]["codequality"] in written
    assert set(gitlab["annual-reports"]["artifacts"]["paths"]) <= written
    (step,) = gitee["stages"][0]["steps"]
    assert [Path(path).name for path in step["artifacts"][0]["path"]] == ["gxreport.xml"]
    assert "junit 'gxreport.xml'" in blocks(name, "groovy")[0]


@each_document
def test_links_lead_to_files(name):
    for link in re.findall(r"\]\(([^)#]+)\)", TEXTS[name]):
        assert (ROOT / "docs" / link).is_file(), link


def test_both_documents_show_the_same_commands():
    bare = [
        [[word for word in words if word not in ("--lang", "en")] for words in commands(name)]
        for name in NAMES
    ]
    assert bare[0] == bare[1]

"""What docs/ci.md and its Chinese twin tell people to copy: YAML that loads, commands that exist."""

import re
import shlex
import subprocess
import sys
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
    assert len(found) == 4
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
    _formats, before, *hosts = re.findall("^## (.*)$", text, re.MULTILINE)
    assert before.endswith("pre-commit")
    assert hosts == [
        "GitHub Actions",
        "GitLab CI",
        "Gitee Go",
        "Jenkins",
    ]
    assert len(blocks(name, "yaml")) == 6
    assert len(blocks(name, "groovy")) == 1
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == [
        "text", "json", "github", "sarif", "gitlab", "junit", "html", "md"
    ]  # fmt: skip
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == set(FORMATS)


@each_document
def test_files_that_a_later_step_reads_are_written_by_a_command(name):
    contexts = [parsed(words).params for words in commands(name)]
    written = {c["output"] for c in contexts} | {also.file for c in contexts for also in c["others"]}
    assert written == {
        "-", "gxreport.md", "findings.html", "gl-code-quality-report.json", "gxreport.xml"
    }  # fmt: skip
    _hooks, _action, by_hand, _include, gitlab, gitee = loaded(name)
    *_checks, summary, kept = by_hand["jobs"]["gxreport"]["steps"]
    assert summary["run"].startswith("cat gxreport.md")
    assert kept["with"]["path"] in written
    assert set(gitlab["annual-reports"]["artifacts"]["paths"]) <= written
    reports = gitlab["annual-reports"]["artifacts"]["reports"]
    assert set(reports.values()) <= written
    (step,) = gitee["stages"][0]["steps"]
    assert [Path(path).name for path in step["artifacts"][0]["path"]] == ["gxreport.xml"]
    assert "junit 'gxreport.xml'" in blocks(name, "groovy")[0]


def loaded(name: str) -> list:
    return [yaml.safe_load(block) for block in blocks(name, "yaml")]


@each_document
def test_hooks_and_inputs_and_variables_that_are_shown_exist(name):
    hooks, action, _by_hand, include, *_others = loaded(name)
    own = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    shown = [hook["id"] for hook in hooks["repos"][0]["hooks"]]
    assert shown[0] == "gxreport-render"  # first, so that no old Word file is checked
    assert set(shown) == {hook["id"] for hook in own}
    (use,) = (s for s in action["jobs"]["gxreport"]["steps"] if "gxreport" in s["uses"])
    inputs = set(yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"])
    assert set(use["with"]) <= inputs
    for input in inputs:
        assert f"`{input}`" in TEXTS[name]
    template = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8"))
    assert set(include["variables"]) <= set(template["variables"])
    for variable in template["variables"]:
        assert variable in TEXTS[name]


@each_document
def test_recipes_fit_the_schemas_of_their_hosts(name, tmp_path):
    _hooks, *recipes, _gitee = blocks(name, "yaml")
    for recipe, schema in zip(recipes, [*["github-workflows"] * 2, *["gitlab-ci"] * 2], strict=True):
        (tmp_path / "recipe.yml").write_text(recipe, encoding="utf-8")
        words = ["--builtin-schema", f"vendor.{schema}", str(tmp_path / "recipe.yml")]
        command = [sys.executable, "-m", "check_jsonschema", *words]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stdout


@each_document
def test_no_recipe_lets_pip_look_for_the_name_on_an_index(name):
    lines = re.findall(r"pip install .*", TEXTS[name])
    assert len(lines) >= 4
    assert all("--no-index" in line for line in lines)


@each_document
def test_links_lead_to_files(name):
    for link in re.findall(r"\]\(([^)#:]+)\)", TEXTS[name]):
        assert (ROOT / "docs" / link).is_file(), link


def test_both_documents_show_the_same_commands():
    bare = [
        [[word for word in words if word not in ("--lang", "en")] for words in commands(name)]
        for name in NAMES
    ]
    assert bare[0] == bare[1]

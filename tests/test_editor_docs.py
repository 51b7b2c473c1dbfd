"""What docs/editors.md and its Chinese twin tell people to copy: settings that load, commands that exist."""

import json
import re
import tomllib
from pathlib import Path

import click

from gxreport.cli import cli
from gxreport.lsp.recognised import recognised

DOCS = Path(__file__).parents[1] / "docs"
ENGLISH, CHINESE = (
    re.findall(r"^```(\w+)\n(.*?)^```$", (DOCS / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    for name in ("editors.md", "editors.zh-CN.md")
)


def test_both_languages_have_the_same_settings():
    assert ENGLISH == CHINESE
    assert len(ENGLISH) == 7


def test_settings_can_be_loaded_and_start_a_command_there_is():
    for language, text in ENGLISH:
        if language == "json":
            settings = json.loads(text)
            assert settings.get("glspc.server.command", "gxreport") == "gxreport"
            assert settings.get("glspc.server.commandArguments", ["lsp"]) == ["lsp"]
        elif language == "toml":
            assert tomllib.loads(text)["language-server"]["gxreport"] == {
                "command": "gxreport",
                "args": ["lsp"],
            }
        elif language == "yaml":
            assert recognised("甲.yaml", text)
    assert "lsp" in cli.list_commands(click.Context(cli))

"""The first line of a report.yaml, by which editors find the schema beside it."""

from __future__ import annotations


def modeline(schema: str) -> str:
    """The comment that names the file of the schema, as the YAML language server reads it."""
    return f"# yaml-language-server: $schema={schema}"

"""The JSON Schema beside a report.yaml, and the first line of the report that names it to editors."""

from __future__ import annotations

import json
from pathlib import Path

from gxreport.cli.command import option
from gxreport.cli.files import write
from gxreport.cli.targets import refuse_existing
from gxreport.messages import marked

schema_option = option(
    "--schema",
    is_flag=True,
    help=marked("把 JSON Schema 写在旁边，并在第一行告诉编辑器，编辑器就能补全和说明。"),
)


def schema_beside(target: str, edition: int, *, force: bool) -> str:
    """Write the schema into the folder of a report, unless it is there already; the name of its file."""
    path = Path(target).parent / f"gxreport-{edition}.schema.json"
    content = schema_file(edition)
    try:
        same = path.read_bytes() == content
    except OSError:
        same = False
    if not same:
        if not force:
            refuse_existing(str(path))
        write(str(path), content)
    return path.name


def schema_file(edition: int) -> bytes:
    """The schema as a file."""
    from gxreport.schema.written import written_schema

    return (json.dumps(written_schema(edition), ensure_ascii=False, indent=2) + "\n").encode()

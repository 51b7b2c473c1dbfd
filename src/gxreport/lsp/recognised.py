"""Which documents are reports: an editor shows the server all YAML and JSON there is.

`gxreport validate FOLDER` takes for a report what has any of its keys. An editor may not: much YAML has a
`title`, and what is broken has no keys at all. So it goes by the text, before that is read: by the name of
the file, its first line for editors, or keys that nothing else has.
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import PurePath

from gxreport.keys import FIELD_NAMES, FIELDS

_NAMED = r"report.*\.(?:ya?ml|json)"
_MODELINE = r"#\s*yaml-language-server:\s*\$schema=\S*gxreport"
_ENDINGS = {".yaml": "report.yaml", ".yml": "report.yaml", ".json": "report.json"}
_LANGUAGES = {"yaml": "report.yaml", "json": "report.json"}
_OWN = {"organ", "organ_kind", "disclosure", *FIELDS.values()} - {"标题"}
"""Keys that are seldom met elsewhere."""
_FIRST_LINES = 10
_MOST_LINES = 2_000
_MOST_COLUMNS = 200


def carried(path: str, language: str) -> str:
    """A name by which the reader of a document is found; empty for what is neither YAML nor JSON.

    A document that has not been saved yet has no ending; then the editor's language decides.
    """
    ending = PurePath(path).suffix.lower()
    return _ENDINGS.get(ending, "") if ending else _LANGUAGES.get(language, "")


def recognised(path: str, text: str) -> bool:
    """Whether a document is meant to be a report. The text may be broken anywhere."""
    lines = [line[:_MOST_COLUMNS] for line in islice(_lines(text), _MOST_LINES)]
    if any(re.search(_MODELINE, line) for line in lines[:_FIRST_LINES]):
        return True
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    if first.startswith(("[", "- ")):
        return False
    named = re.fullmatch(_NAMED, PurePath(path).name, re.IGNORECASE)
    return bool(named) or _keyed(lines, in_braces=first.lstrip().startswith("{"))


def _keyed(lines: list[str], *, in_braces: bool) -> bool:
    """Whether there are two keys of a report at the outermost level, one of them of its own.

    In braces, which need no indentation, a key is looked for anywhere.
    """
    key = r"[\"']?([^\s:：,#\"'\[\]{}\\]{1,40})[\"']?\s*[:：]"
    found = {word for line in lines for word in re.findall(key if in_braces else f"^{key}", line)}
    known = found & FIELD_NAMES.keys()
    return len(known) > 1 and not known.isdisjoint(_OWN)


def _lines(text: str) -> map[str]:
    return map(re.Match.group, re.finditer(r"[^\r\n]+", text))

"""Lower layers never import higher ones."""

import ast
from pathlib import Path

import gxreport

# From the lowest to the highest; neighbours on one line may know each other.
LAYERS = (
    ("__init__", "messages", "source", "sections", "textwidth", "limits"),
    ("layout", "labels", "prose", "periods", "markup", "document", "masking"),
    ("form", "cell"),
    ("editions",),
    ("grid", "model"),
    (
        *("finding", "config", "keys", "sums", "suspects", "reading", "quotes", "claims"),
        *("organs", "organnames", "fingerprints", "waivers"),
    ),
    (
        *("rules", "readers", "renderers", "diff", "rollup"),
        *("matching", "loose", "headings", "titles", "published", "restoring", "schema", "fresh"),
    ),
    ("checking", "reporters", "catalogue", "explaining", "waiving", "baselines"),
    ("cli", "lsp"),
    ("__main__",),
)
HEIGHT = {name: height for height, names in enumerate(LAYERS) for name in names}
ROOT = Path(gxreport.__file__).parent


def imported(file: Path) -> set[str]:
    """The parts of gxreport that a file imports, wherever in it."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            found += (f"{node.module}.{alias.name}" for alias in node.names)
    return {name.split(".")[1] for name in found if name.startswith("gxreport.")}


def test_every_part_has_its_layer():
    parts = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert parts - set(HEIGHT) == set()


def test_lower_layers_never_import_higher_ones():
    files = {file: file.relative_to(ROOT).parts[0].removesuffix(".py") for file in ROOT.rglob("*.py")}
    wrong = [
        f"{file.relative_to(ROOT)} imports {other}"
        for file, part in files.items()
        for other in imported(file)
        if part in HEIGHT and HEIGHT.get(other, -1) > HEIGHT[part]
    ]
    assert sorted(wrong) == []

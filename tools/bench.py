"""Times checking beside other programs doing comparable work, in one run. Prints; passes no judgement.

Read the ratios; the times are medians in milliseconds.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from timing import in_turn, process, table

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "report-2023.yaml"
SCRIPTS = Path(sys.executable).parent
PARAGRAPH = (
    "  政策文件公布后三个工作日内配发解读材料，能用图说清的不用长文，办事指南每月核对一次，变更当日修改。\n"
)


def ten_kilobytes() -> str:
    """A report of 10 KB: the clean example, its figures written out, its first section made longer."""
    from gxreport.readers import read
    from gxreport.renderers.report_yaml import render

    text = render(read(EXAMPLE.name, EXAMPLE.read_bytes()).report).decode()
    head, table, rest = text.partition("\n主动公开:")
    while len((head + table + rest).encode()) < 10_240:
        head += PARAGRAPH.rstrip("\n") if head.endswith("\n") else "\n" + PARAGRAPH.rstrip("\n")
    return head + "\n" + table + rest


def whole_processes(folder: Path, text: str) -> None:
    """One file as a whole process, beside Python alone and a validator of JSON Schema."""
    report = folder / "report.yaml"
    report.write_text(text, encoding="utf-8")
    schema = folder / "schema.json"
    schema.write_text(json.dumps({"type": "object", "required": ["机关", "年度"]}), encoding="utf-8")
    python = sys.executable
    medians = in_turn(
        15,
        {
            "python -c pass": process(python, "-c", "pass"),
            "check-jsonschema report.yaml": process(
                str(SCRIPTS / "check-jsonschema"), "--schemafile", str(schema), str(report)
            ),
            "gxreport validate report.yaml": process(str(SCRIPTS / "gxreport"), "validate", str(report)),
        },
    )
    table("Whole process, ratio to python -c pass", medians, "python -c pass")
    ratio = medians["gxreport validate report.yaml"] / medians["check-jsonschema report.yaml"]
    print(f"  gxreport to check-jsonschema: {ratio:.2f}")


def in_process(text: str) -> None:
    """Reading and checking one report, beside PyYAML's own parsing of the same text."""
    import yaml

    from gxreport.catalogue import selected
    from gxreport.checking import check
    from gxreport.readers import read
    from gxreport.readers.yaml import compose

    data, rules = text.encode(), selected()
    reading = read("report.yaml", data)
    medians = in_turn(
        300,
        {
            "yaml.load(text, CSafeLoader)": lambda: yaml.load(data, yaml.CSafeLoader),
            "compose with places (part of reading)": lambda: compose(text),
            "reading": lambda: read("report.yaml", data),
            "all rules": lambda: check(reading, rules),
            "reading and all rules": lambda: check(read("report.yaml", data), rules),
        },
    )
    size = len(data) / 1024
    table(
        f"In process, a report of {size:.1f} KB, ratio to CSafeLoader",
        medians,
        "yaml.load(text, CSafeLoader)",
    )


def main() -> None:
    """Run all comparisons."""
    text = ten_kilobytes()
    with tempfile.TemporaryDirectory() as folder:
        whole_processes(Path(folder), text)
    in_process(text)


if __name__ == "__main__":
    main()

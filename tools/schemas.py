"""Writes the published JSON Schema of reports, which the code makes from the form."""

import json
from pathlib import Path

from gxreport.schema import report_schema

SCHEMA = Path(__file__).parent.parent / "schemas" / "report.schema.json"

if __name__ == "__main__":
    SCHEMA.write_text(json.dumps(report_schema(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

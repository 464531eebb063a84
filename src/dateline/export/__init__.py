"""One format, one file; `write` picks it."""

from __future__ import annotations

from pathlib import Path

from dateline.export.csv_file import write_csv
from dateline.export.jsonl_file import write_jsonl
from dateline.export.parquet_file import write_parquet
from dateline.export.target import Watch
from dateline.store import Desk, Query

FORMATS = {"jsonl": (write_jsonl, "records"), "csv": (write_csv, "events"), "parquet": (write_parquet, "events")}


def write(desk: Desk, query: Query, form: str, path: Path, watch: Watch) -> tuple[int, str]:
    """Write what a query finds in one of FORMATS; how many of what was written."""
    writer, what = FORMATS[form]
    return writer(desk, query, path, watch), what

"""Parquet: one event a row, typed columns."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dateline.errors import UsageError
from dateline.export.csv_file import write_csv
from dateline.export.target import Watch, replacing
from dateline.store import Desk, EventRow, Query

NUMBERS = {
    "quad": "TINYINT",
    "score": "DOUBLE",
    "goldstein": "DOUBLE",
    "confidence": "DOUBLE",
    "lat": "DOUBLE",
    "lon": "DOUBLE",
}
DATES = {"date_start", "date_end", "published"}


def write_parquet(desk: Desk, query: Query, path: Path, watch: Watch) -> int:
    """Write the events a query finds through DuckDB; days are DATE, numbers are numbers, the rest is text."""
    if str(path) == "-":
        raise UsageError("Parquet cannot go to standard output; name a file")
    types = {c: NUMBERS.get(c, "DATE" if c in DATES else "VARCHAR") for c in EventRow.__struct_fields__}
    with replacing(path) as beside:
        rows = beside.with_suffix(".csv")
        try:
            total = write_csv(desk, query, rows, watch)
            columns = "{" + ", ".join(f"'{c}': '{t}'" for c, t in types.items()) + "}"
            with duckdb.connect() as db:
                db.execute(
                    f"COPY (SELECT * FROM read_csv(?, header = true, quote = '\"', columns = {columns})) TO '{_quoted(beside)}' "
                    "(FORMAT parquet, COMPRESSION zstd)",
                    [str(rows)],
                )
        finally:
            rows.unlink(missing_ok=True)
    return total


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")

"""CSV: one event a row, UTF-8, header line."""

from __future__ import annotations

import csv
from pathlib import Path

import msgspec

from dateline.export.target import Watch, text_target
from dateline.store import Desk, EventRow, Query


def write_csv(desk: Desk, query: Query, path: Path, watch: Watch) -> int:
    """Write the events a query finds; the columns are the fields of `store.EventRow`."""
    total, rows = desk.find(query)
    with text_target(path) as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(EventRow.__struct_fields__)
        for row in watch(rows, total):
            writer.writerow(["" if v is None else v for v in msgspec.structs.astuple(row)])
    return total

"""Lists, as a table to read, JSON or CSV. The number of rows in all is always told."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence

import msgspec
from rich.console import Console
from rich.table import Table

COLUMNS = {
    "events": ("date_start", "event", "modes", "actors", "recipients", "place", "status", "auxiliary", "id"),
    "articles": ("published", "headline", "agency", "events", "id"),
}


def print_rows(rows: Sequence[msgspec.Struct], form: str, total: int, offset: int, what: str) -> None:
    """Print rows of one kind (`events` or `articles`)."""
    if form == "json":
        print(msgspec.json.encode({"total": total, "offset": offset, what: rows}).decode())
        return
    if form == "csv":
        _csv(rows)
    else:
        _table(rows, what)
    if form == "text" or len(rows) < total:
        shown = f"{offset + 1}–{offset + len(rows)} of {total}" if len(rows) < total else str(total)
        print(f"{shown} {what}", file=sys.stderr)


def _csv(rows: Sequence[msgspec.Struct]) -> None:
    if not rows:
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(rows[0].__struct_fields__)
    for row in rows:
        writer.writerow(["" if v is None else v for v in msgspec.structs.astuple(row)])


def _table(rows: Sequence[msgspec.Struct], what: str) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in COLUMNS[what]:
        table.add_column(column.replace("_start", ""), overflow="fold", no_wrap=column == "id")
    for row in rows:
        table.add_row(*(_cell(getattr(row, c)) for c in COLUMNS[what]))
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("[", "\\[")

"""Lists, as a table to read, JSON or CSV. The number of rows in all is always told."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence

import msgspec
from rich.console import Console
from rich.table import Table

from dateline.store import ArticleRow, EventRow, PrintingRow, StoryRow

ROWS: dict[str, type[msgspec.Struct]] = {
    "events": EventRow, "articles": ArticleRow, "stories": StoryRow, "printings": PrintingRow,
}  # fmt: skip
COLUMNS = {
    "events": ("date_start", "event", "modes", "actors", "recipients", "place", "status", "auxiliary", "id"),
    "articles": ("published", "headline", "agency", "events", "id"),
    "stories": ("first", "last", "printings", "headline", "agencies", "id"),
    "printings": ("published", "headline", "agency", "source", "article"),
}
WIDE = 200  # columns of a table that goes to a file or pipe


def print_rows(rows: Sequence[msgspec.Struct], form: str, total: int, offset: int, what: str) -> None:
    """Print rows of one kind (a key of ROWS)."""
    if form == "json":
        print(msgspec.json.encode({"total": total, "offset": offset, what: rows}).decode())
        return
    if form == "csv":
        print_csv(ROWS[what].__struct_fields__, (msgspec.structs.astuple(row) for row in rows))
    elif rows:
        _table(rows, what)
    if form == "text" or len(rows) < total:
        shown = f"{offset + 1}–{offset + len(rows)} of {total}" if 0 < len(rows) < total else f"{len(rows)} of {total}"
        print(f"{total if len(rows) == total else shown} {what}", file=sys.stderr)


def print_csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """A header line and rows as CSV; None is an empty cell."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(["" if v is None else v for v in row])


def _table(rows: Sequence[msgspec.Struct], what: str) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in COLUMNS[what]:
        table.add_column(column.replace("_start", ""), overflow="fold", no_wrap=column in {"id", "article"})
    for row in rows:
        table.add_row(*(_cell(getattr(row, c)) for c in COLUMNS[what]))
    Console(width=None if sys.stdout.isatty() else WIDE).print(table)


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("[", "\\[")

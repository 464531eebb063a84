"""Tables: CSV or TSV with one event a row."""

from __future__ import annotations

import csv
import io
import re
from functools import cache

from dateline.errors import UsageError
from dateline.lexicon.tables import DATA, read_table
from dateline.review.draft import Draft
from dateline.review.parties import parties_of

COLUMNS = ("doc", "event", "source", "target", "text")
NEEDED = ("doc", "event")
DELIMITERS = ",\t;|"


@cache
def likely() -> dict[str, tuple[str, ...]]:
    """Column → headers it is looked for under, the likeliest first. Raises DataError."""
    out: dict[str, tuple[str, ...]] = dict.fromkeys(COLUMNS, ())
    for row in read_table(DATA / "review" / "columns.tsv", ("column", "name")):
        if row["column"] not in COLUMNS:
            raise row.error(f"column must be one of {', '.join(COLUMNS)}, not {row['column']!r}")
        out[row["column"]] += (row["name"],)
    return out


def read_rows_of_table(text: str, draft: Draft, given: dict[str, str]) -> None:
    """Add every row to a draft. Raises UsageError when a column that is needed or named is not there."""
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(DELIMITERS, key=head.count))
    header = [cell.strip() for cell in next(reader)]
    draft.columns = columns = _columns(header, draft.name, given)
    at = {column: header.index(name) for column, name in columns.items()}
    end = reader.line_num
    while True:
        start, row = end + 1, []
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as e:
            draft.bad(f"line {start}", str(e))
        end = reader.line_num
        if not any(cell.strip() for cell in row):
            continue
        draft.rows += 1
        cells = {column: row[i].strip() if i < len(row) else "" for column, i in at.items()}
        where = f"line {start}"
        if len(row) > len(header):
            draft.bad(where, f"{len(row)} cells under {len(header)} headers; a cell that holds the delimiter needs quotes")
        elif not cells["doc"]:
            draft.bad(where, f"no document in column {columns['doc']!r}")
        else:
            _row(draft, where, cells)


def _row(draft: Draft, where: str, cells: dict[str, str]) -> None:
    sources, targets = parties_of(cells.get("source", "")), parties_of(cells.get("target", ""))
    key = draft.document(cells["doc"], cells.get("text") or None)
    try:
        draft.event(key, where, cells["event"], sources, targets)
    except LookupError:
        draft.unknown(where, cells["event"], key)
    except ValueError as e:
        draft.bad(where, str(e), key)


def _columns(header: list[str], file: str, given: dict[str, str]) -> dict[str, str]:
    there = f"its columns are {', '.join(header)}"
    found = {}
    for column, name in given.items():
        if column not in COLUMNS:
            raise UsageError(f"--column maps {', '.join(COLUMNS)}, not {column!r}")
        if name not in header:
            raise UsageError(f"{file} has no column {name!r}; {there}")
        found[column] = name
    by_key = {_key(name): name for name in reversed(header)}
    for column in COLUMNS:
        taken = set(found.values())
        guess = next((by_key[n] for n in likely()[column] if n in by_key and by_key[n] not in taken), None)
        if column not in found and guess:
            found[column] = guess
        if column in NEEDED and column not in found:
            raise UsageError(f"{file} has no column for {column}; {there}. Name it: --column {column}=HEADER")
    return found


def _key(header: str) -> str:
    return re.sub(r"[\s_-]+", "", header).lower()

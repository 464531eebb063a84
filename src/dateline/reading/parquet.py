"""Parquet: one article a row, read by DuckDB a few rows at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import NamedTemporaryFile
from typing import BinaryIO, cast

import duckdb

from dateline.reading.columns import NoColumns, choose, row_page
from dateline.reading.containers import spool
from dateline.reading.origin import Origin
from dateline.records import Failure, Page

MAGIC = b"PAR1"
ROWS = 64  # rows fetched together
SAMPLE = 40


class ParquetReader:
    """Reads the rows of a Parquet file; one inside an archive is laid in a temporary file first."""

    form = "parquet"

    def score(self, head: bytes, name: str) -> float:
        return 1.0 if head.startswith(MAGIC) else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
        with ExitStack() as stack:
            if origin.whole and origin.path is not None and os.path.isfile(origin.path):
                path = origin.path
            else:
                copy = stack.enter_context(NamedTemporaryFile(suffix=".parquet"))
                spool(stream, cast(BinaryIO, copy), origin)
                path = copy.name
            db = stack.enter_context(duckdb.connect(config={"threads": 1, "memory_limit": "1GB"}))
            try:
                yield from _rows(db, path, origin)
            except duckdb.Error as error:
                why = str(error).replace(path, origin.id).split("\n")[0]
                yield origin.failure("not-readable", f"{origin.id} cannot be read as Parquet ({why}); write it again.")


def _rows(db: duckdb.DuckDBPyConnection, path: str, origin: Origin) -> Iterator[Page | Failure]:
    described = db.execute("DESCRIBE SELECT * FROM read_parquet(?)", [_literal(path)]).fetchall()
    header = [str(row[0]) for row in described]
    types = {str(row[0]): str(row[1]) for row in described}
    cells = ", ".join(_short(name, types[name]) for name in header)
    sample = db.execute(f"SELECT {cells} FROM read_parquet(?) LIMIT {SAMPLE}", [_literal(path)]).fetchall()
    try:
        roles = choose(header, origin.wishes.columns, sample)
    except NoColumns as error:
        yield origin.failure("no-column", f"{origin.id}: {error}.")
        return
    wanted = sorted(set(roles.values()))
    place = {role: wanted.index(at) for role, at in roles.items()}
    limit = origin.limits.item_bytes
    columns = ", ".join(_bounded(header[at], types[header[at]], limit) for at in wanted)
    over = " OR ".join(f"strlen({_quoted(header[at])}) > {limit}" for at in wanted if types[header[at]] == "VARCHAR") or "false"
    found = db.execute(f"SELECT {columns}, {over} FROM read_parquet(?)", [_literal(path)])
    number = 0
    while rows := found.fetchmany(ROWS):
        for row in rows:
            number += 1
            where = f"{origin.id}:{number}"
            if row[-1]:
                yield origin.failure(
                    "too-large", f"{where}: the row is larger than the limit of {origin.limits.describe()} for one item; "
                    "raise the limit (item_bytes). The other rows are read.", id=where,
                )
            else:
                yield row_page(row[:-1], place, origin, where)
    if not number:
        yield origin.failure("empty", f"{origin.id} holds no row; there is nothing to read.")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(path: str) -> str:
    """A path that DuckDB takes for itself, not for a pattern."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in path)


def _short(name: str, kind: str) -> str:
    return f"{_quoted(name)}[:2000]" if kind == "VARCHAR" else "NULL"


def _bounded(name: str, kind: str, limit: int) -> str:
    """A column as its row needs it: texts up to the limit, blobs as text, everything else as it is."""
    column = _quoted(name)
    if kind == "VARCHAR":
        return f"CASE WHEN strlen({column}) <= {limit} THEN {column} END"
    return f"decode({column})" if kind == "BLOB" else column

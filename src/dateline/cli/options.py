"""Options that several verbs share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from dateline.cli.samples import sample_pages
from dateline.errors import ReadError, UsageError
from dateline.lexicon.packs import Pack, find_packs
from dateline.reading import Limits, read
from dateline.reading.columns import role_of
from dateline.reading.origin import Wishes
from dateline.reading.reader import reader_of
from dateline.records import Failure, Page
from dateline.store import Query

MEGABYTE = 1_000_000

DeskPath = Annotated[Path, Parameter(name=["--desk", "-d"], env_var="DATELINE_DESK", help="Folder of the desk.")]
Workers = Annotated[int | None, Parameter(name=["--workers", "-w"], help="Worker processes; default: all cores.")]
Sample = Annotated[bool, Parameter(name="--sample", negative="", help="Take the pages that ship with dateline.")]
LimitMb = Annotated[float, Parameter(help="Largest single item that is read, in megabytes.")]
From = Annotated[str | None, Parameter(
    name=["--from"], help="Read every file as this form (text, html, jsonl, csv, feed, warc …), whatever it looks like.")]
Column = Annotated[list[str] | None, Parameter(
    name=["--column"], negative="", help="Column of a table that holds a field, as FIELD=NAME. May stand more than once.")]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON.")]
Csv = Annotated[bool, Parameter(name="--csv", negative="", help="Print CSV.")]
Lexicon = Annotated[list[str] | None, Parameter(
    name=["--lexicon", "-l"], negative="",
    help="Lay a pack over the lexicon: its folder, or the name of an installed one. May stand more than once.")]
DEFAULT_DESK = Path("news.desk")


def packs_of(lexicon: list[str] | None) -> tuple[Pack, ...]:
    """The packs that are asked for, read once so that a wrong one is told at once. Raises UsageError and DataError."""
    if not lexicon:
        return ()
    from dateline.lexicon.ready import ready

    return ready(find_packs(lexicon))


def one_format(json: bool, csv: bool) -> str:
    """`json`, `csv` or `text`. Raises UsageError when both are asked for."""
    if json and csv:
        raise UsageError("give --json or --csv, not both")
    return "json" if json else "csv" if csv else "text"


def check_query(query: Query) -> Query:
    """The query, checked before a desk is opened. Raises UsageError."""
    if (query.limit is not None and query.limit < 0) or query.offset < 0:
        raise UsageError("--limit and --offset count rows; give 0 or more")
    query.where()
    return query


def pages_of(
    verb: str, paths: tuple[str, ...], sample: bool, limit_mb: float, workers: int | None,
    form: str | None = None, column: list[str] | None = None,
) -> Iterator[Page | Failure]:
    """The pages a verb is asked to read. Raises UsageError when it is asked for none, or for what cannot be."""
    if not paths and not sample:
        raise UsageError(f"give at least one path, - for standard input, or --sample (dateline {verb} --help)")
    if workers is not None and workers < 1:
        raise UsageError("--workers needs 1 or more")
    if limit_mb <= 0:
        raise UsageError("--limit-mb needs more than 0")
    wishes = wishes_of(form, column)
    targets: list[str | Path] = [*([sample_pages()] if sample else []), *paths]
    return read(targets, stdin=sys.stdin.buffer, limits=Limits(item_bytes=int(limit_mb * MEGABYTE)), wishes=wishes)


def wishes_of(form: str | None, column: list[str] | None) -> Wishes:
    """What `--from` and `--column` ask for. Raises UsageError."""
    if form is not None:
        try:
            reader_of(form)
        except ReadError as error:
            raise UsageError(str(error)) from error
    pairs = []
    for given in column or []:
        field, equals, name = given.partition("=")
        if not equals or not name:
            raise UsageError(f"--column needs FIELD=NAME (--column text=Body), not {given!r}")
        try:
            pairs.append((role_of(field), name))
        except ValueError as error:
            raise UsageError(f"--column {given}: {error}") from error
    return Wishes(form=form, columns=tuple(pairs))

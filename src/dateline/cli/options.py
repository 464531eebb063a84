"""Options that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from dateline.errors import UsageError
from dateline.store import Query

DeskPath = Annotated[Path, Parameter(name=["--desk", "-d"], env_var="DATELINE_DESK", help="Folder of the desk.")]
Workers = Annotated[int | None, Parameter(name=["--workers", "-w"], help="Worker processes; default: all cores.")]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON.")]
Csv = Annotated[bool, Parameter(name="--csv", negative="", help="Print CSV.")]
DEFAULT_DESK = Path("news.desk")


def one_format(json: bool, csv: bool) -> str:
    """`json`, `csv` or `text`. Raises UsageError when both are asked for."""
    if json and csv:
        raise UsageError("give --json or --csv, not both")
    return "json" if json else "csv" if csv else "text"


def check_query(query: Query) -> Query:
    """The query, checked before a desk is opened. Raises UsageError."""
    query.where()
    return query

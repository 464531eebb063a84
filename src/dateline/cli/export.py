"""`dateline export`: a desk as files that others read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from dateline.cli.options import DEFAULT_DESK, DeskPath, check_query
from dateline.cli.progress import watched
from dateline.errors import UsageError
from dateline.export import FORMATS, write
from dateline.store import Desk, Query


def export(
    path: Path,
    *,
    desk: DeskPath = DEFAULT_DESK,
    format: Annotated[Literal["jsonl", "csv", "parquet"] | None, Parameter(name=["--format", "-f"], help="Default: by the path's ending.")] = None,
    actor: str | None = None,
    recipient: str | None = None,
    party: str | None = None,
    event: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> int:
    """Write a desk: JSONL holds whole records, CSV and Parquet one event a row. `-` writes JSONL or CSV to standard output.

    Examples:

    - `dateline export events.parquet --desk news`
    - `dateline export china.csv --party China --since 2023`
    """
    form = format or path.suffix.lstrip(".")
    if form not in FORMATS:
        raise UsageError(f"{path} does not say which format; add --format {', '.join(FORMATS)}")
    query = check_query(Query(actor=actor, recipient=recipient, party=party, event=event, since=since, until=until))
    with Desk.open(Path(desk)) as open_desk:
        n, what = write(open_desk, query, form, path, lambda items, total: watched(items, "writing", total))
    if str(path) != "-":
        print(f"{n} {what} written to {path}")
    return 0

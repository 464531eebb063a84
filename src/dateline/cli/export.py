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

Form = Literal["jsonl", "csv", "parquet"]


def export(
    path: Path,
    /,
    *,
    desk: DeskPath = DEFAULT_DESK,
    format: Annotated[Form | None, Parameter(name=["--format", "-f"], help="Default: by the path's ending.")] = None,
    actor: Annotated[str | None, Parameter(help="Only events by this party.")] = None,
    recipient: Annotated[str | None, Parameter(help="Only events towards this party.")] = None,
    party: Annotated[str | None, Parameter(help="Only events with this party on either side.")] = None,
    event: Annotated[str | None, Parameter(help="Only events of this PLOVER category.")] = None,
    since: Annotated[str | None, Parameter(help="First day: 2023-03-01, 2023-03 or 2023.")] = None,
    until: Annotated[str | None, Parameter(help="Last day.")] = None,
) -> int:
    """Write a desk: JSONL holds whole records, CSV and Parquet one event a row. `-` is standard output (JSONL, CSV).

    For example:

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

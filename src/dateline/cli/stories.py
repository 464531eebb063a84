"""`dateline stories`: which articles of a desk are printings of one story."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from dateline.cli.options import DEFAULT_DESK, Csv, DeskPath, Json, one_format
from dateline.cli.tables import print_rows
from dateline.store import Desk


def stories(
    story: str | None = None,
    /,
    *,
    desk: DeskPath = DEFAULT_DESK,
    least: Annotated[int, Parameter(help="Printings that a story has at least; 1 lists all.")] = 2,
    limit: Annotated[int | None, Parameter(help="Rows to print; default: all.")] = None,
    offset: Annotated[int, Parameter(help="Rows to pass over.")] = 0,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """List the stories of a desk that were printed more than once, most printed first; with the id of a STORY its printings.

    A story that three papers print is three articles and one story. Full, cut, edited and brief printings are joined; digests of
    several stories and notices that come again with other figures stay apart.

    For example:

    - `dateline stories --desk news`
    - `dateline stories sto_3f2a --desk news`
    - `dateline stories --least 1 --csv > stories.csv`
    """
    form = one_format(json, csv)
    with Desk.open(Path(desk)) as open_desk:
        if story is not None:
            rows = open_desk.printings(story)
            print_rows(rows, form, len(rows), 0, "printings")
            return 0
        total, found = open_desk.stories(least, limit, offset)
    print_rows(found, form, total, offset, "stories")
    return 0

"""`dateline find`: events, articles and quotes of a desk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from dateline.cli.options import DEFAULT_DESK, Csv, DeskPath, Json, check_query, one_format
from dateline.cli.tables import print_rows
from dateline.store import Desk, Query

Text = str | None


def find(
    *words: str,
    desk: DeskPath = DEFAULT_DESK,
    actor: Annotated[Text, Parameter(help="Who acts: country (code or name), sector, or part of a name.")] = None,
    recipient: Annotated[Text, Parameter(help="Who is acted upon.")] = None,
    party: Annotated[Text, Parameter(help="Either side.")] = None,
    event: Annotated[Text, Parameter(name=["--event", "--category"], help="PLOVER category.")] = None,
    mode: Annotated[Text, Parameter(help="PLOVER mode, such as visit or arrest.")] = None,
    context: Annotated[Text, Parameter(help="PLOVER context, such as military or election.")] = None,
    quad: Annotated[int | None, Parameter(help="1 verbal, 2 material cooperation; 3, 4 conflict.")] = None,
    status: Annotated[Text, Parameter(help="asserted, reported, alleged or denied.")] = None,
    auxiliary: Annotated[Text, Parameter(help="historical, future, hypothetical, negation, or none.")] = None,
    cameo: Annotated[Text, Parameter(help="CAMEO code or its beginning.")] = None,
    place: Annotated[Text, Parameter(help="Part of a place name, or a country.")] = None,
    since: Annotated[Text, Parameter(help="First day: 2023-03-01, 2023-03 or 2023.")] = None,
    until: Annotated[Text, Parameter(help="Last day.")] = None,
    articles: Annotated[bool, Parameter(negative="", help="List articles instead of events.")] = False,
    limit: Annotated[int | None, Parameter(help="Rows to print; default: all.")] = None,
    offset: Annotated[int, Parameter(help="Rows to pass over.")] = 0,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """Find events in a desk, newest first. All filters must hold; WORDS search the text.

    For example:

    - `dateline find --actor China --event CONSULT`
    - `dateline find ceasefire talks --since 2023-02 --csv > talks.csv`
    - `dateline find --articles "peace plan"`
    """
    form = one_format(json, csv)
    query = check_query(Query(
        actor=actor, recipient=recipient, party=party, event=event, mode=mode, context=context, quad=quad,
        status=status, auxiliary=auxiliary, cameo=cameo, place=place, since=since, until=until,
        words=" ".join(words) or None, limit=limit, offset=offset))
    with Desk.open(Path(desk)) as open_desk:
        total, rows = open_desk.articles(query) if articles else open_desk.find(query)
    print_rows(rows, form, total, offset, "articles" if articles else "events")
    return 0

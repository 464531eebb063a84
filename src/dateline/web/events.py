"""The list of events with its filters, and one event."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from dateline.export.csv_file import write_csv
from dateline.lexicon.codebook import CATEGORIES
from dateline.records import Status
from dateline.web.asking import AUXILIARIES, filters, modes, query_of, turn
from dateline.web.charts import timeline
from dateline.web.marks import Found
from dateline.web.render import EVENT_ID, answer, item_id, open_desk, wants_json
from dateline.web.views import event_view, passage

SHOWN = ("words", "actor", "recipient", "party", "event", "mode", "status", "auxiliary", "place", "since", "until")


def events_page(request: Request) -> Response:
    """`/events?actor=China&event=CONSULT`, newest first."""
    query = query_of(request)
    with open_desk(request) as desk:
        total, rows = desk.find(query)
        tallies = desk.tally(query) if not wants_json(request) else []
    given = filters(request)
    others = [(k, v, "/events?" + urlencode({x: y for x, y in given.items() if x != k}))
              for k, v in given.items() if k not in SHOWN]
    values = {
        "rows": rows, "turn": turn(request, total, query), "others": others, "given": given, "asked": urlencode(given),
        "months": timeline(tallies, given),
        "choices": {"event": CATEGORIES, "mode": (*modes(), "none"), "status": get_args(Status),
                    "auxiliary": AUXILIARIES},
    }
    return answer(request, "events.html", values, data={"total": total, "offset": query.offset, "events": rows})


def events_csv(request: Request) -> Response:
    """`/events.csv?…`: every event of the same question, as `dateline export` writes it."""
    query = query_of(request, paged=False)
    with open_desk(request) as desk, TemporaryDirectory() as folder:
        path = Path(folder) / "events.csv"
        write_csv(desk, query, path, lambda rows, _total: iter(rows))
        body = path.read_bytes()
    return Response(body, media_type="text/csv", headers={"Content-Disposition": 'attachment; filename="events.csv"'})


def event_page(request: Request) -> Response:
    """`/events/rep_…` with its why."""
    with open_desk(request) as desk:
        record, report = desk.event(item_id(request, EVENT_ID))
    values = {"view": event_view(Found(record), report), "article": record.article, "passage": passage(record, report)}
    return answer(request, "event.html", values, data=report)

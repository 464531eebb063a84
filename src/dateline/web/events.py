"""The list of events with its filters, and one event."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dateline.lexicon.codebook import CATEGORIES
from dateline.web.render import answer, open_desk, query_of, turn
from dateline.web.views import event_view

FILTERS = ("actor", "recipient", "event", "mode", "status", "place", "since", "until", "words")


def events_page(request: Request) -> Response:
    """`/events?actor=China&event=CONSULT`, newest first."""
    query = query_of(request)
    with open_desk(request) as desk:
        total, rows = desk.find(query)
        statuses = list(desk.facets("status"))
    values = {"rows": rows, "turn": turn(request, total, query), "categories": CATEGORIES, "statuses": statuses, "filters": FILTERS}
    return answer(request, "events.html", values, data={"total": total, "offset": query.offset, "events": rows})


def event_page(request: Request) -> Response:
    """`/events/rep_…` with its why."""
    with open_desk(request) as desk:
        record, report = desk.event(request.path_params["id"].removesuffix(".json"))
    return answer(request, "event.html", {"view": event_view(record, report), "article": record.article}, data=report)

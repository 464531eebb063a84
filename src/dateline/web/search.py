"""The front page: search the articles of the desk."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dateline.web.render import answer, open_desk, query_of, turn


def search_page(request: Request) -> Response:
    """Articles that match, newest first; with no words, all."""
    query = query_of(request)
    with open_desk(request) as desk:
        total, rows = desk.articles(query)
        counts, facets = desk.counts(), desk.facets("event")
    values = {"rows": rows, "counts": counts, "facets": facets, "turn": turn(request, total, query)}
    return answer(request, "search.html", values, data={"total": total, "offset": query.offset, "articles": rows})

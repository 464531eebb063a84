"""One article: the copy as given, furniture greyed, everything found marked."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dateline.records import Record
from dateline.web.marks import lines
from dateline.web.render import answer, open_desk
from dateline.web.views import event_views, quote_views


def article_values(record: Record) -> dict[str, object]:
    """What the article template shows."""
    return {"record": record, "article": record.article, "lines": lines(record), "events": event_views(record),
            "quotes": quote_views(record), "actors": record.actors}


def article_page(request: Request) -> Response:
    """`/articles/art_…`, and its record as `/articles/art_….json`."""
    with open_desk(request) as desk:
        record = desk.record(request.path_params["id"].removesuffix(".json"))
    return answer(request, "article.html", article_values(record), data=record)

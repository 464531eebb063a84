"""One article: the copy as given, furniture greyed, everything found marked."""

from __future__ import annotations

from bisect import bisect_right

from starlette.requests import Request
from starlette.responses import Response

from dateline.records import Record
from dateline.web.marks import lines
from dateline.web.render import ARTICLE_ID, answer, item_id, open_desk
from dateline.web.views import event_views, quote_views

TOLD = frozenset({"headline", "subhead", "body", "dateline", "byline", "caption", "correction"})  # the rest is greyed


def article_values(record: Record) -> dict[str, object]:
    """What the article template shows. `at` maps an offset to the anchor of its line."""
    shown = lines(record)
    starts = [x.start for x in shown]
    return {"record": record, "article": record.article, "lines": shown, "events": event_views(record),
            "quotes": quote_views(record), "actors": record.actors, "told": TOLD,
            "at": lambda offset: f"line{max(0, bisect_right(starts, offset) - 1)}"}


def article_page(request: Request) -> Response:
    """`/articles/art_…`, and its record as `/articles/art_….json`."""
    with open_desk(request) as desk:
        record = desk.record(item_id(request, ARTICLE_ID))
    return answer(request, "article.html", article_values(record), data=record)

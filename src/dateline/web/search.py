"""The front page: search the articles of the desk."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dateline.store.desk import MARKED
from dateline.web.asking import filters, query_of, turn
from dateline.web.charts import category_bars, timeline
from dateline.web.render import answer, open_desk


def search_page(request: Request) -> Response:
    """Articles that match, newest first; with no words, all."""
    query = query_of(request)
    with open_desk(request) as desk:
        total, rows = desk.articles(query)
        counts, tallies = desk.counts(), desk.tally(query)
        found = desk.snippets(query.words, [r.id for r in rows]) if query.words else {}
    given = filters(request)
    values = {
        "rows": rows, "counts": counts, "turn": turn(request, total, query), "given": given,
        "bars": category_bars(tallies, given), "months": timeline(tallies, given),
        "snippets": {k: hits(v) for k, v in found.items()},
    }
    return answer(request, "search.html", values, data={"total": total, "offset": query.offset, "articles": rows})


def hits(snippet: str) -> list[tuple[bool, str]]:
    """A snippet as (was searched for, text) pieces."""
    out: list[tuple[bool, str]] = []
    for n, part in enumerate(snippet.split(MARKED[0])):
        word, closed, rest = part.partition(MARKED[1]) if n else ("", "", part)
        out += [(True, word)] * bool(closed) + [(False, rest if closed or not n else part)]
    return [(hit, text) for hit, text in out if text]

"""Templates, and the JSON twin of every page."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dateline import __version__
from dateline.errors import UsageError
from dateline.store import Desk, Query

PAGE = 50


@cache
def environment() -> Environment:
    """Templates; everything is escaped."""
    env = Environment(loader=PackageLoader("dateline.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.globals["version"] = __version__
    env.filters["percent"] = lambda x: f"{x:.0%}"
    env.filters["signed"] = lambda x: "–" if x is None else f"{x:+g}"
    return env


def wants_json(request: Request) -> bool:
    """The `.json` twin was asked for."""
    return request.url.path.endswith(".json")


def answer(request: Request, template: str, values: dict[str, Any], *, data: Any = None, status: int = 200) -> Response:
    """The page, or its twin with `data` (default: the values)."""
    if wants_json(request):
        body = msgspec.json.encode(values if data is None else data, enc_hook=str)
        return Response(body, status, media_type="application/json")
    html = environment().get_template(template).render(path=request.url.path, query=dict(request.query_params), **values)
    return HTMLResponse(html, status)


def open_desk(request: Request) -> Desk:
    """The desk of this server, opened for one request."""
    return Desk.open(request.app.state.desk)


def query_of(request: Request) -> Query:
    """The query in a URL, with the names of `store.Query`. Raises UsageError for a value that does not fit."""
    given = {k: v.strip() for k, v in request.query_params.items() if v.strip() and k in Query.__struct_fields__}
    given.setdefault("limit", str(PAGE))
    try:
        query = msgspec.convert(given, Query, strict=False)
    except msgspec.ValidationError as e:
        raise UsageError(f"the address asks for something odd: {e}") from None
    query.where()
    return query


def turn(request: Request, total: int, query: Query) -> dict[str, Any]:
    """Links to the pages before and after."""
    size = query.limit or total or 1

    def link(offset: int) -> str:
        return "?" + urlencode({**dict(request.query_params), "offset": offset})

    return {
        "first": query.offset + 1 if total else 0, "last": min(query.offset + size, total), "total": total,
        "before": link(max(0, query.offset - size)) if query.offset else None,
        "after": link(query.offset + size) if query.offset + size < total else None,
    }

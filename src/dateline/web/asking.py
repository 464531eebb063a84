"""The question in an address: read, checked, and written back into links."""

from __future__ import annotations

from typing import Any, get_args
from urllib.parse import urlencode

import msgspec
from starlette.requests import Request

from dateline.errors import UsageError
from dateline.lexicon.codebook import load_codebook
from dateline.records import Status
from dateline.store import Query
from dateline.web.render import HIDDEN

PAGE = 50  # rows a page, unless asked otherwise
LONGEST_PAGE = 1000
AUXILIARIES = ("historical", "future", "hypothetical", "negation", "none")
FURTHEST = 10**9  # rows; SQLite's own integers end far later


def query_of(request: Request, *, paged: bool = True) -> Query:
    """The query in an address, with the names of `store.Query`. Raises UsageError for what does not fit."""
    unknown = sorted(set(request.query_params) - set(Query.__struct_fields__))
    if unknown:
        raise UsageError(f"there is no filter {unknown[0]!r}; filters are {', '.join(Query.__struct_fields__)}")
    given = {k: HIDDEN.sub(" ", v).strip() for k, v in request.query_params.items()}
    given = {k: v for k, v in given.items() if v}
    if paged:
        given.setdefault("limit", str(PAGE))
    try:
        query = msgspec.convert(given, Query, strict=False)
    except msgspec.ValidationError as e:
        raise UsageError(f"the address asks for something odd: {e}") from None
    _check(query)
    query.where()
    return query


def _check(query: Query) -> None:
    """Values that would find nothing for ever are told, not searched for."""
    if query.limit is not None and not 1 <= query.limit <= LONGEST_PAGE:
        raise UsageError(f"limit is 1 to {LONGEST_PAGE}, not {query.limit}")
    if not 0 <= query.offset <= FURTHEST:
        raise UsageError(f"offset is 0 or more, not {query.offset}")
    if query.quad is not None and not 1 <= query.quad <= 4:
        raise UsageError(f"quad is 1 to 4, not {query.quad}")
    if query.words is not None and not any(c.isalnum() for c in query.words):
        raise UsageError(f"there is no word to search for in {query.words!r}")
    closed = (("status", query.status, get_args(Status)), ("auxiliary", query.auxiliary, AUXILIARIES),
              ("mode", query.mode, (*modes(), "none")))
    for name, value, allowed in closed:
        if value is not None and value not in allowed:
            raise UsageError(f"{value!r} is no {name}; they are {', '.join(allowed)}")


def modes() -> list[str]:
    """Names of all modes of the codebook."""
    return sorted({m for c in load_codebook().categories.values() for m in c.modes})


def filters(request: Request) -> dict[str, str]:
    """The filters given, without the paging: what links to the same question keep."""
    return {k: v for k, v in request.query_params.items() if v.strip() and k not in {"limit", "offset"}}


def turn(request: Request, total: int, query: Query) -> dict[str, Any]:
    """Where this page stands among all rows, with links to the pages before and after."""
    size = query.limit or total or 1
    kept = {k: v for k, v in request.query_params.items() if v.strip() and k != "offset"}

    def link(offset: int) -> str:
        return "?" + urlencode({**kept, "offset": offset} if offset else kept)

    return {
        "first": query.offset + 1, "last": min(query.offset + size, total), "total": total,
        "before": link(max(0, query.offset - size)) if query.offset else None,
        "after": link(query.offset + size) if query.offset + size < total else None,
    }

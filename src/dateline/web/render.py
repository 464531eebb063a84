"""Templates, and the JSON twin of every page."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dateline import __version__
from dateline.errors import DeskError
from dateline.store import Desk
from dateline.web.views import days

# Controls that draw nothing or turn the order of what follows; Unicode 15, C0, C1 and bidirectional formatting.
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ARTICLE_ID, EVENT_ID = re.compile(r"art_\w+"), re.compile(r"rep_\w+")


class DeskClosedError(DeskError):
    """The desk of this server cannot be opened."""


def visible(value: Any) -> Any:
    """Text with its hidden controls shown as `⟨U+202E⟩`; anything else as it is."""
    if not isinstance(value, str) or HIDDEN.search(value) is None:
        return value
    return HIDDEN.sub(lambda m: f"⟨U+{ord(m[0]):04X}⟩", value)


@cache
def environment() -> Environment:
    """Templates; everything is escaped, and nothing a text holds stays hidden."""
    env = Environment(loader=PackageLoader("dateline.web"), autoescape=True, undefined=StrictUndefined,
                      trim_blocks=True, lstrip_blocks=True, finalize=visible)
    env.globals["version"] = __version__
    env.globals["days"] = days
    env.filters["percent"] = lambda x: f"{x:.0%}"
    env.filters["signed"] = lambda x: "–" if x is None else f"{x:+g}".replace("-", "−")
    env.filters["counted"] = lambda n, one, many: f"{n:,} {one if n == 1 else many}"
    return env


def wants_json(request: Request) -> bool:
    """The `.json` twin was asked for."""
    return request.url.path.endswith(".json")


def answer(request: Request, template: str, values: dict[str, Any], *, data: Any = None, status: int = 200) -> Response:
    """The page, or its twin with `data` (default: the values)."""
    if wants_json(request):
        body = msgspec.json.encode(values if data is None else data, enc_hook=str)
        return Response(body, status, media_type="application/json")
    asked = dict(request.query_params)
    html = environment().get_template(template).render(path=request.url.path, query=asked, **values)
    return HTMLResponse(html, status)


def open_desk(request: Request) -> Desk:
    """The desk of this server, opened for one request. Raises DeskClosedError."""
    try:
        return Desk.open(request.app.state.desk)
    except DeskError as e:
        raise DeskClosedError(str(e)) from e


def item_id(request: Request, shape: re.Pattern[str]) -> str:
    """The id in the address, or its beginning. Raises DeskError for what is no id."""
    text = str(request.path_params["id"]).removesuffix(".json")
    if not shape.fullmatch(text):
        raise DeskError(f"{text!r} is no id of this kind; ids look like {shape.pattern[:4]}0123456789abcdef")
    return text

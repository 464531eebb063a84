"""Routes, security headers and error pages."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dateline.errors import DatelineError, DeskError, UsageError
from dateline.web.article import article_page
from dateline.web.codebook import category_page, codebook_page
from dateline.web.events import event_page, events_page
from dateline.web.paste import paste_page, paste_record
from dateline.web.render import answer
from dateline.web.search import search_page

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
NAMES = ["127.0.0.1", "localhost", "[::1]", "testserver"]


class Headers(BaseHTTPMiddleware):
    """Nothing foreign is loaded, framed or sniffed."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response


async def on_error(request: Request, error: Exception) -> Response:
    """A page (or JSON) that says what went wrong and what to do."""
    status = 404 if isinstance(error, DeskError) else 400 if isinstance(error, UsageError) else 500
    return answer(request, "error.html", {"message": str(error), "status": status}, status=status)


def build_app(desk: Path, *, public: bool = False) -> Starlette:
    """The application over the desk in a folder. With `public` any host name is answered."""
    pages = [
        ("/", search_page, ["GET"]), ("/articles/{id}", article_page, ["GET"]), ("/events", events_page, ["GET"]),
        ("/events/{id}", event_page, ["GET"]), ("/codebook", codebook_page, ["GET"]), ("/codebook/{category}", category_page, ["GET"]),
        ("/paste", paste_page, ["GET"]), ("/paste", paste_record, ["POST"]),
    ]
    routes: list[Route | Mount] = []
    for path, page, methods in pages:
        twin = "/search.json" if path == "/" else f"{path}.json"
        routes += [Route(twin, page, methods=methods), Route(path, page, methods=methods)]
    static = files("dateline.web") / "static"
    routes.append(Mount("/static", StaticFiles(directory=str(static))))
    middleware = [Middleware(Headers)]
    if not public:
        middleware.insert(0, Middleware(TrustedHostMiddleware, allowed_hosts=NAMES))
    app = Starlette(routes=routes, middleware=middleware, exception_handlers={DatelineError: on_error})
    app.state.desk = desk
    return app

"""Routes, security headers and error pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from threading import Thread

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.errors import DatelineError, DeskError, UsageError
from dateline.web.article import article_page
from dateline.web.codebook import category_page, codebook_page
from dateline.web.events import event_page, events_csv, events_page
from dateline.web.paste import paste_page, paste_record, warm
from dateline.web.render import DeskClosedError, answer
from dateline.web.search import search_page

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
                               "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NAMES = ["127.0.0.1", "localhost", "[::1]", "testserver"]


class Headers:
    """Nothing foreign is loaded, framed or sniffed: every answer says so."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, with_headers)


def problem(request: Request, message: str, status: int) -> Response:
    """A page (or JSON) that says what went wrong and what to do."""
    title = HTTPStatus(status).phrase
    return answer(request, "error.html", {"message": message, "status": status, "title": title},
                  data={"status": status, "message": message}, status=status)


async def on_error(request: Request, error: Exception) -> Response:
    """Errors that dateline raises on purpose."""
    status = 503 if isinstance(error, DeskClosedError) else 404 if isinstance(error, DeskError) else 400
    return problem(request, str(error), status if isinstance(error, DeskError | UsageError) else 500)


async def on_refusal(request: Request, error: Exception) -> Response:
    """Addresses and methods that do not exist, bodies that are too large."""
    assert isinstance(error, HTTPException)
    said = {404: f"there is no page {request.url.path}", 405: f"{request.url.path} does not take {request.method}"}
    plain = error.detail == HTTPStatus(error.status_code).phrase
    answered = problem(request, said.get(error.status_code, error.detail) if plain else error.detail, error.status_code)
    answered.headers.update(error.headers or {})
    return answered


async def on_crash(request: Request, _error: Exception) -> Response:
    """What nobody foresaw; the server's log has the traceback."""
    answered = problem(request, "dateline met an error of its own; the log of `dateline serve` has the details", 500)
    answered.headers.update(HEADERS)
    return answered


@asynccontextmanager
async def lifespan(_app: Starlette) -> AsyncIterator[None]:
    """The pipeline loads beside the first page views."""
    Thread(target=warm, name="warm", daemon=True).start()
    yield


def build_app(desk: Path, *, public: bool = False) -> Starlette:
    """The application over the desk in a folder. With `public` any host name is answered."""
    pages = [
        ("/", search_page, ["GET"]), ("/articles/{id}", article_page, ["GET"]), ("/events", events_page, ["GET"]),
        ("/events/{id}", event_page, ["GET"]), ("/codebook", codebook_page, ["GET"]),
        ("/codebook/{category}", category_page, ["GET"]), ("/paste", paste_page, ["GET"]),
        ("/paste", paste_record, ["POST"]),
    ]
    routes: list[Route | Mount] = [Route("/events.csv", events_csv)]
    for path, page, methods in pages:
        twin = "/search.json" if path == "/" else f"{path}.json"
        routes += [Route(twin, page, methods=methods), Route(path, page, methods=methods)]
    routes.append(Mount("/static", StaticFiles(directory=str(files("dateline.web") / "static"))))
    middleware = [Middleware(Headers)]
    if not public:
        middleware.append(Middleware(TrustedHostMiddleware, allowed_hosts=NAMES))
    app = Starlette(routes=routes, middleware=middleware, lifespan=lifespan, exception_handlers={
        DatelineError: on_error, HTTPException: on_refusal, Exception: on_crash})
    app.state.desk = desk
    return app

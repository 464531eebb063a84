"""A box to paste copy into: its record at once, nothing stored."""

from __future__ import annotations

from datetime import date
from threading import Lock
from urllib.parse import parse_qs

from msgspec import structs
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import UsageError
from dateline.reading import page_from_text
from dateline.records import Failure, Record
from dateline.web.article import article_values
from dateline.web.render import answer

LONGEST = 100_000  # code points; longer copy belongs in a desk, where it may take its time
LONGEST_BODY = 12 * LONGEST + 1000  # bytes; a code point is at most four bytes, each three when percent-encoded
CODING = Lock()  # one text at a time: the pages stay quick while it runs


def paste_page(request: Request) -> Response:
    """The empty box."""
    return answer(request, "paste.html", {"longest": LONGEST})


async def paste_record(request: Request) -> Response:
    """The record of what was pasted: form fields `text` and `date`, or the text itself as `text/plain`."""
    text, day = _fields(request.headers.get("content-type", ""), await _body(request))
    if not text.strip():
        raise UsageError("the box is empty; paste an article into it")
    if len(text) > LONGEST:
        raise HTTPException(413, _too_long())
    record = await run_in_threadpool(_code, text.replace("\r\n", "\n"), day)
    return answer(request, "pasted.html", article_values(record), data=record)


async def _body(request: Request) -> bytes:
    """The body, never more than LONGEST_BODY of it. Raises HTTPException 413."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise HTTPException(413, _too_long())
    return bytes(body)


def _too_long() -> str:
    return f"that is longer than {LONGEST:,} characters; file large copy with `dateline add PATH`"


def _fields(content_type: str, body: bytes) -> tuple[str, str | None]:
    form = content_type.partition(";")[0].strip().lower()
    if form == "text/plain":
        return body.decode("utf-8", "replace"), None
    if form != "application/x-www-form-urlencoded":
        raise HTTPException(415, "send the copy as the form of this page does, or as text/plain")
    try:
        given = parse_qs(body.decode("ascii", "replace"), max_num_fields=10, errors="replace")
    except ValueError:
        raise UsageError("the form has too many fields; it takes `text` and `date`") from None
    day = given.get("date", [""])[0].strip()
    try:
        return given.get("text", [""])[0], date.fromisoformat(day).isoformat() if day else None
    except ValueError:
        raise UsageError(f"{day!r} is no date; write 2023-03-01") from None


def _code(text: str, day: str | None) -> Record:
    with CODING:
        from dateline.run.pipeline import code_pages  # loading it takes seconds; the other pages do not wait

        item = next(code_pages(iter([structs.replace(page_from_text(text, "pasted"), date=day)])))
    if isinstance(item, Failure):
        raise UsageError(item.message)
    return item


def warm() -> None:
    """Load pipeline and tables, so that the first paste is as quick as the next."""
    with CODING:
        import dateline.run.preload  # noqa: F401

"""A box to paste copy into: its record at once, nothing stored."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import UsageError
from dateline.read import page_from_text
from dateline.records import Failure, Record
from dateline.run.pipeline import code_pages
from dateline.web.article import article_values
from dateline.web.render import answer

LONGEST = 200_000  # code points


def paste_page(request: Request) -> Response:
    """The empty box."""
    return answer(request, "paste.html", {"text": ""})


async def paste_record(request: Request) -> Response:
    """The record of what was pasted. Form field `text`."""
    form = await request.form(max_files=0, max_fields=5, max_part_size=4 * LONGEST)
    text = str(form.get("text", ""))
    if not text.strip():
        raise UsageError("the box is empty; paste an article into it")
    if len(text) > LONGEST:
        raise UsageError(f"that is longer than {LONGEST:,} characters; use `dateline add` for large copy")
    record = await run_in_threadpool(_code, text.replace("\r\n", "\n"))
    return answer(request, "pasted.html", article_values(record), data=record)


def _code(text: str) -> Record:
    item = next(code_pages(iter([page_from_text(text, "pasted")])))
    if isinstance(item, Failure):
        raise UsageError(item.message)
    return item

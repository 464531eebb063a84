"""JSON that is one document: JSON Feed, ninjs, and a plain list of the objects that JSONL holds a line each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO
from urllib.parse import urljoin

import msgspec

from dateline.reading import markup
from dateline.reading.decode import decode
from dateline.reading.jsonl import page_of_line
from dateline.reading.origin import Origin, read_whole
from dateline.reading.wire import ABSTRACT, item_page, web
from dateline.records import Failure, Page, Part, Warning

FEED_VERSION = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org')
FEED_TYPE = "application/feed+json"
Object = Mapping[str, Any]


def load(stream: BinaryIO, origin: Origin) -> tuple[Any, tuple[Warning, ...]] | Failure:
    """The JSON document of a stream, or of its lines where each is one (as a list). Raises nothing."""
    data = read_whole(stream, origin)
    if isinstance(data, Failure):
        return data
    text, warnings = decode(data)
    try:
        return msgspec.json.decode(text), warnings
    except (msgspec.DecodeError, RecursionError) as error:
        said = str(error)
    rows = []
    for line in filter(str.strip, text.splitlines()):
        try:
            rows.append(msgspec.json.decode(line))
        except (msgspec.DecodeError, RecursionError):
            return origin.failure("bad-json", f"{origin.id} is no valid JSON ({said}); fetch or export it again.")
    return rows, warnings


def field(item: Object, *names: str) -> str:
    """The first of these fields that holds text."""
    for name in names:
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return ""


def objects(value: Any) -> list[Object]:
    """The objects of a list; one object alone counts as a list of it."""
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, dict)]


class JsonFeedReader:
    """Reads JSON Feed 1 and 1.1."""

    form = "jsonfeed"

    def score(self, head: bytes, name: str) -> float:
        return 1.0 if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and FEED_VERSION.search(head) else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
        loaded = load(stream, origin)
        if isinstance(loaded, Failure):
            yield loaded
            return
        feed, warnings = loaded
        items = objects(feed.get("items")) if isinstance(feed, dict) else []
        if not items:
            yield origin.failure("empty", f"{origin.id} is a feed without items; there is nothing to read.")
        for number, item in enumerate(items, 1):
            yield self._page(item, feed, origin, number, warnings)

    def _page(
        self, item: Object, feed: Object, origin: Origin, number: int, notes: tuple[Warning, ...]
    ) -> Page | Failure:
        link = field(item, "url", "external_url")
        url = web(urljoin(field(feed, "home_page_url", "feed_url") or web(origin.id) or "", link)) if link else None
        story = markup.lines(field(item, "content_html")) or [
            Part("body", line) for line in field(item, "content_text").split("\n") if line.strip()
        ]
        warnings = notes
        if not story:
            story = markup.lines(field(item, "summary"))
            warnings = (*notes, ABSTRACT) if story else notes
        writers = objects(item.get("authors") or item.get("author") or feed.get("authors") or feed.get("author"))
        tags = item.get("tags") if isinstance(item.get("tags"), list) else []
        return item_page(
            origin,
            field(item, "id") or url or f"{origin.id}#{number}",
            FEED_TYPE,
            [Part("headline", markup.plain(field(item, "title"))), *story],
            days=[("date_published", field(item, "date_published")), ("date_modified", field(item, "date_modified"))],
            authors=[n for w in writers if (n := field(w, "name"))],
            metadata=[("provider", field(feed, "title")), *(("subject", str(t)) for t in tags or [])],
            language=field(item, "language") or field(feed, "language"),
            url=url,
            warnings=warnings,
        )


class JsonReader:
    """Reads a JSON list of the objects of our own input contract, or one such object over several lines."""

    form = "json"

    def score(self, head: bytes, name: str) -> float:
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if re.match(rb"\[\s*[{\]]", start):
            return 0.7
        return (
            0.65
            if re.match(rb"\{\s*\"[^\"\n]{1,40}\"\s*:", start) or (start[:1] == b"{" and name.lower().endswith(".json"))
            else 0.0
        )

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
        loaded = load(stream, origin)
        if isinstance(loaded, Failure):
            yield loaded
            return
        value, _ = loaded
        items = objects(value)
        if not any("text" in i or "html" in i for i in items):
            yield origin.failure(
                "unknown-form",
                f'{origin.id} is JSON, but neither JSON Feed, ninjs nor objects with "text" or "html"; '
                "rename its fields (docs/reading.md), or give it as a table.",
            )
            return
        for number, item in enumerate(items, 1):
            yield page_of_line(msgspec.json.encode(item), f"{origin.id}#{number}", origin)

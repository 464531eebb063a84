"""Bytes that a server sent: what its headers say of them, and the pages read out of them with their address and hour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from msgspec import structs

from dateline.reading.origin import Origin
from dateline.records import Failure, Page, Warning

# Media types of copy; everything else that a server sends (images, scripts, style sheets, films) is passed over.
ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/feed+json": ".json",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "message/rfc822": ".eml",
    "application/mbox": ".mbox",
}
XML = re.compile(r"(?:text|application)/(?:[\w.+-]+\+)?xml$")
JSON = re.compile(r"application/[\w.+-]+\+json$")
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)


def media_type(header: str | None) -> str:
    """The bare media type of a Content-Type header, lower case; empty without one."""
    return (header or "").split(";")[0].strip().lower()


def charset(header: str | None) -> str | None:
    """The charset that a Content-Type header names."""
    found = CHARSET.search(header or "")
    return found.group(1) if found else None


def ending(header: str | None) -> str | None:
    """The file ending that stands for a Content-Type of copy; empty where the type tells nothing, None for what is no copy."""
    kind = media_type(header)
    if kind in ("", "application/octet-stream", "application/unknown", "unknown/unknown"):
        return ""
    return ENDINGS.get(kind) or (".xml" if XML.match(kind) else ".json" if JSON.match(kind) else None)


def pages(data: bytes, origin: Origin, url: str | None, fetched: str | None, *notes: Warning) -> Iterator[Page | Failure]:
    """What is read in `data`, with the address and the hour of the fetch on every page that has none, and `notes` added."""
    for item in origin.read_inner(BytesIO(data), replace(origin, whole=False)):
        if isinstance(item, Page):
            item = structs.replace(
                item, url=item.url or url, fetched=item.fetched or fetched, warnings=(*item.warnings, *notes)
            )
        yield item

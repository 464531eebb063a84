"""The article: its text, labelled line by line, and what its furniture says of it."""

from __future__ import annotations

from typing import Literal

import msgspec

SegmentKind = Literal[
    "headline",
    "subhead",
    "byline",
    "dateline",
    "body",
    "caption",
    "credit",
    "page-date",
    "stamp",
    "section",
    "weather",
    "navigation",
    "related",
    "promotion",
    "legal",
    "correction",
    "note",
    "other",
]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where the copy came from."""

    id: str
    path: str | None = None
    url: str | None = None
    media_type: str = "text/plain"
    sha256: str = ""


class Segment(msgspec.Struct, frozen=True):
    """A run of text of one kind; the segments of an article cover every non-blank line once, in order."""

    start: int
    end: int
    kind: SegmentKind


class Headline(msgspec.Struct, frozen=True):
    """The headline as it stands in the text."""

    start: int
    end: int
    text: str


class Agency(msgspec.Struct, frozen=True):
    """The news agency that filed the copy."""

    name: str
    start: int
    end: int


class Byline(msgspec.Struct, frozen=True):
    """Who wrote the copy."""

    names: tuple[str, ...]
    start: int
    end: int


class Dateline(msgspec.Struct, frozen=True, kw_only=True):
    """The line that says where (and at times when) the copy was filed. `place` is the id of a place of the record."""

    start: int
    end: int
    place: str | None = None
    date: str | None = None


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of evidence for the day a story was written.

    `kind`: metadata, dateline, stamp, page-date, url, weekday, anchor, role, fetched, explicit.
    `value` is an ISO day, or an ISO interval `earliest/latest` with either end open (`..`).
    `start` and `end` are None when the evidence stands outside the text (metadata, url, fetched).
    """

    kind: str
    value: str
    start: int | None = None
    end: int | None = None
    weight: float = 0.0
    agrees: bool = True
    detail: str = ""


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """When the story was written (not when a page was printed or fetched). Days are ISO 8601."""

    date: str | None
    earliest: str | None
    latest: str | None
    confidence: float
    evidence: tuple[Evidence, ...] = ()


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """An article as given, with every non-blank line labelled.

    `metadata`: what a wire or feed said of the story, as (name, value) pairs; names may repeat (`subject`, `keyword`).
    """

    id: str
    source: Source
    text: str
    language: str | None
    segments: tuple[Segment, ...]
    headline: Headline | None = None
    agency: Agency | None = None
    byline: Byline | None = None
    dateline: Dateline | None = None
    published: Published | None = None
    story: str | None = None
    metadata: tuple[tuple[str, str], ...] = ()

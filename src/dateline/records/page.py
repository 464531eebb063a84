"""What a reader hands on: one item of copy as it was held, before anything is made of it."""

from __future__ import annotations

import msgspec

from dateline.records.article import SegmentKind
from dateline.records.notes import Warning


class RelationQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Two spans of a text whose relation the user asks for; either side may be unnamed (None)."""

    source: tuple[int, int] | None = None
    target: tuple[int, int] | None = None


class Part(msgspec.Struct, frozen=True):
    """One line (a headline, a paragraph) of copy whose form says what each line is; `text` has no line break in it."""

    kind: SegmentKind
    text: str


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One item of copy. Exactly one of `text`, `html` and `parts` is the copy; the rest is what came with it.

    `sha256` is the hex digest of the copy's bytes as read (of the UTF-8 text when it came inside JSON or XML).
    `date` and `fetched` are ISO 8601 as given; `headline`, `language` and `authors` likewise. `date` is the day that the form
    gives as the story's own; `dates` are others that came with it, best first, as (what it is called there, value).
    `metadata` is what else a wire or feed says of the story, as (name, value), names may repeat: `urgency`, `subject`, `keyword`,
    `provider`, `source`, `embargo`, `note`, `located`, `genre`, `slug`, `rights`, `expires`, `version` …
    """

    id: str
    media_type: str
    sha256: str
    path: str | None = None
    url: str | None = None
    text: str | None = None
    html: str | None = None
    parts: tuple[Part, ...] = ()
    date: str | None = None
    dates: tuple[tuple[str, str], ...] = ()
    fetched: str | None = None
    headline: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    relation: RelationQuery | None = None
    warnings: tuple[Warning, ...] = ()


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """An item that could not be read: which one, why, and what to do about it."""

    id: str
    path: str | None
    code: str
    message: str

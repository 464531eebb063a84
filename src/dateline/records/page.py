"""What a reader hands on: one item of copy as it was held, before anything is made of it."""

from __future__ import annotations

import msgspec

from dateline.records.notes import Warning


class RelationQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Two spans of a text whose relation the user asks for; either side may be unnamed (None)."""

    source: tuple[int, int] | None = None
    target: tuple[int, int] | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One item of copy. Exactly one of `text` and `html` is the copy; the rest is what came with it.

    `sha256` is the hex digest of the copy's bytes as read (of the UTF-8 text when it came inside JSON).
    `date` and `fetched` are ISO 8601 as given; `headline`, `language` and `authors` likewise.
    """

    id: str
    media_type: str
    sha256: str
    path: str | None = None
    url: str | None = None
    text: str | None = None
    html: str | None = None
    date: str | None = None
    fetched: str | None = None
    headline: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    relation: RelationQuery | None = None
    warnings: tuple[Warning, ...] = ()


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """An item that could not be read: which one, why, and what to do about it."""

    id: str
    path: str | None
    code: str
    message: str

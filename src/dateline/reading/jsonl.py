"""JSONL: one article a line, as `docs/record.md` describes it. Any size, one line in memory at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from dateline.reading.decode import decode
from dateline.reading.origin import HEAD, Origin, digest
from dateline.records import Failure, Page, RelationQuery, Warning


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of input as users write it; unknown fields are let through."""

    id: str | int | None = None
    text: str | None = None
    html: str | None = None
    url: str | None = None
    date: str | None = None
    fetched: str | None = None
    headline: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    relation: RelationQuery | None = None


OBJECT = re.compile(rb"\{\s*\"[^\"\n]{1,40}\"\s*:")
DECODER = msgspec.json.Decoder(Line)


class JsonlReader:
    """Reads `{"id", "text" or "html", "url"?, "date"?, "fetched"?, "headline"?, "language"?, "relation"?}` a line."""

    form = "jsonl"

    def score(self, head: bytes, name: str) -> float:
        if name.lower().endswith((".jsonl", ".ndjson")):
            return 1.0
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if not OBJECT.match(start):
            return 0.0
        first, end, rest = start.partition(b"\n")
        if not end and len(head) >= HEAD:  # the first line is longer than what was looked at
            return 0.8
        return 0.9 if rest.lstrip().startswith(b"{") or _is_object(first) else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
        items = 0
        for number, raw in _lines(stream, origin.limits.item_bytes):
            where = f"{origin.id}:{number}"
            if raw is None:
                items += 1
                yield origin.failure(
                    "too-large",
                    f"{where}: the line is longer than the limit of "
                    f"{origin.limits.describe()} for one item; split it, or raise the limit "
                    "(item_bytes). The other lines are read.",
                    id=where,
                )
            elif raw.strip(b" \t\r\n\xef\xbb\xbf\0"):
                items += 1
                yield page_of_line(raw, where, origin)
        if not items:
            yield origin.failure("empty", f"{origin.id} holds no line; there is nothing to read.")


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Line number and bytes; None for a line over the limit, whose rest is passed over without holding it."""
    number = 0
    while raw := stream.readline(limit + 1):
        number += 1
        if len(raw) <= limit or raw.endswith(b"\n"):
            yield number, raw
            continue
        while raw and not raw.endswith(b"\n"):
            raw = stream.readline(HEAD)
        yield number, None


def page_of_line(raw: bytes, where: str, origin: Origin) -> Page | Failure:
    warnings: tuple[Warning, ...] = ()
    try:
        try:
            line = DECODER.decode(raw.removeprefix(b"\xef\xbb\xbf"))
        except UnicodeDecodeError:
            text, warnings = decode(raw)
            line = DECODER.decode(text)
    except msgspec.ValidationError as error:
        return origin.failure(
            "bad-line",
            f"{where}: {error}; see the input contract for the fields of a line. The other lines are read.",
            id=where,
        )
    except msgspec.DecodeError as error:
        return origin.failure(
            "bad-line",
            f"{where}: no valid JSON ({error}); write one JSON object a line. The other lines are read.",
            id=where,
        )
    plain = bool(line.text and line.text.strip())
    if not plain and not (line.html and line.html.strip()):
        return origin.failure(
            "empty",
            f'{where}: neither "text" nor "html" holds any copy.',
            id=str(line.id) if line.id is not None else where,
        )
    copy = line.text if plain else line.html
    assert copy is not None
    return Page(
        id=str(line.id) if line.id is not None else where,
        media_type="text/plain" if plain else "text/html",
        sha256=digest(copy.encode("utf-8", "surrogatepass")),
        path=origin.path,
        url=line.url or None,
        text=copy if plain else None,
        html=None if plain else copy,
        date=line.date or None,
        fetched=line.fetched or None,
        headline=line.headline or None,
        language=line.language or None,
        authors=line.authors,
        relation=line.relation,
        warnings=warnings,
    )


def _is_object(raw: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(raw), dict)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False

"""An HTTP response as web archives hold it: status line, headers, and a body that may be chunked and packed."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from io import BytesIO

import zstandard
from fastwarc.stream_io import BrotliReader

from dateline.reading.unpack import ZSTD_WINDOW

STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
CHUNK = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
PIECE = 65_536


class BadBody(Exception):
    """The body cannot be had; the message says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: `short` when its body ends before it should."""

    status: int
    content_type: str | None
    body: bytes
    short: bool


def content(block: bytes, limit: int) -> Answer | None:
    """The response in `block` with its body unchunked and unpacked, None when there is no status line.

    Archives often keep the headers of a body that they have unpacked already, so a body that does not look packed as its
    headers say is taken as it is. Raises BadBody when it is packed in a way that is not known here, or over `limit` bytes.
    """
    started = _head(block)
    if started is None:
        return None
    code, fields, body = started
    kind = fields.get("content-type")
    if code != 200:
        return Answer(code, kind, b"", False)
    short = False
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body, short = _unchunked(body)
    for coding in reversed([c.strip().lower() for c in fields.get("content-encoding", "").split(",") if c.strip()]):
        body, cut = _unpacked(body, coding, limit)
        short = short or cut
    if len(body) > limit:
        raise BadBody(f"its page is larger than the limit of {limit / 1e6:g} MB for one item (item_bytes)")
    return Answer(code, kind, body, short)


def announced(block: bytes) -> tuple[int, str | None] | None:
    """Status and Content-Type of the response that begins in `block`, None when there is no status line."""
    started = _head(block)
    return (started[0], started[1].get("content-type")) if started else None


def _head(block: bytes) -> tuple[int, dict[str, str], bytes] | None:
    """Status, header fields by lower-case name, and what follows them."""
    head, _, body = block.partition(b"\r\n\r\n") if b"\r\n\r\n" in block[:PIECE] else block.partition(b"\n\n")
    status = STATUS.match(head)
    if status is None:
        return None
    fields: dict[str, str] = {}
    for line in head.split(b"\n")[1:]:
        name, _, value = line.decode("latin-1").partition(":")
        fields[name.strip().lower()] = value.strip()
    return int(status.group(1)), fields, body


def _unchunked(body: bytes) -> tuple[bytes, bool]:
    """The chunks joined, and whether the last is missing. A body that is not chunked comes back as it is."""
    out: list[bytes] = []
    at = 0
    while found := CHUNK.match(body, at):
        size = int(found.group(1), 16)
        if not size:
            return b"".join(out), False
        at = found.end() + size
        out.append(body[found.end() : at])
    return (b"".join(out), True) if out else (body, False)


def _unpacked(body: bytes, coding: str, limit: int) -> tuple[bytes, bool]:
    """The body unpacked as far as it goes, and whether it is cut."""
    if coding in ("gzip", "x-gzip", "deflate"):
        return _inflated(body, coding, limit)
    if coding == "br":
        return _brotli(body, limit)
    if coding == "zstd":
        return _zstd(body, limit)
    if coding in ("identity", "none", "utf-8", ""):
        return body, False
    raise BadBody(f"its page is packed as {coding!r}, which is not known here")


def _inflated(body: bytes, coding: str, limit: int) -> tuple[bytes, bool]:
    if coding != "deflate" and not body.startswith(b"\x1f\x8b"):
        return body, False
    raw = coding == "deflate" and not (len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0)
    inner = zlib.decompressobj(-15 if raw else 47)
    out: list[bytes] = []
    size = 0
    try:
        while body and not inner.eof:
            piece = inner.decompress(body[:PIECE], limit + 1 - size)
            body = inner.unconsumed_tail + body[PIECE:]
            out.append(piece)
            size += len(piece)
            if size > limit:
                raise BadBody(f"its page unpacks to more than the limit of {limit / 1e6:g} MB for one item (item_bytes)")
    except zlib.error as error:
        if not size:
            raise BadBody(f"its page is packed as {coding}, but the packing is damaged ({error})") from error
        return b"".join(out), True
    return b"".join(out), not inner.eof


def _brotli(body: bytes, limit: int) -> tuple[bytes, bool]:
    if body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"{")):
        return body, False  # unpacked by the archive's maker
    out: list[bytes] = []
    reader, size = BrotliReader(BytesIO(body)), 0
    try:
        while piece := reader.read(PIECE):
            out.append(piece)
            size += len(piece)
            if size > limit:
                raise BadBody(f"its page unpacks to more than the limit of {limit / 1e6:g} MB for one item (item_bytes)")
    except OSError as error:
        if not size:
            raise BadBody(f"its page is packed as br, but the packing is damaged ({error})") from error
        return b"".join(out), True
    return b"".join(out), False


def _zstd(body: bytes, limit: int) -> tuple[bytes, bool]:
    if not body.startswith(b"\x28\xb5\x2f\xfd"):
        return body, False
    with zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW).stream_reader(body) as reader:
        try:
            data = reader.read(limit + 1)
        except zstandard.ZstdError as error:
            raise BadBody(f"its page is packed as zstd, but the packing is damaged ({error})") from error
    if len(data) > limit:
        raise BadBody(f"its page unpacks to more than the limit of {limit / 1e6:g} MB for one item (item_bytes)")
    return data, False

"""WARC: the pages of a web archive, record after record, in constant memory.

ISO 28500 (WARC 1.0 and 1.1). The records are taken apart here and not by FastWARC, the library beside resiliparse, since that
ends a cut or damaged file without a word; here the start of the cut record and the number of the damaged one are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from dateline.reading.http_body import BadBody, announced, content
from dateline.reading.origin import HEAD, Origin
from dateline.reading.payload import charset, ending, pages
from dateline.reading.unpack import BROKEN, Unpacked
from dateline.records import Failure, Page, Warning

MARK = b"WARC/"
HEADER_BYTES = 65_536
BLANK = (b"\r\n", b"\n")
DATA = frozenset({".json", ".jsonl", ".xml"})
READ = frozenset({"response", "resource", "conversion"})
CUT = Warning(code="truncated", message="The archive holds only the beginning of this page; its end is missing.")


@dataclass(slots=True)
class Entry:
    """One record's header: its number and place (in the unpacked file), its fields, and the length of its block."""

    number: int
    offset: int
    fields: dict[str, str]
    length: int


class WarcReader:
    """Reads the responses (status 200), resources and conversions of a web archive that hold copy; the rest is passed over."""

    form = "warc"

    def score(self, head: bytes, name: str) -> float:
        return 1.0 if head.startswith((b"WARC/1.", b"WARC/0.")) else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
        source = _Source(stream)
        number = found = 0
        while True:
            number += 1
            try:
                entry = _next_entry(source, number)
            except ValueError as error:
                yield _bad(origin, number, source.offset, str(error))
                if not source.seek_mark():
                    return
                continue
            except BROKEN as error:
                yield _bad(origin, number, source.offset, f"the packing is damaged or cut ({error})")
                if not source.resync():
                    return
                continue
            if entry is None:
                break
            for item in _items(source, entry, origin):
                found += 1
                yield item
        if not found:
            yield origin.failure("empty", f"{origin.id} holds {number - 1} records but no page that can be read.")


def _items(source: _Source, entry: Entry, origin: Origin) -> Iterator[Page | Failure]:
    """What one record gives; at the end the source stands at the next one, or after the break."""
    where = f"{origin.id}:{entry.number}"
    limit = origin.limits.item_bytes
    if entry.fields.get("warc-type", "").lower() not in READ:
        source.block(entry.length, keep=0)
    elif entry.length > limit + HEADER_BYTES:
        if _copy(source.block(entry.length, keep=HEADER_BYTES), entry):
            yield origin.failure(
                "too-large", f"{origin.id}: record {entry.number} at byte {entry.offset} is larger than the limit of "
                f"{origin.limits.describe()} for one item; raise the limit (item_bytes). The other records are read.", id=where,
            )
    else:
        block = source.block(entry.length, keep=entry.length)
        yield from _pages(block, entry, origin, where, cut=source.left > 0)
    if source.left:
        yield _bad(origin, entry.number, entry.offset, f"it ends {source.left} bytes early ({source.error or 'the file ends'})")
        if source.error is not None and not source.resync():
            source.end()


def _copy(head: bytes, entry: Entry) -> bool:
    """Whether a record over the limit holds copy, so that it is worth a word."""
    answer = announced(head)
    status, kind = answer or (200, entry.fields.get("content-type"))
    return status == 200 and bool(ending(kind))


def _pages(block: bytes, entry: Entry, origin: Origin, where: str, cut: bool) -> Iterator[Page | Failure]:
    header, body = entry.fields.get("content-type"), block
    short = cut or "warc-truncated" in entry.fields
    if (header or "").lower().startswith("application/http") or block.startswith(b"HTTP/"):
        try:
            answer = content(block, origin.limits.item_bytes)
        except BadBody as error:
            yield _bad(origin, entry.number, entry.offset, str(error))
            return
        if answer is None or answer.status != 200:
            return
        header, body, short = answer.content_type, answer.body, short or answer.short
    suffix = ending(header)
    url = entry.fields.get("warc-target-uri", "").strip("<>") or None
    if suffix is None or not body.strip() or (suffix == "" and not _textual(body)) or _for_machines(url):
        return
    inside = replace(
        origin, id=where, name=f"record{suffix}", charset=charset(header), wishes=replace(origin.wishes, form=None)
    )
    for item in pages(body, inside, url, entry.fields.get("warc-date"), *([CUT] if short else [])):
        if suffix not in DATA or _is_copy(item, where):
            yield item


def _is_copy(item: Page | Failure, where: str) -> bool:
    """Whether JSON or XML was told to be a form of copy: sites send much of both that is none, which nobody asked for."""
    return isinstance(item, Page) and not (item.media_type == "text/plain" and item.id == where)


def _for_machines(url: str | None) -> bool:
    return url is not None and url.split("?")[0].endswith(("/robots.txt", "/ads.txt", "/llms.txt", "/humans.txt"))


def _textual(body: bytes) -> bool:
    """Whether bytes of no stated type look like a page or a feed."""
    return body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _next_entry(source: _Source, number: int) -> Entry | None:
    """The next record's header, None at the end of the file. Raises ValueError when there is no header here."""
    line = source.line()
    while line in BLANK:
        line = source.line()
    offset = source.offset - len(line)
    if not line.strip(b"\0"):
        return None
    if not line.startswith(MARK):
        raise ValueError("no record begins where one should")
    fields: dict[str, str] = {}
    last, size = "", 0
    while (line := source.line()) not in BLANK:
        size += len(line)
        if not line.endswith(b"\n") or size > HEADER_BYTES:
            raise ValueError("its header is cut or too long")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[:1] in " \t" and last:
            fields[last] += " " + text.strip()
            continue
        name, colon, value = text.partition(":")
        if colon:
            last = name.strip().lower()
            fields[last] = value.strip()
    length = fields.get("content-length", "")
    if not length.isdecimal() or len(length) > 15:
        raise ValueError(f"its length is {length!r}, no number")
    return Entry(number, offset, fields, int(length))


def _bad(origin: Origin, number: int, offset: int, why: str) -> Failure:
    return origin.failure(
        "not-readable", f"{origin.id}: record {number} at byte {offset} cannot be read: {why}. The other records are read.",
        id=f"{origin.id}:{number}",
    )


class _Source:
    """The unpacked bytes, by lines and blocks, with the place in them; a damage of the packing waits until it is reached."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.buffer, self.at = b"", 0
        self.base = 0  # place of the buffer's first byte in the unpacked file
        self.left = 0  # bytes that the last block should still have had
        self.error: Exception | None = None
        self.over = False

    @property
    def offset(self) -> int:
        return self.base + self.at

    def line(self) -> bytes:
        """To the end of the line, or as much as a header may take. Raises one of BROKEN at a damage."""
        while (end := self.buffer.find(b"\n", self.at)) < 0 and len(self.buffer) - self.at < HEADER_BYTES:
            if not self._more():
                end = len(self.buffer) - 1
                break
        end = end if end >= 0 else len(self.buffer) - 1
        line = self.buffer[self.at : end + 1]
        self.at += len(line)
        return line

    def block(self, length: int, keep: int) -> bytes:
        """The next `length` bytes, of which the first `keep` are given; `left` and `error` tell of a break."""
        kept: list[bytes] = []
        self.error, self.left = None, length
        while self.left:
            if self.at >= len(self.buffer):
                try:
                    if not self._more():
                        break
                except BROKEN as error:
                    self.error = error
                    break
            piece = self.buffer[self.at : self.at + self.left]
            self.at += len(piece)
            self.left -= len(piece)
            if keep > 0:
                kept.append(piece[:keep])
                keep -= len(piece)
        return b"".join(kept)

    def seek_mark(self) -> bool:
        """Go to the next line that begins a record. False at the end."""
        while True:
            found = self.buffer.find(b"\nWARC/1.", self.at)
            if found >= 0:
                self.at = found + 1
                return True
            self.at = max(self.at, len(self.buffer) - 8)
            try:
                if not self._more():
                    return False
            except BROKEN:
                return self.resync()

    def resync(self) -> bool:
        """After a damage of the packing: go on with the next whole member."""
        raw = getattr(self.stream, "raw", None)
        if not isinstance(raw, Unpacked) or not raw.resync(MARK):
            return False
        self.base += len(self.buffer)
        self.buffer, self.at = b"", 0
        return True

    def end(self) -> None:
        """Nothing more is to be had."""
        self.base += len(self.buffer)
        self.buffer, self.at = b"", 0
        self.over = True

    def _more(self) -> bool:
        """Look further ahead. False at the end; raises one of BROKEN at a damage."""
        if self.over:
            return False
        read = getattr(self.stream, "read1", self.stream.read)
        data: bytes = read(HEAD)
        self.base += self.at
        self.buffer = self.buffer[self.at :] + data
        self.at = 0
        return bool(data)

"""The front door of the room: targets in, pages and failures out, lazily and in order."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from dateline.errors import ReadError
from dateline.reading.html import HtmlReader
from dateline.reading.jsonl import JsonlReader
from dateline.reading.origin import HEAD, Limits, Origin, Reader, digest
from dateline.reading.sniff import binary, sniff
from dateline.reading.targets import STDIN, expand
from dateline.reading.text import TextReader
from dateline.records import Failure, Page

READERS: tuple[Reader, ...] = (JsonlReader(), HtmlReader(), TextReader())
GZIP = b"\x1f\x8b"


def read(
    targets: Sequence[str | Path],
    *,
    stdin: BinaryIO | None = None,
    limits: Limits | None = None,
    readers: Sequence[Reader] = READERS,
) -> Iterator[Page | Failure]:
    """Every item of copy under `targets`: files, folders, globs, `-` for `stdin` (default: the process's own).

    Nothing is raised for bad input: each item that cannot be read is one Failure, and the others go on.
    Memory is bounded by one item (`limits.item_bytes`), not by the input.
    """
    limits = limits or Limits()
    for target in expand(targets):
        if isinstance(target, Failure):
            yield target
        elif target == STDIN:
            origin = Origin(id="stdin", limits=limits)
            yield from _stream(stdin or sys.stdin.buffer, origin, readers)
        else:
            yield from _file(Path(target), limits, readers)


def page_from_text(text: str, id: str | None = None) -> Page:
    """A Page of a text held in memory. Raises ReadError when it is blank."""
    if not text.strip():
        raise ReadError("The text is empty; there is nothing to read.")
    sha256 = digest(text.encode("utf-8", "surrogatepass"))
    return Page(id=id or f"text-{sha256[:12]}", media_type="text/plain", sha256=sha256, text=text)


def _file(path: Path, limits: Limits, readers: Sequence[Reader]) -> Iterator[Page | Failure]:
    name = path.name.removesuffix(".gz")
    origin = Origin(id=str(path), path=str(path), name=name, limits=limits)
    try:
        stream = path.open("rb")
    except OSError as error:
        yield origin.failure("not-readable", f"{path} cannot be opened ({error.strerror}); check its permissions.")
        return
    with stream:
        yield from _stream(stream, origin, readers)


def _stream(raw: BinaryIO, origin: Origin, readers: Sequence[Reader]) -> Iterator[Page | Failure]:
    """Unpack, sniff, and let the form's reader go on; errors of the stream itself become one Failure."""
    try:
        stream = _buffered(raw)
        if stream.peek(2)[:2] == GZIP:
            stream = _buffered(cast(BinaryIO, gzip.GzipFile(fileobj=stream)))
        head = stream.peek(HEAD)[:HEAD]
        if not head:
            yield origin.failure("empty", f"{origin.id} is empty; there is nothing to read.")
            return
        if (what := binary(head)) is not None:
            yield origin.failure("binary", f"{origin.id} is {what}.")
            return
        reader = sniff(head, origin.name, readers)
        if reader is None:
            yield origin.failure(
                "unknown-form", f"{origin.id} has no form that is known here; give text, HTML or JSONL."
            )
            return
        yield from reader.read(cast(BinaryIO, stream), origin)
    except (OSError, EOFError, zlib.error) as error:
        yield origin.failure(
            "not-readable",
            f"{origin.id} broke off while it was read ({error}); the copy before "
            "the break stands. Fetch or unpack the file again.",
        )


def _buffered(raw: BinaryIO) -> io.BufferedReader:
    return io.BufferedReader(_Raw(raw), HEAD)


class _Raw(io.RawIOBase):
    """Any object with `read` as a raw stream, so that one large look-ahead buffer stands before every source."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self.source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        data = self.source.read(len(view))
        view[: len(data)] = data
        return len(data)

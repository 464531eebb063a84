"""The front door of the room: targets in, pages and failures out, lazily and in order."""

from __future__ import annotations

import sys
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from dateline.errors import ReadError
from dateline.reading.containers import archive, read_archive
from dateline.reading.feed import FeedReader
from dateline.reading.html import HtmlReader
from dateline.reading.json_items import JsonFeedReader, JsonReader
from dateline.reading.jsonl import JsonlReader
from dateline.reading.newsml import NewsmlReader
from dateline.reading.ninjs import NinjsReader
from dateline.reading.nitf import NitfReader
from dateline.reading.origin import HEAD, Limits, Origin, Reader, TooMuch, Wishes, digest
from dateline.reading.parquet import ParquetReader
from dateline.reading.sitemap import SitemapReader
from dateline.reading.sniff import FORMS, binary, sniff
from dateline.reading.tables import TableReader
from dateline.reading.targets import STDIN, expand
from dateline.reading.text import TextReader
from dateline.reading.unpack import BROKEN, Unpacked, buffered, packing, unpacked_name
from dateline.reading.warc import WarcReader
from dateline.reading.xml import XmlReader
from dateline.records import Failure, Page

READERS: tuple[Reader, ...] = (
    WarcReader(),
    ParquetReader(),
    NinjsReader(),
    JsonFeedReader(),
    JsonlReader(),
    JsonReader(),
    FeedReader(),
    SitemapReader(),
    NewsmlReader(),
    NitfReader(),
    HtmlReader(),
    XmlReader(),
    TableReader(),
    TextReader(),
)
BINARY_FORMS = frozenset({"warc", "parquet"})  # forms that no glance at control characters may refuse


def read(
    targets: Sequence[str | Path],
    *,
    stdin: BinaryIO | None = None,
    limits: Limits | None = None,
    wishes: Wishes | None = None,
    readers: Sequence[Reader] = READERS,
) -> Iterator[Page | Failure]:
    """Every item of copy under `targets`: files, folders, globs, archives, `-` for `stdin` (default: the process's own).

    Nothing is raised for bad input: each item that cannot be read is one Failure, and the others go on. Raises ReadError when
    `wishes.form` names no form. Memory is bounded by one item (`limits.item_bytes`), not by the input.
    """
    limits, wishes = limits or Limits(), wishes or Wishes()
    if wishes.form is not None:
        reader_of(wishes.form, readers)
    ground = Origin(id="stdin", limits=limits, wishes=wishes, inner=partial(_stream, readers=readers))
    for target in expand(targets):
        if isinstance(target, Failure):
            yield target
        elif target == STDIN:
            yield from _stream(stdin or sys.stdin.buffer, replace(ground, whole=False), readers)
        else:
            yield from _file(Path(target), ground, readers)


def reader_of(form: str, readers: Sequence[Reader] = READERS) -> Reader:
    """The reader of a form by its name. Raises ReadError that lists the names there are."""
    for reader in readers:
        if reader.form == form:
            return reader
    known = ", ".join(sorted({r.form for r in readers}))
    raise ReadError(f"There is no form {form!r}; the forms that are read are {known}.")


def page_from_text(text: str, id: str | None = None) -> Page:
    """A Page of a text held in memory. Raises ReadError when it is blank."""
    if not text.strip():
        raise ReadError("The text is empty; there is nothing to read.")
    sha256 = digest(text.encode("utf-8", "surrogatepass"))
    return Page(id=id or f"text-{sha256[:12]}", media_type="text/plain", sha256=sha256, text=text)


def _file(path: Path, ground: Origin, readers: Sequence[Reader]) -> Iterator[Page | Failure]:
    origin = replace(ground, id=str(path), path=str(path), name=path.name)
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
        yield from _opened(raw, origin, readers)
    except TooMuch as error:
        yield origin.failure("too-large", f"{origin.id} {error}.")
    except (*BROKEN, zipfile.BadZipFile, tarfile.TarError) as error:
        yield origin.failure(
            "not-readable",
            f"{origin.id} broke off while it was read ({error}); the copy before "
            "the break stands. Fetch or unpack the file again.",
        )


def _opened(raw: BinaryIO, origin: Origin, readers: Sequence[Reader]) -> Iterator[Page | Failure]:
    stream = buffered(raw)
    head = stream.peek(HEAD)[:HEAD]
    how, kind = packing(head), archive(head, origin.name)
    while how is not None and origin.depth < origin.limits.depth:
        name = unpacked_name(origin.name)
        origin = replace(origin, name=name, depth=origin.depth + 1, whole=False)
        stream = buffered(Unpacked(stream, how, origin.limits))
        head = stream.peek(HEAD)[:HEAD]
        how, kind = packing(head), archive(head, origin.name)
    if how or (kind and origin.depth >= origin.limits.depth):
        yield origin.failure(
            "too-deep",
            f"{origin.id} is packed into more than {origin.limits.depth} archives, one inside another; unpack the outer ones.",
        )
    elif kind:
        yield from read_archive(kind, stream, origin)
    elif not head:
        yield origin.failure("empty", f"{origin.id} is empty; there is nothing to read.")
    else:
        yield from _formed(stream, head, origin, readers)


def _formed(stream: BinaryIO, head: bytes, origin: Origin, readers: Sequence[Reader]) -> Iterator[Page | Failure]:
    """The items of a stream that is packed no further."""
    form = origin.wishes.form
    reader = reader_of(form, readers) if form is not None else sniff(head, origin.name, readers)
    if (reader is None or reader.form not in BINARY_FORMS) and (what := binary(head)) is not None:
        yield origin.failure("binary", f"{origin.id} is {what}.")
    elif reader is None:
        yield origin.failure("unknown-form", f"{origin.id} has no form that is known here; {FORMS}.")
    else:
        yield from reader.read(stream, origin)

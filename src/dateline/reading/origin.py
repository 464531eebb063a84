"""What every reader is handed: where the bytes come from, and how much of them one item may take."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Protocol

from dateline.records import Failure, Page

MEGABYTE = 1_000_000
HEAD = 65_536  # bytes that a sniffer may look at


class TooMuch(Exception):
    """A container gives more than its limits allow; the message says which."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a reader takes.

    `item_bytes`: the largest single item (one file of text or HTML, one line of JSONL, one page out of an archive).
    `unpacked_bytes`: the most that one archive or packed file may unpack to; `ratio`: the most unpacked bytes for each
    packed one, held against what unpacks to more than `ratio_from`. `members`: the most files of one archive. `depth`: the
    most packings inside one another (a `.tar.gz` has two). `spool_bytes`: the largest file that is laid in a temporary file
    because its form cannot be read from a stream (a zip in an archive, Parquet).
    """

    item_bytes: int = 20 * MEGABYTE
    unpacked_bytes: int = 100_000 * MEGABYTE
    ratio: int = 200
    ratio_from: int = 10 * MEGABYTE
    members: int = 1_000_000
    depth: int = 3
    spool_bytes: int = 4_000 * MEGABYTE

    def describe(self) -> str:
        """The item limit in words, for messages."""
        return f"{self.item_bytes / MEGABYTE:g} MB"

    def check_unpacked(self, unpacked: int, packed: int) -> None:
        """Raises TooMuch when so many bytes out of so many are more than one archive may give."""
        if unpacked > self.unpacked_bytes:
            raise TooMuch(
                f"unpacks to more than the limit of {self.unpacked_bytes / MEGABYTE:g} MB; what came before stands. "
                "Split it, or raise the limit (unpacked_bytes)"
            )
        if unpacked > self.ratio_from and unpacked > self.ratio * max(packed, 1):
            raise TooMuch(
                f"unpacks to more than {self.ratio} times its size, as no news does; what came before stands. "
                "If it is meant so, unpack it first, or raise the limit (ratio)"
            )


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user says of the copy. `form`: the name of the reader, whatever the content looks like; `columns`: pairs of a
    field of a table (`text`, `date` …) and the column that holds it; `allow_private`: addresses inside the user's own network
    may be fetched."""

    form: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    allow_private: bool = False


Inner = Callable[[BinaryIO, "Origin"], Iterator[Page | Failure]]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stream comes from. `id` names it in records and messages; `path` is None for standard input."""

    id: str
    path: str | None = None
    name: str = ""  # file name that a form may be told by, without the ending of its packing
    limits: Limits = field(default_factory=Limits)
    wishes: Wishes = field(default_factory=Wishes)
    charset: str | None = None  # what the server said of the bytes
    whole: bool = True  # the stream is the file at `path`, neither unpacked nor a part of it
    depth: int = 0  # packings around this stream
    inner: Inner | None = None  # reads a stream found inside this one, whatever its form

    def failure(self, code: str, message: str, *, id: str | None = None) -> Failure:
        """A Failure of this origin, or of one item in it (`id`)."""
        return Failure(id=id or self.id, path=self.path, code=code, message=message)

    def member(self, name: str) -> Origin:
        """The origin of a member of this archive; `name` is a name only, it leads nowhere on this machine."""
        return replace(self, id=f"{self.id}!/{name}", name=name.rsplit("/", 1)[-1], depth=self.depth + 1, whole=False)

    def read_inner(self, stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
        """The items of a stream that was found inside this one."""
        if self.inner is None:
            raise ValueError("this origin was not opened by the room's front door")
        return self.inner(stream, origin)


class Reader(Protocol):
    """One form of copy. Another form plugs in by an object of this shape in `reader.READERS`."""

    form: str

    def score(self, head: bytes, name: str) -> float:
        """How sure this is the form of a stream that starts with `head` and is called `name`; 0 = no, 1 = certain."""
        ...

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
        """Every item of the stream, in order. Bad items come out as Failures, the others go on."""
        ...


def digest(data: bytes) -> str:
    """Hex SHA-256."""
    return hashlib.sha256(data).hexdigest()


def read_whole(stream: BinaryIO, origin: Origin) -> bytes | Failure:
    """All bytes of a stream that is one item, or a Failure when it is over the limit or empty."""
    out = io.BytesIO()
    while chunk := stream.read(MEGABYTE):
        out.write(chunk)
        if out.tell() > origin.limits.item_bytes:
            return origin.failure(
                "too-large",
                f"{origin.id} is larger than the limit of {origin.limits.describe()} "
                "for one item; split it, or raise the limit (item_bytes).",
            )
    data = out.getvalue()
    if not data.strip():
        return origin.failure("empty", f"{origin.id} is empty; there is nothing to read.")
    return data

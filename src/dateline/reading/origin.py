"""What every reader is handed: where the bytes come from, and how much of them one item may take."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from dateline.records import Failure, Page

MEGABYTE = 1_000_000
HEAD = 65_536  # bytes that a sniffer may look at


@dataclass(frozen=True, slots=True)
class Limits:
    """`item_bytes`: the largest single item (one file of text or HTML, one line of JSONL) that is read."""

    item_bytes: int = 20 * MEGABYTE

    def describe(self) -> str:
        """The item limit in words, for messages."""
        return f"{self.item_bytes / MEGABYTE:g} MB"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stream comes from. `id` names it in records and messages; `path` is None for standard input."""

    id: str
    path: str | None = None
    name: str = ""  # file name that a form may be told by, without `.gz`
    limits: Limits = field(default_factory=Limits)

    def failure(self, code: str, message: str, *, id: str | None = None) -> Failure:
        """A Failure of this origin, or of one item in it (`id`)."""
        return Failure(id=id or self.id, path=self.path, code=code, message=message)


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

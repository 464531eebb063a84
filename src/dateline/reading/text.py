"""Plain text: the whole stream is one article, kept to the character."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dateline.reading.decode import decode
from dateline.reading.origin import Origin, digest, read_whole
from dateline.records import Failure, Page


class TextReader:
    """Reads any decodable stream; the form of last resort."""

    form = "text"

    def score(self, head: bytes, name: str) -> float:
        return 0.6 if name.lower().endswith((".txt", ".text", ".md")) else 0.2

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
        data = read_whole(stream, origin)
        if isinstance(data, Failure):
            yield data
            return
        text, warnings = decode(data, origin.charset)
        if not text.strip():
            yield origin.failure("empty", f"{origin.id} holds white space only; there is nothing to read.")
            return
        yield Page(
            id=origin.id, media_type="text/plain", sha256=digest(data), path=origin.path, text=text, warnings=warnings
        )

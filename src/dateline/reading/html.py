"""HTML: one saved page is one article. What is copy and what is furniture is decided later, in `extract`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.reading.decode import declared_charset, decode
from dateline.reading.origin import Origin, digest, read_whole
from dateline.records import Failure, Page

STARTS = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
TAGS = re.compile(rb"</?(?:p|div|span|a|br|h[1-6]|article|section|title|meta|script)\b[^>]*>", re.I)


class HtmlReader:
    """Reads one saved web page."""

    form = "html"

    def score(self, head: bytes, name: str) -> float:
        if STARTS.match(head) or STARTS.match(head.replace(b"\0", b"").lstrip(b"\xff\xfe")):
            return 1.0
        named = name.lower().endswith((".html", ".htm", ".xhtml", ".mhtml"))
        tags = len(TAGS.findall(head[:8192]))
        if head.lstrip().startswith(b"<?xml"):
            return 0.3 if named else 0.0
        return 0.9 if named else 0.5 if tags >= 3 and head.lstrip().startswith(b"<") else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
        data = read_whole(stream, origin)
        if isinstance(data, Failure):
            yield data
            return
        html, warnings = decode(data, origin.charset or declared_charset(data[:8192]))
        yield Page(
            id=origin.id, media_type="text/html", sha256=digest(data), path=origin.path, html=html, warnings=warnings
        )

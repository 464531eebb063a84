"""Paths, URLs' saved pages and streams in; one `Page` or one `Failure` an item out. One file per form."""

from dateline.reading.origin import Limits, Origin, Reader
from dateline.reading.reader import READERS, page_from_text, read
from dateline.reading.sniff import sniff

__all__ = ["READERS", "Limits", "Origin", "Reader", "page_from_text", "read", "sniff"]

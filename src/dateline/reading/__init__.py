"""Paths, URLs' saved pages and streams in; one `Page` or one `Failure` an item out. One file per form."""

from dateline.reading.origin import Limits, Origin, Reader, Wishes
from dateline.reading.reader import READERS, page_from_text, read, reader_of
from dateline.reading.sniff import sniff

__all__ = ["READERS", "Limits", "Origin", "Reader", "Wishes", "page_from_text", "read", "reader_of", "sniff"]

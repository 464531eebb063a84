"""Which form a stream has: by its first bytes and its name."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reading.origin import Reader

# First bytes of forms that hold no copy we can read, with what to do about each.
MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "export its text first (for example with pdftotext)"),
    (b"PK\x03\x04", "an Office document or an e-book", "save it as text or HTML"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as text or HTML"),
    (b"\x89PNG", "an image", "give the text of the page"),
    (b"\xff\xd8\xff", "an image", "give the text of the page"),
    (b"GIF8", "an image", "give the text of the page"),
    (b"SQLite format 3", "a SQLite database", "export its articles as JSONL"),
    (b"7z\xbc\xaf'\x1c", "a 7-Zip archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first, or pack it as zip"),
)
FORMS = "give text, HTML, a feed, a table, an export or an archive of these (docs/reading.md lists the forms)"
CONTROL = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b")
BOMS_16 = (b"\xff\xfe", b"\xfe\xff")


def sniff(head: bytes, name: str, readers: Sequence[Reader]) -> Reader | None:
    """The reader that is surest of these first bytes and this file name; None when none is."""
    scored = [(reader.score(head, name), -i, reader) for i, reader in enumerate(readers)]
    best, _, reader = max(scored, key=lambda s: s[:2])
    return reader if best > 0 else None


def binary(head: bytes) -> str | None:
    """What a stream of bytes without text is and what to do, as a phrase; None when it may be text."""
    for magic, what, advice in MAGIC:
        if head.startswith(magic):
            return f"{what}; {advice}"
    if head.startswith(BOMS_16) or not head:
        return None
    nul_even, nul_odd = head[0:512:2].count(0), head[1:512:2].count(0)
    if len(head) >= 8 and max(nul_even, nul_odd) > 0.7 * len(head[0:512:2]) and min(nul_even, nul_odd) == 0:
        return None  # UTF-16 without a mark
    control = sum(head.count(bytes([b])) for b in CONTROL)
    if control > 0.02 * len(head):
        return f"binary data, not text; {FORMS}"
    return None

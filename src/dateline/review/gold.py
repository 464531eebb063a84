"""A coded file of any known form."""

from __future__ import annotations

import gzip
from pathlib import Path

import msgspec

from dateline.errors import ReadError, UsageError
from dateline.reading.decode import decode
from dateline.review.draft import Draft
from dateline.review.gold_plover import read_plover
from dateline.review.gold_rows import read_rows
from dateline.review.gold_table import read_rows_of_table
from dateline.review.items import Gold
from dateline.review.json_lines import objects
from dateline.review.records import read_record_lines

FORMS = ("auto", "records", "plover", "csv", "rows")
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"


def read_gold(path: Path, form: str = "auto", columns: dict[str, str] | None = None) -> Gold:
    """Read a coded file. `columns` maps doc, event, source, target, text to headers of a table.

    Raises ReadError when the file cannot be opened, DataError when nothing in it can be used, UsageError when the form
    or a column does not fit. Rows that cannot be used are in `problems`, the others are read.
    """
    text = file_text(path)
    form = _form(text) if form == "auto" else form
    if columns and form != "csv":
        raise UsageError(f"--column is for tables, and {path} is read as {form}; add --form csv if it is a table")
    draft = Draft(str(path), form)
    if form == "csv":
        read_rows_of_table(text, draft, columns or {})
    elif form == "records":
        read_record_lines(text, draft)
    elif form == "plover":
        read_plover(text, draft)
    elif form == "rows":
        read_rows(text, draft)
    else:
        raise UsageError(f"{form!r} is no form; they are {', '.join(FORMS)}")
    return draft.done()


def file_text(path: Path) -> str:
    """The text of a file, unpacked if it is gzipped. Raises ReadError."""
    try:
        data = path.read_bytes()
        if data.startswith(GZIP):
            data = gzip.decompress(data)
    except (OSError, EOFError) as e:
        raise ReadError(f"{path} cannot be read ({getattr(e, 'strerror', None) or e}); check the path") from None
    if data.startswith(ZIP):
        raise ReadError(f"{path} is a spreadsheet or an archive; save it as CSV or unpack it")
    text, _ = decode(data)
    if not text.strip():
        raise ReadError(f"{path} is empty")
    return text


def _form(text: str) -> str:
    """What the first object looks like; a file that is no JSON is a table."""
    if text.lstrip()[:1] not in {"{", "["}:
        return "csv"
    first = next((raw for _, raw in objects(text) if not isinstance(raw, Exception)), msgspec.Raw(b"{}"))
    fields = set(msgspec.json.decode(first, type=dict[str, msgspec.Raw]))
    if "article" in fields:
        return "records"
    if fields & {"root", "events"} or bytes(msgspec.json.decode(first, type=_Said).event) in {b"true", b"false"}:
        return "rows"
    return "plover"


class _Said(msgspec.Struct):
    event: msgspec.Raw = msgspec.Raw(b"null")

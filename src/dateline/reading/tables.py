"""CSV and TSV: one article a row. Any size, one row in memory at a time."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO, cast

from dateline.reading.columns import LONG, NoColumns, choose, folded, known_names, long_column, row_page
from dateline.reading.decode import BOMS, decode
from dateline.reading.origin import HEAD, Origin
from dateline.records import Failure, Page, Warning

DELIMITERS = ",;\t|"
ENDINGS = (".csv", ".tsv", ".tab", ".psv")
SAMPLE = 40  # rows that the columns are judged by
QUOTE_LINES = 2  # times the item limit that a row with quoted line breaks may take


class TableReader:
    """Reads rows of text with a header line; without one, when a column holds long text."""

    form = "csv"

    def score(self, head: bytes, name: str) -> float:
        if name.lower().endswith(ENDINGS):
            return 0.95
        if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b"{", b"["):
            return 0.0
        return 0.9 if _sure(_text(head)) else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Page | Failure]:
        head = cast(io.BufferedReader, stream).peek(HEAD)[:HEAD] if hasattr(stream, "peek") else b""
        encoding, warnings = _encoding(head, origin.charset)
        delimiter = _delimiter(_text(head), origin.name)
        wrapper = io.TextIOWrapper(cast(io.BufferedReader, stream), encoding, errors="replace", newline="")
        try:
            yield from _rows(_Lines(wrapper, origin.limits.item_bytes), delimiter, origin, warnings)
        finally:
            wrapper.detach()


def _rows(lines: _Lines, delimiter: str, origin: Origin, warnings: tuple[Warning, ...]) -> Iterator[Page | Failure]:
    # The library's limit on a field holds for the whole process; it is only ever raised here.
    csv.field_size_limit(max(csv.field_size_limit(), origin.limits.item_bytes))
    rows = _parsed(lines, delimiter)
    first: list[list[str] | str] = list(islice(rows, SAMPLE))
    sample = [r for r in first if isinstance(r, list)]
    if not sample:
        yield from (_too_long(origin, n + 1, r) for n, r in enumerate(first) if isinstance(r, str))
        if not first:
            yield origin.failure("empty", f"{origin.id} holds no row; there is nothing to read.")
        return
    header = [] if _headless(sample, origin) else sample[0]
    try:
        names = header or [str(i + 1) for i in range(max(map(len, sample)))]
        roles = choose(names, origin.wishes.columns, sample[1:] if header else sample)
    except NoColumns as error:
        yield origin.failure("no-column", f"{origin.id}: {error}.")
        return
    items = 0
    skip = bool(header)
    for number, row in enumerate(chain(first, rows), 1):
        where = f"{origin.id}:{number}"
        if isinstance(row, str):
            items += 1
            yield _too_long(origin, number, row)
        elif skip:
            skip = False
        elif any(cell.strip() for cell in row):
            items += 1
            yield row_page(row, roles, origin, where, *warnings)
    if not items:
        yield origin.failure("empty", f"{origin.id} holds a header but no row; there is nothing to read.")


def _parsed(lines: _Lines, delimiter: str) -> Iterator[list[str] | str]:
    """Rows; a row that cannot be taken is a string that says why. Blank lines are rows of no cells, so that numbers hold."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.held = 0
        try:
            row = next(reader)
        except StopIteration:
            return
        except (csv.Error, _TooLong) as error:
            yield str(error)
            continue
        yield row


def _too_long(origin: Origin, number: int, why: str) -> Failure:
    return origin.failure(
        "too-large" if "limit" in why else "bad-line",
        f"{origin.id}:{number}: {why}, the limit being {origin.limits.describe()} for one item (item_bytes). "
        "Perhaps a quotation mark is not closed. The other rows are read.", id=f"{origin.id}:{number}",
    )


class _TooLong(Exception):
    pass


class _Lines:
    """Lines of text, none longer than the limit, nor more than twice the limit for one row."""

    def __init__(self, wrapper: io.TextIOWrapper, limit: int) -> None:
        self.wrapper, self.limit = wrapper, limit
        self.held = 0
        self.first = True

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.wrapper.readline(self.limit + 1)
        if self.first:
            self.first = False
            line = line.removeprefix("\ufeff")
            if line.lower().startswith("sep=") and len(line) < 9:  # a word to a spreadsheet
                line = self.wrapper.readline(self.limit + 1)
        if not line:
            raise StopIteration
        long = len(line) > self.limit and not line.endswith("\n")
        while long and (rest := self.wrapper.readline(HEAD)):
            if rest.endswith("\n"):
                break
        self.held += len(line)
        if long or self.held > QUOTE_LINES * self.limit:
            raise _TooLong("the row is longer than the limit")
        return line.replace("\0", "")


def _encoding(head: bytes, charset: str | None) -> tuple[str, tuple[Warning, ...]]:
    """The encoding to read all by, judged by the first bytes; a character cut at their end does not count."""
    for bom, marked in BOMS:
        if head.startswith(bom):
            return ("utf-8-sig" if marked == "utf-8" else marked), ()
    if head[1:200:2].count(0) > 0.7 * len(head[1:200:2]) > 2:
        return "utf-16-le", ()
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
        return "utf-8", ()
    except UnicodeDecodeError:
        pass
    if charset:
        try:
            return codecs.lookup(charset).name, ()
        except LookupError:
            pass
    _, warnings = decode(head[: head.rfind(b"\n") + 1] or head)
    guessed = next((w for w in warnings if w.code == "encoding-guessed"), None)
    if guessed is not None:
        return guessed.message.rstrip(".").rsplit(" ", 1)[-1], warnings
    return ("utf-8" if warnings and "utf-8" in warnings[0].message else "windows-1252"), warnings


def _text(head: bytes) -> str:
    encoding, _ = _encoding(head, None)
    return head.decode(encoding, "replace").removeprefix("\ufeff")


def _sample(text: str, delimiter: str) -> list[list[str]]:
    """The rows of the first bytes, without the last, which may be cut."""
    lines = text.splitlines(keepends=True)
    if lines and lines[0].lower().startswith("sep="):
        lines = lines[1:]
    try:
        rows = [r for r in islice(csv.reader(lines, delimiter=delimiter), SAMPLE) if r]
    except csv.Error:
        rows = []
    return rows[:-1] if len(rows) > 2 and len(text) >= HEAD // 4 else rows


def _delimiter(text: str, name: str) -> str:
    """The sign that parts most rows into as many cells as the first, which are more than one."""
    if name.lower().endswith((".tsv", ".tab")) and "\t" in text.split("\n", 1)[0]:
        return "\t"
    best, sign = (0.0, 0), ","
    for delimiter in DELIMITERS:
        rows = _sample(text, delimiter)
        if rows and len(rows[0]) > 1:
            even = sum(len(r) == len(rows[0]) for r in rows) / len(rows)
            known = sum(folded(c) in known_names() for c in rows[0])
            if (score := (round(even, 1) + known, len(rows[0]))) > best:
                best, sign = score, delimiter
    return sign


def _sure(text: str) -> bool:
    """Whether a stream that no name tells of is a table: a header of known names, copy among them, over even rows."""
    first = text[:2000].lstrip().split("\n", 1)[0]
    if not any(d in first for d in DELIMITERS):
        return False
    rows = _sample(text, _delimiter(text, ""))
    if len(rows) < 2 or not 2 <= len(rows[0]) <= 80 or any(len(c) > 60 for c in rows[0]):
        return False
    roles = {known_names()[n][0] for c in rows[0] if (n := folded(c)) in known_names()}
    even = sum(len(r) == len(rows[0]) for r in rows[1:]) / (len(rows) - 1)
    return bool(roles & {"text", "html"}) and len(roles) >= 2 and even >= 0.9


def _headless(sample: Sequence[Sequence[str]], origin: Origin) -> bool:
    """Whether the first row is an article already: no column was named, none has a known name, and it holds long text."""
    if origin.wishes.columns or any(folded(c) in known_names() for c in sample[0]):
        return False
    at = long_column(sample, set())
    return at is not None and at < len(sample[0]) and len(sample[0][at]) >= LONG

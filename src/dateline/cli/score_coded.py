"""Where the records that `dateline score` judges come from."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from dateline.cli.options import pages_of
from dateline.cli.progress import watched
from dateline.errors import UsageError
from dateline.records import Failure, Page, Record
from dateline.review import Document, Gold, document_of, holds_records, read_records
from dateline.review.gold import file_text

LIMIT_MB = 20.0


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """Documents as dateline coded them, what they are called in a message, and how many items failed."""

    documents: list[Document]
    where: str
    failures: int = 0


def coded_by(gold: Gold, paths: tuple[str, ...], desk: Path | None, workers: int | None) -> Coded:
    """From records and copy at `paths`, from a desk, or from the gold's own texts. Raises UsageError."""
    if paths and desk is not None:
        raise UsageError("give paths or --desk, not both")
    if desk is not None:
        return _of_desk(desk)
    if paths:
        return _of_paths(paths, workers)
    if not gold.texts:
        raise UsageError("the gold holds no texts to code; add a path of records or copy, or --desk")
    documents, failures = _code(_own_texts(gold), workers, gold.texts)
    return Coded(documents=documents, where="the texts of the gold", failures=failures)


def _of_desk(folder: Path) -> Coded:
    from dateline.store import Desk

    with Desk.open(folder) as desk:
        total = desk.counts()["articles"]
        documents = [document_of(r) for r in watched(desk.records(), "reading", total)]
    return Coded(documents=documents, where=f"the desk {folder}")


def _of_paths(paths: tuple[str, ...], workers: int | None) -> Coded:
    documents, copy, failures = [], [], 0
    for path in paths:
        text = _records_text(path)
        if text is None:
            copy.append(path)
            continue
        found, problems = read_records(text)
        documents += found
        failures += len(problems)
        for problem in problems:
            print(f"dateline: {path}: {problem}; left out", file=sys.stderr)
    if copy:
        made, failed = _code(pages_of("score", tuple(copy), False, LIMIT_MB, workers), workers)
        documents, failures = documents + made, failures + failed
    return Coded(documents=documents, where=", ".join(paths), failures=failures)


def _records_text(path: str) -> str | None:
    """The text of a file of records; None for copy."""
    if path == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    file = Path(path)
    if not file.is_file() or not {".jsonl", ".ndjson", ".json"} & set(file.suffixes):
        return None
    text = file_text(file)
    return text if holds_records(text) else None


def _own_texts(gold: Gold) -> Iterator[Page | Failure]:
    from dateline.reading import page_from_text

    for d in gold.documents:
        if d.text is not None and d.text.strip():
            yield page_from_text(d.text, d.ids[0])


def _code(pages: Iterable[Page | Failure], workers: int | None, total: int | None = None) -> tuple[list[Document], int]:
    from dateline.run import code

    documents, failures = [], 0
    for item in watched(code(pages, workers), "coding", total):
        if isinstance(item, Record):
            documents.append(document_of(item))
        else:
            failures += 1
            print(f"dateline: {item.message}", file=sys.stderr)
    return documents, failures

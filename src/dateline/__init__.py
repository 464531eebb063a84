"""dateline reads news copy and keeps the record of it.

    import dateline
    record = dateline.read("story.txt")          # or the text itself
    desk = dateline.open("news.desk")            # what `dateline add` made
    total, rows = desk.find(dateline.Query(actor="China", event="CONSULT"))
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.records import Record
    from dateline.store import Desk

__version__ = "0.1.0"
__all__ = ["Desk", "Query", "Record", "__version__", "open", "read"]


def read(copy: str | Path, *, lexicon: str | Path | Iterable[str | Path] | None = None) -> Record:
    """The record of one article: `copy` is a path (a `Path`, or a one-line string that names a file) or the text itself.

    `lexicon` names packs to lay over ours: folders, or installed packs (docs/packs.md). Without it those in force are
    (`dateline.lexicon.packs.laying`). Raises `dateline.errors.ReadError` when it cannot be read. For many articles use
    `dateline.run.code(dateline.reading.read(paths))`.
    """
    from dateline.errors import ReadError
    from dateline.lexicon.packs import find_packs, laid_packs, laying
    from dateline.lexicon.ready import ready
    from dateline.reading import page_from_text
    from dateline.reading import read as read_pages
    from dateline.records import Failure
    from dateline.run import code_pages

    is_path = isinstance(copy, Path) or ("\n" not in copy and len(copy) < 4096 and Path(copy).is_file())
    pages = read_pages([copy]) if is_path else iter([page_from_text(str(copy))])
    with laying(laid_packs() if lexicon is None else ready(find_packs(lexicon))):
        item = next(code_pages(pages), None)
    if item is None:
        raise ReadError(f"there is nothing to read in {copy}")
    if isinstance(item, Failure):
        raise ReadError(item.message)
    return item


def open(desk: str | Path, *, create: bool = False) -> Desk:
    """Open a desk. Raises `dateline.errors.DeskError` when there is none (with `create` it is made)."""
    from dateline.store import Desk

    return Desk.open(desk, create=create)


def __getattr__(name: str) -> Any:
    if name == "Record":
        from dateline.records import Record

        return Record
    if name in {"Desk", "Query"}:
        from dateline import store

        return getattr(store, name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")

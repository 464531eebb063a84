"""`dateline doctor`: does this installation work?"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from dateline import __version__
from dateline.cli.options import DEFAULT_DESK, DeskPath, Json

SENTENCE = "Norway's foreign minister met the Chilean ambassador in Oslo on Monday."


def doctor(*, desk: DeskPath = DEFAULT_DESK, json: Json = False) -> int:
    """Check Python, the language pipeline, data, SQLite's full text, a trial sentence, and the desk if there is one.

    For example: `dateline doctor`
    """
    checks: list[tuple[str, Callable[[], str]]] = [
        ("python", lambda: ".".join(map(str, sys.version_info[:3]))), ("dateline", lambda: __version__),
        ("pipeline", _pipeline), ("codebook", _codebook), ("names", _names), ("full text", _fts), ("trial", _trial),
        ("desk", lambda: _desk(Path(desk))),
    ]
    failed, results = 0, {}
    for name, check in checks:
        started = time.perf_counter()
        try:
            said, ok = check(), True
        except Exception as e:  # a doctor reports every illness
            said, ok = f"{type(e).__name__}: {e}", False
            failed += 1
        took = time.perf_counter() - started
        results[name] = {"ok": ok, "says": said, "seconds": round(took, 3)}
        if not json:
            print(f"{'ok  ' if ok else 'FAIL'} {name:<10}{said} ({took:.2f} s)")
    if json:
        import msgspec

        print(msgspec.json.encode(results).decode())
    return 1 if failed else 0


def _pipeline() -> str:
    from dateline.parse import pipeline_version

    return pipeline_version()


def _codebook() -> str:
    from dateline.lexicon.codebook import CATEGORIES, load_codebook

    book = load_codebook()
    missing = set(CATEGORIES) - set(book.categories)
    if missing:
        raise ValueError(f"no file for {', '.join(sorted(missing))}")
    return f"{len(book.categories)} categories, {sum(len(c.patterns) for c in book.categories.values())} patterns"


def _names() -> str:
    from dateline.lexicon.names import load_names

    return f"{len(load_names().by_form)} names of parties"


def _fts() -> str:
    import sqlite3

    sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE t USING fts5 (x)")
    return f"SQLite {sqlite3.sqlite_version} with FTS5"


def _trial() -> str:
    import dateline

    record = dateline.read(SENTENCE)
    if not record.events:
        raise ValueError(f"no event found in: {SENTENCE}")
    return f"{record.events[0].event} from: {SENTENCE}"


def _desk(path: Path) -> str:
    from dateline.store import Desk
    from dateline.store.desk import FILE

    if not (path / FILE).exists():
        return f"none in {path}"
    with Desk.open(path) as desk:
        counts = desk.counts()
    return f"{path}: {counts['articles']} articles, {counts['events']} events"

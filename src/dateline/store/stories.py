"""Stories of a desk: the shelf that `dateline.resolve` looks them up on, and their printings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import msgspec
import numpy as np

from dateline.records import Article
from dateline.resolve import Kept, Stories, print_of


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a list of stories. `first` and `last` are days of writing; the headline is the earliest printing's."""

    id: str
    printings: int
    first: str | None
    last: str | None
    headline: str | None
    agencies: str


class PrintingRow(msgspec.Struct, frozen=True, kw_only=True):
    """One printing of a story."""

    article: str
    published: str | None
    headline: str | None
    agency: str | None
    source: str | None


class DeskShelf:
    """A shelf in the tables of a desk; the caller holds the transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def holding(self, keys: Iterable[int]) -> dict[int, set[str]]:
        """Of each key the stories that have it."""
        out: dict[int, set[str]] = {}
        for key in keys:
            rows = self._db.execute("SELECT story FROM story_keys WHERE key = ?", (key,)).fetchall()
            if rows:
                out[key] = {r[0] for r in rows}
        return out

    def get(self, story: str) -> Kept:
        """A story by its id."""
        runs, figures, digest = self._db.execute(
            "SELECT runs, figures, digest FROM stories WHERE id = ?", (story,)
        ).fetchone()
        return Kept(story, np.frombuffer(runs, dtype=np.uint64), set(figures.split()), bool(digest))

    def put(self, story: Kept, keys: Iterable[int]) -> None:
        """Keep a story, new or grown, and the keys that it has now too."""
        self._db.execute(
            "INSERT INTO stories VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET runs = excluded.runs, "
            "figures = excluded.figures, digest = excluded.digest",
            (story.id, story.runs.tobytes(), " ".join(sorted(story.figures)), int(story.digest)),
        )
        self._db.executemany("INSERT OR IGNORE INTO story_keys VALUES (?, ?)", [(k, story.id) for k in keys])


def join(db: sqlite3.Connection, article: Article) -> str | None:
    """The story of an article about to be filed; that of an article filed before stays."""
    row = db.execute("SELECT story FROM printings WHERE article = ?", (article.id,)).fetchone()
    if row is not None:
        return str(row[0])
    story = Stories(DeskShelf(db)).join(print_of(article))
    if story is not None:
        db.execute("INSERT INTO printings VALUES (?, ?)", (article.id, story))
    return story


def stories(db: sqlite3.Connection, least: int, limit: int | None, offset: int) -> tuple[int, list[StoryRow]]:
    """How many stories have `least` printings or more, and those of the page asked for, most printed first."""
    base = "FROM articles WHERE story IS NOT NULL GROUP BY story HAVING count(*) >= ?"
    (total,) = db.execute(f"SELECT count(*) FROM (SELECT story {base})", (least,)).fetchone()
    rows = db.execute(
        "SELECT story, count(*), min(coalesce(published, earliest)), max(coalesce(published, latest)), "
        f"group_concat(DISTINCT agency) {base} ORDER BY 2 DESC, 3, 1 LIMIT ? OFFSET ?",
        (least, -1 if limit is None else limit, offset),
    ).fetchall()
    return total, [
        StoryRow(
            id=r[0], printings=r[1], first=r[2], last=r[3], headline=_headline(db, r[0]), agencies=(r[4] or "").replace(",", "; ")
        )
        for r in rows
    ]


def _headline(db: sqlite3.Connection, story: str) -> str | None:
    row = db.execute(
        "SELECT headline FROM articles WHERE story = ? AND headline IS NOT NULL "
        "ORDER BY coalesce(published, latest, '9'), number LIMIT 1",
        (story,),
    ).fetchone()
    return row[0] if row else None


def printings(db: sqlite3.Connection, story: str) -> list[PrintingRow]:
    """The printings of a story (an unambiguous beginning of its id will do), earliest first."""
    rows = db.execute(
        "SELECT a.id, a.published, a.headline, a.agency, "
        "(SELECT coalesce(nullif(s.url, ''), nullif(s.path, ''), s.id) FROM sources s WHERE s.article = a.id LIMIT 1) "
        "FROM articles a WHERE a.story LIKE ? || '%' ORDER BY coalesce(a.published, a.latest, '9'), a.number",
        (story,),
    ).fetchall()
    return [PrintingRow(article=r[0], published=r[1], headline=r[2], agency=r[3], source=r[4]) for r in rows]

"""A desk: a folder with one SQLite file that holds articles and their records."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Literal

import msgspec

from dateline.errors import DeskError
from dateline.records import Record, Report
from dateline.store.query import Query, match_expression
from dateline.store.rows import EventRow, insert_record, version_of
from dateline.store.stories import PrintingRow, StoryRow, join, printings, stories

FILE = "desk.sqlite"
SCHEMA_VERSION = "1"
Outcome = Literal["added", "known", "recoded"]
MARKED = ("\x02", "\x03")  # stand before and after a found word in a snippet; no copy has them


class ArticleRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a list of articles."""

    id: str
    headline: str | None
    agency: str | None
    published: str | None
    earliest: str | None
    latest: str | None
    events: int
    source: str | None


class Tally(msgspec.Struct, frozen=True):
    """How many events of one category and month there are; `month` is None where it is not known."""

    month: str | None
    event: str
    quad: int
    count: int


class Desk:
    """An open desk. Use it as a context manager, or call `close`."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self._db, self.folder = connection, folder

    @classmethod
    def open(cls, folder: str | Path, *, create: bool = False) -> Desk:
        """Open the desk in `folder`; with `create` make it when it is not there. Raises DeskError."""
        folder = Path(folder)
        path = folder / FILE
        if not path.exists() and not create:
            raise DeskError(f"there is no desk in {folder}; make one with `dateline add PATH --desk {folder}`")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA foreign_keys = ON")
            db.executescript((files("dateline.store") / "schema.sql").read_text(encoding="utf-8"))
            db.execute("INSERT OR IGNORE INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))
        except (sqlite3.Error, OSError) as e:
            raise DeskError(f"the desk in {folder} could not be opened: {e}") from e
        (version,) = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        if version != SCHEMA_VERSION:
            raise DeskError(f"the desk in {folder} has schema {version}, this dateline reads {SCHEMA_VERSION}")
        return cls(db, folder)

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; nothing is lost when it is not called."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; other processes wait."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    # -- writing ---------------------------------------------------------------------------------

    def add(self, record: Record) -> Outcome:
        """File one record. The same article again changes nothing, but notes a new source; a record of another version of
        dateline, or with other packs, replaces the old one."""
        source = record.article.source
        with self.transaction():
            row = self._db.execute("SELECT version FROM articles WHERE id = ?", (record.article.id,)).fetchone()
            outcome: Outcome = "added" if row is None else "known" if row[0] == version_of(record) else "recoded"
            if outcome != "known":
                story = join(self._db, record.article)
                record = msgspec.structs.replace(record, article=msgspec.structs.replace(record.article, story=story))
                added = datetime.now(UTC).isoformat(timespec="seconds")
                insert_record(self._db, record, added, replace=row is not None)
            self._db.execute(
                "INSERT OR IGNORE INTO sources VALUES (?, ?, ?, ?, ?, ?)",
                (record.article.id, source.id, source.path or "", source.url or "", source.media_type, source.sha256),
            )
        return outcome

    # -- reading ---------------------------------------------------------------------------------

    def counts(self) -> dict[str, int]:
        """Rows by table."""
        return {
            t: self._db.execute(f"SELECT count(*) FROM {t}").fetchone()[0]
            for t in ("articles", "events", "quotes", "actors")
        }

    def stories(self, least: int = 1, limit: int | None = None, offset: int = 0) -> tuple[int, list[StoryRow]]:
        """How many stories have at least so many printings, and those of the page asked for, most printed first."""
        return stories(self._db, least, limit, offset)

    def printings(self, story: str) -> list[PrintingRow]:
        """The printings of a story (an unambiguous beginning of the id will do), earliest first. Raises DeskError."""
        (found,) = self._db.execute(
            "SELECT count(DISTINCT story) FROM articles WHERE story LIKE ? || '%'", (story,)
        ).fetchone()
        if found != 1:
            problem = "more than one story begins with" if found else "there is no story"
            raise DeskError(f"{problem} {story} in {self.folder}; `dateline stories` lists them")
        return printings(self._db, story)

    def record(self, article_id: str) -> Record:
        """The record of an article (an unambiguous beginning of the id will do). Raises DeskError."""
        rows = self._db.execute("SELECT record FROM articles WHERE id LIKE ? || '%' LIMIT 2", (article_id,)).fetchall()
        if not rows:
            raise DeskError(f"there is no article {article_id} in {self.folder}; `dateline find --articles` lists them")
        if len(rows) > 1:
            raise DeskError(f"more than one article begins with {article_id}; give more of the id")
        return Record.from_json(rows[0][0])

    def event(self, event_id: str) -> tuple[Record, Report]:
        """A report and the record it stands in. Raises DeskError."""
        rows = self._db.execute("SELECT id, article FROM events WHERE id LIKE ? || '%' LIMIT 2", (event_id,)).fetchall()
        if not rows:
            raise DeskError(f"there is no event {event_id} in {self.folder}; `dateline find` lists them")
        if len(rows) > 1:
            raise DeskError(f"more than one event begins with {event_id}; give more of the id")
        record = self.record(rows[0][1])
        return record, next(r for r in record.events if r.id == rows[0][0])

    def find(self, query: Query) -> tuple[int, list[EventRow]]:
        """How many events the query has in all, and those of the page asked for, newest first."""
        where, values = query.where()
        base = "FROM events e JOIN articles a ON a.id = e.article WHERE " + where
        (total,) = self._db.execute(f"SELECT count(*) {base}", values).fetchone()
        sql = (
            f"SELECT e.*, a.headline, a.published {base} ORDER BY coalesce(e.date_start, a.published, '') DESC, "
            "a.number, e.trigger_start LIMIT ? OFFSET ?"
        )
        cursor = self._db.execute(sql, [*values, -1 if query.limit is None else query.limit, query.offset])
        names = [c[0] for c in cursor.description]
        return total, [
            EventRow.build(dict(zip(names, row, strict=True)), self._participants(row[0])) for row in cursor.fetchall()
        ]

    def articles(self, query: Query) -> tuple[int, list[ArticleRow]]:
        """Articles that match the words and days of a query, or hold an event that matches the rest of it."""
        values: list[object] = []
        parts = ["1"]
        about_events = msgspec.structs.replace(query, words=None, since=None, until=None)
        where, given = about_events.where()
        if where != "1":
            parts.append(f"EXISTS (SELECT 1 FROM events e WHERE e.article = a.id AND {where})")
            values += given
        if query.words:
            words_where, words_values = Query(words=query.words).where()
            parts.append(words_where)
            values += words_values
        for column, operator, text in (("latest", ">=", query.since), ("earliest", "<=", query.until)):
            if text:
                parts.append(f"coalesce(a.published, a.{column}) {operator} ?")
                values.append(text)
        base = "FROM articles a WHERE " + " AND ".join(parts)
        (total,) = self._db.execute(f"SELECT count(*) {base}", values).fetchone()
        rows = self._db.execute(
            "SELECT a.id, a.headline, a.agency, a.published, a.earliest, a.latest, "
            "(SELECT count(*) FROM events e WHERE e.article = a.id), "
            "(SELECT coalesce(nullif(s.path, ''), nullif(s.url, ''), s.id) FROM sources s WHERE s.article = a.id LIMIT 1) "
            f"{base} ORDER BY coalesce(a.published, a.latest, '') DESC, a.number LIMIT ? OFFSET ?",
            [*values, -1 if query.limit is None else query.limit, query.offset],
        ).fetchall()
        return total, [
            ArticleRow(
                id=r[0],
                headline=r[1],
                agency=r[2],
                published=r[3],
                earliest=r[4],
                latest=r[5],
                events=r[6],
                source=r[7],
            )
            for r in rows
        ]

    def records(self, ids: Iterable[str] | None = None) -> Iterator[Record]:
        """Records one by one, in the order they were added (or of the given ids)."""
        if ids is not None:
            for i in ids:
                yield self.record(i)
            return
        last = 0
        while True:
            row = self._db.execute(
                "SELECT number, record FROM articles WHERE number > ? ORDER BY number LIMIT 1", (last,)
            ).fetchone()
            if row is None:
                return
            last = row[0]
            yield Record.from_json(row[1])

    def facets(self, column: Literal["event", "status", "quad"]) -> dict[str, int]:
        """How many events each value of a column has."""
        rows = self._db.execute(f"SELECT {column}, count(*) FROM events GROUP BY 1 ORDER BY 2 DESC").fetchall()
        return {str(k): n for k, n in rows}

    def _participants(self, event_id: str) -> list[tuple[str, str, str, str | None]]:
        rows = self._db.execute(
            "SELECT role, actor, name, country FROM participants WHERE event = ?", (event_id,)
        ).fetchall()
        return [(r[0], r[1], r[2], r[3]) for r in rows]

    def tally(self, query: Query) -> list[Tally]:
        """The events of a query (its limit aside) counted by month, category and quad, by month."""
        where, values = query.where()
        month = "iif(substr(e.date_start, 1, 7) = substr(e.date_end, 1, 7), substr(e.date_start, 1, 7), NULL)"
        rows = self._db.execute(
            f"SELECT {month}, e.event, e.quad, count(*) FROM events e JOIN articles a ON a.id = e.article "
            f"WHERE {where} GROUP BY 1, 2, 3 ORDER BY 1, 2",
            values,
        ).fetchall()
        return [Tally(*row) for row in rows]

    def snippets(self, words: str, ids: Iterable[str]) -> dict[str, str]:
        """By article id, some words around those searched for, each found word between the two MARKED characters."""
        wanted = list(ids)
        if not wanted:
            return {}
        rows = self._db.execute(
            "SELECT a.id, snippet(words, 1, ?, ?, ' … ', 28) FROM words JOIN articles a ON a.number = words.rowid "
            f"WHERE words MATCH ? AND a.id IN ({', '.join('?' * len(wanted))})",
            [*MARKED, match_expression(words), *wanted],
        )
        return dict(rows.fetchall())

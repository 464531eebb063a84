"""Between records and the rows of a desk."""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from dateline.lexicon.packs import version_with
from dateline.records import Record


class EventRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a list of events, flat, as the tables and exports show it."""

    id: str
    article: str
    event: str
    modes: str
    actors: str
    recipients: str
    actor_countries: str
    recipient_countries: str
    date_start: str | None
    date_end: str | None
    precision: str | None
    place: str | None
    place_country: str | None
    lat: float | None
    lon: float | None
    status: str
    auxiliary: str
    contexts: str
    quad: int
    score: float
    cameo: str | None
    goldstein: float | None
    confidence: float
    rule: str
    headline: str | None
    published: str | None

    @staticmethod
    def build(row: dict[str, Any], participants: list[tuple[str, str, str, str | None]]) -> EventRow:
        """From a row of `events` joined with its article, and its participants (role, id, name, country)."""
        sides: dict[str, Any] = {}
        for role in ("actor", "recipient"):
            own = [p for p in participants if p[0] == role]
            sides[f"{role}s"] = "; ".join(p[2] for p in own)
            sides[f"{role}_countries"] = "; ".join(dict.fromkeys(p[3] for p in own if p[3]))
        fields = EventRow.__struct_fields__
        given: dict[str, Any] = {k: v for k, v in row.items() if k in fields and k not in sides}
        return EventRow(**given, **sides)


def version_of(record: Record) -> str:
    """What a record was made with: the version of dateline, and the packs that lay over its lexicon."""
    return version_with(() if isinstance(record.packs, msgspec.UnsetType) else record.packs)


def insert_record(db: sqlite3.Connection, record: Record, added: str, *, replace: bool) -> None:
    """Write an article and everything in its record; the caller holds the transaction."""
    a = record.article
    if replace:
        (number,) = db.execute("SELECT number FROM articles WHERE id = ?", (a.id,)).fetchone()
        db.execute("DELETE FROM words WHERE rowid = ?", (number,))
        kept = db.execute("SELECT * FROM sources WHERE article = ?", (a.id,)).fetchall()
        db.execute("DELETE FROM articles WHERE id = ?", (a.id,))
    else:
        kept = []
    p = a.published
    cursor = db.execute(
        "INSERT INTO articles (id, headline, agency, language, published, earliest, latest, story, added, version, record) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            a.id,
            a.headline.text if a.headline else None,
            a.agency.name if a.agency else None,
            a.language,
            p.date if p else None,
            p.earliest if p else None,
            p.latest if p else None,
            a.story,
            added,
            version_of(record),
            record.to_json().decode(),
        ),
    )
    db.executemany("INSERT OR IGNORE INTO sources VALUES (?, ?, ?, ?, ?, ?)", kept)
    body = "\n".join(a.text[s.start : s.end] for s in a.segments if s.kind in {"body", "subhead", "caption"})
    db.execute(
        "INSERT INTO words (rowid, headline, body) VALUES (?, ?, ?)",
        (cursor.lastrowid, a.headline.text if a.headline else "", body),
    )
    db.executemany(
        "INSERT INTO actors VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (a.id, x.id, x.name, x.kind, x.country, " ".join(x.sectors), x.office, x.wikidata, len(x.mentions))
            for x in record.actors
        ],
    )
    _insert_events(db, record)
    _insert_quotes(db, record)


def _insert_events(db: sqlite3.Connection, record: Record) -> None:
    actors = {x.id: x for x in record.actors}
    places = {x.id: x for x in record.places}
    for e in record.events:
        place = places.get(e.place or "")
        db.execute(
            "INSERT OR REPLACE INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                e.id,
                record.article.id,
                e.event,
                " ".join(e.modes),
                " ".join(e.contexts),
                e.quad,
                e.score,
                e.cameo,
                e.goldstein,
                " ".join(e.auxiliary),
                e.status,
                e.date.start if e.date else None,
                e.date.end if e.date else None,
                e.date.precision if e.date else None,
                place.name if place else None,
                place.country if place else None,
                place.lat if place else None,
                place.lon if place else None,
                e.confidence,
                e.why.rule,
                e.trigger.start,
                e.sentence.start,
                e.sentence.end,
            ),
        )
        for role, side in (("actor", e.actors), ("recipient", e.recipients)):
            db.executemany(
                "INSERT INTO participants VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (
                        e.id,
                        role,
                        p.actor,
                        actors[p.actor].name,
                        actors[p.actor].country,
                        " ".join(actors[p.actor].sectors),
                    )
                    for p in side
                ],
            )


def _insert_quotes(db: sqlite3.Connection, record: Record) -> None:
    actors = {x.id: x for x in record.actors}
    text = record.article.text
    for q in record.quotes:
        speaker = actors.get(q.speaker.actor) if q.speaker else None
        said = " […] ".join(text[s.start : s.end] for s in q.spans)
        via = "; ".join(actors[v.actor].name for v in q.via if v.actor in actors)
        db.execute(
            "INSERT INTO quotes VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                record.article.id,
                q.id,
                q.kind,
                speaker.name if speaker else None,
                speaker.country if speaker else None,
                via,
                said,
                q.spans[0].start if q.spans else 0,
            ),
        )

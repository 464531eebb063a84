"""Records as `dateline code --jsonl` writes them, as gold or as what is judged. Only what a comparison needs must be there, so
that a hand that adds events need not invent ids and offsets."""

from __future__ import annotations

from pathlib import PurePath

import msgspec

from dateline.records import Record
from dateline.review.draft import Draft
from dateline.review.items import Document, Event, Party
from dateline.review.json_lines import objects, typed


class _Source(msgspec.Struct):
    id: str
    path: str | None = None


class _Article(msgspec.Struct):
    source: _Source
    id: str = ""
    text: str | None = None


class _Span(msgspec.Struct):
    start: int
    end: int
    type: str = "name"


class _Actor(msgspec.Struct):
    id: str
    name: str = ""
    country: str | None = None
    mentions: list[_Span] = []


class _Participant(msgspec.Struct):
    actor: str
    start: int | None = None
    end: int | None = None


class _Event(msgspec.Struct):
    event: str
    id: str = ""
    actors: list[_Participant] = []
    recipients: list[_Participant] = []
    auxiliary: list[str] = []


class _Record(msgspec.Struct):
    article: _Article
    actors: list[_Actor] = []
    events: list[_Event] = []


def read_record_lines(text: str, draft: Draft) -> None:
    """Add every record of a file to a draft."""
    for at, record in typed(text, _Record):
        draft.rows += 1
        if isinstance(record, str):
            draft.bad(at, record)
            continue
        key = draft.document(record.article.source.id, record.article.text)
        for event in record.events:
            try:
                draft.event(key, event.id or at, event.event, *_sides(record, event), tuple(event.auxiliary))
            except (LookupError, ValueError):
                draft.unknown(at, event.event, key)


def read_records(text: str) -> tuple[list[Document], list[str]]:
    """The documents of a file of records, and what could not be read of it."""
    documents, problems = [], []
    for at, record in typed(text, _Record):
        if isinstance(record, str):
            problems.append(f"{at}: {record}")
        else:
            documents.append(_document(record))
    return documents, problems


def document_of(record: Record) -> Document:
    """A record in memory as a document."""
    return _document(msgspec.convert(record, _Record, from_attributes=True))


def holds_records(text: str) -> bool:
    """The first object is a record, not copy to be coded."""
    first = next((raw for _, raw in objects(text)), None) if text.lstrip()[:1] in {"{", "["} else None
    if first is None or isinstance(first, Exception):
        return False
    return "article" in msgspec.json.decode(first, type=dict[str, msgspec.Raw])


def _document(record: _Record) -> Document:
    source = record.article.source
    ids = dict.fromkeys((source.id, record.article.id, source.path or "", PurePath(source.path or source.id).name))
    events = []
    for e in record.events:
        sources, targets = _sides(record, e)
        events.append(Event(category=e.event, sources=sources, targets=targets, auxiliary=tuple(e.auxiliary), key=e.id))
    return Document(ids=tuple(i for i in ids if i), text=record.article.text, events=tuple(events))


def _sides(record: _Record, event: _Event) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    who = {a.id: a for a in record.actors}

    def party(p: _Participant) -> Party:
        actor = who.get(p.actor, _Actor(p.actor, p.actor))
        spans = [(m.start, m.end) for m in actor.mentions if m.type != "pronoun"]
        if p.start is not None and p.end is not None:
            spans.insert(0, (p.start, p.end))
        return Party(country=actor.country, name=actor.name or None, spans=tuple(spans))

    return tuple(map(party, event.actors)), tuple(map(party, event.recipients))

"""PLOVER's own record form: one event a record, as JSON lines or one array. Fields: PLOVER manual, draft 2.0."""

from __future__ import annotations

from typing import Any

import msgspec

from dateline.review.draft import Draft
from dateline.review.items import Party
from dateline.review.json_lines import typed
from dateline.review.parties import country_of, parties_of

CODES, NAMES = ("code", "country"), ("entity_text", "identifier_text", "name", "text")


class _TextInfo(msgspec.Struct):
    text_story: str | None = None


class _PloverRecord(msgspec.Struct):
    id: str | int
    has_event: bool = True
    event: str | list[str] | None = None
    actor: Any = None
    recipient: Any = None
    text: str | None = None
    text_info: _TextInfo | None = None


def read_plover(text: str, draft: Draft) -> None:
    """Add every record to a draft; records of one text are one document."""
    for at, record in typed(text, _PloverRecord):
        draft.rows += 1
        if isinstance(record, str):
            draft.bad(at, record)
            continue
        events = [record.event] if isinstance(record.event, str) else record.event or []
        if record.has_event and not any(events):
            draft.bad(at, "it has an event (has_event), but `event` is empty")
            continue
        copy = record.text or (record.text_info.text_story if record.text_info else None)
        key = draft.document(str(record.id), copy, one_text_one_document=True)
        if not record.has_event:
            continue
        sources, targets = _side(record.actor), _side(record.recipient)
        for event in events:
            try:
                draft.event(key, str(record.id), event, sources, targets)
            except LookupError:
                draft.unknown(at, event, key)


def _side(value: Any) -> tuple[Party, ...]:
    """The parties of `actor` or `recipient`: a list of entities, one entity, or plain codes."""
    values = value if isinstance(value, list) else [value]
    found: list[Party] = []
    for v in values:
        if isinstance(v, dict):
            found += _entity(v)
        elif isinstance(v, str):
            found += parties_of(v)
    return tuple(dict.fromkeys(found))


def _entity(entity: dict[str, Any]) -> tuple[Party, ...]:
    """One entity: its country where it has one, with its name for lists; else its name."""
    codes = [v for k in CODES if isinstance(v := entity.get(k), str) and v.strip()]
    name = next((v for k in NAMES if isinstance(v := entity.get(k), str) and v.strip()), None)
    country = next((c for v in codes if (c := country_of(v.strip()))), None)
    if country:
        return (Party(country=country, name=name),)
    return parties_of(name) if name else parties_of(codes[0]) if codes else ()

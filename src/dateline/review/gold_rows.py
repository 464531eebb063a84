"""Small JSON rows: `{id, root}` with spans, `{id, events: [{root, sources, targets}]}`, or `{id, event: true | false}`."""

from __future__ import annotations

import msgspec

from dateline.review.draft import Draft
from dateline.review.items import ANY, Event, Party
from dateline.review.json_lines import typed
from dateline.review.parties import country_of, parties_of

Spans = list[tuple[int, int]] | None


class _Side(msgspec.Struct):
    country: str | None = None
    name: str | None = None


class _RowEvent(msgspec.Struct):
    root: str
    sources: list[_Side] = []
    targets: list[_Side] = []


class _Row(msgspec.Struct):
    id: str | int
    text: str | None = None
    event: bool | None = None
    root: str | None = None
    events: list[_RowEvent] | None = None
    source: Spans = None
    target: Spans = None


def read_rows(text: str, draft: Draft) -> None:
    """Add every row to a draft. Raises nothing; rows that say nothing of events are bad."""
    for at, row in typed(text, _Row):
        draft.rows += 1
        if isinstance(row, str):
            draft.bad(at, row)
            continue
        if row.event is None and row.root is None and row.events is None:
            draft.bad(at, "none of `root`, `events` and a true or false `event` is there")
            continue
        key = draft.document(str(row.id), row.text)
        if row.event is not None:
            if row.event:
                draft.add(key, Event(category=ANY, key=at))
            else:
                draft.note("row that says there is no event")
            continue
        try:
            if row.root is not None:
                draft.event(key, at, row.root, _spans(row.source), _spans(row.target))
            for e in row.events or ():
                draft.event(key, at, e.root, _countries(e.sources), _countries(e.targets))
        except LookupError as e:
            draft.unknown(at, str(e.args[0]), key)


def _spans(spans: Spans) -> tuple[Party, ...]:
    return (Party(spans=tuple(spans)),) if spans else ()


def _countries(sides: list[_Side]) -> tuple[Party, ...]:
    found: list[Party] = []
    for s in sides:
        if s.country:
            found.append(Party(country=country_of(s.country) or s.country, name=s.name))
        elif s.name:
            found += parties_of(s.name)
    return tuple(dict.fromkeys(found))

"""Events and quotes as the templates show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.lexicon.rules import rule_text
from dateline.records import Actor, Record, Report
from dateline.web.marks import Piece, pieces


@dataclass(slots=True)
class EventView:
    """One report with its parts written out."""

    report: Report
    actors: list[Actor]
    recipients: list[Actor]
    date: str
    date_source: str
    place: Any
    voices: list[str]
    sentence: list[Piece]
    trigger: str
    rule: dict[str, Any] | None


def event_view(record: Record, report: Report) -> EventView:
    """The view of one report."""
    text = record.article.text
    who = {a.id: a for a in record.actors}
    times = {t.id: t for t in record.times}
    date = source = ""
    if report.date is not None:
        date = report.date.start if report.date.start == report.date.end else f"{report.date.start} … {report.date.end}"
        t = times.get(report.date.time or "")
        source = f"“{text[t.start:t.end]}” ({t.value})" if t is not None else "the story's day"
    voices = []
    for x in report.attribution:
        name = who[x.speaker].name if x.speaker in who else "a voice not named"
        voices.append(name + "".join(f", via {who[v].name}" for v in x.via if v in who))
    return EventView(
        report, [who[p.actor] for p in report.actors], [who[p.actor] for p in report.recipients], date, source,
        next((p for p in record.places if p.id == report.place), None), voices,
        pieces(record, report.sentence.start, report.sentence.end, report.id), text[report.trigger.start:report.trigger.end],
        rule_text(report.why.rule))


def event_views(record: Record) -> list[EventView]:
    """Views of all reports of a record, in text order."""
    return [event_view(record, r) for r in record.events]


def quote_views(record: Record) -> list[dict[str, Any]]:
    """Quotes with speaker and voices written out."""
    who = {a.id: a for a in record.actors}
    text = record.article.text
    return [
        {"id": q.id, "kind": q.kind, "speaker": who[q.speaker.actor].name if q.speaker and q.speaker.actor in who else None,
         "via": [who[v.actor].name for v in q.via if v.actor in who], "said": [text[s.start:s.end] for s in q.spans],
         "cue": text[q.cue.start:q.cue.end] if q.cue else "", "why": q.why} for q in record.quotes]

"""Events and quotes as the templates show them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import Any

from dateline.lexicon.rules import rule_text
from dateline.records import Actor, Participant, Place, Quote, Record, Report, Span
from dateline.web.marks import Found, Piece, cut, event_marks


@dataclass(slots=True)
class Party:
    """An actor in a role, with the words that put it there."""

    actor: Actor
    words: str


@dataclass(slots=True)
class EventView:
    """One report with its parts written out."""

    report: Report
    actors: list[Party]
    recipients: list[Party]
    date: str
    date_source: str
    place: Place | None
    voices: list[str]
    trigger: str
    pattern: list[tuple[str, str]]


@dataclass(slots=True)
class QuoteView:
    """One quote with speaker and voices written out."""

    quote: Quote
    speaker: str | None
    via: list[str]
    said: list[str]
    cue: str


def days(start: str | None, end: str | None) -> str:
    """A span of ISO days as short as it can be told: `2024`, `2024-03`, `2024-03-11 … 17`, `2024-03-18`."""
    if not start or not end or start == end:
        return start or end or ""
    (y1, m1, d1), (y2, m2, d2) = start.split("-"), end.split("-")
    if (y1, m1, d1, m2, d2) == (y2, "01", "01", "12", "31"):
        return y1
    if (y1, m1) == (y2, m2):
        whole = d1 == "01" and int(d2) == calendar.monthrange(int(y1), int(m1))[1]
        return f"{y1}-{m1}" if whole else f"{start} … {d2}"
    return f"{start} … {end}"


def event_view(found: Found, report: Report) -> EventView:
    """The view of one report."""
    text = found.record.article.text
    who = found.actors
    date = source = ""
    if report.date is not None:
        date = days(report.date.start, report.date.end)
        t = found.times.get(report.date.time or "")
        source = f"“{text[t.start:t.end]}” ({t.value})" if t is not None else "the day of the story"
    voices = []
    for x in report.attribution:
        name = who[x.speaker].name if x.speaker in who else "a voice not named"
        voices.append(name + "".join(f", via {who[v].name}" for v in x.via if v in who))

    def parties(side: tuple[Participant, ...]) -> list[Party]:
        return [Party(who[p.actor], text[p.start:p.end]) for p in side]

    return EventView(
        report, parties(report.actors), parties(report.recipients), date, source,
        found.places.get(report.place or ""), voices,
        text[report.trigger.start:report.trigger.end], pattern_lines(rule_text(report.why.rule)))


def event_views(record: Record) -> list[EventView]:
    """Views of all reports of a record, in text order."""
    found = Found(record)
    return [event_view(found, r) for r in sorted(record.events, key=lambda r: (r.trigger.start, r.trigger.end))]


def passage(record: Record, report: Report) -> list[tuple[bool, list[Piece]]]:
    """The paragraph an event stands in, as before, sentence and after; True marks the sentence."""
    inside = [s for s in record.article.segments if s.start < report.sentence.end and s.end > report.sentence.start]
    start = min((s.start for s in inside), default=report.sentence.start)
    end = max((s.end for s in inside), default=report.sentence.end)
    sentence = Span(max(start, report.sentence.start), min(end, report.sentence.end))
    marks = event_marks(Found(record), report)
    parts = ((False, start, sentence.start), (True, sentence.start, sentence.end), (False, sentence.end, end))
    return [(own, cut(record.article.text, a, b, marks)) for own, a, b in parts if a < b]


def quote_views(record: Record) -> list[QuoteView]:
    """Quotes with speaker and voices written out, in text order."""
    who = {a.id: a for a in record.actors}
    text = record.article.text
    return [
        QuoteView(
            q, who[q.speaker.actor].name if q.speaker and q.speaker.actor in who else None,
            [who[v.actor].name for v in q.via if v.actor in who], [text[s.start:s.end] for s in q.spans],
            text[q.cue.start:q.cue.end] if q.cue else "")
        for q in sorted(record.quotes, key=lambda q: min((s.start for s in q.spans), default=0))]


def pattern_lines(pattern: dict[str, Any] | None) -> list[tuple[str, str]]:
    """A pattern of the codebook as its file has it, one (key, value) a line."""
    return [(k, _flat(v)) for k, v in (pattern or {}).items() if k != "id"]


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{k}: {_flat(v)}" for k, v in value.items())
    return ", ".join(_flat(v) for v in value) if isinstance(value, list | tuple) else str(value)

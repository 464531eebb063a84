"""An article's text cut into pieces, each with the marks that lie over it, ready for a template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from dateline.records import Record, Report

INLINE = frozenset({"dateline", "body"})  # kinds that may share one line of the copy


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of text that belongs to an item (event, quote, party, piece of evidence) in a role.

    `look` are the CSS classes it always has; `note` is what a pointer resting on it is told.
    """

    start: int
    end: int
    item: str
    role: str
    look: str = ""
    note: str = ""


@dataclass(slots=True)
class Piece:
    """A stretch of text under the same marks. `of` lists `item=role` pairs; `event` is the event it triggers."""

    text: str
    look: str = ""
    of: str = ""
    note: str = ""
    event: str = ""


@dataclass(slots=True)
class Run:
    """One segment of the page with its kind."""

    kind: str
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """What stands in one paragraph: a segment, or a dateline and the body that follows it on the same line."""

    start: int
    runs: list[Run] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What it is set as."""
        return self.runs[-1].kind

    @property
    def label(self) -> str:
        """What it is called."""
        return self.runs[0].kind


class Found:
    """What is in a record, by id."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.actors = {x.id: x for x in record.actors}
        self.quotes = {x.id: x for x in record.quotes}
        self.times = {x.id: x for x in record.times}
        self.places = {x.id: x for x in record.places}


def event_marks(found: Found, report: Report) -> list[Mark]:
    """Every stretch an event was read from."""
    e = report
    out = [Mark(e.trigger.start, e.trigger.end, e.id, "trigger", f"trigger quad{e.quad}")]
    out += [Mark(p.start, p.end, e.id, "actor") for p in e.actors]
    out += [Mark(p.start, p.end, e.id, "recipient") for p in e.recipients]
    time = found.times.get(e.date.time or "") if e.date is not None else None
    place = found.places.get(e.place or "")
    if time is not None:
        out.append(Mark(time.start, time.end, e.id, "time"))
    if place is not None:
        out.append(Mark(place.start, place.end, e.id, "place"))
    for a in e.attribution:
        q = found.quotes.get(a.quote or "")
        if q is not None:
            out += [Mark(s.start, s.end, e.id, "voice") for s in (q.cue, q.speaker, *q.via) if s is not None]
    return out


def marks_of(record: Record) -> list[Mark]:
    """Everything found in an article."""
    out: list[Mark] = []
    for a in record.actors:
        known = ", ".join(x for x in (a.name, a.country, a.office) if x)
        out += [Mark(m.start, m.end, a.id, "party", "" if m.type == "pronoun" else "party", known) for m in a.mentions]
    for q in record.quotes:
        out += [Mark(s.start, s.end, q.id, "said", "quote") for s in q.spans]
        if q.cue is not None:
            out.append(Mark(q.cue.start, q.cue.end, q.id, "cue", "cue"))
        if q.speaker is not None:
            out.append(Mark(q.speaker.start, q.speaker.end, q.id, "speaker"))
        out += [Mark(v.start, v.end, q.id, "via") for v in q.via]
    out += [Mark(t.start, t.end, t.id, "time", "time", f"{t.type.lower()} {t.value}") for t in record.times]
    out += [Mark(p.start, p.end, p.id, "place", "place", f"{p.name}, {p.country}" if p.country else p.name)
            for p in record.places]
    found = Found(record)
    for e in record.events:
        out += event_marks(found, e)
    published = record.article.published
    for n, x in enumerate(published.evidence if published else ()):
        if x.start is not None and x.end is not None:
            out.append(Mark(x.start, x.end, f"ev{n}", "evidence"))
    return out


def lines(record: Record) -> list[Line]:
    """Paragraphs in order, each cut at the borders of marks."""
    text = record.article.text
    waiting = sorted(marks_of(record), key=lambda m: m.start)
    near: list[Mark] = []
    out: list[Line] = []
    next_mark, before = 0, 0
    for s in record.article.segments:
        near = [m for m in near if m.end > s.start]
        while next_mark < len(waiting) and waiting[next_mark].start < s.end:
            near.append(waiting[next_mark])
            next_mark += 1
        gap = text[before:s.start]
        run = Run(s.kind, cut(text, s.start, s.end, near))
        last = out[-1].runs[-1] if out else None
        if last is not None and s.kind in INLINE and last.kind in INLINE and s.kind != last.kind and "\n" not in gap:
            last.pieces.append(Piece(gap))
            out[-1].runs.append(run)
        else:
            out.append(Line(s.start, [run]))
        before = s.end
    return out


def cut(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[Piece]:
    """The pieces of `text[start:end]`; marks may overlap and reach over the borders. Linear in text and marks."""
    inside = sorted((m for m in marks if m.start < end and m.end > start), key=lambda m: m.start)
    borders = sorted({start, end, *(max(start, m.start) for m in inside), *(min(end, m.end) for m in inside)})
    out: list[Piece] = []
    over: list[Mark] = []
    next_mark = 0
    for a, b in pairwise(borders):
        over = [m for m in over if m.end > a]
        while next_mark < len(inside) and inside[next_mark].start <= a:
            over.append(inside[next_mark])
            next_mark += 1
        out.append(_piece(text[a:b], over))
    return out


def _piece(text: str, over: list[Mark]) -> Piece:
    look = " ".join(dict.fromkeys(c for m in over for c in m.look.split()))
    of = " ".join(dict.fromkeys(f"{m.item}={m.role}" for m in over))
    note = " · ".join(dict.fromkeys(m.note for m in over if m.note))
    return Piece(text, look, of, note, next((m.item for m in over if m.role == "trigger"), ""))

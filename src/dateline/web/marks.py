"""An article's text cut into pieces, each with the marks that lie over it, ready for a template."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.records import Record


@dataclass(slots=True)
class Piece:
    """A stretch of text under the same marks. `classes` are CSS classes, `ids` the items it belongs to."""

    text: str
    classes: str = ""
    ids: str = ""


@dataclass(slots=True)
class Line:
    """One segment of the page with its kind."""

    kind: str
    pieces: list[Piece] = field(default_factory=list)


def lines(record: Record) -> list[Line]:
    """Segments in order, each cut at the borders of marks."""
    marks = _marks(record)
    return [Line(s.kind, _pieces(record.article.text, s.start, s.end, marks)) for s in record.article.segments]


def pieces(record: Record, start: int, end: int, only: str | None = None) -> list[Piece]:
    """Pieces of one stretch; with `only`, the marks of one event alone."""
    marks = [m for m in _marks(record) if only is None or m[3] == only]
    return _pieces(record.article.text, start, end, marks)


def _marks(record: Record) -> list[tuple[int, int, str, str]]:
    """(start, end, class, item id) of everything found."""
    out: list[tuple[int, int, str, str]] = []
    for a in record.actors:
        out += [(m.start, m.end, "party", a.id) for m in a.mentions if m.type != "pronoun"]
    for e in record.events:
        out.append((e.trigger.start, e.trigger.end, f"trigger quad{e.quad}", e.id))
        out += [(p.start, p.end, "actor", e.id) for p in e.actors]
        out += [(p.start, p.end, "recipient", e.id) for p in e.recipients]
    for q in record.quotes:
        out += [(s.start, s.end, "quote", q.id) for s in q.spans]
        if q.cue is not None:
            out.append((q.cue.start, q.cue.end, "cue", q.id))
    out += [(t.start, t.end, "time", t.id) for t in record.times]
    out += [(p.start, p.end, "place", p.id) for p in record.places]
    return out


def _pieces(text: str, start: int, end: int, marks: list[tuple[int, int, str, str]]) -> list[Piece]:
    inside = [m for m in marks if m[0] < end and m[1] > start]
    borders = sorted({start, end, *(max(start, m[0]) for m in inside), *(min(end, m[1]) for m in inside)})
    out = []
    for a, b in zip(borders, borders[1:], strict=False):
        over = [m for m in inside if m[0] <= a and m[1] >= b]
        classes = " ".join(dict.fromkeys(c for m in over for c in m[2].split()))
        out.append(Piece(text[a:b], classes, " ".join(dict.fromkeys(m[3] for m in over))))
    return out

"""Small records for tests of rooms that do not code."""

from __future__ import annotations

import hashlib

from dateline.records import (
    Actor,
    Article,
    EventDate,
    Headline,
    Mention,
    Participant,
    Place,
    Published,
    Quote,
    Record,
    Report,
    Segment,
    Source,
    Span,
    Why,
)


def make_record(
    text: str = "Norway met Chile.",
    *,
    actor: tuple[str, str] = ("Norway", "NOR"),
    recipient: tuple[str, str] = ("Chile", "CHL"),
    event: str = "CONSULT",
    quad: int = 1,
    day: str | None = "2024-05-02",
    status: str = "asserted",
    path: str = "a.txt",
) -> Record:
    """A record of one event, one quote and one place; its ids come from the text."""
    key = hashlib.sha256(text.encode()).hexdigest()[:12]
    why = Why(rule=f"plover/{event}#x.1", step="coding.match", version="0")
    return Record(
        article=Article(
            id=f"art_{key}",
            source=Source(id=path, path=path),
            text=text,
            language="en",
            segments=(Segment(0, len(text), "body"),),
            headline=Headline(0, 6, text[:6]),
            published=Published(date=day, earliest=day, latest=day, confidence=0.9) if day else None,
        ),
        actors=(
            Actor(id="a1", name=actor[0], kind="state", country=actor[1], mentions=(Mention(0, 6, "name"),)),
            Actor(
                id="a2",
                name=recipient[0],
                kind="state",
                country=recipient[1],
                sectors=("GOV",),
                mentions=(Mention(11, 16, "name"),),
            ),
        ),
        events=(
            Report(
                id=f"rep_{key}",
                event=event,
                modes=("visit",),
                quad=quad,
                score=1.0,
                cameo="042",
                goldstein=1.9,
                status=status,  # type: ignore[arg-type]
                actors=(Participant("a1", 0, 6),),
                recipients=(Participant("a2", 11, 16),),
                date=EventDate(start=day, end=day, precision="day") if day else None,
                place="pl_1",
                trigger=Span(7, 10),
                sentence=Span(0, len(text)),
                confidence=0.8,
                why=why,
            ),
        ),
        quotes=(Quote(id="q1", kind="direct", spans=(Span(0, 6),), speaker=Participant("a1", 0, 6), why=why),),
        places=(Place(id="pl_1", start=0, end=6, name="Oslo", country="NOR", lat=59.9, lon=10.7, confidence=0.9),),
    )

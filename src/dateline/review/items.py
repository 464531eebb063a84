"""The nouns of a comparison: parties, events and documents, alike for gold and for records."""

from __future__ import annotations

import msgspec

ANY = "EVENT"  # the class of a gold that says only whether there is an event


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands on one side of an event. `country` is alpha-3 or a code of `actor.country`; `spans` are code points of
    the document, end exclusive: where the gold marks the party, or where the record mentions it."""

    country: str | None = None
    name: str | None = None
    spans: tuple[tuple[int, int], ...] = ()

    def shown(self, text: str | None = None) -> str:
        """The party in a list: its name with its country, or the words of the document."""
        if self.name and self.country:
            return f"{self.name} [{self.country}]"
        if self.name or self.country:
            return self.name or self.country or ""
        return " … ".join(text[a:b] if text else f"{a}–{b}" for a, b in self.spans[:1])

    def brief(self) -> str:
        """The country, else the name."""
        return self.country or self.shown()


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One coded event. `category` is a class: a PLOVER category, a name that joins several (YIELD), or ANY.
    `key` is the id of a report, or says where in the gold the event stands."""

    category: str
    sources: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    auxiliary: tuple[str, ...] = ()
    key: str = ""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A document with its events. It goes by any of `ids`, the first before the others."""

    ids: tuple[str, ...]
    text: str | None = None
    events: tuple[Event, ...] = ()


class Gold(msgspec.Struct, frozen=True, kw_only=True):
    """A coded file as read. `problems` are rows that could not be used; `notes` what was mended or left out."""

    form: str
    documents: tuple[Document, ...]
    rows: int
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    columns: dict[str, str] = {}

    @property
    def texts(self) -> int:
        """Documents that bring their text."""
        return sum(d.text is not None for d in self.documents)

    @property
    def events(self) -> tuple[Event, ...]:
        """All events."""
        return tuple(e for d in self.documents for e in d.events)


def mirrored(gold: Gold) -> int:
    """Events that stand in their document in the other direction too, as tables of dyads have it; a pair counts as one."""
    n = 0
    for d in gold.documents:
        seen = {(e.category, e.sources, e.targets) for e in d.events if e.sources and e.targets != e.sources}
        n += sum((category, b, a) in seen for category, a, b in seen)
    return n // 2

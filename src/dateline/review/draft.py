"""A coded file while it is read: documents grow row by row, and what cannot be used is noted with its line."""

from __future__ import annotations

from collections import Counter

from dateline.errors import DataError
from dateline.review.categories import meaning
from dateline.review.items import Document, Event, Gold, Party

SHOWN = 8  # lines that a message names


class Draft:
    """Collects documents by id, or by text where several rows may code one text."""

    def __init__(self, name: str, form: str) -> None:
        self.name, self.form, self.rows = name, form, 0
        self.columns: dict[str, str] = {}
        self._ids: dict[str, list[str]] = {}
        self._texts: dict[str, str | None] = {}
        self._events: dict[str, list[Event]] = {}
        self._doubtful: set[str] = set()
        self._bad: list[str] = []
        self._unknown: dict[str, list[str]] = {}
        self._notes: Counter[str] = Counter()

    def document(self, id: str, text: str | None = None, *, one_text_one_document: bool = False) -> str:
        """The key of a document, made when it is new."""
        key = text if text and one_text_one_document else id
        if key not in self._ids:
            self._ids[key], self._texts[key], self._events[key] = [id], text or None, []
        elif id not in self._ids[key]:
            self._ids[key].append(id)
        if text and self._texts[key] is None:
            self._texts[key] = text
        elif text and text != self._texts[key]:
            self.note("row with another text for a document that had one; the first text is kept")
        return key

    def event(
        self, key: str, at: str, said: str, sources: tuple[Party, ...], targets: tuple[Party, ...],
        auxiliary: tuple[str, ...] = (),
    ) -> None:
        """Add the event that `said` names, unless it says that there is none."""
        what = meaning(said)
        if what is None:
            raise LookupError(said)
        if what.note:
            self.note(what.note)
        if what.category is not None:
            self.add(key, Event(category=what.category, sources=sources, targets=targets, auxiliary=auxiliary, key=at))
        elif not said.strip() and (sources or targets):
            raise ValueError("parties, but no event")

    def add(self, key: str, event: Event) -> None:
        """Add an event as it is."""
        self._events[key].append(event)

    def bad(self, at: str, message: str, key: str = "") -> None:
        """Note a row that cannot be used, of the document `key` if that is known."""
        self._bad.append(f"{at}: {message}")
        self._doubtful.add(key)

    def unknown(self, at: str, name: str, key: str) -> None:
        """Note a row whose category is not known."""
        self._unknown.setdefault(name, []).append(at)
        self._doubtful.add(key)

    def note(self, what: str, n: int = 1) -> None:
        """Count something that was mended or left out."""
        self._notes[what] += n

    def done(self) -> Gold:
        """What was read. Raises DataError when that is nothing."""
        for key in [k for k in self._ids if k in self._doubtful and not self._events[k]]:
            del self._ids[key]
            self.note("document left out, for none of its rows could be used")
        problems = [*(f"unknown category {name!r} ({_lines(at)})" for name, at in self._unknown.items()), *self._bad]
        if not self._ids:
            first = "; ".join(problems[:3]) or "it holds no row"
            raise DataError(f"nothing in {self.name} could be read as {self.form}: {first}. Try another --form.")
        documents = tuple(
            Document(ids=tuple(ids), text=self._texts[k], events=tuple(self._events[k])) for k, ids in self._ids.items()
        )
        notes = tuple(f"{n} × {what}" for what, n in self._notes.items())
        return Gold(form=self.form, documents=documents, rows=self.rows, problems=tuple(problems), notes=notes,
                    columns=self.columns)


def _lines(at: list[str]) -> str:
    more = f" and {len(at) - SHOWN} more" if len(at) > SHOWN else ""
    return ", ".join(at[:SHOWN]) + more

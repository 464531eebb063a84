"""The comparison: document by document, then in sum."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dateline.lexicon.codebook import CATEGORIES
from dateline.review.categories import joined_classes
from dateline.review.items import ANY, Document, Event
from dateline.review.matching import matching
from dateline.review.mistakes import Mistake, mistaken, mistakes
from dateline.review.sums import Row, Shares, sums
from dateline.review.units import Level, Unit, fits, units


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """One document: units found, those taken for another, those missed, and those beyond the gold.
    `mistaken` are pairs of a missed and an extra unit that belong together; they are in `uncoded` and `extra` as well."""

    id: str
    text: str | None
    correct: tuple[tuple[Unit, Unit], ...]
    uncoded: tuple[Unit, ...]
    extra: tuple[Unit, ...]
    mistaken: tuple[tuple[Unit, Unit], ...]


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """The whole. Rows by category in the codebook's order; macro is the mean over the categories of the gold."""

    by: Level
    documents: int
    rows: tuple[Row, ...]
    micro: Row
    macro: Row
    shares: Shares
    mistakes: tuple[Mistake, ...]


def judge(pairs: Iterable[tuple[Document, Document]], by: Level, without: frozenset[str] = frozenset()) -> list[Judged]:
    """Match every document one to one. Events with an auxiliary mode of `without` are passed over on both sides."""
    pairs = tuple(pairs)
    classes = joined_classes(frozenset(e.category for g, _ in pairs for e in g.events))
    presence = any(e.category == ANY for g, _ in pairs for e in g.events)
    golds = [e for g, _ in pairs for e in g.events]
    by_country = all(p.country for e in golds for p in (*e.sources, *e.targets)) and by in {"triple", "dyad"}

    def ready(events: tuple[Event, ...]) -> tuple[Event, ...]:
        kept = tuple(e for e in events if not without & set(e.auxiliary))
        if presence:
            return (Event(category=ANY, key=kept[0].key),) if kept else ()
        return tuple(_made_alike(e, classes, by_country) for e in kept)

    return [_judge(g, c.text, units(ready(g.events), by), units(ready(c.events), by), by) for g, c in pairs]


def _made_alike(e: Event, classes: dict[str, str], by_country: bool) -> Event:
    """The event in the classes of the gold; where the gold knows countries alone, without parties that have none."""
    sides = [tuple(p for p in side if p.country or not by_country) for side in (e.sources, e.targets)]
    return msgspec.structs.replace(e, category=classes.get(e.category, e.category), sources=sides[0], targets=sides[1])


def _judge(document: Document, text: str | None, gold: list[Unit], coded: list[Unit], by: Level) -> Judged:
    found = matching(gold, coded, lambda g, c: fits(g, c, by))
    uncoded = _rest(gold, {i for i, _ in found})
    extra = _rest(coded, {j for _, j in found})
    return Judged(id=document.ids[0], text=document.text or text, correct=tuple((gold[i], coded[j]) for i, j in found),
                  uncoded=tuple(uncoded), extra=tuple(extra), mistaken=tuple(mistaken(uncoded, extra, by)))


def _rest(items: list[Unit], taken: set[int]) -> list[Unit]:
    return [u for i, u in enumerate(items) if i not in taken]


def score(judged: list[Judged], by: Level) -> Score:
    """Sum up judged documents."""
    used = {u.label for j in judged for u in (*(g for g, _ in j.correct), *j.uncoded, *j.extra)}
    labels = [c for c in CATEGORIES if c in used] + sorted(used - set(CATEGORIES))
    tallies = [(_labels(g for g, _ in j.correct), _labels(j.uncoded), _labels(j.extra)) for j in judged]
    rows, micro, macro, shares = sums(labels, tallies)
    found = mistakes((j.uncoded, j.extra, j.mistaken) for j in judged)
    return Score(by=by, documents=len(judged), rows=rows, micro=micro, macro=macro, shares=shares, mistakes=found)


def _labels(units: Iterable[Unit]) -> list[str]:
    return [u.label for u in units]

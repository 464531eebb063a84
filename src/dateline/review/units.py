"""What is counted: events, categories, triples or dyads; and when two of them agree."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal, get_args

import msgspec

from dateline.lexicon.tables import DATA
from dateline.review.items import Event, Party
from dateline.review.parties import agree, plain

Level = Literal["event", "category", "triple", "dyad"]
LEVELS: tuple[Level, ...] = get_args(Level)
DYAD = "DYAD"  # the one class of dyads


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is counted. With `two_way` either side may be the source."""

    label: str
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    two_way: bool
    keys: tuple[str, ...]


@cache
def mutual() -> frozenset[str]:
    """Categories whose several actors without a recipient act on each other."""
    lines = (DATA / "review" / "mutual.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def units(events: Iterable[Event], by: Level) -> list[Unit]:
    """The units of one document. Triples and dyads: lists multiplied out, each once, both directions joined into one."""
    if by in {"event", "category"}:
        return [
            Unit(label=e.category, sources=e.sources, targets=e.targets, two_way=_mutual(e), keys=(e.key,)) for e in events
        ]
    found: dict[tuple[str, str, str], Unit] = {}
    for e in events:
        for source, target in _multiplied(e):
            label = DYAD if by == "dyad" else e.category
            if (source and target) if by == "dyad" else (source or target):
                _put(found, label, source, target, _mutual(e), e.key)
    return list(found.values())


def _mutual(e: Event) -> bool:
    return e.category in mutual() and len(e.sources) > 1 and not e.targets


def _multiplied(e: Event) -> list[tuple[Party | None, Party | None]]:
    if _mutual(e):
        return [(a, b) for i, a in enumerate(e.sources) for b in e.sources[i + 1:]]
    return [(a, b) for a in e.sources or (None,) for b in e.targets or (None,)]


def _put(
    found: dict[tuple[str, str, str], Unit], label: str, a: Party | None, b: Party | None, both: bool, key: str,
) -> None:
    here, back = (label, _key(a), _key(b)), (label, _key(b), _key(a))
    if here not in found and back in found:
        here, a, b, both = back, b, a, True
    old = found.get(here)
    found[here] = Unit(
        label=label, sources=_with(old.sources if old else (), a), targets=_with(old.targets if old else (), b),
        two_way=both or bool(old and old.two_way), keys=tuple(dict.fromkeys((*(old.keys if old else ()), key))))


def _with(parties: tuple[Party, ...], one: Party | None) -> tuple[Party, ...]:
    return parties if one is None or one in parties else (*parties, one)


def _key(p: Party | None) -> str:
    return "" if p is None else p.country or plain(p.name or "") or str(p.spans)


def fits(gold: Unit, coded: Unit, by: Level) -> bool:
    """The coded unit is the gold one."""
    if gold.label != coded.label:
        return False
    return by == "category" or parties_fit(gold, coded, strict=by != "event")


def parties_fit(gold: Unit, coded: Unit, *, strict: bool) -> bool:
    """On each side some party agrees. A side that the gold leaves empty takes any; when strict, only an empty one."""
    if not strict:
        return _loose(gold, coded)
    ways = [(coded.sources, coded.targets)]
    if gold.two_way or coded.two_way:
        ways.append((coded.targets, coded.sources))
    return any(_side(gold.sources, s, True) and _side(gold.targets, t, True) for s, t in ways)


def _loose(gold: Unit, coded: Unit) -> bool:
    if gold.two_way:
        return _side(gold.sources, (*coded.sources, *coded.targets), False)
    if coded.two_way and gold.sources and gold.targets:  # who acted on whom was not said: two of the actors
        return any(
            _side(gold.sources, (a,), False) and _side(gold.targets, (b,), False)
            for i, a in enumerate(coded.sources) for j, b in enumerate(coded.sources) if i != j
        )
    targets = coded.sources if coded.two_way else coded.targets
    return _side(gold.sources, coded.sources, False) and _side(gold.targets, targets, False)


def _side(gold: tuple[Party, ...], coded: tuple[Party, ...], strict: bool) -> bool:
    if not gold:
        return not strict or not coded
    return any(agree(g, c) for g in gold for c in coded)

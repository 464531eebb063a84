"""What goes wrong most often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from dateline.review.matching import matching
from dateline.review.units import DYAD, Level, Unit, parties_fit

Pairs = tuple[tuple[Unit, Unit], ...]


class Mistake(msgspec.Struct, frozen=True):
    """How often one mistake was made. `gold` None: coded beyond the gold; `coded` None: not coded; both the same: the
    category is right and the parties are others."""

    gold: str | None
    coded: str | None
    n: int


def mistaken(uncoded: list[Unit], extra: list[Unit], by: Level) -> list[tuple[Unit, Unit]]:
    """Pairs of a missed and an extra unit of one document that belong together: the parties agree and the category does
    not; then the category agrees and the parties do not; then what is left alone on both sides."""
    golds, codeds = list(uncoded), list(extra)
    out: list[tuple[Unit, Unit]] = []

    def same_parties(g: Unit, c: Unit) -> bool:
        return bool(g.sources or g.targets) and parties_fit(g, c, strict=by in {"triple", "dyad"})

    def same_category(g: Unit, c: Unit) -> bool:
        return g.label == c.label != DYAD

    for fit in (same_parties, same_category):
        found = matching(golds, codeds, fit)
        out += [(golds[i], codeds[j]) for i, j in found]
        golds = [u for i, u in enumerate(golds) if i not in {i for i, _ in found}]
        codeds = [u for j, u in enumerate(codeds) if j not in {j for _, j in found}]
    if len(golds) == len(codeds) == 1 and not (golds[0].sources or golds[0].targets):
        out.append((golds[0], codeds[0]))
    return out


def mistakes(documents: Iterable[tuple[tuple[Unit, ...], tuple[Unit, ...], Pairs]]) -> tuple[Mistake, ...]:
    """All mistakes, the most frequent first, from uncoded, extra and mistaken units of every document."""
    count: Counter[tuple[str | None, str | None]] = Counter()
    for uncoded, extra, pairs in documents:
        count.update((name(g), name(c)) for g, c in pairs)
        missed, beyond = Counter(map(name, uncoded)), Counter(map(name, extra))
        missed.subtract(Counter(name(g) for g, _ in pairs))
        beyond.subtract(Counter(name(c) for _, c in pairs))
        count.update({(g, None): n for g, n in missed.items()})
        count.update({(None, c): n for c, n in beyond.items()})
    order = sorted(count.items(), key=lambda item: (-item[1], item[0][0] or "~", item[0][1] or "~"))
    return tuple(Mistake(g, c, n) for (g, c), n in order if n)


def name(u: Unit) -> str:
    """What a list of mistakes calls a unit: its category, or the two parties of a dyad."""
    if u.label != DYAD:
        return u.label
    return " → ".join(", ".join(dict.fromkeys(p.brief() for p in side)) for side in (u.sources, u.targets))

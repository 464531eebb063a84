"""Pictures of counts: events by category and by month, ready to be drawn as SVG by a template."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from dateline.store import Tally

LONGEST = 60  # slots; a longer stretch of months is told by year
SHORTEST = 12  # slots; fewer would draw bars as wide as doors


@dataclass(slots=True)
class Bar:
    """One category: its share of the longest bar in percent."""

    event: str
    quad: int
    count: int
    share: float
    link: str


@dataclass(slots=True)
class Block:
    """A rectangle of one quad, in chart units (a slot is 10 wide, the axis lies at y 0, cooperation above it)."""

    quad: int
    y: float
    height: float


@dataclass(slots=True)
class Slot:
    """One month or year."""

    label: str
    x: int
    link: str
    cooperation: int
    conflict: int
    blocks: list[Block]


@dataclass(slots=True)
class Timeline:
    """Slots from the first to the last month (or year); `top` and `bottom` are the heights above and below the axis."""

    slots: list[Slot]
    top: float
    bottom: float
    dated: int
    total: int
    unit: str


def category_bars(tallies: list[Tally], given: dict[str, str]) -> list[Bar]:
    """Categories by count, each with a link to its events that keeps the `given` filters."""
    counts: dict[tuple[str, int], int] = {}
    for t in tallies:
        counts[t.event, t.quad] = counts.get((t.event, t.quad), 0) + t.count
    most = max(counts.values(), default=1)
    ordered = sorted(counts.items(), key=lambda x: (-x[1], x[0]))
    return [Bar(event, quad, n, round(100 * n / most, 2), "/events?" + urlencode({**given, "event": event}))
            for (event, quad), n in ordered]


def timeline(tallies: list[Tally], given: dict[str, str]) -> Timeline | None:
    """Events by month (by year when there are many months); None when fewer than two events have a month."""
    months = sorted({t.month for t in tallies if t.month})
    dated = sum(t.count for t in tallies if t.month)
    if dated < 2:
        return None
    first, last = _number(months[0]), _number(months[-1])
    by_year = last - first + 1 > LONGEST
    counts: dict[str, list[int]] = {}
    for t in tallies:
        if t.month:
            key = t.month[:4] if by_year else t.month
            counts.setdefault(key, [0] * 5)[t.quad] += t.count
    labels = _labels(first, last, by_year)
    top = max(c[1] + c[2] for c in counts.values())
    bottom = max(c[3] + c[4] for c in counts.values())
    scale = 100 / max(1, top + bottom)
    slots = []
    for n, label in enumerate(labels):
        c = counts.get(label, [0] * 5)
        y2, y1, y3, y4 = c[2] * scale, c[1] * scale, c[3] * scale, c[4] * scale
        blocks = [Block(2, -y2, y2), Block(1, -y2 - y1, y1), Block(3, 0, y3), Block(4, y3, y4)]
        link = "/events?" + urlencode({**given, "since": label, "until": label})
        slots.append(Slot(label, 10 * n + 1, link, c[1] + c[2], c[3] + c[4], [b for b in blocks if b.height]))
    return Timeline(slots, round(top * scale, 2), round(bottom * scale, 2), dated, sum(t.count for t in tallies),
                    "year" if by_year else "month")


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _labels(first: int, last: int, by_year: bool) -> list[str]:
    if by_year:
        start, end = first // 12, last // 12
        return [f"{y:04d}" for y in range(max(1, min(start, end - SHORTEST + 1)), end + 1)]
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(max(12, min(first, last - SHORTEST + 1)), last + 1)]

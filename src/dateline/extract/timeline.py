"""Days as an axis on which evidence is weighed: log-likelihoods over every day that may be the day of writing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.float64]
FIRST = datetime.date(1980, 1, 1)  # electronic news copy hardly reaches further back
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Timeline:
    """The days FIRST..`last`, both included."""

    last: datetime.date

    @property
    def size(self) -> int:
        return (self.last - FIRST).days + 1

    def ordinals(self) -> Days:
        """0, 1, 2 … one a day."""
        return np.arange(self.size, dtype=np.float64)

    def index(self, day: datetime.date) -> int:
        """Position of a day; may lie outside the axis."""
        return (day - FIRST).days

    def day(self, index: int) -> datetime.date:
        """The day at a position."""
        return FIRST + index * DAY

    def after(self, day: datetime.date) -> Days:
        """Days passed since `day`; negative before it."""
        return self.ordinals() - self.index(day)

    def weekdays(self) -> NDArray[np.int64]:
        """ISO weekday (Monday = 1) of every day."""
        return (np.arange(self.size) + FIRST.isoweekday() - 1) % 7 + 1

    def days_of_year(self) -> NDArray[np.int64]:
        """Day of the year, 0 to 365, of every day."""
        days = np.datetime64(FIRST) + np.arange(self.size)
        since: NDArray[np.int64] = (days - days.astype("datetime64[Y]").astype("datetime64[D]")).astype(np.int64)
        return since

    def peak(self, day: datetime.date, offsets: dict[int, float], rest: float) -> Days:
        """Log-likelihood with the given mass on days around `day` and `rest` spread evenly over the whole axis."""
        out = np.full(self.size, max(rest, 1e-9) / self.size)
        for offset, mass in offsets.items():
            at = self.index(day) + offset
            if 0 <= at < self.size:
                out[at] += mass
        logs: Days = np.log(out)
        return logs


@dataclass(frozen=True, slots=True)
class Clue:
    """One piece of evidence with its log-likelihood over the timeline.

    `earliest`/`latest` bound the days of writing it speaks for (None: open). `start`/`end` as in `Evidence`.
    """

    kind: str
    logs: Days
    earliest: datetime.date | None
    latest: datetime.date | None
    start: int | None = None
    end: int | None = None
    detail: str = ""
    shown: str | None = None  # the value to print when it is not the bounds: a day that the copy names

    def agrees(self, day: datetime.date) -> bool:
        """Whether `day` lies within what the clue speaks for."""
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)

    @property
    def value(self) -> str:
        """An ISO day, or an interval with `..` for an open end."""
        if self.shown is not None:
            return self.shown
        first = self.earliest.isoformat() if self.earliest else ".."
        last = self.latest.isoformat() if self.latest else ".."
        return first if first == last else f"{first}/{last}"

"""Intervals: documents drawn again with replacement (percentile bootstrap), else Wilson's."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

import msgspec
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
SEED, DRAWS, SHARE = 20, 2000, 0.95
Z = 1.959964  # of the normal distribution, two sides, 95 %


class Rate(msgspec.Struct, frozen=True):
    """A share with the ends of its 95 % interval; None where there is nothing to divide by."""

    value: float | None
    low: float | None = None
    high: float | None = None


def wilson(hits: float, n: float) -> tuple[float, float]:
    """Wilson's score interval of a share of independent items. Source: Wilson, JASA 22 (1927)."""
    if n <= 0:
        return 0.0, 1.0
    p, z2 = hits / n, Z * Z
    middle, spread = p + z2 / (2 * n), Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    low, high = (middle - spread) / (1 + z2 / n), (middle + spread) / (1 + z2 / n)
    return (0.0 if hits == 0 else max(0.0, low)), (1.0 if hits == n else min(1.0, high))


def draws(counts: Numbers) -> Numbers:
    """Sums over documents drawn again; `counts` is documents by numbers, the answer DRAWS by the same. Fixed seed."""
    generator, n = np.random.default_rng(SEED), len(counts)
    out = np.empty((DRAWS, counts.shape[1]))
    for i in range(DRAWS):
        out[i] = np.bincount(generator.integers(0, n, n), minlength=n) @ counts
    return out


def divided(above: Numbers, below: Numbers) -> Numbers:
    """Shares; NaN where there is nothing to divide by."""
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)


def rate(value: float, drawn: Numbers, otherwise: Callable[[], tuple[float, float]] | None) -> Rate:
    """A share and its interval. Where drawing cannot move the share (it is 0 or 1, or there is one document), the interval
    is `otherwise`."""
    if np.isnan(value):
        return Rate(None)
    good = drawn[~np.isnan(drawn)]
    low, high = np.quantile(good, [(1 - SHARE) / 2, (1 + SHARE) / 2]) if len(good) else (value, value)
    if high - low < 1e-12:
        if otherwise is None:
            return Rate(float(value))
        low, high = otherwise()
    return Rate(float(value), float(low), float(high))


def wilson_f1(hits: float, gold: float, coded: float) -> tuple[float, float]:
    """Wilson's interval for F1 through the share of hits in all units of either side, of which F1 is a function."""
    low, high = wilson(hits, gold + coded - hits)
    return 2 * low / (1 + low), 2 * high / (1 + high)

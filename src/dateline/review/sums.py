"""Precision, recall and F1 by category and in all; correct, uncoded, extra."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np

from dateline.review.intervals import DRAWS, Numbers, Rate, divided, draws, rate, wilson, wilson_f1

Tally = tuple[Iterable[str], Iterable[str], Iterable[str]]  # labels of correct, uncoded and extra units of one document


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One category, or all. `gold` and `coded` count units; F1 is None where the gold holds none."""

    name: str
    gold: int
    coded: int
    correct: int
    precision: Rate
    recall: Rate
    f1: Rate


class Shares(msgspec.Struct, frozen=True, kw_only=True):
    """The field's three numbers. `correct` and `uncoded` as shares of the gold, `extra` as share of what was coded."""

    correct: int
    uncoded: int
    extra: int
    correct_rate: Rate
    uncoded_rate: Rate
    extra_rate: Rate


def sums(labels: Sequence[str], tallies: Sequence[Tally]) -> tuple[tuple[Row, ...], Row, Row, Shares]:
    """Rows of the labels, micro, macro, and shares."""
    at = {label: k for k, label in enumerate(labels)}
    counts = np.zeros((len(tallies), 3, len(labels)))
    for d, tally in enumerate(tallies):
        for part, names in enumerate(tally):
            for name, n in Counter(names).items():
                counts[d, part, at[name]] += n
    total = counts.sum(axis=0)
    drawn = draws(counts.reshape(len(tallies), 3 * len(labels))).reshape(DRAWS, 3, len(labels))
    rows = tuple(_row(label, total[:, k], drawn[:, :, k]) for k, label in enumerate(labels))
    micro = _row("micro", total.sum(axis=1), drawn.sum(axis=2))
    held = (total[0] + total[1]) > 0
    shares = Shares(correct=micro.correct, uncoded=micro.gold - micro.correct, extra=micro.coded - micro.correct,
                    correct_rate=micro.recall, uncoded_rate=_rest(micro.recall), extra_rate=_rest(micro.precision))
    return rows, micro, _macro(micro, total[:, held], drawn[:, :, held]), shares


def _rates(correct: Numbers, uncoded: Numbers, extra: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Precision, recall and F1; F1 is NaN where the gold holds none."""
    f1 = divided(2 * correct, 2 * correct + uncoded + extra)
    return (divided(correct, correct + extra), divided(correct, correct + uncoded),
            np.where(correct + uncoded > 0, f1, np.nan))


def _row(name: str, total: Numbers, drawn: Numbers) -> Row:
    correct, uncoded, extra = (int(x) for x in total)
    gold, coded = correct + uncoded, correct + extra
    p, r, f = _rates(*total.reshape(3, 1))
    dp, dr, df = _rates(drawn[:, 0], drawn[:, 1], drawn[:, 2])
    return Row(name=name, gold=gold, coded=coded, correct=correct,
               precision=rate(float(p[0]), dp, lambda: wilson(correct, coded)),
               recall=rate(float(r[0]), dr, lambda: wilson(correct, gold)),
               f1=rate(float(f[0]), df, lambda: wilson_f1(correct, gold, coded)))


def _macro(micro: Row, total: Numbers, drawn: Numbers) -> Row:
    """The mean over the categories of the gold. One that is never coded has precision 0; one that a draw left without
    gold stays out of that draw's mean."""
    def means(x: Numbers, axis: int) -> list[Numbers]:
        gold = x[0] + x[1] > 0
        each = [np.where(gold, np.nan_to_num(share), 0.0) for share in _rates(x[0], x[1], x[2])]
        return [divided(share.sum(axis=axis), gold.sum(axis=axis).astype(float)) for share in each]

    values = means(total.reshape(3, 1, -1), 1)
    among = means(np.moveaxis(drawn, 1, 0), 1)
    p, r, f = (rate(float(v[0]), a, None) for v, a in zip(values, among, strict=True))
    return Row(name="macro", gold=micro.gold, coded=micro.coded, correct=micro.correct, precision=p, recall=r, f1=f)


def _rest(share: Rate) -> Rate:
    """One less the share."""
    if share.value is None:
        return share
    ends = (share.high, share.low)
    return Rate(1 - share.value, *(None if e is None else 1 - e for e in ends))

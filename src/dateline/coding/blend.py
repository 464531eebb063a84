"""The codebook's say and the learned vote's, added up as logarithms."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.lexicon.codebook import CATEGORIES

NONE = "NONE"
LEAST, MOST = 0.05, 0.97  # the codebook is never wholly without doubt, nor without any belief in its best line
TINY = 1e-9
TRUST = 0.7  # the codebook's say beside the vote's
SILENT = 0.8  # the vote for "no relation" that stands when the codebook has no line whose parties sit on the spans
SEATED = 6.0  # rank from which both parties of a candidate sit on the spans


@dataclass(slots=True, frozen=True)
class Answer:
    """What one candidate of the codebook says: its rank (how well it sits on the spans), category, mode and how sure."""

    rank: float
    event: str
    mode: str | None
    sure: float
    rule: str
    detail: str


def codebook_say(answers: Sequence[Answer]) -> dict[str, float]:
    """A distribution over the categories: candidates weighed by rank, each believed as far as it is sure."""
    even = 1 / len(CATEGORIES)
    if not answers:
        return dict.fromkeys(CATEGORIES, even)
    best = max(a.rank for a in answers)
    weights = [math.exp(a.rank - best) for a in answers]
    out = dict.fromkeys(CATEGORIES, 0.0)
    for answer, weight in zip(answers, weights, strict=True):
        share, sure = weight / sum(weights), min(MOST, max(LEAST, answer.sure))
        for name in out:
            out[name] += share * (1 - sure) * even
        out[answer.event] += share * sure
    return out


def blend(answers: Sequence[Answer], voted: dict[str, float]) -> tuple[str | None, float]:
    """The category both together say, and its share; None when nothing links the spans."""
    seated = any(a.rank >= SEATED for a in answers)
    if voted.get(NONE, 0.0) > SILENT and not seated:
        return None, voted[NONE]
    said = codebook_say(answers)
    scores = {name: (voted.get(name, 0.0) + TINY) * (said[name] + TINY) ** TRUST for name in CATEGORIES}
    best = max(scores, key=lambda name: scores[name])
    return best, min(0.99, scores[best] / sum(scores.values()))

"""How likely a report is right: the codebook's belief and the vote's shares, weighed by what own sentences held back from the
training showed (`data/vote/confidence.json`, made by `scripts/calibrate.py`)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from dateline.coding.candidate import Candidate
from dateline.coding.jury import Ruling

TABLE = files("dateline") / "data" / "vote" / "confidence.json"
LEAST = 0.005
MOST = 0.99


@cache
def _weights() -> dict[str, dict[str, float]]:
    return msgspec.json.decode(TABLE.read_bytes(), type=dict[str, dict[str, float]])


def features(c: Candidate, ruling: Ruling) -> dict[str, float]:
    """What is weighed, by name; logits for shares, 0 and 1 for the rest."""
    out = {
        "bias": 1.0,
        "codebook": _logit(c.match.pattern.weight * ruling.verdict.factor),
        "one_side": float(not (c.actors and (c.recipients or len(c.actors) > 1))),
        "no_actor": float(not c.actors),
        "noun": float(c.match.pattern.part == "noun"),
        "auxiliary": float(bool(ruling.verdict.auxiliary)),
    }
    if ruling.share is not None and ruling.none is not None:
        out |= {
            "share": _logit(ruling.share),
            "none": _logit(ruling.none),
            "recoded": float(ruling.over is not None),
            "filled": float(c.filled),
        }
    return out


def confidence(c: Candidate, ruling: Ruling) -> float:
    """From 0 to 1, to three digits."""
    found = features(c, ruling)
    weights: Mapping[str, float] = _weights()["vote" if "share" in found else "codebook"]
    total = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return round(min(MOST, 1 / (1 + math.exp(-total))), 3)


def _logit(share: float) -> float:
    share = min(1 - LEAST, max(LEAST, share))
    return math.log(share / (1 - share))

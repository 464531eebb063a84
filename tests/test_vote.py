"""The learned vote: loads, gives probabilities, and stays away politely where its parts are absent."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from dateline.coding.vote import DATA, LABELS, LOWER, TOKENIZER, UPPER, WINDOW, Vote, encode, load_vote

INSTALLED = all(importlib.util.find_spec(name) for name in ("onnxruntime", "tokenizers"))
needs_runtime = pytest.mark.skipif(not INSTALLED, reason="onnxruntime or tokenizers is not installed")
PLAIN = [
    ("Estonian police arrested two smugglers near Narva on Tuesday.", "Estonian police", "two smugglers", "COERCE"),
    ("Paraguay's president met with Bolivia's foreign minister.", "Paraguay's president", "Bolivia's foreign minister", "CONSULT"),
    ("Rebels attacked an army convoy outside the town, killing four soldiers.", "Rebels", "an army convoy", "ASSAULT"),
]


def spans(text: str, source: str, target: str) -> tuple[str, tuple[int, int], tuple[int, int]]:
    s, t = text.index(source), text.index(target)
    return text, (s, s + len(source)), (t, t + len(target))


@pytest.fixture(scope="module")
def vote() -> Vote:
    found = load_vote()
    assert found is not None
    return found


@needs_runtime
def test_labels_are_the_categories_and_none(vote: Vote) -> None:
    assert len(vote.labels) == len(set(vote.labels)) == 17
    assert {"NONE", "CONCEDE", "RETREAT", "ASSAULT"} <= set(vote.labels)


@needs_runtime
@pytest.mark.parametrize(("text", "source", "target", "root"), PLAIN)
def test_plain_sentences(vote: Vote, text: str, source: str, target: str, root: str) -> None:
    odds = vote.probabilities(*spans(text, source, target))
    assert sum(odds.values()) == pytest.approx(1, abs=1e-5)
    assert max(odds, key=lambda k: odds[k]) == root


@needs_runtime
def test_many_keeps_the_order_and_an_absent_span_is_answered(vote: Vote) -> None:
    rows = [spans(text, source, target) for text, source, target, _ in PLAIN]
    for (text, source, target), odds in zip(rows, vote.many(rows), strict=True):
        assert max(odds, key=lambda k: odds[k]) == max(alone := vote.probabilities(text, source, target), key=lambda k: alone[k])
    assert vote.many([]) == []
    assert sum(vote.probabilities("Villagers fled.", (0, 9), None).values()) == pytest.approx(1, abs=1e-5)


@needs_runtime
def test_a_long_sentence_is_read_around_the_spans() -> None:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(DATA / TOKENIZER))
    text = "and so on " * 100 + "Chad thanked Niger" + " and more" * 100
    ids, places = encode(tokenizer, *spans(text, "Chad", "Niger"))
    assert len(ids) == WINDOW
    assert [ids[p] for p in places] == [1, 3]
    assert ids[places[0] + 1 : places[0] + 2] == tokenizer.encode("chad", add_special_tokens=False).ids


@needs_runtime
def test_nested_spans_are_marked_in_order() -> None:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(DATA / TOKENIZER))
    ids, _ = encode(tokenizer, *spans("Niger's old rulers left", "Niger's old rulers", "Niger"))
    marks = [i for i in ids if 1 <= i <= 4]
    assert sorted(marks) == [1, 2, 3, 4]
    assert all(ids.index(a) < ids.index(b) for a, b in pairwise([3, 4, 2]))


@pytest.mark.parametrize("name", ["onnxruntime", "tokenizers"])
def test_without_its_libraries_there_is_no_vote(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    assert load_vote.__wrapped__(DATA) is None


def test_without_its_files_there_is_no_vote(tmp_path: Path) -> None:
    (tmp_path / LABELS).write_text("[]", encoding="utf-8")
    assert load_vote.__wrapped__(tmp_path) is None


def test_the_shipped_files_are_those_that_were_made() -> None:
    import hashlib

    made = json.loads((DATA / "made.json").read_text(encoding="utf-8"))
    for name in (LOWER, UPPER, TOKENIZER, LABELS):
        assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == made["sha256"][name], name


@needs_runtime
def test_the_runtime_keeps_and_sends_nothing(tmp_path: Path) -> None:
    """onnxruntime reports to its makers by default: it must not even make the files that it reports from."""
    program = (
        "from dateline.coding.vote import load_vote\n"
        "vote = load_vote()\n"
        "assert vote is not None\n"
        "vote.probabilities('Villagers fled.', (0, 9), None)\n"
    )
    kept_out = {"ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED", "CI"}
    env = {k: v for k, v in os.environ.items() if k not in kept_out} | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", program], env=env, check=True, timeout=120)
    assert [p for p in tmp_path.rglob("*") if "onnxruntime" in str(p).lower() or "Microsoft" in str(p)] == []

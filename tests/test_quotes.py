"""Quotes: whose words, through whom, and what is no quote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.mark.quotes import QuoteDraft, Voice, mark_quotes
from dateline.mark.quotes.marks import find_marked
from dateline.parse import parse
from dateline.records import Article, Segment, Source

VOICES = yaml.safe_load((Path(__file__).parent / "cases" / "voices.yaml").read_text(encoding="utf-8"))


def read(text: str, headline: bool = False) -> tuple[QuoteDraft, ...]:
    segments, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            segments.append(Segment(at, at + len(line), "headline" if headline else "body"))
        at += len(line) + 1
    article = Article(id="a", source=Source(id="a"), text=text, language="en", segments=tuple(segments))
    return mark_quotes(parse(article))


def words(text: str, voice: Voice | None) -> str:
    return text[voice.start:voice.end] if voice else ""


SPOKEN = [case for case in VOICES if "said" in case]
SILENT = [case["text"] for case in VOICES if case.get("silent")]


@pytest.mark.parametrize("case", SPOKEN, ids=[f"{n}-{c['said'][:30]}" for n, c in enumerate(SPOKEN)])
def test_voices(case: dict[str, Any]) -> None:
    text = case["text"]
    at = text.index(case["said"])
    found = [q for q in read(text, "headline" in case)
             if any(s.start <= at + 1 and at + len(case["said"]) - 1 <= s.end for s in q.spans)]
    assert found, "nobody is found to say it"
    innermost = min(found, key=lambda q: sum(s.end - s.start for s in q.spans))
    speaker = case.get("speaker")
    chosen = [q for q in found if speaker in words(text, q.speaker)] if speaker else [innermost]
    assert chosen, [words(text, q.speaker) for q in found]
    best = min(chosen, key=lambda q: sum(s.end - s.start for s in q.spans))
    if "speaker" not in case:
        assert best.speaker is None
    said = " ".join(text[s.start:s.end] for s in best.spans)
    assert "unsaid" not in case or case["unsaid"] not in said
    via = [words(text, v) for v in best.via]
    assert len(via) == len(case.get("via", [])), via
    assert all(name in phrase for name, phrase in zip(case.get("via", []), via, strict=True)), via


@pytest.mark.parametrize("text", [*SILENT, "They met at the “Blue House” hotel.", "The so-called 'road map' was lost.",
                                  "It is the dogs' day at the farmers' market."])
def test_no_quote(text: str) -> None:
    assert read(text) == ()


def test_one_quote_with_two_spans() -> None:
    text = '"The verdict," the judge said, "stands as it was read."'
    quotes = read(text)
    assert len(quotes) == 1 and len(quotes[0].spans) == 2 and quotes[0].kind == "direct"


def test_marks_stay_outside() -> None:
    text = "“We are staying,” the archbishop said."
    (quote,) = read(text)
    assert text[quote.spans[0].start:quote.spans[0].end].strip(",") == "We are staying"


@pytest.mark.parametrize("text", ['He said "no.', 'He said no".', '"', "''", "“”", "He's o' the '90s",
                                  "„a“ «b» ‘c’ \"d"])
def test_odd_marks_do_no_harm(text: str) -> None:
    for mark in find_marked(text, 0, len(text)):
        assert 0 <= mark.first <= mark.start <= mark.end <= mark.last <= len(text)

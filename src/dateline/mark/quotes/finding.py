"""A cue with its voice and what it governs, as tokens of one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.mark.quotes.draft import Voice
from dateline.parse import Sentence
from dateline.records import Span

CUT = {"relcl", "acl", "advcl", "parataxis", "ccomp", "punct", "dep"}


@dataclass
class Finding:
    """One attribution before its quotation marks are known. `content` are code points of the article."""

    sentence: Sentence
    cue: Span
    cue_token: int
    content: list[Span]
    speaker: Voice | None
    rule: str
    frame: str
    stance: str = "neutral"
    negated: bool = False
    via: list[Voice] = field(default_factory=list)
    marked: bool = False
    carrier: Span | None = None  # "carried by TASS": the phrase; the finding is only a voice for another one


def voice(sentence: Sentence, head: int) -> Voice:
    """The noun phrase around a head, without its relative clauses and what hangs loosely on it."""
    first, last = sentence.edges(head)
    for c in sentence.children(head):
        if sentence.tokens[c].dep in CUT:
            low, high = sentence.edges(c)
            if c > head:
                last = min(last, low)
            elif c < head and sentence.tokens[c].dep != "punct":
                first = max(first, high)
    tokens = sentence.tokens
    while first < head and (tokens[first].pos == "PUNCT" or tokens[first].dep in {"cc", "preconj"}):
        first += 1
    while last > head + 1 and tokens[last - 1].pos == "PUNCT" and tokens[last - 1].text not in {")", "]"}:
        last -= 1
    return Voice(start=tokens[first].start, end=tokens[last - 1].end, sentence=sentence.index, head=head)


def runs(sentence: Sentence, indexes: set[int]) -> list[Span]:
    """Token indexes as spans of text: runs of neighbours, without punctuation at their outer edges."""
    spans: list[Span] = []
    ordered = sorted(indexes)
    group: list[int] = []
    for i in [*ordered, -1]:
        if group and i == group[-1] + 1:
            group.append(i)
            continue
        trimmed = _trim(sentence, group)
        if trimmed:
            spans.append(Span(sentence.tokens[trimmed[0]].start, sentence.tokens[trimmed[-1]].end))
        group = [i]
    return spans


def _trim(sentence: Sentence, group: list[int]) -> list[int]:
    def loose(i: int) -> bool:
        return sentence.tokens[i].pos == "PUNCT" and sentence.tokens[i].text not in {"(", ")", "$"}

    while group and loose(group[0]):
        group = group[1:]
    while group and loose(group[-1]):
        group = group[:-1]
    return group

"""Attributions by form: `Minister: …` and `… - minister` in headlines, `NAME: …` in transcripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.lexicon.speech import Speech
from dateline.mark.quotes.draft import Voice
from dateline.mark.quotes.finding import Finding
from dateline.parse import Sentence
from dateline.records import Span

LEAD = re.compile(r"\s*([^:“”\"]{2,60}?)\s*:\s+(?=\S)")
TAIL = re.compile(r"\s+([-–—―])\s+([^-–—―:“”\"]{2,40})$")
TURN = re.compile(r"[“\"]?([A-Z][A-Z .'’-]{1,40}[A-Z])(?:\s*\([^)]*\))?\s*:\s+")
LONGEST = 5  # words a name before the colon may have


def find_headline(sentence: Sentence, speech: Speech) -> Iterator[Finding]:
    """The voice of a headline before its colon or after its last dash."""
    lead = LEAD.match(sentence.text)
    if lead and len(lead[1].split()) <= LONGEST:
        found = _finding(sentence, *lead.span(1), lead.end(1), lead.end(), len(sentence.text), "form/colon")
        if found and _names(sentence, found.speaker, speech):
            yield found
            return
    tail = TAIL.search(sentence.text)
    if tail and len(tail[2].split()) <= LONGEST:
        found = _finding(sentence, tail.start(2), tail.end(2), tail.start(1), 0, tail.start(), "form/dash")
        if found and _names(sentence, found.speaker, speech):
            yield found


def find_turn(sentence: Sentence) -> Finding | None:
    """A turn of a transcript: the name in capitals before a colon, up to the end of the sentence."""
    m = TURN.match(sentence.text)
    if m is None or m.end() >= len(sentence.text):
        return None
    return _finding(sentence, m.start(1), m.end(1), m.end(1), m.end(), len(sentence.text), "form/turn")


def _finding(sentence: Sentence, first: int, last: int, colon: int, start: int, end: int, rule: str) -> Finding | None:
    at = sentence.start
    head = sentence.head_of(at + first, at + last)
    if head is None:
        return None
    cue = Span(at + colon, at + colon + 1)
    token = sentence.token_at(at + colon) or 0
    speaker = Voice(start=at + first, end=at + last, sentence=sentence.index, head=head)
    return Finding(sentence=sentence, cue=cue, cue_token=token, content=[Span(at + start, at + end)], speaker=speaker,
                   rule=rule, frame="quote")


def _names(sentence: Sentence, speaker: Voice | None, speech: Speech) -> bool:
    if speaker is None:
        return False
    token = sentence.tokens[speaker.head]
    known = token.lemma.lower() in speech.sources or token.lower in speech.sources or token.lower in speech.media_nouns
    return known or token.ent in {"PERSON", "ORG", "GPE", "NORP"} or (token.pos == "PROPN" and token.ent == "")

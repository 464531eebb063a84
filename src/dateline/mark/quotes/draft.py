"""What is found of a quote before its voices are known as actors."""

from __future__ import annotations

import msgspec

from dateline.records import Span, Why
from dateline.records.items import QuoteKind


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who speaks or passes words on: the phrase in code points of the article's text, and its head token.

    In a relative clause the phrase is the pronoun (`who`) and the head is that of the antecedent."""

    start: int
    end: int
    sentence: int
    head: int


class QuoteDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A quote with its voices as places in the text.

    `spans` is what was said, quotation marks outside; `via` runs from the speaker outwards. `depth` is 0 for what the
    article reports, 1 for what is said inside another quote, and so on. `stance` is the cue's (`data/speech`): neutral,
    assert, claim, deny, ask, promise, warn, concede, report, think, question.
    """

    kind: QuoteKind
    spans: tuple[Span, ...]
    speaker: Voice | None = None
    cue: Span | None = None
    via: tuple[Voice, ...] = ()
    depth: int = 0
    stance: str = "neutral"
    negated: bool = False
    why: Why

"""The time of an event: the expression of its own clause, else of its sentence, else the day of writing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dateline.mark.times.interval import interval
from dateline.parse import Sentence
from dateline.records import EventDate, Time

VERBAL = {"VERB", "AUX"}
JOINED = re.compile(r"\s*(?:-|–|—|to|through|until|and|,)\s*$")
LEDE = 3  # paragraphs from the top, the headline among them, in which plain past tense means the news itself
CLAUSES = {"relcl", "advcl", "acl", "ccomp", "csubj", "pcomp"}


def event_time(sentence: Sentence, trigger: int, times: Sequence[Time], published: date | None) -> EventDate | None:
    """When the event at token `trigger` of `sentence` happened.

    Durations and sets are no dates. A time that hangs on a verb of another clause (the day it was announced, the day of
    what came before) does not date the event. Without a time of its own, a simple past, a present perfect or a
    headline's present near the top of the story is dated to the day it was told; anything else is None.
    """
    inside = [t for t in times if sentence.start <= t.start < sentence.end]
    dated = [t for t in inside if t.type in {"DATE", "TIME"} and interval(t.value)]
    ranked = sorted(
        (cost, abs(t.start - sentence.tokens[trigger].start), n)
        for n, t in enumerate(dated)
        if (cost := _cost(sentence, trigger, t)) is not None
    )
    if ranked:
        return _date(sentence, dated, ranked[0][2])
    if not _is_news(sentence, trigger):
        return None
    told = [t for t in dated if _speech(sentence, trigger, t) and t.anchor == "published"]
    if told:
        return _date(sentence, told, 0)
    if published is None or dated or any(t.value.endswith("_REF") for t in inside):
        return None
    return EventDate(start=published.isoformat(), end=published.isoformat(), precision="day")


def _date(sentence: Sentence, dated: Sequence[Time], n: int) -> EventDate | None:
    """The interval of one time, or from one to the next where the text joins two."""
    one = dated[n]
    span = interval(one.value)
    if span is None:
        return None
    start, end, precision = span
    for other in dated:
        first, second = (one, other) if one.start < other.start else (other, one)
        between = sentence.text[first.end - sentence.start : second.start - sentence.start]
        if other is not one and JOINED.fullmatch(between):
            more = interval(other.value)
            if more and more[1] != end and (start, end) != more[:2] and not one.value.startswith(other.value):
                low, high = min(start, more[0]), max(end, more[1])
                return EventDate(start=low.isoformat(), end=high.isoformat(), precision="interval", time=first.id)
    return EventDate(start=start.isoformat(), end=end.isoformat(), precision=precision, time=one.id)


def _governor(sentence: Sentence, i: int) -> int:
    """The verb that token `i` hangs on (the token itself when it is one); the root when there is none."""
    while sentence.tokens[i].pos not in VERBAL and sentence.tokens[i].head != i:
        i = sentence.tokens[i].head
    while sentence.tokens[i].dep in {"aux", "auxpass"}:
        i = sentence.tokens[i].head
    return i


def _cost(sentence: Sentence, trigger: int, time: Time) -> int | None:
    """How far the time is from the event's own clause; None when it belongs to another."""
    head = sentence.head_of(time.start, time.end)
    if head is None:
        return None
    if trigger in sentence.ancestors(head):
        own, other = _governor(sentence, trigger), _governor(sentence, head)
        if other in {trigger, own}:
            return 0
        return 1 if _same_chain(sentence, own, other) else None
    own, other = _governor(sentence, trigger), _governor(sentence, head)
    if own == other:
        return 1
    if _same_chain(sentence, own, other):
        return 2
    return None if _speech(sentence, trigger, time) or _apart(sentence, own, other) else 3


def _same_chain(sentence: Sentence, own: int, other: int) -> bool:
    """One verb is an open complement or a coordinate of the other (agreed Monday to send; met and signed on Monday)."""
    for low, high in ((own, other), (other, own)):
        i = low
        while sentence.tokens[i].dep in {"conj", "xcomp"} or _participle(sentence, i):
            i = sentence.tokens[i].head
            if i == high:
                return True
    return False


def _participle(sentence: Sentence, i: int) -> bool:
    """Hit the town, killing ten: no subject and no tense of its own, so no time of its own."""
    subject = any(sentence.tokens[c].dep in {"nsubj", "nsubjpass", "mark"} for c in sentence.children(i))
    if sentence.tokens[i].dep == "pcomp" and sentence.tokens[sentence.tokens[i].head].lower == "in":
        return not subject  # joined on Wednesday in urging
    return sentence.tokens[i].dep == "advcl" and sentence.tokens[i].tag == "VBG" and not subject


def _apart(sentence: Sentence, own: int, other: int) -> bool:
    """A subordinate clause with a time of its own, or the event in one and the time outside."""
    return any(sentence.tokens[i].dep in CLAUSES for i in (own, other))


def _speech(sentence: Sentence, trigger: int, time: Time) -> bool:
    """The time hangs on a verb that takes the event's clause as what was said."""
    head = sentence.head_of(time.start, time.end)
    if head is None:
        return False
    verb = _governor(sentence, head)
    inside = [trigger, *sentence.ancestors(trigger)]
    return any(sentence.tokens[i].head == verb and sentence.tokens[i].dep in {"ccomp", "parataxis"} for i in inside)


def _is_news(sentence: Sentence, trigger: int) -> bool:
    if sentence.kind != "headline" and sentence.paragraph > LEDE:
        return False
    verb = _governor(sentence, trigger)
    children = [sentence.tokens[c] for c in sentence.children(verb)]
    if any(c.lower == "since" for c in children):
        return False  # it has gone on since then
    helpers = {c.lower for c in children if c.dep in {"aux", "auxpass"}}
    tag = sentence.tokens[verb].tag
    if any(c.tag == "MD" for c in children) or "had" in helpers or "to" in helpers:
        return False
    if sentence.kind == "headline":
        return tag in {"VBZ", "VBP", "VBD", "VBN"}
    return tag == "VBD" or (tag == "VBN" and bool(helpers & {"was", "were", "has", "have", "'ve", "been"}))

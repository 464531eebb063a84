"""Attributions made by phrases: according to, in the words of, his claim that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.lexicon.speech import Speech, SpeechNoun
from dateline.mark.quotes.citing import find_citing
from dateline.mark.quotes.finding import Finding, runs, voice
from dateline.mark.quotes.sources import is_source
from dateline.mark.quotes.speakers import child, pobj, subject
from dateline.parse import Sentence
from dateline.records import Span

PREDICATES = {"VERB", "AUX"}
TOPICS = {"of", "about", "over", "against"}
INSIDE = {"compound", "poss", "nmod"}  # arcs from a word to the noun it belongs to


@cache
def _before(phrases: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))
    return re.compile(rf"(?<![\w'’])(?:{listed})(?!\w)", re.I)


def find_phrases(sentence: Sentence, speech: Speech) -> Iterator[Finding]:
    """The voice follows the phrase; the clause around it is what was said."""
    for m in _before(speech.phrases.get("source-before", ())).finditer(sentence.text):
        yield from _phrase(sentence, m)
    frames = find_citing(sentence, speech)
    for m in _before(speech.phrases.get("carrier", ())).finditer(sentence.text):
        first = sentence.token_at(sentence.start + m.start())
        if first in frames:
            continue  # quoted by TASS as saying
        for found in _phrase(sentence, m):
            if found.speaker is not None and is_source(sentence, found.speaker.head, speech):
                found.carrier = Span(found.cue.start, found.speaker.end)
                yield found


def _phrase(sentence: Sentence, m: re.Match[str]) -> Iterator[Finding]:
    last = sentence.token_at(sentence.start + m.end() - 1)
    first = sentence.token_at(sentence.start + m.start())
    if last is None or first is None:
        return
    head = pobj(sentence, last)
    if head is None:
        head = next((c for c in range(last + 1, len(sentence.tokens))
                     if sentence.tokens[c].pos in {"NOUN", "PROPN", "PRON"}), None)
        while head is not None and sentence.tokens[head].head > last and sentence.tokens[head].dep in INSIDE:
            head = sentence.tokens[head].head
    if head is None or sentence.tokens[head].ent in {"CARDINAL", "DATE"}:
        return
    said = _clause(sentence, first, head)
    spans = runs(sentence, said)
    if spans:
        yield Finding(
            sentence=sentence, cue=Span(sentence.start + m.start(), sentence.start + m.end()), cue_token=first,
            content=spans, speaker=voice(sentence, head), rule=f"speech/phrases#{m[0].lower()}", frame="that")


def _clause(sentence: Sentence, first: int, head: int) -> set[int]:
    phrase = set(range(first, _named(sentence, sentence.edges(head)[1])))
    above = [a for a in sentence.ancestors(first) if a not in phrase]
    verbs = [a for a in above if sentence.tokens[a].pos in PREDICATES]
    top = verbs[0] if verbs else (above[-1] if above else None)
    if top is None:
        return set(range(len(sentence.tokens))) - phrase
    while sentence.tokens[top].dep in {"conj", "advcl"} and sentence.tokens[top].head != top:
        top = sentence.tokens[top].head
    # `The army said it was open, according to TASS`: the comma sets the phrase beside the whole sentence.
    while sentence.tokens[first - 1].text == "," and first and sentence.tokens[top].dep == "ccomp" \
            and sentence.tokens[top].head < first and sentence.tokens[top].head < top:
        top = sentence.tokens[top].head
    return set(sentence.subtree(top)) - phrase


def _named(sentence: Sentence, last: int) -> int:
    """The end of a phrase with the name set beside it: `according to its secretary, Ines Gomes,`."""
    tokens, i = sentence.tokens, last
    if i < len(tokens) and tokens[i].text == ",":
        i += 1
        while i < len(tokens) and tokens[i].pos == "PROPN":
            i += 1
        if i > last + 1 and i < len(tokens) and tokens[i].text == ",":
            return i
    return last


def find_nouns(sentence: Sentence, speech: Speech) -> Iterator[Finding]:
    """`His claim that …`, `made a promise to …`: a noun of speech with its clause."""
    for token in sentence.tokens:
        noun = speech.nouns.get(token.lemma.lower()) if token.pos == "NOUN" else None
        if noun is None:
            continue
        clause = child(sentence, token.i, "acl", "ccomp", "relcl")
        if clause is None or clause < token.i:
            yield from _about(sentence, token.i, noun)
            continue
        frame = _frame(sentence, clause)
        if frame not in noun.frames:
            continue
        said = set(sentence.subtree(clause))
        said -= {c for c in sentence.children(clause) if sentence.tokens[c].dep == "mark"}
        head = _holder(sentence, token.i)
        if head is None and frame == "to":
            continue
        yield Finding(
            sentence=sentence, cue=Span(token.start, token.end), cue_token=token.i, content=runs(sentence, said),
            speaker=None if head is None or head in said else voice(sentence, head),
            rule=f"speech/nouns#{noun.lemma}", frame=frame, stance=noun.stance)


def _about(sentence: Sentence, i: int, noun: SpeechNoun) -> Iterator[Finding]:
    """`Their criticism of the plan`, `his warnings about floods`: the phrase after a noun of speech with its owner."""
    owner = child(sentence, i, "poss")
    if owner is None or noun.stance in {"neutral", "report"} or not noun.frames & {"of", "np"}:
        return
    for c in sentence.children(i):
        if c > i and sentence.tokens[c].dep == "prep" and sentence.tokens[c].lower in TOPICS:
            spans = runs(sentence, set(sentence.subtree(c)) - {c})
            if spans:
                token = sentence.tokens[i]
                yield Finding(
                    sentence=sentence, cue=Span(token.start, token.end), cue_token=i, content=spans,
                    speaker=voice(sentence, owner), rule=f"speech/nouns#{noun.lemma}", frame="of", stance=noun.stance)
            return


def _frame(sentence: Sentence, clause: int) -> str:
    for c in sentence.children(clause):
        if sentence.tokens[c].dep == "mark" and sentence.tokens[c].lower == "that":
            return "that"
        if sentence.tokens[c].dep == "aux" and sentence.tokens[c].lower == "to":
            return "to"
    return ""


def _holder(sentence: Sentence, noun: int) -> int | None:
    """Whose claim it is: a possessive, an "of" or "by" phrase, or the subject of the verb that has it as object."""
    own = child(sentence, noun, "poss")
    if own is not None:
        return own
    for c in sentence.children(noun):
        if sentence.tokens[c].dep == "prep" and sentence.tokens[c].lower in {"of", "by", "from"}:
            held = pobj(sentence, c)
            if held is not None:
                return held
    token = sentence.tokens[noun]
    if token.dep in {"dobj", "attr"} and sentence.tokens[token.head].pos in PREDICATES:
        return subject(sentence, token.head)
    if token.dep == "pobj":
        above = sentence.tokens[sentence.tokens[token.head].head]
        return subject(sentence, above.i) if above.pos in PREDICATES else None
    return None

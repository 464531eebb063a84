"""Attributions made by verbs: what a verb of speech, thought or intention governs."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dateline.lexicon.speech import Speech, SpeechVerb
from dateline.mark.quotes.finding import Finding, runs, voice
from dateline.mark.quotes.speakers import agent, child, is_passive, relative, subject
from dateline.parse import Sentence
from dateline.records import Span

NP_STANCES = {"assert", "deny", "ask", "question", "warn", "promise", "concede", "claim", "neutral"}
CLAUSAL = {"that", "quote", "object-that"}
CLAUSES = ("ccomp", "csubj")


def entry(sentence: Sentence, i: int, speech: Speech) -> tuple[SpeechVerb, tuple[int, ...]] | None:
    """The wording of `verbs.tsv` at token `i` and the tokens of its further words; the longest that is there."""
    token = sentence.tokens[i]
    if token.pos not in {"VERB", "AUX"} or (i and sentence.tokens[i - 1].text == "-"):  # so-called
        return None
    for verb in speech.verbs.get(token.lemma, ()):
        places = _rest(sentence, i, verb.rest)
        if places is not None:
            return verb, places
    return None


def _added_to(sentence: Sentence, i: int, speech: Speech) -> int | None:
    """`said it was over, adding that …`: the verb of speech whose subject also adds.

    The parser hangs such a participle into what was said.
    """
    token = sentence.tokens[i]
    if token.tag != "VBG" or token.dep != "advcl" or sentence.tokens[i - 1].pos != "PUNCT":
        return None
    known = entry(sentence, i, speech)
    if known is None or not known[0].frames & CLAUSAL:
        return None
    for a in sentence.ancestors(i):
        if sentence.tokens[a].dep == "ccomp":
            above = sentence.tokens[a].head
            return above if above < a and entry(sentence, above, speech) else None
        if sentence.tokens[a].dep not in {"conj", "xcomp"}:
            return None
    return None


def _rest(sentence: Sentence, i: int, words: tuple[str, ...]) -> tuple[int, ...] | None:
    places: list[int] = []
    for word in words:
        last = places[-1] if places else i
        reach = [*sentence.children(i), *(sentence.children(last) if places else ()), last + 1]
        near = [c for c in reach if i < c < len(sentence.tokens) and c not in places
                and word in {sentence.tokens[c].lower, sentence.tokens[c].lemma}]
        if not near:
            return None
        places.append(near[0])
    return tuple(places)


def find_verbs(sentence: Sentence, speech: Speech) -> Iterator[Finding]:
    """Every attribution by a verb of the sentence, nested ones too."""
    for token in sentence.tokens:
        known = entry(sentence, token.i, speech)
        if known is None:
            continue
        verb, rest = known
        content, frame = _content(sentence, token.i, verb, rest, speech.acting)
        if content is None:
            continue
        passive = is_passive(sentence, token.i)
        above = _added_to(sentence, token.i, speech)
        head = agent(sentence, token.i) if passive else subject(sentence, token.i if above is None else above)
        if head is not None and head in content:
            head = None
        for c in [c for c in content if c > token.i and _added_to(sentence, c, speech) == token.i]:
            content -= set(sentence.subtree(c))
        if not content:
            continue
        content -= _cue(sentence, token.i, rest, content)
        spans = runs(sentence, content)
        if not spans:
            continue
        pronoun = relative(sentence, token.i)
        speaker = None if head is None else voice(sentence, head)
        if speaker is not None and pronoun is not None:
            place = sentence.tokens[pronoun]
            speaker = msgspec.structs.replace(speaker, start=place.start, end=place.end)
        yield Finding(
            sentence=sentence, cue=_cue_span(sentence, token.i, rest), cue_token=token.i, content=spans,
            speaker=speaker, rule=verb.id, frame=frame, stance=verb.stance,
            negated=any(sentence.tokens[c].dep == "neg" for c in sentence.children(token.i)))


def _cue(sentence: Sentence, i: int, rest: tuple[int, ...], content: set[int]) -> set[int]:
    """Tokens of the cue that are no part of what was said; a word of the cue inside it (accused Y *of* lying) stays."""
    tokens = sentence.tokens
    outside = {c for c in rest if tokens[c].dep != "aux" and not min(content) < c < max(content)}
    mark = {t.i for t in tokens if t.dep == "mark" and t.lower == "that" and tokens[t.head].head == i}
    return {i} | outside | mark


def _cue_span(sentence: Sentence, i: int, rest: tuple[int, ...]) -> Span:
    last = i
    for place in sorted(rest):
        if place == last + 1 and sentence.tokens[place].dep != "aux":
            last = place
    return Span(sentence.tokens[i].start, sentence.tokens[last].end)


def _content(
    sentence: Sentence, i: int, verb: SpeechVerb, rest: tuple[int, ...], acting: frozenset[str]
) -> tuple[set[int] | None, str]:
    tokens = sentence.tokens
    clauses = [c for c in sentence.children(i) if tokens[c].dep in CLAUSES and not _is_speech_tag(sentence, c, i)]
    if clauses and verb.frames & (CLAUSAL | {"to"}):
        best = max(clauses, key=lambda c: sentence.edges(c)[1] - sentence.edges(c)[0])
        return set(sentence.subtree(best)) - {i}, "that"
    xcomp = child(sentence, i, "xcomp")
    if xcomp is not None and ("to" in verb.frames or (verb.frames & {"np", "that"} and tokens[xcomp].tag != "VB")):
        found = set(sentence.subtree(xcomp))
        held = child(sentence, i, "dobj")
        if held is not None and held < xcomp:
            found |= set(sentence.subtree(held))
        return found, "to"
    tag = _parenthesis(sentence, i, verb)
    if tag is not None:
        return tag, "that"
    if " ".join((verb.lemma, *verb.rest)) in acting:
        return None, ""
    return _phrase(sentence, i, verb, rest)


def _is_speech_tag(sentence: Sentence, clause: int, verb: int) -> bool:
    return not any(sentence.tokens[c].pos not in {"PUNCT"} for c in sentence.subtree(clause))


def _parenthesis(sentence: Sentence, i: int, verb: SpeechVerb) -> set[int] | None:
    """`The road, the army said, is open`; `as the army said`: the clause around it is what was said."""
    token = sentence.tokens[i]
    if not verb.frames & CLAUSAL or token.head == i or child(sentence, i, "nsubj") is None:
        return None
    loose = token.dep == "parataxis" or (
        token.dep == "advcl" and any(sentence.tokens[c].lower == "as" for c in sentence.children(i)))
    if not loose:
        return None
    return set(sentence.subtree(token.head)) - set(sentence.subtree(i))


def _phrase(sentence: Sentence, i: int, verb: SpeechVerb, rest: tuple[int, ...]) -> tuple[set[int] | None, str]:
    """What is voiced as a noun phrase: `condemned the raid`, `called for talks`, `accused Y of lying`."""
    tokens = sentence.tokens
    found: set[int] = set()
    preps = {"of", "about", *verb.rest}
    for c in sentence.children(i):
        dep = tokens[c].dep
        if c < i:
            continue
        voiced = dep == "dobj" and verb.frames & {"np", "of"} and not rest
        if voiced or (dep in {"oprd", "attr", "acomp", "xcomp"} and found):
            found |= set(sentence.subtree(c))
        elif dep == "prep" and (c in rest or (tokens[c].lower in preps and "of" in verb.frames)):
            found |= set(sentence.subtree(c)) - (set() if found else {c})
        elif dep == "dobj" and rest:
            found |= set(sentence.subtree(c)) - set(rest)
    if not found or (not rest and "of" not in verb.frames and verb.stance not in NP_STANCES):
        return None, ""
    return found, "np"

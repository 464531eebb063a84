"""Attributions made by verbs: what a verb of speech, thought or intention governs."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dateline.lexicon.speech import Speech, SpeechVerb
from dateline.mark.quotes.citing import Citing, find_citing
from dateline.mark.quotes.finding import Finding, runs, voice
from dateline.mark.quotes.sources import is_source
from dateline.mark.quotes.speakers import agent, child, is_passive, relative, subject
from dateline.parse import Sentence
from dateline.records import Span

NP_STANCES = {"assert", "deny", "ask", "question", "warn", "promise", "concede", "claim", "neutral"}
WISHES = {"think", "ask"}
BARE = 3  # tokens of a bare noun phrase
NAMES = {"oprd", "attr", "acomp", "xcomp"}  # called him a traitor
CLAUSAL = {"that", "quote", "object-that"}
HEARERS = {"object-that"}  # told Reuters: the object hears it
CLAUSES = ("ccomp", "csubj")


def entry(sentence: Sentence, i: int, speech: Speech) -> tuple[SpeechVerb, tuple[int, ...]] | None:
    """The wording of `verbs.tsv` at token `i` and the tokens of its further words; the longest that is there."""
    token = sentence.tokens[i]
    if token.pos not in {"VERB", "AUX"} or (i and sentence.tokens[i - 1].text == "-"):  # so-called
        return None
    if _is_plural(sentence, i):
        return None
    for verb in speech.verbs.get(token.lemma, ()):
        places = _rest(sentence, i, verb.rest)
        if places is not None and not _parted(sentence, i, verb, places):
            return verb, places
    return None


def _is_plural(sentence: Sentence, i: int) -> bool:
    """`Leaders call for truce, talks`: a plural at the end of a headline that the parser takes for a verb."""
    token = sentence.tokens[i]
    last = all(t.pos == "PUNCT" for t in sentence.tokens[i + 1:])
    listed = i > 0 and sentence.tokens[i - 1].text == ","
    return token.tag == "VBZ" and last and listed and child(sentence, i, "nsubj") is None


def _parted(sentence: Sentence, i: int, verb: SpeechVerb, places: tuple[int, ...]) -> bool:
    """`called a strike for Friday` is no `call for`: only `accused Y of` may have its object between."""
    held = child(sentence, i, "dobj")
    return held is not None and len(places) == 1 and held < places[0] and "of" not in verb.frames \
        and sentence.tokens[places[0]].dep == "prep"


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
    frames = find_citing(sentence, speech)
    last = max((t.i for t in sentence.tokens if t.pos != "PUNCT"), default=0)
    for token in sentence.tokens:
        known = entry(sentence, token.i, speech)
        if known is None:
            continue
        verb, rest = known
        frame = frames.get(token.i)
        if frame is not None:
            if frame.saying == token.i:
                yield from _cited(sentence, frame, verb)
            continue
        content, form = _content(sentence, token.i, verb, rest, speech)
        if content is None:
            continue
        passive = is_passive(sentence, token.i)
        above = _added_to(sentence, token.i, speech)
        head = agent(sentence, token.i) if passive else subject(sentence, token.i if above is None else above)
        if form == "np" and verb.stance in WISHES and len(content) <= BARE and head is not None \
                and not is_source(sentence, head, speech):
            continue  # the plan needs money: nobody wishes
        if head is not None and head in content:
            head = None
        for c in [c for c in content if c > token.i and _added_to(sentence, c, speech) == token.i]:
            content -= set(sentence.subtree(c))
        if not content:
            continue
        content -= _cue(sentence, token.i, rest, content)
        if content and max(content) + 2 == last and _is_plural(sentence, last):
            content |= {last - 1, last}
        spans = runs(sentence, content)
        if not spans or (len(content) == 1 and sentence.tokens[min(content)].pos in {"PRON", "DET"}):
            continue  # disputed that
        pronoun = relative(sentence, token.i)
        speaker = None if head is None else voice(sentence, head)
        if speaker is not None and pronoun is not None:
            place = sentence.tokens[pronoun]
            speaker = msgspec.structs.replace(speaker, start=place.start, end=place.end)
        yield Finding(
            sentence=sentence, cue=_cue_span(sentence, token.i, rest), cue_token=token.i, content=spans,
            speaker=speaker, rule=verb.id, frame=form, stance=verb.stance,
            negated=any(sentence.tokens[c].dep == "neg" for c in sentence.children(token.i)))


def _cited(sentence: Sentence, frame: Citing, verb: SpeechVerb) -> Iterator[Finding]:
    """What a citing frame governs: a clause after the saying, or one before or around the quoting verb."""
    tokens, inner = sentence.tokens, set(sentence.subtree(frame.saying))
    own = [c for c in sentence.children(frame.saying) if tokens[c].dep in {*CLAUSES, "xcomp"} and c > frame.saying]
    outer = [c for c in sentence.children(frame.quoting) if tokens[c].dep in CLAUSES and c not in inner]
    content = {i for c in own or outer for i in sentence.subtree(c)}
    if not content and tokens[frame.quoting].dep in {"parataxis", "advcl"}:
        content = set(sentence.subtree(tokens[frame.quoting].head)) - set(sentence.subtree(frame.quoting))
    content -= {t.i for t in tokens if t.dep == "mark" and t.lower == "that" and t.head in own}
    spans = runs(sentence, content)
    if spans:
        yield cited_finding(sentence, frame, verb, spans)


def cited_finding(sentence: Sentence, frame: Citing, verb: SpeechVerb, content: list[Span]) -> Finding:
    """A citing frame as an attribution."""
    speaker = None if frame.speaker is None else voice(sentence, frame.speaker)
    return Finding(
        sentence=sentence, cue=frame.cue, cue_token=frame.saying, content=content, speaker=speaker, rule=verb.id,
        frame="cited", stance=verb.stance, via=[voice(sentence, v) for v in frame.via if v != frame.speaker])


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
    sentence: Sentence, i: int, verb: SpeechVerb, rest: tuple[int, ...], speech: Speech
) -> tuple[set[int] | None, str]:
    tokens = sentence.tokens
    acting = " ".join((verb.lemma, *verb.rest)) in speech.acting
    clauses = [c for c in sentence.children(i) if tokens[c].dep in CLAUSES and not _is_speech_tag(sentence, c, i)
               and _is_said(sentence, i, c, verb, acting)]
    if clauses:
        best = max(clauses, key=lambda c: sentence.edges(c)[1] - sentence.edges(c)[0])
        beside = [c for c in clauses if (c > i) == (best > i)]
        return {t for c in beside for t in sentence.subtree(c)} - {i}, "that"
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
    if acting:
        return None, ""
    return _phrase(sentence, i, verb, rest, speech)


def _is_said(sentence: Sentence, i: int, clause: int, verb: SpeechVerb, acting: bool) -> bool:
    """The clause is one the verb can voice: an infinitive, a thing (`what it calls trade`) or a statement."""
    tokens = sentence.tokens
    below = sentence.children(clause)
    if any(t.text == ";" for t in tokens[clause:i]):
        return False  # Ministers call for talks; Lisbon calls it a sham
    if any(tokens[c].dep == "aux" and tokens[c].lower == "to" for c in below):
        return "to" in verb.frames
    if any(tokens[c].dep in {"nsubj", "dobj"} and tokens[c].lower == "what" for c in below):
        return "np" in verb.frames and not acting
    return bool(verb.frames & (CLAUSAL | {"to"})) and (tokens[clause].pos in {"VERB", "AUX"} or not acting)


def _is_speech_tag(sentence: Sentence, clause: int, verb: int) -> bool:
    return not any(sentence.tokens[c].pos not in {"PUNCT"} for c in sentence.subtree(clause))


def _parenthesis(sentence: Sentence, i: int, verb: SpeechVerb) -> set[int] | None:
    """`The road, the army said, is open`; `as the army said`: the clause around it is what was said."""
    token = sentence.tokens[i]
    if not verb.frames & CLAUSAL or token.head == i or child(sentence, i, "nsubj") is None:
        return None
    loose = token.dep == "parataxis" or (
        token.dep == "advcl" and any(sentence.tokens[c].lower == "as" for c in sentence.children(i)))
    if not loose or (token.dep == "advcl" and child(sentence, i, "dobj", *CLAUSES) is not None):
        return None  # said so as she read out the ruling
    return set(sentence.subtree(token.head)) - set(sentence.subtree(i))


def _phrase(
    sentence: Sentence, i: int, verb: SpeechVerb, rest: tuple[int, ...], speech: Speech
) -> tuple[set[int] | None, str]:
    """What is voiced as a noun phrase: `condemned the raid`, `called for talks`, `accused Y of lying`."""
    tokens = sentence.tokens
    found: set[int] = set()
    preps = {"of", "about", *verb.rest}
    for c in sentence.children(i):
        dep = tokens[c].dep
        if c < i:
            continue
        voiced = dep == "dobj" and verb.frames & {"np", "of"} and not rest
        if voiced and (verb.frames & HEARERS or verb.lemma in speech.citing) and is_source(sentence, c, speech):
            continue  # told Reuters, cited two diplomats
        if voiced or (dep in NAMES and found):
            found |= set(sentence.subtree(c))
        elif dep == "prep" and verb.frames & {"np", "of"} and (c in rest or (tokens[c].lower in preps and "of" in verb.frames)):
            lead = {a for a in sentence.children(c) if a < c}  # only of "technical grounds"
            found |= set(sentence.subtree(c)) - (set() if found else {c, *lead})
        elif dep == "prep" and found and tokens[c].lower == "as":
            found |= set(sentence.subtree(c))  # described the vote as a farce
        elif dep == "dobj" and rest:
            found |= set(sentence.subtree(c)) - set(rest)
    below = [tokens[c].dep for c in sentence.children(i)]
    named = any(dep in NAMES for dep in below) or sum(dep in {"dobj", "dative"} for dep in below) > 1
    if not named and " ".join((verb.lemma, *verb.rest)) in speech.naming:
        return None, ""
    if not found or (not rest and "of" not in verb.frames and verb.stance not in NP_STANCES):
        return None, ""
    return found, "np"

"""The voices a quote came through: outlets told, outlets that quote, and those who cite."""

from __future__ import annotations

from dateline.lexicon.speech import Speech
from dateline.mark.quotes.draft import Voice
from dateline.mark.quotes.finding import Finding, voice
from dateline.mark.quotes.speakers import agent, child, pobj, subject
from dateline.parse import Sentence

CHANNELS = {"to", "with", "in", "on", "by", "for", "from", "via", "through", "at", "during", "of"}
DEPTH = 4


def is_medium(sentence: Sentence, head: int, speech: Speech) -> bool:
    """The phrase names an outlet or is one by trade (television, news agency)."""
    token = sentence.tokens[head]
    phrase = voice(sentence, head)
    text = sentence.text[phrase.start - sentence.start:phrase.end - sentence.start]
    named = any(m.end() > token.start - phrase.start for m in speech.media_names.finditer(text))
    words = {token.lemma.lower(), token.lower, f"{sentence.tokens[head - 1].lower} {token.lower}" if head else ""}
    return named or bool(words & speech.media_nouns)


def relay(sentence: Sentence, cue: int) -> tuple[int | None, list[int]] | None:
    """`Y quoted X as saying`, `X was quoted as saying by Y`: speaker and the voices between; None for anything else."""
    tokens = sentence.tokens
    if tokens[cue].tag not in {"VBG", "VBN"}:
        return None
    above = tokens[cue].head
    if tokens[above].lower != "as" or tokens[cue].dep not in {"pcomp", "advcl"}:
        marked = any(tokens[c].lower == "as" for c in sentence.children(cue))
        if tokens[cue].dep not in {"advcl", "acl", "xcomp"} or not marked:
            return None
        quoting = above
    else:
        quoting = tokens[above].head
    if tokens[quoting].pos != "VERB":
        return None
    passive = tokens[quoting].tag == "VBN" and child(sentence, quoting, "dobj") is None
    if passive:
        via = agent(sentence, quoting) or agent(sentence, cue)
        held = child(sentence, quoting, "nsubjpass", "nsubj")
        if held is None:
            held = tokens[quoting].head if tokens[quoting].dep in {"acl", "relcl"} else subject(sentence, quoting)
        elif tokens[held].lower in {"who", "which", "that"}:
            held = tokens[quoting].head
        return held, [] if via is None else [via]
    via = subject(sentence, quoting)
    return child(sentence, quoting, "dobj"), [] if via is None else [via]


def channels(sentence: Sentence, cue: int, content: set[int], speech: Speech) -> list[int]:
    """Outlets among the hearers and places of a saying: told Reuters, in an interview with the BBC, on state TV."""
    found: list[int] = []

    def walk(i: int, depth: int) -> None:
        for c in sentence.children(i):
            token = sentence.tokens[c]
            if c in content or depth > DEPTH:
                continue
            if token.dep == "prep" and token.lower in CHANNELS | {"as"}:
                held = pobj(sentence, c)
                if held is not None and held not in content:
                    take(held)
                    walk(held, depth + 1)
            elif token.dep == "agent" and i != cue:
                held = pobj(sentence, c)
                if held is not None:
                    take(held)
            elif token.dep in {"acl", "pcomp"} and i != cue:
                walk(c, depth + 1)

    def take(i: int) -> None:
        if is_medium(sentence, i, speech) and i not in found:
            found.append(i)

    for c in sentence.children(cue):
        if sentence.tokens[c].dep in {"dobj", "dative", "iobj"} and c not in content and c > cue:
            take(c)
            if sentence.tokens[c].dep == "dative" and sentence.tokens[c].pos == "ADP":
                held = pobj(sentence, c)
                if held is not None:
                    take(held)
    walk(cue, 0)
    return found


def cited(sentence: Sentence, cue: int) -> int | None:
    """`Y reported, citing X`: X, whose words Y passes on."""
    for c in sentence.children(cue):
        token = sentence.tokens[c]
        if token.dep in {"advcl", "conj", "prep"} and token.lower in {"citing", "quoting"}:
            held = child(sentence, c, "dobj", "pobj")
            if held is not None:
                return held
    return None


def add_via(finding: Finding, heads: list[int]) -> None:
    """Add voices from the speaker outwards, each once, none that is the speaker."""
    for head in heads:
        one = voice(finding.sentence, head)
        speaker = finding.speaker
        if speaker is not None and one.start < speaker.end and one.end > speaker.start:
            continue
        if all(one.start >= v.end or one.end <= v.start for v in finding.via):
            finding.via.append(one)


def passed_on(inner: Finding, outer: Finding, speech: Speech, sentences: tuple[Sentence, ...]) -> list[Voice]:
    """The voices an inner quote reaches us through when the outer one is an outlet that carries it."""
    speaker = outer.speaker
    if speaker is None or outer.marked or not is_medium(sentences[speaker.sentence], speaker.head, speech):
        return []
    return [v for v in [speaker, *outer.via] if v not in inner.via]

"""The voices a quote came through: outlets told, outlets that quote, and those who cite."""

from __future__ import annotations

from dateline.lexicon.speech import Speech
from dateline.mark.quotes.draft import Voice
from dateline.mark.quotes.finding import Finding, voice
from dateline.mark.quotes.sources import is_medium, is_source
from dateline.mark.quotes.speakers import child, pobj, relative, subject
from dateline.mark.quotes.verbs import HEARERS, entry
from dateline.parse import Sentence
from dateline.records import Span

CHANNELS = {"to", "with", "in", "on", "by", "for", "from", "via", "through", "at", "during", "of"}
DEPTH = 4
PHRASES = "speech/phrases"


def channels(sentence: Sentence, cue: int, content: set[int], speech: Speech) -> list[int]:
    """Outlets among the hearers and places of a saying: told Reuters, in an interview with the BBC, on state TV."""
    found: list[int] = []

    def walk(i: int, depth: int) -> None:
        for c in sentence.children(i):
            token = sentence.tokens[c]
            if c in content or depth > DEPTH or (content and min(content) < c < max(content)):
                continue  # denied a report in the paper that the talks had failed
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


def cited(sentence: Sentence, cue: int, speech: Speech) -> int | None:
    """`Y reported, citing X`: X, whose words Y passes on."""
    for c in sentence.children(cue):
        token = sentence.tokens[c]
        if token.dep in {"advcl", "conj", "prep"} and token.lower in {"citing", "quoting"}:
            held = child(sentence, c, "dobj", "pobj")
            if held is not None and is_source(sentence, held, speech):
                return held
    return None


def teller(sentence: Sentence, cue: int, speech: Speech) -> tuple[int, int] | None:
    """`X told Y, which reported that`, `Y quoted X, who said that`: X and the outlet Y."""
    tokens = sentence.tokens
    held = tokens[cue].head if relative(sentence, cue) is not None else None
    if held is None or tokens[held].dep not in {"dobj", "dative"}:
        return None
    other, verb = subject(sentence, tokens[held].head), tokens[tokens[held].head]
    known = entry(sentence, verb.i, speech)
    if other is None or known is None:
        return None
    if known[0].frames & HEARERS and is_medium(sentence, held, speech):
        return other, held
    return (held, other) if "as" in speech.citing.get(verb.lemma, ()) and is_medium(sentence, other, speech) else None


def carry(carrier: Finding, findings: list[Finding]) -> bool:
    """Give the outlet of `remarks carried by TASS` to the saying it carries; False when nobody says anything there."""
    phrase, outlet, sentence = carrier.carrier, carrier.speaker, carrier.sentence
    if phrase is None or outlet is None:
        return False
    above = set(sentence.ancestors(carrier.cue_token))

    def distance(f: Finding) -> tuple[bool, bool, int]:
        own = f.cue_token in above or (f.speaker is not None and f.speaker.head in above)
        return not own, f.cue.start > phrase.start, abs(f.cue.start - phrase.start)

    near = [f for f in findings if f.sentence is sentence and f.carrier is None and f.content and (
        f.cue_token in above or f.rule.startswith(PHRASES) or f.content[0].start < f.cue.start < phrase.start
        or not any(s.start <= phrase.start < s.end for s in f.content))]
    if not near:
        return False
    host = min(near, key=distance)
    host.content = [p for s in host.content for p in cut(s, phrase)]
    add_via(host, [outlet.head])
    return True


def cut(span: Span, hole: Span) -> list[Span]:
    """What is left of a span without another."""
    if hole.end <= span.start or hole.start >= span.end:
        return [span]
    return [Span(a, b) for a, b in ((span.start, hole.start), (hole.end, span.end)) if b - a > 1]


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

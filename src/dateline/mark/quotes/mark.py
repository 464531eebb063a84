"""From a parsed article to its quotes."""

from __future__ import annotations

from itertools import groupby

from dateline.lexicon.packs import version_here
from dateline.lexicon.speech import Speech, load_speech
from dateline.mark.quotes.attribution import Paragraph, attach, merged
from dateline.mark.quotes.draft import QuoteDraft
from dateline.mark.quotes.finding import Finding, voice
from dateline.mark.quotes.headlines import find_headline, find_turn
from dateline.mark.quotes.phrases import find_nouns, find_phrases
from dateline.mark.quotes.verbs import find_verbs
from dateline.mark.quotes.voices import add_via, carry, channels, cited, cut, passed_on, teller
from dateline.parse import Parsed, Sentence
from dateline.records import Span, Why
from dateline.records.items import QuoteKind

STEP = "mark.quotes"
PLAIN_PERSONS = {"i", "you", "we", "it"}
LEADING = {"prep", "advmod", "advcl", "npadvmod", "punct", "cc", "mark"}
MARKS = {'"', "“", "”", "''", "``", "‘", "’"}
DIRECT = 0.9  # share of what was said that must stand in marks for a direct quote


def mark_quotes(parsed: Parsed, speech: Speech | None = None) -> tuple[QuoteDraft, ...]:
    """The quotes of an article in text order, nested ones with their depth."""
    speech = speech or load_speech()
    text = parsed.article.text
    paragraphs = [Paragraph(text, list(group)) for _, group in groupby(parsed.sentences, key=lambda s: s.paragraph)]
    findings = [f for s in parsed.sentences for f in _find(s, speech)]
    ends = {s.paragraph: s.end for s in parsed.sentences}
    for finding in findings:
        _voices(finding, speech)
        if finding.rule == "form/turn":
            finding.content = [Span(finding.content[0].start, ends[finding.sentence.paragraph])]
    carriers = [f for f in findings if f.carrier is not None and not _alone(f, findings)]
    findings = [f for f in findings if f not in carriers]
    attach(text, paragraphs, findings, speech)
    for carrier in carriers:
        carry(carrier, findings)
    findings = [f for f in findings if _tidy(f)]
    findings = [f for f in findings if not _orphan(f, findings, paragraphs) and not _own_voice(f)]
    marked = [Span(m.start, m.end) for p in paragraphs for m in p.marks]
    drafts = []
    for finding in findings:
        above = [o for o in findings if o is not finding and _inside(finding, o)]
        for outer in sorted(above, key=_size):
            finding.via += passed_on(finding, outer, speech, parsed.sentences)
        drafts.append(_draft(finding, len(above), marked))
    return tuple(sorted(drafts, key=lambda d: (d.spans[0], d.depth)))


def _alone(carrier: Finding, findings: list[Finding]) -> bool:
    """`The army has left, as reported by TASS`: nobody else says it."""
    said = carrier.sentence.text[carrier.cue.start - carrier.sentence.start:].lower().startswith("as ")
    return said and not any(f.sentence is carrier.sentence and f.carrier is None for f in findings)


def _find(sentence: Sentence, speech: Speech) -> list[Finding]:
    turn = find_turn(sentence) if sentence.kind == "body" else None
    if turn is not None:
        return [turn, *find_verbs(sentence, speech)]
    found = [*find_verbs(sentence, speech), *find_phrases(sentence, speech), *find_nouns(sentence, speech)]
    if sentence.kind == "headline":
        found = [*find_headline(sentence, speech), *found]
    return found


def _voices(finding: Finding, speech: Speech) -> None:
    sentence, cue = finding.sentence, finding.cue_token
    content = {t.i for t in sentence.tokens if any(s.start <= t.start < s.end for s in finding.content)}
    told = teller(sentence, cue, speech)
    if told is not None:
        finding.speaker, finding.via = voice(sentence, told[0]), [voice(sentence, told[1])]
    source = cited(sentence, cue, speech)
    if source is not None and finding.speaker is not None and source not in content:
        finding.via.append(finding.speaker)
        finding.speaker = voice(sentence, source)
    if finding.rule.startswith("speech/verbs"):
        add_via(finding, channels(sentence, cue, content, speech))


def _tidy(finding: Finding) -> bool:
    """Take the cue, the voice and what leads up to them out of what was said; False when nothing is left."""
    holes = [finding.cue, *_lead(finding)]
    if finding.speaker is not None:
        holes.append(Span(finding.speaker.start, finding.speaker.end))
    spans = merged(finding.content)
    for hole in holes:
        spans = [part for s in spans for part in cut(s, hole)]
    finding.content = spans
    return bool(spans)


def _lead(finding: Finding) -> list[Span]:
    """`In a swipe at its neighbour, he added, “…”`: the phrase before the voice belongs to the saying."""
    after = [s for s in finding.content if s.start > finding.cue.end]
    if not finding.marked or not after:
        return []
    tokens = finding.sentence.tokens
    spans = []
    for span in finding.content:
        if span.end > finding.cue.start:
            continue
        inside = [t for t in tokens if span.start <= t.start < span.end]
        tops = {t.dep for t in inside if not span.start <= tokens[t.head].start < span.end}
        if tops <= LEADING and not any(t.text in MARKS for t in tokens if t.end == span.start or t.start == span.end):
            spans.append(span)
    return spans


def _orphan(finding: Finding, findings: list[Finding], paragraphs: list[Paragraph]) -> bool:
    """Said inside quotation marks that nobody was found to open: whose words these are is unknown."""
    inside = any(p.is_marked(finding.cue.start) for p in paragraphs if p.start <= finding.cue.start < p.end)
    return inside and not any(_inside(finding, o) for o in findings if o is not finding)


def _own_voice(finding: Finding) -> bool:
    """`I think`, `you know`, `this means` in the article's own words report nobody."""
    if finding.speaker is None or finding.marked or finding.stance != "think":
        return False
    token = finding.sentence.tokens[finding.cue_token]
    heads = [t for t in finding.sentence.tokens if t.start < finding.speaker.end and t.end > finding.speaker.start]
    return len(heads) == 1 and token.pos == "VERB" and heads[0].pos == "PRON" and (
        heads[0].tag != "PRP" or heads[0].lower in PLAIN_PERSONS)


def _inside(inner: Finding, outer: Finding) -> bool:
    return any(s.start <= inner.cue.start < s.end for s in outer.content) and _size(inner) <= _size(outer)


def _size(finding: Finding) -> int:
    return sum(s.end - s.start for s in finding.content)


def _draft(finding: Finding, depth: int, marked: list[Span]) -> QuoteDraft:
    return QuoteDraft(
        kind=_kind(finding, marked), spans=tuple(finding.content), speaker=finding.speaker, cue=finding.cue,
        via=tuple(finding.via), depth=depth, stance=finding.stance, negated=finding.negated,
        why=Why(rule=finding.rule, step=STEP, version=version_here(), detail=finding.frame))


def _kind(finding: Finding, marked: list[Span]) -> QuoteKind:
    size = _size(finding)
    shared = sum(max(0, min(s.end, m.end) - max(s.start, m.start)) for s in finding.content for m in marked)
    if shared == 0 or size == 0:
        return "indirect"
    named = any(t.pos in {"PROPN", "NOUN"} for t in finding.sentence.tokens
                if any(s.start <= t.start < s.end for s in finding.content)
                and not any(m.start <= t.start < m.end for m in marked))
    if named:
        return "mixed"  # Norway “backs the plan”
    return "direct" if shared / size > DIRECT else "mixed"

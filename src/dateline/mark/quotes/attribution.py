"""Quotation marks given to the attributions they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lexicon.speech import Speech
from dateline.mark.quotes.citing import find_citing
from dateline.mark.quotes.draft import Voice
from dateline.mark.quotes.finding import Finding, voice
from dateline.mark.quotes.marks import Marked, find_marked
from dateline.mark.quotes.speakers import agent, is_passive, subject
from dateline.mark.quotes.verbs import cited_finding, entry
from dateline.parse import Sentence
from dateline.records import Span

AFTER, BEFORE = 100, 110  # code points between a mark and its cue
STOP = re.compile(r"(?<=[a-z][a-z][a-z])[.!?](?=\s|$)|(?<=\d\d)[.!?](?=\s|$)")
WORD = re.compile(r"\w")
SIGNED = re.compile(r"\s*[―—–-]\s*([^\s,.;“”\"][^,;“”\"\n]{1,60}?)[.\s]*$", re.M)
LETTERS = 12  # letters that may stand between two stretches of one quote


class Paragraph:
    """The sentences of one paragraph with its quotation marks."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.start, self.end = sentences[0].start, sentences[-1].end
        self.marks = find_marked(text, self.start, self.end)

    def is_marked(self, offset: int) -> bool:
        """The character stands between quotation marks."""
        return any(m.first <= offset < m.last for m in self.marks)


def attach(text: str, paragraphs: Sequence[Paragraph], findings: list[Finding], speech: Speech) -> None:
    """Give every marked stretch to a finding.

    That is the one whose clause it is, the cue beside it, or the quote before that it goes on. New findings are added
    for cues whose clause the parser did not see.
    """
    last: Finding | None = None
    went_on = False
    for paragraph in paragraphs:
        paragraph.marks = [_closed(mark, findings) for mark in paragraph.marks]
        used: tuple[Finding, Marked] | None = None
        for mark in paragraph.marks:
            found = (_signed(text, paragraph, mark, findings) or _overlapping(mark, findings)
                     or _beside(text, paragraph, mark, findings, speech))
            if found is None and used is not None and _goes_on(text, paragraph, used, mark):
                found = used[0]
            if found is None and used is None:
                found = _announced(mark, paragraphs, findings, speech)
            if found is None and used is None and last is not None and _whole(text, paragraph, mark):
                found = last if went_on else _again(last, findings)
            if found is not None:
                _extend(found, mark)
                used = (found, mark)
        if used is not None:
            last, went_on = used[0], used[1].open
        elif any(WORD.search(s.text) for s in paragraph.sentences):
            last, went_on = None, False


def _closed(mark: Marked, findings: list[Finding]) -> Marked:
    """An opening mark without its closing one ends where the clause of a cue after it ends."""
    if not mark.open:
        return mark
    for f in findings:
        first = f.content[0] if f.content else f.cue
        if abs(first.start - mark.start) <= 2 and first.end < f.cue.start < mark.last:
            return Marked(mark.start, first.end, mark.first, first.end)
    return mark


def _overlapping(mark: Marked, findings: list[Finding]) -> Finding | None:
    best, most = None, 0
    for f in findings:
        if mark.first <= f.cue.start < mark.last:
            continue
        shared = sum(max(0, min(s.end, mark.end) - max(s.start, mark.start)) for s in f.content)
        if shared > most and (2 * shared >= mark.end - mark.start or not f.marked):
            best, most = f, shared
    return best


def _beside(text: str, paragraph: Paragraph, mark: Marked, findings: list[Finding], speech: Speech) -> Finding | None:
    nearest: tuple[int, Sentence, int] | None = None
    for sentence in paragraph.sentences:
        if sentence.start > mark.last + AFTER or sentence.end < mark.first - BEFORE:
            continue
        frames = find_citing(sentence, speech)
        for token in sentence.tokens:
            if token.pos not in {"VERB", "AUX"} or paragraph.is_marked(token.start):
                continue
            gap = _gap(text, mark, token.start, token.end)
            if gap is None or (nearest is not None and gap >= nearest[0]):
                continue
            known = entry(sentence, token.i, speech)
            if known and ("quote" in known[0].frames or token.i in frames):
                nearest = gap, sentence, frames[token.i].saying if token.i in frames else token.i
    if nearest is None:
        return None
    _, sentence, i = nearest
    at = sentence.tokens[i].start
    for f in findings:
        if f.cue.start <= at < f.cue.end and f.sentence is sentence:
            return f
    return _new(sentence, i, findings, speech)


def _gap(text: str, mark: Marked, start: int, end: int) -> int | None:
    if start >= mark.last:
        between = text[mark.last:start]
        return len(between) if len(between) <= AFTER and not STOP.search(between) else None
    if end <= mark.first:
        between = text[end:mark.first]
        return len(between) + 5 if len(between) <= BEFORE and not STOP.search(between) else None
    return None


def _new(sentence: Sentence, i: int, findings: list[Finding], speech: Speech) -> Finding:
    known = entry(sentence, i, speech)
    frame = find_citing(sentence, speech).get(i)
    if frame is not None and known is not None:
        findings.append(cited_finding(sentence, frame, known[0], []))
        return findings[-1]
    head = agent(sentence, i) if is_passive(sentence, i) else subject(sentence, i)
    token = sentence.tokens[i]
    finding = Finding(
        sentence=sentence, cue=Span(token.start, token.end), cue_token=i, content=[],
        speaker=None if head is None else voice(sentence, head), rule=known[0].id if known else "form/mark",
        frame="quote",
        stance=known[0].stance if known else "neutral")
    findings.append(finding)
    return finding


def _goes_on(text: str, paragraph: Paragraph, used: tuple[Finding, Marked], mark: Marked) -> bool:
    """Nothing but the sentence of the cue stands between this stretch and the one before."""
    finding, before = used
    between = text[before.last:mark.first]
    if before.last <= finding.cue.start < mark.first:
        return len(STOP.findall(between)) <= 1
    return len(WORD.findall(between)) <= LETTERS


def _again(last: Finding, findings: list[Finding]) -> Finding:
    """A paragraph wholly in marks after an attributed one: the same voice goes on."""
    finding = Finding(sentence=last.sentence, cue=last.cue, cue_token=last.cue_token, content=[], speaker=last.speaker,
                      rule="form/floating", frame="quote", stance=last.stance, via=list(last.via))
    findings.append(finding)
    return finding


def _signed(text: str, paragraph: Paragraph, mark: Marked, findings: list[Finding]) -> Finding | None:
    """`“…” — Name` at the end of a paragraph."""
    m = SIGNED.match(text, mark.last)
    if m is None or m.end(1) - m.start(1) > 60:
        return None
    sentence = next((s for s in paragraph.sentences if s.start <= m.start(1) < s.end), None)
    head = sentence.head_of(m.start(1), m.end(1)) if sentence else None
    if sentence is None or head is None or sentence.tokens[head].pos not in {"PROPN", "NOUN"}:
        return None
    speaker = Voice(start=m.start(1), end=m.end(1), sentence=sentence.index, head=head)
    dash = m.start() + re.search(r"\S", m[0]).start()  # type: ignore[union-attr]
    finding = Finding(sentence=sentence, cue=Span(dash, dash + 1), cue_token=head, content=[], speaker=speaker,
                      rule="form/dash", frame="quote")
    findings.append(finding)
    return finding


def _whole(text: str, paragraph: Paragraph, mark: Marked) -> bool:
    outside = text[paragraph.start:mark.first] + text[mark.last:paragraph.end]
    return len(WORD.findall(outside)) <= 3


def _announced(
    mark: Marked, paragraphs: Sequence[Paragraph], findings: list[Finding], speech: Speech
) -> Finding | None:
    """A sentence before that ends in a colon and has a verb of speech."""
    before: Sentence | None = None
    for p in paragraphs:
        for s in p.sentences:
            if s.end <= mark.first and (before is None or s.end > before.end):
                before = s
    if before is None or not before.text.rstrip().endswith(":"):
        return None
    verbs = [t.i for t in before.tokens if (k := entry(before, t.i, speech)) and "quote" in k[0].frames]
    if not verbs:
        return None
    for f in findings:
        if f.sentence is before and f.cue_token == verbs[-1]:
            f.content = []
            return f
    return _new(before, verbs[-1], findings, speech)


def _extend(finding: Finding, mark: Marked) -> None:
    """The marked stretch becomes part of what was said, without the cue and the voice."""
    spans = [*finding.content, Span(mark.start, mark.end)]
    finding.content = merged(spans)
    finding.marked = True


def merged(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, overlapping and touching ones made one."""
    out: list[Span] = []
    for s in sorted(spans):
        if out and s.start <= out[-1].end + 1:
            out[-1] = Span(out[-1].start, max(out[-1].end, s.end))
        else:
            out.append(s)
    return out

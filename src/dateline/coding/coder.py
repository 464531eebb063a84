"""The coder: from the sentences, parties, quotes, times and places of an article to its reports of events."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from dateline.coding.attribution import Voices
from dateline.coding.candidate import Candidate
from dateline.coding.confidence import confidence
from dateline.coding.contexts import contexts_of
from dateline.coding.counts import counts_of
from dateline.coding.deontic import obligations
from dateline.coding.frames import Framer
from dateline.coding.jury import Jury, Ruling
from dateline.coding.match import Match, Matcher
from dateline.coding.roles import Role, RoleReader
from dateline.coding.standing import Standing, StandingReader
from dateline.coding.verdict import Verdict, judge
from dateline.coding.vote import Vote
from dateline.lexicon.cameo import goldstein
from dateline.lexicon.codebook import Codebook, load_codebook
from dateline.lexicon.operators import load_operators
from dateline.lexicon.packs import version_here
from dateline.lexicon.reference import load_reference
from dateline.mark.actors import Clusters
from dateline.parse.tree import Parsed, Sentence
from dateline.records import EventDate, Participant, Rejected, Report, Span, Why

STEP = "coding.match"
VOTE = "vote/minilm"  # the rule of a report whose category the learned vote decided
DOUBTED = 0.3  # reports less likely than this are dropped
GUARD = 0.1  # patterns of this weight and less name wordings that are no event
RECIPROCAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})  # several actors may act on each other (PLOVER manual)
PASSING = frozenset({"pobj", "dobj", "conj", "compound", "appos", "pcomp", "npadvmod", "poss"})
ATTITUDES = frozenset(
    {"ACCUSE", "SUPPORT", "REJECT"}
)  # what is condemned or hailed happened and is an event of its own
GOVERNING = frozenset({"future", "hypothetical", "mused", "alleged"})

DateOf = Callable[[Sentence, int, tuple[str, ...]], "EventDate | None"]
PlaceOf = Callable[[Sentence, int, str], "str | None"]


@dataclass(slots=True)
class Coded:
    """Reports of one article, what was dropped, and the ids of the parties that take part."""

    reports: list[Report] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    used: set[str] = field(default_factory=set)


class Coder:
    """Codes one article."""

    def __init__(
        self,
        parsed: Parsed,
        clusters: Clusters,
        voices: Voices,
        date_of: DateOf,
        place_of: PlaceOf,
        country_of: Callable[[str | None], str | None] = lambda place: None,
        codebook: Codebook | None = None,
        vote: Vote | None = None,
    ) -> None:
        self.parsed, self.clusters, self.voices = parsed, clusters, voices
        self.date_of, self.place_of, self.country_of = date_of, place_of, country_of
        self.codebook = codebook or load_codebook()
        self.jury = Jury(vote, self.codebook) if vote is not None else None
        self.operators = load_operators()
        self.transparent = load_reference().transparent

    def run(self) -> Coded:
        """Code every sentence of the headline, subheads and body, in text order."""
        out = Coded()
        told = [s for s in self.parsed.sentences if s.kind in {"body", "headline", "subhead"}]
        found = [self.candidates(s) for s in told]
        complete(found)
        kept = [self._kept(candidates, out) for candidates in found]
        if self.jury is not None:
            self.jury.fill([(c, v.event) for pairs in kept for c, v in pairs])
        kept = [[(c, v) for c, v in pairs if self._complete(c, v, out)] for pairs in kept]
        rulings = self._rulings([pair for pairs in kept for pair in pairs])
        at = 0
        for pairs in kept:
            self._tell(list(zip((c for c, _ in pairs), rulings[at : at + len(pairs)], strict=True)), out)
            at += len(pairs)
        out.rejected.sort(key=lambda r: r.start)
        return out

    def _kept(self, found: list[Candidate], out: Coded) -> list[tuple[Candidate, Verdict]]:
        """The candidates of a sentence that happened, in text order; the rest is noted as rejected."""
        heads = {c.match.frame.head: c for c in found}
        kept = []
        for c in sorted(found, key=lambda c: c.s.tokens[c.match.frame.head].start):
            reason, verdict = self._judge(c, heads)
            if verdict is None:
                out.rejected.append(_rejected(c, reason))
            else:
                kept.append((c, verdict))
        return kept

    def _complete(self, c: Candidate, v: Verdict, out: Coded) -> bool:
        """All that the category needs is named; noted as rejected when not."""
        if not c.actors and not c.recipients:
            out.rejected.append(_rejected(c, "no party takes part"))
            return False
        category = self.codebook.categories[v.event]
        if category.recipient_required and not c.recipients and len(c.actors) < 2:
            out.rejected.append(_rejected(c, "no recipient, and the category needs one"))
            return False
        return True

    def _rulings(self, verdicts: list[tuple[Candidate, Verdict]]) -> list[Ruling]:
        if self.jury is None:
            return [Ruling(v, None, None) for _, v in verdicts]
        return self.jury.rule(verdicts)

    def candidates(self, s: Sentence) -> list[Candidate]:
        """All matched predicates of a sentence, nouns that a matched verb has taken as its object left out."""
        framer = Framer(s, self.operators, self.transparent)
        matcher = Matcher(s, framer, self.codebook, self.clusters)
        roles = RoleReader(s, framer, self.clusters, self.parsed.article.text[s.start : s.end])
        standings = StandingReader(s, self.operators)
        matches = {t.i: m for t in s.tokens if (m := matcher.best(t.i)) is not None}
        for i in self._taken(matches):
            matches.pop(i, None)
        out = []
        for i, m in matches.items():
            roles.speaker = self.voices.speakers_at(s.tokens[i].start)
            actors = roles.actors(m)
            out.append(Candidate(s, m, actors, roles.recipients(m, actors), standings.read(i, m.frame.light), roles))
        self._share_recipients(s, out)
        for m, actors, asked in obligations(s, framer, roles, self.voices.voices):
            out = [c for c in out if c.match.frame.head != m.frame.head]  # what ought to be has not happened
            out.append(Candidate(s, m, actors, asked, Standing(), roles))
        return out

    def _share_recipients(self, s: Sentence, found: list[Candidate]) -> None:
        """ "backed Moscow and sent arms": a category that needs a recipient takes it from the verb it is joined to."""
        by_head = {c.match.frame.head: c for c in found}
        for c in found:
            t = s.tokens[c.match.frame.head]
            first = by_head.get(t.head)
            if (
                t.dep == "conj"
                and not c.recipients
                and first is not None
                and self.codebook.categories[c.match.pattern.event].recipient_required
            ):
                acting = {r.party.id for r in c.actors}
                c.recipients = [r for r in first.recipients if r.party.id not in acting]

    def _taken(self, matches: dict[int, Match]) -> set[int]:
        """Nouns whose meaning is already in the verb's match ("signed an agreement", "lifted the sanctions"), and verbs
        that only carry a noun that says more."""
        taken: set[int] = set()
        for i, m in matches.items():
            if m.pattern.part != "verb":
                continue
            nouns = [n for n in (*m.frame.objects, *(h for hs in m.frame.preps.values() for h in hs)) if n in matches]
            for n in nouns:
                other = matches[n]
                apart = m.pattern.event in ATTITUDES and other.pattern.event != m.pattern.event  # "condemned the attack"
                uses_object = m.pattern.object is not None and n in m.frame.objects and not apart
                fixed = bool(set(m.phrase.rest) & {other.phrase.key})
                if uses_object or fixed:
                    taken.add(n)
                elif other.frame.light == i:
                    taken.add(i if other.rank[0] >= m.rank[0] else n)
        return taken

    def _tell(self, found: list[tuple[Candidate, Ruling]], out: Coded) -> None:
        """Report the candidates of one sentence into `out`, each event once."""
        made: list[Report] = []
        for c, ruling in found:
            report = self._report(c, ruling)
            if report.confidence < DOUBTED:
                out.rejected.append(_rejected(c, f"{report.event} is unlikely ({report.confidence:.2f})"))
                continue
            if any(_same(r, report) for r in made):
                out.rejected.append(self._twice(report))
                continue
            for less in [
                r for r in made if _same(report, r)
            ]:  # "struck a market, killing 14": the fuller telling stays
                made.remove(less)
                out.reports.remove(less)
                out.rejected.append(self._twice(less))
            made.append(report)
            out.reports.append(report)
        for report in made:
            out.used.update(p.actor for p in (*report.actors, *report.recipients))

    def _twice(self, r: Report) -> Rejected:
        reason = f"{r.why.rule}: the same event stands in this sentence already"
        return Rejected(start=r.trigger.start, end=r.trigger.end, reason=reason, step=STEP)

    def _judge(self, c: Candidate, heads: dict[int, Candidate]) -> tuple[str, Verdict | None]:
        """The verdict, or the reason there is none."""
        m = c.match
        if m.pattern.weight <= GUARD:
            return "the wording is no event", None
        if (
            m.pattern.part == "verb"
            and m.frame.subjects
            and not c.actors
            and m.pattern.actor == "subject"
            and (m.pattern.subject is None)
        ):
            return "what acts is no party", None
        if m.pattern.event == "ACCUSE" and c.reader.of_itself(m, c.actors):
            return "what a party says of itself accuses nobody", None
        if _in_passing(c, heads):
            return "named in passing, and who did it is not told", None
        governed = any(
            i in heads
            and effect in GOVERNING
            and heads[i].match.pattern.event in {"AGREE", "THREATEN", "REQUEST", "REJECT", "CONCEDE"}
            for i, effect in c.standing.governors
        )
        verdict = judge(
            m, c.standing, governed, self.codebook, bool(c.actors) and (bool(c.recipients) or len(c.actors) > 1)
        )
        return (verdict.reason or "", None) if verdict.reason else ("", verdict)

    def category(self, c: Candidate) -> tuple[str, str | None, float, str]:
        """Category, mode, confidence and explanation of a candidate taken by itself: PLOVER's conversions applied,
        nothing dropped."""
        pattern = c.match.pattern
        standing = Standing(
            future=c.standing.future and not c.standing.hypothetical, negated=c.standing.negated and c.standing.future
        )
        v = judge(c.match, standing, False, self.codebook, True)
        return v.event, v.mode, pattern.weight * v.factor, v.detail or self._detail(c)

    def _report(self, c: Candidate, ruling: Ruling) -> Report:
        s, m, v = c.s, c.match, ruling.verdict
        trigger = s.tokens[m.frame.head]
        category = self.codebook.categories[v.event]
        mode = category.modes.get(v.mode) if v.mode else None
        actors, recipients = list(c.actors), list(c.recipients)
        place = self.place_of(s, m.frame.head, v.event)
        if v.event == "CONSULT" and v.mode is None and self._travelled(actors + recipients, place):
            mode = category.modes.get("visit")
        cameo = v.cameo or (mode.cameo if mode else None) or category.cameo
        told = self.voices.at(trigger.start)
        status = v.status or told.status
        rule = m.pattern.rule if ruling.over is None else VOTE
        return Report(
            id=self._id(s, trigger.start, v.event, rule),
            event=v.event,
            modes=(mode.name,) if mode else (),
            contexts=contexts_of(s, m.pattern.contexts, mode.contexts if mode else (), category.contexts),
            quad=category.quad,
            score=mode.score if mode is not None and mode.score is not None else category.score,
            cameo=cameo,
            goldstein=goldstein(cameo),
            auxiliary=v.auxiliary,
            status=status,  # type: ignore[arg-type]
            actors=tuple(self._participant(s, r) for r in actors),
            recipients=tuple(self._participant(s, r) for r in recipients),
            date=self.date_of(s, m.frame.head, v.auxiliary),
            place=place,
            attribution=told.chain,
            counts=counts_of(s, m),
            trigger=Span(trigger.start, trigger.end),
            sentence=Span(s.start, s.end),
            confidence=confidence(c, ruling),
            why=Why(rule=rule, step=STEP, version=version_here(), detail=self._because(c, ruling)),
        )

    def _travelled(self, roles: list[Role], place: str | None) -> bool:
        """Parties of two countries met in the country of one of them: the other came to visit."""
        country = self.country_of(place)
        own = {r.party.country for r in roles if r.party.kind in {"person", "state"} and r.party.country}
        return country in own and len(own) > 1

    def _because(self, c: Candidate, ruling: Ruling) -> str:
        """What the reader is told of how the report came about."""
        parts = [ruling.verdict.detail or self._detail(c)]
        if ruling.over is not None:
            parts.append(c.match.pattern.rule)
        elif ruling.share is not None:
            parts.append(f"vote {ruling.share:.2f}")
        if c.filled:
            parts.append("a side filled by the vote")
        return ", ".join(parts)

    def _detail(self, c: Candidate) -> str:
        s, f = c.s, c.match.frame
        parts = [f"{f.part} “{s.tokens[f.head].text}”"]
        if f.passive:
            parts.append("passive")
        if f.light is not None:
            parts.append(f"carried by “{s.tokens[f.light].text}”")
        parts += [f"{effect} under “{s.tokens[i].text}”" for i, effect in c.standing.governors]
        return ", ".join(parts)

    def _participant(self, s: Sentence, r: Role) -> Participant:
        if r.elsewhere is not None:
            return Participant(r.party.id, *r.elsewhere)
        return Participant(r.party.id, s.tokens[r.first].start, s.tokens[r.last - 1].end)

    def _id(self, s: Sentence, start: int, event: str, rule: str) -> str:
        key = f"{self.parsed.article.id}|{start}|{event}|{rule}"
        return "rep_" + hashlib.sha256(key.encode()).hexdigest()[:16]


def _rejected(c: Candidate, reason: str) -> Rejected:
    t = c.s.tokens[c.match.frame.head]
    return Rejected(start=t.start, end=t.end, reason=f"{c.match.pattern.rule}: {reason}", step=STEP)


def _same(told: Report, other: Report) -> bool:
    """The other telling adds nothing: same category and actors, and no recipient of its own."""
    if told.event != other.event or {p.actor for p in told.actors} != {p.actor for p in other.actors}:
        return False
    mine, its = {p.actor for p in told.recipients}, {p.actor for p in other.recipients}
    return its <= mine and (its == mine or not its) and (told.modes == other.modes or not its)


def _in_passing(c: Candidate, heads: dict[int, Candidate]) -> bool:
    """A noun that is only mentioned, and nobody is said to have done it. What is condemned or hailed counts."""
    t = c.s.tokens[c.match.frame.head]
    if c.match.pattern.part != "noun" or c.match.frame.light is not None or c.actors or t.dep not in PASSING:
        return False
    above = heads.get(t.head)
    return above is None or above.match.pattern.event not in ATTITUDES


def complete(found: list[list[Candidate]]) -> None:
    """ "Moscow's invasion" here and "the invasion of Ukraine" there: one event, told in part each time. A side that a noun leaves
    out is filled where the article names just one for the same noun."""
    groups: dict[tuple[str, str], list[Candidate]] = {}
    for c in (c for candidates in found for c in candidates if c.match.pattern.part == "noun"):
        groups.setdefault((c.match.pattern.event, c.s.tokens[c.match.frame.head].lemma), []).append(c)
    for group in groups.values():
        acting = {r.party.id: (c, r) for c in group for r in c.actors}
        acted = {r.party.id: (c, r) for c in group for r in c.recipients}
        if len(group) < 2 or len(acting) != 1 or len(acted) != 1 or acting.keys() == acted.keys():
            continue
        for c in group:
            if not c.actors and _definite(c):
                c.actors = [_from(*next(iter(acting.values())))]
            if not c.recipients and _definite(c):
                c.recipients = [_from(*next(iter(acted.values())))]


def _definite(c: Candidate) -> bool:
    """ "the invasion", "Moscow's invasion": known already, not "an invasion"."""
    words = {c.s.tokens[k].lower for k in c.s.children(c.match.frame.head)}
    return not words & {"a", "an", "any", "another", "no", "every"}


def _from(c: Candidate, r: Role) -> Role:
    tokens = c.s.tokens
    return Role(r.party, r.first, r.last, False, (tokens[r.first].start, tokens[r.last - 1].end))

"""Which line of the codebook a predicate answers to."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.coding.frames import Frame, Framer
from dateline.lexicon.codebook import Codebook, Constraint, Pattern, Phrase
from dateline.lexicon.words import fold, join
from dateline.mark.actors import Clusters
from dateline.parse.phrases import pobjs, tails
from dateline.parse.tree import Sentence

PREDICATIVE = frozenset({"acomp", "ROOT", "conj", "oprd", "xcomp", "ccomp", "amod", "advcl", "relcl", "acl"})


@dataclass(slots=True, frozen=True)
class Match:
    """A pattern that holds of a frame, and how strongly: constraints met, then weight."""

    pattern: Pattern
    phrase: Phrase
    frame: Frame
    rank: tuple[float, float]


class Matcher:
    """Matches the predicates of one sentence against the codebook."""

    def __init__(self, s: Sentence, framer: Framer, codebook: Codebook, clusters: Clusters) -> None:
        self.s, self.framer, self.codebook, self.clusters = s, framer, codebook, clusters
        self._best: dict[int, Match | None] = {}
        self._busy: set[int] = set()
        self._tails: dict[int, tuple[str, ...]] = {}
        self._regions: dict[tuple[int, str, bool], list[int]] = {}
        self._gerunds: dict[tuple[int, str, str], bool] = {}

    def best(self, i: int) -> Match | None:
        """The strongest match of the predicate at token `i`; None when the codebook has nothing for it."""
        if i not in self._best:
            if i in self._busy:
                return None
            self._busy.add(i)
            found = self.matches(i)
            self._busy.discard(i)
            self._best[i] = found[0] if found else None
        return self._best[i]

    def tails(self, i: int) -> tuple[str, ...]:
        """The keys a noun answers to, worked out once."""
        keys = self._tails.get(i)
        if keys is None:
            keys = self._tails[i] = tails(self.s, i)
        return keys

    def matches(self, i: int) -> list[Match]:
        """All matches of the predicate at token `i`, strongest first."""
        out: list[Match] = []
        for part, keys in self._readings(i):
            candidates = [(p, ph) for key in keys for p, ph in self.codebook.patterns_for(part, key)]
            if not candidates:
                continue
            frame = {"verb": self.framer.verb, "noun": self.framer.noun, "adjective": self.framer.adjective}[part](i)
            words = self._near(frame)
            for n, (pattern, phrase) in enumerate(candidates):
                strength = self._holds(pattern, phrase, frame, words)
                if strength is not None:
                    out.append(Match(pattern, phrase, frame, (strength, pattern.weight - n * 1e-6)))
        out.sort(key=lambda m: m.rank, reverse=True)
        return out

    def _readings(self, i: int) -> list[tuple[str, tuple[str, ...]]]:
        """Parts of speech a token may be read as, with the keys to look up."""
        s, t = self.s, self.s.tokens[i]
        if t.pos == "VERB":
            if t.dep in {"amod", "compound"}:
                return []
            return [("verb", (fold(t.lemma),))]
        if t.pos == "ADJ" and t.dep in PREDICATIVE - {"amod"}:
            readings: list[tuple[str, tuple[str, ...]]] = [("adjective", (fold(t.lower),))]
            return readings
        if t.pos == "NOUN" and t.dep not in {"compound", "amod", "npadvmod"}:
            return [("noun", self.tails(i))]
        if t.pos == "PROPN" and t.dep not in {"compound", "amod", "npadvmod"} and s.kind == "headline":
            return [("noun", self.tails(i))]
        return []

    # -- one pattern -----------------------------------------------------------------------------

    def _holds(self, p: Pattern, phrase: Phrase, f: Frame, words: frozenset[str]) -> float | None:
        """Number of demands met (rest words included), or None when one is not."""
        if phrase.leads == "by" and f.passive:
            return None
        if (
            phrase.leads is not None
            and phrase.leads not in f.preps
            and not self._clausal(f, phrase.leads)
            and not any(self.s.tokens[c].lower == phrase.leads for c in f.particles)
        ):
            return None
        for word in phrase.rest:
            if word not in words and word != phrase.leads:
                return None
        if p.subject is not None and not self.fills(p.subject, f.subjects):
            return None
        if p.object is not None:
            led = (
                f.preps.get(phrase.leads, []) if phrase.leads else []
            )  # "call for restraint": what the preposition leads to
            if not self.fills(p.object, f.objects + led + ([] if f.part == "verb" else f.indirect)):
                return None
        for name, constraint in p.prep:
            if not self.fills(constraint, f.preps.get(name, [])):
                return None
        if p.complement is not None and not self._complement(p.complement, f):
            return None
        if p.with_ is not None or p.without is not None:
            if p.with_ is not None and not self._any(p.with_, self._around(f), f):
                return None
            if p.without is not None and self._any(p.without, self._around(f, clauses=True), f):
                return None
        fixed = sum(0.3 if word == phrase.leads else 0.9 for word in phrase.rest)
        return p.constraints + fixed + (len(phrase.key) > 0 and f.part == "noun") * len(phrase.key) * 0.01

    def _clausal(self, f: Frame, preposition: str) -> bool:
        """The preposition leads to a gerund ("accused of arming")."""
        key = (f.head, f.part, preposition)
        if key not in self._gerunds:
            self._gerunds[key] = self._led_gerund(f, preposition)
        return self._gerunds[key]

    def _led_gerund(self, f: Frame, preposition: str) -> bool:
        s = self.s
        places = [f.head, *f.objects, *f.particles]
        return any(
            s.tokens[c].lower == preposition
            and s.tokens[c].dep in {"prep", "prt", "agent", "dative"}
            and any(s.tokens[k].dep == "pcomp" for k in s.children(c))
            for i in places
            for c in s.children(i)
        )

    def fills(self, constraint: Constraint, heads: list[int]) -> bool:
        """Whether any of the phrases fits the constraint."""
        return any(self._fits(constraint, i) for i in heads)

    def _fits(self, c: Constraint, i: int) -> bool:
        keys = self.tails(i)
        if not c.words.isdisjoint(keys):
            return True
        if c.special and self._special(c.special, i):
            return True
        if self.s.tokens[i].pos == "PRON" and any(
            r.noun in c.words
            for p in self.clusters.by_head.get((self.s.index, i), ())
            for r in p.refs
            if r.type == "nominal"
        ):
            return True
        inner = self._inner(i)
        return inner is not None and self._fits(c, inner)

    def _inner(self, i: int) -> int | None:
        """ "a series of attacks", "hundreds of protesters"."""
        s = self.s
        for k in s.children(i):
            if (
                s.tokens[k].dep == "prep"
                and s.tokens[k].lower == "of"
                and (s.tokens[i].pos == "NUM" or s.tokens[i].lemma in self.framer.transparent)
            ):
                below = pobjs(s, k)
                if below:
                    return below[0]
        return None

    def _special(self, special: frozenset[str], i: int) -> bool:
        t = self.s.tokens[i]
        ref = self.clusters.refs.get((self.s.index, i))
        if ref is not None:
            if "actor" in special or ("agent" in special and ref.type == "nominal"):
                return True
            parties = self.clusters.by_head.get((self.s.index, i), ())
            kinds = {p.kind for p in parties} or {ref.kind}
            if "state" in special and "state" in kinds:
                return True
            if "person" in special and kinds & {"person", "group"}:
                return True
            if "organization" in special and "organization" in kinds:
                return True
        if "person" in special and (t.ent in {"PERSON", "NORP"} or (t.tag == "CD" and t.dep == "dobj")):
            return True
        if "place" in special and t.ent in {"GPE", "LOC", "FAC"}:
            return True
        return "number" in special and (
            t.pos == "NUM" or any(self.s.tokens[c].pos == "NUM" for c in self.s.children(i))
        )

    def _complement(self, c: Constraint, f: Frame) -> bool:
        clauses = [k for k in f.complements if not self._asks(k)]
        if "clause" in c.special and clauses:
            return True
        if "infinitive" in c.special and any(self.framer.is_infinitive(k) for k in clauses):
            return True
        for k in clauses:
            lemma = fold(self.s.tokens[k].lemma)
            if lemma in c.words:
                return True
            for particle in self.s.children(k):
                if (
                    self.s.tokens[particle].dep in {"prt", "prep", "advmod"}
                    and join(f"{lemma} {self.s.tokens[particle].lower}") in c.words
                ):
                    return True
            if c.categories:
                match = self.best(k)
                if match is not None and match.pattern.event in c.categories:
                    return True
        if c.categories:
            for k in [*f.objects, *(h for hs in f.preps.values() for h in hs)]:
                if self.s.tokens[k].pos == "NOUN":
                    match = self.best(k)
                    if match is not None and match.pattern.event in c.categories:
                        return True
        return False

    def _asks(self, k: int) -> bool:
        """A clause that only asks: "asked whether", "wondered who"."""
        s = self.s
        return any(
            (s.tokens[c].lower in {"whether", "if"} and s.tokens[c].dep == "mark")
            or s.tokens[c].tag in {"WP", "WRB", "WDT"}
            for c in s.children(k)
        )

    def _near(self, f: Frame) -> frozenset[str]:
        """Words a fixed phrase may need: particles, prepositions, adverbs, and the heads in object and prepositions."""
        s = self.s
        words: set[str] = set(f.preps)
        words.update(w for name in f.preps for w in name.split())
        for c in s.children(f.head):
            t = s.tokens[c]
            words.add(fold(t.lower))
            if t.dep in {"prt", "advmod", "acomp", "oprd", "prep", "dobj", "attr", "xcomp", "npadvmod", "dative"}:
                words.add(fold(t.lemma))
        for i in [*f.objects, *(h for hs in f.preps.values() for h in hs)]:
            words.update(self.tails(i))
            for c in s.children(i):
                if s.tokens[c].dep in {"amod", "compound", "poss", "prep"}:
                    words.add(fold(s.tokens[c].lemma))
        return frozenset(words)

    def _around(self, f: Frame, clauses: bool = False) -> list[int]:
        """Tokens of the frame: the predicate's subtree without clauses of their own (adverbial ones with `clauses`), and its
        arguments' phrases."""
        key = (f.head, f.part, clauses)
        if key not in self._regions:
            self._regions[key] = self._region(f, clauses)
        return self._regions[key]

    def _region(self, f: Frame, clauses: bool) -> list[int]:
        s = self.s
        apart = {"relcl", "ccomp", "parataxis"} | (set() if clauses else {"advcl"})
        out: set[int] = set()
        stack = [f.head, *f.subjects, *f.objects, *f.indirect, *(h for hs in f.preps.values() for h in hs)]
        if f.light is not None:
            stack.append(f.light)
        stack += f.complements
        while stack:
            i = stack.pop()
            if i in out:
                continue
            out.add(i)
            stack.extend(
                c
                for c in s.children(i)
                if s.tokens[c].dep not in apart and not (s.tokens[c].dep == "conj" and s.tokens[c].pos == "VERB")
            )
        return sorted(out)

    def _any(self, c: Constraint, around: list[int], f: Frame) -> bool:
        s = self.s
        for i in around:
            t = s.tokens[i]
            if fold(t.lemma) in c.words or fold(t.lower) in c.words:
                if i != f.head:
                    return True
            elif t.pos in {"NOUN", "PROPN"} and not c.words.isdisjoint(self.tails(i)) and i != f.head:
                return True
        if c.special:
            arguments = [*f.subjects, *f.objects, *f.indirect, *(h for hs in f.preps.values() for h in hs)]
            return any(self._special(c.special, i) for i in arguments)
        return False

"""How a happening stands: did it happen, is it planned, asked for, feared, denied? Read from the chain of words above it."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.lexicon.operators import Effect, Operators
from dateline.lexicon.words import fold
from dateline.parse.phrases import SUBJECTS
from dateline.parse.tree import Sentence

FUTURE = frozenset({"will", "'ll", "shall", "wo", "sha"})
POSSIBLE = frozenset({"may", "might", "could", "can", "ca", "should", "must", "ought"})
CONDITION = frozenset({"if", "unless", "whether", "lest", "provided", "in case", "should"})
AWAITED = frozenset({"until", "till", "once"})  # "will not end the strike until it yields": not yet
COMPLEMENT = frozenset({"xcomp", "ccomp", "acl", "oprd", "acomp"})
REPORTED = frozenset({"ccomp"})
NO = frozenset({"no", "neither", "nobody", "nothing", "none"})


@dataclass(slots=True)
class Standing:
    """What the chain says. `governors` are the words above with their effects, nearest first."""

    negated: bool = False
    lexical: bool = False
    future: bool = False
    hypothetical: bool = False
    purpose: bool = False
    alleged: bool = False
    denied: bool = False
    governors: list[tuple[int, Effect]] = field(default_factory=list)

    def has(self, effect: Effect) -> int | None:
        """The nearest governor with this effect."""
        return next((i for i, e in self.governors if e == effect), None)


class StandingReader:
    """Reads the standing of predicates of one sentence."""

    def __init__(self, s: Sentence, operators: Operators) -> None:
        self.s, self.operators = s, operators

    def read(self, i: int, light: int | None = None) -> Standing:
        """The standing of the predicate at token `i`, carried by the light verb `light` when it is a noun."""
        out = Standing()
        if self.s.tokens[i].pos in {"NOUN", "PROPN"}:
            self._noun_modifiers(i, out)
        else:
            self._own(i, out)
        at = i
        for _ in range(len(self.s.tokens)):
            step = self._climb(at, out, light)
            if step is None:
                break
            at = step
        if self.s.text.rstrip("\"'”’ ").endswith("?"):
            out.hypothetical = True
        return out

    # -- one word --------------------------------------------------------------------------------

    def _own(self, i: int, out: Standing) -> None:
        """Negation and modal verbs of a verb or predicative adjective."""
        s = self.s
        carriers = [i]
        if s.tokens[i].dep in {"acomp", "attr"}:
            carriers.append(s.tokens[i].head)
        for v in carriers:
            for c in s.children(v):
                t = s.tokens[c]
                if t.dep == "neg" or (t.dep == "advmod" and t.lower in {"never", "hardly", "nowhere"}):
                    out.negated = not out.negated
                elif t.dep == "aux" and t.lower in FUTURE:
                    out.future = True
                elif t.dep == "aux" and t.lower in {"would", "'d"}:
                    self._would(v, out)
                elif t.dep == "aux" and t.lower in POSSIBLE:
                    out.hypothetical = True
                elif t.dep in SUBJECTS | {"nsubjpass", "dobj"} and self._no(c):
                    out.negated = not out.negated
                elif t.dep == "advmod" and t.lower in {"allegedly", "reportedly", "purportedly", "supposedly"}:
                    out.alleged = True

    def _no(self, i: int) -> bool:
        s = self.s
        return s.tokens[i].lower in NO or any(
            s.tokens[c].lower == "no" and s.tokens[c].dep == "det" for c in s.children(i)
        )

    def _would(self, v: int, out: Standing) -> None:
        """`would` under a verb of saying in the past is the future of then; else a mere possibility."""
        s, t = self.s, self.s.tokens[v]
        at = v
        while s.tokens[at].dep == "conj":
            at = s.tokens[at].head
        above = s.tokens[s.tokens[at].head]
        perfect = any(s.tokens[c].lower == "have" and s.tokens[c].dep == "aux" for c in s.children(t.i))
        reported = s.tokens[at].dep in REPORTED and above.tag in {"VBD", "VBN"}
        relative = s.tokens[at].dep == "relcl"
        if reported and not perfect:
            out.future = True
        elif not relative or perfect:
            out.hypothetical = True
        else:
            out.future = True

    def _noun_modifiers(self, i: int, out: Standing) -> None:
        s = self.s
        for c in s.children(i):
            effect = self.operators.effect(fold(s.tokens[c].lower), "mod", "*")
            if effect is not None and s.tokens[c].dep in {"amod", "det", "compound", "advmod"}:
                self._apply(effect, c, out, lexical=True)
            if s.tokens[c].dep == "neg":
                out.negated = not out.negated

    # -- the chain -------------------------------------------------------------------------------

    def _climb(self, at: int, out: Standing, light: int | None) -> int | None:
        """Apply what the head of `at` does to it; the head to go on from, or None at the end of the chain."""
        s = self.s
        t = s.tokens[at]
        head = t.head
        if head == at:
            return None
        if t.dep == "conj":
            if s.tokens[head].pos in {"VERB", "AUX"} and not self._has_own_subject(at):
                self._modals_of(head, at, out)
            return head
        if t.dep == "relcl":
            return None
        if t.dep == "advcl":
            return self._adverbial(at, head, out)
        if t.dep in {"pcomp", "pobj"}:
            return self._under_preposition(at, head, out)
        if t.dep in COMPLEMENT:
            return self._complement(at, head, out)
        if t.dep in {"dobj", "nsubjpass", "attr", "dative"}:
            if head == light:
                self._own(head, out)
                return head
            return self._object(at, head, out)
        if t.dep == "prep":
            return None
        if t.dep in SUBJECTS and s.tokens[head].pos in {"AUX", "VERB"}:
            return self._subject(head, out)
        return None

    def _has_own_subject(self, i: int) -> bool:
        return any(self.s.tokens[c].dep in SUBJECTS | {"nsubjpass"} for c in self.s.children(i))

    def _modals_of(self, first: int, conj: int, out: Standing) -> None:
        """A conjunct without auxiliaries of its own shares those of the first verb ("will meet and sign")."""
        s = self.s
        if any(s.tokens[c].dep == "aux" for c in s.children(conj)) or s.tokens[conj].tag in {"VBD", "VBZ", "VBP"}:
            return
        shared = Standing()
        self._own(first, shared)
        out.future |= shared.future
        out.hypothetical |= shared.hypothetical
        out.negated ^= shared.negated and s.tokens[conj].tag == "VB"

    def _adverbial(self, at: int, head: int, out: Standing) -> int | None:
        s = self.s
        marks = {s.tokens[c].lower for c in s.children(at) if s.tokens[c].dep in {"mark", "advmod"}}
        if marks & CONDITION:
            out.hypothetical = True
            return None
        if marks & AWAITED:
            above = self.read(head)
            out.hypothetical |= above.future or above.negated or above.hypothetical or s.tokens[head].tag == "VB"
            return None
        if any(s.tokens[c].lower == "to" and s.tokens[c].dep == "aux" for c in s.children(at)):
            effect = self._effect(head, "to")
            if effect is not None:
                self._apply(effect, head, out)
            else:
                out.purpose = True
            self._own(head, out)
            return head
        return None

    def _under_preposition(self, at: int, prep: int, out: Standing) -> int | None:
        s = self.s
        name, word = s.tokens[prep].lower, s.tokens[prep].head
        if name == "without":
            out.negated = not out.negated
            return None
        effect = self._effect(word, name)
        if effect is None and s.tokens[at].tag == "VBG":
            effect = self._effect(word, "ing")
        if effect is None and name in {"for", "of", "on", "to", "about", "against"} and s.tokens[word].pos == "NOUN":
            effect = self.operators.effect(fold(s.tokens[word].lemma), "noun", "noun")
        if effect is None:
            if s.tokens[at].tag == "VBG" and name in {"of", "in", "by", "for"} and s.tokens[word].pos == "VERB":
                self._own(word, out)
                return word
            return None
        self._apply(effect, word, out)
        self._own_of_governor(word, out)
        return word

    def _complement(self, at: int, head: int, out: Standing) -> int | None:
        s = self.s
        infinitive = any(s.tokens[c].lower == "to" and s.tokens[c].dep == "aux" for c in s.children(at))
        if infinitive:
            frame = "to"
        elif s.tokens[at].tag == "VBG":
            frame = "ing"
        elif s.tokens[at].dep == "acl" and s.tokens[at].tag == "VBN":
            return None
        else:
            frame = "that" if s.tokens[at].dep in REPORTED else "noun"
        effect = self._effect(head, frame)
        if effect in {None, "told"} and frame == "that":
            return None  # a told clause has its own tense; who tells it is the business of quotes
        if effect is not None:
            self._apply(effect, head, out)
        self._own_of_governor(head, out)
        return head

    def _object(self, at: int, head: int, out: Standing) -> int | None:
        effect = self._effect(head, "noun")
        if effect is None or effect == "happens":
            return None
        self._apply(effect, head, out)
        self._own_of_governor(head, out)
        return head

    def _subject(self, head: int, out: Standing) -> int | None:
        """A noun predicate as subject: "An attack is planned", "A visit will take place"."""
        s = self.s
        lemma = s.tokens[head].lemma
        if lemma in {
            "take",
            "occur",
            "happen",
            "begin",
            "start",
            "continue",
            "follow",
            "resume",
            "last",
            "be",
            "go",
            "come",
        }:
            self._own(head, out)
        return None

    def _own_of_governor(self, head: int, out: Standing) -> None:
        """Negation and modality of the governing word itself: "did not plan to", "no plans to"."""
        if self.s.tokens[head].pos in {"VERB", "AUX", "ADJ"}:
            self._own(head, out)
        elif self._no(head):
            out.negated = not out.negated

    def _effect(self, word: int, frame: str) -> Effect | None:
        """The operator at `word`, its particle or preposition tried first."""
        s, t = self.s, self.s.tokens[word]
        pos = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adj"}.get(t.pos)
        if pos is None:
            return None
        lemma = fold(t.lemma)
        if lemma == "go" and frame == "to" and t.tag != "VBG":
            return None
        for c in s.children(word):
            if s.tokens[c].dep in {"prt", "prep"}:
                effect = self.operators.effect(f"{lemma} {s.tokens[c].lower}", pos, frame)
                if effect is not None:
                    return effect
        return self.operators.effect(lemma, pos, frame)

    def _apply(self, effect: Effect, word: int, out: Standing, lexical: bool = False) -> None:
        out.governors.append((word, effect))
        if effect == "negation":
            out.negated = not out.negated
            out.lexical = True
        elif effect == "future":
            out.future = True
        elif effect in {"hypothetical", "mused"}:
            out.hypothetical = True
        elif effect == "alleged":
            out.alleged = True
        elif effect == "denied":
            out.denied = True

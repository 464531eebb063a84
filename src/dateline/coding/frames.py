"""Frames: a predicate with its subject, object, prepositions and complement, whatever the syntax did to them.

Passives, relatives, participles, infinitives, control, coordination and light verbs are undone here, so that the
codebook is written once, in the active voice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from dateline.lexicon.classes import load_classes
from dateline.lexicon.operators import Operators
from dateline.lexicon.words import fold
from dateline.parse.phrases import NOMINAL, PASSIVE_SUBJECTS, SUBJECTS, conjuncts, is_relative, pobjs
from dateline.parse.tree import Sentence

PARTICLES = frozenset(
    {"up", "down", "out", "off", "over", "away", "back", "in", "on", "aside", "apart", "together", "through"}
)
FINITE = frozenset({"VBD", "VBZ", "VBP"})


@dataclass(slots=True)
class Frame:
    """One predicate. Slots hold token indexes of phrase heads, conjuncts included."""

    head: int
    part: str
    subjects: list[int] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    indirect: list[int] = field(default_factory=list)
    preps: dict[str, list[int]] = field(default_factory=dict)
    complements: list[int] = field(default_factory=list)
    particles: list[int] = field(default_factory=list)
    passive: bool = False
    light: int | None = None
    possessed: bool = False

    def add_prep(self, name: str, heads: list[int]) -> None:
        """Note phrases under a preposition, nearest first."""
        slot = self.preps.setdefault(name, [])
        slot += [h for h in heads if h not in slot]


class Framer:
    """Builds the frames of one sentence; each is worked out once."""

    def __init__(self, s: Sentence, operators: Operators, transparent: frozenset[str]) -> None:
        self.s, self.operators, self.transparent = s, operators, transparent
        self._verbs: dict[int, Frame] = {}
        self._nouns: dict[int, Frame] = {}

    @cached_property
    def stranded(self) -> frozenset[int]:
        """Prepositions without a noun of their own."""
        return frozenset(t.i for t in self.s.tokens if t.dep == "prep" and not self.s.children(t.i))

    # -- verbs -----------------------------------------------------------------------------------

    def verb(self, i: int) -> Frame:
        """The frame of a verb."""
        if i not in self._verbs:
            self._verbs[i] = Frame(i, "verb")  # guards against circles in odd parses
            self._verbs[i] = self._verb(i)
        return self._verbs[i]

    def is_passive(self, i: int) -> bool:
        """A passive, also one reduced to a participle ("the men arrested on Friday")."""
        s, token = self.s, self.s.tokens[i]
        if fold(token.lemma) in self.operators.statives and not any(s.tokens[c].dep == "agent" for c in s.children(i)):
            return False
        deps = {s.tokens[c].dep for c in s.children(i)}
        if deps & (PASSIVE_SUBJECTS | {"auxpass"}):
            return True
        if token.tag not in {"VBN", "VBD"}:
            return False
        if token.dep == "acl" and token.tag == "VBN":
            return "dobj" not in deps or "agent" in deps
        if token.dep == "conj" and token.tag == "VBN" and not deps & (SUBJECTS | {"aux"}):
            return self.is_passive(token.head)
        if token.dep in {"advcl", "ccomp", "xcomp"} and token.tag == "VBN":
            return not deps & (SUBJECTS | {"aux", "dobj"})
        return "agent" in deps and not deps & (SUBJECTS | {"dobj"})

    def _verb(self, i: int) -> Frame:
        s, token = self.s, self.s.tokens[i]
        f = Frame(i, "verb", passive=self.is_passive(i))
        explicit: list[int] = []
        for c in s.children(i):
            dep = s.tokens[c].dep
            if dep in SUBJECTS or dep in PASSIVE_SUBJECTS:
                explicit += self._filled(i, c)
            elif dep in {"dobj", "attr", "oprd"}:
                heads = self._filled(i, c)
                if dep == "dobj" or s.tokens[c].pos in NOMINAL:
                    f.objects += heads
            elif dep == "dative":
                f.indirect += conjuncts(s, c) if s.tokens[c].pos != "ADP" else pobjs(s, c)
                if s.tokens[c].pos == "ADP":
                    self._prep(f, c)
            elif dep == "agent":
                f.add_prep("by", pobjs(s, c))
            elif dep == "prep" and s.children(c):
                self._prep(f, c)
            elif dep == "prt" or (dep in {"advmod", "prep"} and s.tokens[c].lower in PARTICLES and not s.children(c)):
                f.particles.append(c)
            elif dep == "advmod" and s.tokens[c].pos == "ADV":
                for k in s.children(c):  # "gave farms back to owners": the phrase hangs on the particle
                    if s.tokens[k].dep == "prep":
                        self._prep(f, k)
                f.particles.append(c)
            elif dep in {"xcomp", "ccomp"}:
                f.complements.append(c)
                if s.tokens[c].pos in NOMINAL | {"ADJ"}:  # "called the claims a smear": a small clause without a verb
                    f.objects += self._own_subject(c)
                if self.is_infinitive(c) or (
                    s.tokens[c].tag == "VB" and self._object_control(i)
                ):  # "wants Iran to leave": the doer of the infinitive is what is wanted of
                    f.objects += self._own_subject(c)
            elif dep == "advcl" and self.is_infinitive(c):
                f.complements.append(c)
        if not f.objects and f.indirect and not f.passive:
            f.objects, f.indirect = f.indirect, []  # "fined the company a million": the sum hangs elsewhere
        for o in list(f.objects):
            for c in s.children(o):
                if s.tokens[c].dep == "prep":
                    self._prep(f, c)
                elif s.tokens[c].dep == "acl" and self.is_infinitive(c):
                    f.complements.append(c)
        inherited = [] if explicit else self._inherited(i)
        self._relative_gap(f, i, bool(explicit), inherited)
        parties = explicit or inherited
        if f.passive:
            for o in parties:  # "evidence against the firm was found"
                for c in s.children(o):
                    if s.tokens[c].dep == "prep" and s.tokens[c].lower != "of":
                        self._prep(f, c)
            f.objects = [p for p in parties if p not in f.objects] + f.objects
            if len(f.objects) > 1 and f.objects[0] in parties and f.objects[-1] not in parties:
                # a double-object verb: "Kyiv was given missiles": the first was the indirect object
                f.indirect += [o for o in f.objects if o in parties]
                f.objects = [o for o in f.objects if o not in parties]
            f.subjects = list(f.preps.get("by", []))
        else:
            f.subjects = parties
        if token.dep == "conj" and not f.objects and not f.preps and not f.complements:
            self._share_object(f, token.head)
        return f

    def _own_subject(self, clause: int) -> list[int]:
        """The subject that stands in a complement clause itself."""
        s = self.s
        own = [k for k in s.children(clause) if s.tokens[k].dep in SUBJECTS | PASSIVE_SUBJECTS]
        return [x for k in own for x in self._filled(clause, k)]

    def _share_object(self, f: Frame, first: int) -> None:
        """ "criticised and rejected the plan": the object stands once, with the last verb or the first."""
        s = self.s
        for c in s.children(f.head):
            if s.tokens[c].dep == "conj" and s.tokens[c].pos == "VERB":
                f.objects += self.verb(c).objects

    def _prep(self, f: Frame, c: int) -> None:
        s = self.s
        name = s.tokens[c].lower
        heads = pobjs(s, c)
        if heads and all(s.tokens[h].ent in {"DATE", "TIME"} for h in heads):
            return  # "called up troops on Sunday" is not "call on"
        f.add_prep(name, heads)
        if name in self.operators.adverbials:
            return  # "…, according to two aides", "despite pressure from Ankara": a circumstance, not a part
        for k in s.children(c):
            if s.tokens[k].dep == "pcomp" and s.tokens[k].pos in {"VERB", "AUX"}:
                f.complements.append(k)
            elif s.tokens[k].dep == "prep":
                f.add_prep(f"{name} {s.tokens[k].lower}", pobjs(s, k))
                f.add_prep(s.tokens[k].lower, pobjs(s, k))
        for o in pobjs(s, c):  # "calls on Iran for restraint": a second preposition may hang on the first noun
            for k in s.children(o):
                if s.tokens[k].dep == "prep" and s.tokens[k].lower != "of":
                    f.add_prep(s.tokens[k].lower, pobjs(s, k))
                elif s.tokens[k].dep == "acl" and self.is_infinitive(k):
                    f.complements.append(k)

    def is_infinitive(self, i: int) -> bool:
        """The verb stands with `to`."""
        s = self.s
        return any(s.tokens[c].dep == "aux" and s.tokens[c].lower == "to" for c in s.children(i))

    def _filled(self, verb: int, c: int) -> list[int]:
        """The phrase in a slot, a relative pronoun replaced by what it stands for."""
        s = self.s
        if is_relative(s, c):
            for a in [verb, *s.ancestors(verb)]:
                if s.tokens[a].dep == "relcl":
                    return conjuncts_of_antecedent(s, s.tokens[a].head)
            return []
        if s.tokens[c].dep in SUBJECTS and s.tokens[c].pos == "VERB":
            return []
        return conjuncts(s, c)

    def _relative_gap(self, f: Frame, i: int, has_subject: bool, inherited: list[int]) -> None:
        """ "the regions Russia occupied", "the man police shot at": the antecedent fills the empty slot."""
        s, token = self.s, self.s.tokens[i]
        if token.dep != "relcl" or not has_subject:
            return
        relative = any(is_relative(s, c) for c in s.children(i) if s.tokens[c].dep in SUBJECTS | PASSIVE_SUBJECTS)
        if relative or f.passive:
            return
        antecedent = conjuncts_of_antecedent(s, token.head)
        for c in s.children(i):
            if c in self.stranded:
                f.add_prep(s.tokens[c].lower, antecedent)
                return
        if not f.objects and not any(s.tokens[c].lower in {"where", "when", "why"} for c in s.children(i)):
            f.objects += antecedent

    def _inherited(self, i: int) -> list[int]:
        """The understood subject of a verb that has none of its own."""
        s, token = self.s, self.s.tokens[i]
        head = token.head
        if head == i:
            return []
        above = s.tokens[head]
        stolen = self._stolen(i)
        if stolen:
            return stolen
        if token.dep == "conj" and above.pos in {"VERB", "AUX"}:
            f = self.verb(head)
            return self._surface_subject(f)
        if token.dep == "acl" or (token.dep == "relcl" and above.pos in NOMINAL):
            if self.is_infinitive(i):
                return self._noun_control(head)
            return self._headless(i) or conjuncts_of_antecedent(s, head)
        if token.dep == "pcomp":
            return self._preposition_control(head)
        if token.dep == "advcl" and token.tag == "VBG" and any(s.tokens[c].lower == "while" for c in s.children(i)):
            # "…, while also condemning …" goes with the main verb, wherever the parser hangs it
            main = s.ancestors(i)[-1]
            if s.tokens[main].pos in {"VERB", "AUX"}:
                return self._surface_subject(self.verb(main))
        if token.dep in {"xcomp", "advcl", "ccomp"}:
            if above.pos in {"VERB", "AUX"}:
                f = self.verb(head)
                if token.dep != "advcl" or self._object_control(head):
                    controlled = f.objects if not f.passive else self._surface_subject(f)
                    if controlled and (self._object_control(head) or self._small_clause(i, head)):
                        return controlled
                    if self._object_control(head) and not f.passive:
                        onto = f.preps.get("on", []) + f.preps.get("upon", []) + f.preps.get("to", []) + f.indirect
                        if onto:
                            return onto
                return self._surface_subject(f)
            if above.pos in {"ADJ", "NOUN", "PROPN"}:
                return self._predicative_subject(head)
        return []

    def _stolen(self, i: int) -> list[int]:
        """A finite verb without a subject right after a coordinated phrase: the parser has given its subject to the clause
        before ("… in Belarus and the two neighbors conducted drills")."""
        s, token = self.s, self.s.tokens[i]
        if (
            token.tag not in FINITE
            or token.dep not in {"advcl", "ccomp", "parataxis"}
            or any(s.tokens[c].dep == "mark" for c in s.children(i))
        ):
            return []
        at = i - 1
        while at > 0 and s.tokens[at].pos in {"ADV", "AUX"}:
            at -= 1
        if s.tokens[at].dep != "conj" or s.tokens[at].pos not in NOMINAL:
            return []
        while s.tokens[s.tokens[at].head].dep == "conj":
            at = s.tokens[at].head
        return conjuncts(s, at)

    def _headless(self, i: int) -> list[int]:
        """The main verb taken for a participle ("A, the spokesman, in a statement condemned the raid"): the sentence has no other
        verb at its root, and a participle that has an object of its own is no passive."""
        s = self.s
        root = s.ancestors(i)[-1]
        if s.tokens[i].tag not in {"VBN", "VBD"} or self.is_passive(i) or s.tokens[root].pos not in NOMINAL:
            return []
        if s.tokens[root].dep != "ROOT" or s.tokens[i].head == root:
            return []
        return conjuncts(s, root) if any(s.tokens[c].dep == "dobj" for c in s.children(i)) else []

    def _small_clause(self, i: int, head: int) -> bool:
        """ "saw troops advancing": a participle whose subject is the object."""
        s = self.s
        return (
            s.tokens[i].tag == "VBG"
            and any(s.tokens[c].dep == "dobj" and c < i for c in s.children(head))
            and (s.tokens[i].dep == "xcomp")
        )

    def _surface_subject(self, f: Frame) -> list[int]:
        """What stands as subject in the sentence: the patient of a passive, the agent of an active."""
        if f.passive:
            return f.indirect or f.objects
        return f.subjects

    def _object_control(self, verb: int) -> bool:
        return self.operators.controls_object(fold(self.s.tokens[verb].lemma))

    def _noun_control(self, noun: int) -> list[int]:
        """ "Russia's decision to leave", "a plan by Iran to …", "made a promise to …"."""
        f = self.noun(noun)
        return f.subjects

    def _preposition_control(self, prep: int) -> list[int]:
        """ "accused Iran of arming them": the object; "left after meeting him": the subject."""
        s = self.s
        while s.tokens[prep].dep == "conj" and s.tokens[s.tokens[prep].head].pos == "ADP":
            prep = s.tokens[prep].head
        above = s.tokens[s.tokens[prep].head]
        if s.tokens[prep].dep == "conj" and above.pos == "VERB":  # "accused X of doing this and of doing that"
            return self._surface_subject(self.verb(above.i))
        if above.pos in {"VERB", "AUX"}:
            f = self.verb(above.i)
            if s.tokens[prep].lower in {"of", "for", "from", "into", "with"} and not f.passive and f.objects:
                return f.objects
            return self._surface_subject(f)
        if above.pos in NOMINAL:
            f = self.noun(above.i)
            return f.subjects
        return self._predicative_subject(above.i)

    def _predicative_subject(self, i: int) -> list[int]:
        """ "Iran is ready to …": the subject of the copula."""
        s = self.s
        for c in s.children(i):
            if s.tokens[c].dep in SUBJECTS:
                return conjuncts(s, c)
        above = s.tokens[i].head
        if (
            above != i
            and s.tokens[above].pos in {"AUX", "VERB"}
            and s.tokens[i].dep in {"acomp", "attr", "oprd", "conj", "xcomp"}
        ):
            return self._surface_subject(self.verb(above))
        return []

    # -- nouns -----------------------------------------------------------------------------------

    def noun(self, i: int) -> Frame:
        """The frame of a noun used as a predicate."""
        if i not in self._nouns:
            self._nouns[i] = Frame(i, "noun")
            self._nouns[i] = self._noun(i)
        return self._nouns[i]

    def _noun(self, i: int) -> Frame:
        s, token = self.s, self.s.tokens[i]
        f = Frame(i, "noun")
        possessors: list[int] = []
        modifiers: list[int] = []
        for c in s.children(i):
            dep = s.tokens[c].dep
            if dep == "poss" and s.tokens[c].pos in NOMINAL:
                possessors += conjuncts(s, c)
                f.possessed = True
            elif dep in {"amod", "compound", "nmod"}:
                modifiers.append(c)
            elif dep in {"prep", "agent"}:
                self._prep(f, c)
            elif dep == "acl" and self.is_infinitive(c):
                f.complements.append(c)
            elif dep == "acl" and s.tokens[c].tag == "VBN":
                for k in s.children(c):  # "the attack carried out by rebels on a convoy"
                    if s.tokens[k].dep in {"prep", "agent"}:
                        self._prep(f, k)
        agents = f.preps.get("by", [])
        f.subjects = list(agents) or list(possessors)
        if possessors and not agents and "of" not in f.preps and token.lemma in load_classes()["suffered"]:
            f.subjects, f.objects, f.possessed = [], list(possessors), False  # "Navalny's arrest"
        if agents and possessors:
            f.objects += possessors
        for m in modifiers:
            names_party = s.tokens[m].ent in {"GPE", "NORP", "ORG", "PERSON", "LOC"} or s.tokens[m].pos == "PROPN"
            if names_party and s.tokens[m].dep == "compound" and s.tokens[m].pos == "PROPN" and f.subjects:
                f.objects.append(m)
            elif names_party and not f.subjects:
                f.subjects.append(m)
            elif names_party:
                f.objects.append(m)
        f.objects += [o for o in f.preps.get("of", []) if o not in f.objects]
        if "between" in f.preps and not f.subjects:
            f.subjects = list(f.preps["between"])
        self._light(f, i, token.dep, token.head)
        return f

    def _light(self, f: Frame, i: int, dep: str, head: int) -> None:
        """Give a noun the arguments of the light verb it leans on: "launched an attack on", "an attack was launched"."""
        s = self.s
        verb: int | None = None
        if dep in {"dobj", "nsubjpass", "attr"} and s.tokens[head].pos == "VERB":
            verb = head
        elif dep == "nsubj" and self.operators.occurs(fold(s.tokens[head].lemma)):
            f.light = head  # "protests erupted in Lima": the verb only says that it came about
            for name, heads in self.verb(head).preps.items():
                f.add_prep(name, [h for h in heads if h != i])
            return
        elif dep == "pobj" and s.tokens[head].dep == "prep" and s.tokens[s.tokens[head].head].pos in {"VERB", "AUX"}:
            candidate = s.tokens[head].head
            if self.operators.light(fold(s.tokens[candidate].lemma), s.tokens[head].lower):
                verb = candidate
        elif dep == "conj":
            first = s.tokens[i].head
            if s.tokens[first].pos == "NOUN" and s.tokens[first].dep in {"dobj", "nsubjpass", "pobj"}:
                other = self.noun(first)
                if other.light is not None:
                    verb = other.light
        if verb is None or not (dep == "pobj" or self.operators.light(fold(s.tokens[verb].lemma), "")):
            return
        frame = self.verb(verb)
        f.light = verb
        if self.operators.reverses(fold(s.tokens[verb].lemma)):
            # "faces sanctions from the European Union": who stands as subject is acted upon
            f.objects += [x for x in frame.subjects if x not in f.objects and x != i]
            sources = frame.preps.get("from", []) + f.preps.get("from", [])
            f.subjects = sources or f.subjects
            return
        if frame.subjects:
            if f.subjects and not f.possessed:
                f.objects += [x for x in f.subjects if x not in f.objects]
            f.subjects = [x for x in frame.subjects if x != i] or f.subjects
        f.indirect += frame.indirect
        for name, heads in frame.preps.items():
            if name != "by":
                f.add_prep(name, [h for h in heads if h != i])
        if not f.subjects and "between" in f.preps:
            f.subjects = list(f.preps["between"])

    # -- adjectives ------------------------------------------------------------------------------

    def adjective(self, i: int) -> Frame:
        """The frame of a predicative adjective ("critical of the plan")."""
        s = self.s
        f = Frame(i, "adjective", subjects=self._predicative_subject(i))
        for c in s.children(i):
            if s.tokens[c].dep == "prep":
                self._prep(f, c)
            elif s.tokens[c].dep in {"xcomp", "ccomp"}:
                f.complements.append(c)
        return f


def conjuncts_of_antecedent(s: Sentence, i: int) -> list[int]:
    """The noun a relative clause hangs on; with it its conjuncts when the clause follows the last of them."""
    return [i]

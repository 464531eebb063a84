"""Citing frames: one voice quotes another as saying, in any order of the quote, the outlet and the speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.lexicon.speech import Speech
from dateline.mark.quotes.sources import is_medium
from dateline.mark.quotes.speakers import child, pobj, subject
from dateline.parse import Sentence
from dateline.records import Span

REACH = 25  # tokens that may stand between "quoted" and "as saying"
NOMINAL = {"NOUN", "PROPN", "PRON"}
BETWEEN = {"as", "having", "have", "to", "also", "later", "earlier", "been"}
TIMES = {"DATE", "TIME", "CARDINAL"}


@dataclass(frozen=True)
class Citing:
    """`quoting` and `saying` are the tokens of the two verbs; `speaker` said it, `via` pass it on, from him outwards."""

    quoting: int
    saying: int
    speaker: int | None
    via: tuple[int, ...]
    cue: Span


def find_citing(sentence: Sentence, speech: Speech) -> dict[int, Citing]:
    """The citing frames of a sentence by the places of both their verbs."""
    found: dict[int, Citing] = {}
    for token in sentence.tokens:
        forms = speech.citing.get(token.lemma, frozenset()) if token.pos == "VERB" else frozenset()
        if not forms or token.i in found:
            continue
        saying = _saying(sentence, token.i, forms, speech)
        if saying is not None:
            one = _frame(sentence, token.i, saying, speech)
            found[token.i] = found[saying] = one
    return found


def _saying(sentence: Sentence, quoting: int, forms: frozenset[str], speech: Speech) -> int | None:
    tokens = sentence.tokens
    if "as" in forms:
        for i in range(quoting + 1, min(len(tokens) - 1, quoting + REACH)):
            if tokens[i].lower == "as" and quoting in sentence.ancestors(i):
                verb = _participle(sentence, i + 1)
                if verb is not None and _says(tokens[verb].lemma, speech):
                    return verb
            if tokens[i].pos == "VERB" and tokens[i].dep in {"ccomp", "conj"}:
                break
    passive = child(sentence, quoting, "auxpass", "nsubjpass", "agent") is not None
    for c in sentence.children(quoting):
        if c < quoting or tokens[c].pos != "VERB" or not passive or not _says(tokens[c].lemma, speech):
            continue
        to = any(tokens[a].dep == "aux" and tokens[a].lower == "to" for a in sentence.children(c))
        if ("ing" in forms and tokens[c].tag == "VBG") or ("to" in forms and to):
            return c
    return None


def _says(lemma: str, speech: Speech) -> bool:
    plain = any(not v.rest and {"quote"} < v.frames and v.stance != "think" for v in speech.verbs.get(lemma, ()))
    return plain and lemma not in speech.acting


def _participle(sentence: Sentence, i: int) -> int | None:
    """`saying`, `having said`, `repeatedly saying` from token `i` on."""
    tokens = sentence.tokens
    while i < len(tokens) - 1 and (tokens[i].tag == "RB" or tokens[i].lower == "having"):
        i += 1
    done = tokens[i - 1].lower == "having" and tokens[i].tag in {"VBN", "VBD"}
    return i if done or tokens[i].tag == "VBG" else None


def _frame(sentence: Sentence, quoting: int, saying: int, speech: Speech) -> Citing:
    tokens = sentence.tokens
    held = _held(sentence, quoting, saying)
    via: list[int] = []
    if held is not None:
        speaker: int | None = held
        outlet = subject(sentence, quoting)
        via += [] if outlet is None else [outlet]
    else:
        speaker = _subject_of_passive(sentence, quoting)
        via += _by(sentence, quoting, saying)
    via += [m for m in _places(sentence, quoting, speech) if m not in via and m != speaker]
    together = all(tokens[i].lower in BETWEEN for i in range(quoting + 1, saying))
    cue = Span(tokens[quoting].start if together else tokens[saying].start, tokens[saying].end)
    return Citing(quoting, saying, speaker, tuple(via), cue)


def _held(sentence: Sentence, quoting: int, saying: int) -> int | None:
    """The object of `quoted`: whoever is quoted in the active voice."""
    tokens = sentence.tokens
    if child(sentence, quoting, "auxpass", "nsubjpass", "agent") is not None:
        return None
    for c in sentence.children(quoting):
        if tokens[c].dep in {"dobj", "dative", "nsubj", "oprd"} and quoting < c < saying and tokens[c].pos in NOMINAL:
            return c
    own = child(sentence, saying, "nsubj")
    if own is not None and quoting < own < saying:
        return own
    whom = child(sentence, quoting, "dobj")
    if whom is not None and tokens[whom].lower in {"whom", "who", "that"} and tokens[quoting].dep == "relcl":
        return tokens[quoting].head
    return None


def _subject_of_passive(sentence: Sentence, quoting: int) -> int | None:
    tokens = sentence.tokens
    own = [c for c in sentence.children(quoting) if c < quoting and tokens[c].dep in {"nsubjpass", "nsubj"}]
    if own:
        return tokens[quoting].head if tokens[own[-1]].lower in {"who", "which", "that"} else own[-1]
    if tokens[quoting].dep in {"acl", "relcl"}:
        return tokens[quoting].head
    return subject(sentence, quoting)


def _by(sentence: Sentence, quoting: int, saying: int) -> Iterator[int]:
    tokens = sentence.tokens
    near = [*sentence.children(quoting), *sentence.children(saying), *sentence.children(tokens[saying].head)]
    for c in near:
        held = pobj(sentence, c) if tokens[c].lower == "by" and c > quoting else None
        if held is not None and tokens[held].ent not in TIMES:
            yield held
            return


def _places(sentence: Sentence, quoting: int, speech: Speech) -> Iterator[int]:
    """Outlets it was quoted in or on."""
    for c in sentence.children(quoting):
        held = pobj(sentence, c) if sentence.tokens[c].lower in {"in", "on", "through", "via", "from"} else None
        if held is not None and is_medium(sentence, held, speech):
            yield held

"""Which verb of the codebook an inflected form belongs to, where the general lemmatizer errs ("raped", "fined", "staged")."""

from __future__ import annotations

from dateline.lexicon.codebook import load_codebook
from dateline.lexicon.packs import per_packs
from dateline.lexicon.words import fold

VOWELS = frozenset("aeiou")


def forms(verb: str) -> frozenset[str]:
    """Regular forms of a verb in -s, -ed and -ing. A final consonant after one vowel is doubled in a short verb (`stop`),
    kept or doubled in a long one (`visit`, `admit`)."""
    if verb.endswith("e"):
        return frozenset(
            {f"{verb}s", f"{verb}d", f"{verb[:-1]}ing" if not verb.endswith(("ee", "ye", "oe")) else f"{verb}ing"}
        )
    if verb.endswith("y") and len(verb) > 2 and verb[-2] not in VOWELS:
        return frozenset({f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"})
    plural = f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh")) else f"{verb}s"
    plain = {f"{verb}ed", f"{verb}ing"}
    doubled = {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
    short = sum(c in VOWELS for c in verb) == 1
    closed = len(verb) > 2 and verb[-1] not in VOWELS | set("wxy") and verb[-2] in VOWELS and verb[-3] not in VOWELS
    if closed and short:
        return frozenset({plural, *doubled})
    return frozenset({plural, *plain, *(doubled if closed else ())})


@per_packs
def _table() -> dict[str, str]:
    """Form → verb, for forms that only one verb of the codebook has."""
    verbs = {phrase.key for (part, _), found in load_codebook().index.items() if part == "verb" for _, phrase in found}
    seen: dict[str, set[str]] = {}
    for verb in verbs:
        for form in forms(verb):
            seen.setdefault(form, set()).add(verb)
    return {form: next(iter(owners)) for form, owners in seen.items() if len(owners) == 1}


def verb_lemma(form: str, lemma: str) -> str:
    """The lemma of a verb form (both in lower case): the codebook's verb when the form is regularly its own and the given
    lemma could not have it; else the given one."""
    form, lemma = fold(form), fold(lemma)
    owner = _table().get(form)
    if owner is None or owner == lemma or form in forms(lemma):
        return lemma
    return owner

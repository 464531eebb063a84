"""How words are compared: lower case, one spelling, compounds without space or hyphen."""

from __future__ import annotations

from functools import cache

from dateline.lexicon.tables import DATA, read_table


@cache
def _spelling() -> tuple[tuple[tuple[str, str, int], ...], dict[str, str], frozenset[str]]:
    endings: list[tuple[str, str, int]] = []
    words: dict[str, str] = {}
    keep: set[str] = set()
    for row in read_table(DATA / "spelling.tsv", ("kind", "from", "to", "least")):
        if row["kind"] == "ending":
            endings.append((row["from"], row["to"], int(row.number("least") or 0)))
        elif row["kind"] == "word":
            words[row["from"]] = row["to"]
        elif row["kind"] == "keep":
            keep.add(row["from"])
        else:
            raise row.error(f"kind must be ending, word or keep, not {row['kind']!r}")
    return tuple(endings), words, frozenset(keep)


@cache
def fold(word: str) -> str:
    """One spelling of one word, in lower case: `organise` → `organize`, `defence` → `defense`."""
    word = word.lower()
    endings, words, keep = _spelling()
    if word in words:
        return words[word]
    if word in keep:
        return word
    for ending, to, least in endings:
        if len(word) >= least and word.endswith(ending):
            return word[: -len(ending)] + to
    return word


def join(phrase: str) -> str:
    """A phrase as one comparable key: `air strike`, `air-strike` and `airstrike` are the same."""
    return "".join(fold(part) for part in phrase.replace("-", " ").split())

"""Working forms of a party while an article is being read; they become `records.Actor`."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Ref:
    """One phrase that names a party: where it stands, how, and what the words themselves say of it.

    `owners` are the countries of a plural ("the presidents of China and Belarus", "US and British activists").
    `gender` is m, f or empty. `unbound`: the phrase does not mean who holds the office of its country now ("the former
    president", "the governor of Punjab").
    `key` joins phrases of one party; None means the phrase has to be resolved (pronoun, "the president").
    Offsets are code points; `sentence` and `head` locate its head token.
    """

    sentence: int
    head: int
    start: int
    end: int
    type: str
    name: str
    kind: str
    key: str | None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    wikidata: str | None = None
    plural: bool = False
    noun: str = ""
    metonym: bool = False
    vague: bool = False
    relational: bool = False
    rule: str = ""
    owners: tuple[str, ...] = ()
    instrument: bool = False
    gender: str = ""
    unbound: bool = False


@dataclass(slots=True)
class Party:
    """A party of the article: everything its phrases said of it."""

    id: str
    key: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    office: str | None
    wikidata: str | None
    refs: list[Ref] = field(default_factory=list)
    gender: str = ""
